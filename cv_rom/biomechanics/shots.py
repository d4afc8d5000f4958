"""A recording is cut into shots: stretches in which one person stays in view of one unmoved camera."""

from __future__ import annotations

import numpy as np

from cv_rom.geometry import FloatArray, distance, midpoint
from cv_rom.poses import PoseTrack
from cv_rom.skeleton import Landmark, Side

LOST_S = 0.5
"""Nobody in view for longer than this ends a shot."""
JUMP = 0.6
"""The hips move by more than this share of the trunk's length between two frames: a cut, not a movement
(a sprinter's hips move by 0.5 trunk lengths in a tenth of a second)."""
RESIZE = 1.35
"""The trunk's length changes by more than this factor between two frames: a cut, not a movement."""
SHORTEST_S = 0.3


def split_shots(track: PoseTrack) -> list[slice]:
    """The shots of a recording, as slices of its frames; those shorter than 0.3 s are left out."""
    seen = np.flatnonzero(track.person_seen)
    if len(seen) < 2:
        return []
    hips = midpoint(track.xy(Landmark.HIP, Side.LEFT), track.xy(Landmark.HIP, Side.RIGHT))[seen]
    shoulders = midpoint(track.xy(Landmark.SHOULDER, Side.LEFT), track.xy(Landmark.SHOULDER, Side.RIGHT))[seen]
    trunk = distance(hips, shoulders)
    breaks = np.flatnonzero(_is_break(track.time_s[seen], hips, trunk)) + 1
    groups = np.split(seen, breaks)
    return [
        slice(int(group[0]), int(group[-1]) + 1)
        for group in groups
        if len(group) > 1 and track.time_s[group[-1]] - track.time_s[group[0]] >= SHORTEST_S
    ]


def _is_break(time_s: FloatArray, hips: FloatArray, trunk: FloatArray) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Between which successive seen frames a new shot begins, shape (N - 1,)."""
    size = np.maximum(np.minimum(trunk[:-1], trunk[1:]), 1e-6)
    jump = distance(hips[:-1], hips[1:]) / size > JUMP
    resize = np.maximum(trunk[:-1], trunk[1:]) / size > RESIZE
    steps = np.diff(time_s)
    quick = steps <= 0.15  # over a longer gap a person may really have moved
    return np.asarray((steps > LOST_S) | (quick & (jump | resize)))


def part(track: PoseTrack, shot: slice) -> PoseTrack:
    """The frames of one shot."""
    return PoseTrack(track.time_s[shot], track.xy_px[shot], track.visibility[shot], track.noise_px[shot])
