"""The perspective of a phone or webcam that stands before the person: points off its axis that lie nearer to it seem
to lie further outward, and this undoes it.

A pinhole with the optical axis through the picture's middle. Lengths are pixels at the depth of the feet, where the
standing person is seen: body height and distance cancel, as a person twice as large stands twice as far away. So the
focal length, in pixels, is all that must be known.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from cv_rom.geometry import FloatArray
from cv_rom.scene import Scene

FOCAL_TO_DIAGONAL = 0.68
FOCAL_SD = 0.12
"""Focal length over the diagonal of a video's picture, and its relative standard deviation. Main cameras of phones have
24 to 28 mm for the 43.3 mm diagonal of a 4:3 photo (Apple's specifications: 26 mm, later 24 mm). A 16:9 video keeps the
photo's width, 0.92 of its diagonal, and loses up to a tenth to stabilisation: 0.60 to 0.78. Webcams with a diagonal
view of 65 to 78 deg have 0.62 to 0.78."""


@dataclass(frozen=True)
class Pinhole:
    """A camera; `depth` below is in pixels too, and equals `focal_px` at the person's feet."""

    focal_px: float
    centre_px: FloatArray

    @classmethod
    def usual(cls, scene: Scene, deviations: float = 0.0) -> Pinhole:
        """The camera that most likely took the scene's picture, or one whose focal length is off by so many standard
        deviations.
        """
        share = FOCAL_TO_DIAGONAL * (1.0 + deviations * FOCAL_SD)
        size = np.array([scene.width_px, scene.height_px], dtype=np.float64)
        return cls(share * float(np.hypot(*size)), size / 2.0)

    def rays(self, xy_px: FloatArray) -> FloatArray:
        """Directions (..., 3) of picture points (..., 2): right, down and 1 away from the camera."""
        off = (xy_px - self.centre_px) / self.focal_px
        return np.concatenate([off, np.ones((*off.shape[:-1], 1))], axis=-1)

    def at_feet(self, xy_px: FloatArray) -> FloatArray:
        """Places (..., 3) of picture points (..., 2) at the depth of the feet."""
        return self.focal_px * self.rays(xy_px)

    def joined(self, xy_px: FloatArray, base: FloatArray, length_px: float, *, nearer: bool) -> FloatArray:
        """Places (..., 3) of points (..., 2) that lie at `length_px` from `base` (..., 3): of the two on each ray the
        one nearer to the camera, or the farther one. A point that seems farther off than that lies beside the base.
        """
        rays = self.rays(xy_px)
        square, along = (rays * rays).sum(axis=-1), (rays * base).sum(axis=-1)
        rest = along**2 - square * ((base * base).sum(axis=-1) - length_px**2)
        reach = np.sqrt(np.maximum(rest, 0.0))
        return np.asarray(rays * ((along - reach if nearer else along + reach) / square)[..., None])
