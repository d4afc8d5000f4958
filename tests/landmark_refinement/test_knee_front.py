from __future__ import annotations

import cv2
import numpy as np
import pytest

from cv_rom.landmark_refinement.knee_front import KneeFront
from cv_rom.poses import Pose
from cv_rom.skeleton import LANDMARK_COUNT, Landmark, Side, index

WIDTH, HEIGHT = 640, 480
ANKLE = np.array([300.0, 420.0])
SHANK_PX, THIGH_PX, HALF_WIDTH_PX = 180.0, 180.0, 20
SKIN, WALL = (196, 140, 112), (170, 165, 150)


def pose(points: dict[Landmark, np.ndarray]) -> Pose:
    xy = np.full((LANDMARK_COUNT, 2), np.nan)
    for landmark, at in points.items():
        xy[index(landmark, Side.RIGHT)] = at
    return Pose(0.0, xy, np.ones(LANDMARK_COUNT), np.ones(LANDMARK_COUNT))


def leg(tilt_deg: float, *, wall: tuple[int, int, int] = WALL, light: float = 1.0) -> tuple[np.ndarray, Pose, float]:
    """A picture of a bent leg that faces the image right, its pose, and the image x of the front of its knee."""
    tilt = np.radians(tilt_deg)
    knee = ANKLE + SHANK_PX * np.array([np.sin(tilt), -np.cos(tilt)])
    hip = knee + THIGH_PX * np.array([-np.sin(tilt), -np.cos(tilt)])
    picture = np.full((HEIGHT, WIDTH, 3), wall, np.uint8)
    line = np.rint(np.array([hip, knee, ANKLE])).astype(np.int32)
    cv2.polylines(picture, [line], False, SKIN, 2 * HALF_WIDTH_PX)
    noise = np.random.default_rng(0).normal(0.0, 2.0, picture.shape)
    heel, toe = ANKLE - np.array([40.0, -10.0]), ANKLE + np.array([60.0, 20.0])
    points = {
        Landmark.HIP: hip,
        Landmark.KNEE: knee,
        Landmark.ANKLE: ANKLE,
        Landmark.HEEL: heel,
        Landmark.TOE: toe,
    }
    return np.clip(light * picture + noise, 0, 255).astype(np.uint8), pose(points), float(line[1, 0] + HALF_WIDTH_PX)


def learned(light: float = 1.0) -> KneeFront:
    picture, standing, _ = leg(3.0, light=light)
    knee = KneeFront.learned(picture, standing, Side.RIGHT)
    assert knee is not None
    return knee


@pytest.mark.parametrize("light", [1.0, 0.2], ids=["light", "dark"])
@pytest.mark.parametrize("tilt_deg", [15.0, 25.0, 38.0])
def test_the_front_of_a_bent_knee(tilt_deg: float, light: float) -> None:
    picture, bent, front_x = leg(tilt_deg, light=light)
    found = learned(light).find(picture, bent)
    assert found is not None
    assert found.at_px[0] == pytest.approx(front_x, abs=2.0)
    assert found.sd_px < 3.0


def test_a_knee_in_a_mirror() -> None:
    flipped = []
    for tilt_deg in (3.0, 30.0):
        picture, straight, front_x = leg(tilt_deg)
        points = {x: np.array([WIDTH - 1.0, 0.0]) + straight.xy(x, Side.RIGHT) * (-1.0, 1.0) for x in Landmark}
        flipped.append((np.ascontiguousarray(picture[:, ::-1]), pose(points), WIDTH - 1.0 - front_x))
    knee = KneeFront.learned(*flipped[0][:2], Side.RIGHT)
    assert knee is not None
    found = knee.find(*flipped[1][:2])
    assert found is not None
    assert found.at_px[0] == pytest.approx(flipped[1][2], abs=2.0)


def test_a_standing_leg_touches_no_wall() -> None:
    picture, standing, _ = leg(3.0)
    assert learned().find(picture, standing) is None


def test_a_leg_of_the_walls_own_colour_has_no_front() -> None:
    picture, standing, _ = leg(3.0, wall=SKIN)
    assert KneeFront.learned(picture, standing, Side.RIGHT) is None


def test_without_a_hip_nothing_is_learned() -> None:
    picture, standing, _ = leg(3.0)
    xy = standing.xy_px.copy()
    xy[index(Landmark.HIP, Side.RIGHT)] = np.nan
    unseen = Pose(0.0, xy, standing.visibility, standing.noise_px)
    assert KneeFront.learned(picture, unseen, Side.RIGHT) is None
