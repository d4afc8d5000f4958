"""Pictures as a camera would show them whose exposure is good, and stays that of a still picture.

What is known of colours and edges counts in steps of a well exposed picture: in the dark a foot hardly differs from the
floor by these.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
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
LIGHTEST_PERCENTILE = 95
LIGHT = 150.0
"""The lightest twentieth of a window on leg, floor and wall is at least so bright in a lit room (155 to 255 in rendered
and real clips, 70 in two that were filmed in the dark)."""
MOST_BRIGHTENING = 8.0
"""Beyond, there is more noise than picture."""
NOISY_GAIN, NOISE_BLUR_PX = 2.0, 1.4
"""From this gain on the noise that comes with it is blurred. With half of this blur one heel in five that was 34 mm up
was read as 22 mm, at a fifth of the usual light."""


@dataclass(frozen=True)
class Exposure:
    """Every eighth pixel (H, W, 3) of a still RGB picture, and what to multiply it with to make up for little light."""

    pixels: NDArray[np.float32]
    brightening: float

    @classmethod
    def of(cls, picture: Picture) -> Exposure:
        """The exposure of a picture."""
        return cls(picture[::EVERY, ::EVERY].astype(np.float32), brightening_of(picture))

    def brightened(self, picture: Picture) -> Picture:
        """The still picture as in good light; itself where it was taken so."""
        return brightened(picture, self.brightening)

    def restored(self, picture: Picture) -> Picture:
        """A later picture of the same window as this exposure, in good light, would have shown it.

        Each colour's gain is the median ratio of the pixels: most show the room, which stays.
        """
        now = picture[::EVERY, ::EVERY].astype(np.float32)
        gains = np.array([_gain(self.pixels[..., colour], now[..., colour]) for colour in range(3)])
        if np.abs(gains - 1.0).max() < SMALLEST_CHANGE:
            return self.brightened(picture)
        return _multiplied(picture, self.brightening * gains)


def light_of(picture: Picture) -> float:
    """How bright, 0 to 255, the lightest twentieth of an RGB picture is at least, by each pixel's brightest colour."""
    return float(np.percentile(picture[::EVERY, ::EVERY].max(axis=2), LIGHTEST_PERCENTILE))


def brightening_of(picture: Picture) -> float:
    """What to multiply an RGB picture with to make up for little light; 1 where there is enough."""
    return min(max(1.0, LIGHT / max(1.0, light_of(picture))), MOST_BRIGHTENING)


def brightened(picture: Picture, brightening: float) -> Picture:
    """A picture times that; itself where there is enough light."""
    return picture if brightening == 1.0 else _multiplied(picture, np.full(3, brightening))


def _multiplied(picture: Picture, gains: NDArray[np.float64]) -> Picture:
    """The picture (H, W, 3) times a gain for each colour (3,)."""
    table = np.clip(np.arange(256)[:, None] * gains + 0.5, 0, 255).astype(np.uint8)
    lit = np.stack([table[picture[..., colour], colour] for colour in range(3)], axis=-1)
    return lit if gains.max() < NOISY_GAIN else np.asarray(cv2.GaussianBlur(lit, (0, 0), NOISE_BLUR_PX))


def _gain(before: NDArray[np.float32], now: NDArray[np.float32]) -> float:
    """Median of before / now over the pixels that are well exposed in both; 1 where there are too few."""
    told = (before > DARKEST) & (before < BRIGHTEST) & (now > DARKEST) & (now < BRIGHTEST)
    if told.sum() < FEWEST_PIXELS:
        return 1.0
    return float(np.clip(np.median(before[told] / now[told]), 1.0 / LARGEST_GAIN, LARGEST_GAIN))
