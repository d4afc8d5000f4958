"""Pixels per centimetre at the person, from what the user gave."""

from __future__ import annotations

import numpy as np

from cv_rom.biomechanics.joint_angles import leg_px
from cv_rom.biomechanics.stance import Stance
from cv_rom.geometry import distance
from cv_rom.poses import PoseTrack
from cv_rom.results import Scale
from cv_rom.scene import Scene
from cv_rom.skeleton import Landmark, Side

LEG_TO_HEIGHT = 0.474
"""Hip to ankle landmark over body height: 0.491 between the joint centres (Drillis & Contini 1966, in Winter 2009, fig.
4.1: hip 0.530, ankle 0.039) less the 3 cm by which the ankle landmark sits above the joint centre."""
LEG_TO_HEIGHT_SD_PERCENT = 3.5
"""People's leg proportions vary by about 2.5 %; the landmarks add 2 %."""
FOOT_LANDMARKS_TO_FOOT = 0.83
"""Heel to toe landmark over the foot's full length: the toe landmark lies 2 to 3 cm short of the tip."""
FOOT_SD_PERCENT = 9.0
"""With the landmarks alone a foot's length is known to about 2 cm, which makes body height the better scale."""
NO_SCALE = Scale("none", None, None)


def scale_of(track: PoseTrack, scene: Scene, stance: Stance | None, side: Side) -> Scale:
    """The scale at the given leg: from body height where it is given, else from the foot's length, else none."""
    if stance is None:
        return NO_SCALE
    if scene.height_cm is not None:
        leg = stance.median(leg_px(track, side))
        return _scale("height", leg / (LEG_TO_HEIGHT * scene.height_cm), LEG_TO_HEIGHT_SD_PERCENT)
    if scene.foot_length_cm is not None:
        foot = stance.median(distance(track.xy(Landmark.HEEL, side), track.xy(Landmark.TOE, side)))
        return _scale("foot_length", foot / (FOOT_LANDMARKS_TO_FOOT * scene.foot_length_cm), FOOT_SD_PERCENT)
    return NO_SCALE


def _scale(source: str, px_per_cm: float, sd_percent: float) -> Scale:
    if not np.isfinite(px_per_cm) or px_per_cm <= 0:
        return NO_SCALE
    return Scale("height" if source == "height" else "foot_length", px_per_cm, 1.96 * sd_percent)
