"""`Pose` (one frame) and `PoseTrack` (a recording): the points that every measurement is made of.

Both answer `.xy(Landmark.KNEE, side)` with shape (..., 2), so that an angle is written once and serves one
frame and a whole recording. Nobody in view = NaN with visibility 0. NaN means "not seen" and nothing else.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from cv_rom.geometry import FloatArray, midpoint
from cv_rom.skeleton import LANDMARK_COUNT, Landmark, Side, index


def _check(name: str, array: FloatArray, shape: tuple[int, ...]) -> FloatArray:
    array = np.asarray(array, dtype=np.float64)
    if array.shape != shape:
        raise ValueError(f"{name} must have shape {shape}, got {array.shape}")
    return array


class _Points:
    """What one pose and a track of poses have in common."""

    xy_px: FloatArray
    visibility: FloatArray
    noise_px: FloatArray

    def xy(self, landmark: Landmark, side: Side) -> FloatArray:
        """Position of a landmark in pixels, shape (..., 2)."""
        return self.xy_px[..., index(landmark, side), :]

    def middle(self, landmark: Landmark) -> FloatArray:
        """The point half-way between a landmark's two sides, pixels, shape (..., 2)."""
        return midpoint(self.xy(landmark, Side.LEFT), self.xy(landmark, Side.RIGHT))

    def seen(self, landmark: Landmark, side: Side) -> FloatArray:
        """Visibility of a landmark, 0 to 1, shape (...). Not comparable between pose models."""
        return self.visibility[..., index(landmark, side)]

    def noise(self, landmark: Landmark, side: Side) -> FloatArray:
        """Standard deviation of a landmark's position per axis, in pixels, shape (...)."""
        return self.noise_px[..., index(landmark, side)]


@dataclass(frozen=True)
class Pose(_Points):
    """The landmarks of one person in one frame.

    Attributes:
        time_s: time of the frame.
        xy_px: positions in the upright picture, shape (33, 2); NaN where not seen.
        visibility: 0 to 1, shape (33,); 0 where not seen.
        noise_px: standard deviation per axis, shape (33,).

    """

    time_s: float
    xy_px: FloatArray
    visibility: FloatArray
    noise_px: FloatArray

    def __post_init__(self) -> None:
        object.__setattr__(self, "xy_px", _check("xy_px", self.xy_px, (LANDMARK_COUNT, 2)))
        object.__setattr__(self, "visibility", _check("visibility", self.visibility, (LANDMARK_COUNT,)))
        object.__setattr__(self, "noise_px", _check("noise_px", self.noise_px, (LANDMARK_COUNT,)))

    @classmethod
    def nobody(cls, time_s: float) -> Pose:
        """The pose of a frame in which nobody was found."""
        nothing = np.full(LANDMARK_COUNT, np.nan)
        return cls(time_s, np.full((LANDMARK_COUNT, 2), np.nan), np.zeros(LANDMARK_COUNT), nothing)

    @property
    def is_nobody(self) -> bool:
        """Whether no landmark was seen."""
        return not np.isfinite(self.xy_px).any()


@dataclass(frozen=True)
class PoseTrack(_Points):
    """The poses of one person over a recording.

    Attributes:
        time_s: rising times, shape (T,).
        xy_px: shape (T, 33, 2); NaN where not seen.
        visibility: shape (T, 33).
        noise_px: shape (T, 33).

    """

    time_s: FloatArray
    xy_px: FloatArray
    visibility: FloatArray
    noise_px: FloatArray

    def __post_init__(self) -> None:
        frames = len(self.time_s)
        object.__setattr__(self, "time_s", _check("time_s", self.time_s, (frames,)))
        object.__setattr__(self, "xy_px", _check("xy_px", self.xy_px, (frames, LANDMARK_COUNT, 2)))
        object.__setattr__(self, "visibility", _check("visibility", self.visibility, (frames, LANDMARK_COUNT)))
        object.__setattr__(self, "noise_px", _check("noise_px", self.noise_px, (frames, LANDMARK_COUNT)))
        if not (self.time_s[1:] > self.time_s[:-1]).all():
            raise ValueError("time_s must rise from frame to frame")

    @classmethod
    def from_poses(cls, poses: Sequence[Pose]) -> PoseTrack:
        """The track of poses in the order of time."""
        if len(poses) == 1:
            (pose,) = poses
            return cls(np.array([pose.time_s]), pose.xy_px[None], pose.visibility[None], pose.noise_px[None])
        if not poses:
            empty = np.empty((0, LANDMARK_COUNT))
            return cls(np.empty(0), np.empty((0, LANDMARK_COUNT, 2)), empty, empty)
        return cls(
            np.array([p.time_s for p in poses]),
            np.stack([p.xy_px for p in poses]),
            np.stack([p.visibility for p in poses]),
            np.stack([p.noise_px for p in poses]),
        )

    def __len__(self) -> int:
        return len(self.time_s)

    def __getitem__(self, frame: int) -> Pose:
        return Pose(float(self.time_s[frame]), self.xy_px[frame], self.visibility[frame], self.noise_px[frame])

    @property
    def person_seen(self) -> NDArray[np.bool_]:
        """Whether anybody was found, shape (T,)."""
        return np.asarray(np.isfinite(self.xy_px).any(axis=(1, 2)))

    def with_points(self, xy_px: FloatArray) -> PoseTrack:
        """The same track with other positions."""
        return replace(self, xy_px=xy_px)
