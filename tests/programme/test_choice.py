"""Which exercises are chosen: by where it is felt and by what was found; and that safety comes first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations, product
from typing import get_args

import pytest

from cv_rom.programme import EXERCISES, Answers, choose_programme
from cv_rom.programme.choice import choose
from cv_rom.programme.needs import FOUND, needs_of
from cv_rom.results import (
    Assessment,
    Compensation,
    Felt,
    Kind,
    Measure,
    Programme,
    Quality,
    Scale,
    SideName,
    Source,
    Subject,
    Threshold,
    View,
)
from cv_rom.texts import LANGUAGES, Language, lines, speaking, text

FELT: tuple[Felt, ...] = get_args(Felt)
SUBSETS = [subset for size in range(4) for subset in combinations(FELT, size)]
LIMIT = Threshold(8.0, "mm", "ours")


def measured(name: str, value: float, side: SideName = "left", half: float = 1.0) -> Measure:
    interval = (value - half, value + half)
    return Measure(name, side, value, name.rsplit("_", 1)[1], interval, "measured", None, "a number")


def found(*measures: Measure, seen: Sequence[str] = (), protocol: str = "knee-to-wall", video: str = "a") -> Assessment:
    """An assessment with these values, in which these compensations were seen."""
    return Assessment(
        protocol=protocol,
        view=View("sagittal", "right", "right", 0.0, None),
        subject=Subject("barefoot", None, None),
        scale=Scale("none", None, None),
        repetitions=(),
        measures=measures,
        compensations=tuple(Compensation(name, "left", "present", None, None, LIMIT) for name in seen),
        findings=(),
        quality=Quality(),
        source=Source(video, video, 9.0, None, 270, 270, 640, 480, 0, 30.0, False),
    )


ANGLE = measured("best_peak_dorsiflexion_deg", 35.0)


def ids(programme: Programme) -> list[str]:
    return [exercise.id for exercise in programme.exercises]


def reasons(*assessments: Assessment, felt: Sequence[Felt] = ()) -> list[str]:
    """The keys of the reasons that are given."""
    given = choose_programme(assessments, felt).reasons
    keys = ("felt_nothing", "below_aim", "gap_left", "nothing_measured", "nothing_found", "no_assessment")
    said = {text(f"programme.reason.{key}"): key for key in keys}
    said |= {text(f"programme.found.{name}"): name for name in FOUND}
    said |= {text(f"programme.felt.{place}"): place for place in FELT}
    for side in ("left", "right"):
        said[text("programme.reason.short_side", side=side)] = f"short_{side}"
    return [said[reason] for reason in given]


@pytest.mark.parametrize("felt", SUBSETS)
def test_a_programme_has_every_part_and_takes_about_a_quarter_of_an_hour(felt: tuple[Felt, ...]) -> None:
    programme = choose_programme((), felt)
    assert {exercise.kind for exercise in programme.exercises} == set(get_args(Kind))
    assert 12.0 <= programme.minutes <= 16.5
    assert programme.minutes == pytest.approx(sum(exercise.minutes for exercise in programme.exercises))
    assert len(ids(programme)) == len(set(ids(programme)))
    assert programme.exercises[0].kind == "warm_up"
    assert programme.advice == ()


@pytest.mark.parametrize(
    ("felt", "wanted", "second"),
    [
        pytest.param("front", {"band_dorsiflexion", "half_kneeling"}, "mobilise", id="joint first"),
        pytest.param("achilles", {"achilles_release", "soleus_stretch", "eccentric_heel_drop"}, "release", id="tendon"),
        pytest.param("calf", {"calf_release", "soleus_stretch", "sciatic_glide"}, "release", id="calf, and the nerve"),
    ],
)
def test_where_it_is_felt_sets_the_emphasis(felt: Felt, wanted: set[str], second: Kind) -> None:
    programme = choose_programme((), [felt])
    assert wanted <= set(ids(programme))
    assert programme.exercises[1].kind == second


def test_the_order_of_the_parts_is_that_of_a_session() -> None:
    kinds = [exercise.kind for exercise in choose_programme().exercises]
    assert list(dict.fromkeys(kinds)) == list(get_args(Kind))


@pytest.mark.parametrize("seen", ["arch_collapse", "foot_turn_out"])
def test_a_way_round_asks_for_the_big_toe(seen: str) -> None:
    programme = choose_programme([found(ANGLE, seen=[seen])])
    assert {"big_toe_release", "big_toe_stretch", "big_toe_lift", "band_dorsiflexion"} <= set(ids(programme))


def test_a_knee_that_falls_in_asks_for_balance() -> None:
    assert "toe_tap" in ids(choose_programme([found(ANGLE, seen=["knee_valgus"], protocol="squat")]))


def test_what_was_tested_is_practised() -> None:
    assert "forward_lunge_block" in ids(choose_programme([found(ANGLE)]))
    assert "wall_squat" in ids(choose_programme([found(ANGLE, protocol="squat")]))


def test_reasons_say_what_was_found() -> None:
    assert reasons() == ["felt_nothing", "no_assessment"]
    assert reasons(found(), felt=["front"]) == ["front", "nothing_measured"]
    assert reasons(found(ANGLE)) == ["felt_nothing", "nothing_found"]
    assert reasons(found(ANGLE, seen=["heel_lift"])) == ["felt_nothing", "heel_lift"]
    assert reasons(found(measured("best_toe_to_wall_cm", 9.9))) == ["felt_nothing", "below_aim"]
    assert reasons(found(measured("best_toe_to_wall_cm", 10.0))) == ["felt_nothing", "nothing_found"]
    assert reasons(felt=["calf", "achilles"]) == ["achilles", "calf", "no_assessment"]


@pytest.mark.parametrize(
    ("left", "right", "short"),
    [
        pytest.param(12.0, 8.0, "right", id="right is shorter"),
        pytest.param(8.0, 12.0, "left", id="left is shorter"),
        pytest.param(12.0, 10.5, None, id="less than the test can detect"),
    ],
)
def test_a_shorter_side_gets_more(left: float, right: float, short: SideName | None) -> None:
    sides = [
        found(measured("best_toe_to_wall_cm", value, side, half=0.5), video=side)
        for side, value in (("left", left), ("right", right))
    ]
    programme = choose_programme(sides)
    more = {exercise.more_side for exercise in programme.exercises if exercise.kind in ("stretch", "mobilise")}
    assert more == {short}
    assert {e.more_side for e in programme.exercises if e.kind in ("warm_up", "use")} == {None}
    assert any(reason.startswith("short") for reason in reasons(*sides)) is (short is not None)


@pytest.mark.parametrize("question", ["pain", "injury", "unsteady"])
def test_a_yes_means_advice_and_no_exercises(question: str) -> None:
    programme = choose_programme([found(ANGLE)], ["calf"], replace(Answers(False, False, False), **{question: True}))
    assert programme.exercises == ()
    assert programme.advice == lines("safety.advice.lines")
    assert programme.minutes == 0.0
    assert [q.answer for q in programme.questions].count(True) == 1


@pytest.mark.parametrize("answers", [None, Answers(), Answers(False, False, False), Answers(False, None, None)])
def test_without_a_yes_there_are_exercises_below_the_questions(answers: Answers | None) -> None:
    programme = choose_programme(answers=answers)
    assert len(programme.questions) == 3
    assert programme.exercises


def test_every_exercise_stands_in_some_programme_or_is_named_there() -> None:
    reached = set()
    names = {text(f"exercise.{one}.name"): one for one in EXERCISES}
    for felt in SUBSETS:
        for protocol, seen in product(("squat", "knee-to-wall"), ((), ("arch_collapse",), ("knee_valgus",))):
            programme = choose_programme([found(ANGLE, seen=seen, protocol=protocol)], felt)
            reached |= {*ids(programme), *(names[name] for name in programme.others)}
    assert set(EXERCISES) - reached == set()


def test_a_helper_is_never_needed() -> None:
    assert all("ankle_traction" not in [e.id for e in choose(needs_of((), felt))] for felt in SUBSETS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_programme_is_in_one_language(language: Language) -> None:
    with speaking(language):
        programme = choose_programme((), ["front"])
        assert programme.frequency == lines("programme.frequency")
        assert programme.exercises[0].name == text("exercise.ankle_circles.name")
    assert ids(programme) == ids(choose_programme((), ["front"]))


def test_a_programme_is_exercises_or_advice() -> None:
    programme = choose_programme()
    with pytest.raises(ValueError, match="either advice or exercises"):
        replace(programme, advice=("see somebody",))
    with pytest.raises(ValueError, match="either advice or exercises"):
        replace(programme, exercises=())
