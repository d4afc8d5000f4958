"""The dip under way: settled poses since the body last stood, kept until it stands again."""

from __future__ import annotations

import numpy as np

from cv_rom.biomechanics.repetitions import COMPLETE, EDGE
from cv_rom.geometry import FloatArray
from cv_rom.poses import Pose, PoseTrack

MOST_FRAMES = 1024
"""34 s at 30 frames/s. Of a longer hold every other frame is kept, and so on: it changes little."""
BEFORE_S = 1.0
"""So much of standing is kept before a dip, to see where it begins."""
RESTS_S = 0.3
"""Who has risen by `COMPLETE` and comes no higher for so long has ended the dip there."""


class Dip:
    """Collects poses with their ends of foot and knee and their depth, and says when a dip has ended.

    `min_depth` is the smallest one that may be a repetition, in the unit of the depth.
    """

    def __init__(self, min_depth: float) -> None:
        self._min_depth = min_depth
        self.clear()

    def clear(self) -> None:
        """Forget what came before."""
        self._poses: list[Pose] = []
        self._ends: list[FloatArray] = []
        self._depth: list[float] = []
        self.under_way = False
        self._before = self._deepest = self._risen_to = np.nan
        self._risen_s = -np.inf

    def push(self, pose: Pose, ends: FloatArray, depth: float) -> bool:
        """Take in a settled pose, its ends (8,) and depth; whether a dip ends with it. Then see it and `restart`."""
        self._poses.append(pose)
        self._ends.append(ends)
        self._depth.append(depth)
        if len(self._poses) > MOST_FRAMES:
            del self._poses[1::2], self._ends[1::2], self._depth[1::2]
        if not np.isfinite(depth):
            return False
        if self.under_way:
            return self._ended(pose.time_s, depth)
        self._forget_before(pose.time_s - BEFORE_S)
        self._before = min(d for d in self._depth if d == d)  # not NaN
        if depth - self._before >= self._min_depth:
            self.under_way = True
            self._deepest = self._risen_to = depth
        return False

    def _ended(self, time_s: float, depth: float) -> bool:
        if depth > self._deepest:
            self._deepest = self._risen_to = depth
        if depth <= self._risen_to:
            self._risen_to, self._risen_s = depth, time_s
        risen = (self._deepest - self._risen_to) / (self._deepest - self._before)
        return risen >= 1.0 - EDGE or (risen >= COMPLETE and time_s - self._risen_s >= RESTS_S)

    def restart(self) -> None:
        """Begin to look for the next dip, from the last second on."""
        self.under_way = False
        self._forget_before(self._poses[-1].time_s - BEFORE_S)

    def _forget_before(self, time_s: float) -> None:
        old = sum(1 for pose in self._poses if pose.time_s < time_s)
        del self._poses[:old], self._ends[:old], self._depth[:old]

    def track(self) -> tuple[PoseTrack, FloatArray, FloatArray]:
        """The poses, their ends (T, 8), and how deep the body was in each, (T,)."""
        return PoseTrack.from_poses(self._poses), np.array(self._ends), np.array(self._depth)
