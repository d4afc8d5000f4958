import threading
import time

import numpy as np
import pytest
from clips import write_clip

from cv_rom.errors import VideoError
from cv_rom.frames import Frame
from cv_rom.video.prefetch import prefetch
from cv_rom.video.video_file import VideoFile


class Source:
    """Delivers `count` frames, then fails if asked to; tells how many were taken."""

    width_px, height_px, frames_expected = 4, 3, None

    def __init__(self, count, error=None):
        self.count, self.error, self.delivered = count, error, 0

    def __iter__(self):
        for index in range(self.count):
            self.delivered += 1
            yield Frame(np.zeros((3, 4, 3), np.uint8), index / 30, index)
        if self.error is not None:
            raise self.error


def take_one_then_fail(frames, error):
    next(iter(frames))
    raise error


def running():
    return [thread for thread in threading.enumerate() if thread.name == "frame-prefetch"]


def test_all_frames_in_order_even_to_a_slow_consumer():
    indices = []
    with prefetch(Source(12), depth=2) as frames:
        assert (frames.width_px, frames.height_px, frames.frames_expected) == (4, 3, None)
        for frame in frames:
            time.sleep(0.005)
            indices.append(frame.index)
    assert indices == list(range(12))
    assert not running()


def test_reads_only_so_far_ahead():
    source = Source(1000)
    with prefetch(source, depth=3) as frames:
        next(iter(frames))
        time.sleep(0.05)
        # One consumed, three in the queue, one in the thread's hand.
        assert source.delivered <= 5


def test_an_error_of_the_source_arrives_after_the_frames_before_it():
    received = []
    with prefetch(Source(3, VideoError("broken")), depth=1) as frames, pytest.raises(VideoError, match="broken"):
        received.extend(frame.index for frame in frames)
    assert received == [0, 1, 2]
    assert not running()


@pytest.mark.parametrize("error", [KeyboardInterrupt, RuntimeError])
def test_an_error_of_the_consumer_ends_the_thread(error):
    source = Source(10**9)
    started_s = time.monotonic()
    with pytest.raises(error), prefetch(source, depth=2) as frames:
        take_one_then_fail(frames, error)
    assert time.monotonic() - started_s < 2.0
    assert not running()


def test_closing_without_reading(tmp_path):
    with VideoFile(write_clip(tmp_path / "clip.mp4")) as video, prefetch(video, depth=1):
        pass
    assert not running()


def test_a_video_file_through_the_queue_gives_the_same_frames(tmp_path):
    path = write_clip(tmp_path / "clip.mp4")
    with VideoFile(path) as video:
        expected = [(frame.time_s, frame.image.sum()) for frame in video]
    with VideoFile(path) as video, prefetch(video) as frames:
        assert [(frame.time_s, frame.image.sum()) for frame in frames] == expected
    assert video.source(0).frames_decoded == 30


def test_depth_must_be_positive():
    with pytest.raises(ValueError, match="depth"):
        prefetch(Source(1), depth=0)
