"""`Scene`: what is known of the picture and the person beside the pose."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from cv_rom.outlines import LegOutline

Footwear = Literal["barefoot", "shoes", "unknown"]


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

    """

    width_px: int
    height_px: int
    footwear: Footwear = "unknown"
    foot_length_cm: float | None = None
    height_cm: float | None = None
    roll_deg: float | None = None
    roll_sd_deg: float = 2.0
    outline: LegOutline | None = None

    def __post_init__(self) -> None:
        if self.width_px <= 0 or self.height_px <= 0:
            raise ValueError(f"the picture's size must be positive, got {self.width_px} x {self.height_px}")
        for name, low, high in (("foot_length_cm", 10.0, 40.0), ("height_cm", 80.0, 250.0)):
            value = getattr(self, name)
            if value is not None and not low <= value <= high:
                raise ValueError(f"{name} must lie between {low:g} and {high:g}, got {value:g}")
