from __future__ import annotations

import gc
import zipfile
from itertools import islice
from pathlib import Path

import numpy as np
import pytest

from cv_rom.bundled import samples_dir
from cv_rom.errors import ModelBundleError
from cv_rom.frames import Frame
from cv_rom.pose_estimators.mediapipe_estimator import (
    Focus,
    MediapipeEstimator,
    each_person_once,
    focus_on,
    survey,
)
from cv_rom.pose_estimators.model_bundle import ModelBundle, add_bundle, find_bundle
from cv_rom.poses import Pose, PoseTrack
from cv_rom.skeleton import LANDMARK_COUNT, Landmark, Side
from cv_rom.video.video_file import VideoFile

EMPTY_ROOM = np.full((360, 240, 3), 128, np.uint8)


@pytest.fixture(scope="module")
def frames() -> list[Frame]:
    """The first frames of a sample clip: one person, 720 x 1280, standing and seen from the side."""
    with VideoFile(samples_dir() / "squat-side.mp4") as video:
        reading = iter(video)
        first = list(islice(reading, 6))
        reading.close()  # type: ignore[attr-defined]
    return first


def knees(frames: list[Frame], *, focus: Focus | None = None) -> np.ndarray:
    with MediapipeEstimator(find_bundle(), focus=focus) as estimator:
        found = [estimator.estimate(frame) for frame in frames]
    assert [len(poses) for poses in found] == [1] * len(frames)
    return np.array([poses[0].xy(Landmark.KNEE, Side.RIGHT) for poses in found])


def test_one_person_is_found_in_pixels_and_nothing_is_logged(
    frames: list[Frame], capfd: pytest.CaptureFixture[str]
) -> None:
    with MediapipeEstimator(find_bundle()) as estimator:
        assert (estimator.model_name, estimator.model_sha256) == ("pose_landmarker_full", find_bundle().sha256)
        (pose,) = estimator.estimate(frames[0])
    assert pose.time_s == frames[0].time_s
    assert np.all((pose.visibility >= 0) & (pose.visibility <= 1))
    nose, knee, heel = pose.xy_px[0], pose.xy(Landmark.KNEE, Side.RIGHT), pose.xy(Landmark.HEEL, Side.RIGHT)
    assert 0 < nose[1] < knee[1] < heel[1] < 1280
    assert np.all((pose.xy_px[:, 0] > 100) & (pose.xy_px[:, 0] < 620))
    assert 3 < pose.noise_px[0] < 6
    assert capfd.readouterr() == ("", "")


def test_the_same_frames_give_the_same_poses(frames: list[Frame]) -> None:
    np.testing.assert_array_equal(knees(frames[:2]), knees(frames[:2]))


def test_a_focus_changes_what_is_seen_but_not_where_it_is(frames: list[Frame]) -> None:
    focus = (100, 150, 620, 1270)
    assert np.abs(knees(frames[:2], focus=focus) - knees(frames[:2])).max() < 30


def test_the_focus_holds_the_person_with_room_around() -> None:
    ones = np.ones(LANDMARK_COUNT)
    upright = np.linspace(200, 600, LANDMARK_COUNT)
    poses = [Pose(t, np.column_stack([x * ones, upright]), ones, ones) for t, x in ((0.0, 300.0), (1.0, 340.0))]
    assert focus_on(PoseTrack.from_poses(poses), width_px=720, height_px=650) == (200, 100, 440, 650)
    assert focus_on(PoseTrack.from_poses([Pose.nobody(0.0)]), width_px=720, height_px=650) is None


@pytest.mark.parametrize(
    "times_s",
    [
        pytest.param([0.0, 1e-6, 2e-6], id="a microsecond apart"),
        pytest.param([5.0, 5.0, 4.0], id="standing still and going back"),
        pytest.param([3e6, 3e6 + 0.03, 3e6 + 9e4], id="a camera's clock and a gap of a day"),
    ],
)
def test_any_times_are_understood(frames: list[Frame], times_s: list[float]) -> None:
    found = knees([Frame(frames[0].image, time_s, 0) for time_s in times_s])
    assert np.isfinite(found).all()


def test_landmarks_do_not_lag(frames: list[Frame]) -> None:
    """A picture that jumps to the side by 40 pixels takes the landmarks with it at once.

    MediaPipe's own smoothing would hold the first of them back.
    """
    shifted = np.roll(frames[0].image, 40, axis=1)
    pictures = [frames[0].image] * 3 + [shifted]
    x = knees([Frame(image, i / 30, i) for i, image in enumerate(pictures)])[:, 0]
    assert x[3] - x[2] == pytest.approx(40, abs=4)


def test_nobody_in_view_is_an_empty_list() -> None:
    with MediapipeEstimator(find_bundle()) as estimator:
        assert estimator.estimate(Frame(EMPTY_ROOM, 0.0, 0)) == []


def test_a_survey_counts_people(frames: list[Frame], capfd: pytest.CaptureFixture[str]) -> None:
    width = frames[0].image.shape[1]
    two_people = np.hstack([frames[0].image[:, 100 : width - 100]] * 2)
    found = survey([frames[0], Frame(EMPTY_ROOM, 1.0, 1), Frame(two_people, 2.0, 2)], find_bundle())
    assert [len(poses) for poses in found] == [1, 0, 2]
    assert capfd.readouterr() == ("", "")


def stick(x: float, *, visibility: float = 1.0) -> Pose:
    """33 points on a vertical line of 320 pixels at x, with the hips in the middle."""
    xy_px = np.column_stack([np.full(LANDMARK_COUNT, x), np.linspace(0, 320, LANDMARK_COUNT)])
    xy_px[:11, 0] += 40
    xy_px[[23, 24], 1] = 160
    return Pose(0.0, xy_px, np.full(LANDMARK_COUNT, visibility), np.ones(LANDMARK_COUNT))


def test_a_person_found_twice_counts_once_and_the_clearer_finding_stays() -> None:
    first, again, other = stick(100, visibility=0.6), stick(103, visibility=0.8), stick(200)
    kept = each_person_once([first, again, other])
    assert {id(pose) for pose in kept} == {id(again), id(other)}
    assert each_person_once([]) == []


def swapped_networks(path: Path) -> ModelBundle:
    with zipfile.ZipFile(find_bundle().path) as shipped, zipfile.ZipFile(path, "w") as archive:
        first, second = shipped.namelist()
        archive.writestr(first, shipped.read(second))
        archive.writestr(second, shipped.read(first))
    return add_bundle(path)


def test_networks_that_do_not_fit_are_one_clear_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CV_ROM_DATA_DIR", str(tmp_path / "data"))
    bundle = swapped_networks(tmp_path / "swapped.task")
    with pytest.raises(ModelBundleError, match="cannot run this model") as caught:
        MediapipeEstimator(bundle)
    assert "\n" not in str(caught.value)
    assert capfd.readouterr() == ("", "")
    del caught
    gc.collect()  # the finalizer of a failed landmarker must not wait for ever


def test_a_damaged_bundle_is_refused_before_it_is_loaded(tmp_path: Path) -> None:
    damaged = tmp_path / "damaged.task"
    damaged.write_bytes(b"hello")
    shipped = find_bundle()
    bundle = ModelBundle("damaged", "pose", damaged, shipped.sha256, "", "", "")
    with pytest.raises(ModelBundleError, match="checksum"):
        MediapipeEstimator(bundle)
