"""Assessments of the same test side by side: the newest against each earlier one, and left against right.

Two values differ only where they differ by more than their combined interval AND by more than the minimal detectable
change of the test, where one is established. Left against right is a comparison, not a measure: a side view trusts one
leg, so the two sides usually come from two videos.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from itertools import combinations

from cv_rom.comparison_findings import comparison_findings, nothing_compared
from cv_rom.errors import AnalysisError
from cv_rom.results import (
    Assessment,
    Change,
    ComparedAssessment,
    ComparedValue,
    Comparison,
    Measure,
    MinimalDetectableChange,
    Pair,
    PairKind,
    QualityWarning,
)
from cv_rom.texts import text

POWDEN = "Powden 2015 review"
ANGLE_CHANGE = MinimalDetectableChange(4.7, "deg", POWDEN)
DISTANCE_CHANGE = MinimalDetectableChange(1.9, "cm", POWDEN)
MINIMAL_DETECTABLE_CHANGES = {
    ("knee-to-wall", f"{kind}_{measure}"): change
    for kind in ("best", "mean")
    for measure, change in (
        ("peak_dorsiflexion_deg", ANGLE_CHANGE),
        ("peak_tibia_inclination_deg", ANGLE_CHANGE),
        ("toe_to_wall_cm", DISTANCE_CHANGE),
    )
}
"""By protocol and measure: of one examiner's knee-to-wall tests. For squats none is established."""
ONE_SITTING = timedelta(days=1)
SAME_HEIGHT_CM = 3.0
"""Two tape measures of one person's height differ by less."""


def compare(assessments: Sequence[Assessment], names: Sequence[str] | None = None) -> Comparison:
    """Compare assessments of the same test.

    Dates are those of the analysis, as nobody knows when a video was filmed; without dates the order given counts.
    `names` are what the assessments are called in errors and in the result, by default their videos' names.

    Raises:
        AnalysisError: fewer than two, different tests, or the same video twice.

    """
    called = list(names) if names is not None else [a.source.name if a.source else "?" for a in assessments]
    _refuse_unlike(assessments, called)
    order = oldest_first(assessments)
    ordered, called = [assessments[i] for i in order], [called[i] for i in order]
    pairs = (*_over_time(ordered), *left_right_pairs(ordered))
    return Comparison(
        protocol=ordered[0].protocol,
        assessments=tuple(_summary(a, name) for a, name in zip(ordered, called, strict=True)),
        pairs=pairs,
        findings=comparison_findings(pairs) or nothing_compared(ordered, pairs),
        warnings=tuple(doubts(ordered, pairs)),
    )


def judge_change(
    first: ComparedValue, second: ComparedValue, detectable: MinimalDetectableChange | None, *, same_footwear: bool
) -> Change:
    """The change from the first value to the second, and whether it is real.

    Intervals combine as those of independent errors; shoes and bare feet are never compared, as a raised heel shifts
    the zero of the angle.
    """
    difference = round(second.value - first.value, 6)  # 34.7 - 30 is more than 4.7 by the processor alone
    if first.interval_95 is None or second.interval_95 is None:
        return Change(difference, None, None, "no_interval")
    below = math.hypot(second.value - second.interval_95[0], first.interval_95[1] - first.value)
    above = math.hypot(second.interval_95[1] - second.value, first.value - first.interval_95[0])
    interval = (difference - below, difference + above)
    if not same_footwear:
        return Change(difference, interval, None, "different_footwear")
    if interval[0] <= 0.0 <= interval[1]:
        return Change(difference, interval, False, None)
    if detectable is None:
        return Change(difference, interval, None, "none_established")
    return Change(difference, interval, abs(difference) > detectable.value, None)


def _refuse_unlike(assessments: Sequence[Assessment], called: Sequence[str]) -> None:
    """Raises AnalysisError, one line, for what cannot be compared."""
    if len(assessments) < 2:
        raise AnalysisError("a comparison needs two assessments or more")
    for (a, name_a), (b, name_b) in combinations(zip(assessments, called, strict=True), 2):
        if a.protocol != b.protocol:
            raise AnalysisError(f"{name_a} is a {a.protocol} test, {name_b} a {b.protocol} test; compare the same test")
        if a.source is not None and b.source is not None and a.source.sha256 == b.source.sha256:
            raise AnalysisError(f"{name_a} and {name_b} are of the same video; compare two recordings")


def _date(assessment: Assessment) -> datetime | None:
    """When it was analysed, None where that is not told or is no date with a time zone."""
    try:
        at = datetime.fromisoformat(assessment.provenance.created_at) if assessment.provenance else None
    except ValueError:
        return None
    return at if at is not None and at.tzinfo is not None else None


def oldest_first(assessments: Sequence[Assessment]) -> list[int]:
    """Places in the order of dates, the oldest first; as given where a date is missing."""
    dates = [date for date in map(_date, assessments) if date is not None]
    places = list(range(len(assessments)))
    return sorted(places, key=lambda i: dates[i]) if len(dates) == len(assessments) else places


def _over_time(assessments: Sequence[Assessment]) -> Iterator[Pair]:
    """The newest value of each measure and side against each earlier one."""
    for name, side in _measured(assessments):
        *earlier, newest = _values(assessments, name, side)
        for value, measure in earlier:
            yield _pair("over_time", assessments, measure, value, newest[0])


def left_right_pairs(assessments: Sequence[Assessment]) -> Iterator[Pair]:
    """The newest left value of each measure against the newest right one of the same test; assessments oldest first."""
    for protocol in dict.fromkeys(a.protocol for a in assessments):
        for name in dict.fromkeys(name for name, side in _measured(assessments) if side is not None):
            left, right = (
                [(v, m) for v, m in _values(assessments, name, side) if assessments[v.assessment].protocol == protocol]
                for side in ("left", "right")
            )
            if left and right:
                yield _pair("left_right", assessments, left[-1][1], left[-1][0], right[-1][0])


def _measured(assessments: Sequence[Assessment]) -> Iterable[tuple[str, str | None]]:
    """Name and side of everything that was measured, each once."""
    return dict.fromkeys((m.name, m.side) for a in assessments for m in a.measures if m.value is not None)


def _values(assessments: Sequence[Assessment], name: str, side: str | None) -> list[tuple[ComparedValue, Measure]]:
    """The values of a measure and side, the oldest first."""
    return [
        (ComparedValue(i, m.side, m.value, m.interval_95), m)
        for i, a in enumerate(assessments)
        for m in a.measures
        if (m.name, m.side) == (name, side) and m.value is not None
    ]


def _pair(
    kind: PairKind, assessments: Sequence[Assessment], measure: Measure, first: ComparedValue, second: ComparedValue
) -> Pair:
    detectable = MINIMAL_DETECTABLE_CHANGES.get((assessments[first.assessment].protocol, measure.name))
    footwear = {assessments[value.assessment].subject.footwear for value in (first, second)}
    change = judge_change(first, second, detectable, same_footwear=len(footwear) == 1)
    return Pair(
        kind=kind,
        measure=measure.name,
        unit=measure.unit,
        first=first,
        second=second,
        difference=change.difference,
        combined_interval_95=change.combined_interval_95,
        minimal_detectable_change=detectable,
        real_change=change.real_change,
        unknown_because=change.unknown_because,
    )


def _summary(assessment: Assessment, name: str) -> ComparedAssessment:
    made = assessment.provenance
    return ComparedAssessment(
        name=name,
        created_at=made.created_at if made else None,
        plane=assessment.view.plane,
        footwear=assessment.subject.footwear,
        cv_rom_version=made.cv_rom_version if made else None,
    )


def doubts(assessments: Sequence[Assessment], pairs: Sequence[Pair]) -> Iterator[QualityWarning]:
    """What makes it doubtful to set these assessments side by side in these pairs."""
    makers = {(p.cv_rom_version, p.model_sha256) for a in assessments if (p := a.provenance) is not None}
    heights = [a.subject.height_cm for a in assessments if a.subject.height_cm is not None]
    dates = [_date(a) for a in assessments]
    if any(pair.unknown_because == "different_footwear" for pair in pairs):
        yield QualityWarning("different_footwear", text("comparison.warning.different_footwear"))
    if len(makers) > 1:
        yield QualityWarning("different_versions", text("comparison.warning.different_versions"))
    if heights and max(heights) - min(heights) > SAME_HEIGHT_CM:
        yield QualityWarning("different_heights", text("comparison.warning.different_heights"))
    if any(_days_apart(pair, dates) for pair in pairs if pair.kind == "left_right"):
        yield QualityWarning("different_days", text("comparison.warning.different_days"))


def _days_apart(pair: Pair, dates: Sequence[datetime | None]) -> bool:
    first, second = dates[pair.first.assessment], dates[pair.second.assessment]
    return first is not None and second is not None and abs(second - first) > ONE_SITTING
