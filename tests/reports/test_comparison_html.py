"""comparison.html: today against earlier, left against right, and what of it is real."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cv_rom.comparison import compare
from cv_rom.reports.comparison_html import pair_rows, render_comparison_html
from cv_rom.results import (
    Assessment,
    Comparison,
    Measure,
)
from cv_rom.texts import report_words, speaking


def compared(side_view: Assessment, more_deg: float, protocol: str = "knee-to-wall") -> Comparison:
    """The same leg with so much more of everything (each interval is 2.5 to either side)."""
    before = replace(side_view, protocol=protocol)
    assert before.source is not None
    more = tuple(raised(m, more_deg) for m in before.measures)
    after = replace(before, measures=more, source=replace(before.source, sha256="cd" * 32))
    return compare([before, after], ["a-report/assessment.json", "<i>b.json"])


def raised(measure: Measure, by: float) -> Measure:
    if measure.value is None or measure.interval_95 is None:
        return measure
    low, high = measure.interval_95
    return replace(measure, value=measure.value + by, interval_95=(low + by, high + by))


@pytest.mark.parametrize(
    ("more_deg", "protocol", "verdict", "why"),
    [
        (2.0, "knee-to-wall", "no", "within the uncertainty"),
        (4.0, "knee-to-wall", "no", "Not more than 4.7°"),
        (6.0, "knee-to-wall", "yes", "more than 4.7°"),
        (6.0, "squat", "unknown", "not established"),
    ],
)
def test_a_change_is_real_only_beyond_interval_and_detectable_change(
    side_view: Assessment, more_deg: float, protocol: str, verdict: str, why: str
) -> None:
    rows = pair_rows(compared(side_view, more_deg, protocol), "over_time", report_words())
    best = rows[0]
    assert best.label == "Best ankle dorsiflexion (left)"
    assert (best.first.value, best.first.assessment) == ("26.1°", 1)
    assert best.difference == f"+{more_deg:.1f}°"
    assert best.verdict == verdict
    assert why in best.why


def test_the_page_names_what_is_compared_and_escapes_it(side_view: Assessment) -> None:
    html = render_comparison_html(compared(side_view, 6.0))
    assert "<bdi>a-report</bdi>" in html
    assert "<bdi>&lt;i&gt;b.json</bdi>" in html
    assert "Today against earlier" in html
    assert "Left against right" not in html.replace("Left against right sets", "")
    assert "Powden 2015" in html
    assert "http" not in html.replace("http-equiv", "")


def test_left_against_right_stands_in_a_table_of_its_own(side_view: Assessment) -> None:
    assert side_view.source is not None
    right = tuple(replace(m, side="right") for m in side_view.measures)
    other = replace(side_view, measures=right, source=replace(side_view.source, sha256="ef" * 32))
    comparison = compare([side_view, other])
    rows = pair_rows(comparison, "left_right", report_words())
    assert rows[0].label == "Best ankle dorsiflexion"
    assert rows[0].difference == "0.0°"
    assert pair_rows(comparison, "over_time", report_words()) == []
    with speaking("de"):
        assert "Links gegen rechts" in render_comparison_html(comparison)


def test_nothing_in_common_says_so(side_view: Assessment, nothing_measured: Assessment) -> None:
    html = render_comparison_html(compare([side_view, replace(nothing_measured, protocol="squat", source=None)]))
    assert "nothing to compare" in html
    assert "<table" not in html
