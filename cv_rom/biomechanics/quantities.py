"""What each quantity is called, its unit and the plane that can show it: one table for the project.

The definition of each, for the reader of a number, is the sentence `definition.<name>` of `cv_rom.texts`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

QuantityPlane = Literal["sagittal", "frontal"]
Needed = Literal["foot", "stance", "scale", "wall"]


@dataclass(frozen=True)
class Quantity:
    """One quantity that has a value in every frame.

    Attributes:
        unit: deg, mm or cm.
        plane: the plane a camera must look at to see it.
        needs: what must be known for it: the foot in view, a stance, a scale, a wall.

    """

    unit: Literal["deg", "mm", "cm"]
    plane: QuantityPlane
    needs: frozenset[Needed]


_FOOT_IN_STANCE: frozenset[Needed] = frozenset({"foot", "stance"})
_SIZED_FOOT: frozenset[Needed] = _FOOT_IN_STANCE | {"scale"}

QUANTITIES: dict[str, Quantity] = {
    "tibia_inclination_deg": Quantity("deg", "sagittal", frozenset({"foot"})),
    "foot_pitch_deg": Quantity("deg", "sagittal", _FOOT_IN_STANCE),
    "dorsiflexion_deg": Quantity("deg", "sagittal", _FOOT_IN_STANCE),
    "dorsiflexion_change_deg": Quantity("deg", "sagittal", _FOOT_IN_STANCE),
    "heel_height_mm": Quantity("mm", "sagittal", _SIZED_FOOT),
    "knee_flexion_deg": Quantity("deg", "sagittal", frozenset()),
    "toe_to_wall_cm": Quantity("cm", "sagittal", _SIZED_FOOT | {"wall"}),
    "knee_to_wall_cm": Quantity("cm", "sagittal", _SIZED_FOOT | {"wall"}),
    "toe_out_deg": Quantity("deg", "frontal", _FOOT_IN_STANCE),
    "knee_valgus_deg": Quantity("deg", "frontal", frozenset()),
    "medial_collapse_mm": Quantity("mm", "frontal", _SIZED_FOOT),
}
