"""Key moments of a recording: stance, the deepest point of each repetition, each flag at its largest."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

import numpy as np

from cv_rom.reports.timeline import signal_of
from cv_rom.results import Assessment, Compensation, Repetition, SideName

MOST_BOTTOMS = 6
_BEFORE_FIRST_S = 0.1  # the repetition's start is the last moment of standing, give or take
_AT_ONCE_S = 0.5
"""Left and right flags that are largest so near to each other share a picture."""


@dataclass(frozen=True)
class KeyTime:
    """A moment worth a picture.

    `repetition` is the number of the repetition whose deepest point it is; `compensation` and `side` name the
    flag that is at its largest there, `side` None where it is on both. Of a lifted heel `foot_standing` and
    `foot_lifted` show the foot enlarged.
    """

    time_s: float
    kind: Literal["stance", "start", "overview", "bottom", "best", "flag", "foot_standing", "foot_lifted"]
    repetition: int | None = None
    compensation: str | None = None
    side: SideName | None = None


def key_times(assessment: Assessment) -> tuple[KeyTime, ...]:
    """Stance, the deepest point of each repetition (of the best and the first few), each flag at its largest."""
    times = assessment.series.time_s
    if len(times) == 0:
        return ()
    first, last = float(times[0]), float(times[-1])
    if not assessment.repetitions:
        return (KeyTime((first + last) / 2.0, "overview"), *_flag_times(assessment))
    stood = any(m.name.startswith("stance_") and m.value is not None for m in assessment.measures)
    before_first_s = max(first, assessment.repetitions[0].start_s - _BEFORE_FIRST_S)
    stance_s = assessment.series.stance_s
    start = KeyTime(stance_s if stood and stance_s is not None else before_first_s, "stance" if stood else "start")
    best = best_repetition(assessment)
    shown = [r for r in assessment.repetitions if r.index == best][:1]
    shown += [r for r in assessment.repetitions if r.index != best][: MOST_BOTTOMS - len(shown)]
    bottoms = (
        KeyTime(r.peak_s, "best" if r.index == best else "bottom", repetition=r.index)
        for r in sorted(shown, key=lambda r: r.start_s)
    )
    return (start, *bottoms, *_flag_times(assessment))


def best_repetition(assessment: Assessment) -> int | None:
    """Number of the valid repetition with the largest dorsiflexion, None where no angle was measured."""

    def dorsiflexion_deg(repetition: Repetition) -> float:
        values = [m.value for m in repetition.measures if m.name == "peak_dorsiflexion_deg" and m.value is not None]
        return max(values, default=-np.inf)

    valid = [r for r in assessment.repetitions if r.valid and np.isfinite(dorsiflexion_deg(r))]
    return max(valid, key=dorsiflexion_deg).index if valid else None


def _flag_times(assessment: Assessment) -> tuple[KeyTime, ...]:
    flagged = [c for c in assessment.compensations if c.status == "present" and c.episodes]
    by_name = groupby(sorted(flagged, key=lambda c: c.name), key=lambda c: c.name)
    return tuple(moment for _, sides in by_name for moment in _worst_moments(assessment, list(sides)))


def _worst_moments(assessment: Assessment, sides: list[Compensation]) -> Iterator[KeyTime]:
    """Of one compensation: a moment for each side, or one for both where they are at their largest at once."""
    times = [_worst_s(assessment, c) for c in sides]
    if len(sides) > 1 and max(times) - min(times) <= _AT_ONCE_S:
        worst = max(range(len(sides)), key=lambda i: max(e.peak for e in sides[i].episodes))
        yield KeyTime(times[worst], "flag", compensation=sides[worst].name)
        return
    for c, time_s in zip(sides, times, strict=True):
        yield KeyTime(time_s, "flag", compensation=c.name, side=c.side)


def _worst_s(assessment: Assessment, compensation: Compensation) -> float:
    """When the deviation was largest: where its curve has the value that the report calls so, else in the middle of
    its largest episode.
    """
    episode = max(compensation.episodes, key=lambda e: e.peak)
    largest = compensation.peak.value if compensation.peak is not None else episode.peak
    times_s = assessment.series.time_s
    spans = [(times_s >= r.start_s) & (times_s <= r.end_s) for r in assessment.repetitions]
    inside = np.logical_or.reduce([*spans, (times_s >= episode.start_s) & (times_s < episode.end_s)])
    curve = assessment.series.columns.get(f"{compensation.side}_{signal_of(compensation)}")
    if curve is None or not np.isfinite(curve[inside]).any():
        return (episode.start_s + episode.end_s) / 2.0
    return float(times_s[np.nanargmin(np.where(inside, np.abs(curve - largest), np.nan))])
