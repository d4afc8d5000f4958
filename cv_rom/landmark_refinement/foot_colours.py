"""What colours the foot has, against the floor around it: learned in the still picture, looked up in later ones."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cv_rom.geometry import FloatArray
from cv_rom.landmark_refinement.rigid_patch import Picture

BITS = 5
KERNEL_RGB = 14.0
"""Colours nearer to each other than this are taken as the same; about the noise of a compressed phone video."""
UNKNOWN = 0.02
"""Likelihood of a colour that neither sample holds: it then says nothing."""


@dataclass(frozen=True)
class FootColours:
    """`table` (32, 32, 32): probability that a pixel of a colour shows the foot, if both are as likely beforehand."""

    table: NDArray[np.float32]

    @classmethod
    def learned(cls, picture: Picture, *, foot: FloatArray, floor: FloatArray) -> FootColours:
        """From points (N, 2) of an RGB picture that show the foot, and points that show the floor, for sure."""
        as_foot, as_floor = _likelihood(picture, foot), _likelihood(picture, floor)
        return cls((as_foot / (as_foot + as_floor)).astype(np.float32))

    def share(self, picture: Picture) -> NDArray[np.float32]:
        """Probability (...) that pixels (..., 3) show the foot."""
        cell = picture >> (8 - BITS)
        return np.asarray(self.table[cell[..., 0], cell[..., 1], cell[..., 2]])


def _likelihood(picture: Picture, points: FloatArray) -> FloatArray:
    """Kernel density of the colours at `points` (N, 2) for every cell of colour, (32, 32, 32)."""
    height, width = picture.shape[:2]
    x, y = np.clip(np.rint(points).astype(int), 0, (width - 1, height - 1)).T
    cells = picture[y, x] >> (8 - BITS)
    size = 1 << BITS
    density = np.zeros((size, size, size))
    np.add.at(density, (cells[:, 0], cells[:, 1], cells[:, 2]), 1.0 / len(cells))
    off = np.subtract.outer(np.arange(size), np.arange(size)) * (256 >> BITS)
    kernel = np.exp(-0.5 * (off / KERNEL_RGB) ** 2)
    for _ in range(3):
        density = np.einsum("abc,cd->dab", density, kernel)  # a matrix product would wake threads for so little
    return density + UNKNOWN
