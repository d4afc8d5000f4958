"""Where points lie in the picture of a hand-held camera.

The track's points lie where a camera would see them that stands as it stood in stance; to be drawn on a frame they have
to sway with it again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from cv_rom.geometry import FloatArray
from cv_rom.poses import Pose
from cv_rom.skeleton import Landmark, Side

_NOT_REFINED = (Landmark.SHOULDER, Landmark.HIP)


def sway_px(pose: Pose, people: Sequence[Pose]) -> FloatArray:
    """How far the picture has moved against the track's `pose`, (2,) pixels; zero where nobody of `people` is near.

    `people` are the poses as they were found in this frame. Trunk points are only ever shifted by the sway, and their
    midpoints do not care which side is called left.
    """
    apart = [_trunk(person) - _trunk(pose) for person in people]
    seen = [each for each in apart if np.isfinite(each).all()]
    if not seen:
        return np.zeros(2)
    return np.asarray(min(seen, key=lambda each: float(np.hypot(*each.mean(axis=0)))).mean(axis=0))


def _trunk(pose: Pose) -> FloatArray:
    """Midpoints of shoulders and hips, (2, 2)."""
    return np.stack([(pose.xy(x, Side.LEFT) + pose.xy(x, Side.RIGHT)) / 2.0 for x in _NOT_REFINED])


def as_seen(pose: Pose, people: Sequence[Pose]) -> Pose:
    """The track's `pose` where its points lie in the frame in which `people` were found."""
    return replace(pose, xy_px=pose.xy_px + sway_px(pose, people))
