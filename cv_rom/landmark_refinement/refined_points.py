"""From the motion of a leg to its landmarks: median place in stance plus the motion since stance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from cv_rom.geometry import FloatArray
from cv_rom.landmark_refinement.leg_reference import LegMotion
from cv_rom.landmark_refinement.rigid_patch import Motion
from cv_rom.landmark_refinement.shank_tilt import JOINT_BELOW_ANKLE
from cv_rom.poses import PoseTrack
from cv_rom.skeleton import Landmark, Side, index

FEWEST_STANCE_FRAMES = 3


def refined(
    track: PoseTrack, side: Side, frames: NDArray[np.intp], motions: Sequence[LegMotion], stance: NDArray[np.bool_]
) -> PoseTrack:
    """The track with the leg's points replaced in `frames` (N,), where `motions` (N) say how it moved.

    `stance` is a mask (T,) of the whole track. Without enough of it among `frames` the track stays as it is.
    """
    standing = np.flatnonzero(stance[frames])
    if len(standing) < FEWEST_STANCE_FRAMES:
        return track
    xy_px, noise_px = track.xy_px.copy(), track.noise_px.copy()

    def put(landmark: Landmark, points: FloatArray, sd_px: FloatArray) -> None:
        seen = np.isfinite(points).all(axis=1) & np.isfinite(track.xy_px[frames]).any(axis=(1, 2))
        xy_px[frames[seen], index(landmark, side)] = points[seen]
        noise_px[frames[seen], index(landmark, side)] = sd_px[seen]

    def in_stance(landmark: Landmark) -> FloatArray:
        return np.asarray(np.nanmedian(track.xy(landmark, side)[frames[standing]], axis=0))

    def since_stance(values: FloatArray) -> FloatArray:
        return np.asarray(values - np.nanmedian(values[standing], axis=0))

    heel = since_stance(np.stack([m.heel_px for m in motions]))
    toe = since_stance(np.stack([m.toe_px for m in motions]))
    put(Landmark.HEEL, in_stance(Landmark.HEEL) + heel, np.array([m.heel_sd_px for m in motions]))
    put(Landmark.TOE, in_stance(Landmark.TOE) + toe, np.array([m.toe_sd_px for m in motions]))
    tilt = np.array([m.tilt_rad for m in motions])
    if not np.isfinite(tilt[standing]).any():
        return replace(track, xy_px=xy_px, noise_px=noise_px)
    ankle, knee = in_stance(Landmark.ANKLE), in_stance(Landmark.KNEE)
    joint = ankle - JOINT_BELOW_ANKLE * (knee - ankle)
    shift = since_stance(np.stack([m.joint_px for m in motions]))
    turns = [Motion(joint, t, s) for t, s in zip(since_stance(tilt), shift, strict=True)]
    ankle_sd_px = np.array([m.heel_sd_px for m in motions])
    knee_sd_px = np.hypot(ankle_sd_px, np.hypot(*(knee - ankle)) * np.array([m.tilt_sd_rad for m in motions]))
    put(Landmark.ANKLE, np.stack([turn.of(ankle) for turn in turns]), ankle_sd_px)
    put(Landmark.KNEE, np.stack([turn.of(knee) for turn in turns]), knee_sd_px)
    return replace(track, xy_px=xy_px, noise_px=noise_px)
