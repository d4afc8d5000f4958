"""The curves of one leg: every quantity over time, with its standard deviation."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from cv_rom.biomechanics import frontal_plane
from cv_rom.biomechanics import joint_angles as angles
from cv_rom.biomechanics.leg_view import Curve, LegView
from cv_rom.biomechanics.quantities import QUANTITIES
from cv_rom.biomechanics.stance_calibration import line_offset
from cv_rom.biomechanics.uncertainty import (
    combine,
    foreshortening_sd_deg,
    line_sd_deg,
    unforeshortened_deg,
)
from cv_rom.biomechanics.wall_distances import knee_to_wall, toe_to_wall
from cv_rom.geometry import FloatArray, distance
from cv_rom.results import Reason
from cv_rom.skeleton import Landmark

FLAT, LIFTED = 2.0, 4.0
"""Standard deviations of foot pitch up to which a foot counts as flat, and from which it surely is not."""
FLAT_SD = 0.5
"""What a foot's noise leaves open once the foot counts as flat, as a share of that noise."""
FOOT_TO_SHANK = 0.52
"""Heel to toe landmark over the shank's length, from the side: 0.49 to 0.58 on rendered and real people."""
KNEE_LINES_SD_DEG = 5.0
"""The hip landmark lies off its joint: a knee seen from the side reads 2 to 11 deg too little (own clips; published
errors of 2 to 11 deg agree)."""
LARGEST_KNEE_LINE_DEG = 60.0
"""Beyond this the thigh points at the camera and hip, knee and ankle nearly coincide: their angle tells nothing."""
BALL_SD = 0.07
"""Deviation of the metatarsal heads' place between people, as a share of the foot's line."""
ANKLE_TO_HEEL_RISE = 0.8
"""The foot turns about the metatarsal heads, some 13 cm before the ankle and 17 cm before the heel."""


def curve(leg: LegView, name: str) -> Curve | Reason:
    """The curve of a quantity of `QUANTITIES`, or the reason why this view cannot give it."""
    if name not in leg.curves:
        leg.curves[name] = leg.refusal(QUANTITIES[name]) or _CURVES[name](leg)
    return leg.curves[name]


def landmarks_inclination_deg(leg: LegView) -> FloatArray:
    """Inclination of the tibia as the landmarks have it, whatever the stance tells of its line, (T,)."""
    seen = angles.tibia_inclination_deg(
        leg.track, leg.side, forward=leg.view.forward, roll_deg=leg.view.roll_deg or 0.0
    )
    return unforeshortened_deg(seen, leg.view)


def _tibia_inclination(leg: LegView) -> Curve:
    values = landmarks_inclination_deg(leg)
    points = line_sd_deg(leg.noise(Landmark.KNEE), leg.noise(Landmark.ANKLE), angles.shank_px(leg.track, leg.side))
    motion_sd = combine(points, foreshortening_sd_deg(values, leg.view))
    offset = leg.line or line_offset(leg, values)
    return Curve(values + offset.shift_deg, combine(motion_sd, offset.sd_deg), motion_sd)


def _foot_pitch(leg: LegView) -> Curve:
    """The toes stay flat when the heel rises: the sole turns about the metatarsal heads, not about the toe landmark."""
    line = leg.since_stance(angles.foot_line_pitch_deg(leg.track, leg.side, forward=leg.view.forward))
    length = distance(leg.track.xy(Landmark.HEEL, leg.side), leg.track.xy(Landmark.TOE, leg.side))
    sd = line_sd_deg(leg.noise(Landmark.HEEL), leg.noise(Landmark.TOE), length)
    return Curve(angles.sole_pitch_deg(line), combine(sd, BALL_SD * line) / angles.BALL_TO_TOE_LANDMARK)


def _dorsiflexion(leg: LegView) -> Curve:
    tibia, pitch = _own(leg, "tibia_inclination_deg"), _planted(_own(leg, "foot_pitch_deg"))
    sd, change_sd = combine(tibia.sd, pitch.sd), combine(tibia.sd_of_change, pitch.sd)
    return Curve(tibia.values - pitch.values, sd, change_sd)


def _own(leg: LegView, name: str) -> Curve:
    """A curve that another one is made of; it needs no more than that one does."""
    found = curve(leg, name)
    assert isinstance(found, Curve)
    return found


def _dorsiflexion_change(leg: LegView) -> Curve:
    """Neither the choice of the tibia's line nor the camera's roll is in it: they shift stance and peak alike."""
    dorsiflexion = _own(leg, "dorsiflexion_deg")
    return Curve(leg.since_stance(dorsiflexion.values), dorsiflexion.sd_of_change)


def _planted(pitch: Curve) -> Curve:
    """Foot pitch with what a planted foot's noise explains taken away, never below zero.

    A foot that carries the body lies flat unless it clearly does not, and the floor stops the heel: firm shrinkage (Gao
    & Bruce 1997), nothing up to `FLAT` standard deviations, all of it from `LIFTED`, a straight line between.
    """
    deviations = np.maximum(pitch.values / pitch.sd, 0.0)
    kept = np.where(deviations < LIFTED, (deviations - FLAT) * LIFTED / (LIFTED - FLAT), deviations)
    return Curve(np.maximum(kept, 0.0) * pitch.sd, np.where(deviations < FLAT, FLAT_SD * pitch.sd, pitch.sd))


def _heel_height(leg: LegView) -> Curve:
    """Two witnesses, weighed by their noise: the heel itself, and the ankle, which rises with it."""
    witnesses = [(Landmark.HEEL, 1.0), (Landmark.ANKLE, ANKLE_TO_HEEL_RISE)]
    mm_per_px = 10.0 / leg.px_per_cm
    rises = [mm_per_px / share * leg.since_stance(angles.height_px(leg.track, x, leg.side)) for x, share in witnesses]
    weights = [1.0 / (mm_per_px / share * leg.noise(x)) ** 2 for x, share in witnesses]
    total = weights[0] + weights[1]
    values = (weights[0] * rises[0] + weights[1] * rises[1]) / total
    return Curve(values, combine(1.0 / np.sqrt(total), values * leg.scale_sd))


def _knee_flexion(leg: LegView) -> Curve:
    values = angles.knee_flexion_deg(leg.track, leg.side)
    half_leg = angles.leg_px(leg.track, leg.side) / 2.0
    shank = line_sd_deg(leg.noise(Landmark.KNEE), leg.noise(Landmark.ANKLE), half_leg)
    thigh = line_sd_deg(leg.noise(Landmark.HIP), leg.noise(Landmark.KNEE), half_leg)
    return Curve(values, combine(shank, thigh, KNEE_LINES_SD_DEG))


def _toe_out(leg: LegView) -> Curve:
    values, viewpoint = frontal_plane.over_viewpoints(leg, lambda seen: frontal_plane.foot_direction_deg(leg, seen))
    points, shape = frontal_plane.foot_direction_sd_deg(leg, values)
    return Curve(values, combine(points, shape, viewpoint))


def _knee_valgus(leg: LegView) -> Curve:
    values, viewpoint = frontal_plane.over_viewpoints(leg, lambda seen: frontal_plane.knee_line_deg(leg, seen))
    values = np.where(np.abs(values) <= LARGEST_KNEE_LINE_DEG, values, np.nan)
    half_leg = angles.leg_px(leg.track, leg.side) / 2.0
    shank = line_sd_deg(leg.noise(Landmark.KNEE), leg.noise(Landmark.ANKLE), half_leg)
    thigh = line_sd_deg(leg.noise(Landmark.HIP), leg.noise(Landmark.KNEE), half_leg)
    return Curve(values, combine(shank, thigh, frontal_plane.KNEE_LINE_SD_DEG, viewpoint))


def _medial_collapse(leg: LegView) -> Curve:
    assert leg.view.facing is not None
    inward = angles.ankle_inward_px(leg.track, leg.side, facing=leg.view.facing)
    values = 10.0 * leg.since_stance(inward) / leg.px_per_cm
    ankle, heel = (10.0 * leg.noise(x) / leg.px_per_cm for x in (Landmark.ANKLE, Landmark.HEEL))
    drift = np.where(ankle > frontal_plane.FOLLOWED_MM, frontal_plane.ANKLE_DRIFT_MM, 0.0)
    return Curve(values, combine(ankle, heel, drift, values * leg.scale_sd))


_CURVES: Mapping[str, Callable[[LegView], Curve]] = {
    "tibia_inclination_deg": _tibia_inclination,
    "foot_pitch_deg": _foot_pitch,
    "dorsiflexion_deg": _dorsiflexion,
    "dorsiflexion_change_deg": _dorsiflexion_change,
    "heel_height_mm": _heel_height,
    "knee_flexion_deg": _knee_flexion,
    "toe_to_wall_cm": toe_to_wall,
    "knee_to_wall_cm": knee_to_wall,
    "toe_out_deg": _toe_out,
    "knee_valgus_deg": _knee_valgus,
    "medial_collapse_mm": _medial_collapse,
}
