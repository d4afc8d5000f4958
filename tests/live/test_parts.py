"""The parts of a live check, each alone."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from stick_figure import film, squats
from track_changes import absent, between, noisy

from cv_rom.filtering import clean
from cv_rom.foot_motion import FootMotion, FootPatches, PatchMotion, ShankTurn
from cv_rom.geometry import rotate
from cv_rom.live.dip import MOST_FRAMES, Dip
from cv_rom.live.hold_timer import HoldTimer
from cv_rom.live.leg_ends import UNSEEN, ends_in_picture
from cv_rom.live.planted_leg import LANDMARKS_SHOW, PlantedLeg
from cv_rom.live.settled_legs import LEGS, SettledLegs
from cv_rom.live.setup_check import SteadyHindrance
from cv_rom.live_reading import LiveAttempt, LiveMessage, LiveReading
from cv_rom.outlines import FootEnds, KneeEnd, LegOutline
from cv_rom.poses import Pose, PoseTrack
from cv_rom.skeleton import Landmark, Side

NOISY = noisy(film(squats((30.0,))), 0.3, stated_px=1.0)


def settled(track: PoseTrack) -> PoseTrack:
    legs = SettledLegs()
    return PoseTrack.from_poses([pose for i in range(len(track)) for pose, _ in legs.push(track[i], UNSEEN)])


def test_settled_legs_are_those_of_a_recording() -> None:
    found, file = settled(NOISY), clean(NOISY)
    assert len(NOISY) - len(found) == 8, "a quarter of a second late"
    whole = slice(10, len(found))  # the beginning has no neighbours before
    np.testing.assert_allclose(found.xy_px[whole][:, LEGS], file.xy_px[: len(found)][whole][:, LEGS], atol=1e-6)


def test_two_hindrances_that_take_turns_are_told_as_one() -> None:
    both: list[LiveMessage] = ["turn_side_on", "no_whole_body"]
    told = SteadyHindrance()
    assert {told.push(0.4 * i, both[i % 2]) for i in range(40)} == {"turn_side_on"}
    later = [told.push(16.0 + 0.1 * i, "step_back") for i in range(20)]
    assert later[:2] == ["turn_side_on"] * 2  # last found at 15.2 s
    assert later[4:] == ["step_back"] * 16
    told.clear()
    assert told.push(18.0, "no_person") == "no_person"


def test_settled_legs_have_no_outliers() -> None:
    spoilt = NOISY.xy_px.copy()
    spoilt[40, LEGS[3]] += 60.0
    found, without = settled(NOISY.with_points(spoilt)), settled(NOISY)
    np.testing.assert_allclose(found.xy_px[:, LEGS], without.xy_px[:, LEGS], atol=3.0)


def test_settled_legs_leave_gaps_open() -> None:
    found = settled(absent(NOISY, between(NOISY, 1.0, 1.6)))
    assert np.isnan(found.xy_px[between(found, 1.05, 1.55)][:, LEGS]).all()
    assert np.isfinite(found.xy_px[between(found, 1.7, 2.0)]).all()


def test_a_dip_ends_when_the_body_stands_again() -> None:
    dip = Dip(0.12)
    depth = 0.3 * (1.0 - np.cos(np.linspace(0.0, 2.0 * np.pi, 61)))
    ended = [dip.push(NOISY[i], UNSEEN, d) for i, d in enumerate(np.r_[np.zeros(30), depth])]
    assert ended.index(True) == pytest.approx(30 + 54, abs=1), "risen by nine tenths"
    assert dip.under_way
    dip.restart()
    assert not dip.under_way
    assert len(dip.track()[0]) <= 31


def test_a_long_hold_is_kept_thinner() -> None:
    dip = Dip(0.12)
    for number in range(5000):
        pose = Pose(number / 30.0, NOISY.xy_px[0], NOISY.visibility[0], NOISY.noise_px[0])
        assert not dip.push(pose, UNSEEN, 0.0 if number < 30 else 0.5)
    track, ends, depth = dip.track()
    assert len(track) == len(ends) == len(depth) <= MOST_FRAMES
    assert track.time_s[0] < 0.1, "its beginning is kept"
    assert track.time_s[-1] > 166.0


@pytest.mark.parametrize(
    ("flexion", "heel_up", "held_s"),
    [
        pytest.param([90.0] * 20, False, 2.0, id="held"),
        pytest.param([90.0] * 20, True, 0.0, id="on the toes"),
        pytest.param([90.0] * 10 + [100.0] * 10, False, 1.0, id="deeper: what was held higher up is gone"),
        pytest.param([90.0] * 10 + [87.0] * 10, False, 2.0, id="within five degrees"),
        pytest.param([30.0] * 20, False, 0.0, id="hardly bent"),
        pytest.param([90.0, None] * 10, False, 1.0, id="seen every other time"),
    ],
)
def test_holds(flexion: list[float | None], heel_up: bool, held_s: float) -> None:
    timer = HoldTimer()
    timer.push(0.0, 5.0, heel_up=False)
    for number, angle in enumerate(flexion, start=1):
        timer.push(number / 10.0, angle, heel_up=heel_up)
    assert timer.hold_s == pytest.approx(held_s)
    timer.push(5.0, 10.0, heel_up=False)
    assert (timer.hold_s, timer.best_s) == (0.0, pytest.approx(held_s))


def test_a_hold_counts_as_it_was_measured_at_its_end() -> None:
    timer = HoldTimer()
    timer.push(0.0, 5.0, heel_up=False)
    for number in range(1, 11):
        timer.push(number / 10.0, 90.0, heel_up=False)
    timer.push(1.1, 10.0, heel_up=False)
    timer.measured(None)
    assert timer.best_s == pytest.approx(1.0)
    timer.measured(0.6)
    assert timer.best_s == pytest.approx(0.6)
    for number in range(12, 20):
        timer.push(number / 10.0, 90.0, heel_up=False)
    assert timer.best_s == pytest.approx(0.8), "the one under way"
    timer.measured(0.6)
    assert timer.best_s == pytest.approx(0.8)


# --- the planted leg ---------------------------------------------------------------------------------------------

STANCE = film(squats((30.0,)), noise_px=3.0)[0]
LEG = PlantedLeg.of(STANCE, Side.RIGHT)


STAYED = PatchMotion(0.0, 0.0, 0.3)


def patches(rise_px: float, *, turn_deg: float | None = None) -> FootPatches:
    shank = None if turn_deg is None else ShankTurn(turn_deg, 1.0)
    return FootPatches(PatchMotion(0.0, -rise_px, 0.4), PatchMotion(0.0, 0.0, 0.3), shank)


def test_nothing_moved_is_the_stance() -> None:
    found = LEG.refined(STANCE, patches(0.0))
    for landmark in (Landmark.KNEE, Landmark.ANKLE, Landmark.HEEL, Landmark.TOE):
        np.testing.assert_allclose(found.xy(landmark, Side.RIGHT), STANCE.xy(landmark, Side.RIGHT), atol=1e-9)
        np.testing.assert_array_equal(found.xy(landmark, Side.LEFT), STANCE.xy(landmark, Side.LEFT))
    assert found.noise(Landmark.HEEL, Side.RIGHT) == 0.4
    assert found.noise(Landmark.TOE, Side.RIGHT) == 0.3


def test_a_shank_that_turns_carries_its_landmarks() -> None:
    found = LEG.refined(STANCE, patches(0.0, turn_deg=20.0))
    line = found.xy(Landmark.KNEE, Side.RIGHT) - found.xy(Landmark.ANKLE, Side.RIGHT)
    before = LEG.knee - LEG.ankle
    turned_deg = np.degrees(np.arctan2(*line[::-1]) - np.arctan2(*before[::-1]))
    assert turned_deg == pytest.approx(20.0 * 16.0 / 17.0, abs=0.1), "weighed with the landmark, which stayed"
    assert np.hypot(*line) == pytest.approx(np.hypot(*before))


def test_without_its_outline_the_knee_landmark_tells_and_shows_too_little() -> None:
    joint = LEG.ankle - 0.08 * (LEG.knee - LEG.ankle)
    xy_px = STANCE.xy_px.copy()
    xy_px[26] = rotate(LEG.knee, 20.0, joint)
    found = LEG.refined(Pose(0.0, xy_px, STANCE.visibility, STANCE.noise_px), patches(0.0))
    np.testing.assert_allclose(
        found.xy(Landmark.KNEE, Side.RIGHT), rotate(LEG.knee, 20.0 / LANDMARKS_SHOW, joint), atol=1e-9
    )


def test_a_heel_that_rises_carries_the_ankle() -> None:
    found = LEG.refined(STANCE, patches(20.0))
    rise = LEG.ankle[1] - found.xy(Landmark.ANKLE, Side.RIGHT)[1]
    assert 0.6 * 20.0 < rise < 0.9 * 20.0


@pytest.mark.parametrize("lost", [None, FootPatches(None, None), FootPatches(None, PatchMotion(0.0, 0.0, 0.3))])
def test_what_the_picture_lost_is_the_landmark_with_twice_its_noise(lost: FootPatches | None) -> None:
    found = LEG.refined(STANCE, lost)
    for landmark in (Landmark.KNEE, Landmark.ANKLE, Landmark.HEEL):
        np.testing.assert_array_equal(found.xy(landmark, Side.RIGHT), STANCE.xy(landmark, Side.RIGHT))
        assert found.noise(landmark, Side.RIGHT) == 6.0
    assert found.noise(Landmark.HEEL, Side.LEFT) == 3.0


# --- the ends of foot and knee -------------------------------------------------------------------------------------

ENDS = FootEnds(np.array([100.0, 300.0]), np.array([220.0, 310.0]), 1.2)


def test_the_ends_travel_with_their_parts_of_the_foot() -> None:
    knee = KneeEnd(np.array([200.0, 150.0]), 2.0)
    found = LegOutline.of_numbers(ends_in_picture(replace(patches(20.0), ends=ENDS, knee=knee))[None])
    np.testing.assert_allclose(found.heel_px[0], [100.0, 280.0])
    np.testing.assert_allclose(found.toe_px[0], [220.0, 310.0])
    np.testing.assert_allclose(found.knee_px[0], [200.0, 150.0])
    assert (found.foot_sd_px[0], found.knee_sd_px[0]) == (pytest.approx(np.hypot(1.2, 0.3)), 2.0)


def test_an_end_whose_part_is_lost_is_not_seen() -> None:
    found = ends_in_picture(FootPatches(STAYED, None, ends=ENDS))
    np.testing.assert_allclose(found[:2], ENDS.heel_px)
    assert np.isnan(found[2:]).all()
    assert np.isnan(ends_in_picture(FootPatches(STAYED, STAYED))).all()
    assert np.isnan(ends_in_picture(None)).all()


# --- messages ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("numbers", [(np.nan, 0.0, 1.0), (0.0, np.inf, 1.0), (0.0, 0.0, 0.0), (0.0, 0.0, -1.0)])
def test_a_patch_moves_by_finite_pixels_with_a_noise(numbers: tuple[float, float, float]) -> None:
    with pytest.raises(ValueError, match="finite pixels"):
        PatchMotion(*numbers)


@pytest.mark.parametrize("numbers", [(np.nan, 1.0), (3.0, 0.0)])
def test_a_shank_turns_by_finite_degrees_with_a_noise(numbers: tuple[float, float]) -> None:
    with pytest.raises(ValueError, match="finite degrees"):
        ShankTurn(*numbers)


def test_the_foot_of_a_side() -> None:
    motion = FootMotion(1.0, patches(0.0), None)
    assert motion.of(Side.LEFT) == patches(0.0)
    assert motion.of(Side.RIGHT) is None


def test_a_reading_as_a_message() -> None:
    attempt = LiveAttempt(1, 3.0, False, ("heel_lift",), (), 30.12345, None, None, 2.0)
    reading = LiveReading(
        4.0, "measure", None, side="left", interval_95=(28.00049, 31.0), flags=("heel_lift",), attempts=(attempt,)
    )
    message = reading.as_message()
    assert message["interval_95"] == [28.0, 31.0]
    assert message["flags"] == ["heel_lift"]
    assert message["attempts"][0]["dorsiflexion_deg"] == 30.123
    assert message["attempts"][0]["invalid_reasons"] == ["heel_lift"]
    assert message["best_dorsiflexion_deg"] is None
