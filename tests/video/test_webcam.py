"""A camera with a faked capture: true times, colours, and what can go wrong."""

from __future__ import annotations

from itertools import count, islice
from typing import Any

import cv2
import numpy as np
import pytest

from cv_rom.errors import VideoError
from cv_rom.video import webcam
from cv_rom.video.newest import NewestFrames
from cv_rom.video.webcam import Webcam

BLUE_BGR = np.zeros((48, 64, 3), np.uint8)
BLUE_BGR[..., 0] = 200


class FakeCapture:
    """A camera that gives these pictures, one after the other; None = one fails."""

    def __init__(self, pictures: list[Any], *, opened: bool = True) -> None:
        self.pictures, self.opened, self.released = list(pictures), opened, 0
        self.settings: dict[int, float] = {}

    def isOpened(self) -> bool:  # noqa: N802  the name is OpenCV's
        return self.opened

    def set(self, setting: int, value: float) -> None:
        self.settings[setting] = value

    def grab(self) -> bool:
        return bool(self.pictures)

    def retrieve(self) -> tuple[bool, Any]:
        picture = self.pictures.pop(0)
        return picture is not None, picture

    def release(self) -> None:
        self.released += 1


@pytest.fixture(autouse=True)
def _no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(webcam, "FAILURE_S", 0.0)


def camera(capture: FakeCapture, number: int = 0) -> Webcam:
    ticks = count(100)
    return Webcam(number, open_capture=lambda _: capture, clock=lambda: next(ticks) / 10.0)


def test_pictures_are_rgb_and_carry_the_time_of_capture() -> None:
    capture = FakeCapture([BLUE_BGR] * 3)
    with camera(capture) as source:
        frames = list(islice(source, 3))
        assert (source.width_px, source.height_px, source.frames_expected) == (64, 48, None)
    assert [frame.index for frame in frames] == [0, 1, 2]
    assert [frame.time_s for frame in frames] == pytest.approx([0.1, 0.2, 0.3])
    assert frames[0].image[0, 0].tolist() == [0, 0, 200]
    assert capture.settings[cv2.CAP_PROP_FRAME_WIDTH] == 640
    assert capture.released == 1


def test_no_camera_is_one_clear_line() -> None:
    capture = FakeCapture([], opened=False)
    with pytest.raises(VideoError, match=r"camera 3 gives no picture.*--video FILE"):
        camera(capture, 3)
    assert capture.released == 1


def test_the_true_capture_of_a_camera_that_is_not_there(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(VideoError, match="camera 97 gives no picture"):
        Webcam(97)
    assert capfd.readouterr().err == "", "OpenCV would say it in a dozen lines"


def test_a_failed_picture_is_passed_over() -> None:
    with camera(FakeCapture([BLUE_BGR, None, BLUE_BGR])) as source:
        assert len(list(islice(source, 2))) == 2


def test_an_unplugged_camera_ends_the_frames_with_an_error() -> None:
    with camera(FakeCapture([BLUE_BGR] * 4)) as source:
        frames = iter(source)
        assert len(list(islice(frames, 4))) == 4
        with pytest.raises(VideoError, match="unplugged"):
            next(frames)


def test_pictures_of_another_size_are_refused() -> None:
    with camera(FakeCapture([BLUE_BGR, BLUE_BGR[:20]])) as source, pytest.raises(VideoError, match="size"):
        list(source)


def test_the_error_arrives_through_the_newest_frames() -> None:
    unplugged = pytest.raises(VideoError, match="unplugged")
    with camera(FakeCapture([BLUE_BGR] * 2)) as source, NewestFrames(source) as frames, unplugged:
        list(frames)
