"""The planted foot: its rear part turns about the metatarsal heads when the heel lifts, its toes stay where they are.

The two parts are followed on their own, in brightness and in how much each pixel looks like foot rather than floor. A
heel that stays down leaves both where they were, whatever the pose model thinks of it.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from cv_rom.geometry import FloatArray
from cv_rom.landmark_refinement.foot_colours import FootColours
from cv_rom.landmark_refinement.rigid_patch import Channels, Motion, Picture, RigidPatch, sample

Extent = tuple[tuple[float, float], tuple[float, float]]
REAR: Extent = ((-0.15, 0.55), (-0.28, 0.12))
FORE: Extent = ((0.75, 1.30), (-0.30, 0.15))
"""Usual extent of the two parts (along the foot, above it) in lengths of the line from heel to toe landmark, from the
heel landmark, which lies at the back of the heel some 4 cm above the sole: the rear part ends below the malleoli, so
that skin that follows the tibia stays out."""
MARGIN = 0.15
"""The landmarks may be off by this much: so far around, pixels of the foot's colour count too (not upward)."""
FOOT: Extent = ((0.06, 0.40), (-0.10, 0.04))
FLOOR: tuple[Extent, ...] = (((-0.45, -0.32), (-0.35, 0.10)), ((-0.20, 1.10), (-0.65, -0.52)))
"""Where foot and floor are seen for sure."""
SAMPLES = 80
INSIDE, OUTSIDE = 0.75, 0.3
"""How likely a pixel within the usual extent shows the foot, and one beside it, before its colour is known."""
BALL = np.array([0.75, -0.2])
AROUND = 0.9
"""What is looked at around the middle of the foot, in its lengths: also a heel at the height of the knee."""
PIXELS_A_PART = 600
TURNS_RAD = np.radians(np.arange(-7.5, 47.6, 5.0))
"""Heel lifts that are looked for: up to the largest of a squat on tiptoe."""
SHIFTS = 0.08 * np.array([(x, y) for x in range(-2, 3) for y in range(-2, 3)])
"""The ball's place is not known better than this, in lengths of the foot."""
EVERY = 4
SURE = 0.96
"""From this likeness on the motion next to the last one is taken as found without looking further."""
SAME_FOOT = 0.7
SAME_TOES = 0.5
"""Below this likeness the patch shows something else."""
LOWEST_SD_PX = 0.3
OWN_SD = 0.005
UNLIKE_SD = 0.06
"""Standard deviation of a foot point: 0.3 px of matching, 0.5 % of the foot of what a rigid part leaves out, and 6 %
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
    """The foot in a still picture, cut into its two rigid parts, whose places count from `corner` of the picture."""

    rear: RigidPatch
    fore: RigidPatch
    colours: FootColours
    corner: FloatArray
    length_px: float
    forward: float

    @classmethod
    def cut(cls, picture: Picture, heel: FloatArray, toe: FloatArray) -> FootReference:
        """The foot between the landmarks `heel` and `toe` (2,) of an RGB picture; `forward` is +1 with the toes to the
        image right.
        """
        along = toe - heel
        length = float(np.hypot(along[0], along[1]))
        forward = 1.0 if along[0] >= 0.0 else -1.0
        axes = np.array([along, forward * np.array([along[1], -along[0]])])
        corner = np.maximum(0.0, np.floor((heel + toe) / 2.0 - AROUND * length))
        foot = _places(FOOT, heel, axes)
        floor = np.concatenate([_places(extent, heel, axes) for extent in FLOOR])
        colours = FootColours.learned(picture, foot=foot, floor=floor)
        channels = _channels(picture, colours, corner, length)
        rear, fore = (_part(channels, heel - corner, axes, extent) for extent in (REAR, FORE))
        return cls(rear, fore, colours, corner, length, forward)

    def still(self) -> FootMotion:
        """No motion at all."""
        none = self._in_picture(self.rear.moved(0.0, np.zeros(2)))
        return FootMotion(none, none, self._sd(1.0), self._sd(1.0), 1.0)

    def motion(self, picture: Picture, before: FootMotion, *, look_around: bool = True) -> FootMotion | None:
        """Motion since the reference picture, None where the foot is not found.

        It is looked for near the last one found, `before`, and if that is not sure, `look_around` the heel lifts too.
        """
        channels = _channels(picture, self.colours, self.corner, self.length_px)
        slopes = _slopes(channels)
        none, last = self.fore.moved(0.0, np.zeros(2)), self.fore.moved(before.fore.turn_rad, before.fore.shift_px)
        fore, fore_alike = _followed(self.fore, channels, slopes, [last, none] if look_around else [last])
        if fore_alike < SAME_TOES and not look_around:
            fore, fore_alike = _followed(self.fore, channels, slopes, [none])
        last = self.rear.moved(before.rear.turn_rad, before.rear.shift_px)
        rear, rear_alike = _followed(self.rear, channels, slopes, [last])
        if rear_alike < SAME_FOOT or (look_around and rear_alike < SURE):
            shifts = fore.shift_px + SHIFTS * self.length_px
            turned = self.rear.best_of(channels, self.forward * TURNS_RAD, shifts, every=EVERY)
            starts = [turned, self.rear.moved(0.0, fore.shift_px)]
            other, other_alike = _followed(self.rear, channels, slopes, starts)
            if other_alike > rear_alike:
                rear, rear_alike = other, other_alike
        if rear_alike < SAME_FOOT or fore_alike < SAME_TOES:
            return None
        alike = min(rear_alike, fore_alike)
        return FootMotion(
            self._in_picture(rear), self._in_picture(fore), self._sd(rear_alike), self._sd(fore_alike), alike
        )

    def _in_picture(self, motion: Motion) -> Motion:
        return Motion(motion.pivot + self.corner, motion.turn_rad, motion.shift_px)

    def _sd(self, alike: float) -> float:
        return float(np.sqrt(LOWEST_SD_PX**2 + (OWN_SD**2 + (UNLIKE_SD * (1.0 - alike)) ** 2) * self.length_px**2))


def _followed(patch: RigidPatch, channels: Channels, slopes: Channels, starts: list[Motion]) -> tuple[Motion, float]:
    """The most alike of the alignments from several starts; the first that is sure ends the search."""
    best, alike = starts[0], -1.0
    for start in starts:
        found = patch.aligned(channels, slopes, start)
        score = patch.likeness(channels, found)
        if score > alike:
            best, alike = found, score
        if alike >= SURE:
            break
    return best, alike


def _channels(picture: Picture, colours: FootColours, corner: FloatArray, length: float) -> Channels:
    """Brightness, and how likely it is the foot, both 0 to 255, of the square around the foot, (H, W, 2)."""
    left, top = corner.astype(int)
    size = int(2.0 * AROUND * length)
    part = picture[top : top + size, left : left + size]
    grey = cv2.cvtColor(part, cv2.COLOR_RGB2GRAY).astype(np.float32)
    return np.asarray(cv2.GaussianBlur(np.dstack([grey, 255.0 * colours.share(part)]), (0, 0), 0.7))


def _slopes(channels: Channels) -> Channels:
    """Derivatives of (H, W, C) along x, then along y, (H, W, 2 C), a pixel."""
    along_x, along_y = (cv2.Sobel(channels, cv2.CV_32F, dx, 1 - dx, scale=1 / 8) for dx in (1, 0))
    return np.concatenate([along_x, along_y], axis=2)


def _part(channels: Channels, heel: FloatArray, axes: FloatArray, extent: Extent) -> RigidPatch:
    """The pixels within and around `extent`: brightness counts where they show the foot, its outline everywhere."""
    (start, end), (low, high) = extent
    wide = ((start - MARGIN, end + MARGIN), (low - MARGIN, high))
    grid = _grid(wide, PIXELS_A_PART)
    inside = (grid[..., 0] > start) & (grid[..., 0] < end) & (grid[..., 1] > low)
    points = heel + grid @ axes
    prior = np.where(inside, INSIDE, OUTSIDE)
    colour = np.clip(sample(channels, points)[..., 1] / 255.0, 0.02, 0.98)
    foot = prior * colour / (prior * colour + (1.0 - prior) * (1.0 - colour))
    foot = cv2.dilate(foot, np.ones((3, 3), np.uint8))  # with the outline, which is what shows
    weights = np.stack([foot, np.ones_like(foot)], axis=-1).reshape(-1, 2)
    return RigidPatch.cut(channels, points.reshape(-1, 2), weights, heel + BALL @ axes)


def _grid(extent: Extent, count: int) -> FloatArray:
    """About `count` evenly spaced places of an extent, shape (rows, columns, 2)."""
    (start, end), (low, high) = extent
    step = np.sqrt((end - start) * (high - low) / count)
    return np.stack(np.meshgrid(np.arange(start, end, step), np.arange(low, high, step)), axis=-1)


def _places(extent: Extent, heel: FloatArray, axes: FloatArray) -> FloatArray:
    """Points (N, 2) of the picture within an extent."""
    return np.asarray((heel + _grid(extent, SAMPLES) @ axes).reshape(-1, 2))
