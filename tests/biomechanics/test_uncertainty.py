from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from stick_figure import film, scene, standing

from cv_rom.biomechanics.camera_view import camera_view
from cv_rom.biomechanics.uncertainty import (
    combine,
    foreshortening_sd_deg,
    interval_95,
    line_sd_deg,
    unforeshortened_deg,
)

SQUARE = camera_view(film(standing(0.5)), scene())


def test_an_interval_by_hand() -> None:
    assert interval_95(10.0, 2.0) == pytest.approx((10.0 - 3.92, 10.0 + 3.92))
    assert interval_95(10.0, 0.0) == (10.0, 10.0)


@pytest.mark.parametrize("sd", [np.nan, np.inf])
def test_no_interval_where_the_deviation_is_not_known(sd: float) -> None:
    assert interval_95(10.0, sd) is None


def test_independent_parts_add_in_squares() -> None:
    assert combine(3.0, 4.0) == pytest.approx(5.0)
    np.testing.assert_allclose(combine(np.array([3.0, 0.0]), 4.0), [5.0, 4.0])
    assert np.isnan(combine(np.nan, 1.0))


def test_the_direction_of_a_line_between_two_noisy_points() -> None:
    """Against a throw of ten thousand noisy lines."""
    noise = np.random.default_rng(0).normal(size=(10_000, 2, 2)) * 2.0
    lines = np.array([0.0, 100.0]) + noise[:, 1] - noise[:, 0]
    thrown = np.degrees(np.arctan2(lines[:, 0], lines[:, 1])).std()
    assert line_sd_deg(np.array(2.0), np.array(2.0), 100.0) == pytest.approx(thrown, rel=0.03)


@pytest.mark.parametrize("yaw_deg", [0.0, 15.0, 30.0])
@pytest.mark.parametrize("true_deg", [-10.0, 0.0, 20.0, 40.0])
def test_a_shortened_inclination_is_put_right(yaw_deg: float, true_deg: float) -> None:
    seen = np.degrees(np.arctan(np.tan(np.radians(true_deg)) * np.cos(np.radians(yaw_deg))))
    assert unforeshortened_deg(np.array(seen), replace(SQUARE, off_side_deg=yaw_deg)) == pytest.approx(true_deg)


def test_what_the_yaw_leaves_open_grows_with_angle_and_yaw() -> None:
    by_angle = foreshortening_sd_deg(np.array([0.0, 15.0, 40.0]), replace(SQUARE, off_side_deg=20.0))
    assert by_angle[0] == 0.0
    assert (np.diff(by_angle) > 0.0).all()
    by_yaw = [float(foreshortening_sd_deg(np.array(30.0), replace(SQUARE, off_side_deg=y))) for y in (5.0, 20.0, 35.0)]
    assert by_yaw == sorted(by_yaw)
    mirror = foreshortening_sd_deg(np.array(-30.0), replace(SQUARE, off_side_deg=20.0))
    assert mirror == foreshortening_sd_deg(np.array(30.0), replace(SQUARE, off_side_deg=20.0))
