"""The follower of a live check, on a drawn leg whose heel lift and tilt are known."""

from __future__ import annotations

import numpy as np
import pytest
from drawn_leg import KNEE_PX, SHANK_PX, leg_frames
from small_leg import LANDMARKS_OFF_DEG, TURN_DEG, small_leg

from cv_rom.foot_motion import FootMotion, FootPatches
from cv_rom.landmark_refinement.leg_follower import LegFollower
from cv_rom.skeleton import Side

STILL = 9
BEND = np.concatenate([np.zeros(STILL), np.linspace(0.0, 1.0, 10), np.ones(4)])


def follow(*, side: Side = Side.RIGHT, outlined: bool = True, **drawing: object) -> list[FootMotion | None]:
    follower = LegFollower(side, outlined=outlined)
    found = []
    for index, (frame, pose) in enumerate(leg_frames(**drawing)):
        found.append(follower.push(frame, pose))
        if index == STILL - 1:
            follower.refer(frame)
    return found


def last(found: list[FootMotion | None]) -> FootPatches:
    motion = found[-1]
    assert motion is not None
    assert motion.left is None
    assert motion.right is not None
    return motion.right


@pytest.mark.parametrize(("lift_deg", "tilt_deg"), [(0.0, 30.0), (8.0, 30.0)])
def test_the_motion_since_the_reference(lift_deg: float, tilt_deg: float) -> None:
    found = follow(tilt_deg=2.0 + tilt_deg * BEND, lift_deg=lift_deg * BEND)
    assert found[:STILL] == [None] * STILL
    foot = last(found)
    assert foot.heel is not None
    assert foot.forefoot is not None
    assert foot.shank is not None
    rise_px = 85.0 * np.sin(np.radians(lift_deg))  # the heel lies so far behind the ball
    assert foot.heel.dy_px == pytest.approx(-rise_px, abs=1.0)
    assert np.hypot(foot.forefoot.dx_px, foot.forefoot.dy_px) < 1.5
    assert foot.shank.turn_deg == pytest.approx(tilt_deg, abs=2.0)
    assert found[-1].reference_time_s == pytest.approx((STILL - 1) / 30.0)


def test_a_shin_before_the_other_leg_is_followed_by_its_back_edge() -> None:
    found = follow(tilt_deg=2.0 + 25.0 * BEND, lift_deg=0.0 * BEND, other_leg=BEND > 0.4)
    shank = last(found).shank
    assert shank is not None
    assert shank.turn_deg == pytest.approx(25.0, abs=3.0)
    assert shank.noise_deg == pytest.approx(3.0)


@pytest.mark.parametrize("off_deg", LANDMARKS_OFF_DEG)
def test_the_plainer_of_two_edges_is_found_wherever_the_landmarks_look(off_deg: float) -> None:
    still, bent = small_leg(off_deg)
    follower = LegFollower(Side.RIGHT, outlined=False)
    follower.push(*still)
    follower.refer(still[0])
    shank = last([follower.push(*bent)]).shank
    assert shank is not None
    assert shank.turn_deg == pytest.approx(TURN_DEG, abs=2.0)


def test_the_ends_of_the_foot_are_those_of_the_reference_picture() -> None:
    found = follow(tilt_deg=2.0 + 20.0 * BEND, lift_deg=8.0 * BEND)
    ends = last(found).ends
    assert ends is not None
    assert (ends.heel_px[0], ends.toe_px[0]) == pytest.approx((193.0, 312.0), abs=1.5)
    first = found[STILL]
    assert first is not None
    assert first.right is not None
    assert first.right.ends is ends


def test_the_front_of_the_knee_is_told_once_it_comes_forward() -> None:
    found = follow(tilt_deg=2.0 + 30.0 * BEND, lift_deg=0.0 * BEND, thigh=True)
    first = found[STILL]
    assert first is not None
    assert first.right is not None
    assert first.right.knee is None
    knee = last(found).knee
    assert knee is not None
    assert knee.at_px[0] == pytest.approx(220.0 + SHANK_PX * np.sin(np.radians(32.0)) + KNEE_PX, abs=2.0)


def test_who_does_not_need_the_ends_is_told_none() -> None:
    found = follow(outlined=False, tilt_deg=2.0 + 30.0 * BEND, lift_deg=0.0 * BEND)
    assert (last(found).ends, last(found).knee) == (None, None)


def test_a_hidden_foot_is_lost_and_found_again() -> None:
    hidden = np.zeros(len(BEND), dtype=bool)
    hidden[STILL + 3 : STILL + 6] = True
    found = follow(tilt_deg=2.0 + 0.0 * BEND, lift_deg=0.0 * BEND, hidden=hidden)
    assert found[STILL + 4] == FootMotion((STILL - 1) / 30.0, None, None)
    assert last(found).heel is not None


def test_a_leg_that_cannot_be_a_reference_stays_lost() -> None:
    found = follow(side=Side.LEFT, tilt_deg=2.0 + 0.0 * BEND, lift_deg=0.0 * BEND)  # drawn nowhere
    assert found[-1] == FootMotion((STILL - 1) / 30.0, None, None)
