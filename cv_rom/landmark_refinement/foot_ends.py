"""The rearmost point of the heel and the foremost point of the toes, in the full resolution of a still picture.

The foot is cut out of the floor by its colours and edges (GrabCut: Rother, Kolmogorov & Blake 2004); the landmarks say
where foot and floor are for sure. The cut is made twice from different first guesses: a foot that is really seen ends
at the same place both times, one without contrast does not.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from cv_rom.geometry import FloatArray
from cv_rom.landmark_refinement.rigid_patch import Picture
from cv_rom.outlines import FootEnds

WORKING_FOOT_PX = 120.0
"""The foot is cut out at this length from heel to toe landmark: a pixel is then 2 mm."""
SMALLEST_FOOT_PX = 30.0
BEHIND, AHEAD, ABOVE, BELOW = 0.45, 1.6, 0.35, 0.5
"""What is looked at, in lengths from heel to toe landmark: about the heel landmark."""
Box = tuple[float, float, float, float]
SURE: Box = (0.08, 0.85, -0.06, 0.04)
"""Along the foot from the heel landmark and above it: the foot for sure. The landmark lies at the back of the heel,
4 cm above the sole; the toe landmark 2 to 3 cm short of the tip."""
GUESSES: tuple[Box, ...] = ((-0.12, 1.25, -0.25, 0.25), (-0.03, 1.05, -0.20, 0.12))
FARTHEST_BACK, FARTHEST_AHEAD, FARTHEST_BELOW = -0.28, 1.42, -0.42
"""Beyond these there is no foot, even if the landmarks are off by a tenth of it."""
ROUNDS = 3
SHADOW, LOW = 0.06, 0.4
"""The heel's rearmost and the toes' foremost point lie between these heights above the sole: below lies the foot's own
shadow on the floor, above are tendon and shank."""
HEEL_UP_TO, TOES_FROM = 0.4, 0.6
AGREEMENT = 0.05
LIMIT = 0.02
ROWS, STRIP_PX = 5, 4
FAINTEST, NOISES = 10.0, 1.5
"""At an end the colours of foot and floor differ by more than a plain surface does (as a distance of RGB values) and by
more than chance makes of the noise: where a cut has no edge to follow it ends anywhere."""
OWN_SD_PX, OWN_SD = 0.7, 0.008
"""Standard deviation of an end, per axis: the picture's own blur, and 0.8 % of the foot for shadow and compression
(feet of known outline, 70 to 160 px long, were 0.2 to 1.4 px off)."""


def find_foot_ends(image: Picture, heel: FloatArray, toe: FloatArray) -> FootEnds | None:
    """The ends of the foot between two landmarks (2,) of an RGB picture; None where it does not stand out."""
    patch = _Patch.around(heel, toe)
    if patch is None:
        return None
    picture = patch.cut(image)
    found = [_ends(picture, _cut_out(picture, patch, guess), patch) for guess in GUESSES]
    if found[0] is None or found[1] is None:
        return None
    apart = float(np.abs(found[0] - found[1])[:, 0].max())
    if apart > AGREEMENT * WORKING_FOOT_PX:
        return None
    ends = patch.in_frame((found[0] + found[1]) / 2.0)
    if not ((ends > 1.0) & (ends < np.array(image.shape[1::-1]) - 2.0)).all():
        return None
    own = np.hypot(OWN_SD_PX, OWN_SD * WORKING_FOOT_PX / patch.scale)
    return FootEnds(ends[0], ends[1], float(np.hypot(own, apart / 2.0 / patch.scale)))


@dataclass(frozen=True)
class _Patch:
    """A piece of the frame, mirrored if need be so that the toes point to its right, `scale` times as large.

    `heel` (2,) and `along` (2,), from heel to toe landmark, are its own pixels.
    """

    corner: FloatArray
    mirror: float
    scale: float
    heel: FloatArray
    along: FloatArray

    @classmethod
    def around(cls, heel: FloatArray, toe: FloatArray) -> _Patch | None:
        """The piece around a foot; None without a foot of some size."""
        length = float(np.hypot(*(toe - heel)))
        if not length >= SMALLEST_FOOT_PX:
            return None
        scale, mirror = WORKING_FOOT_PX / length, 1.0 if toe[0] >= heel[0] else -1.0
        top = min(heel[1], toe[1])
        corner = np.array([heel[0] - mirror * BEHIND * length, top - ABOVE * length])
        turned = np.array([mirror, 1.0]) * scale
        return cls(corner, mirror, scale, (heel - corner) * turned, (toe - heel) * turned)

    def cut(self, image: Picture) -> Picture:
        """The piece of an RGB picture."""
        width = int((BEHIND + AHEAD) * WORKING_FOOT_PX)
        height = int(abs(self.along[1]) + (ABOVE + BELOW) * WORKING_FOOT_PX)
        to_frame = np.array([[self.mirror / self.scale, 0.0, self.corner[0]], [0.0, 1.0 / self.scale, self.corner[1]]])
        flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
        piece = cv2.warpAffine(image, to_frame, (width, height), flags=flags, borderMode=cv2.BORDER_REPLICATE)
        return np.asarray(piece)

    def in_frame(self, points: FloatArray) -> FloatArray:
        """Points (..., 2) of the piece in the frame."""
        return np.asarray(self.corner + points * np.array([self.mirror, 1.0]) / self.scale)

    def along_and_above(self, shape: tuple[int, ...]) -> tuple[FloatArray, FloatArray]:
        """Of every pixel, how far along the foot it lies and how far above its line, in the line's length."""
        y, x = np.mgrid[: shape[0], : shape[1]]
        right, down = (x - self.heel[0]) / WORKING_FOOT_PX, (y - self.heel[1]) / WORKING_FOOT_PX
        axis = self.along / WORKING_FOOT_PX
        return right * axis[0] + down * axis[1], right * axis[1] - down * axis[0]


def _cut_out(picture: Picture, patch: _Patch, guess: Box) -> NDArray[np.bool_]:
    """The pixels of the foot, found from a first guess."""
    along, above = patch.along_and_above(picture.shape)
    mask = np.full(picture.shape[:2], cv2.GC_PR_BGD, np.uint8)
    for (start, end, low, high), label in ((guess, cv2.GC_PR_FGD), (SURE, cv2.GC_FGD)):
        mask[(along > start) & (along < end) & (above > low) & (above < high)] = label
    mask[(along < FARTHEST_BACK) | (along > FARTHEST_AHEAD) | (above < FARTHEST_BELOW)] = cv2.GC_BGD
    cv2.setRNGSeed(0)  # the colours are clustered from random starts
    models = np.zeros((1, 65)), np.zeros((1, 65))
    cv2.grabCut(picture, mask, None, *models, ROUNDS, cv2.GC_INIT_WITH_MASK)
    foot = ((mask == cv2.GC_FGD) | (mask == cv2.GC_PR_FGD)).astype(np.uint8)
    foot = np.asarray(cv2.morphologyEx(foot, cv2.MORPH_OPEN, np.ones((3, 3), np.uint8)))
    pieces = cv2.connectedComponents(foot)[1]
    middle = np.rint(patch.heel + 0.4 * patch.along).astype(int)
    return np.asarray((pieces == pieces[middle[1], middle[0]]) & (foot > 0))


def _ends(picture: Picture, foot: NDArray[np.bool_], patch: _Patch) -> FloatArray | None:
    """Rearmost point of the heel and foremost of the toes (2, 2) of a cut out foot; None where they run into the limits
    of what was looked at, or foot and floor look alike there.
    """
    along = patch.along_and_above(foot.shape)[0]
    y, x = np.nonzero(foot)
    if not len(y):
        return None
    above_sole = (np.percentile(y, 99.5) - y) / WORKING_FOOT_PX
    low = (above_sole > SHADOW) & (above_sole < LOW)
    heel, toes = low & (along[y, x] < HEEL_UP_TO), low & (along[y, x] > TOES_FROM)
    if not heel.any() or not toes.any():
        return None
    back, tip = int(x[heel].min()), int(x[toes].max())
    rows = [int(np.median(y[heel & (x == back)])), int(np.median(y[toes & (x == tip)]))]
    inside = along[rows[0], back] > FARTHEST_BACK + LIMIT and along[rows[1], tip] < FARTHEST_AHEAD - LIMIT
    step = min(_step(picture, foot, row, outward) for row, outward in zip(rows, (-1, 1), strict=True))
    plain = step > FAINTEST + NOISES * _noise(picture)
    return np.array([[back, rows[0]], [tip + 1.0, rows[1]]]) if inside and plain else None


def _step(picture: Picture, foot: NDArray[np.bool_], row: int, outward: int) -> float:
    """Step of colour (RGB) across the outline's end in the rows around `row`; `outward` is -1 at the heel, 1 at the
    toes.
    """
    steps = []
    for y in range(max(0, row - ROWS), min(len(foot), row + ROWS + 1)):
        columns = np.flatnonzero(foot[y])
        if len(columns):
            edge = int(columns[-1] + 1 if outward > 0 else columns[0])
            left, right = picture[y, max(0, edge - STRIP_PX) : edge], picture[y, edge : edge + STRIP_PX]
            if len(left) and len(right):
                steps.append(np.linalg.norm(right.mean(axis=0) - left.mean(axis=0)))
    return float(np.mean(steps)) if steps else 0.0


def _noise(picture: Picture) -> float:
    """What neighbouring pixels of one surface differ by (RGB), mostly."""
    calm = cv2.GaussianBlur(picture, (0, 0), 1.0).astype(np.float64)
    return float(np.median(np.linalg.norm(picture - calm, axis=2)))
