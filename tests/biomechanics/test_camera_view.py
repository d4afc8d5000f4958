"""The view, from figures filmed from known directions."""

from __future__ import annotations

import numpy as np
import pytest
from stick_figure import Camera, film, scene, squats, standing, walk
from track_changes import absent, mirrored, moved, noisy

from cv_rom.biomechanics.camera_view import camera_view
from cv_rom.skeleton import NOSE, Side


@pytest.mark.parametrize(
    ("facing", "plane", "near_side", "forward"),
    [
        pytest.param("right", "sagittal", Side.RIGHT, 1.0, id="from the right side"),
        pytest.param("left", "sagittal", Side.LEFT, -1.0, id="from the left side"),
        pytest.param("camera", "frontal", None, np.nan, id="from the front"),
        pytest.param("away", "frontal", None, np.nan, id="from the back"),
    ],
)
def test_square_views(facing: str, plane: str, near_side: Side | None, forward: float) -> None:
    view = camera_view(film(squats(), Camera(facing)), scene())
    assert (view.plane, view.facing, view.near_side) == (plane, facing, near_side)
    assert view.yaw_deg == pytest.approx(0.0, abs=5.0)
    np.testing.assert_equal(view.forward, forward)


@pytest.mark.parametrize("facing", ["right", "left"])
@pytest.mark.parametrize("yaw_deg", [-25.0, -10.0, 10.0, 25.0])
def test_yaw_off_the_side_towards_front_and_back(facing: str, yaw_deg: float) -> None:
    view = camera_view(film(squats(), Camera(facing, yaw_deg=yaw_deg)), scene())
    assert (view.plane, view.facing) == ("sagittal", facing)
    assert view.yaw_deg == pytest.approx(abs(yaw_deg), abs=4.0)


@pytest.mark.parametrize("facing", ["right", "left"])
def test_between_side_and_front_the_view_is_oblique(facing: str) -> None:
    view = camera_view(film(squats(), Camera(facing, yaw_deg=43.0)), scene())
    assert (view.plane, view.facing) == ("oblique", facing)
    assert view.near_side is (Side.RIGHT if facing == "right" else Side.LEFT)


@pytest.mark.parametrize(("facing", "yaw_deg"), [("camera", 15.0), ("away", -15.0)])
def test_yaw_off_the_front_is_counted_from_the_front(facing: str, yaw_deg: float) -> None:
    view = camera_view(film(standing(), Camera(facing, yaw_deg=yaw_deg)), scene())
    assert (view.plane, view.facing) == ("frontal", facing)
    assert view.yaw_deg == pytest.approx(15.0, abs=5.0)


def test_a_mirror_turns_the_facing_and_the_near_side() -> None:
    there = camera_view(film(squats()), scene())
    back = camera_view(mirrored(film(squats())), scene())
    assert (back.facing, back.near_side) == ("left", Side.LEFT)
    assert back.plane == there.plane


@pytest.mark.parametrize("scale", [0.3, 3.0], ids=["small", "large"])
def test_the_size_in_the_picture_does_not_matter(scale: float) -> None:
    track = film(squats(), Camera(yaw_deg=20.0))
    view, resized = camera_view(track, scene()), camera_view(moved(track, scale=scale, by_px=(50.0, -20.0)), scene())
    assert resized.off_side_deg == pytest.approx(view.off_side_deg, abs=1e-6)
    assert resized.facing == view.facing


def test_noise_hardly_moves_the_yaw() -> None:
    view = camera_view(noisy(film(squats(), Camera(yaw_deg=20.0)), 3.0), scene())
    assert view.yaw_deg == pytest.approx(20.0, abs=4.0)


@pytest.mark.parametrize("facing", ["right", "left"])
def test_a_turned_head_does_not_turn_the_person(facing: str) -> None:
    """The nose looks back over the shoulder by more than half a foot's length; the feet point where they did."""
    track = film(squats(), Camera(facing))
    xy_px = track.xy_px.copy()
    xy_px[:, NOSE, 0] -= (1.0 if facing == "right" else -1.0) * 100.0
    assert camera_view(track.with_points(xy_px), scene()).facing == facing


def test_a_walk_across_the_picture_is_seen_from_the_side() -> None:
    assert camera_view(walk(), scene()).plane == "sagittal"


def test_nobody_gives_no_view() -> None:
    view = camera_view(absent(film(standing(0.5)), slice(None)), scene())
    assert (view.plane, view.facing, view.near_side, view.yaw_deg) == ("unknown", None, None, None)
    assert np.isnan(view.forward)


def test_roll_is_the_scenes() -> None:
    view = camera_view(film(standing(0.5)), scene(roll_deg=3.5, roll_sd_deg=0.7))
    assert (view.roll_deg, view.roll_sd_deg) == (3.5, 0.7)
