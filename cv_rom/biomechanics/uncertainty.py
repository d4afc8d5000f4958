"""Standard deviations of what is measured, from what is known of this clip.

The parts are independent and add in squares: the points' own noise (which the pose estimator or the refinement states
for each point), the camera's roll and yaw, the scale, and the choice of anatomical line.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike

from cv_rom.biomechanics.camera_view import YAW_SD_DEG, CameraView
from cv_rom.geometry import FloatArray
from cv_rom.results import Interval

NORMAL_95 = 1.96
FOOT_YAW_SD_DEG = 10.0
"""Feet and knees do not point exactly where hips and shoulders do: people squat with their toes out by 0 to 30 deg."""
_YAW_SPREAD_DEG = math.hypot(YAW_SD_DEG, FOOT_YAW_SD_DEG)


def interval_95(value: float, sd: float) -> Interval | None:
    """95 % interval of a value with a normal error; None where the deviation is not known."""
    if not math.isfinite(sd):
        return None
    return value - NORMAL_95 * sd, value + NORMAL_95 * sd


def combine(first: ArrayLike, *others: ArrayLike) -> FloatArray:
    """Independent standard deviations added in squares."""
    total = np.square(first)
    for sd in others:
        total = total + np.square(sd)
    return np.asarray(np.sqrt(total))


def line_sd_deg(noise_a_px: FloatArray, noise_b_px: FloatArray, length_px: ArrayLike) -> FloatArray:
    """Direction of a line between two noisy points: sqrt(a^2 + b^2) / length, as an angle."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(np.degrees(combine(noise_a_px, noise_b_px) / np.asarray(length_px)))


def unforeshortened_deg(seen_deg: FloatArray, view: CameraView) -> FloatArray:
    """An inclination in the person's sagittal plane from how it is seen by a camera off the side by the view's yaw.

    A distant camera off by yaw sees the forward travel shortened: tan(seen) = tan(true) * cos(yaw).
    """
    shortened = math.cos(math.radians(view.off_side_deg or 0.0))
    return np.asarray(np.degrees(np.arctan(np.tan(np.radians(seen_deg)) / shortened)))


def foreshortening_sd_deg(angle_deg: FloatArray, view: CameraView) -> FloatArray:
    """What the deviation of the foot's own yaw makes of an inclination: half the correction's change over two of it."""
    off_side = view.off_side_deg or 0.0
    near, far = (math.cos(math.radians(min(max(off_side + d, 0.0), 80.0))) for d in (-_YAW_SPREAD_DEG, _YAW_SPREAD_DEG))
    tangent = np.tan(np.radians(angle_deg))
    return np.asarray(np.abs(np.degrees(np.arctan(tangent * near) - np.arctan(tangent * far))) / 2.0)
