"""One shot measured: its view, the legs that are looked at, the stance, and where the repetitions are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from cv_rom.biomechanics.camera_view import CameraView, camera_view
from cv_rom.biomechanics.joint_angles import knee_flexion_deg
from cv_rom.biomechanics.leg_curves import curve
from cv_rom.biomechanics.leg_outline import matching_outline
from cv_rom.biomechanics.leg_view import Curve, LegView
from cv_rom.biomechanics.repetitions import RepetitionWindow, find_repetitions
from cv_rom.biomechanics.scale import scale_of
from cv_rom.biomechanics.stance import find_stance
from cv_rom.geometry import FloatArray, distance
from cv_rom.measurement.preparation import PreparedTrack, match_near_side
from cv_rom.outlines import LegOutline
from cv_rom.poses import PoseTrack
from cv_rom.protocols import PROTOCOLS, Protocol
from cv_rom.scene import Scene
from cv_rom.skeleton import Landmark, Side

FOOT_TRAVEL = 0.3
"""The foot that carries a repetition stays within this share of the shank's length: a step is 0.5 and more."""
KNEE_BEND_DEG = 40.0
"""A repetition bends the knee at least this far; the shallowest clip that people call a squat bends it by 73 deg."""
STAGGERED = 0.5
"""Feet further apart than this share of the trunk along the facing direction: the lunge of the knee-to-wall test."""


@dataclass(frozen=True)
class Shot:
    """A measured shot: frames `frames` of the recording, its view, its legs, and its repetitions (in shot frames)."""

    frames: slice
    view: CameraView
    legs: tuple[LegView, ...]
    repetitions: tuple[RepetitionWindow, ...]

    @property
    def time_s(self) -> FloatArray:
        """Times of the shot's frames, (T,)."""
        return self.legs[0].track.time_s

    @property
    def stance_s(self) -> float | None:
        """The moment of the first leg's stance whose dorsiflexion is nearest to the stance's own, else its middle."""
        leg = self.legs[0]
        if leg.stance is None:
            return None
        rows = np.flatnonzero(leg.stance.frames)
        found = curve(leg, "dorsiflexion_deg")
        away = np.abs(found.values - leg.stance.median(found.values))[rows] if isinstance(found, Curve) else np.empty(0)
        at = int(np.nanargmin(away)) if np.isfinite(away).any() else len(rows) // 2
        return float(self.time_s[rows[at]])


def measure_shot(prepared: PreparedTrack, frames: slice, scene: Scene, protocol: Protocol, side: Side | None) -> Shot:
    """Measure one shot, whose prepared points are given; `side` None leaves the choice of legs to the protocol."""
    points = prepared.track
    view = camera_view(points, scene)
    points = match_near_side(points, view.near_side)
    view = camera_view(points, scene)  # hips with the wrong labels hide the yaw
    sides = (side,) if side is not None else protocol.test_sides(points, view)
    depth = protocol.depth(points, view, sides[0])
    windows = repetitions_of(points, depth, view, sides[0], protocol)
    legs = []
    for leg_side in sides:
        stance = find_stance(points, depth, leg_side, windows)
        outline = _outline(points, frames, scene, protocol, leg_side)
        scale = scale_of(points, scene, view, stance, leg_side, outline)
        legs.append(LegView(points, leg_side, view, scene, stance, scale, outline, unusable=prepared.unusable))
    if protocol.locate_wall is not None:
        legs = [replace(leg, wall=protocol.locate_wall(leg, windows)) for leg in legs]
    return Shot(frames, view, tuple(legs), tuple(windows))


def repetitions_of(
    track: PoseTrack, depth: FloatArray, view: CameraView, side: Side, protocol: Protocol
) -> list[RepetitionWindow]:
    """The dips of `depth` (T,) in which the leg of `side` makes the protocol's movement."""
    return [
        w
        for w in find_repetitions(track.time_s, depth, min_depth=protocol.min_depth)
        if view.plane in protocol.planes and _foot_planted(track, side, depth, w) and _knee_bends(track, side, view, w)
    ]


def _outline(track: PoseTrack, frames: slice, scene: Scene, protocol: Protocol, side: Side) -> LegOutline | None:
    """The leg's outline in a shot of a protocol that needs it: one in which the foot points straight at a wall."""
    if scene.outline is None or protocol.locate_wall is None:
        return None
    return matching_outline(scene.outline.part(frames), track, side)


def _foot_planted(track: PoseTrack, side: Side, depth: FloatArray, window: RepetitionWindow) -> bool:
    """Whether the foot stays where it is during the deeper half of the repetition."""
    ankle, knee = (track.xy(landmark, side)[window.frames] for landmark in (Landmark.ANKLE, Landmark.KNEE))
    inside = depth[window.frames]
    deep = inside >= (np.nanmax(inside) + np.nanmin(inside)) / 2.0
    length = distance(knee, ankle)
    if not np.isfinite(length).any():
        return False
    travel = np.ptp(np.nanpercentile(ankle[deep], [5, 95], axis=0), axis=0).max()
    return bool(travel <= FOOT_TRAVEL * np.nanmedian(length))


def _knee_bends(track: PoseTrack, side: Side, view: CameraView, window: RepetitionWindow) -> bool:
    """Whether the knee bends as in a squat or lunge, where the view shows it."""
    if view.plane != "sagittal":
        return True
    flexion = knee_flexion_deg(track, side)[window.frames]
    return bool(np.isfinite(flexion).any() and np.nanmax(flexion) >= KNEE_BEND_DEG)


def choose_protocol(shots: Sequence[PoseTrack], scene: Scene) -> Protocol:
    """The protocol that a recording shows: staggered feet seen from the side are a lunge, anything else a squat."""
    for points in shots:
        view = camera_view(points, scene)
        trunk = distance(points.xy(Landmark.SHOULDER, Side.LEFT), points.xy(Landmark.HIP, Side.LEFT))
        apart = np.abs(points.xy(Landmark.ANKLE, Side.LEFT)[:, 0] - points.xy(Landmark.ANKLE, Side.RIGHT)[:, 0])
        share = apart / trunk
        if view.plane == "sagittal" and np.isfinite(share).any() and np.nanmedian(share) > STAGGERED:
            return PROTOCOLS["knee-to-wall"]
    return PROTOCOLS["squat"]
