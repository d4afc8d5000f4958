"""`LegOutline`: where foot and knee end in the picture, found by pixels beside the landmarks of the joints."""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np

from cv_rom.geometry import FloatArray


@dataclass(frozen=True)
class LegOutline:
    """The ends of the nearer leg's foot and knee, frame by frame as in the `PoseTrack` that it goes with.

    Attributes:
        heel_px, toe_px: rearmost point of the heel and foremost point of the toes, shape (T, 2); NaN where not found.
        knee_px: foremost point of the knee, shape (T, 2); NaN where not found, or where the knee is not forward.
        foot_sd_px, knee_sd_px: standard deviations per axis, shape (T,).

    """

    heel_px: FloatArray
    toe_px: FloatArray
    knee_px: FloatArray
    foot_sd_px: FloatArray
    knee_sd_px: FloatArray

    def __post_init__(self) -> None:
        frames = len(self.heel_px)
        for field in fields(self):
            found, wanted = np.shape(getattr(self, field.name)), (frames,) if "sd" in field.name else (frames, 2)
            if found != wanted:
                raise ValueError(f"{field.name} must have shape {wanted}, got {found}")

    @classmethod
    def unseen(cls, frames: int) -> LegOutline:
        """Nothing found in any of the frames."""
        points, sds = np.full((frames, 2), np.nan), np.full(frames, np.nan)
        return cls(points, points.copy(), points.copy(), sds, sds.copy())

    def part(self, frames: slice) -> LegOutline:
        """The outline in some of the frames."""
        return LegOutline(*(getattr(self, field.name)[frames] for field in fields(self)))
