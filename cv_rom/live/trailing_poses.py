"""The last poses, at hand as a `PoseTrack` without copying."""

from __future__ import annotations

import numpy as np

from cv_rom.geometry import FloatArray
from cv_rom.poses import Pose, PoseTrack
from cv_rom.skeleton import LANDMARK_COUNT


class TrailingPoses:
    """The newest `frames` poses at most; older ones fall out."""

    def __init__(self, frames: int) -> None:
        self._time_s = np.empty(frames)
        self._xy_px = np.empty((frames, LANDMARK_COUNT, 2))
        self._visibility = np.empty((frames, LANDMARK_COUNT))
        self._noise_px = np.empty((frames, LANDMARK_COUNT))
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
        self._used = min(self._used + 1, len(self._time_s))

    def track(self, last_s: float) -> PoseTrack:
        """The poses of the last `last_s` seconds: a view that holds until the next push."""
        first = len(self._time_s) - self._used
        if self._used:
            first += int(np.searchsorted(self._time_s[first:], self._time_s[-1] - last_s - 1e-6))
        return PoseTrack(
            self._time_s[first:], self._xy_px[first:], self._visibility[first:], self._noise_px[first:]
        )


def flat(xy_px: FloatArray) -> FloatArray:
    """Points (N, K, 2) as columns (N, 2 K)."""
    return xy_px.reshape(len(xy_px), -1)
