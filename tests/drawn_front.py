"""Both legs drawn from the front on a speckled floor, with known travel of ankles and toes, and jittery landmarks."""

from __future__ import annotations

from collections.abc import Iterator

import cv2
import numpy as np

from cv_rom.frames import Frame
from cv_rom.poses import Pose
from cv_rom.skeleton import LANDMARK_COUNT, Landmark, Side, index

WIDTH, HEIGHT = 480, 640
MIDDLE = 240.0
ANKLE_Y, TOE_Y, KNEE_Y, HIP_Y, SHOULDER_Y = 540.0, 600.0, 390.0, 250.0, 90.0
APART = 65.0
JITTER_PX = 1.5
SKIN, FLOOR, WALL = (196, 140, 112), (96, 104, 92), (150, 160, 175)
FACTOR = 16  # cv2 draws with four binary digits after the point


def _room(rng: np.random.Generator) -> np.ndarray:
    room = np.empty((HEIGHT, WIDTH, 3), np.float32)
    room[:300], room[300:] = WALL, FLOOR
    speckle = cv2.GaussianBlur(rng.normal(0.0, 1.0, (HEIGHT, WIDTH)).astype(np.float32), (0, 0), 2.0)
    room[300:] += 60.0 * speckle[300:, :, None]
    return room


def _fill(picture: np.ndarray, points: np.ndarray, colour: tuple[float, ...]) -> None:
    cv2.fillPoly(picture, [np.rint(points * FACTOR).astype(np.int32)], colour, cv2.LINE_AA, 4)


def _leg(picture: np.ndarray, joint: np.ndarray, knee: np.ndarray, toe: np.ndarray, marks: np.ndarray) -> None:
    levels = np.linspace(0.0, 1.0, 12)[:, None]
    axis = joint + levels * (knee - joint)
    half = np.column_stack([13.0 + 12.0 * np.sin(0.8 * np.pi * levels[:, 0]), np.zeros(12)])
    _fill(picture, np.concatenate([axis + half, (axis - half)[::-1]]), SKIN)
    sole = toe + np.array([[-20.0, -14.0], [-16.0, 2.0], [16.0, 2.0], [20.0, -14.0]])
    instep = joint + np.array([[13.0, 0.0], [-13.0, 0.0]])
    _fill(picture, np.concatenate([sole, instep]), SKIN)
    for mark in marks:
        centre = tuple(int(v) for v in np.rint((toe + mark) * FACTOR))
        cv2.circle(picture, centre, 2 * FACTOR, (150, 95, 75), -1, cv2.LINE_AA, 4)


def front_frames(
    bend: np.ndarray,
    *,
    inward_px: float = 0.0,
    step_px: float = 0.0,
    knee_out_px: float = 15.0,
    sway_px: float = 0.0,
    hidden: np.ndarray | None = None,
    shoulders_px: float = 60.0,
) -> Iterator[tuple[Frame, Pose]]:
    """Frames and poses at 30/s of somebody who faces the camera and squats by `bend` (T,), 0 to 1.

    At 1 the ankles have come inward by `inward_px`, the feet outward by `step_px`, the knees outward by `knee_out_px`
    and 30 px down, the camera's picture has moved by `sway_px`; where `hidden` (T,), a board covers the legs.
    """
    rng = np.random.default_rng(1)
    room = _room(rng)
    marks = rng.uniform((-15.0, -12.0), (15.0, 0.0), (12, 2))
    for i, share in enumerate(bend):
        picture = np.clip(room, 0, 255).astype(np.uint8)
        points: dict[tuple[Landmark, Side], np.ndarray] = {}
        for side, outward in ((Side.LEFT, 1.0), (Side.RIGHT, -1.0)):
            foot_x = MIDDLE + outward * (APART + share * step_px)
            joint = np.array([foot_x - outward * share * inward_px, ANKLE_Y])
            toe = np.array([foot_x + outward * 8.0, TOE_Y])
            knee = np.array([foot_x + outward * share * knee_out_px, KNEE_Y + 30.0 * share])
            _leg(picture, joint, knee, toe, marks * (outward, 1.0))
            points |= {(Landmark.KNEE, side): knee, (Landmark.TOE, side): toe}
            points[Landmark.ANKLE, side] = joint + 0.08 * (knee - joint)
            points[Landmark.HEEL, side] = np.array([foot_x, ANKLE_Y + 30.0])
            points[Landmark.HIP, side] = np.array([MIDDLE + outward * 35.0, HIP_Y + 100.0 * share])
            points[Landmark.SHOULDER, side] = np.array([MIDDLE + outward * shoulders_px, SHOULDER_Y + 100.0 * share])
        if hidden is not None and hidden[i]:
            picture[450:] = (30, 60, 120)
        moved = cv2.warpAffine(
            picture, np.array([[1.0, 0, sway_px * share], [0, 1.0, 0]]), (WIDTH, HEIGHT), borderMode=1
        )
        noisy = np.clip(moved + rng.normal(0, 2.0, moved.shape), 0, 255).astype(np.uint8)
        yield Frame(noisy, i / 30, i), _pose(i / 30, points, sway_px * share, rng)


def _pose(
    time_s: float, points: dict[tuple[Landmark, Side], np.ndarray], sway: float, rng: np.random.Generator
) -> Pose:
    xy = np.tile([[MIDDLE, 60.0]], (LANDMARK_COUNT, 1))
    for (landmark, side), place in points.items():
        xy[index(landmark, side)] = place + np.array([sway, 0.0]) + rng.normal(0, JITTER_PX, 2)
    return Pose(time_s, xy, np.full(LANDMARK_COUNT, 0.95), np.full(LANDMARK_COUNT, 4.0))
