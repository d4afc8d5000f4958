"""The history of a subject: how the same measure of the same leg changed from the first assessment on."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from cv_rom_api.schemas import Change, MinimalDetectableChange, ProgressPoint, ProgressSeries

MEASURES = ("best_peak_dorsiflexion_deg", "best_toe_to_wall_cm")
"""What is followed over time."""
_POWDEN = "Powden 2015 review"
MINIMAL_DETECTABLE_CHANGES = {
    ("knee-to-wall", "best_peak_dorsiflexion_deg"): MinimalDetectableChange(value=4.7, unit="deg", source=_POWDEN),
    ("knee-to-wall", "best_toe_to_wall_cm"): MinimalDetectableChange(value=1.9, unit="cm", source=_POWDEN),
}
"""By protocol and measure. For squats none is established."""

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
    """The change between two points of a series.

    It is real where it is larger than the combined interval of both and larger than the minimal detectable
    change; unknown where that is not established or the footwear differs, as a raised heel shifts the zero.
    """
    difference = later.value - first.value
    below = math.hypot(later.value - later.interval_95[0], first.interval_95[1] - first.value)
    above = math.hypot(later.interval_95[1] - later.value, first.value - first.interval_95[0])
    interval = (difference - below, difference + above)
    real: bool | None
    if first.footwear != later.footwear:
        real = None
    elif interval[0] <= 0 <= interval[1]:
        real = False
    else:
        real = None if detectable is None else abs(difference) > detectable.value
    rounded = (round(interval[0], 2), round(interval[1], 2))
    return Change(difference=round(difference, 2), interval_95=rounded, real_change=real)


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
