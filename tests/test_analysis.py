"""The whole measurement on stick figures: a figure built at x degrees measures x degrees, or says why it cannot."""

from __future__ import annotations

from dataclasses import replace

import jsonschema
import numpy as np
import pytest
from assessed import assess, compensation, measure, peaks, value, warnings
from stick_figure import Body, Camera, film, lunges, scene, squats, standing, walk
from track_changes import absent, between, cut, joined, keep, legs_swapped, noisy

from cv_rom.analysis import analyze_track
from cv_rom.poses import PoseTrack
from cv_rom.protocols import PROTOCOLS
from cv_rom.reports.json_report import assessment_to_dict, json_schema
from cv_rom.results import Assessment
from cv_rom.skeleton import LEG, Side, index

BODY = Body()
BEST = "best_peak_dorsiflexion_deg"


# --- a figure built at x degrees measures x degrees --------------------------------------------------------------


@pytest.mark.parametrize("facing", ["right", "left"])
@pytest.mark.parametrize("built_deg", [12.0, 25.0, 38.0])
def test_squats_measure_what_was_built(facing: str, built_deg: float) -> None:
    found = assess(film(squats((built_deg, built_deg - 4.0), knee_deg=(100.0, 80.0)), Camera(facing)))
    assert peaks(found) == pytest.approx([built_deg, built_deg - 4.0], abs=0.3)
    assert peaks(found, "peak_tibia_inclination_deg") == pytest.approx([built_deg, built_deg - 4.0], abs=0.3)
    assert peaks(found, "peak_knee_flexion_deg") == pytest.approx([100.0, 80.0], abs=0.5)
    assert peaks(found, "peak_foot_pitch_deg") == pytest.approx([0.0, 0.0], abs=0.1)
    assert value(found, "stance_dorsiflexion_deg") == pytest.approx(2.5, abs=0.2)
    assert value(found, BEST) == pytest.approx(built_deg, abs=0.3)
    assert value(found, "mean_peak_dorsiflexion_deg") == pytest.approx(built_deg - 2.0, abs=0.3)
    assert {m.side for m in found.measures} == {facing}


@pytest.mark.parametrize("start_s", [0.0, 1.45])
def test_the_moment_of_stance_shows_the_angle_that_was_measured_there(start_s: float) -> None:
    """Cut at the start of the first squat, too: the stance is then a later one."""
    film_of = film(squats((25.0, 25.0), knee_deg=(100.0, 100.0)), Camera("right"))
    found = assess(film_of if start_s == 0.0 else cut(film_of, start_s, film_of.time_s[-1]))
    assert ("stance_not_first" in warnings(found)) is (start_s > 0.0)
    at = np.searchsorted(found.series.time_s, found.series.stance_s)
    shown_deg = found.series.columns["right_dorsiflexion_deg"][at]
    assert shown_deg == pytest.approx(value(found, "stance_dorsiflexion_deg"), abs=0.2)


def test_without_a_stance_there_is_no_moment_of_it() -> None:
    moving = assess(cut(film(squats((25.0,)), Camera("right")), 1.45, 2.55))
    assert moving.series.stance_s is None


@pytest.mark.parametrize("leg", Side, ids=lambda side: side.value)
def test_lunges_measure_what_was_built(leg: Side) -> None:
    found = assess(film(lunges((36.0, 33.0), leg=leg), Camera(leg.value)), "knee-to-wall")
    assert peaks(found) == pytest.approx([36.0, 33.0], abs=0.3)
    assert {m.side for m in found.measures} == {leg.value}
    assert value(found, "stance_tibia_inclination_deg") == pytest.approx(2.5, abs=0.2)


@pytest.mark.parametrize(
    ("down_s", "hold_s", "bias_deg"),
    [
        pytest.param(0.5, 0.0, 0.6, id="half a second down, no pause"),
        pytest.param(0.5, 0.5, 0.2, id="half a second at the bottom"),
        pytest.param(1.5, 0.0, 0.1, id="slow, no pause"),
        pytest.param(1.0, 3.0, 0.1, id="held"),
    ],
)
def test_what_smoothing_takes_from_a_peak(down_s: float, hold_s: float, bias_deg: float) -> None:
    found = assess(film(squats((32.0,), down_s=down_s, hold_s=hold_s, up_s=down_s)))
    assert abs(peaks(found)[0] - 32.0) < bias_deg


@pytest.mark.parametrize("rate", [15.0, 24.0, 60.0, 120.0])
def test_the_frame_rate_does_not_matter(rate: float) -> None:
    found = assess(film(squats((31.0, 27.0), rate=rate)))
    assert peaks(found) == pytest.approx([31.0, 27.0], abs=0.4)
    assert ("low_frame_rate" in warnings(found)) is (rate < 20.0)


def test_variable_time_stamps() -> None:
    steps = np.random.default_rng(4).uniform(0.015, 0.055, 250)
    motion = squats((31.0, 27.0), time_s=np.cumsum(steps))
    found = assess(film(motion))
    assert peaks(found) == pytest.approx([31.0, 27.0], abs=0.4)
    assert [r.peak_s for r in found.repetitions] == pytest.approx(motion.bottoms_s, abs=0.12)


@pytest.mark.parametrize("yaw_deg", [-20.0, 10.0, 20.0, 30.0])
def test_off_the_side_the_truth_stays_inside_the_interval(yaw_deg: float) -> None:
    found = measure(assess(film(squats((32.0,)), Camera(yaw_deg=yaw_deg))), BEST)
    assert found.interval_95 is not None
    assert found.interval_95[0] <= 32.0 <= found.interval_95[1]


@pytest.mark.parametrize("roll_deg", [-5.0, 4.0])
@pytest.mark.parametrize("facing", ["right", "left"])
def test_a_known_roll_is_taken_out(roll_deg: float, facing: str) -> None:
    camera = Camera(facing, roll_deg=roll_deg)
    found = assess(film(squats((32.0,)), camera), seen=scene(camera, roll_deg=roll_deg, roll_sd_deg=0.5))
    assert peaks(found) == pytest.approx([32.0], abs=0.5)
    assert found.view.roll_deg == roll_deg


def test_real_noise_stays_inside_the_interval() -> None:
    for seed in range(5):
        found = assess(noisy(film(squats((32.0, 28.0))), 3.0, seed=seed))
        for repetition, built_deg in zip(found.repetitions, (32.0, 28.0), strict=True):
            low, high = measure(repetition, "peak_dorsiflexion_deg").interval_95 or (np.nan, np.nan)
            assert low <= built_deg <= high


# --- heels, knees, arches, toes ----------------------------------------------------------------------------------


def test_a_lifted_heel_is_no_dorsiflexion() -> None:
    motion = squats((30.0, 26.0), heel_lift_deg=(0.0, 20.0))
    found = assess(film(motion))
    flat, lifted = found.repetitions
    assert peaks(found) == pytest.approx([30.0, 26.0], abs=1.5), "a lift of little more than the noise counts less"
    assert peaks(found, "peak_tibia_inclination_deg") == pytest.approx([30.0, 46.0], abs=0.5)
    assert peaks(found, "peak_foot_pitch_deg") == pytest.approx([0.0, 20.0], abs=0.5)
    assert value(lifted, "peak_heel_height_mm") == pytest.approx(motion.heel_height_mm(BODY).max(), rel=0.1)
    assert (flat.valid, flat.invalid_reasons) == (True, ())
    assert (lifted.valid, lifted.invalid_reasons) == (False, ("heel_lift",))
    assert compensation(flat, "heel_lift").status == "absent"
    assert compensation(lifted, "heel_lift").status == "present"
    assert value(found, BEST) == pytest.approx(30.0, abs=0.3), "only valid repetitions count"


def test_without_a_valid_repetition_there_is_no_best_value() -> None:
    found = assess(film(squats((30.0,), heel_lift_deg=25.0)))
    assert measure(found, BEST).reason == "no_valid_attempt"
    assert found.repetitions[0].measures[0].value is not None


def test_seen_from_the_front_knees_arches_and_toes_are_measured() -> None:
    motion = squats((28.0,), knee_deg=85.0, valgus_deg=14.0, ankle_inward_mm=18.0, toe_out_deg=18.0)
    found = assess(film(motion, Camera("camera")))
    for side in ("left", "right"):
        assert peaks(found, "peak_knee_valgus_deg", side) == pytest.approx([14.0], abs=0.5)
        assert peaks(found, "peak_medial_collapse_mm", side) == pytest.approx([18.0], rel=0.1)
        assert value(found, "mean_toe_out_deg", side) == pytest.approx(18.0, abs=3.0)
        assert compensation(found, "knee_valgus", side).status == "present"
        assert compensation(found, "arch_collapse", side).status == "present"
        assert compensation(found, "foot_turn_out", side).status == "absent"
        assert compensation(found, "heel_lift", side).status == "not_assessable"
    assert found.repetitions[0].unchecked == ("heel_lift",)
    assert found.repetitions[0].valid


def test_toes_that_turn_out_on_the_way_down_are_seen_from_the_front() -> None:
    found = assess(film(squats((28.0,), knee_deg=85.0, toe_out_deg=5.0, bottom_toe_out_deg=25.0), Camera("camera")))
    assert compensation(found, "foot_turn_out", "left").status == "present"
    assert value(found, "mean_toe_out_deg", "left") == pytest.approx(5.0, abs=2.0), "that of the stance"


def test_from_the_side_what_the_front_would_show_is_unchecked() -> None:
    found = assess(film(squats((28.0,))))
    assert set(found.repetitions[0].unchecked) == {"arch_collapse", "foot_turn_out", "knee_valgus"}


# --- knee to wall ------------------------------------------------------------------------------------------------


def test_an_attempt_that_stops_short_of_the_wall_is_kept_and_invalid() -> None:
    found = assess(film(lunges((36.0, 26.0, 36.0))), "knee-to-wall")
    assert [r.valid for r in found.repetitions] == [True, False, True]
    assert found.repetitions[1].invalid_reasons == ("knee_short_of_wall",)
    shank_cm = BODY.shank
    short_cm = shank_cm * (np.sin(np.radians(36.0)) - np.sin(np.radians(26.0)))
    assert peaks(found, "knee_to_wall_cm") == pytest.approx([0.0, short_cm, 0.0], abs=0.5)
    assert "wall_contact" in found.repetitions[0].unchecked


def test_toe_to_wall_is_measured_per_attempt() -> None:
    """The foot moves back by 2 cm between attempts while the knee reaches the same wall."""
    reach = [BODY.shank * np.sin(np.radians(a)) for a in (30.0, 34.0)]
    found = assess(film(lunges((30.0, 34.0), foot_back_cm=(0.0, reach[1] - reach[0]))), "knee-to-wall")
    first, second = peaks(found, "toe_to_wall_cm")
    assert second - first == pytest.approx(reach[1] - reach[0], rel=0.1)
    assert all(r.valid for r in found.repetitions)


@pytest.mark.parametrize(("foot_length_cm", "height_cm"), [(26.6, None), (26.6, 175.0), (None, 175.0)])
def test_toe_to_wall_holds_the_truth(foot_length_cm: float | None, height_cm: float | None) -> None:
    motion = lunges((36.0,))
    seen = scene(foot_length_cm=foot_length_cm, height_cm=height_cm)
    found = measure(assess(film(motion), "knee-to-wall", seen=seen), "best_toe_to_wall_cm")
    knee_front_cm = BODY.shank * np.sin(np.radians(36.0)) + 5.0
    toe_tip_cm = BODY.heel[0] + BODY.foot_length_cm
    low, high = found.interval_95 or (np.nan, np.nan)
    assert low <= knee_front_cm - toe_tip_cm <= high


@pytest.mark.parametrize(
    ("track", "protocol"),
    [
        pytest.param(film(squats((30.0,))), "squat", id="squat from the side"),
        pytest.param(film(squats((30.0,)), Camera("camera")), "squat", id="squat from the front"),
        pytest.param(film(lunges((35.0,))), "knee-to-wall", id="lunge from the right"),
        pytest.param(film(lunges((35.0,), leg=Side.LEFT), Camera("left")), "knee-to-wall", id="lunge from the left"),
    ],
)
def test_the_protocol_is_recognised(track: PoseTrack, protocol: str) -> None:
    assert assess(track, "auto").protocol == protocol


# --- hold time ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("hold_s", [0.5, 3.0, 8.0])
def test_hold_time(hold_s: float) -> None:
    """A cosine ramp of 94 deg a second adds 0.148 s within 5 deg of the bottom on either side."""
    found = assess(film(squats((30.0,), hold_s=hold_s, knee_deg=100.0)))
    near = 2.0 * (1.0 - np.arccos(1.0 - 2.0 * (1.0 - 5.0 / 94.0)) / np.pi)
    assert value(found, "hold_s") == pytest.approx(hold_s + near, abs=0.1)


def test_the_longest_hold_counts_and_only_with_the_heel_down() -> None:
    long_up, short_flat = squats((30.0,), hold_s=5.0, heel_lift_deg=25.0), squats((30.0,), hold_s=1.0)
    found = assess(joined(film(short_flat), film(long_up)))
    assert value(found, "hold_s") == pytest.approx(1.3, abs=0.2)


# --- repetitions -------------------------------------------------------------------------------------------------


def test_a_track_joined_to_itself_gives_the_same_repetitions_twice() -> None:
    once = film(squats((30.0, 25.0)))
    first, twice = assess(once), assess(joined(once, once))
    assert peaks(twice) == pytest.approx(peaks(first) * 2, abs=0.05)
    shift_s = once.time_s[-1] + 1.0 / 30.0
    times = [r.peak_s for r in first.repetitions]
    assert [r.peak_s for r in twice.repetitions] == pytest.approx([*times, *(t + shift_s for t in times)], abs=0.07)
    assert [r.index for r in twice.repetitions] == [1, 2, 3, 4]


def test_two_takes_with_a_break_are_two_shots() -> None:
    once = film(squats((30.0, 25.0)))
    found = assess(joined(once, once, gap_s=2.0))
    assert peaks(found) == pytest.approx([30.0, 25.0, 30.0, 25.0], abs=0.3)
    assert "several_shots" in warnings(found)


def test_shots_from_the_side_and_from_the_front_each_give_what_they_show() -> None:
    side, front = film(squats((30.0,))), film(squats((30.0,), knee_deg=85.0, valgus_deg=14.0), Camera("camera"))
    found = assess(joined(side, front))
    assert "several_shots" in warnings(found)
    assert len(found.repetitions) == 2
    assert value(found.repetitions[0], "peak_dorsiflexion_deg") == pytest.approx(30.0, abs=0.3)
    assert value(found.repetitions[1], "peak_knee_valgus_deg", "left") == pytest.approx(14.0, abs=0.5)
    assert compensation(found, "knee_valgus", "right").status == "present"


@pytest.mark.parametrize(
    ("start_s", "end_s", "built_deg"),
    [
        pytest.param(0.0, 99.0, [30.0, 25.0, 32.0], id="whole"),
        pytest.param(2.0, 99.0, [25.0, 32.0], id="starts in the first bottom"),
        pytest.param(0.0, 9.2, [30.0, 25.0], id="ends in the last bottom"),
        pytest.param(2.0, 9.2, [25.0], id="cut at both ends"),
    ],
)
def test_repetitions_cut_by_the_ends_are_left_out(start_s: float, end_s: float, built_deg: list[float]) -> None:
    found = assess(cut(film(squats((30.0, 25.0, 32.0))), start_s, end_s))
    assert peaks(found) == pytest.approx(built_deg, abs=0.3)


@pytest.mark.parametrize("protocol", [*PROTOCOLS, "auto"])
@pytest.mark.parametrize(
    "track",
    [
        pytest.param(film(standing(4.0)), id="standing still"),
        pytest.param(noisy(film(standing(4.0)), 3.0), id="standing, seen with noise"),
        pytest.param(walk(), id="walking past to the right"),
        pytest.param(walk(Camera("left")), id="walking past to the left"),
        pytest.param(walk(Camera("camera")), id="walking seen from the front"),
    ],
)
def test_standing_and_walking_are_no_repetitions(track: PoseTrack, protocol: str) -> None:
    found = assess(track, protocol)
    assert found.repetitions == ()
    assert all(c.status == "not_assessable" for c in found.compensations)


def test_a_foot_that_moves_under_the_body_is_a_step() -> None:
    """A squat whose foot travels by 60 cm while the body is low is no repetition; its neighbour is."""
    motion = squats((30.0, 28.0))
    travel_cm = 60.0 * np.clip(motion.time_s - motion.bottoms_s[0] + 0.5, 0.0, 1.0)
    found = assess(film(replace(motion, travel_cm=travel_cm)))
    assert peaks(found) == pytest.approx([28.0], abs=0.3)


def test_people_missing_for_a_while() -> None:
    track = film(squats((30.0, 25.0, 32.0)))
    found = assess(absent(track, between(track, 5.4, 5.9)))  # away at the second bottom
    assert pytest.approx(peaks(found)[0], abs=0.3) == 30.0
    assert pytest.approx(peaks(found)[-1], abs=0.3) == 32.0


def test_swapped_side_labels_are_put_right_and_said() -> None:
    track = film(lunges((35.0, 33.0)))
    frames = between(track, 1.5, 2.5) | between(track, 5.0, 5.1)
    found = assess(legs_swapped(track, frames), "knee-to-wall")
    assert peaks(found) == pytest.approx(peaks(assess(track, "knee-to-wall")), abs=0.01)
    assert "side_labels_swapped" in warnings(found)


@pytest.mark.parametrize("yaw_deg", [0.0, 25.0])
def test_a_near_leg_that_is_labelled_as_the_far_one_all_along(yaw_deg: float) -> None:
    track = film(squats((30.0,)), Camera(yaw_deg=yaw_deg))
    right, wrong = assess(track), assess(legs_swapped(track, slice(None)))
    assert peaks(wrong) == pytest.approx(peaks(right), abs=0.01)
    assert wrong.view == right.view


# --- gating ------------------------------------------------------------------------------------------------------


def unseen_feet(track: PoseTrack) -> PoseTrack:
    """The model hardly sees the feet."""
    visibility = np.array(track.visibility)
    visibility[:, [index(landmark, side) for side in Side for landmark in LEG[2:]]] = 0.2
    return replace(track, visibility=visibility)


def jittering(track: PoseTrack) -> PoseTrack:
    """Bones that change their length from frame to frame, as on pictures that show no person."""
    return noisy(track, 40.0, stated_px=3.0)


ANKLE = "stance_dorsiflexion_deg"
FROM_THE_SIDE = film(squats((30.0,)))
GATES = [
    pytest.param(film(squats((30.0,)), Camera("camera")), {}, ANKLE, "wrong_view", id="from the front no ankle angle"),
    pytest.param(film(squats((30.0,)), Camera("away")), {}, ANKLE, "wrong_view", id="from the back no ankle angle"),
    pytest.param(film(squats((30.0,)), Camera(yaw_deg=43.0)), {}, BEST, "wrong_view", id="oblique no ankle angle"),
    pytest.param(FROM_THE_SIDE, {}, "mean_toe_out_deg", "wrong_view", id="from the side no toe-out"),
    pytest.param(FROM_THE_SIDE, {"side": "left"}, BEST, "far_side", id="the far leg"),
    pytest.param(unseen_feet(FROM_THE_SIDE), {}, BEST, "feet_not_visible", id="feet not seen"),
    pytest.param(
        film(squats((30.0,)), Camera(floor_px=(640.0, 965.0))),
        {},
        BEST,
        "feet_not_visible",
        id="feet below the picture",
    ),
    pytest.param(
        FROM_THE_SIDE, {"seen": scene()}, "mean_peak_heel_height_mm", "no_scale", id="no height, no millimetres"
    ),
    pytest.param(absent(FROM_THE_SIDE, slice(None)), {}, BEST, "person_not_found", id="nobody"),
    pytest.param(PoseTrack.from_poses([]), {}, BEST, "person_not_found", id="no frames"),
    pytest.param(keep(FROM_THE_SIDE, slice(0, 5)), {}, BEST, "too_short", id="five frames"),
    pytest.param(keep(FROM_THE_SIDE, slice(0, 1)), {}, BEST, "too_short", id="one frame"),
    pytest.param(jittering(FROM_THE_SIDE), {}, ANKLE, "landmarks_unstable", id="jittering bones"),
    pytest.param(cut(FROM_THE_SIDE, 1.45, 2.55), {}, ANKLE, "no_stance", id="never standing still"),
    pytest.param(film(standing()), {}, "hold_s", "no_repetition", id="no squat, no hold"),
]


@pytest.mark.parametrize(("track", "options", "name", "reason"), GATES)
def test_what_cannot_be_said_is_not_said_and_why(
    track: PoseTrack, options: dict[str, object], name: str, reason: str
) -> None:
    found = assess(track, **options)
    refused = [m for m in found.measures if m.name == name]
    assert refused
    assert {m.reason for m in refused} == {reason}
    assert all(m.value is None and m.interval_95 is None for m in refused)


@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_without_repetitions_the_best_values_say_so(protocol: str) -> None:
    assert measure(assess(film(standing()), protocol, side="right"), BEST).reason == "no_repetition"


def test_no_height_leaves_the_angles() -> None:
    found = assess(FROM_THE_SIDE, seen=scene())
    assert peaks(found) == pytest.approx([30.0], abs=0.3)
    assert found.scale.source == "none"
    lift = compensation(found.repetitions[0], "heel_lift")
    assert (lift.status, lift.threshold.unit) == ("absent", "deg"), "without millimetres the foot's pitch tells"


@pytest.mark.parametrize(
    ("given", "source"), [({"height_cm": 175.0}, "height"), ({"foot_length_cm": 26.6}, "foot_length"), ({}, "none")]
)
def test_the_scale_says_where_it_comes_from_and_holds_the_truth(given: dict[str, float], source: str) -> None:
    scale = assess(FROM_THE_SIDE, seen=scene(**given)).scale
    assert scale.source == source
    if given:
        assert scale.px_per_cm is not None
        assert scale.uncertainty_percent is not None
        assert abs(scale.px_per_cm / 4.0 - 1.0) * 100.0 < scale.uncertainty_percent


def test_the_height_gives_the_exact_scale_for_the_models_ankle() -> None:
    scale = assess(film(squats((30.0,)), body=Body(ankle_above_joint_cm=3.0))).scale
    assert scale.px_per_cm == pytest.approx(4.0, rel=0.01)


@pytest.mark.parametrize(("protocol", "side"), [("jump", "auto"), ("squat", "middle"), ("", "auto")])
def test_an_unknown_protocol_or_side_is_an_error(protocol: str, side: str) -> None:
    with pytest.raises(ValueError, match=r"protocol must be one of|is not a valid Side"):
        analyze_track(FROM_THE_SIDE, scene(), protocol, side=side)


# --- the result as a whole ---------------------------------------------------------------------------------------

EVERY_KIND = {
    "squat from the side": lambda: assess(film(squats((30.0, 28.0), heel_lift_deg=(0.0, 20.0)))),
    "squat from the front": lambda: assess(film(squats((30.0,), knee_deg=85.0, valgus_deg=15.0), Camera("camera"))),
    "lunges": lambda: assess(film(lunges((35.0, 25.0))), "knee-to-wall"),
    "oblique": lambda: assess(film(squats((30.0,)), Camera(yaw_deg=43.0))),
    "standing": lambda: assess(film(standing()), "auto"),
    "walking": lambda: assess(walk(), "auto"),
    "nobody": lambda: assess(absent(FROM_THE_SIDE, slice(None))),
    "no frames": lambda: assess(PoseTrack.from_poses([])),
    "jitter": lambda: assess(jittering(FROM_THE_SIDE)),
    "two shots": lambda: assess(joined(FROM_THE_SIDE, FROM_THE_SIDE, gap_s=1.0)),
}


@pytest.fixture(name="found", scope="module", params=EVERY_KIND.values(), ids=EVERY_KIND)
def _found(request: pytest.FixtureRequest) -> Assessment:
    """Assessments of every kind, each made once."""
    return request.param()


def test_every_assessment_fits_the_published_schema(found: Assessment) -> None:
    assert list(jsonschema.Draft202012Validator(json_schema()).iter_errors(assessment_to_dict(found))) == []


def test_every_measure_is_listed_once_and_lies_in_its_interval(found: Assessment) -> None:
    for holder in (found, *found.repetitions):
        names = [(m.name, m.side) for m in holder.measures]
        assert len(names) == len(set(names))
        for m in holder.measures:
            if m.interval_95 is not None and m.value is not None:
                assert m.interval_95[0] <= m.value <= m.interval_95[1]
            assert m.definition
            assert m.name.endswith(f"_{m.unit}")


def test_repetitions_are_in_order_and_inside_the_recording(found: Assessment) -> None:
    assert [r.index for r in found.repetitions] == list(range(1, len(found.repetitions) + 1))
    for r in found.repetitions:
        assert found.series.time_s[0] <= r.start_s < r.peak_s < r.end_s <= found.series.time_s[-1]
        assert r.valid is not bool(r.invalid_reasons)


def test_every_finding_speaks_of_something_that_is_there(found: Assessment) -> None:
    names = {m.name for m in found.measures} | {c.name for c in found.compensations}
    for finding in found.findings:
        assert set(finding.refers_to) <= names
        assert finding.text
        assert "{" not in finding.text


def test_the_curves_run_over_the_whole_recording(found: Assessment) -> None:
    for name, column in found.series.columns.items():
        assert column.shape == found.series.time_s.shape
        assert name.split("_")[0] in ("left", "right")
        assert np.isfinite(column).any()


def test_the_curve_is_the_motion() -> None:
    motion = squats((30.0, 26.0), heel_lift_deg=(0.0, 20.0))
    columns = assess(film(motion)).series.columns
    np.testing.assert_allclose(columns["right_tibia_inclination_deg"], motion.tibia_deg, atol=0.6)
    np.testing.assert_allclose(columns["right_knee_flexion_deg"], motion.knee_flexion_deg, atol=1.5)
    np.testing.assert_allclose(columns["right_foot_pitch_deg"], motion.foot_pitch_deg, atol=0.5)


def test_the_same_recording_gives_the_same_assessment() -> None:
    track = noisy(film(squats((30.0,))), 2.0)
    assert assess(track) == assess(track)
