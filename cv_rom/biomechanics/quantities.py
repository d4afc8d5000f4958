"""What each quantity is called, its unit, the plane that can show it and its definition: one table for the project."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

QuantityPlane = Literal["sagittal", "frontal"]


@dataclass(frozen=True)
class Quantity:
    """One quantity that has a value in every frame.

    Attributes:
        unit: deg, mm or cm.
        plane: the plane a camera must look at to see it.
        needs: what must be known for it: the foot in view, a stance, a scale, a wall.
        definition: one short sentence for the reader of a number.

    """

    unit: Literal["deg", "mm", "cm"]
    plane: QuantityPlane
    needs: frozenset[Literal["foot", "stance", "scale", "wall"]]
    definition: str


QUANTITIES: dict[str, Quantity] = {
    "tibia_inclination_deg": Quantity(
        "deg",
        "sagittal",
        frozenset({"foot"}),
        "line from the ankle to the knee joint centre against the vertical; + = knee forward; "
        "an inclinometer on the shin reads another line, 5 to 15 deg more",
    ),
    "foot_pitch_deg": Quantity(
        "deg",
        "sagittal",
        frozenset({"foot", "stance"}),
        "pitch of the foot against its own flat stance; + = heel up",
    ),
    "dorsiflexion_deg": Quantity(
        "deg",
        "sagittal",
        frozenset({"foot", "stance"}),
        "tibia-to-foot angle, weight-bearing: tibia inclination minus foot pitch; 0 = tibia perpendicular to the sole",
    ),
    "dorsiflexion_change_deg": Quantity(
        "deg",
        "sagittal",
        frozenset({"foot", "stance"}),
        "dorsiflexion minus its value in the person's own stance; the choice of line on the shin cannot shift it",
    ),
    "heel_height_mm": Quantity(
        "mm",
        "sagittal",
        frozenset({"foot", "stance", "scale"}),
        "height of the heel above its place in stance",
    ),
    "knee_flexion_deg": Quantity(
        "deg", "sagittal", frozenset(), "bend of the knee between thigh and shank; 0 = straight"
    ),
    "toe_to_wall_cm": Quantity(
        "cm",
        "sagittal",
        frozenset({"foot", "stance", "scale", "wall"}),
        "horizontal gap between the tip of the big toe and the wall",
    ),
    "knee_to_wall_cm": Quantity(
        "cm",
        "sagittal",
        frozenset({"foot", "stance", "scale", "wall"}),
        "horizontal gap between the foremost point of the knee and the wall",
    ),
    "toe_out_deg": Quantity(
        "deg",
        "frontal",
        frozenset({"foot", "stance"}),
        "direction of the foot (heel to forefoot) against straight ahead, in the floor plane; + = toes outward",
    ),
    "knee_valgus_deg": Quantity(
        "deg",
        "frontal",
        frozenset(),
        "frontal-plane projection angle of hip, knee and ankle; 0 = straight, + = knee inward; "
        "a projection, not 3-D valgus",
    ),
    "medial_collapse_mm": Quantity(
        "mm",
        "frontal",
        frozenset({"foot", "stance", "scale"}),
        "inward travel of the ankle over the planted foot since stance; a proxy, not a navicular drop",
    ),
}
