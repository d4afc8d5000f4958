"""Stretches over a threshold, in curves drawn by hand."""

from __future__ import annotations

import numpy as np
import pytest

from cv_rom.compensations.compensation import MINIMUM_DURATION_S, find_episodes

TIME_S = np.arange(100) / 50.0  # two seconds


def curve(*stretches: tuple[float, float, float]) -> np.ndarray:
    """0, and a height from a start to before an end, seconds."""
    values = np.zeros(100)
    for start_s, end_s, height in stretches:
        values[(start_s - 1e-9 <= TIME_S) & (end_s - 1e-9 > TIME_S)] = height
    return values


@pytest.mark.parametrize(
    ("stretches", "episodes"),
    [
        pytest.param([], [], id="nothing"),
        pytest.param([(0.5, 1.0, 12.0)], [(0.5, 1.0, 12.0)], id="one"),
        pytest.param([(0.5, 1.0, 12.0), (1.2, 1.6, 20.0)], [(0.5, 1.0, 12.0), (1.2, 1.6, 20.0)], id="two"),
        pytest.param([(0.5, 1.0, 9.9)], [], id="just below the threshold"),
        pytest.param([(0.5, 1.0, 10.0)], [(0.5, 1.0, 10.0)], id="at the threshold"),
        pytest.param([(0.5, 0.5 + MINIMUM_DURATION_S - 0.04, 30.0)], [], id="too short"),
        pytest.param([(0.5, 0.7, 30.0)], [(0.5, 0.7, 30.0)], id="long enough"),
        pytest.param([(0.0, 0.4, 12.0)], [(0.0, 0.4, 12.0)], id="from the start"),
        pytest.param([(1.5, 2.0, 12.0)], [(1.5, 1.98, 12.0)], id="to the last frame"),
        pytest.param([(0.0, 2.0, 12.0)], [(0.0, 1.98, 12.0)], id="all the time"),
        pytest.param([(0.5, 0.8, 12.0), (0.8, 1.0, 25.0)], [(0.5, 1.0, 25.0)], id="the peak of a stretch"),
    ],
)
def test_episodes(stretches: list[tuple[float, float, float]], episodes: list[tuple[float, float, float]]) -> None:
    found = find_episodes(TIME_S, curve(*stretches), curve(*stretches) >= 10.0)
    assert [(e.start_s, e.end_s, e.peak) for e in found] == [pytest.approx(e) for e in episodes]


def test_what_is_not_seen_is_no_deviation() -> None:
    values = curve((0.5, 1.5, 12.0))
    values[40:60] = np.nan
    found = find_episodes(TIME_S, values, values >= 10.0)
    assert [(e.start_s, e.end_s) for e in found] == [pytest.approx((0.5, 0.8)), pytest.approx((1.2, 1.5))]
    assert find_episodes(TIME_S, np.full(100, np.nan), np.zeros(100, dtype=bool)) == ()


def test_a_variable_frame_rate_counts_time_not_frames() -> None:
    sparse = np.r_[np.arange(0.0, 1.0, 0.02), 1.0, 1.1, 1.2, 1.3]
    values = np.where((sparse >= 1.0) & (sparse < 1.25), 12.0, 0.0)
    assert len(find_episodes(sparse, values, values >= 10.0)) == 1, "three frames, but 0.3 s"
    values = np.where((sparse >= 0.5) & (sparse < 0.57), 12.0, 0.0)
    assert find_episodes(sparse, values, values >= 10.0) == (), "four frames, but 0.08 s"
