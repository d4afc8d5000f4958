"""The ends of foot and knee that the picture showed, as far as they belong to the leg that is measured."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from cv_rom.biomechanics.joint_angles import shank_px
from cv_rom.geometry import FloatArray, distance
from cv_rom.outlines import LegOutline
from cv_rom.poses import PoseTrack
from cv_rom.skeleton import Landmark, Side

FARTHEST = 0.35
"""An end lies within this share of the shank of its landmark: a landmark errs by up to a quarter of a foot (0.15), the
kneecap lies 0.12 before the joint, and another leg further away."""


def matching_outline(outline: LegOutline, track: PoseTrack, side: Side) -> LegOutline:
    """The outline with NaN where it does not lie at the landmarks of this leg; both of the same frames (T,)."""
    length = shank_px(track, side)
    farthest = FARTHEST * (np.nanmedian(length) if np.isfinite(length).any() else np.nan)

    def matching(ends: FloatArray, landmark: Landmark) -> FloatArray:
        near = distance(ends, track.xy(landmark, side)) <= farthest
        return np.where(near[:, None], ends, np.nan)

    return replace(
        outline,
        heel_px=matching(outline.heel_px, Landmark.HEEL),
        toe_px=matching(outline.toe_px, Landmark.TOE),
        knee_px=matching(outline.knee_px, Landmark.KNEE),
    )
