"""The ends of foot and knee of a filmed stick figure, as a perfect eye would find them in its pictures."""

from __future__ import annotations

import numpy as np
from stick_figure import Body, Camera

from cv_rom.outlines import LegOutline
from cv_rom.poses import PoseTrack
from cv_rom.skeleton import Landmark, Side

FOOT_CM = Body().foot_length_cm
KNEE_CM = 6.0
"""What the drawn knee has before its joint: one more than is assumed where only landmarks are known."""


def outline(track: PoseTrack, camera: Camera, *, side: Side = Side.RIGHT, foot_cm: float = FOOT_CM) -> LegOutline:
    """Ends at the heel landmark, one foot's length before it and `KNEE_CM` before the knee, in an unrolled picture."""
    forward = np.array([camera.px_per_cm * np.cos(np.radians(camera.yaw_deg)), 0.0])
    forward *= 1.0 if camera.facing == "right" else -1.0
    heel, knee = track.xy(Landmark.HEEL, side), track.xy(Landmark.KNEE, side)
    sds = np.ones(len(track))
    return LegOutline(heel, heel + foot_cm * forward, knee + KNEE_CM * forward, sds, sds)
