"""Knee-to-wall (weight-bearing lunge): one leg, from the side, foot towards the wall, heel down, knee to the wall."""

from __future__ import annotations

import numpy as np

from cv_rom.biomechanics.camera_view import CameraView
from cv_rom.biomechanics.joint_angles import shank_px
from cv_rom.biomechanics.wall_distances import locate_wall
from cv_rom.compensations import ARCH_COLLAPSE, HEEL_LIFT, KNEE_VALGUS, LUNGE_TURN_OUT
from cv_rom.filtering import median_of_seen
from cv_rom.geometry import FloatArray
from cv_rom.poses import PoseTrack
from cv_rom.protocols.protocol import SIDE_VIEW_MEASURES, Protocol, RepetitionMeasure
from cv_rom.protocols.squat import hip_descent
from cv_rom.skeleton import Landmark, Side

MIN_DEPTH = 0.15
"""Travel of the knee over the foot, as a share of the shank: 9 deg of tibia."""
SIDE_BY_SIDE = 0.25
"""Feet are side by side within this share of the shank, 10 cm; in a lunge they are two feet apart and more."""


def knee_travel(track: PoseTrack, view: CameraView, side: Side) -> FloatArray:
    """How far the knee lies forward of the ankle, as a share of the shank's length, (T,).

    Without a forward direction (front and back views) the hips' descent stands in for it.
    """
    if not np.isfinite(view.forward):
        return hip_descent(track, view, side)
    travel = (track.xy(Landmark.KNEE, side)[:, 0] - track.xy(Landmark.ANKLE, side)[:, 0]) * view.forward
    length = shank_px(track, side)
    return np.asarray(travel / median_of_seen(length))


def front_leg(track: PoseTrack, view: CameraView) -> tuple[Side, ...]:
    """The leg whose foot is nearer to the wall; of feet side by side the one that is nearer to the camera."""
    if not np.isfinite(view.forward):
        return tuple(Side)
    places = {side: median_of_seen(track.xy(Landmark.ANKLE, side)[:, 0] * view.forward) for side in Side}
    ahead = {side: place for side, place in places.items() if np.isfinite(place)}
    if not ahead:
        return tuple(Side)
    front, near = max(ahead, key=lambda side: ahead[side]), view.near_side
    if near in ahead and ahead[front] - ahead[near] < SIDE_BY_SIDE * median_of_seen(shank_px(track, near)):
        return (near,)
    return (front,)


KNEE_TO_WALL = Protocol(
    name="knee-to-wall",
    depth=knee_travel,
    test_sides=front_leg,
    min_depth=MIN_DEPTH,
    planes=frozenset({"sagittal", "oblique"}),
    measures=(
        *SIDE_VIEW_MEASURES,
        RepetitionMeasure("toe_to_wall_cm", "toe_to_wall_cm", "at_bottom"),
        RepetitionMeasure("knee_to_wall_cm", "knee_to_wall_cm", "smallest"),
    ),
    compensations=(HEEL_LIFT, ARCH_COLLAPSE, LUNGE_TURN_OUT, KNEE_VALGUS),
    invalidating=frozenset({"heel_lift"}),
    best=("peak_dorsiflexion_deg", "peak_dorsiflexion_change_deg", "peak_tibia_inclination_deg", "toe_to_wall_cm"),
    locate_wall=locate_wall,
    touch_needed=True,
)
