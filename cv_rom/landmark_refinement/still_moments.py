"""How still a leg is, found while the frames come in."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, replace

import numpy as np

from cv_rom.poses import Pose
from cv_rom.skeleton import Landmark, Side, index

WINDOW_S = 0.25


@dataclass(frozen=True)
class Moment:
    """The last quarter of a second: its median pose, and how far knee, ankle and heel travelled in it, in lengths of
    the shank.
    """

    pose: Pose
    travel: float


class StillMoments:
    """Keeps the poses of the last quarter of a second."""

    def __init__(self) -> None:
        self._poses: deque[Pose] = deque()

    def push(self, pose: Pose, side: Side) -> Moment | None:
        """The moment that ends with this pose; None while the leg was not seen throughout."""
        leg = [index(x, side) for x in (Landmark.KNEE, Landmark.ANKLE, Landmark.HEEL)]
        if not np.isfinite(pose.xy_px[leg]).all():
            self._poses.clear()
            return None
        self._poses.append(pose)
        while len(self._poses) > 1 and pose.time_s - self._poses[1].time_s >= WINDOW_S:
            self._poses.popleft()
        if pose.time_s - self._poses[0].time_s < WINDOW_S:
            return None
        points = np.stack([p.xy_px for p in self._poses])
        shank_px = float(np.hypot(*(pose.xy_px[leg[0]] - pose.xy_px[leg[1]])))
        travel = float(np.ptp(points[:, leg], axis=0).max()) / max(shank_px, 1.0)
        return Moment(replace(pose, xy_px=np.median(points, axis=0)), travel)

    def forget(self) -> None:
        """Start anew, for another leg."""
        self._poses.clear()
