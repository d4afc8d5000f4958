"""A piece of a still picture, found again in later pictures after it turned and shifted in the picture plane.

The patch is always matched against the picture it was cut from, never against the frame before, so that errors do
not add up over time (Baker & Matthews 2004 describe the family of methods; this is the forward additive form with
robust weights).
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import ArrayLike, NDArray

from cv_rom.geometry import FloatArray

Picture = NDArray[np.uint8]
MOST_STEPS = 10
CONVERGED_PX = 0.02
LARGEST_TURN_STEP_RAD = 0.1
LARGEST_SHIFT_STEP_PX = 3.0
OUTLIER_CONTRASTS = 0.7
"""A pixel that is off by more than this many standard deviations of the patch belongs to something else."""
SMALLEST_CONTRAST = 3.0
"""Grey levels. Sensor noise and compression leave about this much in a plain surface."""


@dataclass(frozen=True)
class Motion:
    """A turn by `turn_rad` (clockwise on the screen) about `pivot`, then a shift, both in pixels of one picture."""

    pivot: FloatArray
    turn_rad: float
    shift_px: FloatArray

    def of(self, points: ArrayLike) -> FloatArray:
        """Where `points` (..., 2) come to lie."""
        offset = np.asarray(points, dtype=np.float64) - self.pivot
        cosine, sine = np.cos(self.turn_rad), np.sin(self.turn_rad)
        turned = np.stack(
            [cosine * offset[..., 0] - sine * offset[..., 1], sine * offset[..., 0] + cosine * offset[..., 1]], axis=-1
        )
        return np.asarray(turned + self.pivot + self.shift_px)


def sample(picture: NDArray[np.generic], points: FloatArray) -> NDArray[np.float32]:
    """Values of `picture` (H, W[, C]) at `points` (A, B, 2), bilinear, shape (A, B[, C])."""
    x, y = np.ascontiguousarray(points[..., 0], np.float32), np.ascontiguousarray(points[..., 1], np.float32)
    found = cv2.remap(picture, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(found, dtype=np.float32)


def likeness(a: FloatArray, b: FloatArray) -> FloatArray:
    """Normalised cross-correlation of `a` (..., N) and `b` (N,), -1 to 1; 0 where either is plain."""
    a, b = a - a.mean(axis=-1, keepdims=True), b - b.mean()
    size = np.sqrt((a * a).sum(axis=-1) * (b * b).sum())
    return np.asarray(np.where(size > 1e-6, (a * b).sum(axis=-1) / np.maximum(size, 1e-6), 0.0))


@dataclass(frozen=True)
class RigidPatch:
    """Grey values (N,) at `points` (N, 2) of a reference picture; it turns about `pivot`."""

    points: FloatArray
    values: FloatArray
    pivot: FloatArray

    @classmethod
    def cut(cls, grey: NDArray[np.float32], points: FloatArray, pivot: FloatArray) -> RigidPatch:
        """The patch at `points` of the picture `grey` (H, W)."""
        return cls(points, _at(grey, points), np.asarray(pivot, dtype=np.float64))

    @property
    def contrast(self) -> float:
        """Standard deviation of the patch, grey levels."""
        return max(SMALLEST_CONTRAST, float(self.values.std()))

    def moved(self, turn_rad: float, shift_px: ArrayLike) -> Motion:
        """A motion of this patch about its own pivot."""
        return Motion(self.pivot, turn_rad, np.asarray(shift_px, dtype=np.float64))

    def likeness(self, grey: NDArray[np.float32], motion: Motion) -> float:
        """How alike the patch and the picture are under a motion, -1 to 1."""
        return float(likeness(_at(grey, motion.of(self.points)), self.values))

    def best_turn(self, grey: NDArray[np.float32], turns_rad: FloatArray, shift_px: FloatArray, every: int) -> float:
        """The turn of `turns_rad` (M,) under which patch and picture are most alike; looks at every n-th pixel."""
        moved = np.stack([self.moved(turn, shift_px).of(self.points[::every]) for turn in turns_rad])
        alike = likeness(sample(grey, moved).astype(np.float64), self.values[::every])
        return float(turns_rad[alike.argmax()])

    def aligned(self, grey: NDArray[np.float32], slopes: NDArray[np.float32], start: Motion) -> Motion:
        """The motion near `start` that fits best, by Gauss-Newton steps with outliers weighed down.

        Args:
            grey: the picture, (H, W).
            slopes: its derivatives along x and y, (H, W, 2).
            start: where to begin; a few pixels off at most.

        """
        turn, shift = start.turn_rad, start.shift_px.copy()
        reach = max(1.0, float(np.abs(self.points - self.pivot).max()))
        for _ in range(MOST_STEPS):
            motion = self.moved(turn, shift)
            step = self._step(grey, slopes, motion)
            turn += float(np.clip(step[0], -LARGEST_TURN_STEP_RAD, LARGEST_TURN_STEP_RAD))
            shift = shift + np.clip(step[1:], -LARGEST_SHIFT_STEP_PX, LARGEST_SHIFT_STEP_PX)
            if max(abs(step[0]) * reach, float(np.abs(step[1:]).max())) < CONVERGED_PX:
                break
        return self.moved(turn, shift)

    def _step(self, grey: NDArray[np.float32], slopes: NDArray[np.float32], motion: Motion) -> FloatArray:
        """Change of (turn, shift x, shift y) of one robust Gauss-Newton step; brightness and contrast are free."""
        at = motion.of(self.points)
        seen, slope = _at(grey, at), sample(slopes, at[:, None])[:, 0].astype(np.float64)
        gain = float(np.clip(seen.std() / self.contrast, 0.5, 2.0))
        error = seen - gain * (self.values - self.values.mean()) - np.median(seen) + gain * self._median_offset
        limit = OUTLIER_CONTRASTS * gain * self.contrast
        weight = np.where(np.abs(error) < limit, (1.0 - (error / limit) ** 2) ** 2, 0.0)
        arm = at - motion.pivot - motion.shift_px
        turning = arm[:, 0] * slope[:, 1] - arm[:, 1] * slope[:, 0]
        columns = np.column_stack([turning, slope, np.ones(len(error))])
        weighted = columns * weight[:, None]
        solution = np.linalg.lstsq(weighted.T @ columns + 1e-9 * np.eye(4), weighted.T @ error, rcond=None)[0]
        return np.asarray(-solution[:3])

    @property
    def _median_offset(self) -> float:
        return float(np.median(self.values) - self.values.mean())


def _at(grey: NDArray[np.float32], points: FloatArray) -> FloatArray:
    return sample(grey, points[:, None])[:, 0].astype(np.float64)


def slopes_of(grey: NDArray[np.float32]) -> NDArray[np.float32]:
    """Derivatives of `grey` (H, W) along x and y, (H, W, 2), grey levels a pixel."""
    return np.dstack([cv2.Sobel(grey, cv2.CV_32F, 1, 0, scale=1 / 8), cv2.Sobel(grey, cv2.CV_32F, 0, 1, scale=1 / 8)])
