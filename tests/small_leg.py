"""A leg in a small, blurred picture before the other one: two frames of a rendered clip whose truth is known."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np

from cv_rom.frames import Frame
from cv_rom.poses import Pose
from cv_rom.skeleton import LANDMARK_COUNT, Landmark, Side, index

TURN_DEG = 36.3
"""How far the shank truly turns in the picture; one edge of the two legs would make 30, another one 34."""
LANDMARKS_OFF_DEG = [-4.0, -3.5, -3.0, -2.5, -2.0, -1.5, -1.0, 0.0, 1.0, 2.0, 3.0, 4.0]
"""They err by so much, and more."""
POINTS = {
    "still": {
        Landmark.KNEE: (122.7, 40.8),
        Landmark.ANKLE: (115.2, 160.7),
        Landmark.HEEL: (106.1, 177.1),
        Landmark.TOE: (166.2, 183.1),
    },
    "bent": {
        Landmark.ANKLE: (123.3, 150.3),
        Landmark.HEEL: (106.5, 166.1),
        Landmark.TOE: (161.1, 177.7),
    },
}
"""The model's landmarks (x, y) of the right leg."""


def small_leg(off_deg: float) -> list[tuple[Frame, Pose]]:
    """The leg standing and bent; then the landmarks say that it turned by so much more than it did."""
    still, bent = POINTS["still"], POINTS["bent"]
    shank = np.subtract(still[Landmark.KNEE], still[Landmark.ANKLE])
    turn = np.radians(TURN_DEG + off_deg)
    turned = np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]]) @ shank
    knee = tuple(bent[Landmark.ANKLE] + turned)
    return [_seen(0.0, "still", still), _seen(0.1, "bent", bent | {Landmark.KNEE: knee})]


def _seen(time_s: float, name: str, points: dict[Landmark, tuple[float, float]]) -> tuple[Frame, Pose]:
    picture = cv2.imread(str(Path(__file__).with_name(f"small_leg_{name}.png")))
    assert picture is not None
    xy_px = np.full((LANDMARK_COUNT, 2), 20.0)
    for landmark, place in points.items():
        xy_px[index(landmark, Side.RIGHT)] = place
    frame = Frame(np.ascontiguousarray(picture[..., ::-1]), time_s, round(10 * time_s))
    return frame, Pose(time_s, xy_px, np.full(LANDMARK_COUNT, 0.95), np.full(LANDMARK_COUNT, 4.0))
