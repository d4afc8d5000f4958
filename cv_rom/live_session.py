"""Frames through the house, live: frame -> pose -> points of the planted leg -> reading. Knows interfaces only."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from cv_rom.foot_motion import FootMotion
from cv_rom.frames import Frame
from cv_rom.live import LiveCheck
from cv_rom.live_reading import LiveReading
from cv_rom.pose_estimators.estimator import PoseEstimator
from cv_rom.poses import Pose
from cv_rom.skeleton import Side

ROLL_FRAMES = 4
"""Pictures that the camera's roll is looked for in, while the person stands still: it takes a tenth of a second."""


class Follower(Protocol):
    """Follows one leg in the full-resolution picture."""

    def push(self, frame: Frame, pose: Pose) -> FootMotion | None:
        """How the leg moved since the reference; None before there is one."""

    def refer(self, frame: Frame) -> None:
        """Take the frame that was pushed last as the reference."""


class CameraRoll(Protocol):
    """How far the camera is turned; see `Scene`."""

    @property
    def roll_deg(self) -> float:
        """Where true vertical leans."""

    @property
    def sd_deg(self) -> float:
        """Standard deviation of that."""


@dataclass(frozen=True)
class LiveStep:
    """One frame, the pose in it (which may be nobody's), and what the check says."""

    frame: Frame
    pose: Pose
    reading: LiveReading


class LiveSession:
    """Takes the frames of one live check.

    `new_follower` makes a follower of the leg that the pose model labels so; `find_roll` tells the camera's roll from
    some pictures, None where the room does not show it; `light_of` how bright a frame is, 0 to 255.
    """

    def __init__(
        self,
        check: LiveCheck,
        estimator: PoseEstimator,
        new_follower: Callable[[Side], Follower],
        find_roll: Callable[[Sequence[Frame], Sequence[Sequence[Pose]]], CameraRoll | None],
        light_of: Callable[[Frame], float],
    ) -> None:
        self.check = check
        self._estimator = estimator
        self._new_follower = new_follower
        self._find_roll = find_roll
        self._light_of = light_of
        self._follower: Follower | None = None
        self._followed: Side | None = None
        self._reference = 0
        self._standing: list[tuple[Frame, Pose]] | None = []

    def push(self, frame: Frame) -> LiveStep:
        """Take in the next frame."""
        if self.check.reading.step != "measure":
            self.check.know_light(self._light_of(frame))
        people = self._estimator.estimate(frame)
        if not people:
            pose = Pose.nobody(frame.time_s)
            return LiveStep(frame, pose, self.check.push(pose))
        pose = people[0]
        motion = self._follower.push(frame, pose) if self._follower is not None else None
        reading = self.check.push(pose, motion)
        self._note(frame, pose, reading)
        return LiveStep(frame, pose, reading)

    def _note(self, frame: Frame, pose: Pose, reading: LiveReading) -> None:
        """Do what the reading asks for: find the roll, follow the leg, take a reference picture."""
        if reading.step == "calibrate" and self._standing is not None:
            self._standing.append((frame, pose))
            if len(self._standing) == ROLL_FRAMES:
                self._tell_roll(self._standing)
                self._standing = None  # once, as a camera stays as it was put
        label = reading.shown_side
        if label is not None and label is not self._followed:
            self._followed, self._follower = label, self._new_follower(label)
            self._follower.push(frame, pose)
        if reading.reference != self._reference and self._follower is not None:
            self._reference = reading.reference
            self._follower.refer(frame)

    def _tell_roll(self, standing: Sequence[tuple[Frame, Pose]]) -> None:
        frames, poses = zip(*standing, strict=True)
        roll = self._find_roll(frames, [[pose] for pose in poses])
        if roll is not None:
            self.check.know_roll(roll.roll_deg, roll.sd_deg)
