"""The forefoot as a camera before the person sees it: a planted one stays where it was."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from cv_rom.geometry import FloatArray
from cv_rom.landmark_refinement.rigid_patch import Picture

ACROSS, ABOVE, BELOW = 0.22, 0.13, 0.05
"""Extent around the toe landmark in lengths of the shank: 8 cm to either side, as it lies at the big toe of a foot that
may point anywhere, and from the metatarsal heads to the floor before the toes."""
SEARCHED = 0.12
"""How far it is looked for: 4 cm. A foot that moves more has stepped."""
PLAINEST = 3.0
"""Standard deviation of brightness below which there is nothing to hold on to: sensor noise."""
SAME = 0.6
"""Least likeness, as for the toes seen from the side."""


@dataclass(frozen=True)
class Forefoot:
    """A piece of a still picture around the toes; `corner` (x, y) is where it was cut, `reach_px` how far it is looked
    for.
    """

    piece: NDArray[np.float32]
    corner: tuple[int, int]
    reach_px: int

    @classmethod
    def cut(cls, picture: Picture, toe: FloatArray, shank_px: float) -> Forefoot | None:
        """The forefoot at the toe landmark (2,) of an RGB picture; None where it shows nothing or is cut off."""
        left, top = int(toe[0] - ACROSS * shank_px), int(toe[1] - ABOVE * shank_px)
        right, bottom = int(toe[0] + ACROSS * shank_px), int(toe[1] + BELOW * shank_px)
        if left < 0 or top < 0 or right > picture.shape[1] or bottom > picture.shape[0]:
            return None
        piece = _grey(picture[top:bottom, left:right])
        if piece.size == 0 or piece.std() < PLAINEST:
            return None
        return cls(piece, (left, top), max(2, round(SEARCHED * shank_px)))

    def shift_px(self, picture: Picture) -> FloatArray | None:
        """How far it moved (2,), to a fraction of a pixel; None where it is not found."""
        height, width = self.piece.shape
        left, top = max(0, self.corner[0] - self.reach_px), max(0, self.corner[1] - self.reach_px)
        part = picture[top : self.corner[1] + height + self.reach_px, left : self.corner[0] + width + self.reach_px]
        if part.shape[0] < height or part.shape[1] < width:
            return None
        alike = cv2.matchTemplate(_grey(part), self.piece, cv2.TM_CCOEFF_NORMED)
        row, column = np.unravel_index(int(alike.argmax()), alike.shape)
        if alike[row, column] < SAME:
            return None
        fine = np.array([_vertex(alike[row], int(column)), _vertex(alike[:, column], int(row))])
        return np.asarray(np.array([left + column, top + row], dtype=np.float64) - self.corner + fine)


def _vertex(values: NDArray[np.float32], top: int) -> float:
    """Where between its neighbours the parabola through a largest value peaks, -0.5 to 0.5; 0 at an end."""
    if not 0 < top < len(values) - 1:
        return 0.0
    before, at, after = (float(values[top + step]) for step in (-1, 0, 1))
    bend = before - 2.0 * at + after
    return 0.0 if bend >= 0.0 else 0.5 * (before - after) / bend


def _grey(picture: Picture) -> NDArray[np.float32]:
    return np.asarray(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY), dtype=np.float32)
