"""Arch collapse, seen as the ankle travelling inward over the planted foot: a proxy, as no landmark is on the
navicular.
"""

from __future__ import annotations

from cv_rom.biomechanics.leg_view import Curve, LegView
from cv_rom.compensations.compensation import CompensationRule, beyond_noise
from cv_rom.results import Threshold

SMALLEST_MM = 10.0
DEVIATIONS = 2.0
"""From landmarks alone the inward travel without collapse is up to 10 mm at a standard deviation of 9 mm."""


def threshold(leg: LegView, quantity: str, medial_collapse: Curve | None) -> Threshold:
    """The smallest inward travel that this clip's own noise supports, at least 10 mm."""
    source = "cv-rom: two standard deviations of the ankle's inward travel in this clip, at least 10 mm"
    return beyond_noise(medial_collapse, smallest=SMALLEST_MM, deviations=DEVIATIONS, unit="mm", source=source)


USEFUL_UP_TO = {"medial_collapse_mm": 15.0}
"""A clip in which only a larger travel could be seen does not tell that the arch held."""
ARCH_COLLAPSE = CompensationRule("arch_collapse", ("medial_collapse_mm",), threshold, USEFUL_UP_TO)
