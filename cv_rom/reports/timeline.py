"""What is to be drawn at a moment of the recording: readings, repetition count, flags."""

from __future__ import annotations

import numpy as np

from cv_rom.geometry import FloatArray
from cv_rom.poses import PoseTrack
from cv_rom.reports.drawing import Overlay, ShankMark
from cv_rom.results import Assessment, Compensation, Repetition
from cv_rom.skeleton import Side
from cv_rom.texts import decimal, report_words
from cv_rom.texts.names import compensation_label

SIGNAL = {
    "heel_lift": "heel_height_mm",
    "arch_collapse": "medial_collapse_mm",
    "foot_turn_out": "toe_out_deg",
    "knee_valgus": "knee_valgus_deg",
}
"""Compensation -> the column of the series (after its side) that shows it."""


class Timeline:
    """The overlay of every frame of one recording."""

    def __init__(self, assessment: Assessment, track: PoseTrack) -> None:
        self._assessment = assessment
        self._track = track
        self._words = report_words()
        self._sides = assessed_sides(assessment)

    def row(self, time_s: float) -> int | None:
        """Row of the track that belongs to the frame at `time_s`, None where there is none."""
        return row_at(self._track.time_s, time_s)

    def overlay(self, row: int) -> Overlay:
        """What to draw on the frame of that row of the track, in pixels of the original picture."""
        time_s = float(self._track.time_s[row])
        return Overlay(
            pose=self._track[row],
            strong_sides=self._sides,
            shank=self._shank(time_s),
            knee_texts=self._knee_texts(time_s),
            lines=(*self._counter(time_s), *self.readings(time_s)),
            flags=tuple(self._flag(c, time_s) for c in self._assessment.compensations if is_present(c, time_s)),
        )

    def _value(self, column: str, time_s: float) -> float:
        series = self._assessment.series
        row = row_at(series.time_s, time_s)
        return float(series.columns[column][row]) if row is not None and column in series.columns else np.nan

    def _shank(self, time_s: float) -> ShankMark | None:
        view = self._assessment.view
        if view.facing not in ("left", "right") or len(self._sides) != 1:
            return None
        side = self._sides[0]
        value = self._value(f"{side.value}_tibia_inclination_deg", time_s)
        if np.isnan(value):
            return None
        text = f"{self._words['video']['readings']['tibia_inclination_deg']} {decimal(value, 0)}°"
        return ShankMark(side, 1 if view.facing == "right" else -1, view.roll_deg or 0.0, text)

    def _knee_texts(self, time_s: float) -> tuple[tuple[Side, str], ...]:
        values = ((side, self._value(f"{side.value}_knee_valgus_deg", time_s)) for side in self._sides)
        return tuple((side, f"{decimal(value, 0)}°") for side, value in values if np.isfinite(value))

    def _counter(self, time_s: float) -> tuple[str, ...]:
        repetitions = self._assessment.repetitions
        if not repetitions:
            return ()
        words = self._words["video"]
        begun = [r for r in repetitions if r.start_s <= time_s]
        line = words[self._assessment.noun].format(number=len(begun), total=len(repetitions))
        if begun and not begun[-1].valid and _within(begun[-1], time_s):
            line += f"  {words['not_valid']}"
        return (line,)

    def readings(self, time_s: float) -> tuple[str, ...]:
        """The angles at that time, a line each."""
        words = self._words["video"]
        lines = []
        for quantity, label in words["readings"].items():
            columns = [s for s in self._sides if f"{s.value}_{quantity}" in self._assessment.series.columns]
            values = [self._value(f"{s.value}_{quantity}", time_s) for s in columns]
            texts = [words["no_value"] if np.isnan(v) else f"{decimal(v, 0)}°" for v in values]
            if len(columns) > 1:
                texts = [f"{words['side_letters'][s.value]} {text}" for s, text in zip(columns, texts, strict=True)]
            if texts:
                lines.append(f"{label} {'  '.join(texts)}")
        return tuple(lines)

    def _flag(self, compensation: Compensation, time_s: float) -> str:
        label = compensation_label(compensation.name, self._words)
        if compensation.side is not None and len(self._sides) > 1:
            label = f"{self._words['video']['side_letters'][compensation.side]} {label}"
        signal = SIGNAL.get(compensation.name, "")
        value = self._value(f"{compensation.side}_{signal}", time_s)
        unit = self._words["units"].get(signal.rsplit("_", 1)[-1], "").replace("\u00a0", " ")
        return label if np.isnan(value) else f"{label} {decimal(value, 0)}{unit}"


def assessed_sides(assessment: Assessment) -> tuple[Side, ...]:
    """The legs that the numbers speak of: the near one from the side, those with curves otherwise."""
    columns = tuple(assessment.series.columns)
    sides = tuple(side for side in Side if any(c.startswith(f"{side.value}_") for c in columns))
    near = assessment.view.near_side
    if assessment.view.facing in ("left", "right") and near is not None and (Side(near) in sides or not sides):
        return (Side(near),)
    return sides


def is_present(compensation: Compensation, time_s: float) -> bool:
    """Whether the compensation was seen at that time."""
    return any(e.start_s <= time_s < e.end_s for e in compensation.episodes)


def row_at(times_s: FloatArray, time_s: float, *, tolerance_s: float = 0.002) -> int | None:
    """Index of the time that equals `time_s` within the tolerance (half a frame at 240 Hz), None where none does."""
    row = nearest_row(times_s, time_s)
    return row if row is not None and abs(times_s[row] - time_s) <= tolerance_s else None


def nearest_row(times_s: FloatArray, time_s: float) -> int | None:
    """Index of the rising times' value nearest to `time_s`, None where there are no times."""
    if len(times_s) == 0:
        return None
    right = int(np.searchsorted(times_s, time_s))
    candidates = [i for i in (right - 1, right) if 0 <= i < len(times_s)]
    return min(candidates, key=lambda i: abs(float(times_s[i]) - time_s))


def _within(repetition: Repetition, time_s: float) -> bool:
    return repetition.start_s <= time_s < repetition.end_s
