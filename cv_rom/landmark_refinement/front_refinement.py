"""Full-resolution refinement of both legs seen from the front or back: where ankles and toes are, against stance.

Each leg is looked at in every other frame, the two by turns, which halves the cost; between them straight lines do.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from cv_rom.frames import Frame
from cv_rom.geometry import FloatArray
from cv_rom.landmark_refinement.front_reference import FrontMotion, FrontReference
from cv_rom.landmark_refinement.room_motion import RoomReference
from cv_rom.landmark_refinement.still_moments import StillMoments
from cv_rom.poses import Pose, PoseTrack
from cv_rom.skeleton import Landmark, Side, index

SLOW = 0.15
"""A picture taken while a leg travels less than this share of the shank in a quarter of a second is hardly blurred."""
LOST_S = 1.0
"""So long a leg may be out of sight before it is taken as standing elsewhere."""
SHOULDERS_TO_TRUNK = 0.5
"""Shoulders this wide, in trunk lengths, are seen from the front or back: 0.7 when square to the camera."""
UPRIGHT_TRUNK = 0.8
"""A trunk seen at less than this share of the shank, which is a little shorter, leans at the camera or away from it."""
BRIDGED_S = 0.15
FEWEST_STANCE_FRAMES = 3
STEP = 0.06
"""Toes that are further off their place in stance than this share of the shank (2 cm) have stepped or turned."""


@dataclass(frozen=True)
class _Found:
    """What was found of one leg in one frame; `room_px` (2,) is how far the room moved there."""

    time_s: float
    motion: FrontMotion
    room_px: FloatArray


@dataclass
class _Stand:
    """One place where a leg stood: its reference picture, the room around it, and all that was found there."""

    reference: FrontReference
    room: RoomReference
    found: list[_Found] = field(default_factory=list)


@dataclass
class _Leg:
    """One leg through a recording."""

    side: Side
    still: StillMoments = field(default_factory=StillMoments)
    stands: list[_Stand] = field(default_factory=list)
    last_found_s: float = -np.inf

    def collect(self, frame: Frame, pose: Pose, *, compare: bool) -> None:
        """Take a frame in; `compare` it with the reference picture too."""
        moment = self.still.push(pose, self.side)
        if compare and self.stands:
            self._compare(frame, pose, self.stands[-1])
        if moment is None or moment.travel > SLOW or frame.time_s - self.last_found_s <= LOST_S:
            return
        reference = FrontReference.cut(frame.image, moment.pose, self.side)
        if reference is not None:
            room = RoomReference.cut(frame.image, moment.pose, moment.pose.xy(Landmark.ANKLE, self.side))
            self.stands.append(_Stand(reference, room))
            self._compare(frame, pose, self.stands[-1])

    def _compare(self, frame: Frame, pose: Pose, stand: _Stand) -> None:
        motion = stand.reference.motion(frame.image, pose)
        if motion is None:
            return
        room_px = stand.room.shift_px(frame.image, motion.toe_px)
        stand.found.append(_Found(frame.time_s, motion, motion.toe_px if room_px is None else room_px))
        self.last_found_s = frame.time_s


def from_front(pose: Pose, *, before: bool) -> bool:
    """Whether a pose is seen from the front or back; as `before` where the trunk is bent or not seen."""
    shoulders = abs(float(pose.xy(Landmark.SHOULDER, Side.LEFT)[0] - pose.xy(Landmark.SHOULDER, Side.RIGHT)[0]))
    trunk = float(np.hypot(*(pose.middle(Landmark.SHOULDER) - pose.middle(Landmark.HIP))))
    shank = float(np.hypot(*(pose.middle(Landmark.KNEE) - pose.middle(Landmark.ANKLE))))
    return shoulders > SHOULDERS_TO_TRUNK * trunk if trunk > UPRIGHT_TRUNK * shank else before


class FrontRefinement:
    """Follows both legs of somebody seen from the front or back. Feed it every such frame, then finish once."""

    def __init__(self) -> None:
        self._legs = [_Leg(side) for side in Side]
        self._frames = 0

    def collect(self, frame: Frame, pose: Pose) -> None:
        """Compare the legs in this frame with their reference pictures."""
        self._frames += 1
        for turn, leg in enumerate(self._legs):
            leg.collect(frame, pose, compare=(self._frames + turn) % 2 == 0)

    def finish(self, track: PoseTrack, stance: NDArray[np.bool_]) -> PoseTrack:
        """The track with better ankle, heel and toe points of both legs, and their noise.

        Where a leg was not found, or never in stance on that place, landmarks stay as they are. Arguments as of
        `LegRefinement.finish`.
        """
        for leg in self._legs:
            for stand in leg.stands:
                track = _refined(track, leg.side, stand.found, stance)
        return track


def _refined(track: PoseTrack, side: Side, found: list[_Found], stance: NDArray[np.bool_]) -> PoseTrack:
    """The track with the points of one stand: median place in stance plus the motion since then."""
    place = {time: frame for frame, time in enumerate(track.time_s.tolist())}
    known = [f for f in found if f.time_s in place]
    seen = np.array([place[f.time_s] for f in known], dtype=np.intp)
    standing = stance[seen]
    if standing.sum() < FEWEST_STANCE_FRAMES:
        return track
    found_s = track.time_s[seen]
    shifts = {
        Landmark.ANKLE: _since([f.motion.joint_px for f in known], standing),
        Landmark.HEEL: _since([f.room_px for f in known], standing),
        Landmark.TOE: _since([f.motion.toe_px for f in known], standing),
    }
    sds_px = {x: [f.motion.joint_sd_px if x is Landmark.ANKLE else f.motion.toe_sd_px for f in known] for x in shifts}
    frames = _between(track.time_s, found_s)
    stepped = _stepped(track, side, seen[standing], shifts[Landmark.TOE] - shifts[Landmark.HEEL])
    frames = frames[~_at(track.time_s[frames], found_s, stepped).astype(bool) & track.person_seen[frames]]
    xy_px, noise_px = track.xy_px.copy(), track.noise_px.copy()
    for landmark, shift in shifts.items():
        middle = np.nanmedian(track.xy(landmark, side)[seen[standing]], axis=0)
        moved = [_at(track.time_s[frames], found_s, shift[:, axis]) for axis in (0, 1)]
        xy_px[frames, index(landmark, side)] = middle + np.column_stack(moved)
        noise_px[frames, index(landmark, side)] = _at(track.time_s[frames], found_s, np.array(sds_px[landmark]))
    return replace(track, xy_px=xy_px, noise_px=noise_px)


def _stepped(track: PoseTrack, side: Side, standing: NDArray[np.intp], toes_px: FloatArray) -> FloatArray:
    """1 where the toes, which moved by (N, 2) over the floor, left their place in stance, else 0; (N,)."""
    shank = (track.xy(Landmark.KNEE, side) - track.xy(Landmark.ANKLE, side))[standing]
    limit_px = STEP * float(np.nanmedian(np.hypot(shank[:, 0], shank[:, 1])))
    return np.asarray(np.hypot(toes_px[:, 0], toes_px[:, 1]) > limit_px, dtype=np.float64)


def _at(time_s: FloatArray, found_s: FloatArray, values: FloatArray) -> FloatArray:
    """Values (N,) known at times `found_s` (N,), at other times between them."""
    return np.asarray(np.interp(time_s, found_s, values))


def _between(time_s: FloatArray, found_s: FloatArray) -> NDArray[np.intp]:
    """The frames at, or between two, times of `found_s` that are not far apart."""
    after = np.searchsorted(found_s, time_s)
    inside = (time_s >= found_s[0]) & (time_s <= found_s[-1])
    gap = found_s[np.clip(after, 0, len(found_s) - 1)] - found_s[np.clip(after - 1, 0, len(found_s) - 1)]
    exact = np.isin(time_s, found_s)
    return np.flatnonzero(inside & (exact | (gap <= BRIDGED_S)))


def _since(values: list[FloatArray], standing: NDArray[np.bool_]) -> FloatArray:
    """Values (N, 2) minus their median over the frames `standing`."""
    stacked = np.stack(values)
    return np.asarray(stacked - np.median(stacked[standing], axis=0))
