"""What a live check saw, picture by picture, in bounded memory, for the analysis at the end."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from cv_rom.geometry import FloatArray
from cv_rom.live.leg_ends import UNSEEN
from cv_rom.outlines import OUTLINE_NUMBERS, LegOutline
from cv_rom.poses import Pose, PoseTrack
from cv_rom.skeleton import LANDMARK_COUNT

FRAMES_A_BLOCK = 512
MOST_BLOCKS = 36
"""18,432 frames, 11 MB: 10 minutes at 30 frames/s, 20 at 15. Beyond that idle time goes, oldest first."""


@dataclass(eq=False)
class _Block:
    """Up to 512 frames. `busy`: a repetition lies in it."""

    time_s: NDArray[np.float64] = field(default_factory=lambda: np.empty(FRAMES_A_BLOCK))
    points: NDArray[np.float32] = field(
        default_factory=lambda: np.empty((FRAMES_A_BLOCK, LANDMARK_COUNT, 4), np.float32)
    )
    ends: NDArray[np.float32] = field(default_factory=lambda: np.empty((FRAMES_A_BLOCK, OUTLINE_NUMBERS), np.float32))
    used: int = 0
    busy: bool = False

    def append(self, pose: Pose, ends: FloatArray) -> None:
        points = self.points[self.used]
        points[:, :2], points[:, 2], points[:, 3] = pose.xy_px, pose.visibility, pose.noise_px
        self.time_s[self.used], self.ends[self.used] = pose.time_s, ends
        self.used += 1


class PoseRecording:
    """Keeps poses, and the ends of foot and knee, in single precision (a ten-thousandth of a pixel).

    When it is full the oldest block without a repetition is dropped, without such a block the oldest one; the first,
    which holds the stance, and the newest stay.
    """

    def __init__(self) -> None:
        self._blocks: list[_Block] = []

    def __len__(self) -> int:
        return sum(block.used for block in self._blocks)

    def clear(self) -> None:
        """Forget everything."""
        self._blocks.clear()

    def append(self, pose: Pose, ends: FloatArray = UNSEEN) -> None:
        """Keep one pose and the numbers (8,) of its outline; times rise."""
        if not self._blocks or self._blocks[-1].used == FRAMES_A_BLOCK:
            if len(self._blocks) == MOST_BLOCKS:
                self._drop_one()
            self._blocks.append(_Block())
        self._blocks[-1].append(pose, ends)

    def mark_busy(self, start_s: float, end_s: float) -> None:
        """Say that a repetition took place between two times."""
        for block in self._blocks:
            if block.time_s[0] <= end_s and block.time_s[block.used - 1] >= start_s:
                block.busy = True

    def _drop_one(self) -> None:
        droppable = self._blocks[1:-1]
        self._blocks.remove(next((block for block in droppable if not block.busy), droppable[0]))

    def track(self) -> PoseTrack:
        """The poses that are kept; times count from the first of them, as in a file of its own."""
        if not self._blocks:
            return PoseTrack.from_poses([])
        points = np.concatenate([b.points[: b.used] for b in self._blocks]).astype(np.float64)
        times = np.concatenate([b.time_s[: b.used] for b in self._blocks])
        return PoseTrack(times - times[0], points[..., :2], points[..., 2], points[..., 3])

    def outline(self) -> LegOutline:
        """The ends of foot and knee in each of these poses."""
        if not self._blocks:
            return LegOutline.unseen(0)
        return LegOutline.of_numbers(np.concatenate([b.ends[: b.used] for b in self._blocks]).astype(np.float64))
