"""The history of a subject: series, changes, and when a change is real."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from cv_rom_api.progress import change, progress_series
from cv_rom_api.schemas import ProgressPoint
from hypothesis import given
from hypothesis import strategies as st

from cv_rom.comparison import MINIMAL_DETECTABLE_CHANGES

BEGIN = datetime(2026, 1, 5, tzinfo=UTC)
ANGLE = "best_peak_dorsiflexion_deg"
DETECTABLE = MINIMAL_DETECTABLE_CHANGES["knee-to-wall", ANGLE]


def result(week: int, *measures: dict[str, Any], protocol: str = "knee-to-wall", footwear: str = "barefoot") -> Any:
    assessment = {"protocol": protocol, "subject": {"footwear": footwear}, "measures": list(measures)}
    return (f"week-{week}", BEGIN + timedelta(weeks=week), assessment)


def angle(value: float | None, half_width: float = 2.0, side: str = "left", name: str = ANGLE) -> dict[str, Any]:
    interval = None if value is None else [value - half_width, value + half_width]
    return {"name": name, "side": side, "value": value, "unit": name.rsplit("_", 1)[1], "interval_95": interval}


def point(value: float, below: float = 1.0, above: float = 1.0, footwear: str = "barefoot") -> ProgressPoint:
    interval = (value - below, value + above)
    return ProgressPoint(assessment_id="x", at=BEGIN, value=value, interval_95=interval, footwear=footwear)


def test_each_measure_of_each_leg_is_a_series_of_its_own() -> None:
    series = progress_series(
        [
            result(0, angle(30.0), angle(28.0, side="right"), angle(9.0, name="best_toe_to_wall_cm")),
            result(1, angle(33.0), angle(40.0, name="best_peak_knee_flexion_deg")),
            result(2, angle(25.0), protocol="squat"),
        ]
    )
    assert [(one.protocol, one.measure, one.side, [p.value for p in one.points]) for one in series] == [
        ("knee-to-wall", ANGLE, "left", [30.0, 33.0]),
        ("knee-to-wall", ANGLE, "right", [28.0]),
        ("knee-to-wall", "best_toe_to_wall_cm", "left", [9.0]),
        ("squat", ANGLE, "left", [25.0]),
    ]
    found = [one.minimal_detectable_change and one.minimal_detectable_change.value for one in series]
    assert found == [4.7, 4.7, 1.9, None]


def test_what_was_not_measured_is_no_point() -> None:
    series = progress_series([result(0, angle(None)), result(1), result(2, angle(31.0)), ("x", BEGIN, {})])
    assert [[p.assessment_id for p in one.points] for one in series] == [["week-2"]]
    assert series[0].points[0].change is None
    assert progress_series([]) == []


def test_the_interval_of_a_change_comes_from_both_values() -> None:
    found = change(point(30.0, below=3.0, above=1.0), point(40.0, below=2.0, above=4.0), DETECTABLE)
    assert found.difference == 10.0
    assert found.interval_95 == (round(10 - 5**0.5, 2), 15.0)


@pytest.mark.parametrize(
    ("later", "width", "footwear", "detectable", "real"),
    [
        pytest.param(36.0, 1.0, "barefoot", DETECTABLE, True, id="beyond both"),
        pytest.param(24.0, 1.0, "barefoot", DETECTABLE, True, id="beyond both, downwards"),
        pytest.param(34.0, 1.0, "barefoot", DETECTABLE, False, id="less than the test can detect"),
        pytest.param(36.0, 5.0, "barefoot", DETECTABLE, False, id="less than the intervals"),
        pytest.param(50.0, 1.0, "shoes", DETECTABLE, None, id="other footwear"),
        pytest.param(50.0, 1.0, "barefoot", None, None, id="nothing established"),
        pytest.param(31.0, 1.0, "barefoot", None, False, id="nothing established, and less than the intervals"),
    ],
)
def test_a_change_is_real(later: float, width: float, footwear: str, detectable: Any, real: bool | None) -> None:
    found = change(point(30.0, width, width), point(later, width, width, footwear), detectable)
    assert found.real_change is real


VALUES = st.floats(0, 60).map(lambda value: round(value, 2))
WIDTHS = st.floats(0.1, 9).map(lambda value: round(value, 2))


@given(VALUES, VALUES, WIDTHS, WIDTHS, WIDTHS, WIDTHS)
def test_forth_and_back_are_mirrored(a: float, b: float, p: float, q: float, r: float, s: float) -> None:
    forth = change(point(a, p, q), point(b, r, s), DETECTABLE)
    back = change(point(b, r, s), point(a, p, q), DETECTABLE)
    assert forth.real_change == back.real_change
    assert forth.difference == -back.difference
    assert forth.interval_95 == (-back.interval_95[1], -back.interval_95[0])
