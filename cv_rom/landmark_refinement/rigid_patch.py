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
Channels = NDArray[np.float32]
MOST_STEPS = 6
CONVERGED_PX = 0.06
"""A step that moves no pixel of the patch by more is the last: the next would move it by a tenth of that."""
LARGEST_TURN_STEP_RAD = 0.1
LARGEST_SHIFT_STEP_PX = 3.0
OUTLIER_CONTRASTS = 0.7
"""A pixel that is off by more than this many standard deviations of the patch belongs to something else."""
SMALLEST_CONTRAST = 3.0
"""Of a channel that runs to 255. Sensor noise and compression leave about this much in a plain surface."""


@dataclass(frozen=True)
class Motion:
    """A turn by `turn_rad` (clockwise on the screen) about `pivot`, then a shift, both in pixels of one picture."""

    pivot: FloatArray
    turn_rad: float
    shift_px: FloatArray

    def of(self, points: ArrayLike) -> FloatArray:
        """Where `points` (..., 2) come to lie."""
        cosine, sine = np.cos(self.turn_rad), np.sin(self.turn_rad)
        arm = np.asarray(points, dtype=np.float64) - self.pivot
        moved = np.empty_like(arm)
        for axis, (x, y) in enumerate(((cosine, -sine), (sine, cosine))):
            moved[..., axis] = x * arm[..., 0] + y * arm[..., 1] + (self.pivot[axis] + self.shift_px[axis])
        return moved


def sample(picture: NDArray[np.generic], points: FloatArray) -> NDArray[np.float32]:
    """Values of `picture` (H, W[, C]) at `points` (A, B, 2), bilinear, shape (A, B[, C])."""
    x, y = np.ascontiguousarray(points[..., 0], np.float32), np.ascontiguousarray(points[..., 1], np.float32)
    found = cv2.remap(picture, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(found, dtype=np.float32).reshape(points.shape[:-1] + picture.shape[2:])


@dataclass(frozen=True)
class RigidPatch:
    """Values (N, C) at `points` (N, 2) of a reference picture with C channels, each with its weight (N, C).

    It turns about `pivot`. `contrast` (C,) is the channels' weighted standard deviation.
    """

    points: FloatArray
    values: NDArray[np.float32]
    shares: NDArray[np.float32]
    pivot: FloatArray
    contrast: NDArray[np.float32]

    @classmethod
    def cut(cls, picture: Channels, points: FloatArray, weights: FloatArray, pivot: FloatArray) -> RigidPatch:
        """The patch at `points` of a picture (H, W, C), with weights (N, C)."""
        shares = (weights / weights.sum(axis=0)).astype(np.float32)
        values = sample(picture, points[:, None])[:, 0]
        values = values - (values * shares).sum(axis=0)
        contrast = np.sqrt((values * values * shares).sum(axis=0))
        return cls(points, values, shares, np.asarray(pivot, dtype=np.float64), contrast)

    def moved(self, turn_rad: float, shift_px: ArrayLike) -> Motion:
        """A motion of this patch about its own pivot."""
        return Motion(self.pivot, turn_rad, np.asarray(shift_px, dtype=np.float64))

    def likeness(self, picture: Channels, motion: Motion) -> float:
        """How alike the patch and the picture are under a motion, -1 to 1."""
        return float(self._alike(picture, motion.of(self.points)[None], 1)[0])

    def best_of(self, picture: Channels, turns_rad: FloatArray, shifts_px: FloatArray, *, every: int) -> Motion:
        """The motion of all pairs of `turns_rad` (M,) and `shifts_px` (S, 2) under which patch and picture are most
        alike; looks at every n-th pixel.
        """
        few = self.points[::every]
        turned = np.stack([self.moved(turn, np.zeros(2)).of(few) for turn in turns_rad])
        moved = (turned[:, None] + shifts_px[:, None]).reshape(-1, len(few), 2)
        turn, shift = divmod(int(self._alike(picture, moved, every).argmax()), len(shifts_px))
        return self.moved(float(turns_rad[turn]), shifts_px[shift])

    def _alike(self, picture: Channels, places: FloatArray, every: int) -> NDArray[np.float32]:
        """Weighted normalised cross-correlation (M,) with the picture at `places` (M, N, 2) of every n-th point, mean
        of the channels that are not plain.
        """
        shares, values = self.shares[::every], self.values[::every]
        seen = sample(picture, places)
        seen = seen - np.einsum("mnc,nc->mc", seen, shares)[:, None] / shares.sum(axis=0)
        both = np.einsum("mnc,nc->mc", seen, shares * values)
        size = np.sqrt(np.einsum("mnc,mnc,nc->mc", seen, seen, shares) * (shares * values * values).sum(axis=0))
        counts = self.contrast > SMALLEST_CONTRAST
        alike = both / np.maximum(size, 1e-3) * counts
        return np.asarray(alike.sum(axis=1) / max(1, int(counts.sum())))

    def aligned(self, picture: Channels, slopes: Channels, start: Motion) -> Motion:
        """The motion near `start` that fits best, by Gauss-Newton steps with outliers weighed down.

        Args:
            picture: (H, W, C).
            slopes: its derivatives along x, then those along y, (H, W, 2 C).
            start: where to begin; a few pixels off at most.

        """
        turn, shift = start.turn_rad, start.shift_px.copy()
        reach = max(1.0, float(np.abs(self.points - self.pivot).max()))
        for _ in range(MOST_STEPS):
            step = self._step(picture, slopes, self.moved(turn, shift))
            turn += float(np.clip(step[0], -LARGEST_TURN_STEP_RAD, LARGEST_TURN_STEP_RAD))
            shift = shift + np.clip(step[1:], -LARGEST_SHIFT_STEP_PX, LARGEST_SHIFT_STEP_PX)
            if max(abs(step[0]) * reach, float(np.abs(step[1:]).max())) < CONVERGED_PX:
                break
        return self.moved(turn, shift)

    def _step(self, picture: Channels, slopes: Channels, motion: Motion) -> FloatArray:
        """Change of (turn, shift x, shift y) of one robust Gauss-Newton step; brightness and contrast are free."""
        at = motion.of(self.points)
        seen, slope = sample(picture, at[:, None])[:, 0].T, sample(slopes, at[:, None])[:, 0].T
        shares, values = self.shares.T, self.values.T
        seen = seen - np.einsum("cn,cn->c", seen, shares)[:, None]
        contrast = np.maximum(self.contrast, SMALLEST_CONTRAST)
        gain = np.clip(np.sqrt(np.einsum("cn,cn,cn->c", seen, seen, shares)) / contrast, 0.5, 2.0)
        error = (seen - gain[:, None] * values) / (gain * contrast)[:, None]
        weight = shares * np.square(np.maximum(1.0 - np.square(error / OUTLIER_CONTRASTS), 0.0))
        arm = (at - motion.pivot - motion.shift_px).astype(np.float32).T
        normal, pull = 1e-9 * np.eye(3), np.zeros(3)
        for channel in np.flatnonzero(self.contrast > SMALLEST_CONTRAST):
            x, y = slope[[channel, channel + len(seen)]] / contrast[channel]
            rows = np.stack([arm[0] * y - arm[1] * x, x, y])
            share = weight[channel]
            rows -= (rows @ share / max(float(share.sum()), 1e-6))[:, None]  # the offset is free
            weighed = rows * share
            normal += weighed @ rows.T
            pull += weighed @ error[channel]
        return np.asarray(-np.linalg.solve(normal, pull))
