"""Frames through estimator, follower and check, with what each is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from stick_figure import Camera, film, scene, squats
from track_changes import absent, between

from cv_rom.foot_motion import FootMotion, FootPatches, PatchMotion
from cv_rom.frames import Frame
from cv_rom.live import LiveCheck
from cv_rom.live_session import ROLL_FRAMES, LiveSession
from cv_rom.pose_estimators.recorded import RecordedEstimator
from cv_rom.poses import Pose, PoseTrack
from cv_rom.skeleton import Side

IMAGE = np.zeros((9, 12, 3), np.uint8)
STAYED = FootPatches(PatchMotion(0.0, 0.0, 0.3), PatchMotion(0.0, 0.0, 0.3))


@dataclass(frozen=True)
class Leaning:
    roll_deg: float = 1.5
    sd_deg: float = 0.6


class Following:
    """A follower that says the foot stayed where it was."""

    made: ClassVar[list[Following]]

    def __init__(self, side: Side) -> None:
        self.side, self.referred_s, self.pushed = side, [], 0
        self.made.append(self)

    def push(self, frame: Frame, pose: Pose) -> FootMotion | None:
        self.pushed += 1
        if not self.referred_s:
            return None
        left, right = (STAYED, None) if self.side is Side.LEFT else (None, STAYED)
        return FootMotion(self.referred_s[-1], left, right)

    def refer(self, frame: Frame) -> None:
        self.referred_s.append(frame.time_s)


def run(track: PoseTrack, light: float = 180.0) -> tuple[LiveSession, list[Following], list[int]]:
    looked_at: list[int] = []

    def find_roll(frames: Sequence[Frame], people: Sequence[Sequence[Pose]]) -> Leaning:
        looked_at.append(len(frames))
        assert all(len(poses) == 1 for poses in people)
        return Leaning()

    class Follower(Following):
        made: ClassVar[list[Following]] = []

    check = LiveCheck("squat", scene(height_cm=175.0), calibration_s=1.0)
    session = LiveSession(check, RecordedEstimator(track), Follower, find_roll, lambda _: light)
    for index, time_s in enumerate(track.time_s):
        step = session.push(Frame(IMAGE, float(time_s), index))
        assert step.reading == check.reading
        assert step.frame.index == index
    return session, Follower.made, looked_at


def test_a_check_from_frames_to_the_assessment() -> None:
    motion = squats((30.0, 26.0), rest_s=1.5)
    session, (follower,), looked_at = run(film(motion, Camera("left")))
    assert looked_at == [ROLL_FRAMES]
    assert follower.side is Side.LEFT
    assert len(follower.referred_s) == 1, "one stance, one reference"
    reading = session.check.reading
    assert (reading.repetitions, reading.valid_repetitions) == (2, 2)
    found = session.check.finish()
    assert found.view.roll_deg == 1.5
    assert len(found.repetitions) == 2
    assert session.check.recorded.noise_px.min() < 0.4, "the picture's own points were recorded"


def test_nobody_in_a_frame_is_nobody() -> None:
    track = film(squats((30.0,), rest_s=1.5))
    gone = between(track, 2.0, 2.2)
    session, (follower,), _ = run(absent(track, gone))
    assert session.check.reading.repetitions == 1
    assert follower.pushed < len(track) - gone.sum() + 1


def test_who_leaves_and_comes_back_gets_a_new_reference() -> None:
    squat = film(squats((30.0,), rest_s=1.5))
    later = PoseTrack(squat.time_s + squat.time_s[-1] + 3.0, squat.xy_px, squat.visibility, squat.noise_px)
    both = PoseTrack(*(np.concatenate([getattr(t, n) for t in (squat, later)]) for n in ARRAYS))
    away_s = np.arange(squat.time_s[-1] + 0.1, later.time_s[0] - 0.05, 0.1)
    session, (follower,), looked_at = run(_with_nobody(both, away_s))
    assert len(follower.referred_s) == 2
    assert looked_at == [ROLL_FRAMES], "a camera stays as it was put"
    assert session.check.reading.repetitions == 2


ARRAYS = ("time_s", "xy_px", "visibility", "noise_px")


def _with_nobody(track: PoseTrack, times_s: np.ndarray) -> PoseTrack:
    poses = [track[i] for i in range(len(track))] + [Pose.nobody(float(t)) for t in times_s]
    return PoseTrack.from_poses(sorted(poses, key=lambda pose: pose.time_s))


def test_where_nobody_is_found_in_the_dark_light_is_asked_for() -> None:
    nobody = absent(film(squats((30.0,)), Camera("left")), slice(None))
    assert [run(nobody, light)[0].check.reading.message for light in (20.0, 180.0)] == ["more_light", "no_person"]
