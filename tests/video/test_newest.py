"""Newest frames only, and a video in its own time."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import numpy as np
import pytest

from cv_rom.frames import Frame
from cv_rom.video.newest import NewestFrames, PacedFrames

IMAGE = np.zeros((4, 6, 3), np.uint8)


class Source:
    """Frames at these times; `gate`, where given, is waited for before each."""

    width_px, height_px, frames_expected = 6, 4, 3

    def __init__(self, *times_s: float, gate: threading.Semaphore | None = None) -> None:
        self.times_s, self.gate, self.given = times_s, gate, 0

    def __iter__(self) -> Iterator[Frame]:
        for index, time_s in enumerate(self.times_s):
            if self.gate is not None:
                self.gate.acquire()
            self.given += 1
            yield Frame(IMAGE, time_s, index)


def test_a_ready_consumer_gets_every_frame() -> None:
    gate = threading.Semaphore(1)
    with NewestFrames(Source(0.0, 0.1, 0.2, gate=gate)) as frames:
        seen = []
        for frame in frames:
            seen.append(frame.index)
            gate.release()
    assert seen == [0, 1, 2]
    assert (frames.width_px, frames.height_px, frames.frames_expected) == (6, 4, None)


def test_a_busy_consumer_gets_the_newest_frame_only() -> None:
    gate = threading.Semaphore(1)
    source = Source(*(i / 10 for i in range(6)), gate=gate)
    with NewestFrames(source) as frames:
        each = iter(frames)
        assert next(each).index == 0
        for _ in range(5):
            gate.release()
        frames._thread.join(timeout=10.0)  # busy until the source has ended
        assert next(each).index == 5
        assert list(each) == []


def test_nothing_is_read_before_somebody_asks() -> None:
    source = Source(0.0, 0.1)
    with NewestFrames(source):
        pass
    assert source.given == 0


def test_leaving_ends_the_thread() -> None:
    gate = threading.Semaphore(2)
    with NewestFrames(Source(*range(9), gate=gate)) as frames:
        next(iter(frames))
        gate.release()
    assert not frames._thread.is_alive()


def test_paced_frames_wait_for_their_time() -> None:
    now, slept = [50.0], []

    def sleep(duration_s: float) -> None:
        slept.append(duration_s)
        now[0] += duration_s

    frames = PacedFrames(Source(0.5, 0.6, 0.7), clock=lambda: now[0], sleep=sleep)
    seen = []
    for frame in frames:
        seen.append(frame.index)
        now[0] += 0.15  # slower than the video
    assert seen == [0, 1, 2]
    assert slept == pytest.approx([0.5, 0.0, 0.0])
    assert (frames.width_px, frames.height_px, frames.frames_expected) == (6, 4, 3)
