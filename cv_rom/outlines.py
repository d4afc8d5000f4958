"""Where foot and knee end in the picture, and the floor before them, found by pixels."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from cv_rom.geometry import FloatArray


@dataclass(frozen=True, eq=False)
class FootEnds:
    """Rearmost point of the heel and foremost of the toes in one picture, (2,) pixels, and their deviation per axis."""

    heel_px: FloatArray
    toe_px: FloatArray
    sd_px: float

    def __post_init__(self) -> None:
        _check_found(np.concatenate([self.heel_px, self.toe_px]), 4, self.sd_px)


@dataclass(frozen=True, eq=False)
class KneeEnd:
    """Foremost point of the knee in one picture, (2,) pixels, and its deviation per axis."""

    at_px: FloatArray
    sd_px: float

    def __post_init__(self) -> None:
        _check_found(self.at_px, 2, self.sd_px)


def _check_found(numbers: FloatArray, count: int, sd_px: float) -> None:
    if numbers.shape != (count,) or not np.isfinite(numbers).all() or not 0.0 < sd_px < np.inf:
        raise ValueError(f"ends lie at finite pixels with a positive deviation, got {numbers} +- {sd_px}")


OUTLINE_NUMBERS = 8
"""Of one frame of an outline: heel, toe and knee, x and y each, then the deviations of foot and knee."""


@dataclass(frozen=True)
class FloorLine:
    """A straight line at which the floor before the foot ends: the foot of a wall, if there is one.

    Attributes:
        frame: in which frame of the track it was seen.
        ends_px: two points of it, shape (2, 2).
        sd_px: standard deviation across the line.

    """

    frame: int
    ends_px: FloatArray
    sd_px: float


@dataclass(frozen=True)
class LegOutline:
    """The ends of the nearer leg's foot and knee, frame by frame as in the `PoseTrack` that it goes with.

    Attributes:
        heel_px, toe_px: rearmost point of the heel and foremost point of the toes, shape (T, 2); NaN where not found.
        knee_px: foremost point of the knee, shape (T, 2); NaN where not found, or where the knee is not forward.
        foot_sd_px, knee_sd_px: standard deviations per axis, shape (T,).
        floor_lines: lines before the foot that may be the foot of a wall.

    """

    heel_px: FloatArray
    toe_px: FloatArray
    knee_px: FloatArray
    foot_sd_px: FloatArray
    knee_sd_px: FloatArray
    floor_lines: tuple[FloorLine, ...] = ()

    def __post_init__(self) -> None:
        frames = len(self.heel_px)
        for name in _POINTS + _DEVIATIONS:
            found, wanted = np.shape(getattr(self, name)), (frames, 2) if name in _POINTS else (frames,)
            if found != wanted:
                raise ValueError(f"{name} must have shape {wanted}, got {found}")

    @classmethod
    def unseen(cls, frames: int) -> LegOutline:
        """Nothing found in any of the frames."""
        points, sds = np.full((frames, 2), np.nan), np.full(frames, np.nan)
        return cls(points, points.copy(), points.copy(), sds, sds.copy())

    @classmethod
    def of_numbers(cls, numbers: FloatArray, floor_lines: tuple[FloorLine, ...] = ()) -> LegOutline:
        """From the numbers of each frame, shape (T, 8). Raises ValueError for another shape."""
        if numbers.ndim != 2 or numbers.shape[1] != OUTLINE_NUMBERS:
            raise ValueError(f"an outline has {OUTLINE_NUMBERS} numbers a frame, got shape {numbers.shape}")
        heel, toe, knee = (numbers[:, at : at + 2] for at in (0, 2, 4))
        return cls(heel, toe, knee, numbers[:, 6], numbers[:, 7], floor_lines)

    @property
    def numbers(self) -> FloatArray:
        """What `of_numbers` takes, shape (T, 8)."""
        return np.column_stack([self.heel_px, self.toe_px, self.knee_px, self.foot_sd_px, self.knee_sd_px])

    def part(self, frames: slice) -> LegOutline:
        """The outline in consecutive frames [start, stop)."""
        inside = (line for line in self.floor_lines if frames.start <= line.frame < frames.stop)
        lines = tuple(replace(line, frame=line.frame - frames.start) for line in inside)
        return replace(self, **{name: getattr(self, name)[frames] for name in _POINTS + _DEVIATIONS}, floor_lines=lines)


_POINTS, _DEVIATIONS = ("heel_px", "toe_px", "knee_px"), ("foot_sd_px", "knee_sd_px")
