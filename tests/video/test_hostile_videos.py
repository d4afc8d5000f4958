"""Files made to do harm, or only odd: each is refused in one line for the right reason, or read as what it is."""

import os
import socket
import threading
import time
from contextlib import suppress
from fractions import Fraction

import av
import pytest
from clips import even_times, write_clip
from hostile_uploads import NO_VIDEO, ODD, REFERRING, TOO_LARGE, alias
from mp4_boxes import grey_picture, repeated_picture

from cv_rom.errors import VideoError, VideoLimitError
from cv_rom.video.container import open_video
from cv_rom.video.limits import DEFAULT_LIMITS, VideoLimits, spoken_duration
from cv_rom.video.packet_reader import PacketReader
from cv_rom.video.sampling import sample_frames
from cv_rom.video.video_file import VideoFile


def named(uploads):
    return [pytest.param(upload, id=upload.name) for upload in uploads]


@pytest.mark.parametrize("upload", named([*NO_VIDEO, *TOO_LARGE]))
def test_what_cannot_be_measured_is_refused_in_one_line(upload, tmp_path):
    upload.write(tmp_path / upload.name)
    with pytest.raises(VideoError) as caught:
        VideoFile(tmp_path / upload.name)
    assert isinstance(caught.value, VideoLimitError) == (upload.outcome == "too-large")
    assert upload.says in str(caught.value)
    assert str(caught.value).startswith(upload.name)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("upload", named(ODD))
def test_what_is_only_odd_is_read(upload, tmp_path):
    upload.write(tmp_path / upload.name)
    with VideoFile(tmp_path / upload.name) as video:
        frames = list(video)
        video.source(0)
        video.warnings()
    assert [frame.image.shape for frame in frames] == [(video.height_px, video.width_px, 3)] * len(frames)
    times_s = [frame.time_s for frame in frames]
    assert len(times_s) >= 1
    assert times_s == sorted(set(times_s))


@pytest.mark.parametrize("name", ["clip.mp4", "clip.mov", "clip.mkv", "clip.ts", "clip.avi", "clip.flv"])
def test_a_file_cut_anywhere_is_read_or_refused(name, tmp_path, capfd):
    path = write_clip(tmp_path / name, times_s=even_times(8), codec="mpeg4" if name.endswith("avi") else "libx264")
    whole = path.read_bytes()
    # Headers stand at the ends, and in MP4 the length of the boxes is in every fourth byte.
    places = {*range(0, 128, 4), *range(128, len(whole), max(1, len(whole) // 40)), *range(len(whole) - 32, len(whole))}
    for place in sorted(places):
        path.write_bytes(whole[:place])
        with suppress(VideoError):
            assert 1 <= len(sample_frames(path, 4)) <= 4
    assert capfd.readouterr().err == ""


def test_a_place_that_a_file_does_not_have_is_no_fault_of_ours(tmp_path, capfd):
    """A damaged length sends the reader to negative places."""
    path = write_clip(tmp_path / "clip.wmv", codec="wmv2", times_s=even_times(8))
    whole = path.read_bytes()
    for place in range(16, 700, 8):
        path.write_bytes(whole[:place] + b"\xff" * 8 + whole[place + 8 :])
        with suppress(VideoError):
            sample_frames(path, 4)
    assert capfd.readouterr().err == ""


@pytest.fixture
def contacts(tmp_path):
    """A pipe and a server, and whether anybody has opened or called them."""
    contacted = []
    os.mkfifo(tmp_path / "other.ts")
    ended = threading.Event()

    def watch():
        while not ended.is_set():
            try:
                os.close(os.open(tmp_path / "other.ts", os.O_WRONLY | os.O_NONBLOCK))
                contacted.append("file")
            except OSError:  # nobody reads it
                time.sleep(0.001)

    thread = threading.Thread(target=watch)
    thread.start()
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        yield {"file": tmp_path / "other.ts", "address": f"127.0.0.1:{server.getsockname()[1]}"}
        ended.set()
        thread.join()
        with pytest.raises(BlockingIOError):
            server.accept()
    assert contacted == []


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
@pytest.mark.parametrize("name", [*REFERRING, "alias.mov"])
def test_nothing_else_is_opened_and_nobody_called(name, contacts, tmp_path):
    content = alias(str(contacts["file"])) if name == "alias.mov" else REFERRING[name].format(**contacts).encode()
    (tmp_path / name).write_bytes(content)
    for _ in range(2):
        with pytest.raises(VideoError):
            VideoFile(tmp_path / name)


@pytest.mark.parametrize(
    ("limits", "says"),
    [
        pytest.param(VideoLimits(max_frames=20), "clip.ts: it has 21 pictures, 20 are the most; cut", id="pictures"),
        pytest.param(VideoLimits(max_duration_s=0.5), "it says that it lasts 1 s, 0.5 s are the most", id="declared"),
    ],
)
def test_a_clip_over_the_limits(limits, says, tmp_path):
    path = write_clip(tmp_path / "clip.ts")
    with pytest.raises(VideoLimitError) as caught, VideoFile(path, limits) as video:
        assert len([frame.index for frame in video]) <= 20
    assert says in str(caught.value)


def test_the_times_of_the_pictures_count_where_no_duration_is_declared(tmp_path):
    path = write_clip(tmp_path / "clip.mkv", times_s=[0.0, 10.0, 20.0, 30.0])
    before, _, behind = path.read_bytes().partition(b"\x44\x89\x88")  # Duration, a number of 8 bytes
    path.write_bytes(before + b"\xec\x89" + bytes(9) + behind[8:])  # nothing, as long
    with VideoFile(path, VideoLimits(max_duration_s=20.0)) as video:
        assert video.duration_s is None
        frames = iter(video)
        assert [next(frames).time_s for _ in range(3)] == [0.0, 10.0, 20.0]
        with pytest.raises(VideoLimitError, match=r"clip.mkv: it lasts 30 s, 20 s are the most"):
            next(frames)


def test_samples_keep_to_the_limits_of_their_video(tmp_path):
    path = write_clip(tmp_path / "clip.mp4")
    with VideoFile(path, VideoLimits(max_frames=30)) as video:
        assert len(sample_frames(video, 3)) == 3
    with pytest.raises(VideoLimitError):
        sample_frames(path, 3, VideoLimits(max_frames=29))


def test_pixels_that_are_stretched_count(tmp_path):
    path = write_clip(tmp_path / "clip.mp4", pixel_shape=Fraction(4, 1))
    limits = VideoLimits(max_pixels=2 * 64 * 48)
    for read in (VideoFile, lambda path, limits: sample_frames(path, 2, limits)):
        with pytest.raises(VideoLimitError, match="256 x 48"):
            read(path, limits)


def test_memory_that_is_refused_is_no_damage(tmp_path, monkeypatch):
    """Else a clip too large for a machine would be measured with pictures missing."""
    video = open_video(write_clip(tmp_path / "clip.mp4"), DEFAULT_LIMITS)

    class Greedy:
        size, is_corrupt, pts = 1, False, 0

        def decode(self):
            raise av.MemoryError(12, "Cannot allocate memory")

    reader = PacketReader(video)
    monkeypatch.setattr(reader, "_read", lambda: iter([Greedy()]))
    with pytest.raises(MemoryError):
        next(reader.frames())
    video.close()


def test_a_nonsensical_rate_is_not_used_for_missing_times(tmp_path):
    (tmp_path / "clip.mp4").write_bytes(repeated_picture(grey_picture((64, 48)), (64, 48), 3, step=2**31 - 1))
    with VideoFile(tmp_path / "clip.mp4") as video:
        assert max(frame.time_s for frame in video) < 1.0


@pytest.mark.parametrize(
    ("duration_s", "spoken"), [(0.5, "0.5 s"), (90, "90 s"), (600, "10 min"), (10_800, "3 h"), (4e8, "years")]
)
def test_a_duration_in_words(duration_s, spoken):
    assert spoken_duration(duration_s) == spoken
