"""The trace: where the curve, the cursor and the shades lie."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from cv_rom.reports.angle_trace import BAND, CURVES, EPISODE_EDGE, PAGE_S, AngleTrace, TraceContent, TraceCurve
from cv_rom.results import Assessment

WIDTH, HEIGHT, TEXT = 720, 160, 24
TIMES = np.arange(101) / 10.0
RAMP = TraceContent("Shin (°)", TIMES, (TraceCurve("L", 4.0 * TIMES),))


def trace(content: TraceContent) -> AngleTrace:
    return AngleTrace(content, width_px=WIDTH, height_px=HEIGHT, text_px=TEXT)


def strip(content: TraceContent, time_s: float) -> np.ndarray:
    image = np.zeros((HEIGHT, WIDTH, 3), np.uint8)
    trace(content).draw(image, time_s)
    return image


def nearest(image: np.ndarray, x: float, y: float, colour: tuple[int, int, int]) -> int:
    """How far the pixel of the colour is that lies nearest to a point; 999 where there is none."""
    rows, columns = np.nonzero(np.abs(image.astype(int) - colour).max(axis=2) <= 6)
    return int(np.hypot(rows - y, columns - x).min(initial=999))


def test_times_and_values_lie_on_straight_scales() -> None:
    area = trace(RAMP).area(0)
    assert area.x(0.0) == area.left
    assert area.x(10.0) == pytest.approx(area.right)
    assert area.x(5.0) == pytest.approx((area.left + area.right) / 2)
    assert area.y(area.low) == area.bottom
    assert area.y(area.high) == area.top
    assert area.low < 0.0
    assert area.high > 40.0


def test_the_curve_is_bright_up_to_the_cursor_and_dim_after_it() -> None:
    image, area = strip(RAMP, 5.0), trace(RAMP).area(0)
    past, future = ((float(area.x(t)), float(area.y(4.0 * t))) for t in (2.5, 7.5))
    assert nearest(image, *past, CURVES[0]) <= 2
    assert nearest(image, *future, CURVES[0]) > 50
    cursor = image[area.top + 2 : area.bottom, round(float(area.x(5.0)))].min(axis=1)
    assert np.median(cursor) > 180


def test_repetitions_and_episodes_are_shaded_for_as_long_as_they_last(side_view: Assessment) -> None:
    values = TraceCurve("L", 4.0 * TIMES)
    episodes = side_view.compensations[0].episodes
    content = TraceContent("Shin (°)", TIMES, (values,), side_view.repetitions, episodes)
    image, area = strip(content, 9.0), trace(content).area(0)
    low = area.bottom - 3
    for time_s, shaded in ((0.7, True), (1.4, True), (3.0, False)):
        assert (nearest(image, float(area.x(time_s)), area.top + 6, BAND) <= 1) == shaded
    for time_s, flagged in ((1.2, False), (2.0, True), (2.25, True), (2.4, False)):
        assert (nearest(image, float(area.x(time_s)), low, EPISODE_EDGE) <= 1) == flagged


def test_a_gap_stays_a_gap() -> None:
    values = np.where((TIMES > 4.0) & (TIMES < 6.0), np.nan, 20.0)
    content = replace(RAMP, curves=(TraceCurve("L", values),))
    image, area = strip(content, 10.0), trace(content).area(0)
    seen, gap = (nearest(image, float(area.x(t)), float(area.y(20.0)), CURVES[0]) for t in (3.0, 5.0))
    assert seen <= 2
    assert gap > 40


def test_both_sides_are_told_apart_by_dashes_and_letters() -> None:
    curves = (TraceCurve("L", np.full(101, 30.0)), TraceCurve("R", np.full(101, 10.0), ((5.0, (5.0, 15.0)),)))
    content = replace(RAMP, curves=curves)
    image, area = strip(content, 10.0), trace(content).area(0)
    covered = []
    for value, colour in ((30.0, CURVES[0]), (10.0, CURVES[1])):
        row = image[round(float(area.y(value))), area.left : area.right - 20].astype(int)
        covered.append(float((np.abs(row - colour).max(axis=1) < 60).mean()))
    assert covered[0] > 0.95
    assert 0.3 < covered[1] < 0.75


def test_long_recordings_are_paged_through() -> None:
    times = np.arange(0.0, 50.0, 0.1)
    long = trace(replace(RAMP, time_s=times, curves=(TraceCurve("L", times),)))
    assert [long.page(t) for t in (-1.0, 0.0, 16.0, 17.0, 49.9, 60.0)] == [0, 0, 0, 1, 2, 2]
    for page in range(3):
        assert long.area(page).end_s - long.area(page).start_s <= PAGE_S
    image = np.zeros((HEIGHT, WIDTH, 3), np.uint8)
    pictures = []
    for time_s in (10.0, 30.0, 10.0):
        long.draw(image, time_s)
        pictures.append(image.copy())
    assert np.array_equal(pictures[0], pictures[2])
    assert not np.array_equal(pictures[0], pictures[1])


def test_the_interval_is_tinted_around_the_curve() -> None:
    half = np.where(TIMES < 5.0, 5.0, np.nan)
    content = replace(RAMP, curves=(TraceCurve("L", np.full(101, 20.0), half_interval=half),))
    image, area = strip(content, 10.0), trace(content).area(0)

    def tinted(time_s: float, value: float) -> bool:
        pixel = image[round(float(area.y(value))), round(float(area.x(time_s)))]
        return bool(pixel[2] > 60)

    assert [tinted(2.5, value) for value in (28.0, 24.0, 16.0, 12.0)] == [False, True, True, False]
    assert not tinted(7.5, 24.0)
