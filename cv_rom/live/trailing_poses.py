"""The last poses, as they came and smoothed, at hand as `PoseTrack`s without copying."""

from __future__ import annotations

import numpy as np

from cv_rom.filtering import newest_smoothed
from cv_rom.geometry import FloatArray
from cv_rom.poses import Pose, PoseTrack
from cv_rom.skeleton import LANDMARK_COUNT

MOST_FRAMES = 64
"""A second at 60 frames/s; at a higher rate the tracks are shorter than asked for."""
SMOOTHED_OVER_S = 0.35
ROUNDING_S = 1e-6
FARTHEST_S = 1.5
"""Slow pictures are looked for no further back than this."""


class TrailingPoses:
    """The newest 64 poses at most; older ones fall out."""

    def __init__(self) -> None:
        room = 2 * MOST_FRAMES  # filled from its start; when it is full its second half moves there
        self._time_s = np.empty(room)
        self._xy_px = np.empty((room, LANDMARK_COUNT, 2))
        self._visibility = np.empty((room, LANDMARK_COUNT))
        self._noise_px = np.empty((room, LANDMARK_COUNT))
        self._end = 0

    def push(self, pose: Pose) -> None:
        """Take in the newest pose."""
        if self._end == len(self._time_s):
            for values in (self._time_s, self._xy_px, self._visibility, self._noise_px):
                values[:MOST_FRAMES] = values[MOST_FRAMES:]
            self._end = MOST_FRAMES
        at = self._end
        self._time_s[at], self._xy_px[at] = pose.time_s, pose.xy_px
        self._visibility[at], self._noise_px[at] = pose.visibility, pose.noise_px
        self._end += 1

    def last(self, duration_s: float, *, fewest: int = 1) -> PoseTrack:
        """The poses of the last seconds, or of up to 1.5 s where they are fewer than `fewest`: a view that holds until
        the next push.
        """
        part = self._part(duration_s, fewest)
        return PoseTrack(self._time_s[part], self._xy_px[part], self._visibility[part], self._noise_px[part])

    def newest_smoothed(self, over_s: float) -> FloatArray:
        """The newest points smoothed by those of the last seconds, (33, 2); NaN where one is not seen itself."""
        part = self._part(over_s, fewest=1)
        columns = self._xy_px[part].reshape(-1, 2 * LANDMARK_COUNT)
        return newest_smoothed(self._time_s[part], columns).reshape(-1, 2)

    def _part(self, duration_s: float, fewest: int) -> slice:
        first = max(0, self._end - MOST_FRAMES)
        times_s = self._time_s[first : self._end]
        if len(times_s):
            recent = int(times_s.searchsorted(times_s[-1] - duration_s - ROUNDING_S))
            if recent > len(times_s) - fewest:
                farthest = int(times_s.searchsorted(times_s[-1] - FARTHEST_S - ROUNDING_S))
                recent = min(recent, max(farthest, len(times_s) - fewest))
            first += recent
        return slice(first, self._end)


class CalmPoses:
    """Smooths each pose by what came before it, and keeps the last ones."""

    def __init__(self) -> None:
        self._points = TrailingPoses()
        self._calm = TrailingPoses()

    def push(self, pose: Pose) -> None:
        """Take in the newest pose."""
        self._points.push(pose)
        xy_px = self._points.newest_smoothed(SMOOTHED_OVER_S)
        self._calm.push(Pose(pose.time_s, xy_px, pose.visibility, pose.noise_px))

    def last(self, duration_s: float) -> PoseTrack:
        """The smoothed poses of the last seconds: a view that holds until the next push."""
        return self._calm.last(duration_s)
