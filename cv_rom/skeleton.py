"""The skeleton as data: which landmark is where in a pose, which is its mirror partner, what is connected.

The order is that of the 33 landmarks of BlazePose (Bazarevsky et al. 2020), which MediaPipe Pose returns.
Left and right are the person's own.
"""

from __future__ import annotations

from enum import Enum, IntEnum


class Side(str, Enum):
    """A side of the person."""

    LEFT = "left"
    RIGHT = "right"

    @property
    def other(self) -> Side:
        """The opposite side."""
        return Side.RIGHT if self is Side.LEFT else Side.LEFT


class Landmark(IntEnum):
    """A landmark that exists on both sides; the value is the index on the left side (right = left + 1)."""

    EAR = 7
    SHOULDER = 11
    ELBOW = 13
    WRIST = 15
    HIP = 23
    KNEE = 25
    ANKLE = 27
    HEEL = 29
    TOE = 31  # "foot index": near the tip of the big toe


LANDMARK_COUNT = 33
NOSE = 0
FACE = tuple(range(11))  # nose, eyes, ears, mouth
_LEFT_TO_RIGHT = {1: 4, 2: 5, 3: 6, 7: 8, 9: 10} | {i: i + 1 for i in range(11, 33, 2)}
_PARTNER = _LEFT_TO_RIGHT | {right: left for left, right in _LEFT_TO_RIGHT.items()}
MIRROR = tuple(_PARTNER.get(i, i) for i in range(LANDMARK_COUNT))
"""`MIRROR[i]` is the index of landmark i's partner on the other side (itself on the midline)."""

LEG = (Landmark.HIP, Landmark.KNEE, Landmark.ANKLE, Landmark.HEEL, Landmark.TOE)

SEGMENTS = (
    (Landmark.SHOULDER, Landmark.ELBOW),
    (Landmark.ELBOW, Landmark.WRIST),
    (Landmark.SHOULDER, Landmark.HIP),
    (Landmark.HIP, Landmark.KNEE),
    (Landmark.KNEE, Landmark.ANKLE),
    (Landmark.ANKLE, Landmark.HEEL),
    (Landmark.HEEL, Landmark.TOE),
)
"""Segments of one side, for drawing; each runs from proximal to distal."""


def index(landmark: Landmark, side: Side) -> int:
    """Position of `landmark` of `side` in a pose."""
    return landmark if side is Side.LEFT else MIRROR[landmark]


def leg_indices(side: Side) -> list[int]:
    """Positions of the leg's landmarks (hip, knee, ankle, heel, toe) of `side`."""
    return [index(landmark, side) for landmark in LEG]
