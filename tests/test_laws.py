"""Laws that hold for every movement, with Hypothesis (derandomised: the same examples every time)."""

from __future__ import annotations

import math
from dataclasses import replace
from functools import cache, partial
from itertools import product

import numpy as np
import pytest
import stick_figure
from assessed import HEIGHT_CM, assess, measure, peaks, value, warnings
from hypothesis import Phase, assume, given, settings
from hypothesis import strategies as st
from stick_figure import Camera, film, scene
from track_changes import between, hidden, joined, keep, landmark_moved, mirrored, moved, noisy, turned

from cv_rom.poses import PoseTrack
from cv_rom.results import Assessment, Measure
from cv_rom.skeleton import Landmark, Side, index

QUICK = settings(derandomize=True, deadline=None, phases=(Phase.explicit, Phase.generate))  # failures are not shrunk
LAWS = settings(QUICK, max_examples=6)
squats, lunges = (partial(motion, rate=20.0) for motion in (stick_figure.squats, stick_figure.lunges))  # fewer frames

depths = st.lists(st.floats(12.0, 40.0), min_size=1, max_size=2)


@st.composite
def recordings(draw: st.DrawFn) -> tuple[PoseTrack, str]:
    """A squat from the side or the front, or a lunge, with noise: the track and its protocol."""
    kind = draw(st.sampled_from(["squat", "front", "lunge"]))
    facing = draw(st.sampled_from(["right", "left"]))
    if kind == "lunge":
        track = film(lunges(draw(depths), leg=Side(facing)), Camera(facing))
    elif kind == "front":
        motion = squats(draw(depths), knee_deg=85.0, valgus_deg=draw(st.floats(-5.0, 15.0)), toe_out_deg=12.0)
        track = film(motion, Camera(draw(st.sampled_from(["camera", "away"]))))
    else:
        lift_deg = draw(st.sampled_from([0.0, 20.0]))
        track = film(squats(draw(depths), heel_lift_deg=lift_deg), Camera(facing, yaw_deg=draw(st.floats(0.0, 20.0))))
    return noisy(track, 0.5, seed=draw(st.integers(0, 9))), "knee-to-wall" if kind == "lunge" else "squat"


def numbers(found: Assessment, *, swapped: bool = False) -> dict[tuple[object, ...], float | str | None]:
    """Every number and every reason of an assessment by its name and side, sides swapped if asked for."""
    other = {"left": "right", "right": "left", None: None}

    def key(m: Measure) -> tuple[str, str | None]:
        return m.name, other[m.side] if swapped else m.side

    clip = {("clip", *key(m)): m.reason or m.value for m in found.measures}
    return clip | {(r.index, *key(m)): m.reason or m.value for r in found.repetitions for m in r.measures}


def assert_same(first: dict[tuple[object, ...], object], second: dict[tuple[object, ...], object], abs_: float) -> None:
    assert first.keys() == second.keys()
    for name, number in first.items():
        assert number == pytest.approx(second[name], abs=abs_), name


# --- symmetry ----------------------------------------------------------------------------------------------------


@LAWS
@given(recordings())
def test_a_mirrored_picture_with_sides_swapped_leaves_every_measure(recording: tuple[PoseTrack, str]) -> None:
    track, protocol = recording
    there, back = assess(track, protocol), assess(mirrored(track), protocol)
    assert_same(numbers(there), numbers(back, swapped=True), 1e-6)
    assert there.view.plane == back.view.plane
    assert [r.valid for r in there.repetitions] == [r.valid for r in back.repetitions]


@LAWS
@given(recordings(), st.floats(0.4, 1.05), st.floats(-60.0, 60.0), st.floats(0.0, 40.0))
def test_moving_and_scaling_leave_every_measure(
    recording: tuple[PoseTrack, str], scale: float, right_px: float, down_px: float
) -> None:
    """Degrees as centimetres: the scale comes from the body in the same picture. Only where the perspective is not
    undone: there, who moves off the camera's axis is seen from another direction.
    """
    track, protocol = recording
    elsewhere = moved(track, scale=scale, by_px=(right_px, down_px if scale < 1.0 else -50.0))
    there = assess(track, protocol)
    assume(there.view.plane != "frontal")
    assert_same(numbers(there), numbers(assess(elsewhere, protocol)), 1e-6)


@LAWS
@given(recordings(), st.sampled_from([0.5, 2.0]))
def test_resolution_leaves_every_measure(recording: tuple[PoseTrack, str], scale: float) -> None:
    track, protocol = recording
    seen = scene(height_cm=HEIGHT_CM)
    finer = replace(seen, width_px=int(scale * seen.width_px), height_px=int(scale * seen.height_px))
    there, here = assess(track, protocol), assess(moved(track, scale=scale), protocol, seen=finer)
    assert_same(numbers(there), numbers(here), 1e-6)


@LAWS
@given(depths, st.floats(-7.0, 7.0), st.sampled_from(["right", "left"]))
def test_turning_the_picture_turns_the_tibia_by_that_amount(
    built_deg: list[float], turn_deg: float, facing: str
) -> None:
    forward = 1.0 if facing == "right" else -1.0
    track = film(lunges(built_deg, leg=Side(facing)), Camera(facing))
    level, rolled = (assess(t, "knee-to-wall") for t in (track, turned(track, turn_deg)))
    for name in ("peak_tibia_inclination_deg", "peak_dorsiflexion_deg"):
        shift = np.subtract(peaks(rolled, name), peaks(level, name))
        assert shift == pytest.approx(forward * turn_deg, abs=0.1)
    change = [peaks(a, "peak_dorsiflexion_change_deg") for a in (level, rolled)]
    assert change[1] == pytest.approx(change[0], abs=0.1), "the change from stance knows nothing of the roll"
    assert peaks(rolled, "peak_knee_flexion_deg") == pytest.approx(peaks(level, "peak_knee_flexion_deg"), abs=0.1)


@LAWS
@given(depths, st.floats(-7.0, 7.0), st.sampled_from(["right", "left"]))
def test_a_roll_that_the_scene_tells_is_undone(built_deg: list[float], turn_deg: float, facing: str) -> None:
    track = turned(film(squats(built_deg), Camera(facing)), turn_deg)
    found = assess(track, seen=scene(height_cm=HEIGHT_CM, roll_deg=turn_deg))
    assert peaks(found, "peak_tibia_inclination_deg") == pytest.approx(built_deg, abs=0.3)


@LAWS
@given(depths, st.floats(0.0, 1e4))
def test_when_the_clock_started_does_not_matter(built_deg: list[float], start_s: float) -> None:
    track = film(squats(built_deg))
    later = PoseTrack(track.time_s + start_s, track.xy_px, track.visibility, track.noise_px)
    assert_same(numbers(assess(track)), numbers(assess(later)), 1e-6)


# --- truth -------------------------------------------------------------------------------------------------------


@settings(QUICK, max_examples=12)
@given(
    built_deg=st.lists(st.floats(10.0, 42.0), min_size=1, max_size=2),
    knee_deg=st.floats(75.0, 125.0),
    hold_s=st.floats(0.3, 1.0),
    down_s=st.floats(0.6, 1.5),
    rate=st.sampled_from([24.0, 30.0, 60.0]),
    facing=st.sampled_from(["right", "left"]),
)
def test_a_figure_built_at_x_degrees_measures_x_degrees(
    built_deg: list[float],
    knee_deg: float,
    hold_s: float,
    down_s: float,
    rate: float,
    facing: str,
) -> None:
    motion = squats(built_deg, knee_deg=knee_deg, hold_s=hold_s, down_s=down_s, up_s=down_s, rate=rate)
    found = assess(film(motion, Camera(facing)))
    assert peaks(found) == pytest.approx(built_deg, abs=0.4)
    assert peaks(found, "peak_knee_flexion_deg") == pytest.approx([knee_deg] * len(built_deg), abs=1.5)
    assert value(found, "stance_dorsiflexion_deg") == pytest.approx(2.5, abs=0.3)
    assert [r.peak_s for r in found.repetitions] == pytest.approx(motion.bottoms_s, abs=0.15)


@LAWS
@given(depths, st.integers(0, 99), st.floats(0.05, 0.3))
def test_dropped_frames_move_a_peak_by_less_than_a_degree(built_deg: list[float], seed: int, share: float) -> None:
    """Frames lost at random, up to three in ten; the bottoms last half a second."""
    track = film(squats(built_deg))
    kept = np.random.default_rng(seed).random(len(track)) > share
    found = assess(keep(track, kept))
    assert len(found.repetitions) == len(built_deg)
    assert peaks(found) == pytest.approx(peaks(assess(track)), abs=1.0)


@LAWS
@given(depths, depths)
def test_the_repetitions_of_joined_recordings_are_those_of_each(first: list[float], second: list[float]) -> None:
    found = assess(joined(film(squats(first)), film(squats(second))))
    assert peaks(found) == pytest.approx(first + second, abs=0.3)


# --- what is not seen --------------------------------------------------------------------------------------------

USES = {
    "tibia_inclination_deg": {Landmark.KNEE, Landmark.ANKLE},
    "foot_pitch_deg": {Landmark.HEEL, Landmark.TOE},
    "dorsiflexion_deg": {Landmark.KNEE, Landmark.ANKLE, Landmark.HEEL, Landmark.TOE},
    "knee_flexion_deg": {Landmark.HIP, Landmark.KNEE, Landmark.ANKLE},
}
"""The landmarks without which a curve cannot be had."""


@cache
def whole_squat() -> tuple[PoseTrack, Assessment]:
    track = film(squats((30.0, 28.0)))
    return track, assess(track)


HIDDEN = [pytest.param(a, b, id=f"{b.value} {a.name.lower()}") for a, b in product(Landmark, Side)]


@pytest.mark.parametrize(("landmark", "side"), HIDDEN)
def test_a_hidden_landmark_makes_nan_exactly_what_uses_it(landmark: Landmark, side: Side) -> None:
    """Hidden for 0.6 s of a squat, facing right; long enough not to be bridged."""
    track, whole = whole_squat()
    frames = between(track, 1.6, 2.2)
    lacking = assess(hidden(track, landmark, side, frames))
    for name, uses in USES.items():
        before, after = (a.series.columns[f"right_{name}"] for a in (whole, lacking))
        if side is Side.RIGHT and landmark in uses:
            np.testing.assert_array_equal(np.isnan(after), frames, err_msg=name)
        else:
            np.testing.assert_allclose(after, before, atol=1e-6, err_msg=name)


@pytest.mark.parametrize(("landmark", "side"), HIDDEN)
def test_a_landmark_that_is_never_seen_raises_nothing(landmark: Landmark, side: Side) -> None:
    """Every kind of recording; warnings are errors here."""
    for track, protocol in (
        (film(squats((30.0,))), "squat"),
        (film(squats((30.0,), knee_deg=85.0), Camera("camera")), "squat"),
        (film(lunges((35.0,), leg=Side.LEFT), Camera("left")), "knee-to-wall"),
        (film(lunges((35.0,))), "auto"),
    ):
        assert assess(hidden(track, landmark, side), protocol).findings


@settings(QUICK, max_examples=12)
@given(recordings(), st.integers(0, 2**32 - 1), st.floats(0.0, 1.0))
def test_landmarks_hidden_at_random_raise_nothing(recording: tuple[PoseTrack, str], seed: int, share: float) -> None:
    track, protocol = recording
    random = np.random.default_rng(seed)
    for landmark, side in product(Landmark, Side):
        start, length = random.uniform(0.0, 6.0), random.uniform(0.0, 1.5)
        if random.random() < share:
            track = hidden(track, landmark, side, between(track, start, start + length))
    found = assess(track, protocol)
    assert all(m.value is None or math.isfinite(m.value) for r in found.repetitions for m in r.measures)


# --- uncertainty -------------------------------------------------------------------------------------------------


def width(found: Assessment, name: str) -> float:
    low, high = measure(found, name).interval_95 or (math.nan, math.nan)
    return high - low


ANKLE_ANGLES = [
    "best_peak_dorsiflexion_deg",
    "best_peak_dorsiflexion_change_deg",
    "best_peak_tibia_inclination_deg",
]


@pytest.mark.parametrize("name", [*ANKLE_ANGLES, "best_peak_knee_flexion_deg", "mean_peak_heel_height_mm"])
def test_intervals_widen_with_noise(name: str) -> None:
    track = film(squats((30.0,)))
    widths = [width(assess(noisy(track, 0.0, stated_px=px)), name) for px in (0.5, 2.0, 4.0)]
    assert widths == sorted(widths)
    assert widths[-1] > 1.1 * widths[0]


def test_noise_of_the_foot_makes_the_ankle_less_certain_and_not_the_tibia() -> None:
    track = film(squats((30.0,)))
    noise_px = np.array(track.noise_px)
    noise_px[:, [index(landmark, Side.RIGHT) for landmark in (Landmark.HEEL, Landmark.TOE)]] = 6.0
    calm, blurred = assess(track), assess(replace(track, noise_px=noise_px))
    ankle, tibia = "best_peak_dorsiflexion_deg", "best_peak_tibia_inclination_deg"
    assert width(blurred, ankle) > width(calm, ankle) + 1.0
    assert width(blurred, tibia) == pytest.approx(width(calm, tibia))


@pytest.mark.parametrize("name", ANKLE_ANGLES)
def test_intervals_widen_with_yaw(name: str) -> None:
    widths = [width(assess(film(squats((30.0,)), Camera(yaw_deg=yaw))), name) for yaw in (0, 15, 30)]
    assert widths == sorted(widths)
    assert widths[-1] > 1.1 * widths[0]


@LAWS
@given(recordings(), st.floats(1.5, 4.0))
def test_no_interval_narrows_when_the_landmarks_are_less_certain(
    recording: tuple[PoseTrack, str], times: float
) -> None:
    track, protocol = recording
    there, worse = (assess(t, protocol) for t in (track, replace(track, noise_px=times * track.noise_px)))
    for before, after in zip(there.repetitions, worse.repetitions, strict=True):
        for first, second in zip(before.measures, after.measures, strict=True):
            same = first.value is not None and second.value == pytest.approx(first.value, abs=0.01)  # the same moment
            if same and first.interval_95 and second.interval_95:
                (low, high), (lower, higher) = first.interval_95, second.interval_95
                assert higher - lower > 0.999 * (high - low), first.name


def test_intervals_widen_with_what_is_not_known_of_the_roll() -> None:
    for track, protocol in ((film(squats((30.0,))), "squat"), (film(lunges((30.0,))), "knee-to-wall")):
        widths = [
            width(assess(track, protocol, seen=scene(roll_deg=0.0, roll_sd_deg=sd)), "best_peak_dorsiflexion_deg")
            for sd in (0.3, 2.0, 5.0)
        ]
        assert widths == sorted(widths)
    assert widths[-1] > 19.0, "without a known stance a roll known to 5 deg is 1.96 x 5 deg to either side at least"


def test_the_change_from_stance_is_known_better_than_the_angle() -> None:
    found = assess(film(squats((30.0,))), seen=scene(height_cm=HEIGHT_CM, roll_sd_deg=5.0))
    assert width(found, "best_peak_dorsiflexion_change_deg") < width(found, "best_peak_dorsiflexion_deg")


def test_a_poorer_scale_makes_distances_less_certain() -> None:
    track = film(lunges((36.0,)))
    by_height = assess(track, "knee-to-wall", seen=scene(height_cm=175.0))
    by_foot = assess(track, "knee-to-wall", seen=scene(foot_length_cm=26.6))
    assert (by_foot.scale.uncertainty_percent or 0.0) > (by_height.scale.uncertainty_percent or 0.0) > 0.0


def test_a_dropping_frame_rate_widens_a_sharp_peak() -> None:
    widths = [
        width(assess(film(squats((32.0,), down_s=0.6, up_s=0.6, hold_s=0.0, rate=r))), "best_peak_knee_flexion_deg")
        for r in (60.0, 12.0)
    ]
    assert widths[1] > widths[0]


# --- what betrays landmarks that are none ------------------------------------------------------------------------


@pytest.mark.parametrize("frequency_hz", [4.0, 6.0])
def test_a_shank_that_changes_its_length_is_no_shank(frequency_hz: float) -> None:
    track = landmark_moved(
        film(squats((30.0,))),
        Landmark.KNEE,
        Side.RIGHT,
        lambda t: np.outer(np.sin(2.0 * np.pi * frequency_hz * t), (0.0, 60.0)),
    )
    found = assess(track)
    assert warnings(found) & {"landmarks_unstable", "landmarks_refused"}
    assert not found.measured_anything


@LAWS
@given(st.floats(0.0, 2.5), st.integers(0, 9))
def test_ordinary_noise_is_not_taken_for_nonsense(sd_px: float, seed: int) -> None:
    found = assess(noisy(film(squats((30.0, 26.0))), sd_px, seed=seed, stated_px=3.0))
    assert not warnings(found)
    assert len(found.repetitions) == 2
