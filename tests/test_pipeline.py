"""Frames through an estimator to an assessment, with a source that was made up and poses that are replayed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import pytest
from assessed import HEIGHT_CM, peaks, warnings
from stick_figure import Camera, film, scene, squats
from track_changes import absent, between

from cv_rom.frames import Frame
from cv_rom.pipeline import assess, record
from cv_rom.pose_estimators.recorded import RecordedEstimator
from cv_rom.poses import Pose, PoseTrack

TRACK = film(squats((30.0, 26.0)))
SCENE = scene(height_cm=HEIGHT_CM)


class MadeUpSource:
    """Empty pictures at the given times; counts how many are alive at once."""

    width_px, height_px = 1280, 960

    def __init__(self, time_s: Sequence[float], *, frames_expected: int | None = None) -> None:
        self.time_s = time_s
        self.frames_expected = frames_expected
        self.delivered = 0

    def __iter__(self) -> Iterator[Frame]:
        for index, time_s in enumerate(self.time_s):
            self.delivered += 1
            yield Frame(np.zeros((2, 2, 3), np.uint8), float(time_s), index)


class SeveralPeople:
    """Replays several tracks at once."""

    model_name = "recorded"
    model_sha256 = "0" * 64

    def __init__(self, *tracks: PoseTrack) -> None:
        self.estimators = [RecordedEstimator(track) for track in tracks]

    def estimate(self, frame: Frame) -> list[Pose]:
        return [pose for estimator in self.estimators for pose in estimator.estimate(frame)]


class Broken:
    """Fails in the third frame."""

    model_name = "broken"
    model_sha256 = "0" * 64

    def estimate(self, frame: Frame) -> list[Pose]:
        if frame.index == 2:
            raise RuntimeError("the model fell over")
        return []


def test_replayed_poses_come_out_as_they_were() -> None:
    recording = record(MadeUpSource(TRACK.time_s), RecordedEstimator(TRACK))
    for name in ("time_s", "xy_px", "visibility", "noise_px"):
        np.testing.assert_array_equal(getattr(recording.track, name), getattr(TRACK, name))
    assert recording.others == 0
    assert recording.frames_with_person == len(TRACK)


def test_from_pictures_to_numbers() -> None:
    recording = record(MadeUpSource(TRACK.time_s), RecordedEstimator(TRACK))
    found = assess(recording, SCENE, protocol="auto", side="auto")
    assert found.protocol == "squat"
    assert peaks(found) == pytest.approx([30.0, 26.0], abs=0.3)
    assert found.source is None, "the source is the caller's to name"


def test_frames_without_a_person_are_kept_as_nobody() -> None:
    away = between(TRACK, 3.2, 3.6)
    recording = record(MadeUpSource(TRACK.time_s), RecordedEstimator(absent(TRACK, away)))
    assert len(recording.track) == len(TRACK)
    np.testing.assert_array_equal(recording.track.person_seen, ~away)
    assert recording.frames_with_person == (~away).sum()
    assert [len(people) for people in recording.people] == (~away).astype(int).tolist()


def test_bystanders_are_counted_kept_for_blurring_and_warned_of() -> None:
    other = film(squats((30.0, 26.0)), Camera("left", px_per_cm=2.0, floor_px=(200.0, 600.0)))
    recording = record(MadeUpSource(TRACK.time_s), SeveralPeople(other, TRACK))
    assert recording.others == 1
    assert all(len(people) == 2 for people in recording.people)
    found = assess(recording, SCENE, protocol="squat", side="auto")
    assert "several_people" in warnings(found)
    assert peaks(found) == pytest.approx([30.0, 26.0], abs=0.3)


def test_nobody_is_an_answer() -> None:
    recording = record(MadeUpSource(TRACK.time_s), RecordedEstimator(absent(TRACK, slice(None))))
    found = assess(recording, SCENE, protocol="squat", side="auto")
    assert recording.frames_with_person == 0
    assert not found.measured_anything
    assert {m.reason for m in found.measures} == {"person_not_found"}


def test_a_source_without_frames() -> None:
    recording = record(MadeUpSource([]), RecordedEstimator(TRACK))
    assert not assess(recording, SCENE, protocol="squat", side="auto").measured_anything


@pytest.mark.parametrize(
    ("expected", "last"),
    [
        pytest.param(len(TRACK), 1.0, id="as declared"),
        pytest.param(len(TRACK) - 50, 1.0, id="more frames than declared"),
        pytest.param(2 * len(TRACK), 0.5, id="a truncated file"),
    ],
)
def test_progress_rises_and_never_exceeds_the_whole(expected: int, last: float) -> None:
    shares: list[float] = []
    record(MadeUpSource(TRACK.time_s, frames_expected=expected), RecordedEstimator(TRACK), progress=shares.append)
    assert shares == sorted(shares)
    assert 0.0 < shares[0] <= shares[-1] == pytest.approx(last)


def test_without_a_declared_length_there_is_no_progress() -> None:
    shares: list[float] = []
    record(MadeUpSource(TRACK.time_s), RecordedEstimator(TRACK), progress=shares.append)
    assert shares == []


def test_a_fault_of_the_estimator_is_not_swallowed() -> None:
    source = MadeUpSource(TRACK.time_s)
    with pytest.raises(RuntimeError, match="fell over"):
        record(source, Broken())
    assert source.delivered == 3, "frames are taken one at a time"


def test_an_unknown_protocol_is_an_error() -> None:
    recording = record(MadeUpSource(TRACK.time_s), RecordedEstimator(TRACK))
    with pytest.raises(ValueError, match="protocol must be one of"):
        assess(recording, SCENE, protocol="jump", side="auto")
