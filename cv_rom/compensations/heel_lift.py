"""Heel lift: the heel leaves the floor, so that the tibia tilts without the ankle bending."""

from __future__ import annotations

from cv_rom.biomechanics.leg_view import Curve, LegView
from cv_rom.biomechanics.quantities import QUANTITIES
from cv_rom.compensations.compensation import CompensationRule, beyond_noise
from cv_rom.results import Threshold
from cv_rom.texts import text

SMALLEST = {"heel_height_mm": 10.0, "foot_pitch_deg": 4.0}
"""No lift below this is called, however calm the points are: cloth, skin and shoe soles give this much. 10 mm of heel
are about 4 deg of sole; the pitch stands in for the height where no size is known."""
DEVIATIONS = 6.0
"""From landmarks alone (sd 7 mm) heels that stay down seem to rise by up to 40 mm on real clips: a lift is called where
it is plain. Points that are tracked in the picture are calmer and call smaller lifts."""


def threshold(leg: LegView, quantity: str, found: Curve | None) -> Threshold:
    """The smallest lift that this clip's own noise supports, at least 10 mm or 4 deg; there is no accepted value."""
    unit = QUANTITIES[quantity].unit
    source = text("threshold.heel_lift")
    return beyond_noise(found, smallest=SMALLEST[quantity], deviations=DEVIATIONS, unit=unit, source=source)


USEFUL_UP_TO = {"heel_height_mm": 25.0, "foot_pitch_deg": 9.0}
"""A repetition in which only larger lifts could be seen does not tell that the heel stayed down."""
HEEL_LIFT = CompensationRule(
    "heel_lift", ("heel_height_mm", "foot_pitch_deg"), threshold, USEFUL_UP_TO, deviations=DEVIATIONS
)
