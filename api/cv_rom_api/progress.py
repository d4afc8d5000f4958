"""The history of a subject: how the same measure of the same leg changed from the first assessment on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from cv_rom.comparison import MINIMAL_DETECTABLE_CHANGES, judge_change
from cv_rom.results import ComparedValue, MinimalDetectableChange
from cv_rom_api.schemas import Change, ProgressPoint, ProgressSeries

MEASURES = ("best_peak_dorsiflexion_deg", "best_toe_to_wall_cm")
"""What is followed over time."""
Result = tuple[str, datetime, Mapping[str, Any]]  # id, moment, assessment


def progress_series(results: Iterable[Result]) -> list[ProgressSeries]:
    """One series per protocol, measure and side from a subject's results, which come oldest first.

    Only what was measured with its interval is a point. Each later point stands with its change from the first.
    """
    points: dict[tuple[str, str, str, str], list[ProgressPoint]] = {}
    for assessment_id, at, assessment in results:
        for measure in assessment.get("measures", []):
            if measure["name"] in MEASURES and measure["value"] is not None and measure["interval_95"] is not None:
                key = (assessment["protocol"], measure["name"], measure["side"], measure["unit"])
                points.setdefault(key, []).append(_point(assessment_id, at, assessment, measure))
    return [_series(*key, points[key]) for key in sorted(points)]


def change(first: ProgressPoint, later: ProgressPoint, detectable: MinimalDetectableChange | None) -> Change:
    """The change between two points of a series; what is real, and what is unknown, as in a comparison."""
    before, after = (ComparedValue(0, None, point.value, point.interval_95) for point in (first, later))
    found = judge_change(before, after, detectable, same_footwear=first.footwear == later.footwear)
    assert found.combined_interval_95 is not None  # only what has an interval is a point
    low, high = found.combined_interval_95
    interval = (round(low, 2), round(high, 2))
    return Change(difference=round(found.difference, 2), interval_95=interval, real_change=found.real_change)


def _point(
    assessment_id: str, at: datetime, assessment: Mapping[str, Any], measure: Mapping[str, Any]
) -> ProgressPoint:
    return ProgressPoint(
        assessment_id=assessment_id,
        at=at,
        value=measure["value"],
        interval_95=measure["interval_95"],
        footwear=assessment["subject"]["footwear"],
    )


def _series(protocol: str, measure: str, side: str, unit: str, points: list[ProgressPoint]) -> ProgressSeries:
    detectable = MINIMAL_DETECTABLE_CHANGES.get((protocol, measure))
    first, *later = points
    compared = [point.model_copy(update={"change": change(first, point, detectable)}) for point in later]
    return ProgressSeries(
        protocol=protocol,
        measure=measure,
        side=side,
        unit=unit,
        minimal_detectable_change=detectable,
        points=[first, *compared],
    )
