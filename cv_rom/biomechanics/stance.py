"""The person's own stance: the still, foot-flat time before the first repetition, from which heights, pitches and
changes are counted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cv_rom.biomechanics.joint_angles import leg_px
from cv_rom.biomechanics.repetitions import RepetitionWindow
from cv_rom.filtering import median_of_seen
from cv_rom.geometry import FloatArray
from cv_rom.poses import PoseTrack
from cv_rom.skeleton import Landmark, Side

STILL_SPEED = 0.25
"""A leg stands still while its hip, knee and ankle move by less than this share of the leg's length a second."""
UPRIGHT_SHARE = 0.15
"""Standing = within this share of the deepest repetition from the shallowest depth of the shot."""
STEEPEST_SHANK_DEG = 20.0
"""No one stands flat on their feet with the shank further from the vertical, a camera's roll included; in the starting
position of a lunge neither."""
SOON_AFTER_S = 2.0
"""Without a still moment before, one between the repetitions or so soon after them is taken, before any later one."""
SHORTEST_S = 0.15


@dataclass(frozen=True)
class Stance:
    """The frames of a shot in which the person stood still.

    Attributes:
        frames: which frames, shape (T,).
        before_first: whether they lie before the first repetition, as they should.

    """

    frames: NDArray[np.bool_]
    before_first: bool

    def median(self, values: FloatArray) -> float:
        """Median of `values` (T,) in stance; NaN if never seen there."""
        inside = values[self.frames]
        if len(inside) == 1:
            return float(inside[0])  # a live check's: its stance is one pose, asked for again and again
        return median_of_seen(inside)


def find_stance(
    track: PoseTrack, depth: FloatArray, side: Side, repetitions: Sequence[RepetitionWindow]
) -> Stance | None:
    """The stance of one shot, or None if the person never stands still.

    Args:
        track: the shot.
        depth: the protocol's depth, shape (T,); larger = deeper.
        side: the leg that is looked at.
        repetitions: of this shot.

    """
    standing = _upright(depth, repetitions) & _still(track, side) & shank_upright(track, side)
    early, among = standing.copy(), standing.copy()
    if repetitions:
        early[repetitions[0].start + 1 :] = False
        among[track.time_s > track.time_s[repetitions[-1].end] + SOON_AFTER_S] = False
    for frames, before_first in ((early, True), (among, False), (standing, False)):
        still = _long_stretches(track.time_s, frames)
        if still.any():
            return Stance(still, before_first)
    return None


def _upright(depth: FloatArray, repetitions: Sequence[RepetitionWindow]) -> NDArray[np.bool_]:
    """Frames (T,) no deeper than where the repetitions start and end, give or take; without any, than the highest."""
    seen = np.isfinite(depth)
    if not seen.any():
        return seen
    ends = [depth[frame] for r in repetitions for frame in (r.start, r.end)]
    low, high = float(np.median(ends) if ends else np.nanmin(depth)), float(np.nanmax(depth))
    return np.asarray(seen & (np.where(seen, depth, high) <= low + max(UPRIGHT_SHARE * (high - low), 0.03)))


def shank_upright(track: PoseTrack, side: Side) -> NDArray[np.bool_]:
    """Frames (T,) in which the shank is near the vertical of the picture."""
    shank = track.xy(Landmark.KNEE, side) - track.xy(Landmark.ANKLE, side)
    return np.abs(np.degrees(np.arctan2(shank[:, 0], -shank[:, 1]))) < STEEPEST_SHANK_DEG


def _still(track: PoseTrack, side: Side) -> NDArray[np.bool_]:
    """Frames (T,) in which hip, knee and ankle hardly move."""
    length = leg_px(track, side)
    if len(track) < 2 or not np.isfinite(length).any():
        return np.zeros(len(track), dtype=bool)
    speeds = [
        np.linalg.norm(np.gradient(track.xy(landmark, side), track.time_s, axis=0), axis=1)
        for landmark in (Landmark.HIP, Landmark.KNEE, Landmark.ANKLE)
    ]
    return np.asarray(np.max(speeds, axis=0) < STILL_SPEED * np.nanmedian(length))


def _long_stretches(time_s: FloatArray, frames: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """The marked frames (T,) that lie in a stretch of at least 0.15 s, so that the turn of a movement is no stance."""
    kept = np.zeros(len(frames), dtype=bool)
    edges = np.flatnonzero(np.diff(np.r_[False, frames, False].astype(int))).reshape(-1, 2)
    for start, end in edges:
        kept[start:end] = time_s[end - 1] - time_s[start] >= SHORTEST_S
    return kept
