"""Heads as circles: where a pose says that they are, and how they are covered."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from cv_rom.poses import Pose
from cv_rom.skeleton import FACE, Landmark, Side

Image = NDArray[np.uint8]
Mask = NDArray[np.bool_]
TORSO_TO_HEAD = 0.4
"""Radius of a circle that holds a head, as a share of shoulder to hip (by eye on clips, front and side)."""
FACE_TO_HEAD = 1.3
"""The same as a share of the largest distance between two face landmarks (nose, eyes, ears, mouth)."""
BLOCKS = 4
"""A covered head keeps 4 x 4 colours: no filter brings back what the averages have lost."""
LIKE_SIZE = 2.5
"""The face detector's circle for a head is 0.5 to 1 times as large as the pose model's."""
FRESH_FRAMES = 8
"""How long after it was found a head may be covered even where it hides the assessed person's legs."""


@dataclass(frozen=True, slots=True)
class Head:
    """A circle in the picture that holds a head, and for how many frames it was not found again."""

    x: float
    y: float
    radius: float
    unseen: int = 0

    def distance(self, other: Head) -> float:
        """From centre to centre, in pixels."""
        return float(np.hypot(self.x - other.x, self.y - other.y))

    def near(self, other: Head) -> bool:
        """Whether the two may well be the same head: not far apart, and not one much smaller than the other."""
        smaller, larger = sorted((self.radius, other.radius))
        return self.distance(other) < larger < LIKE_SIZE * smaller

    def covers(self, other: Head) -> bool:
        """Whether covering this head hides the face of the other: the inner half of its circle."""
        return self.distance(other) + other.radius / 2 < self.radius


def torso_px(pose: Pose) -> float:
    """Length from shoulder to hip, the longer side; 0 where not seen."""
    torso = [pose.xy(Landmark.SHOULDER, side) - pose.xy(Landmark.HIP, side) for side in Side]
    return float(np.nan_to_num(np.hypot(*np.transpose(torso))).max())


def head_of(pose: Pose) -> Head | None:
    """The head of a pose, seen from whichever side; None where the pose has no face points."""
    face = pose.xy_px[list(FACE)]
    face = face[np.isfinite(face).all(axis=1)]
    if not len(face):
        return None
    centre = (face.min(axis=0) + face.max(axis=0)) / 2
    spread = np.hypot(*(face[:, None] - face[None]).transpose(2, 0, 1)).max()
    radius = max(FACE_TO_HEAD * spread, TORSO_TO_HEAD * torso_px(pose), 4.0)
    return Head(float(centre[0]), float(centre[1]), float(radius))


def cover(image: Image, heads: Iterable[Head], spared: Mask | None = None) -> Image:
    """A copy of `image`, shape (H, W, 3), in which each head is blotted out to a few blurred patches of colour.

    Pixels in `spared`, shape (H, W), are left as they are by heads that were not found for a while.
    """
    covered = image.copy()
    height, width = image.shape[:2]
    for head in heads:
        left, right = max(0, int(head.x - head.radius)), min(width, int(head.x + head.radius) + 1)
        top, bottom = max(0, int(head.y - head.radius)), min(height, int(head.y + head.radius) + 1)
        if right - left < 2 or bottom - top < 2:
            continue
        patch = covered[top:bottom, left:right]
        coarse = cv2.resize(patch, (BLOCKS, BLOCKS), interpolation=cv2.INTER_AREA)
        blurred = cv2.resize(coarse, (right - left, bottom - top), interpolation=cv2.INTER_LINEAR)
        mask = np.zeros((bottom - top, right - left), np.uint8)
        cv2.circle(mask, (round(head.x) - left, round(head.y) - top), round(head.radius), 1, cv2.FILLED)
        if spared is not None and head.unseen > FRESH_FRAMES:
            mask[spared[top:bottom, left:right]] = 0
        cv2.copyTo(blurred, mask, patch)
    return covered
