"""What is kept of the frames before a leg's reference picture."""

from __future__ import annotations

import numpy as np
from drawn_leg import HEIGHT, WIDTH, leg_frames

from cv_rom.frames import Frame
from cv_rom.landmark_refinement import earlier_frames
from cv_rom.landmark_refinement.earlier_frames import EarlierFrames
from cv_rom.poses import Pose
from cv_rom.skeleton import Landmark, Side


def kept(frames: list[tuple[Frame, Pose]]) -> list[tuple[Frame, Pose]]:
    earlier = EarlierFrames()
    for frame, pose in frames:
        earlier.push(frame, pose, Side.RIGHT)
    return list(earlier.newest_first())


def test_the_leg_lies_where_it_lay_and_the_newest_comes_first():
    frames = list(leg_frames(np.full(4, 2.0), np.zeros(4)))
    found = kept(frames)
    assert [frame.time_s for frame, _ in found] == [frame.time_s for frame, _ in reversed(frames)]
    for (frame, pose), (whole, _) in zip(found, reversed(frames), strict=True):
        assert frame.image.shape == (HEIGHT, WIDTH, 3)
        for landmark in (Landmark.KNEE, Landmark.ANKLE, Landmark.HEEL, Landmark.TOE):
            x, y = np.rint(pose.xy(landmark, Side.RIGHT)).astype(int)
            np.testing.assert_array_equal(frame.image[y, x], whole.image[y, x])


def test_only_the_last_seconds_are_kept():
    (frame, pose), *_ = leg_frames(np.full(1, 2.0), np.zeros(1))
    many = [(Frame(frame.image, 0.5 * i, i), pose) for i in range(12)]
    times = [found.time_s for found, _ in kept(many)]
    assert times == [0.5 * i for i in range(11, 4, -1)]


def test_memory_is_bounded(monkeypatch):
    (frame, pose), *_ = leg_frames(np.full(1, 2.0), np.zeros(1))
    (whole, _), *_ = kept([(frame, pose)])
    assert whole.image.any()
    monkeypatch.setattr(earlier_frames, "MOST_BYTES", 2 * frame.image.nbytes)
    many = [(Frame(frame.image, 0.01 * i, i), pose) for i in range(50)]
    assert 2 <= len(kept(many)) < 50


def test_a_leg_that_is_not_seen_or_lies_outside_the_picture_is_no_error():
    (frame, pose), *_ = leg_frames(np.full(1, 2.0), np.zeros(1))
    outside = Pose(pose.time_s, pose.xy_px - 10_000.0, pose.visibility, pose.noise_px)
    found = kept([(frame, Pose.nobody(0.0)), (frame, outside)])
    assert len(found) == 1
    assert not found[0][0].image.any()
