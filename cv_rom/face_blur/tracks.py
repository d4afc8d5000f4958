"""Heads followed from frame to frame by the look of their patch, where no detector finds them.

The patch is searched around its last place by normalised cross-correlation. It is kept until it matches worse,
not renewed in every frame, so that parts of a pixel do not add up to a drift.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from cv_rom.face_blur.heads import Head, Image

PATCH_PX = 24
"""Side of the square in a head's middle as it is compared: enough to tell heads apart, coarse enough to be quick."""
PATCH_RADII = 0.7
"""Half the side of this square, in radii: the circle that holds a head holds background, too, which stays behind."""
GOOD_MATCH = 0.6
RENEW_BELOW = 0.85
"""Correlations: under the first a head is lost, under the second its patch is taken anew."""
REACH = 1.0
REACH_PER_LOST = 0.15
LARGEST_REACH = 2.0
"""How far a head may move in a frame, in radii: somebody walking moves 0.4; more for each frame it was lost."""
FAR_PENALTY = 0.1
"""Taken off a correlation at the end of the reach: of two alike places the nearer one is likelier."""
FLAT = 3.0
"""Standard deviation of grey values up to which a patch shows nothing that could be followed."""
FOLLOWED_FRAMES = 60
HELD_FRAMES = 30
"""For how long a head stays covered that no detector finds: followed by its look, and lost at its last place."""
GROWTH_PER_LOST = 0.02
"""The covered circle of a lost head grows by this share in each frame."""


@dataclass(frozen=True, slots=True, eq=False)
class Track:
    """A head, what it looked like, and for how many frames it was found neither by a detector nor by its look."""

    head: Head
    patch: NDArray[np.uint8]
    lost: int = 0

    @classmethod
    def start(cls, image: Image, head: Head) -> Track:
        """A head that was just found in `image`."""
        return cls(head, _square(image, head, PATCH_RADII))

    @property
    def is_over(self) -> bool:
        """Whether it is time to forget the head."""
        return self.head.unseen > FOLLOWED_FRAMES or self.lost > HELD_FRAMES

    @property
    def circle(self) -> Head:
        """What to cover: more than the head where it is uncertain where that is."""
        return replace(self.head, radius=self.head.radius * (1 + GROWTH_PER_LOST * self.lost))

    def held(self) -> Track:
        """The head left where it was."""
        return replace(self, head=replace(self.head, unseen=self.head.unseen + 1), lost=self.lost + 1)

    def followed(self, image: Image) -> Track:
        """The head where the next picture shows the same patch; held where none is alike."""
        if self.patch.std() < FLAT:
            return self.held()
        reach = min(LARGEST_REACH, REACH + REACH_PER_LOST * self.lost)
        scores = cv2.matchTemplate(_square(image, self.head, PATCH_RADII + reach), self.patch, cv2.TM_CCOEFF_NORMED)
        middle = (len(scores) - 1) / 2
        y, x = np.ogrid[: len(scores), : len(scores)]
        ranked = scores - FAR_PENALTY * ((x - middle) ** 2 + (y - middle) ** 2) / middle**2
        row, column = np.unravel_index(np.argmax(ranked), scores.shape)
        score = float(scores[row, column])
        if score < GOOD_MATCH:
            return self.held()
        pixel = 2 * PATCH_RADII * self.head.radius / PATCH_PX
        x_px, y_px = self.head.x + (column - middle) * pixel, self.head.y + (row - middle) * pixel
        head = replace(self.head, x=float(x_px), y=float(y_px), unseen=self.head.unseen + 1)
        return Track(head, _square(image, head, PATCH_RADII) if score < RENEW_BELOW else self.patch)


def _square(image: Image, head: Head, radii: float) -> NDArray[np.uint8]:
    """The square around a head, `radii` radii to each side, in the scale of its patch."""
    height, width = image.shape[:2]
    half = radii * head.radius
    left, right = round(head.x - half), max(round(head.x + half), round(head.x - half) + 1)
    top, bottom = round(head.y - half), max(round(head.y + half), round(head.y - half) + 1)
    side = 2 * round(radii / PATCH_RADII * PATCH_PX / 2)
    step = max(1, (right - left) // (2 * side))  # two pixels for each one are enough to average
    columns = np.clip(np.arange(left, right, step), 0, width - 1)
    rows = np.clip(np.arange(top, bottom, step), 0, height - 1)
    square = image[rows[:, None], columns, 1]
    return np.asarray(cv2.resize(square, (side, side), interpolation=cv2.INTER_AREA), dtype=np.uint8)
