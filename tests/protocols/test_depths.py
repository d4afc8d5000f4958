"""The depths by which squats and attempts are found, against figures of known depth."""

from __future__ import annotations

import numpy as np
import pytest
from stick_figure import Body, Camera, film, lunges, scene, squats
from track_changes import moved

from cv_rom.biomechanics.camera_view import CameraView, camera_view
from cv_rom.poses import PoseTrack
from cv_rom.protocols.knee_to_wall import KNEE_TO_WALL, front_leg, knee_travel
from cv_rom.protocols.squat import SQUAT, hip_descent
from cv_rom.skeleton import Side

BODY = Body()


def viewed(track: PoseTrack) -> tuple[PoseTrack, CameraView]:
    return track, camera_view(track, scene())


@pytest.mark.parametrize("facing", ["right", "left", "camera", "away"])
def test_the_hips_descent_is_a_share_of_the_standing_height(facing: str) -> None:
    """Tibia 30 deg forward and knee 110 deg: hip over ankle is shank cos 30 + thigh cos 80, against almost upright."""
    motion = squats((30.0,), knee_deg=110.0)
    upright, deep = (
        BODY.shank * np.cos(np.radians(tibia)) + BODY.thigh * np.cos(np.radians(knee - tibia))
        for tibia, knee in ((3.0, 6.0), (30.0, 110.0))
    )
    track, view = viewed(film(motion, Camera(facing)))
    depth = hip_descent(track, view, Side.RIGHT)
    perspective = 0.0 if view.plane == "sagittal" else 0.05
    assert depth.max() == pytest.approx(1.0 - deep / upright, abs=0.01 + perspective)
    assert depth[0] == pytest.approx(0.0, abs=0.01)


@pytest.mark.parametrize("leg", Side, ids=lambda side: side.value)
def test_the_knees_travel_is_a_share_of_the_shank(leg: Side) -> None:
    track, view = viewed(film(lunges((35.0,), leg=leg), Camera(leg.value)))
    travel = knee_travel(track, view, leg)
    assert travel.max() == pytest.approx(np.sin(np.radians(35.0)), abs=0.01)
    assert travel[0] == pytest.approx(np.sin(np.radians(3.0)), abs=0.01)


@pytest.mark.parametrize("facing", ["right", "left"])
@pytest.mark.parametrize("leg", Side, ids=lambda side: side.value)
def test_the_front_leg_is_tested(leg: Side, facing: str) -> None:
    """Whichever side is filmed: the leg at the wall is the one that was tested."""
    assert front_leg(*viewed(film(lunges((35.0,), leg=leg), Camera(facing)))) == (leg,)


@pytest.mark.parametrize(("facing", "near"), [("right", Side.RIGHT), ("left", Side.LEFT)])
def test_of_feet_side_by_side_the_near_leg_is_tested(facing: str, near: Side) -> None:
    """Whoever has not stepped forward yet is not told to turn round."""
    assert front_leg(*viewed(film(squats((28.0,)), Camera(facing)))) == (near,)


def test_from_the_front_both_legs_are_looked_at() -> None:
    track, view = viewed(film(squats((28.0,)), Camera("camera")))
    assert set(SQUAT.test_sides(track, view)) == set(Side)
    assert set(KNEE_TO_WALL.test_sides(track, view)) == set(Side)


@pytest.mark.parametrize(("facing", "near"), [("right", Side.RIGHT), ("left", Side.LEFT)])
def test_from_the_side_a_squat_tests_the_near_leg(facing: str, near: Side) -> None:
    assert SQUAT.test_sides(*viewed(film(squats((28.0,)), Camera(facing)))) == (near,)


@pytest.mark.parametrize("scale", [0.3, 2.0])
def test_depths_know_no_scale(scale: float) -> None:
    for track, depth in ((film(squats((28.0,))), hip_descent), (film(lunges((30.0,))), knee_travel)):
        one, other = (depth(*viewed(t), Side.RIGHT) for t in (track, moved(track, scale=scale)))
        np.testing.assert_allclose(one, other, atol=1e-9)
