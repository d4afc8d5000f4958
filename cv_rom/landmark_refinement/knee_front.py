"""The foremost point of the knee: where the leg's colours end and those of the wall before it begin.

What the knee will come to lie before, it leaves free in stance: leg and wall are learned there, both for sure.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from cv_rom.geometry import FloatArray
from cv_rom.landmark_refinement.exposure import brightened, brightening_of
from cv_rom.landmark_refinement.foot_colours import FootColours
from cv_rom.landmark_refinement.rigid_patch import Picture
from cv_rom.outlines import KneeEnd
from cv_rom.poses import Pose
from cv_rom.skeleton import Landmark, Side

AROUND, REACH = 0.2, 0.35
"""Rows above and below the knee landmark, and the way forward from it, that are looked at, in lengths of the shank: the
front of the knee lies 5 cm (0.12) before the joint."""
LEG_HALF_WIDTH = 0.05
FREE_FROM, FREE_TO, FREE_ABOVE, FREE_BELOW = 0.28, 0.75, 0.10, 0.45
"""Where the picture in front of the knee is free of it in stance, in lengths of the shank from the knee landmark."""
SAMPLES = 40
SMALLEST_SHANK_PX = 60.0
FORWARD = 0.1
"""Less far forward of the ankle (in lengths of the shank) the knee touches no wall."""
CALM_PX = 0.8
SURE = 0.02
EDGE_PX = 3
PLAIN = 0.5
"""At least this share of the rows must show an edge within the reach."""
TOLD_APART = 0.4
"""Leg and wall are told apart when pixels of one are taken for it so much more often than pixels of the other."""
FOREMOST = 0.95
"""Of the rows, so that one that errs does not make the knee longer."""
SD_PX, SD = 1.0, 0.006
"""Standard deviation: a pixel of blur, and 0.6 % of the shank (2.5 mm) for cloth and shadow."""


@dataclass(frozen=True)
class KneeFront:
    """The colours of one leg's knee against what is before it; `forward` is +1 with the toes to the image right.

    `brightening` makes up for little light, see exposure.py.
    """

    side: Side
    forward: float
    colours: FootColours
    brightening: float

    @classmethod
    def learned(cls, image: Picture, pose: Pose, side: Side) -> KneeFront | None:
        """From an RGB picture in which the leg stands still and upright; None where it cannot be told."""
        hip, knee, ankle = (pose.xy(x, side) for x in (Landmark.HIP, Landmark.KNEE, Landmark.ANKLE))
        forward = 1.0 if pose.xy(Landmark.TOE, side)[0] >= pose.xy(Landmark.HEEL, side)[0] else -1.0
        length = float(np.hypot(*(knee - ankle)))
        if not (length >= SMALLEST_SHANK_PX and np.isfinite(hip).all()):
            return None
        half = LEG_HALF_WIDTH * length
        leg = np.concatenate(
            [_band(knee, knee + 0.5 * (ankle - knee), half), _band(knee, knee + 0.3 * (hip - knee), half)]
        )
        across = knee[0] + forward * length * np.linspace(FREE_FROM, FREE_TO, SAMPLES)
        down = knee[1] + length * np.linspace(-FREE_ABOVE, FREE_BELOW, SAMPLES)
        free = np.stack(np.meshgrid(across, down), axis=-1).reshape(-1, 2)
        inside = ((free >= 0.0) & (free < np.array(image.shape[1::-1]))).all(axis=1)
        if inside.mean() < PLAIN:
            return None
        brightening = brightening_of(image)
        calm = np.asarray(cv2.GaussianBlur(brightened(image, brightening), (0, 0), CALM_PX))
        colours = FootColours.learned(calm, foot=leg, floor=free[inside])
        told_apart = _mean_share(colours, calm, leg) - _mean_share(colours, calm, free[inside])
        return cls(side, forward, colours, brightening) if told_apart > TOLD_APART else None

    def find(self, image: Picture, pose: Pose) -> KneeEnd | None:
        """The foremost point of the knee in a frame; None where it is not seen."""
        knee, ankle = pose.xy(Landmark.KNEE, self.side), pose.xy(Landmark.ANKLE, self.side)
        length = float(np.hypot(*(knee - ankle)))
        if not self.forward * (knee[0] - ankle[0]) > FORWARD * length:
            return None
        top, rows, reach = int(knee[1] - AROUND * length), int(2.0 * AROUND * length), int(REACH * length)
        start = int(knee[0])
        left = start if self.forward > 0 else start - reach + 1
        if top < 0 or left < 0 or top + rows > image.shape[0] or left + reach > image.shape[1] or reach < 3 * EDGE_PX:
            return None
        lit = brightened(image[top : top + rows, left : left + reach], self.brightening)
        part = np.asarray(cv2.GaussianBlur(lit, (0, 0), CALM_PX))
        ends = self._ends(part[:, ::-1] if self.forward < 0 else part)
        if np.isfinite(ends).mean() < PLAIN:
            return None
        foremost = float(np.nanquantile(ends, FOREMOST))
        row = float(np.nanmean(np.flatnonzero(ends >= foremost)))
        at = np.array([start + (0.0 if self.forward > 0 else 1.0) + self.forward * foremost, top + row])
        return KneeEnd(at, float(np.hypot(SD_PX, SD * length)))

    def _ends(self, part: Picture) -> FloatArray:
        """How far the leg reaches in each row (R,) of a picture in which forward is right; NaN where it has no end.

        The most likely end of a row of leg pixels before wall pixels, then the steepest step of colour beside it.
        """
        share = np.clip(self.colours.share(part), SURE, 1.0 - SURE)
        end = np.log(share / (1.0 - share)).cumsum(axis=1).argmax(axis=1)
        near = end[:, None] + np.arange(-EDGE_PX, EDGE_PX + 1)
        step = np.zeros(part.shape[:2])
        step[:, 1:-1] = np.linalg.norm(part[:, 2:].astype(np.float32) - part[:, :-2], axis=2)
        inside = np.clip(near, 0, part.shape[1] - 1)
        steepest = near[np.arange(len(end)), np.take_along_axis(step, inside, axis=1).argmax(axis=1)]
        found = cv2.medianBlur(steepest.astype(np.float32)[:, None], 5)[:, 0] + 0.5
        return np.where((end > 0) & (end < part.shape[1] - EDGE_PX), found, np.nan)


def _mean_share(colours: FootColours, image: Picture, points: FloatArray) -> float:
    """How likely the pixels at points (N, 2) show the leg, on average."""
    x, y = np.clip(np.rint(points).astype(int), 0, np.array(image.shape[1::-1]) - 1).T
    return float(colours.share(image[y, x]).mean())


def _band(start: FloatArray, end: FloatArray, half_px: float) -> FloatArray:
    """Points (N, 2) along a line and beside it."""
    along = end - start
    across = np.array([-along[1], along[0]]) / max(float(np.hypot(*along)), 1.0)
    places = np.linspace(0.0, 1.0, SAMPLES)[:, None, None] * along
    beside = np.linspace(-half_px, half_px, 9)[:, None] * across
    return np.asarray((start + places + beside).reshape(-1, 2))
