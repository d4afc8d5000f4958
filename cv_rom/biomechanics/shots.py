"""A recording is cut into shots: stretches in which one person stays in view of one unmoved camera."""

from __future__ import annotations

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from cv_rom.geometry import FloatArray, distance
from cv_rom.poses import PoseTrack
from cv_rom.skeleton import Landmark, Side

LOST_S = 0.5
"""Nobody in view for longer than this ends a shot."""
JUMP = 0.6
"""The hips move by more than this share of the trunk's length between two frames: a cut, not a movement
(a sprinter's hips move by 0.5 trunk lengths in a tenth of a second)."""
RESIZE = 1.35
"""The trunk's length changes by more than this factor between two frames: a cut, not a movement."""
TURN = 0.35
"""The shoulders' width changes by more than this share of the trunk's length between two frames: another view."""
SHORTEST_S = 0.3


def split_shots(track: PoseTrack) -> list[slice]:
    """The shots of a recording, as slices of its frames; those shorter than 0.3 s are left out."""
    seen = np.flatnonzero(track.person_seen)
    if len(seen) < 2:
        return []
    points = part_of(track, seen)
    breaks = np.flatnonzero(_is_break(points)) + 1
    groups = np.split(seen, breaks)
    return [
        slice(int(group[0]), int(group[-1]) + 1)
        for group in groups
        if len(group) > 1 and track.time_s[group[-1]] - track.time_s[group[0]] >= SHORTEST_S
    ]


def _is_break(track: PoseTrack) -> NDArray[np.bool_]:
    """Between which successive frames, of which somebody was seen in all, a new shot begins, shape (T - 1,)."""
    left, right = track.xy(Landmark.SHOULDER, Side.LEFT), track.xy(Landmark.SHOULDER, Side.RIGHT)
    hips = track.middle(Landmark.HIP)
    trunk = distance(hips, track.middle(Landmark.SHOULDER))
    width = left[:, 0] - right[:, 0]
    before, after = np.arange(len(track) - 1), np.arange(1, len(track))
    sudden = _differs(hips, trunk, width, before, after)
    # A landmark that fails for a frame jumps there and back; a cut stays: the medians of three frames differ as well.
    around = sliding_window_view(
        np.pad(np.column_stack([hips, trunk, width]), ((2, 2), (0, 0)), mode="edge"), 3, axis=0
    )
    calm = np.median(around, axis=-1)
    lasting = _differs(calm[:, :2], calm[:, 2], calm[:, 3], before, after + 2)
    steps = np.diff(track.time_s)
    quick = steps <= 0.15  # over a longer gap a person may really have moved
    return np.asarray((steps > LOST_S) | (quick & sudden & lasting))


def _differs(
    hips: FloatArray, trunk: FloatArray, width: FloatArray, a: NDArray[np.intp], b: NDArray[np.intp]
) -> NDArray[np.bool_]:
    """Whether the body is somewhere else, of another size or turned otherwise in rows `b` than in rows `a`."""
    small, large = np.minimum(trunk[a], trunk[b]), np.maximum(trunk[a], trunk[b])
    moved = distance(hips[a], hips[b]) > JUMP * small
    return np.asarray(moved | (large > RESIZE * small) | (np.abs(width[a] - width[b]) > TURN * small))


def part_of(track: PoseTrack, frames: slice | NDArray[np.intp]) -> PoseTrack:
    """Some frames of a track: those of a shot, say."""
    return PoseTrack(track.time_s[frames], track.xy_px[frames], track.visibility[frames], track.noise_px[frames])
