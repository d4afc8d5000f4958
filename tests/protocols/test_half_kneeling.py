"""The half-kneeling screen on a stick figure of known measures: the knee that touches passes, a gap is measured."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from assessed import HEIGHT_CM, assess, compensation, measure, peaks, value
from stick_figure import Body, Camera, film, half_kneelings, lunges, scene
from track_changes import mirrored

from cv_rom.biomechanics.wall_distances import TOES_AWAY_CM
from cv_rom.outlines import FloorLine, LegOutline
from cv_rom.poses import PoseTrack
from cv_rom.programme import choose_programme
from cv_rom.results import Assessment
from cv_rom.scene import Scene
from cv_rom.skeleton import Landmark, Side
from cv_rom.texts import text

BODY = Body()
KNEE_CM = 5.5
"""What the drawn knee has before its joint."""
CAMERA = Camera()


def touching_deg() -> float:
    """The tibia's inclination at which the drawn knee is 12.7 cm ahead of the toes' tip: there stands the wall."""
    tip_cm = BODY.heel[0] + BODY.foot_length_cm
    return float(np.degrees(np.arcsin((tip_cm + TOES_AWAY_CM - KNEE_CM) / BODY.shank)))


def inclination_deg(gap_cm: float) -> float:
    """The tibia's inclination that leaves a gap."""
    reach_cm = BODY.shank * np.sin(np.radians(touching_deg())) - gap_cm
    return float(np.degrees(np.arcsin(reach_cm / BODY.shank)))


def outlined(track: PoseTrack, *, wall_cm: float | None = None, side: Side = Side.RIGHT) -> Scene:
    """The scene with the ends of foot and knee in it, and the wall's line on the floor so far before the toes' tip."""
    ahead = np.array([CAMERA.px_per_cm, 0.0])
    heel, knee = track.xy(Landmark.HEEL, side), track.xy(Landmark.KNEE, side)
    sds = np.ones(len(track))
    tip = heel + BODY.foot_length_cm * ahead
    lines: tuple[FloorLine, ...] = ()
    if wall_cm is not None:
        along = np.array([[0.0, -40.0], [0.0, 40.0]])
        near, far = tip[0] + wall_cm * ahead + along
        lines = (FloorLine(0, np.array([near, far]), 1.0),)
    ends = LegOutline(heel, tip, knee + KNEE_CM * ahead, sds, sds, floor_lines=lines)
    given = {"foot_length_cm": BODY.foot_length_cm, "height_cm": HEIGHT_CM, "footwear": "barefoot"}
    return replace(scene(CAMERA, roll_deg=0.0, roll_sd_deg=0.3, **given), outline=ends)


def screened(*gaps_cm: float, wall_cm: float | None = TOES_AWAY_CM, heel_lift_deg: float = 0.0) -> Assessment:
    """Attempts that leave these gaps."""
    track = film(half_kneelings([inclination_deg(gap) for gap in gaps_cm], heel_lift_deg=heel_lift_deg), CAMERA)
    return assess(track, "half-kneeling", seen=outlined(track, wall_cm=wall_cm))


def finding(found: Assessment) -> str:
    (one,) = [f.text for f in found.findings if f.refers_to == ("best_knee_to_wall_cm",) and "knee" in f.text]
    return one


def test_the_gap_of_each_attempt_is_measured() -> None:
    found = screened(9.0, 4.0, 6.0)
    assert peaks(found, "knee_to_wall_cm") == pytest.approx([9.0, 4.0, 6.0], abs=0.4)
    assert value(found, "best_knee_to_wall_cm") == pytest.approx(4.0, abs=0.4)
    assert value(found, "mean_knee_to_wall_cm") == pytest.approx(19.0 / 3.0, abs=0.4)
    assert all(r.valid for r in found.repetitions), "a gap is a result, not a fault"
    assert {r.unchecked for r in found.repetitions} == {("arch_collapse", "foot_turn_out", "knee_valgus")}


def test_a_knee_at_the_wall_passes() -> None:
    found = screened(0.0)
    low, high = measure(found, "best_knee_to_wall_cm").interval_95
    assert low <= 0.0 <= high
    assert "passed" in finding(found)
    assert "not passed" not in finding(found)


@pytest.mark.parametrize(
    ("gap_cm", "severity", "advised"),
    [pytest.param(4.0, "info", False, id="small"), pytest.param(7.0, "notice", True, id="5 cm or more")],
)
def test_a_gap_does_not_pass_and_from_5_cm_on_mobility_work_is_advised(
    gap_cm: float, severity: str, advised: bool
) -> None:
    found = screened(gap_cm)
    assert "not passed" in finding(found)
    assert (text("finding.gap_advice") in finding(found)) is advised
    assert [f.severity for f in found.findings if f.text == finding(found)] == [severity]
    reasons = choose_programme([found]).reasons
    assert (text("programme.reason.gap_left") in reasons) is advised


def test_without_a_wall_in_view_it_stands_where_the_screen_puts_it_and_that_is_said() -> None:
    found = screened(4.0, wall_cm=None)
    assert value(found, "best_knee_to_wall_cm") == pytest.approx(4.0, abs=0.5)
    assert "wall_place" in found.repetitions[0].unchecked
    assert text("finding.wall_place") in [f.text for f in found.findings]
    seen, unseen = (measure(f, "best_knee_to_wall_cm").interval_95 for f in (screened(4.0), found))
    assert seen[1] - seen[0] < unseen[1] - unseen[0]


def test_a_knee_beyond_where_the_wall_should_stand_has_touched_it() -> None:
    found = screened(-3.0, wall_cm=None)
    assert value(found, "best_knee_to_wall_cm") == pytest.approx(0.0, abs=0.2)


def test_landmarks_alone_are_too_uncertain_for_a_verdict() -> None:
    track = film(half_kneelings([inclination_deg(2.0)]), CAMERA)
    assert "too uncertain" in finding(assess(track, "half-kneeling"))


@pytest.mark.parametrize("wall_cm", [9.5, 16.0])
def test_toes_at_another_distance_do_not_count(wall_cm: float) -> None:
    found = screened(6.0, wall_cm=wall_cm)
    assert [r.invalid_reasons for r in found.repetitions] == [("toes_misplaced",)]
    assert measure(found, "best_knee_to_wall_cm").reason == "no_valid_attempt"
    assert "12.7 cm" in found.findings[0].text


def test_a_line_far_from_the_toes_is_not_the_wall() -> None:
    assert "wall_place" in screened(4.0, wall_cm=40.0).repetitions[0].unchecked


def test_a_heel_that_comes_up_does_not_count() -> None:
    found = screened(2.0, heel_lift_deg=15.0)
    assert compensation(found, "heel_lift").status == "present"
    assert [r.invalid_reasons for r in found.repetitions] == [("heel_lift",)]


def test_the_angle_is_that_of_the_front_ankle() -> None:
    found = assess(film(half_kneelings((20.0, 32.0)), CAMERA), "half-kneeling")
    assert peaks(found) == pytest.approx([20.0, 32.0], abs=0.3)
    assert {m.side for m in found.measures} == {"right"}
    assert found.noun == "attempt"


def test_mirroring_the_picture_exchanges_the_sides_and_nothing_else() -> None:
    track = film(half_kneelings((20.0, 30.0)), CAMERA)
    here, there = assess(track, "half-kneeling"), assess(mirrored(track), "half-kneeling")
    assert value(here, "best_knee_to_wall_cm", "right") == pytest.approx(value(there, "best_knee_to_wall_cm", "left"))
    assert peaks(here) == pytest.approx(peaks(there))


def test_the_far_leg_is_refused() -> None:
    found = assess(film(half_kneelings((30.0,), leg=Side.LEFT), Camera("right")), "half-kneeling")
    assert measure(found, "best_peak_dorsiflexion_deg").reason == "far_side"


def test_without_a_size_there_is_no_gap() -> None:
    track = film(half_kneelings((30.0,)), CAMERA)
    assert measure(assess(track, "half-kneeling", seen=scene(CAMERA)), "best_knee_to_wall_cm").reason == "no_scale"


def test_a_knee_to_wall_attempt_short_of_the_wall_still_does_not_count() -> None:
    found = assess(film(lunges((36.0, 25.0))), "knee-to-wall")
    assert [r.valid for r in found.repetitions] == [True, False]
