"""What is kept of a long check: bounded, the stance and the repetitions first."""

from __future__ import annotations

import numpy as np
import pytest
from stick_figure import film, squats

from cv_rom.live import recording
from cv_rom.live.recording import PoseRecording
from cv_rom.poses import Pose

TRACK = film(squats((30.0,)))


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recording, "FRAMES_A_BLOCK", 10)
    monkeypatch.setattr(recording, "MOST_BLOCKS", 5)


def filled(frames: int, busy: tuple[tuple[float, float], ...] = (), start_s: float = 0.0) -> PoseRecording:
    """A frame a second, from a time on, and stretches that are marked as busy when they are over."""
    kept = PoseRecording()
    for number in range(frames):
        pose = TRACK[number % len(TRACK)]
        kept.append(Pose(start_s + number, pose.xy_px, pose.visibility, pose.noise_px))
        for from_s, to_s in busy:
            if start_s + number == to_s:
                kept.mark_busy(from_s, to_s)
    return kept


def tens(kept: PoseRecording) -> list[int]:
    """Which tens of frames are kept."""
    return sorted({int(time_s) // 10 for time_s in kept.track().time_s})


def test_a_short_check_is_kept_as_it_was() -> None:
    kept = filled(43)
    track = kept.track()
    assert len(kept) == len(track) == 43
    np.testing.assert_allclose(track.xy_px, TRACK.xy_px[:43], atol=1e-4)
    np.testing.assert_allclose(track.visibility, TRACK.visibility[:43], atol=1e-6)


def test_beyond_the_limit_the_oldest_idle_time_goes() -> None:
    kept = filled(85, busy=((12.0, 27.0), (53.0, 56.0)))
    assert len(kept) <= 50
    assert tens(kept) == [0, 2, 5, 7, 8], "the stance, two repetitions (one lost a part), the newest"


def test_times_count_from_the_first_pose_and_go_on_over_what_was_dropped() -> None:
    late = filled(85, busy=((72.0, 87.0), (113.0, 116.0)), start_s=60.0)
    np.testing.assert_array_equal(late.track().time_s, filled(85, busy=((12.0, 27.0), (53.0, 56.0))).track().time_s)
    late.clear()
    late.append(Pose.nobody(200.0))
    late.append(Pose.nobody(201.5))
    assert late.track().time_s.tolist() == [0.0, 1.5]


def test_where_all_is_busy_the_oldest_repetition_goes() -> None:
    kept = filled(75, busy=tuple((10.0 * i + 1.0, 10.0 * i + 9.0) for i in range(8)))
    assert tens(kept) == [0, 4, 5, 6, 7]


def test_nobody_stays_nobody() -> None:
    kept = PoseRecording()
    kept.append(Pose.nobody(1.0))
    assert kept.track()[0].is_nobody


def test_the_ends_are_kept_with_their_poses() -> None:
    kept = PoseRecording()
    for number in range(85):
        pose = TRACK[number % len(TRACK)]
        kept.append(Pose(float(number), pose.xy_px, pose.visibility, pose.noise_px), np.full(8, float(number)))
    np.testing.assert_array_equal(kept.outline().toe_px[:, 1], kept.track().time_s)
    assert np.isnan(filled(3).outline().toe_px).all(), "nobody told any"


def test_cleared_is_empty() -> None:
    kept = filled(30)
    kept.clear()
    assert len(kept) == len(kept.track()) == len(kept.outline().heel_px) == 0
