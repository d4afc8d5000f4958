"""`RecordedEstimator`: replays stored poses, for tests and demos without a model."""

from __future__ import annotations

import hashlib
from pathlib import Path
from types import TracebackType
from typing import Self

import numpy as np

from cv_rom.frames import Frame
from cv_rom.pose_files import read_poses
from cv_rom.poses import Pose, PoseTrack

SAME_TIME_S = 0.001


class RecordedEstimator:
    """A `PoseEstimator` that answers with the poses of a track, found by the time of the frame."""

    model_name = "recorded"

    def __init__(self, track: PoseTrack) -> None:
        self._track = track
        arrays = (track.time_s, track.xy_px, track.visibility, track.noise_px)
        self.model_sha256 = hashlib.sha256(b"".join(np.ascontiguousarray(a).tobytes() for a in arrays)).hexdigest()
        """Checksum of the poses themselves."""

    @classmethod
    def from_file(cls, path: str | Path) -> Self:
        """Replay the poses stored in `path`.

        Raises:
            PoseFileError: the file is missing, damaged or holds no poses.

        """
        return cls(read_poses(path))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        return None

    def estimate(self, frame: Frame) -> list[Pose]:
        """The pose stored for the time of this frame, to a millisecond; nobody stored = an empty list."""
        if len(self._track) == 0:
            return []
        nearest = int(np.argmin(np.abs(self._track.time_s - frame.time_s)))
        pose = self._track[nearest]
        return [] if pose.is_nobody or abs(pose.time_s - frame.time_s) > SAME_TIME_S else [pose]
