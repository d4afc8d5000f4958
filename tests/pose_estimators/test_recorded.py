from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from cv_rom.errors import PoseFileError
from cv_rom.frames import Frame
from cv_rom.pose_estimators.estimator import PoseEstimator
from cv_rom.pose_estimators.recorded import RecordedEstimator
from cv_rom.pose_files import write_poses
from cv_rom.poses import Pose, PoseTrack
from cv_rom.skeleton import LANDMARK_COUNT

TRACK = PoseTrack.from_poses(
    [
        Pose(0.0, np.ones((LANDMARK_COUNT, 2)), np.ones(LANDMARK_COUNT), np.ones(LANDMARK_COUNT)),
        Pose.nobody(0.04),
        Pose(0.08, np.full((LANDMARK_COUNT, 2), 3.0), np.ones(LANDMARK_COUNT), np.ones(LANDMARK_COUNT)),
    ]
)


def frame(time_s: float) -> Frame:
    return Frame(np.zeros((4, 4, 3), np.uint8), time_s, 0)


def replayed(estimator: PoseEstimator, time_s: float) -> list[float]:
    return [float(pose.xy_px[0, 0]) for pose in estimator.estimate(frame(time_s))]


@pytest.mark.parametrize(
    ("time_s", "expected"),
    [
        pytest.param(0.0, [1.0], id="first"),
        pytest.param(0.0799, [3.0], id="within a millisecond"),
        pytest.param(0.04, [], id="nobody was in view"),
        pytest.param(0.06, [], id="a frame that was not recorded"),
    ],
)
def test_poses_are_found_by_time(time_s: float, expected: list[float]) -> None:
    with RecordedEstimator(TRACK) as estimator:
        assert replayed(estimator, time_s) == expected


def test_the_provenance_says_recorded_and_tells_tracks_apart() -> None:
    other = TRACK.with_points(TRACK.xy_px + 1)
    assert RecordedEstimator(TRACK).model_name == "recorded"
    assert RecordedEstimator(TRACK).model_sha256 == RecordedEstimator(TRACK.with_points(TRACK.xy_px)).model_sha256
    assert RecordedEstimator(TRACK).model_sha256 != RecordedEstimator(other).model_sha256


def test_no_poses_at_all_is_nobody() -> None:
    assert RecordedEstimator(PoseTrack.from_poses([])).estimate(frame(0.0)) == []


def test_poses_from_a_file(tmp_path: Path) -> None:
    write_poses(tmp_path / "poses.npz", TRACK)
    assert replayed(RecordedEstimator.from_file(tmp_path / "poses.npz"), 0.08) == [3.0]
    with pytest.raises(PoseFileError):
        RecordedEstimator.from_file(tmp_path / "none.npz")
