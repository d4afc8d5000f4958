"""Stance and scale through the whole measurement: what is taken for standing, and what it gives."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from assessed import assess, measure, value, warnings
from stick_figure import Body, Camera, film, lunges, scene, squats, standing
from track_changes import cut, joined, moved

from cv_rom.skeleton import Side


def test_the_stance_is_the_persons_own() -> None:
    """Bare landmarks where nothing is known of how people stand: with one foot before the other."""
    found = assess(film(lunges((30.0, 28.0), stance_deg=8.0)), "knee-to-wall")
    assert value(found, "stance_tibia_inclination_deg") == pytest.approx(8.0, abs=0.3)
    assert value(found, "stance_dorsiflexion_deg") == pytest.approx(8.0, abs=0.3)


@pytest.mark.parametrize(("built_deg", "measured_deg"), [(2.5, 2.5), (4.0, 3.05), (1.0, 1.95)])
def test_standing_upright_corrects_the_landmarks(built_deg: float, measured_deg: float) -> None:
    """Standing (2.5, deviation 1.2) and landmarks (built, 1.6 with no roll) weigh 1.6^2 to 1.2^2, nearly 2 to 1."""
    seen = scene(height_cm=175.0, roll_deg=0.0, roll_sd_deg=0.0)
    found = assess(film(squats((30.0,), stance_deg=built_deg)), seen=seen)
    assert value(found, "stance_tibia_inclination_deg") == pytest.approx(measured_deg, abs=0.1)
    assert value(found, "stance_dorsiflexion_deg") == pytest.approx(measured_deg, abs=0.1)
    change = value(found.repetitions[0], "peak_dorsiflexion_change_deg")
    assert change == pytest.approx(30.0 - built_deg, abs=0.3), "a shift of the line changes no change"


def test_an_odd_stance_corrects_nothing() -> None:
    found = assess(film(squats((30.0,), stance_deg=14.0)))
    assert value(found, "stance_dorsiflexion_deg") == pytest.approx(14.0, abs=1.0)


def test_without_repetitions_standing_is_still_measured() -> None:
    assert value(assess(film(standing(2.0))), "stance_dorsiflexion_deg") == pytest.approx(2.5, abs=0.1)


def test_a_foot_whose_landmarks_slope_is_flat_in_stance() -> None:
    """The heel landmark of this body lies 3 cm higher than its toe landmark: not a lifted heel."""

    class Sloping(Body):
        @property
        def heel(self) -> tuple[float, float]:
            return super().heel[0], 6.0

        @property
        def toe(self) -> tuple[float, float]:
            return super().toe[0], 3.0

    found = assess(film(squats((30.0,)), body=Sloping()))
    assert value(found.repetitions[0], "peak_foot_pitch_deg") == pytest.approx(0.0, abs=0.1)
    assert value(found.repetitions[0], "peak_dorsiflexion_deg") == pytest.approx(30.0, abs=0.3)


def test_a_recording_that_starts_in_movement_takes_a_later_stance_and_says_so() -> None:
    found = assess(cut(film(squats((30.0, 28.0), hold_s=1.0)), 1.3))
    assert measure(found, "stance_dorsiflexion_deg").status == "measured"
    assert "stance_not_first" in warnings(found)


def test_a_still_bottom_is_no_stance() -> None:
    """Held for six seconds at the bottom, stood for one: the stance is the standing."""
    found = assess(film(squats((32.0,), hold_s=6.0)))
    assert value(found, "stance_dorsiflexion_deg") == pytest.approx(2.5, abs=0.3)


@pytest.mark.parametrize("height_cm", [150.0, 175.0, 200.0])
def test_the_scale_follows_the_height(height_cm: float) -> None:
    body = Body(height_cm=height_cm, ankle_above_joint_cm=3.0)
    found = assess(film(squats((30.0,)), Camera(px_per_cm=3.0), body=body), seen=scene(height_cm=height_cm))
    assert found.scale.px_per_cm == pytest.approx(3.0, rel=0.015)


def test_the_height_is_preferred_to_the_foot() -> None:
    track = film(squats((30.0,)))
    assert assess(track, seen=scene(height_cm=175.0, foot_length_cm=26.6)).scale.source == "height"


def test_half_the_size_is_half_the_scale() -> None:
    track = film(lunges((35.0,), leg=Side.RIGHT))
    large, small = (assess(t, "knee-to-wall").scale.px_per_cm for t in (track, moved(track, scale=0.5)))
    assert large is not None
    assert small == pytest.approx(large / 2.0)


def test_each_shot_has_its_own_stance_and_scale() -> None:
    near = film(squats((30.0,), heel_lift_deg=15.0))
    far = moved(near, scale=0.5, by_px=(300.0, 300.0))
    found = assess(joined(near, far, gap_s=1.0))
    heights = [value(r, "peak_heel_height_mm") for r in found.repetitions]
    assert heights[0] == pytest.approx(heights[1], rel=0.02)


def test_the_turns_of_a_movement_are_no_stance() -> None:
    """Somebody who sways by 10 deg once a second never stands still."""
    motion = standing(3.0)
    swaying = replace(motion, tibia_deg=10.0 + 10.0 * np.sin(2.0 * np.pi * motion.time_s))
    assert measure(assess(film(swaying)), "stance_dorsiflexion_deg").reason == "no_stance"
