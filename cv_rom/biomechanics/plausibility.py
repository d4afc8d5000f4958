"""Landmarks that cannot be a standing person's are refused.

On a close-up of legs, an empty chair or a crowd the pose model still claims a person, with high visibility.
What betrays it is that bones change their length from one moment to the next, or contradict each other.
The limits lie between two groups of clips: squats and lunges, rendered and real, where the near shank's
length jerks by 0.013 to 0.05, and close-ups, seated people without feet and crowds with 0.12.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from cv_rom.filtering import median_of_few, median_of_seen
from cv_rom.geometry import FloatArray, distance
from cv_rom.poses import PoseTrack
from cv_rom.skeleton import NOSE, Landmark, Side, leg_indices

JERK_LAG_S = 0.067
JERK_LIMIT = 0.08
"""Largest credible jerk of a shank's length: median over a second of |l(t+d) - 2 l(t) + l(t-d)| / l, d = 67 ms."""
WINDOW_S = 1.0
LEG_TO_TRUNK = (0.5, 2.6)
"""Credible range of (thigh + shank) / trunk in the picture. Upright bodies have 1.4 to 1.8; bending toward the
camera shortens the trunk, a deep squat seen from the front shortens the thighs."""
UPRIGHT_HEIGHT = 0.4
"""Height of the shoulders over the ankles, as a share of trunk and legs: 1 standing, 0.6 and more in a deep squat."""
UNSTABLE_SHARE = 0.4
"""A person whose legs are refused in more than this share of the frames is not measured at all."""


def refuse_implausible(track: PoseTrack) -> tuple[PoseTrack, float]:
    """The track with NaN legs where no standing person's legs can be, and the share of person frames refused."""
    seen = track.person_seen
    if not seen.any():
        return track, 0.0
    side = better_seen_side(track)
    jerks = _running_median(track.time_s, shank_jerk(track, side)) > JERK_LIMIT
    refused = seen & (jerks | leg_to_trunk_off(track, side) | upside_down(track, side))
    xy_px = track.xy_px.copy()
    legs = leg_indices(Side.LEFT) + leg_indices(Side.RIGHT)
    xy_px[refused[:, None] & np.isin(np.arange(xy_px.shape[1]), legs)] = np.nan
    return track.with_points(xy_px), float(refused.sum() / seen.sum())


def lies_across(track: PoseTrack, side: Side) -> bool:
    """Whether the person lies across the picture most of the time: filmed sideways, or lying down. `side` is the one
    that is better seen.
    """
    shoulders = track.middle(Landmark.SHOULDER)
    hips = track.middle(Landmark.HIP)
    ankle = track.xy(Landmark.ANKLE, side)
    with np.errstate(divide="ignore", invalid="ignore"):
        height = (ankle[:, 1] - shoulders[:, 1]) / (distance(shoulders, hips) + distance(hips, ankle))
    return median_of_seen(height) < UPRIGHT_HEIGHT


def better_seen_side(track: PoseTrack) -> Side:
    """The side whose leg the model sees better over the recording; from the side this is the near one."""
    seen = leg_visibility(track)
    return max(seen, key=lambda side: seen[side])


def leg_visibility(track: PoseTrack) -> dict[Side, float]:
    """Mean visibility of each leg's landmarks over the recording."""
    return {side: float(track.visibility[:, leg_indices(side)].mean()) for side in Side}


def shank_jerk(track: PoseTrack, side: Side) -> FloatArray:
    """How the shank's length jerks from 67 ms before to 67 ms after each frame, as a share of it, (T,)."""
    jerk = np.full(len(track), np.nan)
    length = distance(track.xy(Landmark.KNEE, side), track.xy(Landmark.ANKLE, side))
    if not np.isfinite(length).any():
        return jerk
    time_s = track.time_s
    before, after = (np.searchsorted(time_s, time_s + d) for d in (-JERK_LAG_S, JERK_LAG_S))
    inside = (before > 0) & (after < len(time_s))
    b, a = np.clip(before, 0, len(time_s) - 1), np.clip(after, 0, len(time_s) - 1)
    jerk[inside] = (np.abs(length[a] - 2 * length + length[b]) / median_of_seen(length))[inside]
    return jerk


def _running_median(time_s: FloatArray, values: FloatArray) -> FloatArray:
    """Median of the values within half a second of each frame, (T,); 0 where none is seen."""
    first = np.searchsorted(time_s, time_s - WINDOW_S / 2)
    last = np.searchsorted(time_s, time_s + WINDOW_S / 2, side="right")
    result = np.zeros(len(values))
    for frame, (i, j) in enumerate(zip(first, last, strict=True)):
        window = values[i:j][np.isfinite(values[i:j])]
        if len(window):
            result[frame] = median_of_few(window)
    return result


def upside_down(track: PoseTrack, side: Side) -> NDArray[np.bool_]:
    """Frames (T,) in which the head lies lower than the ankle of `side`."""
    return np.asarray(track.xy_px[:, NOSE, 1] > track.xy(Landmark.ANKLE, side)[:, 1])


def leg_to_trunk_off(track: PoseTrack, side: Side) -> NDArray[np.bool_]:
    """Frames (T,) in which the leg of `side` is too long or too short for the trunk, however the person lies."""
    hip, knee, ankle = (track.xy(landmark, side) for landmark in (Landmark.HIP, Landmark.KNEE, Landmark.ANKLE))
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = (distance(hip, knee) + distance(knee, ankle)) / distance(
            track.middle(Landmark.SHOULDER), track.middle(Landmark.HIP)
        )
    return np.asarray((ratio < LEG_TO_TRUNK[0]) | (ratio > LEG_TO_TRUNK[1]))
