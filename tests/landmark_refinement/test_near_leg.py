from __future__ import annotations

import numpy as np

from cv_rom.landmark_refinement.near_leg import NearLeg
from cv_rom.landmark_refinement.still_moments import StillMoments
from cv_rom.poses import Pose
from cv_rom.skeleton import LANDMARK_COUNT, Landmark, Side, index


def pose(time_s: float, *, left: float = 0.9, right: float = 0.5, knee_x: float = 100.0) -> Pose:
    xy = np.zeros((LANDMARK_COUNT, 2))
    visibility = np.full(LANDMARK_COUNT, left)
    visibility[[index(x, Side.RIGHT) for x in Landmark]] = right
    for landmark, place in ((Landmark.KNEE, (knee_x, 100.0)), (Landmark.ANKLE, (100.0, 200.0))):
        xy[index(landmark, Side.LEFT)] = place
    return Pose(time_s, xy, visibility, np.ones(LANDMARK_COUNT))


def test_the_better_seen_leg_is_the_near_one():
    near = NearLeg()
    assert near.push(pose(0.0, left=0.4, right=0.9))
    assert near.side is Side.RIGHT


def test_it_changes_its_mind_only_after_a_while():
    near = NearLeg()
    near.push(pose(0.0))
    changes = [t / 30 for t in range(1, 90) if near.push(pose(t / 30, left=0.5, right=0.9))]
    assert near.side is Side.RIGHT
    assert len(changes) == 1
    assert 0.5 < changes[0] < 2.0


def test_a_leg_is_judged_only_after_a_quarter_of_a_second():
    still = StillMoments()
    moments = [still.push(pose(t / 20), Side.LEFT) for t in range(8)]
    assert [m is None for m in moments] == [True] * 5 + [False] * 3
    assert moments[-1] is not None
    assert moments[-1].travel == 0.0


def test_travel_is_in_lengths_of_the_shank():
    still = StillMoments()
    moments = [still.push(pose(t / 20, knee_x=100.0 + 2.0 * t), Side.LEFT) for t in range(12)]
    assert moments[-1] is not None
    assert abs(moments[-1].travel - 0.10) < 0.01  # 40 px/s x 0.25 s over 100 px


def test_a_leg_that_was_not_seen_starts_anew():
    still = StillMoments()
    for t in range(8):
        still.push(pose(t / 20), Side.LEFT)
    assert still.push(Pose.nobody(0.4), Side.LEFT) is None
    assert still.push(pose(0.45), Side.LEFT) is None
