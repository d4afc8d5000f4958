"""What hinders a live check now: one thing at a time, the one to put right first."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cv_rom.biomechanics.camera_view import CameraView, camera_view
from cv_rom.biomechanics.joint_angles import leg_px
from cv_rom.biomechanics.leg_view import FRAME_EDGE, LegView
from cv_rom.biomechanics.plausibility import (
    JERK_LIMIT,
    UNSTABLE_SHARE,
    better_seen_side,
    leg_to_trunk_off,
    lies_across,
    shank_jerk,
    upside_down,
)
from cv_rom.biomechanics.scale import NO_SCALE
from cv_rom.biomechanics.shots import part_of
from cv_rom.biomechanics.stance import STILL_SPEED, shank_upright
from cv_rom.filtering import median_of_few, median_of_seen
from cv_rom.geometry import distance
from cv_rom.live_reading import LiveMessage
from cv_rom.measurement.findings import SMALL_LEG_PX
from cv_rom.measurement.preparation import match_near_side
from cv_rom.poses import PoseTrack
from cv_rom.protocols import Protocol
from cv_rom.scene import Scene
from cv_rom.skeleton import NOSE, Landmark, Side, index

VIEW_S = 0.5
"""How far back the view is looked at: landmarks jitter, and a hindrance that is gone should be gone at once."""
STILL_S = 0.3
WANTED_FRAMES = 5
"""Where pictures come slowly, so many are looked at, however long they took: two or three jitter too much to tell."""
FEWEST_FRAMES = 3
LEAN_DEG = 12.0
"""Ankles to shoulders of someone who stands lean by less than 5 deg; more is the camera's roll."""
ABOVE = 0.05
"""A camera above the hips sees the nearer hip and shoulder below the farther ones, by more than this share of the leg
from about head height on; at the height of the hips it is -0.06 to 0.01 (rendered and real clips)."""
DARK = 40.0
"""Of 255, the lightest twentieth of the picture: at 33 people are mostly found and measured, at 22 hardly ever
(rendered clips with less and less light; a real one in the dark has 70)."""
BY_DARKNESS: tuple[LiveMessage, ...] = ("no_person", "no_whole_body", "stand_still")
"""What seems to hinder where it is the light that is missing: nobody is found, or jitters."""


STEADY_S = 1.0
"""Near a limit two hindrances take turns by the half second; what is told stays until it was gone for so long."""


class SteadyHindrance:
    """What to tell of the hindrances that are found, one after the other."""

    def __init__(self) -> None:
        self._told: LiveMessage | None = None
        self._found_s = -np.inf

    def push(self, time_s: float, found: LiveMessage) -> LiveMessage:
        """Take in what hinders now; gives what to tell."""
        if self._told is None or time_s - self._found_s > STEADY_S:
            self._told = found
        if found == self._told:
            self._found_s = time_s
        return self._told

    def clear(self) -> None:
        """Nothing hinders: the next hindrance is told at once."""
        self._told = None


@dataclass(frozen=True)
class Setting:
    """The leg that can be measured as things are, and from where it is seen."""

    side: Side
    view: CameraView


def setting(track: PoseTrack, scene: Scene, protocol: Protocol, wanted: Side | None) -> Setting | LiveMessage:
    """The setting in the last half second, or what hinders; `wanted` None leaves the leg to the protocol."""
    seen = track.person_seen
    if not len(track) or not seen[-1] or seen.mean() < 0.5:
        return "no_person"
    if not seen.all():
        track = part_of(track, np.flatnonzero(seen))
    if hindrance := _body(track, scene, better_seen_side(track)):
        return hindrance
    view = camera_view(track, scene)
    if view.plane != "sagittal":
        return "turn_side_on"
    points = match_near_side(track, view.near_side)
    side = wanted or protocol.test_sides(points, view)[0]
    if side is not view.near_side:
        return "turn_around"
    if not LegView(points, side, view, scene, None, NO_SCALE).foot_in_view:
        return "feet_not_in_view"
    if _leans(points, side):
        return "camera_tilted"
    if _from_above(points, side):
        return "camera_too_high"
    return Setting(side, view)


def unsteady(track: PoseTrack, side: Side) -> LiveMessage | None:
    """Why the last moment is no part of a stance; None if it is one."""
    if shank_upright(track, side).mean() < 0.5:
        return "stand_upright"
    return None if _speed(track, side) < STILL_SPEED else "stand_still"


def _speed(track: PoseTrack, side: Side) -> float:
    """The largest speed of hip, knee and ankle, lengths of the leg a second; endless where there are too few frames.

    It is the slope of straight lines through the positions, less what the points' own noise adds to its square.
    """
    if not track.person_seen.all():
        track = part_of(track, np.flatnonzero(track.person_seen))
    if len(track) < FEWEST_FRAMES:
        return np.inf
    columns = [index(x, side) for x in (Landmark.HIP, Landmark.KNEE, Landmark.ANKLE)]
    since_s = track.time_s - track.time_s.mean()
    weights = since_s / (since_s @ since_s)
    slopes = np.tensordot(weights, track.xy_px[:, columns], axes=1)
    by_noise = 2.0 * np.tensordot(weights**2, track.noise_px[:, columns] ** 2, axes=1)  # across and down
    squared = np.maximum((slopes**2).sum(axis=1) - by_noise, 0.0).max()
    speed = float(np.sqrt(squared) / median_of_seen(leg_px(track, side)))
    return speed if math.isfinite(speed) else np.inf


def _body(track: PoseTrack, scene: Scene, side: Side) -> LiveMessage | None:
    """Whether a whole upright body is in the picture, large enough; `side` is the one that is better seen.

    How somebody lies is asked of a body only: the invented shoulders of a close-up of legs lie anywhere.
    """
    off = leg_to_trunk_off(track, side)
    if _jerks(track, side) or _is_off(off | _folded(track, side)):
        return "no_whole_body"
    if lies_across(track, side):
        return "camera_tilted"
    if _is_off(off | upside_down(track, side)) or not _inside(track, scene, side):
        return "step_back"
    return "come_closer" if median_of_seen(leg_px(track, side)) < SMALL_LEG_PX else None


def _folded(track: PoseTrack, side: Side) -> NDArray[np.bool_]:
    """Frames (T,) in which the shoulders are nearer to the ankle than the hip is, however the person lies.

    In squats and lunges, rendered and real, they are at least 1.3 times as far from it; on a close-up of legs, where
    they are invented, 0.4 to 0.97 times.
    """
    ankle = track.xy(Landmark.ANKLE, side)
    shoulders = distance(track.middle(Landmark.SHOULDER), ankle)
    return np.asarray(shoulders < distance(track.xy(Landmark.HIP, side), ankle))


def _jerks(track: PoseTrack, side: Side) -> bool:
    """Whether the shank's length jerks as no person's does."""
    jerk = shank_jerk(track, side)
    jerk = jerk[np.isfinite(jerk)]
    return len(jerk) >= WANTED_FRAMES and float(median_of_few(jerk)) > JERK_LIMIT


def _is_off(frames: NDArray[np.bool_]) -> bool:
    return bool(frames.mean() > UNSTABLE_SHARE)


def _inside(track: PoseTrack, scene: Scene, side: Side) -> bool:
    """Whether head, hip and knee are in the picture: a model that does not see them invents them."""
    points = [NOSE, index(Landmark.HIP, side), index(Landmark.KNEE, side)]
    share = track.xy_px[:, points].mean(axis=0) / (scene.width_px, scene.height_px)
    outside = (share < FRAME_EDGE) | (share > 1.0 - FRAME_EDGE)
    return not outside.any()


def _leans(track: PoseTrack, side: Side) -> bool:
    """Whether the body's line leans further than anybody stands."""
    line = (track.middle(Landmark.SHOULDER) - track.xy(Landmark.ANKLE, side)).mean(axis=0)
    return bool(abs(np.degrees(np.arctan2(line[0], -line[1]))) > LEAN_DEG)


def _from_above(track: PoseTrack, side: Side) -> bool:
    """Whether the camera looks down on hips and shoulders."""
    below = [track.xy(x, side)[:, 1] - track.xy(x, side.other)[:, 1] for x in (Landmark.HIP, Landmark.SHOULDER)]
    return bool(np.mean(below) > ABOVE * leg_px(track, side).mean())
