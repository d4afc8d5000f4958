"""Which of the people in view is assessed: chosen once for the whole recording, and kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from cv_rom.geometry import FloatArray
from cv_rom.poses import Pose, PoseTrack
from cv_rom.skeleton import LEG, Side, index

SAME_PERSON = 0.5
"""A person found within this share of their own height of where they last were is the same person."""
FORGOTTEN_S = 1.0
BYSTANDER_SHARE = 0.1
"""Somebody else seen in at least this share of the frames counts as a second person."""


@dataclass(eq=False)
class _Person:
    """One person as followed so far: the frames in which they were found, and their pose there."""

    poses: dict[int, Pose] = field(default_factory=dict)

    @property
    def last(self) -> Pose:
        return next(reversed(self.poses.values()))


@dataclass(frozen=True)
class ChosenSubject:
    """The assessed person's poses, NaN where they were not found, and how many other people were in view."""

    track: PoseTrack
    others: int


def choose_subject(
    people: Sequence[Sequence[Pose]], time_s: FloatArray, *, width_px: int, bystanders: bool = False
) -> ChosenSubject:
    """Follow everybody and choose the one to assess: large, central, with the feet in view, and there for long.

    Args:
        people: everybody found in each frame, length T.
        time_s: times of the frames, shape (T,).
        width_px: width of the picture.
        bystanders: whether somebody else is known to be in view though no frame of `people` holds two; without
            them a person found elsewhere is the same one after a cut.

    """
    if not bystanders and all(len(found) <= 1 for found in people):
        alone = [found[0] if found else Pose.nobody(float(t)) for found, t in zip(people, time_s, strict=True)]
        return ChosenSubject(PoseTrack.from_poses(alone), 0)
    everybody = _follow(people)
    if not everybody:
        return ChosenSubject(PoseTrack.from_poses([Pose.nobody(float(t)) for t in time_s]), 0)
    best = max(everybody, key=lambda person: _claim(person, width_px))
    chosen = [best.poses.get(i) or Pose.nobody(float(t)) for i, t in enumerate(time_s)]
    others = sum(len(person.poses) >= BYSTANDER_SHARE * len(time_s) for person in everybody if person is not best)
    return ChosenSubject(PoseTrack.from_poses(chosen), others)


def _follow(people: Sequence[Sequence[Pose]]) -> list[_Person]:
    """Everybody in the recording: the poses of each frame go to the nearest people of the last second, nearest pairs
    first; a pose that is near nobody starts a new person.
    """
    everybody: list[_Person] = []
    for frame, poses in enumerate(people):
        waiting = list(poses)
        recent = [p for p in everybody if poses and poses[0].time_s - p.last.time_s <= FORGOTTEN_S]
        pairs = [(_apart(p.last, pose), p, pose) for p in recent for pose in poses]
        for apart, person, pose in sorted(pairs, key=lambda pair: pair[0]):
            taken = frame in person.poses or not any(pose is other for other in waiting)
            if not taken and apart <= SAME_PERSON * min(_height(pose), _height(person.last)):
                person.poses[frame] = pose
                waiting = [other for other in waiting if other is not pose]
        everybody += [_Person({frame: pose}) for pose in waiting]
    return everybody


def _claim(person: _Person, width_px: int) -> float:
    """How much a person is the one to assess: summed over frames, size x nearness to the centre x feet seen."""
    total = 0.0
    feet = [index(landmark, side) for side in Side for landmark in LEG[2:]]
    for pose in person.poses.values():
        off_centre = abs(float(np.nanmean(pose.xy_px[:, 0])) / width_px - 0.5)
        total += _height(pose) * max(1.0 - off_centre, 0.1) * (0.2 + float(pose.visibility[feet].max()))
    return total


def _height(pose: Pose) -> float:
    """Extent of the person in the picture, pixels."""
    return float(np.nanmax(pose.xy_px[:, 1]) - np.nanmin(pose.xy_px[:, 1]))


def _apart(a: Pose, b: Pose) -> float:
    """Mean distance of the two poses' landmarks, pixels."""
    return float(np.nanmean(np.linalg.norm(a.xy_px - b.xy_px, axis=-1)))
