"""Heel lift: the heel leaves the floor, so that the tibia tilts without the ankle bending."""

from __future__ import annotations

import numpy as np

from cv_rom.biomechanics.leg_view import Curve, LegView
from cv_rom.compensations.compensation import CompensationRule
from cv_rom.results import Threshold

SMALLEST_MM = 10.0
"""No lift below this is called, however calm the points are: cloth, skin and shoe soles give this much."""
DEVIATIONS = 6.0
"""How many standard deviations of the heel's height must be exceeded."""
LARGEST_MM = 60.0


def threshold(leg: LegView, heel_height: Curve | None) -> Threshold:
    """The smallest lift that this clip's own noise supports, at least 10 mm."""
    source = "cv-rom: six standard deviations of the heel's height in this clip, at least 10 mm"
    if heel_height is None or not np.isfinite(heel_height.sd).any():
        return Threshold(SMALLEST_MM, "mm", source)
    own = DEVIATIONS * float(np.nanmedian(heel_height.sd))
    return Threshold(round(float(np.clip(own, SMALLEST_MM, LARGEST_MM)), 1), "mm", source)


HEEL_LIFT = CompensationRule("heel_lift", "heel_height_mm", threshold)
