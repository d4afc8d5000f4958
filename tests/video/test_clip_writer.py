import av
import numpy as np
import pytest
from clips import BLUE, GREEN, RED, WHITE, even_times, quarter_colours, quarters

from cv_rom.video.clip_writer import ClipWriter
from cv_rom.video.video_file import VideoFile


def write(path, *, size=(64, 48), times_s):
    with ClipWriter(path, width=size[0], height=size[1]) as clip:
        for time_s in times_s:
            clip.write(quarters(*size), time_s)
    return path


def write_then_fail(clip, error):
    clip.write(quarters(64, 48), 0.0)
    raise error


@pytest.mark.parametrize(
    "times_s",
    [
        pytest.param(even_times(20), id="even"),
        pytest.param(np.cumsum([0.0123] + [0.02, 0.05, 0.4] * 5).tolist(), id="variable, first frame late"),
        pytest.param([0.0], id="one frame"),
    ],
)
def test_times_and_pictures_survive(times_s, tmp_path):
    with VideoFile(write(tmp_path / "clip.mp4", times_s=times_s)) as video:
        frames = list(video)
    assert [frame.time_s for frame in frames] == pytest.approx(times_s, abs=2e-5)
    assert quarter_colours(frames[-1].image) == [RED, GREEN, BLUE, WHITE]
    assert video.source(0).frames_declared == len(times_s)


def test_plays_in_every_browser(tmp_path):
    path = write(tmp_path / "clip.mp4", times_s=even_times(5))
    with av.open(str(path)) as container:
        context = container.streams.video[0].codec_context
        assert (context.name, context.pix_fmt) == ("h264", "yuv420p")
    data = path.read_bytes()
    assert data.find(b"moov") < data.find(b"mdat")


def test_odd_sizes_lose_a_row_and_a_column(tmp_path):
    with VideoFile(write(tmp_path / "clip.mp4", size=(63, 47), times_s=even_times(3))) as video:
        assert (video.width_px, video.height_px) == (62, 46)


@pytest.mark.parametrize("error", [KeyboardInterrupt, ValueError])
def test_an_error_leaves_what_was_there_before(error, tmp_path):
    path = tmp_path / "clip.mp4"
    path.write_bytes(b"before")
    with pytest.raises(error), ClipWriter(path, width=64, height=48) as clip:
        write_then_fail(clip, error)
    assert [p.name for p in tmp_path.iterdir()] == ["clip.mp4"]
    assert path.read_bytes() == b"before"


def test_nothing_written_leaves_no_file(tmp_path):
    with ClipWriter(tmp_path / "clip.mp4", width=64, height=48):
        pass
    assert list(tmp_path.iterdir()) == []


def test_the_target_appears_only_when_complete(tmp_path):
    path = tmp_path / "clip.mp4"
    with ClipWriter(path, width=64, height=48) as clip:
        clip.write(quarters(64, 48), 0.0)
        assert not path.exists()
    assert path.exists()


@pytest.mark.parametrize("times_s", [[-0.1], [0.0, 0.0], [0.2, 0.1]])
def test_times_must_rise(times_s, tmp_path):
    with pytest.raises(ValueError, match="rise"):
        write(tmp_path / "clip.mp4", times_s=times_s)


def test_every_frame_has_the_size_of_the_clip(tmp_path):
    with pytest.raises(ValueError, match="shape"), ClipWriter(tmp_path / "clip.mp4", width=64, height=48) as clip:
        clip.write(quarters(48, 64), 0.0)


def test_a_missing_folder_is_an_os_error(tmp_path):
    with pytest.raises(FileNotFoundError), ClipWriter(tmp_path / "none" / "clip.mp4", width=64, height=48):
        pass


def test_names_with_a_colon_are_files(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert write("http:clip.mp4", times_s=even_times(2))
    assert (tmp_path / "http:clip.mp4").stat().st_size > 0
