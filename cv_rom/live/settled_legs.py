"""Both legs as a recording would show them: the file's own cleaning, a quarter of a second late."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from cv_rom.filtering import OUTLIER_WINDOW_S, SMOOTHING_S, bridge_gaps, is_outlier, smoothed
from cv_rom.geometry import FloatArray
from cv_rom.poses import Pose
from cv_rom.skeleton import Side, leg_indices

LEGS = leg_indices(Side.LEFT) + leg_indices(Side.RIGHT)
ROUNDING_S = 1e-6


@dataclass(frozen=True, eq=False)
class _Sample:
    """Both legs' points of a pose as one row, (20,); the ends of foot and knee come along as they are."""

    time_s: float
    pose: Pose
    ends: FloatArray
    values: FloatArray


_WithNeighbours = tuple[_Sample, list[_Sample]]


class _Delayed:
    """Hands samples on once `reach_s` of what follows them is known, together with their neighbours."""

    def __init__(self, reach_s: float) -> None:
        self._reach_s = reach_s + ROUNDING_S
        self._samples: deque[_Sample] = deque()
        self._next = 0

    def push(self, sample: _Sample) -> Iterator[_WithNeighbours]:
        self._samples.append(sample)
        return self._handed_on(sample.time_s - self._reach_s + 2 * ROUNDING_S)

    def rest(self) -> Iterator[_WithNeighbours]:
        """What is left when nothing follows."""
        return self._handed_on(np.inf)

    def _handed_on(self, until_s: float) -> Iterator[_WithNeighbours]:
        while self._next < len(self._samples):
            middle = self._samples[self._next]
            if middle.time_s > until_s:
                return
            while middle.time_s - self._samples[0].time_s > self._reach_s:
                self._samples.popleft()
                self._next -= 1
            self._next += 1
            yield middle, [s for s in self._samples if s.time_s - middle.time_s <= self._reach_s]


class SettledLegs:
    """Outliers dropped, short gaps bridged, smoothed with zero phase, as in `filtering.clean`.

    Landmarks other than the legs' stay as they came.
    """

    def __init__(self) -> None:
        self._raw = _Delayed(OUTLIER_WINDOW_S / 2.0)
        self._calm = _Delayed(3.0 * SMOOTHING_S)

    def push(self, pose: Pose, ends: FloatArray) -> Iterator[tuple[Pose, FloatArray]]:
        """Take in the newest pose and its ends (8,); gives those that have settled by now, in the order of time."""
        for raw in self._raw.push(_Sample(pose.time_s, pose, ends, pose.xy_px[LEGS].ravel())):
            yield from map(_smooth, self._calm.push(_without_outliers(*raw)))

    def rest(self) -> Iterator[tuple[Pose, FloatArray]]:
        """Those that have not settled yet, as they are known when nothing follows."""
        for raw in self._raw.rest():
            yield from map(_smooth, self._calm.push(_without_outliers(*raw)))
        yield from map(_smooth, self._calm.rest())


def _smooth(calm: _WithNeighbours) -> tuple[Pose, FloatArray]:
    middle, near = calm
    times_s, values = np.array([s.time_s for s in near]), np.array([s.values for s in near])
    if not np.isfinite(values).all():
        values = bridge_gaps(times_s, values)
    own = values[near.index(middle)]
    pose, xy_px = middle.pose, middle.pose.xy_px.copy()
    xy_px[LEGS] = smoothed(times_s - middle.time_s, values, own).reshape(-1, 2)
    return Pose(pose.time_s, xy_px, pose.visibility, pose.noise_px), middle.ends


def _without_outliers(sample: _Sample, near: list[_Sample]) -> _Sample:
    pose = sample.pose
    floor_px = 2.0 * float(np.sort(pose.noise_px)[len(pose.noise_px) // 2])  # NaN where nobody is seen: no outliers
    outlier = is_outlier(np.array([s.values for s in near]), sample.values, floor=floor_px)
    if not outlier.any():
        return sample
    points = np.repeat(outlier.reshape(-1, 2).any(axis=1), 2)
    return replace(sample, values=np.where(points, np.nan, sample.values))
