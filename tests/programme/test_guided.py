"""Which exercises a live check can guide, and that it follows the movements that it says it follows."""

from __future__ import annotations

import numpy as np
import pytest
from live_runs import readings
from stick_figure import film, half_kneelings, lunges, squats

from cv_rom.poses import PoseTrack
from cv_rom.programme import EXERCISES, guided_exercises
from cv_rom.programme.guided import PROTOCOL_OF
from cv_rom.protocols import PROTOCOLS
from cv_rom.skeleton import Landmark, Side, index
from cv_rom.texts import LANGUAGES, Language, speaking


def test_only_what_a_live_check_can_follow_is_offered() -> None:
    offered = {one.planned.id: one.protocol for one in guided_exercises()}
    assert offered == {
        "achilles_squat_stretch": "squat",
        "band_dorsiflexion": "knee-to-wall",
        "wall_squat": "squat",
        "forward_lunge_block": "knee-to-wall",
        "deep_squat": "squat",
    }
    tracked = {e.tracking for e in EXERCISES.values() if e.tracking is not None}
    assert set(PROTOCOL_OF) <= tracked, "a movement that no exercise has"
    assert set(PROTOCOL_OF.values()) <= set(PROTOCOLS)


def test_a_heel_that_comes_up_spoils_every_exercise_that_is_offered() -> None:
    assert all(EXERCISES[one.planned.id].heel_down for one in guided_exercises())


@pytest.mark.parametrize(
    ("exercise_id", "mode", "wanted", "each_side"),
    [
        ("deep_squat", "hold", 30, False),
        ("achilles_squat_stretch", "hold", 60, False),
        ("wall_squat", "repetitions", 20, False),
        ("band_dorsiflexion", "repetitions", 30, True),
        ("forward_lunge_block", "repetitions", 30, True),
    ],
)
def test_the_goal_is_the_lower_end_of_the_dose(exercise_id: str, mode: str, wanted: float, each_side: bool) -> None:
    (goal,) = [one.goal for one in guided_exercises() if one.planned.id == exercise_id]
    assert (goal["mode"], goal["wanted"], goal["each_side"], goal["sets"]) == (mode, wanted, each_side, 1)


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_are_those_of_the_language(language: Language) -> None:
    with speaking(language):
        (squat,) = [one for one in guided_exercises() if one.planned.id == "deep_squat"]
    assert squat.planned.name == {"en": "Deep squat", "de": "Tiefe Hocke"}[language]
    assert squat.goal["name"] == squat.planned.name


def test_lunges_without_a_wall_are_counted_and_lifted_heels_told_apart() -> None:
    lifts = (0.0, 20.0, 0.0)
    found = readings(film(lunges((30.0, 24.0, 35.0), heel_lift_deg=lifts, rest_s=2.5)), PROTOCOL_OF[_of("lunge")])
    assert ["heel_lift" in attempt.invalid_reasons for attempt in found[-1].attempts] == [lift > 0.0 for lift in lifts]


def test_squats_are_counted_and_lifted_heels_told_apart() -> None:
    lifts = (0.0, 20.0, 0.0)
    found = readings(film(squats((30.0, 24.0, 35.0), heel_lift_deg=lifts, rest_s=2.5)), PROTOCOL_OF[_of("squat")])
    assert ["heel_lift" in attempt.invalid_reasons for attempt in found[-1].attempts] == [lift > 0.0 for lift in lifts]


def test_an_upright_kneeling_body_is_taken_for_a_tilted_camera() -> None:
    found = readings(_trunk_upright(film(half_kneelings((30.0,), rest_s=2.5))), "knee-to-wall")
    assert {reading.step for reading in found} == {"setup"}
    assert "camera_tilted" in {reading.message for reading in found}


def _of(movement: str) -> object:
    return next(tracking for tracking in PROTOCOL_OF if tracking.movement == movement)


def _trunk_upright(track: PoseTrack) -> PoseTrack:
    """The same with the shoulders above the hips, as somebody kneels who does not bend forward."""
    xy_px = track.xy_px.copy()
    for side in Side:
        shoulder, hip = index(Landmark.SHOULDER, side), index(Landmark.HIP, side)
        trunk_px = np.linalg.norm(xy_px[:, shoulder] - xy_px[:, hip], axis=1)
        xy_px[:, shoulder] = xy_px[:, hip] - np.column_stack([np.zeros_like(trunk_px), trunk_px])
    return PoseTrack(track.time_s, xy_px, track.visibility, track.noise_px)
