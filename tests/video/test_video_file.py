import hashlib
from fractions import Fraction

import numpy as np
import pytest
from clips import BLUE, GREEN, RED, WHITE, damage_packets, even_times, quarter_colours, truncate, write_clip

from cv_rom.video.video_file import VideoFile


def read(path):
    """All frames of a file, its source facts and the codes of its warnings."""
    with VideoFile(path) as video:
        frames = list(video)
    return frames, video.source(frames_with_person=0), [warning.code for warning in video.warnings()]


@pytest.mark.parametrize(
    ("suffix", "settings"),
    [
        pytest.param(".mp4", {}, id="H.264"),
        pytest.param(".mov", {"codec": "libx265", "pix_fmt": "yuv420p10le"}, id="HEVC 10 bit"),
        pytest.param(".webm", {"codec": "libvpx-vp9"}, id="VP9"),
        pytest.param(".avi", {"codec": "mpeg4"}, id="MPEG-4"),
        pytest.param(".ts", {}, id="transport stream"),
        pytest.param(".mkv", {"pix_fmt": "yuv444p", "size": (63, 47)}, id="odd size"),
    ],
)
def test_codecs_and_containers(suffix, settings, tmp_path):
    size = settings.setdefault("size", (128, 96))
    frames, source, warnings = read(write_clip(tmp_path / f"clip{suffix}", **settings))
    assert [frame.index for frame in frames] == list(range(30))
    assert [frame.time_s for frame in frames] == pytest.approx(even_times(30), abs=0.0006)
    assert quarter_colours(frames[7].image) == [RED, GREEN, BLUE, WHITE]
    assert (source.width, source.height) == size
    assert source.frame_rate_mean == pytest.approx(30.0, abs=0.05)
    assert source.duration_s == pytest.approx(1.0, abs=0.002)
    assert not source.variable_frame_rate
    assert warnings == []


@pytest.mark.parametrize(
    ("anticlockwise_deg", "mirrored", "clockwise_deg", "upright"),
    [
        (0, False, 0, [RED, GREEN, BLUE, WHITE]),
        (-90, False, 90, [BLUE, RED, WHITE, GREEN]),
        (180, False, 180, [WHITE, BLUE, GREEN, RED]),
        (90, False, 270, [GREEN, WHITE, RED, BLUE]),
        (0, True, 0, [GREEN, RED, WHITE, BLUE]),
        (90, True, 90, [WHITE, GREEN, BLUE, RED]),
        (180, True, 180, [BLUE, WHITE, RED, GREEN]),
        (-90, True, 270, [RED, BLUE, GREEN, WHITE]),
    ],
)
def test_orientation_from_metadata(anticlockwise_deg, mirrored, clockwise_deg, upright, tmp_path):
    path = write_clip(tmp_path / "clip.mp4", anticlockwise_deg=anticlockwise_deg, mirrored=mirrored)
    frames, source, warnings = read(path)
    assert quarter_colours(frames[0].image) == upright
    assert source.rotation_deg == clockwise_deg
    assert (source.width, source.height) == ((48, 64) if clockwise_deg in (90, 270) else (64, 48))
    assert frames[0].image.shape == (source.height, source.width, 3)
    assert frames[0].image.flags.c_contiguous
    assert warnings == (["mirrored"] if mirrored else [])


@pytest.mark.parametrize(
    ("pixel_shape", "size"),
    [
        pytest.param(Fraction(2, 1), (128, 48), id="wide pixels stretch the width"),
        pytest.param(Fraction(1, 2), (64, 96), id="tall pixels stretch the height"),
        pytest.param(Fraction(1001, 1000), (64, 48), id="as good as square"),
        pytest.param(Fraction(50, 1), (64, 48), id="nonsense"),
    ],
)
def test_pixels_become_square(pixel_shape, size, tmp_path):
    frames, source, _ = read(write_clip(tmp_path / "clip.mp4", pixel_shape=pixel_shape))
    assert (source.width, source.height) == size
    assert quarter_colours(frames[0].image) == [RED, GREEN, BLUE, WHITE]


def test_pixels_become_square_before_the_turn(tmp_path):
    path = write_clip(tmp_path / "clip.mp4", pixel_shape=Fraction(2, 1), anticlockwise_deg=-90)
    with VideoFile(path) as video:
        assert (video.width_px, video.height_px) == (48, 128)


def test_variable_frame_rate_keeps_the_true_times(tmp_path):
    times_s = np.cumsum([0.0] + [0.02, 0.05] * 10).tolist()
    frames, source, warnings = read(write_clip(tmp_path / "clip.mp4", times_s=times_s))
    assert [frame.time_s for frame in frames] == pytest.approx(times_s, abs=1e-4)
    assert source.variable_frame_rate
    assert source.frame_rate_mean == pytest.approx(20 / 0.7)
    assert warnings == ["variable_frame_rate"]


def test_one_slip_makes_the_rate_variable_but_needs_no_warning(tmp_path):
    times_s = [*even_times(60), 2.1]
    _, source, warnings = read(write_clip(tmp_path / "clip.mp4", times_s=times_s))
    assert source.variable_frame_rate
    assert warnings == []


def test_a_first_picture_that_comes_late_keeps_its_time(tmp_path):
    frames, _, _ = read(write_clip(tmp_path / "clip.mp4", times_s=[0.1, 0.2, 0.3]))
    assert frames[0].time_s == pytest.approx(0.1, abs=0.001)


def test_a_count_from_an_earlier_event_starts_at_zero(tmp_path):
    frames, _, warnings = read(write_clip(tmp_path / "clip.ts", times_s=[100.0, 100.1, 100.2]))
    assert [frame.time_s for frame in frames] == pytest.approx([0.0, 0.1, 0.2], abs=1e-4)
    assert warnings == []


def test_damaged_packets_are_counted_and_reading_goes_on(tmp_path):
    path = damage_packets(write_clip(tmp_path / "clip.mp4", key_frame_every=1), [5, 6, 20])
    frames, source, warnings = read(path)
    expected = [time for index, time in enumerate(even_times(30)) if index not in (5, 6, 20)]
    assert [frame.time_s for frame in frames] == pytest.approx(expected, abs=1e-4)
    assert (source.frames_decoded, source.frames_declared) == (27, 30)
    assert warnings[0] == "damaged_packets"
    with VideoFile(path) as video:
        list(video)
    assert "3 frames" in video.warnings()[0].text


def test_a_damaged_first_packet_does_not_hide_the_rest(tmp_path):
    frames, _, _ = read(damage_packets(write_clip(tmp_path / "clip.mp4", key_frame_every=1), [0]))
    assert len(frames) == 29
    assert frames[0].time_s == pytest.approx(1 / 30, abs=1e-4)


def test_truncation_is_noticed(tmp_path):
    frames, source, warnings = read(truncate(write_clip(tmp_path / "clip.mp4", key_frame_every=1), 0.5))
    assert 5 < len(frames) < 20
    assert source.frames_declared == 30
    assert source.duration_s == pytest.approx(len(frames) / 30, abs=1e-3)
    assert warnings[0] == "truncated"


def test_stopping_early_is_not_truncation(tmp_path):
    with VideoFile(write_clip(tmp_path / "clip.mp4")) as video:
        next(iter(video))
    assert video.warnings() == ()
    assert video.source(0).frames_decoded == 1


def test_joined_clips_go_on_in_time_and_scale_to_the_first_size(tmp_path):
    small, large = write_clip(tmp_path / "a.ts"), write_clip(tmp_path / "b.ts", size=(128, 96))
    (tmp_path / "joined.ts").write_bytes(small.read_bytes() + large.read_bytes())
    frames, source, warnings = read(tmp_path / "joined.ts")
    assert source.frames_decoded == len(frames) >= 58
    assert {frame.image.shape for frame in frames} == {(48, 64, 3)}
    assert np.diff([frame.time_s for frame in frames]).min() > 0
    assert frames[-1].time_s == pytest.approx(2.0, abs=0.1)
    assert "time_stamps_repaired" in warnings


def test_pictures_of_another_shape_are_left_out(tmp_path):
    wide, tall = write_clip(tmp_path / "a.ts"), write_clip(tmp_path / "b.ts", size=(48, 64))
    (tmp_path / "joined.ts").write_bytes(wide.read_bytes() + tall.read_bytes())
    frames, _, warnings = read(tmp_path / "joined.ts")
    assert 29 <= len(frames) <= 31
    assert "picture_shape_changed" in warnings


def test_source_names_the_file_and_its_checksum(tmp_path):
    path = write_clip(tmp_path / "clip.mp4")
    with VideoFile(path) as video:
        assert video.frames_expected == len(list(video)) == 30
        assert video.duration_s == pytest.approx(1.0, abs=0.01)
    source = video.source(frames_with_person=12)
    assert source.name == "clip.mp4"
    assert source.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert source.frames_with_person == 12


def test_without_a_declared_count_the_length_tells_what_to_expect(tmp_path):
    with VideoFile(write_clip(tmp_path / "clip.mkv")) as video:
        assert video.frames_expected == pytest.approx(30, abs=1)
        list(video)
    assert video.source(0).frames_declared is None


def test_read_once(tmp_path):
    with VideoFile(write_clip(tmp_path / "clip.mp4")) as video:
        list(video)
        with pytest.raises(ValueError, match="read once"):
            iter(video)
