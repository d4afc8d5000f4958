"""`FootMotion`: how the planted feet moved in the full-resolution picture since a reference picture.

Landmarks alone cannot tell a heel lift: a flat heel seems to rise by 11 +- 10 mm. Whoever sees the pixels (the browser,
the desktop's refinement) follows patches of the foot and tells where they went; the numbers are all that travels.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from cv_rom.outlines import FootEnds, KneeEnd
from cv_rom.skeleton import Side


@dataclass(frozen=True, slots=True)
class PatchMotion:
    """Displacement of a patch since the reference picture, pixels of the picture (x right, y down), and its standard
    deviation per axis.
    """

    dx_px: float
    dy_px: float
    noise_px: float

    def __post_init__(self) -> None:
        if not all(map(math.isfinite, (self.dx_px, self.dy_px, self.noise_px))) or self.noise_px <= 0.0:
            raise ValueError(f"a patch moves by finite pixels with a positive noise, got {self}")


@dataclass(frozen=True, slots=True)
class ShankTurn:
    """Turn of the shank since the reference picture, clockwise on the screen, and its standard deviation, degrees."""

    turn_deg: float
    noise_deg: float

    def __post_init__(self) -> None:
        if not all(map(math.isfinite, (self.turn_deg, self.noise_deg))) or self.noise_deg <= 0.0:
            raise ValueError(f"a shank turns by finite degrees with a positive noise, got {self}")


@dataclass(frozen=True, slots=True)
class FootPatches:
    """One foot's patches; None = lost in this picture.

    Attributes:
        heel, forefoot: the patches.
        shank: told by those who also follow the lower leg.
        ends: of the foot in the reference picture, by those who cut it out there.
        knee: its foremost point in this picture, by those who look for it.

    """

    heel: PatchMotion | None
    forefoot: PatchMotion | None
    shank: ShankTurn | None = None
    ends: FootEnds | None = None
    knee: KneeEnd | None = None


@dataclass(frozen=True, slots=True)
class FootMotion:
    """Both feet in one picture, since the reference picture that was taken at `reference_time_s`, in stance.

    None = nobody follows that foot.
    """

    reference_time_s: float
    left: FootPatches | None
    right: FootPatches | None

    def of(self, side: Side) -> FootPatches | None:
        """The patches of one side's foot."""
        return self.left if side is Side.LEFT else self.right
