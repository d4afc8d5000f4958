"""What the findings mean and what to do next: only what the numbers themselves say."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cv_rom.reports.page_meaning import meaning, next_steps
from cv_rom.results import Assessment, Measure
from cv_rom.texts import report_words


def best(name: str, value: float, half: float, unit: str) -> Measure:
    return Measure(name, "left", value, unit, (value - half, value + half), "measured", None, "")


def said(assessment: Assessment) -> str:
    return " ".join(meaning(assessment, report_words()))


def test_a_lifted_heel_is_explained_and_the_next_try_named(side_view: Assessment) -> None:
    assert "only repetitions with the heel down count" in said(side_view)
    assert "no range of healthy people is established" in said(side_view)
    assert "go only as deep as both heels stay" in " ".join(next_steps(side_view, report_words()))
    at_the_wall = " ".join(next_steps(replace(side_view, protocol="knee-to-wall"), report_words()))
    assert "bring the knee forward only as far as the heel stays" in at_the_wall
    assert "deep" not in at_the_wall


def test_heels_that_stayed_down_are_said_to(side_view: Assessment) -> None:
    down = replace(side_view.compensations[0], status="absent", episodes=())
    assert "heel stayed on the floor" in said(replace(side_view, compensations=(down,)))


def test_from_the_front_nothing_is_said_of_the_ankles_bend(front_view: Assessment) -> None:
    assert "only seen from the side" in said(front_view)
    assert "The knee moved inside the line" in said(front_view)
    assert "each leg from its own side" in " ".join(next_steps(front_view, report_words()))


@pytest.mark.parametrize(
    ("value", "half", "words"),
    [
        (8.0, 1.0, "is below the 10 cm"),
        (9.5, 1.0, "cannot tell on which side"),
        (12.0, 1.0, "reaches the 10 cm"),
    ],
)
def test_a_distance_is_judged_only_as_far_as_its_interval_lets_it(
    side_view: Assessment, value: float, half: float, words: str
) -> None:
    wall = replace(side_view, protocol="knee-to-wall", measures=(best("best_toe_to_wall_cm", value, half, "cm"),))
    assert words in said(wall)


@pytest.mark.parametrize(
    ("value", "words"),
    [(15.0, "is below the middle range"), (27.0, "lies in the middle"), (40.0, "is above"), (22.0, "cannot tell")],
)
def test_an_angle_at_the_wall_is_set_against_healthy_adults(side_view: Assessment, value: float, words: str) -> None:
    angle = best("best_peak_dorsiflexion_deg", value, 3.0, "deg")
    wall = replace(side_view, protocol="knee-to-wall", measures=(angle,))
    assert words in said(wall)
    assert "Powden 2015" in " ".join(next_steps(wall, report_words()))


def test_a_knee_short_of_the_wall_moves_the_foot(side_view: Assessment) -> None:
    short = replace(side_view.repetitions[0], valid=False, invalid_reasons=("knee_short_of_wall",))
    steps = next_steps(replace(side_view, protocol="knee-to-wall", repetitions=(short,)), report_words())
    assert any("nearer to the wall" in step for step in steps)


def test_nothing_measured_means_nothing(nothing_measured: Assessment) -> None:
    assert meaning(nothing_measured, report_words()) == ()
    assert len(next_steps(nothing_measured, report_words())) == 1
