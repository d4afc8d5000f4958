"""Arch collapse, seen as the ankle travelling inward over the planted foot: a proxy, as no landmark is on the
navicular.
"""

from __future__ import annotations

from cv_rom.compensations.compensation import CompensationRule, fixed

ARCH_COLLAPSE = CompensationRule(
    "arch_collapse",
    "medial_collapse_mm",
    fixed("medial_collapse_mm", 10.0, "cv-rom: two standard deviations of the inward travel without collapse"),
)
