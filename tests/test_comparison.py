"""Assessments side by side: what is paired, when a change is real, and what is refused."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cv_rom.comparison import MINIMAL_DETECTABLE_CHANGES, compare, judge_change
from cv_rom.errors import AnalysisError
from cv_rom.results import (
    Assessment,
    ComparedValue,
    Interval,
    Measure,
    MinimalDetectableChange,
    Pair,
    Provenance,
    Quality,
    Scale,
    SideName,
    Source,
    Subject,
    View,
)
from cv_rom.texts import speaking

ANGLE, DISTANCE = "best_peak_dorsiflexion_deg", "best_toe_to_wall_cm"
DETECTABLE = MinimalDetectableChange(4.7, "deg", "Powden 2015 review")


def measured(value: float, half: float | None = 2.0, *, name: str = ANGLE, side: SideName | None = "left") -> Measure:
    interval = None if half is None else (value - half, value + half)
    return Measure(name, side, value, name.rsplit("_", 1)[1], interval, "measured", None, "a number")


def recorded(
    *measures: Measure, video: str, day: str | None = "2026-05-01", protocol: str = "knee-to-wall", **subject: object
) -> Assessment:
    """An assessment of a video; its name stands for its content."""
    made = Provenance("0.1.0", "model", "m" * 64, {}, f"{day}T09:00:00+00:00") if day else None
    return Assessment(
        protocol=protocol,
        view=View("sagittal", "right", "right", 0.0, None),
        subject=replace(Subject("barefoot", None, None), **subject),
        scale=Scale("none", None, None),
        repetitions=(),
        measures=measures,
        compensations=(),
        findings=(),
        quality=Quality(),
        source=Source(video, video, 9.0, None, 270, 270, 640, 480, 0, 30.0, False),
        provenance=made,
    )


def value(number: float, half: float | None) -> ComparedValue:
    return ComparedValue(0, "left", number, None if half is None else (number - half, number + half))


@pytest.mark.parametrize(
    ("difference", "half", "detectable", "real", "because"),
    [
        pytest.param(6.0, 2.0, DETECTABLE, True, None, id="beyond both"),
        pytest.param(-6.0, 2.0, DETECTABLE, True, None, id="beyond both, downward"),
        pytest.param(4.0, 2.0, DETECTABLE, False, None, id="beyond the interval, not the detectable change"),
        pytest.param(6.0, 5.0, DETECTABLE, False, None, id="beyond the detectable change, not the interval"),
        pytest.param(4.7, 1.0, DETECTABLE, False, None, id="as much as the detectable change is not more"),
        pytest.param(6.0, 2.0, None, None, "none_established", id="none established"),
        pytest.param(1.0, 2.0, None, False, None, id="within the interval, whatever is established"),
        pytest.param(6.0, None, DETECTABLE, None, "no_interval", id="no interval"),
    ],
)
def test_a_change_is_real_only_beyond_both(
    difference: float, half: float | None, detectable: MinimalDetectableChange, real: bool, because: str
) -> None:
    found = judge_change(value(30.0, half), value(30.0 + difference, half), detectable, same_footwear=True)
    assert found.difference == pytest.approx(difference)
    assert (found.real_change, found.unknown_because) == (real, because)


def test_intervals_combine_as_independent_errors() -> None:
    found = judge_change(value(30.0, 3.0), value(40.0, 4.0), DETECTABLE, same_footwear=True)
    assert found.combined_interval_95 == pytest.approx((5.0, 15.0))  # 3, 4, 5
    lopsided = ComparedValue(0, "left", 30.0, (27.0, 31.0))
    found = judge_change(lopsided, value(40.0, 0.0), DETECTABLE, same_footwear=True)
    assert found.combined_interval_95 == pytest.approx((9.0, 13.0)), "lower at first is more change"


def test_shoes_and_bare_feet_are_not_judged() -> None:
    found = judge_change(value(30.0, 1.0), value(50.0, 1.0), DETECTABLE, same_footwear=False)
    assert (found.real_change, found.unknown_because) == (None, "different_footwear")


@given(
    st.floats(0.0, 60.0),
    st.floats(0.0, 60.0),
    st.floats(0.1, 20.0),
    st.floats(0.1, 20.0),
    st.sampled_from([None, DETECTABLE]),
)
def test_exchanging_the_two_turns_the_sign_and_nothing_else(
    a: float, b: float, half_a: float, half_b: float, detectable: MinimalDetectableChange | None
) -> None:
    there = judge_change(value(a, half_a), value(b, half_b), detectable, same_footwear=True)
    back = judge_change(value(b, half_b), value(a, half_a), detectable, same_footwear=True)
    assert back.difference == -there.difference
    assert (back.real_change, back.unknown_because) == (there.real_change, there.unknown_because)
    low, high = bounds(there.combined_interval_95)
    assert bounds(back.combined_interval_95) == pytest.approx((-high, -low))


def bounds(interval: Interval | None) -> Interval:
    assert interval is not None
    return interval


def test_the_newest_stands_against_each_earlier_one_of_its_side() -> None:
    may = recorded(measured(30.0), video="may", day="2026-05-01")
    june = recorded(measured(33.0), video="june", day="2026-06-01")
    july = recorded(measured(38.0), video="july", day="2026-07-01")
    found = compare([july, may, june])
    assert [a.name for a in found.assessments] == ["may", "june", "july"]
    assert [(p.kind, p.first.assessment, p.second.assessment, p.difference) for p in found.pairs] == [
        ("over_time", 0, 2, 8.0),
        ("over_time", 1, 2, 5.0),
    ]


def test_left_and_right_are_a_pair_and_no_measure() -> None:
    left, right = recorded(measured(30.0), video="l"), recorded(measured(36.0, side="right"), video="r")
    (pair,) = compare([left, right]).pairs
    assert (pair.kind, pair.first.side, pair.second.side, pair.difference) == ("left_right", "left", "right", 6.0)
    assert pair.minimal_detectable_change == DETECTABLE
    assert pair.real_change is True


def test_both_sides_of_one_front_view_are_a_pair() -> None:
    toe_out = "mean_toe_out_deg"
    sides = [measured(10.0, name=toe_out), measured(14.0, name=toe_out, side="right")]
    front = recorded(*sides, video="front", protocol="squat")
    other = recorded(measured(30.0), video="side", protocol="squat")
    (pair,) = compare([front, other]).pairs
    assert (pair.kind, pair.first.assessment, pair.second.assessment) == ("left_right", 0, 0)


def test_without_dates_the_order_given_counts() -> None:
    earlier, later = (recorded(measured(v), video=str(v), day=None) for v in (38.0, 30.0))
    assert compare([earlier, later]).pairs[0].difference == -8.0
    no_date = replace(later, provenance=Provenance("0", "m", "0", {}, "once upon a time"))
    no_zone = replace(earlier, provenance=Provenance("0", "m", "0", {}, "2026-05-01T09:00:00"))
    assert compare([no_zone, no_date]).pairs[0].difference == -8.0


def test_what_was_not_measured_in_both_is_no_pair() -> None:
    refused = Measure(ANGLE, "left", None, "deg", None, "not_assessable", "wrong_view", "a number")
    found = compare([recorded(measured(30.0), video="a"), recorded(refused, video="b")])
    assert found.pairs == ()
    assert [f.severity for f in found.findings] == ["notice"]
    assert "nothing to compare" in found.findings[0].text


def test_the_detectable_change_is_that_of_the_knee_to_wall_test_alone() -> None:
    assert {protocol for protocol, _ in MINIMAL_DETECTABLE_CHANGES} == {"knee-to-wall"}
    assert MINIMAL_DETECTABLE_CHANGES["knee-to-wall", DISTANCE].value == 1.9
    assert MINIMAL_DETECTABLE_CHANGES["knee-to-wall", ANGLE].value == 4.7
    squats = [recorded(measured(v), video=str(v), protocol="squat") for v in (30.0, 40.0)]
    assert compare(squats).pairs[0].unknown_because == "none_established"


@pytest.mark.parametrize(
    ("assessments", "message"),
    [
        pytest.param([recorded(video="a")], "two assessments or more", id="only one"),
        pytest.param([], "two assessments or more", id="none"),
        pytest.param(
            [recorded(video="a"), recorded(video="b", protocol="squat")],
            "a is a knee-to-wall test, b a squat test",
            id="other protocol",
        ),
        pytest.param([recorded(video="a"), recorded(video="b"), recorded(video="a")], "same video", id="same video"),
    ],
)
def test_what_cannot_be_compared_is_refused_in_one_line(assessments: list[Assessment], message: str) -> None:
    with pytest.raises(AnalysisError, match=message) as error:
        compare(assessments)
    assert "\n" not in str(error.value)


def test_errors_speak_of_the_names_given() -> None:
    with pytest.raises(AnalysisError, match=r"one\.json and two\.json are of the same video"):
        compare([recorded(video="a"), recorded(video="a")], ["one.json", "two.json"])


@pytest.mark.parametrize(
    ("change", "code"),
    [
        pytest.param({"subject": Subject("shoes", None, None)}, "different_footwear", id="shoes"),
        pytest.param({"subject": Subject("unknown", None, None)}, "different_footwear", id="shoes not stated"),
        pytest.param({"subject": Subject("barefoot", None, 190.0)}, "different_heights", id="another height"),
        pytest.param({"provenance": Provenance("0.2.0", "model", "m" * 64, {}, "2026-05-01T09:00:00+00:00")},
                     "different_versions", id="another version"),
    ],
)  # fmt: skip
def test_what_makes_a_comparison_doubtful_is_a_warning(change: dict[str, object], code: str) -> None:
    first = recorded(measured(30.0), video="a", height_cm=175.0)
    second = recorded(measured(40.0), video="b", height_cm=176.0)
    assert compare([first, second]).warnings == ()
    assert [w.code for w in compare([first, replace(second, **change)]).warnings] == [code]


def test_left_and_right_of_different_days_are_a_warning() -> None:
    left = recorded(measured(30.0), video="l")
    right = recorded(measured(36.0, side="right"), video="r", day="2026-06-01")
    assert [w.code for w in compare([left, right]).warnings] == ["different_days"]


def verdict(pair_of: tuple[Assessment, Assessment]) -> str:
    (finding,) = compare(pair_of).findings
    return finding.text


def test_the_findings_say_what_the_pairs_say() -> None:
    def after(change: float, **options: object) -> str:
        first = recorded(measured(30.0), video="a", **options)
        return verdict((first, recorded(measured(30.0 + change), video="b", **options)))

    assert "a real difference" in after(8.0)
    assert "30.0° before, 38.0° now, a change of 8.0° (95 % interval 5.2° to 10.8°)" in after(8.0)
    assert "not more than 4.7°" in after(4.0)
    assert "within the uncertainty" in after(1.0)
    assert "not established for this test" in after(8.0, protocol="squat")
    with speaking("de"):
        assert "ein echter Unterschied" in after(8.0)
        assert "30,0°" in after(8.0)


def test_only_a_real_change_is_a_notice() -> None:
    def severities(change: float) -> list[str]:
        found = compare([recorded(measured(30.0), video="a"), recorded(measured(30.0 + change), video="b")])
        return [finding.severity for finding in found.findings]

    assert severities(8.0) == ["notice"]
    assert severities(1.0) == ["info"]


def test_every_measure_stands_in_the_pairs_and_few_in_the_findings() -> None:
    names = ("stance_dorsiflexion_deg", "mean_peak_dorsiflexion_deg", ANGLE)
    found = compare([recorded(*(measured(v, name=n) for n in names), video=str(v)) for v in (20.0, 30.0)])
    assert [pair.measure for pair in found.pairs] == list(names)
    assert [finding.refers_to for finding in found.findings] == [(ANGLE,)]


def test_pairs_keep_their_units() -> None:
    pairs: tuple[Pair, ...] = compare(
        [recorded(measured(v, 0.5, name=DISTANCE), video=str(v)) for v in (9.0, 12.0)]
    ).pairs
    assert pairs[0].unit == "cm"
    assert pairs[0].real_change is True


def test_where_one_side_has_no_valid_attempt_it_says_so_and_why() -> None:
    stance = [measured(7.0, name="stance_dorsiflexion_deg", side=side) for side in ("left", "right")]
    spoiled = replace(measured(0.0), value=None, interval_95=None, status="not_assessable", reason="no_valid_attempt")
    elsewhere = replace(spoiled, reason="far_side")
    left = recorded(spoiled, stance[0], video="left")
    right = recorded(measured(26.0, side="right"), elsewhere, stance[1], video="right")
    found = compare([left, right])
    assert [pair.measure for pair in found.pairs] == ["stance_dorsiflexion_deg"]
    assert not found.compared_anything
    assert [finding.text for finding in found.findings] == [
        "The main numbers could not be compared: they need a value on both.",
        "Best ankle dorsiflexion (left): no value, because no repetition counted as valid.",
    ]


def test_the_shown_change_is_that_of_the_shown_values() -> None:
    before, now = recorded(measured(26.04), video="a"), recorded(measured(25.76), video="b")
    found = compare([before, now])
    assert "26.0° before, 25.8° now, a change of −0.2°" in found.findings[0].text
    assert found.compared_anything
    assert found.pairs[0].difference == pytest.approx(-0.28)
