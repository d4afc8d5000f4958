"""Slow motion: every frame is shown, in order, in a video of known length."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cv_rom.reports.slow_motion import HALF_WINDOW_S, MOST_ADDED, SLOWER, SlowMotion

SECONDS = st.floats(0.0, 60.0, allow_nan=False)


def test_true_time_before_third_speed_around_the_bottom_true_intervals_after() -> None:
    slow = SlowMotion([2.0], first_s=0.0, last_s=5.0)
    assert slow.shown_s(1.8) == pytest.approx(1.8)
    assert slow.shown_s(2.0) == pytest.approx(1.8 + 3 * 0.2)
    assert slow.shown_s(2.2) == pytest.approx(1.8 + 3 * 0.4)
    assert slow.shown_s(5.0) - slow.shown_s(3.0) == pytest.approx(2.0)
    assert [slow.is_slow(t) for t in (1.79, 1.81, 2.19, 2.21)] == [False, True, True, False]


def test_windows_that_touch_become_one_and_end_with_the_recording() -> None:
    slow = SlowMotion([4.9, 1.3, 1.0], first_s=0.0, last_s=5.0)
    assert slow.shown_s(5.0) == pytest.approx(5.0 + 2 * (0.7 + 0.3))


def test_nothing_is_slow_without_a_bottom() -> None:
    slow = SlowMotion([], first_s=0.0, last_s=5.0)
    assert slow.shown_s(3.3) == 3.3
    assert not slow.is_slow(3.3)


@given(st.lists(SECONDS, max_size=40), st.lists(SECONDS, min_size=2, unique=True))
def test_order_and_length_hold_for_any_bottoms_and_any_time_stamps(bottoms: list[float], times: list[float]) -> None:
    times.sort()
    first, last = times[0], times[-1]
    slow = SlowMotion([t for t in bottoms if first <= t <= last], first_s=first, last_s=last)
    gaps = np.diff([slow.shown_s(t) for t in times])
    assert (gaps >= np.diff(times) - 1e-9).all()  # rising, so every frame is shown
    assert (gaps <= SLOWER * np.diff(times) + 1e-9).all()
    added = slow.shown_s(last) - slow.shown_s(first) - (last - first)
    assert added <= MOST_ADDED * (last - first) + 1e-9
    assert added <= 2 * HALF_WINDOW_S * (SLOWER - 1) * len(bottoms) + 1e-9
