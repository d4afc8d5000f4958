"""Which leg is nearer to the camera: the one whose landmarks the pose model sees better, with hysteresis."""

from __future__ import annotations

import numpy as np

from cv_rom.poses import Pose
from cv_rom.skeleton import Landmark, Side

MEMORY_S = 1.0
MARGIN = 0.1
"""The other leg must be better visible by this much, averaged over a second, before it is taken instead."""


class NearLeg:
    """Decides frame by frame, and changes its mind only for good reason."""

    def __init__(self) -> None:
        self._seen: dict[Side, float] | None = None
        self._time_s = 0.0
        self.side = Side.LEFT

    def push(self, pose: Pose) -> bool:
        """Take in one pose; whether `side` changed."""
        now = {
            side: float(np.mean([pose.seen(x, side) for x in (Landmark.KNEE, Landmark.ANKLE, Landmark.HEEL)]))
            for side in Side
        }
        before = self.side
        if self._seen is None:
            self._seen = now
            self.side = max(Side, key=lambda side: now[side])
        else:
            keep = float(np.exp(-(pose.time_s - self._time_s) / MEMORY_S))
            self._seen = {side: keep * self._seen[side] + (1.0 - keep) * now[side] for side in Side}
            if self._seen[self.side.other] > self._seen[self.side] + MARGIN:
                self.side = self.side.other
        self._time_s = pose.time_s
        return self.side is not before
