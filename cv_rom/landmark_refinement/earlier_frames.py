"""The last pictures of a leg that has no reference picture yet: a clip may begin in the middle of a movement."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from cv_rom.frames import Frame
from cv_rom.landmark_refinement.rigid_patch import Picture
from cv_rom.poses import Pose
from cv_rom.skeleton import Landmark, Side

LONGEST_S = 3.0
"""A slow repetition, and the stance before it."""
MOST_BYTES = 64_000_000
ACROSS, ABOVE, BELOW = 1.3, 1.1, 0.6
"""What is kept around the ankle, in lengths of the shank: a little more than a reference looks at."""


@dataclass(frozen=True)
class _Part:
    """The part of a frame that shows the leg: its pixels, and the `corner` (row, column) where they lay."""

    frame: Frame
    corner: tuple[int, int]
    pose: Pose


class EarlierFrames:
    """Keeps the leg's surroundings of the last frames, at most 3 s and 64 MB."""

    def __init__(self) -> None:
        self._parts: deque[_Part] = deque()
        self._bytes = 0
        self._shape: tuple[int, ...] = (0, 0, 3)

    def push(self, frame: Frame, pose: Pose, side: Side) -> None:
        """Keep what may be asked for later of this frame."""
        ankle, knee = pose.xy(Landmark.ANKLE, side), pose.xy(Landmark.KNEE, side)
        if not np.isfinite([ankle, knee]).all():
            return
        self._shape = frame.image.shape
        length = float(np.hypot(*(knee - ankle)))
        top, left = (max(0, int(ankle[axis] - reach * length)) for axis, reach in ((1, ABOVE), (0, ACROSS)))
        bottom, right = (max(0, int(ankle[axis] + reach * length)) for axis, reach in ((1, BELOW), (0, ACROSS)))
        pixels = frame.image[top:bottom, left:right].copy()
        self._parts.append(_Part(replace(frame, image=pixels), (top, left), pose))
        self._bytes += pixels.nbytes
        while self._bytes > MOST_BYTES or frame.time_s - self._parts[0].frame.time_s > LONGEST_S:
            self._bytes -= self._parts.popleft().frame.image.nbytes

    def newest_first(self) -> Iterator[tuple[Frame, Pose]]:
        """The frames, black but for the leg and what is around it, and their poses."""
        for part in reversed(self._parts):
            yield replace(part.frame, image=_placed(part, self._shape)), part.pose

    def forget(self) -> None:
        """Start anew."""
        self._parts.clear()
        self._bytes = 0


def _placed(part: _Part, shape: tuple[int, ...]) -> Picture:
    """A picture of the given shape that holds the part where it lay."""
    picture = np.zeros(shape, np.uint8)
    (top, left), (height, width) = part.corner, part.frame.image.shape[:2]
    picture[top : top + height, left : left + width] = part.frame.image
    return picture
