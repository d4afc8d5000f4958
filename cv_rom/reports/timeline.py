"""What is to be drawn and said at a moment of the recording: angles, repetitions, flags."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from cv_rom.geometry import FloatArray
from cv_rom.poses import Pose, PoseTrack
from cv_rom.reports.angle_trace import TraceContent, TraceCurve
from cv_rom.reports.drawing import Overlay, ShankMark
from cv_rom.results import Assessment, Compensation, Interval, Repetition
from cv_rom.skeleton import Landmark, Side
from cv_rom.texts import decimal, report_words
from cv_rom.texts.names import compensation_label

SIGNAL = {
    "arch_collapse": "medial_collapse_mm",
    "foot_turn_out": "toe_out_deg",
    "knee_valgus": "knee_valgus_deg",
}
"""Compensation other than heel lift -> the column of the series (after its side) that shows it."""
PLACE = {
    "heel_lift": Landmark.HEEL,
    "arch_collapse": Landmark.ANKLE,
    "foot_turn_out": Landmark.TOE,
    "knee_valgus": Landmark.KNEE,
}
"""Compensation -> where on the body it is seen."""
MAIN = ("dorsiflexion_deg", "knee_valgus_deg", "tibia_inclination_deg", "knee_flexion_deg", "toe_out_deg")
"""The quantity whose curve is shown: the first one that was measured."""


class Timeline:
    """The overlay of every frame of one recording."""

    def __init__(self, assessment: Assessment, track: PoseTrack) -> None:
        self._assessment = assessment
        self._track = track
        self._words = report_words()
        self._sides = assessed_sides(assessment)
        self._main = next((q for q in MAIN if self._measured_sides(q)), None)

    def row(self, time_s: float) -> int | None:
        """Row of the track that belongs to the frame at `time_s`, None where there is none."""
        return row_at(self._track.time_s, time_s)

    def overlay(self, row: int) -> Overlay:
        """What to draw on the frame of that row of the track, in pixels of the original picture.

        Where nothing was measured, nothing: of its points nobody knows whether they are on the body.
        """
        time_s = float(self._track.time_s[row])
        if not self._assessment.measured_anything:
            return Overlay(Pose.nobody(time_s))
        return Overlay(
            pose=self._track[row],
            strong_sides=self._sides,
            shank=self._shank(time_s),
            knee_texts=self._knee_texts(time_s),
            flags=tuple(self._flag(c, time_s) for c in self._assessment.compensations if is_present(c, time_s)),
        )

    def _value(self, column: str, time_s: float) -> float:
        return self._at(self._assessment.series.columns, column, time_s)

    def _half_interval(self, column: str, time_s: float) -> float:
        return self._at(self._assessment.series.half_intervals_95, column, time_s)

    def _at(self, table: Mapping[str, FloatArray], column: str, time_s: float) -> float:
        row = row_at(self._assessment.series.time_s, time_s)
        return float(table[column][row]) if row is not None and column in table else np.nan

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

    @property
    def nothing_measured(self) -> str:
        """That nothing was measured and why, empty where something was."""
        if self._assessment.measured_anything:
            return ""
        reasons = [m.reason for m in self._assessment.measures if m.reason is not None]
        if not reasons:
            return str(self._words["headings"]["nothing"])
        why = self._words["reasons"][max(reasons, key=reasons.count)][0]
        return str(self._words["video"]["nothing_measured"].format(why=why))

    @property
    def ends_s(self) -> tuple[float, ...]:
        """When the repetitions end."""
        return tuple(repetition.end_s for repetition in self._assessment.repetitions)

    def count(self, time_s: float) -> tuple[str, str, bool]:
        """`Rep 2/3`, what is to be said of it (empty before the first one begins), and whether it is valid."""
        words, repetitions = self._words["video"], self._assessment.repetitions
        begun = [r for r in repetitions if r.start_s <= time_s]
        count = words[self._assessment.noun].format(number=len(begun), total=len(repetitions))
        if not begun:
            return count, "", True
        if begun[-1].valid:
            return count, words["heel_not_seen" if "heel_lift" in begun[-1].unchecked else "valid"], True
        reasons = ", ".join(self._words["invalid_reasons"].get(r, r) for r in begun[-1].invalid_reasons)
        return count, words["not_valid_why"].format(reasons=reasons) if reasons else words["not_valid"], False

    def angle(self, time_s: float) -> tuple[str, str]:
        """The main angle at that time; and the largest of the repetition, with its interval, once it was reached."""
        words = self._words["video"]
        if self._main is None:
            return "", ""
        now = self._reading(self._main, words["readings"][self._main], time_s, with_interval=True)
        begun = [r for r in self._assessment.repetitions if r.start_s <= time_s]
        peaks = self._peaks(begun[-1], self._main) if begun else {}
        reached = [self._peak_text(side, *peak[1:]) for side, peak in peaks.items() if peak[0] <= time_s]
        return now, words["largest"].format(values="  ".join(reached)) if reached else ""

    def _peak_text(self, side: Side, value: float, interval: Interval) -> str:
        low, high = (decimal(v, 0) for v in interval)
        text = self._words["video"]["with_interval"].format(value=f"{decimal(value, 0)}°", low=low, high=high)
        return self._lettered(side, text)

    def _lettered(self, side: Side, text: str) -> str:
        """With the side's letter where both are shown."""
        return f"{self._words['video']['side_letters'][side.value]} {text}" if len(self._sides) > 1 else text

    def _peaks(self, repetition: Repetition, quantity: str) -> dict[Side, tuple[float, float, Interval]]:
        """When a repetition's largest value was reached, by side, with the value and its interval."""
        series = self._assessment.series
        peaks = {}
        for measure in repetition.measures:
            column = series.columns.get(f"{measure.side}_{quantity}")
            if measure.name != f"peak_{quantity}" or measure.value is None or measure.interval_95 is None:
                continue
            inside = (series.time_s >= repetition.start_s) & (series.time_s <= repetition.end_s)
            if column is not None and np.isfinite(column[inside]).any() and Side(measure.side) in self._sides:
                time_s = float(series.time_s[np.nanargmax(np.where(inside, column, np.nan))])
                peaks[Side(measure.side)] = (time_s, measure.value, measure.interval_95)
        return peaks

    @property
    def trace(self) -> TraceContent | None:
        """The curve of the main angle, None where none was measured."""
        assessment, quantity = self._assessment, self._main
        if quantity is None or not assessment.measured_anything:
            return None
        words = self._words["video"]
        curves = []
        for side in self._measured_sides(quantity):
            peaks = [self._peaks(r, quantity).get(side) for r in assessment.repetitions]
            marks = tuple((peak[0], peak[2]) for peak in peaks if peak is not None)
            letter = words["side_letters"][side.value]
            series, column = assessment.series, f"{side.value}_{quantity}"
            curves.append(TraceCurve(letter, series.columns[column], marks, series.half_intervals_95.get(column)))
        return TraceContent(
            title=f"{words['readings'][quantity]} (°)",
            time_s=assessment.series.time_s,
            curves=tuple(curves),
            repetitions=assessment.repetitions,
            episodes=tuple(e for c in assessment.compensations for e in c.episodes),
        )

    def _measured_sides(self, quantity: str) -> list[Side]:
        columns = self._assessment.series.columns
        found = ((side, columns.get(f"{side.value}_{quantity}")) for side in self._sides)
        return [side for side, column in found if column is not None and np.isfinite(column).any()]

    def marks(self, time_s: float) -> tuple[tuple[Landmark, Side], ...]:
        """Where on the body the flags of that time are seen."""
        present = (c for c in self._assessment.compensations if is_present(c, time_s))
        return tuple((PLACE[c.name], Side(c.side)) for c in present if c.name in PLACE and c.side is not None)

    def readings(self, time_s: float) -> tuple[str, ...]:
        """The angles at that time, a line each."""
        lines = (self._reading(q, label, time_s) for q, label in self._words["video"]["readings"].items())
        return tuple(line for line in lines if line)

    def _reading(self, quantity: str, label: str, time_s: float, *, with_interval: bool = False) -> str:
        """`Shin 26°` or `Shin 26° ± 3°`, with both sides where both have a curve; empty where none has."""
        columns = [s for s in self._sides if f"{s.value}_{quantity}" in self._assessment.series.columns]
        values = [self._value(f"{s.value}_{quantity}", time_s) for s in columns]
        no_value = self._words["video"]["no_value"]
        texts = [no_value if np.isnan(v) else f"{decimal(v, 0)}°" for v in values]
        if with_interval:
            halves = [self._half_interval(f"{s.value}_{quantity}", time_s) for s in columns]
            texts = [f"{t} ± {decimal(h, 0)}°" if h > 0 else t for t, h in zip(texts, halves, strict=True)]
        if len(columns) > 1:
            texts = [self._lettered(side, text) for side, text in zip(columns, texts, strict=True)]
        return f"{label} {'  '.join(texts)}" if texts else ""

    def _flag(self, compensation: Compensation, time_s: float) -> str:
        label = compensation_label(compensation.name, self._words)
        if compensation.side is not None:
            label = self._lettered(Side(compensation.side), label)
        signal = signal_of(compensation)
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


def signal_of(compensation: Compensation) -> str:
    """The column of the series (after its side) by which the compensation was judged; empty for an unknown one.

    A heel is judged by its height where a size is known, else by the pitch of the foot.
    """
    if compensation.name == "heel_lift":
        return "heel_height_mm" if compensation.threshold.unit == "mm" else "foot_pitch_deg"
    return SIGNAL.get(compensation.name, "")


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
