"""`Scene`: what is known of the picture and the person beside the pose."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from cv_rom.geometry import FloatArray
from cv_rom.outlines import LegOutline

Footwear = Literal["barefoot", "shoes", "unknown"]


@dataclass(frozen=True)
class ScaleTarget:
    """Something flat of known size that stays at one place of the picture.

    Attributes:
        source: the printed marker, or what may be a sheet of A4.
        corners_px: its corners, clockwise in the picture, shape (4, 2).
        sd_px: standard deviation of each coordinate of the corners.

    """

    source: Literal["marker", "a4"]
    corners_px: FloatArray
    sd_px: float

    def __post_init__(self) -> None:
        if np.shape(self.corners_px) != (4, 2):
            raise ValueError(f"corners_px must have shape (4, 2), got {np.shape(self.corners_px)}")


@dataclass(frozen=True)
class Scene:
    """The picture's size, what the user told, and what the room's lines tell.

    Attributes:
        width_px, height_px: size of the upright picture.
        footwear: what is on the feet; a raised heel shifts the zero of every ankle angle.
        foot_length_cm, height_cm: of the person, where given.
        roll_deg: how far the camera is turned about its axis, from the room's verticals; + where true
            vertical leans to the image right at its top. None = no verticals were found.
        roll_sd_deg: standard deviation of `roll_deg` (of the camera's roll, where it is None).
        outline: where the nearer leg's foot and knee end, frame by frame; None where pictures were not looked at.
        scale_targets: markers and bright sheets in view, near the person or not.

    """

    width_px: int
    height_px: int
    footwear: Footwear = "unknown"
    foot_length_cm: float | None = None
    height_cm: float | None = None
    roll_deg: float | None = None
    roll_sd_deg: float = 2.0
    outline: LegOutline | None = None
    scale_targets: tuple[ScaleTarget, ...] = ()

    def __post_init__(self) -> None:
        if self.width_px <= 0 or self.height_px <= 0:
            raise ValueError(f"the picture's size must be positive, got {self.width_px} x {self.height_px}")
        for name, low, high in (("foot_length_cm", 10.0, 40.0), ("height_cm", 80.0, 250.0)):
            value = getattr(self, name)
            if value is not None and not low <= value <= high:
                raise ValueError(f"{name} must lie between {low:g} and {high:g}, got {value:g}")
