"""A leg drawn from the side on a speckled floor, whose tilt and heel lift are known, and its jittery landmarks."""

from __future__ import annotations

from collections.abc import Iterator

import cv2
import numpy as np

from cv_rom.frames import Frame
from cv_rom.poses import Pose
from cv_rom.skeleton import LANDMARK_COUNT, Landmark, Side, index

WIDTH, HEIGHT = 480, 400
BALL = np.array([285.0, 330.0])
JOINT = np.array([220.0, 305.0])
HEEL, TOE = np.array([200.0, 318.0]), np.array([295.0, 326.0])
SHANK_PX = 180.0
FOOT = np.array(
    [[195, 310], [193, 328], [200, 333], [310, 333], [312, 326], [290, 315], [250, 300], [240, 280], [205, 280]]
)
KNEE_PX = 20.0
THIGH = np.array([-40.0, -90.0])
SKIN, FLOOR, WALL = (196, 140, 112), (96, 104, 92), (150, 160, 175)
FACTOR = 16  # cv2 draws with four binary digits after the point


def _turn(points: np.ndarray, pivot: np.ndarray, angle_deg: float) -> np.ndarray:
    a = np.radians(angle_deg)
    return (points - pivot) @ np.array([[np.cos(a), np.sin(a)], [-np.sin(a), np.cos(a)]]) + pivot


def _room(rng: np.random.Generator) -> np.ndarray:
    room = np.empty((HEIGHT, WIDTH, 3), np.float32)
    room[:260], room[260:] = WALL, FLOOR
    speckle = cv2.GaussianBlur(rng.normal(0.0, 1.0, (HEIGHT, WIDTH)).astype(np.float32), (0, 0), 2.0)
    room[260:] += 60.0 * speckle[260:, :, None]
    return room


def _fill(picture: np.ndarray, points: np.ndarray, colour: tuple[float, ...]) -> None:
    cv2.fillPoly(picture, [np.rint(points * FACTOR).astype(np.int32)], colour, cv2.LINE_AA, 4)


def leg_frames(
    tilt_deg: np.ndarray,
    lift_deg: np.ndarray,
    *,
    sway_px: np.ndarray | None = None,
    hidden: np.ndarray | None = None,
    other_leg: np.ndarray | None = None,
    thigh: bool = False,
) -> Iterator[tuple[Frame, Pose]]:
    """Frames and poses at 30/s of a right leg that faces the image right.

    The shank tilts forward by `tilt_deg` (T,) from the vertical, the foot turns about its ball by `lift_deg` (T,);
    the camera sways down by `sway_px` (T,); where `hidden` (T,), a board covers the leg; where `other_leg` (T,), the
    other one stands in front of its shin, so that no edge is seen there. With `thigh`, a knee that reaches `KNEE_PX`
    before its joint, and a thigh above it.
    """
    rng = np.random.default_rng(1)
    room = _room(rng)
    marks = rng.uniform((205, 305), (300, 328), (40, 2))
    for i, (tilt, lift) in enumerate(zip(tilt_deg, lift_deg, strict=True)):
        picture = np.clip(room, 0, 255).astype(np.uint8)
        joint = _turn(JOINT, BALL, lift)
        up = np.array([np.sin(np.radians(tilt)), -np.cos(np.radians(tilt))])
        knee = joint + SHANK_PX * up
        across = np.array([-up[1], up[0]])
        levels = np.linspace(0.0, 1.0, 12)
        calf = 16.0 + 10.0 * np.sin(np.pi * levels)
        axis = joint + levels[:, None] * SHANK_PX * up
        if other_leg is not None and other_leg[i]:
            _fill(picture, np.concatenate([axis, (axis + 60.0 * across)[::-1]]), SKIN)
        _fill(picture, np.concatenate([axis + 17.0 * across, (axis - calf[:, None] * across)[::-1]]), SKIN)
        if thigh:
            aside = KNEE_PX * np.array([-THIGH[1], THIGH[0]]) / np.hypot(*THIGH)
            _fill(picture, np.array([knee + aside, knee - aside, knee + THIGH - aside, knee + THIGH + aside]), SKIN)
            centre = tuple(int(v) for v in np.rint(knee * FACTOR))
            cv2.circle(picture, centre, int(KNEE_PX * FACTOR), SKIN, -1, cv2.LINE_AA, 4)
        rear, fore = FOOT[(FOOT[:, 0] < 280)], FOOT[(FOOT[:, 0] >= 280)]
        _fill(picture, np.concatenate([_turn(rear[:3], BALL, lift), fore, _turn(rear[3:], BALL, lift)]), SKIN)
        for mark in marks:
            place = _turn(mark, BALL, lift) if mark[0] < 280 else mark
            centre = tuple(int(v) for v in np.rint(place * FACTOR))
            cv2.circle(picture, centre, 2 * FACTOR, (150, 95, 75), -1, cv2.LINE_AA, 4)
        if hidden is not None and hidden[i]:
            picture[100:, 150:420] = (30, 60, 120)
        sway = 0.0 if sway_px is None else float(sway_px[i])
        moved = cv2.warpAffine(picture, np.array([[1.0, 0, 0], [0, 1.0, sway]]), (WIDTH, HEIGHT), borderMode=1)
        noisy = np.clip(moved + rng.normal(0, 2.0, moved.shape), 0, 255).astype(np.uint8)
        ankle = joint + 0.08 * SHANK_PX * up
        points = {Landmark.KNEE: knee, Landmark.ANKLE: ankle, Landmark.HEEL: _turn(HEEL, BALL, lift), Landmark.TOE: TOE}
        yield Frame(noisy, i / 30, i), _pose(i / 30, points, sway, rng)


def _pose(time_s: float, points: dict[Landmark, np.ndarray], sway: float, rng: np.random.Generator) -> Pose:
    xy = np.tile([[240.0, 60.0]], (LANDMARK_COUNT, 1)) + rng.normal(0, 3.0, (LANDMARK_COUNT, 2))
    xy[index(Landmark.HIP, Side.RIGHT)] = points[Landmark.KNEE] + THIGH
    for landmark, place in points.items():
        xy[index(landmark, Side.RIGHT)] = place + np.array([0.0, sway]) + rng.normal(0, 1.0, 2)
    visibility = np.full(LANDMARK_COUNT, 0.4)
    visibility[[index(x, Side.RIGHT) for x in Landmark]] = 0.95
    return Pose(time_s, xy, visibility, np.full(LANDMARK_COUNT, 4.0))
