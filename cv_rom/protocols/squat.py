"""Squat: both legs, any number of repetitions, from the side (ankles) or from the front (knees, arches, turn-out)."""

from __future__ import annotations

import numpy as np

from cv_rom.biomechanics.camera_view import CameraView
from cv_rom.compensations import ARCH_COLLAPSE, HEEL_LIFT, KNEE_VALGUS, SQUAT_TURN_OUT
from cv_rom.geometry import FloatArray
from cv_rom.poses import PoseTrack
from cv_rom.protocols.protocol import SIDE_VIEW_MEASURES, Protocol, RepetitionMeasure
from cv_rom.skeleton import Landmark, Side

MIN_DEPTH = 0.12
"""Descent of the hip over the ankle, as a share of its height when standing: knees bent by about 55 deg."""


def hip_descent(track: PoseTrack, view: CameraView, side: Side) -> FloatArray:
    """How far the hip has come down towards the ankle, as a share of the standing height, (T,).

    From the side the near leg alone is looked at (the far one is often hidden); otherwise the mean of both.
    """
    sides = (side,) if view.plane == "sagittal" else tuple(Side)
    heights = [track.xy(Landmark.ANKLE, s)[:, 1] - track.xy(Landmark.HIP, s)[:, 1] for s in sides]
    height = np.asarray(sum(heights) / len(sides))
    return np.asarray(1.0 - height / _percentile(height, 98.0))


def _percentile(values: FloatArray, percent: float) -> float:
    """The percentile of the values (T,) that are seen, between neighbours along a straight line; NaN without any.

    As numpy's, which takes twenty times as long for a few values, as a live check has them.
    """
    seen = np.sort(values[np.isfinite(values)])
    if not len(seen):
        return np.nan
    place = percent / 100.0 * (len(seen) - 1)
    below = int(place)
    above = min(below + 1, len(seen) - 1)
    return float(seen[below] + (place - below) * (seen[above] - seen[below]))


def both_or_near(track: PoseTrack, view: CameraView) -> tuple[Side, ...]:
    """From the side only the near leg can be trusted; from front and back both are tested."""
    return tuple(Side) if view.near_side is None else (view.near_side,)


SQUAT = Protocol(
    name="squat",
    depth=hip_descent,
    test_sides=both_or_near,
    min_depth=MIN_DEPTH,
    planes=frozenset({"sagittal", "frontal", "oblique"}),
    measures=(
        *SIDE_VIEW_MEASURES,
        RepetitionMeasure("peak_knee_valgus_deg", "knee_valgus_deg", "largest"),
        RepetitionMeasure("peak_medial_collapse_mm", "medial_collapse_mm", "largest"),
    ),
    compensations=(HEEL_LIFT, ARCH_COLLAPSE, SQUAT_TURN_OUT, KNEE_VALGUS),
    invalidating=frozenset({"heel_lift"}),
    best=(
        "peak_dorsiflexion_deg",
        "peak_dorsiflexion_change_deg",
        "peak_tibia_inclination_deg",
        "peak_knee_flexion_deg",
    ),
    holds=True,
)
