"""Pictures on their way to the pose estimator, and the interface of what delivers them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Frame:
    """One upright picture.

    Attributes:
        image: RGB, uint8, shape (height, width, 3), C-contiguous, rotation metadata applied.
        time_s: when it was taken: the container's own time stamp (file) or a monotonic clock (camera).
        index: position in the order of decoding, from 0.

    """

    image: NDArray[np.uint8]
    time_s: float
    index: int

    def __post_init__(self) -> None:
        if self.image.ndim != 3 or self.image.shape[2] != 3 or self.image.dtype != np.uint8:
            raise ValueError(f"a frame is uint8 of shape (H, W, 3), got {self.image.dtype} {self.image.shape}")


class FrameSource(Protocol):
    """Delivers frames in the order of time; used as a context manager, read once."""

    @property
    def width_px(self) -> int:
        """Width of the upright picture."""

    @property
    def height_px(self) -> int:
        """Height of the upright picture."""

    @property
    def frames_expected(self) -> int | None:
        """How many frames will come, as far as the source can tell."""

    def __iter__(self) -> Iterator[Frame]: ...
