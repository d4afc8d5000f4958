import pytest
from clips import BLUE, GREEN, RED, WHITE, damage_packets, even_times, quarter_colours, truncate, write_clip

from cv_rom.errors import VideoError
from cv_rom.video.sampling import sample_frames
from cv_rom.video.video_file import VideoFile

TEN_SECONDS = even_times(100, rate=10)


@pytest.mark.parametrize("key_frame_every", [1, 12, 1000])
@pytest.mark.parametrize("suffix", [".mp4", ".mkv", ".ts"])
def test_samples_are_spread_over_the_clip(suffix, key_frame_every, tmp_path):
    path = write_clip(tmp_path / f"clip{suffix}", times_s=TEN_SECONDS, key_frame_every=key_frame_every)
    samples = sample_frames(path, 5)
    assert [frame.index for frame in samples] == [0, 1, 2, 3, 4]
    # Without an index and with one key frame only (ts, 1000) nothing but reading through helps, in coarser steps.
    within_s = 1.01 if (suffix, key_frame_every) == (".ts", 1000) else 0.21
    assert [frame.time_s for frame in samples] == pytest.approx([1.0, 3.0, 5.0, 7.0, 9.0], abs=within_s)


def test_samples_are_upright(tmp_path):
    path = write_clip(tmp_path / "clip.mp4", anticlockwise_deg=-90)
    assert quarter_colours(sample_frames(path, 1)[0].image) == [BLUE, RED, WHITE, GREEN]


def test_sampling_does_not_disturb_a_file_at_work(tmp_path):
    with VideoFile(write_clip(tmp_path / "clip.mp4")) as video:
        frames = iter(video)
        next(frames)
        assert quarter_colours(sample_frames(video, 3)[1].image) == [RED, GREEN, BLUE, WHITE]
        assert len(list(frames)) == 29


def test_where_seeking_is_impossible_the_file_is_read_on(tmp_path, monkeypatch):
    path = write_clip(tmp_path / "clip.mp4", times_s=TEN_SECONDS)
    monkeypatch.setattr("cv_rom.video.sampling._leap", lambda video, target: False)
    assert [frame.time_s for frame in sample_frames(path, 5)] == pytest.approx([1.0, 3.0, 5.0, 7.0, 9.0], abs=0.21)


def test_where_the_length_is_unknown_the_file_is_read_through(tmp_path, monkeypatch):
    path = write_clip(tmp_path / "clip.mp4", times_s=TEN_SECONDS)
    monkeypatch.setattr("cv_rom.video.sampling.declared_duration_s", lambda video: None)
    assert [frame.time_s for frame in sample_frames(path, 4)] == pytest.approx([1.25, 3.75, 6.25, 8.75], abs=1.26)


def test_damaged_spots_give_the_next_intact_frame(tmp_path):
    path = damage_packets(write_clip(tmp_path / "clip.mp4", times_s=TEN_SECONDS, key_frame_every=1), range(40, 60))
    times_s = [frame.time_s for frame in sample_frames(path, 5)]
    assert times_s == pytest.approx([1.0, 3.0, 6.0, 7.0, 9.0], abs=0.01)


def test_a_truncated_file_is_sampled_over_what_is_there(tmp_path):
    path = truncate(write_clip(tmp_path / "clip.mp4", times_s=TEN_SECONDS, key_frame_every=1), 0.4)
    times_s = [frame.time_s for frame in sample_frames(path, 6)]
    assert len(times_s) == 6
    assert times_s[-1] < 5.0


def test_a_clip_shorter_than_the_count_gives_each_frame_once(tmp_path):
    samples = sample_frames(write_clip(tmp_path / "clip.mp4", times_s=even_times(3)), 10)
    assert [frame.time_s for frame in samples] == pytest.approx(even_times(3), abs=1e-4)


def test_errors(tmp_path):
    with pytest.raises(VideoError, match="no picture"):
        sample_frames(damage_packets(write_clip(tmp_path / "clip.mp4"), range(30)), 3)
    with pytest.raises(ValueError, match="count"):
        sample_frames(tmp_path / "clip.mp4", 0)
