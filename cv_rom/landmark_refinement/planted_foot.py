"""The planted foot: its rear part turns about the metatarsal heads when the heel lifts, its toes stay where they are.

The two parts are followed on their own. A heel that stays down leaves both where they were, whatever the pose model
thinks of it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cv_rom.geometry import FloatArray
from cv_rom.landmark_refinement.rigid_patch import Motion, RigidPatch, slopes_of

REAR = ((-0.15, 0.55), (-0.28, 0.12))
FORE = ((0.75, 1.30), (-0.30, 0.15))
"""Extent of the two parts (along the foot, above it) in lengths of the line from heel to toe landmark, from the heel
landmark, which lies at the back of the heel some 4 cm above the sole: the rear part ends below the malleoli, so that
skin that follows the tibia stays out."""
BALL = (0.75, -0.2)
PIXELS_A_PART = 700
TURNS_RAD = np.radians(np.arange(-7.5, 47.6, 2.5))
"""Heel lifts that are looked for: up to the largest of a squat on tiptoe."""
EVERY = 2
SURE = 0.96
"""From this likeness on the motion next to the last one is taken as found without looking further."""
SAME_FOOT = 0.7
"""Below this likeness the patch shows something else: on clips of known truth, errors above 3 mm began at 0.6."""
SAME_TOES = 0.5
LOWEST_SD_PX = 0.3
OWN_SD = 0.005
UNLIKE_SD = 0.04
"""Standard deviation of a foot point: 0.3 px of matching, 0.5 % of the foot of what a rigid part leaves out, and 4 %
of the foot times what is missing to full likeness (errors of 1 to 3 mm at likeness 0.75 to 0.9)."""


@dataclass(frozen=True)
class FootMotion:
    """Motion of the foot since its reference picture, in that picture's working pixels.

    Attributes:
        rear, fore: motion of the rear foot and of the forefoot.
        rear_sd_px, fore_sd_px: standard deviation of their points per axis.
        likeness: of the worse matched part, 0 to 1.

    """

    rear: Motion
    fore: Motion
    rear_sd_px: float
    fore_sd_px: float
    likeness: float


@dataclass(frozen=True)
class FootReference:
    """The foot in a still picture, cut into its two rigid parts. `forward` is +1 with the toes to the image right."""

    rear: RigidPatch
    fore: RigidPatch
    length_px: float
    forward: float

    @classmethod
    def cut(cls, grey: NDArray[np.float32], heel: FloatArray, toe: FloatArray) -> FootReference:
        """The foot between the landmarks `heel` and `toe` (2,) of the picture `grey` (H, W)."""
        along = toe - heel
        length = float(np.hypot(along[0], along[1]))
        forward = 1.0 if along[0] >= 0.0 else -1.0
        up = forward * np.array([along[1], -along[0]])
        ball = heel + BALL[0] * along + BALL[1] * up

        def part(extent: tuple[tuple[float, float], tuple[float, float]]) -> RigidPatch:
            (start, end), (low, high) = extent
            step = np.sqrt((end - start) * (high - low) / PIXELS_A_PART)
            a, b = np.meshgrid(np.arange(start, end, step), np.arange(low, high, step))
            return RigidPatch.cut(grey, heel + a.reshape(-1, 1) * along + b.reshape(-1, 1) * up, ball)

        return cls(part(REAR), part(FORE), length, forward)

    def still(self) -> FootMotion:
        """No motion at all."""
        none = self.rear.moved(0.0, np.zeros(2))
        return FootMotion(none, none, self._sd(1.0), self._sd(1.0), 1.0)

    def motion(self, grey: NDArray[np.float32], before: FootMotion) -> FootMotion | None:
        """Motion since the reference picture, None where the foot is not found. `before`: the last one found."""
        slopes = slopes_of(grey)
        fore, fore_alike = self._follow(self.fore, grey, slopes, [before.fore, self.fore.moved(0.0, np.zeros(2))])
        rear, rear_alike = self._follow(self.rear, grey, slopes, [before.rear])
        if rear_alike < SURE:
            turn = self.rear.best_turn(grey, self.forward * TURNS_RAD, fore.shift_px, EVERY)
            starts = [rear, self.rear.moved(turn, fore.shift_px), self.rear.moved(0.0, fore.shift_px)]
            rear, rear_alike = self._follow(self.rear, grey, slopes, starts)
        if rear_alike < SAME_FOOT or fore_alike < SAME_TOES:
            return None
        return FootMotion(rear, fore, self._sd(rear_alike), self._sd(fore_alike), min(rear_alike, fore_alike))

    @staticmethod
    def _follow(
        patch: RigidPatch, grey: NDArray[np.float32], slopes: NDArray[np.float32], starts: list[Motion]
    ) -> tuple[Motion, float]:
        """The most alike of the alignments from several starts; the first that is sure ends the search."""
        best, alike = starts[0], -1.0
        for start in starts:
            found = patch.aligned(grey, slopes, start)
            score = patch.likeness(grey, found)
            if score > alike:
                best, alike = found, score
            if alike >= SURE:
                break
        return best, alike

    def _sd(self, alike: float) -> float:
        return float(np.sqrt(LOWEST_SD_PX**2 + (OWN_SD**2 + (UNLIKE_SD * (1.0 - alike)) ** 2) * self.length_px**2))
