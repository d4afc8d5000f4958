"""Knee valgus: the knee falls inward of the line from hip to ankle, as seen from the front."""

from __future__ import annotations

from cv_rom.compensations.compensation import CompensationRule, fixed

LIMIT_DEG = 8.0
"""Inside the upper range of published FPPA: women 7 to 13, men 3 to 8 degrees (Herrington & Munro 2010)."""
DEVIATIONS = 1.0
"""In a deep squat seen from the front thigh and shank point at the camera: a knee line that deviates by less than it is
uncertain there is not called."""
KNEE_VALGUS = CompensationRule(
    "knee_valgus",
    ("knee_valgus_deg",),
    fixed(LIMIT_DEG, "knee_valgus"),
    deviations=DEVIATIONS,
)
