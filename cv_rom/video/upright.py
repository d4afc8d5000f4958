"""Decoded pictures made upright: RGB, square pixels, turned as the file's metadata asks.

Angles are measured in the picture, so pixels that are not square and a turn left undone would falsify them.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import cv2
import numpy as np
from av.video.frame import VideoFrame
from av.video.reformatter import VideoReformatter
from numpy.typing import NDArray

SQUARE_WITHIN = 0.002
"""Pixels are square where width and height differ by less: no angle changes by more than 0.06 deg."""
WIDEST_PIXEL = 4
"""Beyond this ratio of width to height a declared pixel shape is nonsense and taken as square."""
SAME_SHAPE_WITHIN = 0.02
"""A picture of another size has the same shape where width / height differs by less."""

_ROTATE = {90: cv2.ROTATE_90_CLOCKWISE, 180: cv2.ROTATE_180, 270: cv2.ROTATE_90_COUNTERCLOCKWISE}


@dataclass(frozen=True, slots=True)
class Orientation:
    """What turns the stored picture upright: first mirrored left-right, then turned.

    Attributes:
        rotation_deg: clockwise, one of 0, 90, 180, 270.
        mirrored: whether the picture is to be shown as in a mirror.

    """

    rotation_deg: int = 0
    mirrored: bool = False

    @classmethod
    def of(cls, frame: VideoFrame) -> Orientation:
        """The nearest right-angle orientation to the display matrix of a decoded frame."""
        # PyAV's type of the container of side data leaves out what a key gives.
        matrix: Any = frame.side_data.get("DISPLAYMATRIX")
        if matrix is None:
            return cls()
        # The stored point (p, q) is shown at (a p + c q, b p + d q), y down; rows (a, b, u), (c, d, v), (x, y, w).
        a, b, _, c, d = (float(v) for v in np.frombuffer(bytes(matrix), np.int32)[:5])
        mirrored = a * d - b * c < 0
        across = (-a, -b) if mirrored else (a, b)
        quarter_turns = round(float(np.arctan2(across[1], across[0])) / (np.pi / 2)) % 4
        return cls(90 * quarter_turns, mirrored)

    def apply(self, image: NDArray[np.uint8]) -> NDArray[np.uint8]:
        """The image (H, W, 3) upright."""
        if self.mirrored:
            image = cv2.flip(image, 1)
        if self.rotation_deg:
            image = cv2.rotate(image, _ROTATE[self.rotation_deg])
        return image


class UprightPictures:
    """Makes every decoded frame of a clip an upright RGB picture of one size, that of the first.

    Attributes:
        width_px, height_px: size of the upright pictures.
        orientation: how the stored pictures are turned.

    """

    def __init__(self, first: VideoFrame, pixel_shape: Fraction | None) -> None:
        """Take size and orientation from the first frame; `pixel_shape` is a pixel's width / height."""
        self.orientation = Orientation.of(first)
        self._stored_shape = first.width / first.height
        self._square_size = square_pixel_size(first.width, first.height, pixel_shape)
        turned = self.orientation.rotation_deg in (90, 270)
        self.width_px, self.height_px = self._square_size[::-1] if turned else self._square_size
        self._reformatter = VideoReformatter()

    def same_shape(self, frame: VideoFrame) -> bool:
        """Whether the frame is the first one's shape, so that scaling keeps its angles."""
        return abs(frame.width / frame.height / self._stored_shape - 1.0) < SAME_SHAPE_WITHIN

    def image(self, frame: VideoFrame) -> NDArray[np.uint8]:
        """The upright picture, uint8 of shape (height_px, width_px, 3), C-contiguous."""
        width, height = self._square_size
        rgb = self._reformatter.reformat(frame, width, height, format="rgb24", threads=1)
        image: NDArray[np.uint8] = np.asarray(rgb.to_ndarray(), dtype=np.uint8)
        return np.ascontiguousarray(self.orientation.apply(image))


def square_pixel_size(width: int, height: int, pixel_shape: Fraction | None) -> tuple[int, int]:
    """Size (width, height) with square pixels; the shorter side of a pixel is stretched, so that nothing is lost."""
    shape = float(pixel_shape) if pixel_shape else 1.0
    if abs(shape - 1.0) < SQUARE_WITHIN or not 1 / WIDEST_PIXEL <= shape <= WIDEST_PIXEL:
        return width, height
    if shape > 1.0:
        return round(width * shape), height
    return width, round(height / shape)
