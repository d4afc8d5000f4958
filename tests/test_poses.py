from __future__ import annotations

import numpy as np
import pytest
from stick_figure import film, squats
from track_changes import absent

from cv_rom.poses import Pose, PoseTrack
from cv_rom.skeleton import LANDMARK_COUNT, Landmark, Side

XY = np.arange(2.0 * LANDMARK_COUNT).reshape(LANDMARK_COUNT, 2)
ONES = np.ones(LANDMARK_COUNT)


def pose(time_s: float) -> Pose:
    return Pose(time_s, XY + time_s, 0.9 * ONES, 2.0 * ONES)


def test_a_pose_and_a_track_answer_alike() -> None:
    track = PoseTrack.from_poses([pose(0.0), pose(0.5)])
    for side, place in ((Side.LEFT, 25), (Side.RIGHT, 26)):
        np.testing.assert_array_equal(pose(0.5).xy(Landmark.KNEE, side), XY[place] + 0.5)
        np.testing.assert_array_equal(track.xy(Landmark.KNEE, side), [XY[place], XY[place] + 0.5])
        assert pose(0.5).seen(Landmark.KNEE, side) == 0.9
        assert track.noise(Landmark.KNEE, side).tolist() == [2.0, 2.0]
    assert track.xy(Landmark.KNEE, Side.LEFT).shape == (2, 2)
    assert track.seen(Landmark.KNEE, Side.LEFT).shape == (2,)


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        pytest.param("xy_px", np.zeros((17, 2)), r"xy_px must have shape \(33, 2\), got \(17, 2\)", id="17 points"),
        pytest.param("xy_px", np.zeros((33, 3)), r"xy_px must have shape \(33, 2\)", id="3-D points"),
        pytest.param("visibility", np.zeros(32), r"visibility must have shape \(33,\)", id="short visibility"),
        pytest.param("noise_px", np.zeros((33, 2)), r"noise_px must have shape \(33,\)", id="noise of each axis"),
    ],
)
def test_a_pose_of_the_wrong_shape_is_refused(name: str, value: np.ndarray, message: str) -> None:
    values = {"xy_px": XY, "visibility": ONES, "noise_px": ONES} | {name: value}
    with pytest.raises(ValueError, match=message):
        Pose(0.0, **values)


@pytest.mark.parametrize(
    "time_s",
    [
        pytest.param([0.0, 0.0], id="stands still"),
        pytest.param([1.0, 0.5], id="runs back"),
        pytest.param([0.0, np.nan], id="NaN"),
    ],
)
def test_time_must_rise(time_s: list[float]) -> None:
    two = np.ones((2, LANDMARK_COUNT))
    with pytest.raises(ValueError, match="time_s must rise"):
        PoseTrack(np.array(time_s), np.zeros((2, LANDMARK_COUNT, 2)), two, two)


def test_a_track_of_the_wrong_length_is_refused() -> None:
    two = np.ones((2, LANDMARK_COUNT))
    with pytest.raises(ValueError, match=r"xy_px must have shape \(2, 33, 2\), got \(3, 33, 2\)"):
        PoseTrack(np.array([0.0, 1.0]), np.zeros((3, LANDMARK_COUNT, 2)), two, two)


def test_nobody_is_a_value() -> None:
    nobody = Pose.nobody(1.5)
    assert nobody.is_nobody
    assert nobody.time_s == 1.5
    assert np.isnan(nobody.xy_px).all()
    assert (nobody.visibility == 0.0).all()
    assert not pose(0.0).is_nobody
    assert PoseTrack.from_poses([pose(0.0), Pose.nobody(0.1), pose(0.2)]).person_seen.tolist() == [True, False, True]


def test_a_pose_with_one_landmark_seen_is_somebody() -> None:
    xy = np.full((LANDMARK_COUNT, 2), np.nan)
    xy[26] = 100.0
    assert not Pose(0.0, xy, ONES, ONES).is_nobody


def test_a_track_of_no_frames() -> None:
    track = PoseTrack.from_poses([])
    assert len(track) == 0
    assert track.person_seen.shape == (0,)
    assert track.xy(Landmark.HEEL, Side.LEFT).shape == (0, 2)


def test_poses_come_back_out_of_a_track() -> None:
    track = absent(film(squats((20.0,))), slice(3, 5))
    again = PoseTrack.from_poses([track[i] for i in range(len(track))])
    for name in ("time_s", "xy_px", "visibility", "noise_px"):
        np.testing.assert_array_equal(getattr(again, name), getattr(track, name), strict=True)
    assert track[3].is_nobody


def test_other_points_leave_the_rest() -> None:
    track = film(squats((20.0,)))
    shifted = track.with_points(track.xy_px + 1.0)
    assert shifted.time_s is track.time_s
    assert (shifted.xy_px - track.xy_px == 1.0).all()
