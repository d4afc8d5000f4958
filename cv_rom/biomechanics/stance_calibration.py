"""The zero of the tibia's line, from how people stand: landmarks lie beside the joint centres, gravity does not.

Quiet standing tells the tibia's inclination better than landmarks do, and better than a camera whose roll is unknown.
What landmarks and standing say of the same moment is weighed by their deviations, and the whole curve is shifted by
the difference, so changes from stance stay what they are.
"""

from __future__ import annotations

import numpy as np

from cv_rom.biomechanics.joint_angles import knee_flexion_deg, leg_px
from cv_rom.biomechanics.leg_view import LegView, LineOffset
from cv_rom.biomechanics.uncertainty import combine
from cv_rom.geometry import FloatArray
from cv_rom.skeleton import Landmark, Side

STANDING_DEG = 2.5
STANDING_SD_DEG = 1.2
"""Tibia inclination in quiet standing: 1 to 4 deg in four people of five, as the body's weight falls some 5 cm before
the ankles (Winter 2009, chapter 5)."""
ODD_SHARE = 0.05
ODD_RANGE_DEG = 30.0
"""One in twenty stances is something else (leaning, knees bent), with a tibia anywhere in this range."""
STRAIGHT_KNEE_DEG = 15.0
SIDE_BY_SIDE = 0.25
"""Feet further apart than this share of the leg's length along the picture are staggered; side by side they lie up to
0.17 apart for a camera 35 deg off the side."""
LINE_CHOICE_SD_DEG = 1.6
"""Landmarks lie at unknown fixed offsets from the joint centres: 0.8 cm at either end of a shank of 40 cm."""


def line_offset(leg: LegView, inclination_deg: FloatArray) -> LineOffset:
    """The offset of the tibia's line, from the curve (T,) of its inclination by landmarks.

    Bayes' rule with two kinds of stance: quiet standing, normal about 2.5 deg, and odd ones, which tell nothing.
    Without an upright stance with feet side by side the landmarks stand alone.
    """
    line_sd = float(combine(LINE_CHOICE_SD_DEG, leg.view.roll_sd_deg))
    if leg.stance is None or not _stands_upright(leg):
        return LineOffset(0.0, line_sd)
    away = STANDING_DEG - leg.stance.median(inclination_deg)
    spread = float(combine(STANDING_SD_DEG, line_sd))
    quiet = (1.0 - ODD_SHARE) * np.exp(-0.5 * (away / spread) ** 2) / (spread * np.sqrt(2.0 * np.pi))
    sure = quiet / (quiet + ODD_SHARE / ODD_RANGE_DEG)
    shift = away * (line_sd / spread) ** 2
    known_sd = line_sd * STANDING_SD_DEG / spread
    variance = sure * known_sd**2 + (1.0 - sure) * line_sd**2 + sure * (1.0 - sure) * shift**2
    return LineOffset(float(sure * shift), float(np.sqrt(variance)))


def _stands_upright(leg: LegView) -> bool:
    """Whether the stance is one on two straight legs side by side."""
    assert leg.stance is not None
    apart = leg.track.xy(Landmark.ANKLE, Side.LEFT)[:, 0] - leg.track.xy(Landmark.ANKLE, Side.RIGHT)[:, 0]
    staggered = abs(leg.stance.median(apart)) > SIDE_BY_SIDE * leg.stance.median(leg_px(leg.track, leg.side))
    straight = leg.stance.median(knee_flexion_deg(leg.track, leg.side)) < STRAIGHT_KNEE_DEG
    return bool(straight and not staggered)
