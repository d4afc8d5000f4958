"""Arch collapse, seen as the ankle travelling inward over the planted foot: a proxy, as no landmark is on the
navicular.
"""

from __future__ import annotations

import numpy as np

from cv_rom.biomechanics.leg_view import Curve, LegView
from cv_rom.compensations.compensation import CompensationRule, beyond_noise
from cv_rom.results import Threshold
from cv_rom.texts import text

SMALLEST_MM = 5.0
"""The rear foot rolls inward over its sole: the ankle's centre, 6 to 7 cm above it, travels about 1.3 times as far
inward as the navicular, 4 to 5 cm inward of the axis, comes down. 5 mm stand for 4 mm of navicular beyond a stance that
bears the body's weight already; all that healthy arches give in walking is 5.9 mm, sd 2.8 (Cornwall & McPoil 1999)."""
DEVIATIONS = 2.0
"""On top of it, what this clip's noise explains: the pose model's landmarks alone (sd 9 mm) show no collapse; ankles
that are followed in the picture are known to 2 to 4 mm."""


def threshold(leg: LegView, quantity: str, medial_collapse: Curve | None) -> Threshold:
    """The smallest inward travel that this clip's own noise supports, at least 5 mm.

    The noise is that of an ankle that stays in place: a travel's own deviation grows with it.
    """
    source = text("threshold.arch_collapse")
    if medial_collapse is not None:
        calm = np.where(medial_collapse.values < SMALLEST_MM, medial_collapse.sd, np.nan)
        medial_collapse = Curve(medial_collapse.values, calm)
    return beyond_noise(medial_collapse, smallest=SMALLEST_MM, deviations=DEVIATIONS, unit="mm", source=source)


USEFUL_UP_TO = {"medial_collapse_mm": 15.0}
"""A clip in which only a larger travel could be seen does not tell that the arch held."""
ARCH_COLLAPSE = CompensationRule(
    "arch_collapse", ("medial_collapse_mm",), threshold, USEFUL_UP_TO, deviations=DEVIATIONS
)
