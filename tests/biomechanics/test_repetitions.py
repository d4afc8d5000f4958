"""Repetitions in depth curves drawn by hand."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stick_figure import depth_curve

from cv_rom.biomechanics.repetitions import find_repetitions

MIN_DEPTH = 0.12


def dips(
    count: int = 3,
    *,
    depth: float = 0.4,
    down_s: float = 0.8,
    hold_s: float = 0.4,
    rest_s: float = 0.8,
    rate: float = 30.0,
) -> tuple[np.ndarray, np.ndarray, list[float]]:
    """Times, depths and the times of the bottoms of `count` equal dips that start after one rest."""
    cycle_s = 2 * down_s + hold_s + rest_s
    time_s = np.arange(round((rest_s + count * cycle_s) * rate) + 1) / rate
    starts = [rest_s + i * cycle_s for i in range(count)]
    curve = depth * sum(depth_curve(time_s, starts, down_s, hold_s, down_s))
    return time_s, curve, [s + down_s + hold_s / 2 for s in starts]


@settings(derandomize=True, max_examples=40, deadline=None)
@given(
    count=st.integers(1, 6),
    depth=st.floats(0.2, 0.7),
    down_s=st.floats(0.4, 2.0),
    hold_s=st.floats(0.0, 2.0),
    rest_s=st.floats(0.3, 2.0),
    rate=st.sampled_from([15.0, 25.0, 60.0]),
)
def test_every_dip_is_found_at_its_bottom(
    count: int, depth: float, down_s: float, hold_s: float, rest_s: float, rate: float
) -> None:
    time_s, curve, bottoms = dips(count, depth=depth, down_s=down_s, hold_s=hold_s, rest_s=rest_s, rate=rate)
    found = find_repetitions(time_s, curve, min_depth=MIN_DEPTH)
    assert len(found) == count
    for window, bottom in zip(found, bottoms, strict=True):
        assert time_s[window.bottom] == pytest.approx(bottom, abs=2.5 / rate)
        assert window.start < window.bottom < window.end
        assert bottom - time_s[window.start] == pytest.approx(down_s + hold_s / 2, rel=0.35, abs=1.0 / rate)
    for earlier, later in pairwise(found):
        assert earlier.end <= later.start


@pytest.mark.parametrize(
    ("depth", "count"),
    [
        pytest.param(0.08, 0, id="a curtsey"),
        pytest.param(0.11, 0, id="just too shallow"),
        pytest.param(0.14, 2, id="just deep enough"),
        pytest.param(0.9, 2, id="to the floor"),
    ],
)
def test_the_smallest_dip_that_counts(depth: float, count: int) -> None:
    time_s, curve, _ = dips(2, depth=depth)
    assert len(find_repetitions(time_s, curve, min_depth=MIN_DEPTH)) == count


@pytest.mark.parametrize(
    ("start_s", "end_s", "kept"),
    [
        pytest.param(0.0, 9.0, [0, 1, 2], id="the whole recording"),
        pytest.param(1.5, 9.0, [1, 2], id="starts near the first bottom"),
        pytest.param(1.25, 9.0, [1, 2], id="starts more than half-way down"),
        pytest.param(2.0, 9.0, [1, 2], id="starts on the way up"),
        pytest.param(0.0, 7.2, [0, 1], id="ends at the last bottom"),
        pytest.param(0.0, 7.95, [0, 1], id="ends less than half-way up"),
        pytest.param(0.0, 6.9, [0, 1], id="ends on the last way down"),
        pytest.param(1.8, 7.2, [1], id="cut at both ends"),
        pytest.param(1.8, 2.8, [], id="from a bottom to standing"),
    ],
)
def test_what_is_under_way_at_the_ends_is_not_counted(start_s: float, end_s: float, kept: list[int]) -> None:
    time_s, curve, bottoms = dips(3)
    part = (time_s >= start_s) & (time_s <= end_s)
    found = find_repetitions(time_s[part], curve[part], min_depth=MIN_DEPTH)
    assert [time_s[part][w.bottom] for w in found] == pytest.approx([bottoms[i] for i in kept], abs=0.07)


def test_a_bounce_at_the_bottom_is_one_repetition() -> None:
    time_s, curve, _ = dips(1, hold_s=1.5)
    bounce = 0.06 * np.sin(2 * np.pi * 2.0 * time_s) * (curve > 0.39)
    assert len(find_repetitions(time_s, curve + bounce, min_depth=MIN_DEPTH)) == 1


@pytest.mark.parametrize(
    ("rise", "count"),
    [
        pytest.param(0.1, 1, id="a sixth of the way"),
        pytest.param(0.18, 1, id="a third of the way, more than a shallow repetition"),
        pytest.param(0.48, 2, id="four fifths of the way"),
        pytest.param(0.55, 2, id="nearly to standing"),
    ],
)
def test_how_far_the_body_must_rise_between_two_dips(rise: float, count: int) -> None:
    time_s, curve, _ = dips(1, depth=0.6, hold_s=2.4)
    rising = rise * depth_curve(time_s, [2.1], 0.5, 0.4, 0.5)[0]
    found = find_repetitions(time_s, curve - rising, min_depth=MIN_DEPTH)
    assert len(found) == count
    assert all(earlier.end <= later.start for earlier, later in pairwise(found))


@pytest.mark.parametrize("rise", [0.27, 0.35])
def test_rising_about_half_way_loses_no_repetition(rise: float) -> None:
    """Whether that is one repetition or two, it is not none."""
    time_s, curve, _ = dips(1, depth=0.6, hold_s=2.4)
    rising = rise * depth_curve(time_s, [2.1], 0.5, 0.4, 0.5)[0]
    assert len(find_repetitions(time_s, curve - rising, min_depth=MIN_DEPTH)) in (1, 2)


def test_sitting_down_for_good_is_no_repetition() -> None:
    time_s = np.arange(150) / 30.0
    assert find_repetitions(time_s, 0.5 * np.clip((time_s - 1.0) / 1.5, 0.0, 1.0), min_depth=MIN_DEPTH) == []


@pytest.mark.parametrize(
    "curve",
    [
        pytest.param(np.zeros(90), id="standing still"),
        pytest.param(0.02 * np.random.default_rng(2).normal(size=90), id="noise"),
        pytest.param(np.full(90, np.nan), id="never seen"),
        pytest.param(np.linspace(0.0, 0.6, 90), id="always further down"),
        pytest.param(np.r_[np.full(88, np.nan), 0.0, 0.5], id="two frames seen"),
    ],
)
def test_curves_without_repetitions(curve: np.ndarray) -> None:
    assert find_repetitions(np.arange(90) / 30.0, curve, min_depth=MIN_DEPTH) == []


@pytest.mark.parametrize(
    ("lost_s", "count"),
    [pytest.param(0.2, 3, id="a blink is bridged"), pytest.param(0.9, 2, id="a repetition half unseen is not counted")],
)
def test_gaps(lost_s: float, count: int) -> None:
    time_s, curve, bottoms = dips(3)
    curve[np.abs(time_s - bottoms[1] - 0.4) <= lost_s / 2] = np.nan
    assert len(find_repetitions(time_s, curve, min_depth=MIN_DEPTH)) == count


def test_time_running_backwards_finds_the_same_bottoms() -> None:
    time_s, curve, _ = dips(3, hold_s=0.5)
    forwards = [w.bottom for w in find_repetitions(time_s, curve, min_depth=MIN_DEPTH)]
    backwards = [w.bottom for w in find_repetitions(time_s, curve[::-1], min_depth=MIN_DEPTH)]
    assert forwards == pytest.approx([len(curve) - 1 - b for b in backwards[::-1]], abs=1)


def test_too_quick_to_be_a_person() -> None:
    time_s = np.arange(90) / 30.0
    assert find_repetitions(time_s, 0.4 * (np.abs(time_s - 1.5) < 0.1), min_depth=MIN_DEPTH) == []
