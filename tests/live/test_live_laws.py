"""Laws of the live check, with Hypothesis: no reading knows the future, the end is the file's analysis, symmetry."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import numpy as np
import pytest
import stick_figure
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from live_runs import check_of, numbers, poses_of, readings
from stick_figure import Camera, film, scene, standing
from track_changes import keep, mirrored, noisy

from cv_rom.analysis import analyze_track
from cv_rom.poses import PoseTrack
from cv_rom.skeleton import Side

LAWS = settings(derandomize=True, deadline=None, max_examples=5, phases=(Phase.explicit, Phase.generate))
squats, lunges = (partial(motion, rate=20.0, rest_s=1.2) for motion in (stick_figure.squats, stick_figure.lunges))
depths = st.lists(st.floats(12.0, 40.0), min_size=1, max_size=2)


@st.composite
def recordings(draw: st.DrawFn) -> tuple[PoseTrack, str]:
    """A squat or a lunge from the side, with noise: the track and its protocol."""
    facing = draw(st.sampled_from(["right", "left"]))
    if draw(st.booleans()):
        track, protocol = film(lunges(draw(depths), leg=Side(facing)), Camera(facing)), "knee-to-wall"
    else:
        lift_deg = draw(st.sampled_from([0.0, 20.0]))
        track, protocol = film(squats(draw(depths), heel_lift_deg=lift_deg), Camera(facing)), "squat"
    return noisy(track, 0.5, seed=draw(st.integers(0, 9))), protocol


live = partial(readings, calibration_s=0.5)


@LAWS
@given(recordings(), st.floats(0.1, 0.9))
def test_no_reading_depends_on_a_later_pose(recording: tuple[PoseTrack, str], share: float) -> None:
    track, protocol = recording
    known = int(share * len(track))
    assert live(keep(track, slice(0, known)), protocol) == live(track, protocol)[:known]


@LAWS
@given(recordings())
def test_finishing_is_analysing_what_was_recorded(recording: tuple[PoseTrack, str]) -> None:
    track, protocol = recording
    check = check_of(protocol, calibration_s=0.5)
    for pose in poses_of(track):
        check.push(pose)
    found = check.finish()
    recorded = check.recorded
    assert found == analyze_track(recorded, scene(height_cm=175.0), protocol)
    start = len(track) - len(recorded)
    assert 0 < start < 5, "all but the first frames, which could not tell yet that somebody stands still"
    np.testing.assert_allclose(recorded.xy_px, track.xy_px[start:], atol=1e-3)
    np.testing.assert_array_equal(recorded.time_s, track.time_s[start:] - track.time_s[start])


@LAWS
@given(recordings())
def test_a_mirrored_picture_with_sides_swapped_leaves_every_reading(recording: tuple[PoseTrack, str]) -> None:
    track, protocol = recording
    other = {"left": "right", "right": "left", None: None}
    for there, back in zip(live(track, protocol), live(mirrored(track), protocol), strict=True):
        assert (there.step, there.message, there.repetitions) == (back.step, back.message, back.repetitions)
        assert there.side == other[back.side]
        assert (there.flags, there.unchecked) == (back.flags, back.unchecked)
        assert numbers(there) == pytest.approx(numbers(back), abs=1e-6, nan_ok=True)


@LAWS
@given(recordings(), st.integers(0, 2**32 - 1))
def test_dropped_frames_move_no_peak_far(recording: tuple[PoseTrack, str], seed: int) -> None:
    track, protocol = recording
    kept = np.random.default_rng(seed).random(len(track)) > 0.25
    whole, some = live(track, protocol)[-1], live(keep(track, kept), protocol)[-1]
    assert some.repetitions == whole.repetitions
    for full, thin in zip(whole.attempts, some.attempts, strict=True):
        assert thin.dorsiflexion_deg == pytest.approx(full.dorsiflexion_deg, abs=2.0)


@settings(LAWS, max_examples=16)
@given(st.sampled_from([4.0, 8.0, 15.0, 30.0]), st.sampled_from(["right", "left"]), st.integers(0, 2**32 - 1))
def test_standing_still_is_known_at_any_rate(rate: float, facing: str, seed: int) -> None:
    dense = film(standing(6.0, rate=120.0), Camera(facing))
    steps_s = np.random.default_rng(seed).uniform(0.6, 1.4, int(5.0 * rate)) / rate
    track = noisy(keep(dense, np.searchsorted(dense.time_s, steps_s.cumsum())), 2.5, seed=seed)
    found = readings(track)
    begun = next(number for number, reading in enumerate(found) if reading.step == "calibrate")
    assert found[begun].time_s < 1.2
    left_s = [reading.countdown_s for reading in found[begun:] if reading.step == "calibrate"]
    assert left_s == sorted(left_s, reverse=True), "begun once"
    assert found[-1].step == "measure"


@settings(LAWS, max_examples=8)
@given(st.sampled_from([4.0, 8.0, 15.0, 30.0]), st.integers(0, 2**32 - 1))
def test_walking_is_no_stance_at_any_rate(rate: float, seed: int) -> None:
    dense = film(replace(standing(4.0, rate=120.0), travel_cm=40.0 * np.arange(481) / 120.0))
    frames = np.arange(int(3.0 * rate)) * int(120.0 / rate)
    found = readings(noisy(keep(dense, frames), 2.5, seed=seed))
    assert "measure" not in {reading.step for reading in found}
