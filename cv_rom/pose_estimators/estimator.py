"""What a pose estimator is."""

from __future__ import annotations

from typing import Protocol

from cv_rom.frames import Frame
from cv_rom.poses import Pose


class PoseEstimator(Protocol):
    """Finds people in frames that arrive in the order of time; used as a context manager."""

    @property
    def model_name(self) -> str:
        """Name of the model, for the provenance."""

    @property
    def model_sha256(self) -> str:
        """Checksum of the model's file, for the provenance."""

    def estimate(self, frame: Frame) -> list[Pose]:
        """Everybody found in this frame, in no particular order; nobody = an empty list."""
