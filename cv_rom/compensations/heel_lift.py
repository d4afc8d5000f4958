"""Heel lift: the heel leaves the floor, so that the tibia tilts without the ankle bending."""

from __future__ import annotations

from cv_rom.biomechanics.leg_view import Curve, LegView
from cv_rom.compensations.compensation import CompensationRule, beyond_noise
from cv_rom.results import Threshold

SMALLEST_MM = 10.0
"""No lift below this is called, however calm the points are: cloth, skin and shoe soles give this much."""
DEVIATIONS = 6.0
"""From landmarks alone (sd 7 mm) heels that stay down seem to rise by up to 40 mm on real clips: a lift is called where
it is plain. Points that are tracked in the picture are calmer and call smaller lifts."""


def threshold(leg: LegView, heel_height: Curve | None) -> Threshold:
    """The smallest lift that this clip's own noise supports, at least 10 mm; there is no accepted value."""
    source = "cv-rom: six standard deviations of the heel's height in this clip, at least 10 mm"
    return beyond_noise(heel_height, smallest=SMALLEST_MM, deviations=DEVIATIONS, unit="mm", source=source)


HEEL_LIFT = CompensationRule("heel_lift", "heel_height_mm", threshold)
