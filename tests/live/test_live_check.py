"""A live check from setup to assessment, on filmed stick figures whose angles are known by construction."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from live_runs import at, check_of, poses_of, readings, tracked
from stick_figure import Body, Camera, Motion, film, lunges, squats, standing, walk
from track_changes import absent, between, cut, joined, keep, legs_swapped, moved, noisy, turned

from cv_rom.foot_motion import FootMotion, FootPatches, PatchMotion
from cv_rom.live_reading import LiveReading
from cv_rom.poses import Pose, PoseTrack
from cv_rom.skeleton import NOSE, Landmark, Side, index

STILL = film(standing(3.0))
BODY = Body()
STAYED = PatchMotion(0.0, 0.0, 0.3)


def crouching(duration_s: float) -> Motion:
    still = standing(duration_s)
    return replace(still, tibia_deg=still.tibia_deg + 25.0, knee_flexion_deg=still.knee_flexion_deg + 50.0)


def seen_from_above(track: PoseTrack) -> PoseTrack:
    """The farther side (left) higher in the picture than the nearer one."""
    xy_px = track.xy_px.copy()
    xy_px[:, [index(landmark, Side.LEFT) for landmark in Landmark], 1] -= 35.0
    return track.with_points(xy_px)


def close_up(track: PoseTrack) -> PoseTrack:
    """Legs alone in the picture: shoulders and head are invented beside the hips."""
    xy_px = track.xy_px.copy()
    upper = [index(x, s) for x in Landmark for s in Side if x.name == "SHOULDER"]
    hips = (xy_px[:, index(Landmark.HIP, Side.LEFT)] + xy_px[:, index(Landmark.HIP, Side.RIGHT)]) / 2.0
    xy_px[:, [NOSE, *upper]] = hips[:, None] + (25.0, 30.0)
    return track.with_points(xy_px)


def folded(track: PoseTrack) -> PoseTrack:
    """Legs alone in the picture: a trunk of credible length is invented among them, below the hips."""
    xy_px = track.xy_px.copy()
    upper = [NOSE, *(index(x, s) for x in Landmark for s in Side if x.name in ("SHOULDER", "EAR"))]
    hips = track.middle(Landmark.HIP)[:, None]
    xy_px[:, upper, 1] = (hips - 0.7 * (xy_px[:, upper] - hips))[..., 1]
    return track.with_points(xy_px)


def steps(found: list[LiveReading]) -> list[str]:
    """The steps in their order."""
    return list(dict.fromkeys(reading.step for reading in found))


def messages(found: list[LiveReading]) -> set[str | None]:
    return {reading.message for reading in found}


# --- setup and calibration ---------------------------------------------------------------------------------------


def test_standing_still_counts_down_and_then_measures() -> None:
    found = readings(STILL)
    assert steps(found) == ["setup", "calibrate", "measure"]
    waiting = [r for r in found if r.step == "calibrate"]
    left_s = [r.countdown_s or 0.0 for r in waiting]
    assert left_s == sorted(left_s, reverse=True)
    assert left_s[0] == pytest.approx(2.0)
    assert {r.message for r in waiting} == {"hold_position"}
    assert (found[-1].message, found[-1].side, found[-1].reference) == ("start", "right", 1)
    assert found[-1].dorsiflexion_deg == pytest.approx(2.5, abs=0.3)


@pytest.mark.parametrize(
    ("track", "message"),
    [
        pytest.param(absent(STILL, slice(None)), "no_person", id="nobody"),
        pytest.param(moved(STILL, by_px=(0.0, -260.0)), "step_back", id="head above the picture"),
        pytest.param(close_up(STILL), "no_whole_body", id="legs alone"),
        pytest.param(turned(close_up(STILL), 90.0), "no_whole_body", id="legs alone, across the picture"),
        pytest.param(moved(STILL, by_px=(0.0, 120.0)), "feet_not_in_view", id="feet below the picture"),
        pytest.param(moved(STILL, scale=0.2), "come_closer", id="far away"),
        pytest.param(turned(STILL, 15.0), "camera_tilted", id="camera rolled"),
        pytest.param(seen_from_above(STILL), "camera_too_high", id="camera above the head"),
        pytest.param(turned(STILL, 90.0), "camera_tilted", id="picture on its side"),
        pytest.param(film(standing(3.0), Camera("camera")), "turn_side_on", id="from the front"),
        pytest.param(film(standing(3.0), Camera(yaw_deg=45.0)), "turn_side_on", id="half from the side"),
        pytest.param(cut(walk(), end_s=1.2), "stand_still", id="walking past"),
        pytest.param(film(crouching(3.0)), "stand_upright", id="shank leaning"),
    ],
)
def test_setup_names_what_hinders(track: PoseTrack, message: str) -> None:
    found = readings(track)
    assert steps(found) == ["setup"]
    assert message in messages(found[-5:])


@pytest.mark.parametrize(
    ("track", "in_the_dark", "in_the_light"),
    [
        pytest.param(absent(STILL, slice(None)), "more_light", "no_person", id="nobody"),
        pytest.param(cut(walk(), end_s=1.2), "more_light", "stand_still", id="unsteady"),
        pytest.param(moved(STILL, scale=0.2), "come_closer", "come_closer", id="far away"),
        pytest.param(STILL, "start", "start", id="nothing hinders"),
    ],
)
def test_light_is_asked_for_where_its_lack_may_be_what_hinders(
    track: PoseTrack, in_the_dark: str, in_the_light: str
) -> None:
    last = []
    for light in (25.0, 120.0):
        check = check_of()
        check.know_light(light)
        last.append([check.push(pose).message for pose in poses_of(track)][-1])
    assert last == [in_the_dark, in_the_light]


def test_legs_alone_are_never_told_to_turn() -> None:
    assert messages(readings(folded(film(standing(3.0), Camera(yaw_deg=45.0))))) == {"no_whole_body"}


def test_the_other_leg_asks_to_turn_around() -> None:
    assert readings(STILL, side="left")[-1].message == "turn_around"


def test_moving_begins_the_count_down_anew() -> None:
    found = readings(joined(cut(STILL, end_s=1.0), film(squats((30.0,), rest_s=0.1)), STILL))
    assert steps(found) == ["setup", "calibrate", "measure"]
    assert "stand_still" in messages(found)
    assert found[-1].repetitions == 0


# --- readings ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("facing", ["right", "left"])
def test_readings_follow_the_ankle(facing: str) -> None:
    motion = squats((30.0, 24.0), rest_s=2.5)
    found = readings(noisy(film(motion, Camera(facing)), 0.5))
    assert found[-1].side == facing
    for reading, built_deg in zip(found, motion.dorsiflexion_deg, strict=True):
        if reading.step == "measure":
            assert reading.dorsiflexion_deg == pytest.approx(built_deg, abs=3.0)
    for bottom_s, built_deg in zip(motion.bottoms_s, (30.0, 24.0), strict=True):
        low, high = at(found, bottom_s).interval_95 or (np.nan, np.nan)
        assert low < built_deg < high
    assert found[-1].best_dorsiflexion_deg == pytest.approx(30.0, abs=0.5)
    assert (found[-1].repetitions, found[-1].valid_repetitions) == (2, 2)


def test_a_repetition_counts_when_it_ends() -> None:
    motion = squats((30.0, 24.0), rest_s=2.5)
    found = readings(film(motion))
    for number, bottom_s in enumerate(motion.bottoms_s):
        assert at(found, bottom_s + 0.5).repetitions == number
        assert at(found, bottom_s + 1.6).repetitions == number + 1


def test_attempts_agree_with_the_analysis_at_the_end() -> None:
    check = check_of()
    track = noisy(film(squats((30.0, 24.0, 35.0), heel_lift_deg=(0.0, 20.0, 0.0), rest_s=2.5)), 0.7)
    for pose in poses_of(track):
        check.push(pose)
    live = check.reading.attempts
    found = check.finish()
    start_s = track.time_s[len(track) - len(check.recorded)]
    assert check.reading.step == "done"
    for attempt, repetition in zip(live, found.repetitions, strict=True):
        (peak,) = [m.value for m in repetition.measures if m.name == "peak_dorsiflexion_deg"]
        assert attempt.dorsiflexion_deg == pytest.approx(peak, abs=0.3)
        assert attempt.peak_s == pytest.approx(start_s + repetition.peak_s, abs=0.1)
        assert (attempt.valid, attempt.invalid_reasons) == (repetition.valid, repetition.invalid_reasons)


def test_a_heel_lift_is_flagged_while_it_lasts() -> None:
    motion = squats((26.0, 26.0), heel_lift_deg=(0.0, 20.0), rest_s=2.5)
    found = readings(film(motion))
    up_s = [r.time_s for r in found if "heel_lift" in r.flags]
    assert motion.bottoms_s[1] - 1.0 < min(up_s) < motion.bottoms_s[1] - 0.3
    assert motion.bottoms_s[1] + 0.5 < max(up_s) < motion.bottoms_s[1] + 1.4
    assert found[-1].valid_repetitions == 1
    assert found[-1].attempts[1].invalid_reasons == ("heel_lift",)


def test_landmarks_alone_leave_the_heel_undecided() -> None:
    found = readings(noisy(film(squats((26.0,), heel_lift_deg=6.0, rest_s=2.5)), 1.0, stated_px=3.0))
    bottom = at(found, 4.0)
    assert bottom.flags == ()
    assert "heel_lift" in bottom.unchecked


def test_a_hold_is_timed_while_the_heel_is_down() -> None:
    found = readings(film(squats((30.0, 25.0), hold_s=3.0, heel_lift_deg=(0.0, 20.0), rest_s=2.5)))
    first = [r.hold_s for r in found if r.time_s < 8.0]
    assert max(first) == pytest.approx(3.3, abs=0.3)
    assert at(found, 8.5).hold_s == 0.0
    assert max(r.hold_s for r in found if r.time_s > 9.0) < 0.3
    assert at(found, 7.0).best_hold_s == pytest.approx(max(first), abs=0.01)
    assert found[-1].best_hold_s == found[-1].attempts[0].hold_s == pytest.approx(max(first), abs=0.3)


def test_a_knee_that_stops_short_of_the_wall() -> None:
    found = readings(film(lunges((36.0, 26.0, 36.0), rest_s=2.5)), "knee-to-wall")
    assert [a.valid for a in found[-1].attempts] == [True, False, True]
    assert found[-1].attempts[1].invalid_reasons == ("knee_short_of_wall",)
    assert all("wall_contact" in a.unchecked for a in found[-1].attempts)


def test_a_later_attempt_that_comes_further_makes_the_earlier_one_short() -> None:
    found = readings(film(lunges((26.0, 36.0), rest_s=2.5)), "knee-to-wall")
    one = next(r for r in found if r.repetitions == 1)
    assert one.attempts[0].valid
    first, second = found[-1].attempts
    assert (first.valid, second.valid) == (False, True)
    assert first.toe_to_wall_cm == pytest.approx(second.toe_to_wall_cm, abs=0.5), "the foot stayed where it was"
    assert at(found, found[-1].time_s - 3.5).knee_at_wall is True
    assert found[-1].knee_at_wall is False


# --- the picture's own points ------------------------------------------------------------------------------------


def wobbling(track: PoseTrack, side: Side, px: float) -> PoseTrack:
    """The foot's landmarks err by as much as a pose model's do."""
    xy_px = track.xy_px.copy()
    for landmark in (Landmark.HEEL, Landmark.TOE, Landmark.ANKLE):
        xy_px[:, index(landmark, side), 1] += px * np.sin(5.0 * track.time_s + landmark.value)
    return PoseTrack(track.time_s, xy_px, track.visibility, np.full_like(track.noise_px, 3.0))


@pytest.mark.parametrize("facing", ["right", "left"])
def test_patches_that_follow_the_foot_tell_flat_from_lifted(facing: str) -> None:
    side = Side(facing)
    motion = squats((26.0, 26.0), heel_lift_deg=(0.0, 6.0), rest_s=2.5)
    truth = film(motion, Camera(facing))
    track = wobbling(truth, side, 5.0)
    check = check_of()
    found = tracked(check, poses_of(track), truth, side)
    flat, lifted = (at(found, bottom_s) for bottom_s in motion.bottoms_s)
    assert flat.flags == ()
    assert "heel_lift" not in flat.unchecked
    assert lifted.flags == ("heel_lift",)
    assert (found[-1].valid_repetitions, found[-1].unjudged_repetitions) == (1, 0)
    assert lifted.heel_height_mm == pytest.approx(motion.heel_height_mm(BODY).max(), abs=4.0)
    recorded = check.recorded
    assert recorded.noise(Landmark.HEEL, side)[-1] == pytest.approx(0.3)
    status = [c.status for r in check.finish().repetitions for c in r.compensations if c.name == "heel_lift"]
    assert status == ["absent", "present"]


def test_a_lost_patch_leaves_the_heel_undecided() -> None:
    motion = squats((26.0,), rest_s=2.5)
    track = film(motion, noise_px=3.0)
    check = check_of()
    for pose in poses_of(track):
        patches = None if pose.time_s > 3.5 else FootPatches(STAYED, STAYED)
        check.push(pose, FootMotion(2.1, None, patches))
        if pose.time_s == pytest.approx(3.4):
            assert "heel_lift" not in check.reading.unchecked
    assert check.reading.flags == ()
    assert "heel_lift" in check.reading.unchecked
    assert "heel_lift" in check.reading.attempts[0].unchecked
    assert check.reading.attempts[0].valid, "as in the analysis of a file"
    assert (check.reading.valid_repetitions, check.reading.unjudged_repetitions) == (1, 1)
    assert check.reading.best_dorsiflexion_deg is None, "what may owe to the heel is nobody's best"


def test_a_foot_that_stays_lost_gets_a_new_reference() -> None:
    check = check_of()
    found = [check.push(pose, FootMotion(2.1, None, None)) for pose in poses_of(film(standing(12.0)))]
    assert "foot_lost" in messages(found)
    assert 2 <= found[-1].reference <= 3, "not tried all the time"


def test_motion_since_another_stance_is_not_used() -> None:
    check = check_of()
    far = FootPatches(PatchMotion(0.0, -40.0, 0.3), STAYED)
    for pose in poses_of(STILL):
        check.push(pose, FootMotion(-5.0, None, far))
    assert check.reading.heel_height_mm == pytest.approx(0.0, abs=0.5)


# --- what can go wrong -------------------------------------------------------------------------------------------


def test_times_must_rise() -> None:
    check = check_of()
    check.push(STILL[3])
    for pose in (STILL[3], STILL[2], Pose.nobody(np.nan), Pose.nobody(np.inf)):
        with pytest.raises(ValueError, match="time_s must rise"):
            check.push(pose)
    assert check.push(STILL[4]).time_s == STILL[4].time_s


def test_after_the_end_nothing_is_taken_in() -> None:
    check = check_of()
    check.push(STILL[0])
    check.finish()
    with pytest.raises(ValueError, match="over"):
        check.push(STILL[1])


@pytest.mark.parametrize("protocol", ["auto", "jump"])
def test_a_protocol_must_be_named(protocol: str) -> None:
    with pytest.raises(ValueError, match="protocol must be one of squat, knee-to-wall"):
        check_of(protocol)


def test_a_check_that_never_began_says_why() -> None:
    check = check_of()
    assert [m.reason for m in check.finish().measures] == ["person_not_found"] * 4
    for pose in poses_of(film(standing(3.0), Camera("camera"))):
        check = check if check.reading.step != "done" else check_of()
        check.push(pose)
    assert "wrong_view" in {m.reason for m in check.finish().measures}


def test_somebody_who_leaves_is_set_up_anew_and_keeps_the_attempts() -> None:
    squat = film(squats((30.0,), rest_s=2.5))
    found = readings(joined(squat, absent(STILL, slice(None)), squat))
    assert [r.message for r in found if r.step == "setup"][1:].count("no_person") > 60
    assert found[-1].repetitions == 2
    assert found[-1].reference == 2


def test_a_moment_out_of_sight_changes_nothing() -> None:
    track = film(squats((30.0,), rest_s=2.5))
    found = readings(absent(track, between(track, 3.0, 3.2)))
    assert steps(found) == ["setup", "calibrate", "measure"]
    hidden = at(found, 3.1)
    assert (hidden.dorsiflexion_deg, hidden.interval_95, hidden.flags) == (None, None, ())
    assert found[-1].repetitions == 1


def test_swapped_labels_are_put_right() -> None:
    track = film(squats((30.0,), rest_s=2.5))
    swapped = legs_swapped(track, between(track, 3.0, 3.4))
    for reading, other in zip(readings(track), readings(swapped), strict=True):
        assert reading.dorsiflexion_deg == pytest.approx(other.dorsiflexion_deg, abs=0.1)


@pytest.mark.parametrize(("frames", "label"), [(slice(0), "right"), (slice(None), "left")])
def test_the_leg_is_followed_by_the_label_that_the_model_gives_it(frames: slice, label: str) -> None:
    found = readings(legs_swapped(STILL, frames))
    assert (found[-1].side, found[-1].landmark_side) == ("right", label)
    assert {(r.landmark_side, r.shown_side) for r in found if r.step == "calibrate"} == {(None, Side.RIGHT)}


def test_a_foot_that_steps_elsewhere_gets_a_new_stance() -> None:
    squat = film(squats((30.0,), rest_s=2.5))
    found = readings(joined(squat, moved(squat, by_px=(70.0, 0.0))))
    assert steps(found) == ["setup", "calibrate", "measure"]
    assert "foot_moved" in messages(found)
    assert (found[-1].reference, found[-1].repetitions, found[-1].message) == (2, 2, None)


@pytest.mark.parametrize("after_s", [0.0, 0.4, 0.7, 0.9, 1.1, 1.4])
@pytest.mark.parametrize("protocol", ["squat", "knee-to-wall"])
def test_whoever_stops_at_once_is_told_of_as_many_repetitions_as_the_report_has(protocol: str, after_s: float) -> None:
    motion = squats((30.0, 28.0)) if protocol == "squat" else lunges((30.0, 28.0))
    check = check_of(protocol, calibration_s=0.5)
    track = noisy(film(motion), 0.5)
    for pose in poses_of(keep(track, between(track, 0.0, motion.bottoms_s[1] + after_s))):
        check.push(pose)
    told = check.reading.repetitions
    reported = check.finish().repetitions
    assert check.reading.repetitions == len(reported) == (1 if after_s < 0.8 else 2)
    assert told <= check.reading.repetitions
    assert [attempt.valid for attempt in check.reading.attempts] == [repetition.valid for repetition in reported]
