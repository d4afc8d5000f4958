"""Gaps, outliers and smoothing: polynomials by hand, holes by construction."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stick_figure import film, squats
from track_changes import absent, hidden

from cv_rom.filtering import MAX_GAP_S, SMOOTHING_S, bridge_gaps, clean, drop_outliers, newest_smoothed, smooth
from cv_rom.poses import PoseTrack
from cv_rom.skeleton import Landmark, Side

RATES = [pytest.param(15.0, id="15 fps"), pytest.param(30.0, id="30 fps"), pytest.param(120.0, id="120 fps")]


def even(duration_s: float = 2.0, rate: float = 30.0) -> np.ndarray:
    return np.arange(round(duration_s * rate) + 1) / rate


def uneven(seed: int = 3, rate: float = 30.0) -> np.ndarray:
    """A phone's time stamps: steps between half and one and a half frames."""
    steps = np.random.default_rng(seed).uniform(0.5, 1.5, 60) / rate
    return np.cumsum(steps)


@pytest.mark.parametrize(
    "time_s",
    [*(pytest.param(even(rate=r), id=f"{r:g} fps") for r in (15, 30, 120)), pytest.param(uneven(), id="variable")],
)
def test_a_parabola_passes_unchanged(time_s: np.ndarray) -> None:
    values = 3.0 - 20.0 * (time_s - 0.7) ** 2 + 4.0 * time_s
    np.testing.assert_allclose(smooth(time_s, values), values, atol=1e-9)


@pytest.mark.parametrize("rate", RATES)
def test_smoothing_has_no_delay(rate: float) -> None:
    time_s = even(rate=rate)
    hill = np.exp(-(((time_s - 1.0) / 0.3) ** 2))
    smoothed = smooth(time_s, hill)
    np.testing.assert_allclose(smoothed, smoothed[::-1], atol=1e-9)
    assert abs(time_s[smoothed.argmax()] - 1.0) < 1e-9


@pytest.mark.parametrize(
    ("frequency_hz", "passes"),
    [
        pytest.param(0.5, True, id="a slow squat"),
        pytest.param(2.0, True, id="the corners of a quick squat"),
        pytest.param(14.0, False, id="jitter of landmarks"),
    ],
)
def test_movements_pass_and_jitter_does_not(frequency_hz: float, passes: bool) -> None:
    time_s = even(4.0, rate=60.0)
    inside = (time_s > 1.0) & (time_s < 3.0)
    gain = np.ptp(smooth(time_s, np.sin(2 * np.pi * frequency_hz * time_s))[inside]) / 2.0
    assert gain > 0.9 if passes else gain < 0.05


def test_noise_is_reduced() -> None:
    time_s = even(10.0)
    noise = np.random.default_rng(5).normal(size=(len(time_s), 20))
    inside = slice(20, -20)
    assert smooth(time_s, noise)[inside].std() < 0.6


def test_smoothing_leaves_holes_where_they_are_and_touches_no_other_column() -> None:
    time_s = even()
    values = np.random.default_rng(0).normal(size=(len(time_s), 2))
    whole = smooth(time_s, values)
    values[30:40, 1] = np.nan
    smoothed = smooth(time_s, values)
    np.testing.assert_allclose(smoothed[:, 0], whole[:, 0], rtol=0.0, atol=1e-12)
    assert np.flatnonzero(np.isnan(smoothed[:, 1])).tolist() == list(range(30, 40))


def test_the_ends_stay_as_they_are() -> None:
    time_s = even()
    values = np.random.default_rng(1).normal(size=len(time_s))
    smoothed = smooth(time_s, values)
    assert smoothed[0] == values[0]
    assert smoothed[-1] == values[-1]
    assert (smooth(time_s[:4], values[:4]) == values[:4]).all(), "too few frames to smooth"


@pytest.mark.parametrize(
    ("lost_s", "bridged"),
    [
        pytest.param(0.5 * MAX_GAP_S, True, id="short"),
        pytest.param(0.9 * MAX_GAP_S, True, id="just short enough"),
        pytest.param(1.2 * MAX_GAP_S, False, id="too long"),
        pytest.param(4.0 * MAX_GAP_S, False, id="far too long"),
    ],
)
@pytest.mark.parametrize("rate", RATES)
def test_short_gaps_are_bridged_and_long_ones_stay(lost_s: float, bridged: bool, rate: float) -> None:
    time_s = even(rate=rate)
    line = 2.0 + 7.0 * time_s
    before, after = np.searchsorted(time_s, 0.5), np.searchsorted(time_s, 0.5 + lost_s, side="right") - 1
    gap = time_s[after] - time_s[before]
    values = line.copy()
    values[before + 1 : after] = np.nan
    filled = bridge_gaps(time_s, values)
    assert bool(gap <= MAX_GAP_S) is bridged, "the case does not test what it says"
    if bridged:
        np.testing.assert_allclose(filled, line)
    else:
        np.testing.assert_array_equal(filled, values)


def test_gaps_at_the_ends_are_never_filled() -> None:
    time_s = even()
    values = np.ones(len(time_s))
    values[:2] = values[-2:] = np.nan
    np.testing.assert_array_equal(bridge_gaps(time_s, values), values)


def test_bridging_changes_no_input_and_keeps_the_shape() -> None:
    values = np.ones((61, 3, 2))
    values[5, 1] = np.nan
    copy = values.copy()
    assert bridge_gaps(even(), values).shape == values.shape
    np.testing.assert_array_equal(values, copy)


def test_a_single_outlier_goes_and_its_neighbours_stay() -> None:
    time_s = even()
    values = 100.0 + 50.0 * np.sin(np.pi * time_s)
    wrong = values.copy()
    wrong[15] += 40.0  # where the signal rests
    wrong[30] -= 100.0  # where it is quickest
    kept = drop_outliers(time_s, wrong, floor=4.0)
    assert np.flatnonzero(np.isnan(kept)).tolist() == [15, 30]
    np.testing.assert_array_equal(np.delete(kept, [15, 30]), np.delete(values, [15, 30]))


@settings(derandomize=True, max_examples=30, deadline=None)
@given(depth=st.floats(10.0, 400.0), down_s=st.floats(0.4, 2.0))
def test_a_movement_holds_no_outliers(depth: float, down_s: float) -> None:
    time_s = even(2.0 * down_s)
    values = depth * np.sin(np.pi * time_s / (2.0 * down_s)) ** 2
    np.testing.assert_array_equal(drop_outliers(time_s, values, floor=2.0), values)


def test_a_calm_signal_loses_nothing_below_the_floor() -> None:
    time_s = even()
    values = np.zeros(len(time_s))
    values[30] = 1.9
    np.testing.assert_array_equal(drop_outliers(time_s, values, floor=2.0), values)


def test_cleaning_mends_a_jump_and_leaves_long_absences() -> None:
    track = film(squats((25.0,)))
    broken = track.xy_px.copy()
    broken[20, 26] += 120.0  # the right knee, while standing
    away = (track.time_s > 1.8) & (track.time_s < 2.6)
    cleaned = clean(absent(track.with_points(broken), away))
    assert np.linalg.norm(cleaned.xy_px[20, 26] - track.xy_px[20, 26]) < 1.0
    assert np.isnan(cleaned.xy_px[away]).all()
    assert np.isfinite(cleaned.xy_px[~away]).all()


def test_a_point_is_whole_or_not_there() -> None:
    track = film(squats((25.0,)))
    half = track.xy_px.copy()
    half[40:60, 27, 0] = np.nan
    cleaned = clean(track.with_points(half))
    assert np.isnan(cleaned.xy_px[45:55, 27]).all()


def test_cleaning_one_landmark_touches_no_other() -> None:
    track = film(squats((25.0,)))
    whole = clean(track)
    lacking = clean(hidden(track, Landmark.HEEL, Side.LEFT, slice(40, 70)))
    others = [i for i in range(33) if i != 29]
    np.testing.assert_allclose(lacking.xy_px[:, others], whole.xy_px[:, others], rtol=0.0, atol=1e-9)


@pytest.mark.parametrize("frames", [1, 2])
def test_cleaning_very_short_tracks(frames: int) -> None:
    track = film(squats((25.0,)))
    short = PoseTrack.from_poses([track[i] for i in range(frames)])
    np.testing.assert_array_equal(clean(short).xy_px, short.xy_px)


def test_smoothing_blunts_a_half_second_bottom_by_less_than_a_tenth_of_a_degree() -> None:
    """What the kernel does to the sharpest bottoms that squats have: half a second down, no pause, half a second up."""
    time_s = even(2.0, rate=30.0)
    knee_deg = np.where(np.abs(time_s - 1.0) < 0.5, 15.0 * (1.0 + np.cos(2 * np.pi * (time_s - 1.0))), 0.0)
    assert 30.0 - smooth(time_s, knee_deg).max() < 0.1
    assert SMOOTHING_S < 0.1


# --- causal -------------------------------------------------------------------------------------------------------


def test_the_newest_value_of_a_steady_movement_does_not_lag() -> None:
    time_s = np.arange(12) / 30.0
    steady = np.column_stack([3.0 + 40.0 * time_s, np.full(12, 7.0)])
    np.testing.assert_allclose(newest_smoothed(time_s, steady), steady[-1], atol=1e-5)


def test_the_newest_value_is_calmed() -> None:
    time_s = np.arange(12) / 30.0
    noise = np.random.default_rng(3).normal(size=(12, 400))
    assert newest_smoothed(time_s, noise).std() < 0.85


def test_the_newest_value_knows_only_what_was_seen() -> None:
    time_s = np.arange(5) / 30.0
    values = np.tile(2.0, (5, 3))
    values[1:3, 0] = values[-1, 1] = np.nan
    values[:-1, 2] = np.nan
    np.testing.assert_allclose(newest_smoothed(time_s, values), [2.0, np.nan, 2.0])
