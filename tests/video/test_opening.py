import os

import pytest
from clips import damage_packets, truncate, write_clip, write_sound

from cv_rom.errors import VideoError
from cv_rom.video.limits import DEFAULT_LIMITS, VideoLimits
from cv_rom.video.video_file import VideoFile


def refusal(path, limits=DEFAULT_LIMITS):
    with pytest.raises(VideoError) as caught:
        VideoFile(path, limits)
    message = str(caught.value)
    assert "\n" not in message
    return message


@pytest.mark.parametrize(
    "name",
    ["-x.mp4", "http://example.org/a.mp4", "concat:a.mp4|b.mp4", "pipe:0", "tcp://localhost:1", "a\0b.mp4", "x" * 300],
)
def test_names_are_files_and_nothing_else(name, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert refusal(name)


@pytest.mark.parametrize("name", ["-x.mp4", "http:.mp4", "concat:a.mp4", "file:a.mp4", "größe %d.mp4"])
def test_odd_names_of_real_files_are_read(name, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "clip.mp4").rename(tmp_path / name) if write_clip(tmp_path / "clip.mp4") else None
    with VideoFile(name) as video:
        assert len(list(video)) == 30


def test_missing_file(tmp_path):
    assert "there is no file" in refusal(tmp_path / "none.mp4")


def test_folder(tmp_path):
    assert "is a folder" in refusal(tmp_path)


def test_device():
    assert "device or a pipe" in refusal(os.devnull)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_named_pipe_does_not_hang(tmp_path):
    os.mkfifo(tmp_path / "pipe.mp4")
    assert "device or a pipe" in refusal(tmp_path / "pipe.mp4")


@pytest.mark.parametrize(
    ("content", "says"),
    [
        pytest.param(b"", "is empty", id="empty"),
        pytest.param(b"<!DOCTYPE html><html><body>404</body></html>", "is not a video", id="web page"),
        pytest.param(b"version https://git-lfs.github.com/spec/v1\noid sha256:0\n", "git lfs pull", id="LFS pointer"),
        pytest.param(b"\x89PNG\r\n\x1a\n" + bytes(100), "is not a video", id="picture"),
        pytest.param(bytes(5000), "is not a video", id="zeros"),
        pytest.param(b"\x00\x00\x00\x1cftypisom" + bytes(200), "incomplete or damaged", id="recording without index"),
    ],
)
def test_files_that_are_no_video(content, says, tmp_path):
    (tmp_path / "clip.mp4").write_bytes(content)
    assert says in refusal(tmp_path / "clip.mp4")


@pytest.mark.parametrize(
    "playlist",
    [
        "#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\n{target}\n#EXT-X-ENDLIST\n",
        "ffconcat version 1.0\nfile '{target}'\n",
    ],
)
def test_play_lists_do_not_open_other_files(playlist, tmp_path):
    target = write_clip(tmp_path / "target.mp4")
    (tmp_path / "list.mp4").write_text(playlist.format(target=target))
    assert "is not a video" in refusal(tmp_path / "list.mp4")


def test_sound_only(tmp_path):
    assert "no moving picture" in refusal(write_sound(tmp_path / "sound.mp4"))


def test_unknown_codec_says_how_to_convert(tmp_path):
    path = write_clip(tmp_path / "clip.mp4")
    path.write_bytes(path.read_bytes().replace(b"avc1", b"zzz1"))
    assert "ffmpeg -i IN" in refusal(path)


def test_nothing_decodes(tmp_path):
    path = damage_packets(write_clip(tmp_path / "clip.mp4"), range(30))
    assert "no picture could be decoded" in refusal(path)


def test_cut_before_the_first_picture(tmp_path):
    assert "clip.mp4" in refusal(truncate(write_clip(tmp_path / "clip.mp4"), 0.2))


def test_too_large_pictures_are_refused_before_decoding(tmp_path):
    limits = VideoLimits(max_pixels=64 * 48 - 1)
    assert "64 x 48 are too large" in refusal(write_clip(tmp_path / "clip.mp4"), limits)


def test_a_header_that_understates_the_size_does_not_help(tmp_path):
    honest, lying = write_clip(tmp_path / "a.ts", size=(64, 48)), write_clip(tmp_path / "b.ts", size=(640, 480))
    (tmp_path / "joined.ts").write_bytes(honest.read_bytes() + lying.read_bytes())
    with VideoFile(tmp_path / "joined.ts", VideoLimits(max_pixels=200 * 200)) as video:
        assert {frame.image.shape for frame in video} == {(48, 64, 3)}
        assert video.warnings()


def test_a_refused_file_is_closed_again(tmp_path, recwarn):
    for content in (b"text", b"\x00\x00\x00\x1cftypisom"):
        (tmp_path / "clip.mp4").write_bytes(content)
        refusal(tmp_path / "clip.mp4")
    assert not [w for w in recwarn if w.category is ResourceWarning]
