"""From the motion of a leg to its landmarks: median place in stance plus the motion since stance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from cv_rom.blazepose import JOINT_BELOW_ANKLE, JOINT_SD, LANDMARK_TILT_SD_DEG, LANDMARKS_ALONE
from cv_rom.geometry import FloatArray
from cv_rom.landmark_refinement.leg_reference import LegMotion
from cv_rom.landmark_refinement.rigid_patch import Motion
from cv_rom.poses import PoseTrack
from cv_rom.skeleton import LEG, Landmark, Side, index

FEWEST_STANCE_FRAMES = 3
LANDMARK_TILT_SD_RAD = np.radians(LANDMARK_TILT_SD_DEG)
REFINED = (Landmark.KNEE, Landmark.ANKLE, Landmark.HEEL, Landmark.TOE)

Points = dict[Landmark, tuple[FloatArray, FloatArray]]
"""Of each landmark the positions (N, 2) and their standard deviations (N,), pixels."""


def refined(
    track: PoseTrack, side: Side, frames: NDArray[np.intp], motions: Sequence[LegMotion], stance: NDArray[np.bool_]
) -> PoseTrack:
    """The track with the leg's points replaced in `frames` (N,), where `motions` (N) say how it moved.

    In these frames the sway of a hand-held camera is taken out of all landmarks: they lie where a camera would see
    them that stands as it stood in stance. `stance` is a mask (T,) of the whole track; without enough of it among
    `frames` the track stays as it is.
    """
    standing = np.flatnonzero(stance[frames])
    if len(standing) < FEWEST_STANCE_FRAMES:
        return track
    places = {x: np.nanmedian(track.xy(x, side)[frames[standing]], axis=0) for x in LEG}
    room = room_since_stance(motions, stance[frames])
    xy_px, noise_px = track.xy_px.copy(), track.noise_px.copy()
    xy_px[frames] -= room[:, None]
    shank = track.xy(Landmark.KNEE, side)[frames] - track.xy(Landmark.ANKLE, side)[frames]
    landmark_tilt = _since_stance(np.unwrap(np.arctan2(shank[:, 0], -shank[:, 1])), standing)
    points = _foot_points(places, motions, standing, room)
    points |= _shank_points(places, landmark_tilt, motions, standing, room)
    for landmark, (at, sd_px) in points.items():
        seen = np.isfinite(at).all(axis=1) & track.person_seen[frames]
        xy_px[frames[seen], index(landmark, side)] = at[seen]
        noise_px[frames[seen], index(landmark, side)] = sd_px[seen]
    return replace(track, xy_px=xy_px, noise_px=noise_px)


def landmarks_alone(track: PoseTrack, side: Side, frames: NDArray[np.bool_]) -> PoseTrack:
    """The track with what a leg's landmarks are worth in `frames` (T,) without refinement."""
    noise_px = track.noise_px.copy()
    for landmark in REFINED:
        noise_px[frames, index(landmark, side)] *= LANDMARKS_ALONE
    return replace(track, noise_px=noise_px)


def room_since_stance(motions: Sequence[LegMotion], stance: NDArray[np.bool_]) -> FloatArray:
    """How a hand-held camera swayed since stance, (N, 2) pixels; zero where too few of the `motions` (N) are stance."""
    standing = np.flatnonzero(stance)
    if len(standing) < FEWEST_STANCE_FRAMES:
        return np.zeros((len(motions), 2))
    return _since_stance([m.room_px for m in motions], standing)


def _since_stance(
    values: Sequence[FloatArray] | Sequence[float] | FloatArray, standing: NDArray[np.intp]
) -> FloatArray:
    """Values (N, ...) minus their median over the frames `standing`."""
    stacked = np.asarray(values)
    return np.asarray(stacked - np.nanmedian(stacked[standing], axis=0))


def _foot_points(
    places: dict[Landmark, FloatArray], motions: Sequence[LegMotion], standing: NDArray[np.intp], room: FloatArray
) -> Points:
    heel = _since_stance([m.heel_px for m in motions], standing) - room
    toe = _since_stance([m.toe_px for m in motions], standing) - room
    return {
        Landmark.HEEL: (places[Landmark.HEEL] + heel, np.array([m.heel_sd_px for m in motions])),
        Landmark.TOE: (places[Landmark.TOE] + toe, np.array([m.toe_sd_px for m in motions])),
    }


def _shank_points(
    places: dict[Landmark, FloatArray],
    landmark_tilt: FloatArray,
    motions: Sequence[LegMotion],
    standing: NDArray[np.intp],
    room: FloatArray,
) -> Points:
    """Ankle and knee turn with the shank about the ankle's joint centre, which the foot carries."""
    tilt, tilt_sd = _shank_tilt(landmark_tilt, motions, standing)
    ankle, knee = places[Landmark.ANKLE], places[Landmark.KNEE]
    joint = ankle - JOINT_BELOW_ANKLE * (knee - ankle)
    shift = _since_stance([m.joint_px for m in motions], standing) - room
    turns = [Motion(joint, t, s) for t, s in zip(tilt, shift, strict=True)]
    length_px = float(np.hypot(*(knee - ankle)))
    ankle_sd_px = np.hypot([m.heel_sd_px for m in motions], JOINT_SD * length_px)
    # The ankle carries the knee along: the line between them is as uncertain as the tilt, no more.
    knee_sd_px = np.sqrt(np.maximum((length_px * tilt_sd) ** 2 - ankle_sd_px**2, ankle_sd_px**2))
    return {
        Landmark.ANKLE: (np.stack([turn.of(ankle) for turn in turns]), ankle_sd_px),
        Landmark.KNEE: (np.stack([turn.of(knee) for turn in turns]), knee_sd_px),
    }


def _shank_tilt(
    landmark_tilt: FloatArray, motions: Sequence[LegMotion], standing: NDArray[np.intp]
) -> tuple[FloatArray, FloatArray]:
    """Tilt of the shank since stance and its standard deviation, (N,) rad: outline and landmarks, weighed by theirs.

    Where the outline was lost, or never seen in stance, the landmarks stand alone.
    """
    tilts = np.stack([_since_stance([m.tilt_rad for m in motions], standing), landmark_tilt])
    sds = np.stack([[m.tilt_sd_rad for m in motions], np.full(len(motions), LANDMARK_TILT_SD_RAD)])
    weights = np.where(np.isfinite(tilts), sds**-2.0, 0.0)
    total = weights.sum(axis=0)
    total[total == 0.0] = np.nan
    return (weights * np.nan_to_num(tilts)).sum(axis=0) / total, 1.0 / np.sqrt(total)
