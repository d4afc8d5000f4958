"""The last poses, as they came and smoothed, at hand as `PoseTrack`s without copying."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from cv_rom.filtering import newest_smoothed
from cv_rom.poses import Pose, PoseTrack
from cv_rom.skeleton import LANDMARK_COUNT

MOST_FRAMES = 64
"""A second at 60 frames/s; at a higher rate the tracks are shorter than asked for."""
SMOOTHED_OVER_S = 0.35


class TrailingPoses:
    """The newest 64 poses at most; older ones fall out."""

    def __init__(self) -> None:
        self._time_s = np.empty(MOST_FRAMES)
        self._xy_px = np.empty((MOST_FRAMES, LANDMARK_COUNT, 2))
        self._visibility = np.empty((MOST_FRAMES, LANDMARK_COUNT))
        self._noise_px = np.empty((MOST_FRAMES, LANDMARK_COUNT))
        self._used = 0

    def clear(self) -> None:
        """Forget all."""
        self._used = 0

    def push(self, pose: Pose) -> None:
        """Take in the newest pose."""
        for values, new in (
            (self._time_s, pose.time_s),
            (self._xy_px, pose.xy_px),
            (self._visibility, pose.visibility),
            (self._noise_px, pose.noise_px),
        ):
            values[:-1] = values[1:]
            values[-1] = new
        self._used = min(self._used + 1, MOST_FRAMES)

    def last(self, duration_s: float) -> PoseTrack:
        """The poses of the last seconds: a view that holds until the next push."""
        first = MOST_FRAMES - self._used
        if self._used:
            first += int(np.searchsorted(self._time_s[first:], self._time_s[-1] - duration_s - 1e-6))
        return PoseTrack(self._time_s[first:], self._xy_px[first:], self._visibility[first:], self._noise_px[first:])


class CalmPoses:
    """Smooths each pose by what came before it, and keeps the last ones."""

    def __init__(self) -> None:
        self._points = TrailingPoses()
        self._calm = TrailingPoses()

    def clear(self) -> None:
        """Forget all."""
        self._points.clear()
        self._calm.clear()

    def push(self, pose: Pose) -> None:
        """Take in the newest pose."""
        self._points.push(pose)
        near = self._points.last(SMOOTHED_OVER_S)
        columns = near.xy_px.reshape(len(near), -1)
        self._calm.push(replace(pose, xy_px=newest_smoothed(near.time_s, columns).reshape(-1, 2)))

    def last(self, duration_s: float) -> PoseTrack:
        """The smoothed poses of the last seconds: a view that holds until the next push."""
        return self._calm.last(duration_s)
