from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from cv_rom.outlines import FloorLine, FootEnds, KneeEnd, LegOutline


def test_a_part_holds_the_frames_asked_for() -> None:
    points, sds = np.arange(10.0).reshape(5, 2), np.arange(5.0)
    part = LegOutline(points, points, points, sds, sds).part(slice(1, 3))
    np.testing.assert_array_equal(part.toe_px, [[2.0, 3.0], [4.0, 5.0]])
    np.testing.assert_array_equal(part.knee_sd_px, [1.0, 2.0])


def test_arrays_of_different_lengths_are_refused() -> None:
    points, sds = np.zeros((5, 2)), np.zeros(5)
    with pytest.raises(ValueError, match="knee_px"):
        LegOutline(points, points, np.zeros((4, 2)), sds, sds)


def test_nothing_seen_is_nan_everywhere() -> None:
    unseen = LegOutline.unseen(3)
    assert np.isnan(unseen.heel_px).all()
    assert unseen.foot_sd_px.shape == (3,)


def test_a_part_holds_the_lines_seen_in_it() -> None:
    lines = tuple(FloorLine(frame, np.eye(2), 1.0) for frame in (0, 2, 4))
    (line,) = replace(LegOutline.unseen(5), floor_lines=lines).part(slice(1, 4)).floor_lines
    assert line.frame == 1


def test_numbers_of_each_frame_become_an_outline() -> None:
    found = LegOutline.of_numbers(np.arange(16.0).reshape(2, 8))
    np.testing.assert_array_equal(found.toe_px, [[2.0, 3.0], [10.0, 11.0]])
    np.testing.assert_array_equal(found.knee_px[1], [12.0, 13.0])
    np.testing.assert_array_equal(found.foot_sd_px, [6.0, 14.0])
    np.testing.assert_array_equal(found.knee_sd_px, [7.0, 15.0])


@pytest.mark.parametrize(
    ("place", "sd_px"), [([1.0, np.nan], 1.0), ([1.0, 2.0], 0.0), ([1.0, 2.0], np.inf), ([1.0], 1.0)]
)
def test_an_end_lies_at_finite_pixels_with_a_deviation(place: list[float], sd_px: float) -> None:
    with pytest.raises(ValueError, match="finite pixels"):
        KneeEnd(np.array(place), sd_px)
    with pytest.raises(ValueError, match="finite pixels"):
        FootEnds(np.zeros(2), np.array(place), sd_px)
