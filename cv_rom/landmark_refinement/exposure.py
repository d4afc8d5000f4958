"""A camera that sets its exposure anew while the person moves: brought back to that of a still picture."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cv_rom.landmark_refinement.rigid_patch import Picture

EVERY = 8
DARKEST, BRIGHTEST = 8, 247
"""Pixels beyond are black or burnt out and tell nothing of the exposure."""
FEWEST_PIXELS = 50
LARGEST_GAIN = 3.0
SMALLEST_CHANGE = 0.05
"""What the person's own motion changes in the median; less is left alone."""


@dataclass(frozen=True)
class Exposure:
    """Every eighth pixel (H, W, 3) of a still RGB picture."""

    pixels: NDArray[np.float32]

    @classmethod
    def of(cls, picture: Picture) -> Exposure:
        """The exposure of a picture."""
        return cls(picture[::EVERY, ::EVERY].astype(np.float32))

    def restored(self, picture: Picture) -> Picture:
        """A later picture of the same window as this exposure would have shown it.

        Each colour's gain is the median ratio of the pixels: most show the room, which stays.
        """
        now = picture[::EVERY, ::EVERY].astype(np.float32)
        gains = np.array([_gain(self.pixels[..., colour], now[..., colour]) for colour in range(3)])
        if np.abs(gains - 1.0).max() < SMALLEST_CHANGE:
            return picture
        table = np.clip(np.arange(256)[:, None] * gains + 0.5, 0, 255).astype(np.uint8)
        return np.stack([table[picture[..., colour], colour] for colour in range(3)], axis=-1)


def _gain(before: NDArray[np.float32], now: NDArray[np.float32]) -> float:
    """Median of before / now over the pixels that are well exposed in both; 1 where there are too few."""
    told = (before > DARKEST) & (before < BRIGHTEST) & (now > DARKEST) & (now < BRIGHTEST)
    if told.sum() < FEWEST_PIXELS:
        return 1.0
    return float(np.clip(np.median(before[told] / now[told]), 1.0 / LARGEST_GAIN, LARGEST_GAIN))
