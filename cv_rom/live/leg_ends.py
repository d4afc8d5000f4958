"""The ends of foot and knee in one picture of a live check: its numbers of a `LegOutline`."""

from __future__ import annotations

import math

import numpy as np

from cv_rom.foot_motion import FootPatches, PatchMotion
from cv_rom.geometry import FloatArray
from cv_rom.outlines import OUTLINE_NUMBERS, FootEnds

UNSEEN = np.full(OUTLINE_NUMBERS, np.nan)


def ends_in_picture(patches: FootPatches | None) -> FloatArray:
    """Numbers (8,) of one picture: the ends of the reference picture, carried along by their parts of the foot, and the
    knee's own end.
    """
    found = UNSEEN.copy()
    if patches is None:
        return found
    if patches.ends is not None:
        found[:] = ends_in_reference(patches.ends)
        found[0:2] += _shift(patches.heel)
        found[2:4] += _shift(patches.forefoot)
        found[6] = math.nan if patches.forefoot is None else math.hypot(patches.ends.sd_px, patches.forefoot.noise_px)
    if patches.knee is not None:
        found[4:6], found[7] = patches.knee.at_px, patches.knee.sd_px
    return found


def ends_in_reference(ends: FootEnds | None) -> FloatArray:
    """Numbers (8,) of the reference picture itself."""
    found = UNSEEN.copy()
    if ends is not None:
        found[0:2], found[2:4], found[6] = ends.heel_px, ends.toe_px, ends.sd_px
    return found


def _shift(patch: PatchMotion | None) -> tuple[float, float]:
    return (math.nan, math.nan) if patch is None else (patch.dx_px, patch.dy_px)
