"""What a reader of the numbers should know about a recording, in plain words."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from cv_rom.geometry import FloatArray
from cv_rom.results import QualityWarning
from cv_rom.texts import counted, decimal, text

IRREGULAR_BEYOND = 0.2
"""An interval is irregular where it differs from the usual one by more than this share (and a millisecond)."""
IRREGULAR_SHARE = 0.02
"""A reader is told where more than this share of the intervals is irregular; a few slips change nothing."""
ROUNDING_S = 0.001
"""Some containers keep whole milliseconds only."""
COMPLETE_SHARE = 0.98
"""From this share of the declared pictures on, a file counts as complete."""
COMPLETE_WITHIN_S = 0.25
"""A file that ends less than this before its declared end counts as complete."""
SOUND_LONGER_S = 1.0
"""Where only the length of the whole file is declared, the sound may run on by this much."""


@dataclass(frozen=True, slots=True)
class Recording:
    """What was met while a file was read.

    Attributes:
        time_s: times of the pictures, rising, shape (T,).
        duration_s: declared length, None where unknown.
        frames_declared: declared number of pictures, None where unknown.
        packets: packets read.
        reached_end: whether reading came to the end of what there is.
        damaged: packets that gave no intact picture.
        stamps_repaired: pictures without a usable time stamp, placed or left out.
        other_shape: pictures of another shape than the first, left out.
        mirrored: whether the file asks for the picture to be shown as in a mirror.

    """

    time_s: FloatArray
    duration_s: float | None
    frames_declared: int | None
    packets: int
    reached_end: bool
    damaged: int
    stamps_repaired: int
    other_shape: int
    mirrored: bool

    @property
    def usual_interval_s(self) -> float | None:
        """The median time between two pictures; None for fewer than two."""
        return float(np.median(np.diff(self.time_s))) if len(self.time_s) > 1 else None

    @property
    def length_s(self) -> float:
        """Time from the first picture to the end of the last."""
        if not len(self.time_s):
            return 0.0
        return float(self.time_s[-1] - self.time_s[0]) + (self.usual_interval_s or 0.0)

    @property
    def frame_rate_mean(self) -> float | None:
        """Pictures a second; None for fewer than two pictures."""
        if len(self.time_s) < 2:
            return None
        return (len(self.time_s) - 1) / float(self.time_s[-1] - self.time_s[0])

    @property
    def irregular_share(self) -> float:
        """Share of the intervals between pictures that differ from the usual one, 0 to 1."""
        usual_s = self.usual_interval_s
        if usual_s is None:
            return 0.0
        return float(np.mean(np.abs(np.diff(self.time_s) - usual_s) > IRREGULAR_BEYOND * usual_s + ROUNDING_S))

    @property
    def variable_frame_rate(self) -> bool:
        """Whether times counted from an even rate would be wrong: any interval is irregular."""
        return self.irregular_share > 0.0

    @property
    def truncated(self) -> bool:
        """Whether the file ends before its declared end."""
        if not self.reached_end or self.duration_s is None:
            return False
        missing_s = self.duration_s - self.length_s
        if self.frames_declared is None:
            return missing_s > max(SOUND_LONGER_S, (1.0 - COMPLETE_SHARE) * self.duration_s)
        # Both, because an edit list may hide declared pictures on purpose.
        return missing_s > COMPLETE_WITHIN_S and self.packets < COMPLETE_SHARE * self.frames_declared

    def warnings(self) -> tuple[QualityWarning, ...]:
        """All warnings about this recording."""
        candidates = (
            self._truncated(),
            self._damaged(),
            self._variable_frame_rate(),
            self._time_stamps(),
            self._picture_shape(),
            self._mirrored(),
        )
        return tuple(w for w in candidates if w is not None)

    def _truncated(self) -> QualityWarning | None:
        if not self.truncated or self.duration_s is None:
            return None
        read_s, whole_s = decimal(self.length_s, 1), decimal(self.duration_s, 1)
        return QualityWarning("truncated", text("warning.truncated", read=read_s, whole=whole_s))

    def _damaged(self) -> QualityWarning | None:
        if not self.damaged:
            return None
        return QualityWarning("damaged_packets", text("warning.damaged_packets", frames=counted("frame", self.damaged)))

    def _variable_frame_rate(self) -> QualityWarning | None:
        if self.irregular_share <= IRREGULAR_SHARE:
            return None
        low_ms, high_ms = 1000.0 * np.percentile(np.diff(self.time_s), [1, 99])
        return QualityWarning("variable_frame_rate", text("warning.variable_frame_rate", low=low_ms, high=high_ms))

    def _time_stamps(self) -> QualityWarning | None:
        if not self.stamps_repaired:
            return None
        return QualityWarning(
            "time_stamps_repaired", text("warning.time_stamps_repaired", frames=counted("frame", self.stamps_repaired))
        )

    def _picture_shape(self) -> QualityWarning | None:
        if not self.other_shape:
            return None
        return QualityWarning(
            "picture_shape_changed", text("warning.picture_shape_changed", frames=counted("frame", self.other_shape))
        )

    def _mirrored(self) -> QualityWarning | None:
        if not self.mirrored:
            return None
        return QualityWarning("mirrored", text("warning.mirrored"))
