"""The camera's roll from the room's verticals: door frames, wall corners, window edges.

Upright edges of a room are true verticals. In the picture they lean by the camera's roll, and fan out with their
distance from the middle where the camera looks up or down. The lean that most line length agrees on is taken.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from cv_rom.frames import Frame
from cv_rom.geometry import FloatArray
from cv_rom.poses import Pose

WORKING_SIDE_PX = 960
LARGEST_LEAN_DEG = 15.0
SHORTEST_SHARE = 0.05
"""Lines shorter than this share of the picture's height are texture."""
AGREEMENT_DEG = 0.5
LARGEST_FAN_DEG = 8.0
"""Change of lean from one side of the picture to the other that a tilted camera is allowed to make."""
FAN_COST = 0.02
ENOUGH = 0.3
"""Agreeing line length a frame, in picture heights, from which a lean is believed: on clips of known roll the error
was at most 0.9 deg (mean 0.25) above this, and up to 4 deg below."""
OWN_SD_DEG = 0.6
AROUND_PERSON = 0.1


@dataclass(frozen=True)
class Roll:
    """How far true vertical leans to the image right at its top, where the person stands; degrees."""

    roll_deg: float
    sd_deg: float


def camera_roll(frames: Sequence[Frame], people: Sequence[Sequence[Pose]]) -> Roll | None:
    """The camera's roll from a few frames of one shot; None where the room shows too few verticals.

    Args:
        frames: pictures of one size.
        people: everybody found in each; lines on and beside them are left out.

    """
    height, width = frames[0].image.shape[:2] if frames else (0, 0)
    found = [_leaning_lines(f, poses) for f, poses in zip(frames, people, strict=True)]
    return roll_of_lines(found, width_px=width, height_px=height, place=place_of(people, width))


def roll_of_lines(lines: Sequence[FloatArray], *, width_px: int, height_px: int, place: float) -> Roll | None:
    """The roll that the nearly upright lines of some pictures agree on; None where they are too few.

    Args:
        lines: of each picture, shape (N, 3): pixels right of its middle, lean in degrees to the right at the top, and
            length in pixels; lines off the person, shorter than `SHORTEST_SHARE` left out.
        width_px: of the pictures.
        height_px: of the pictures.
        place: where the person stands across them, from -0.5 (left edge) to 0.5.

    """
    together = np.concatenate(lines) if lines else np.empty((0, 3))
    if len(together) < 3:
        return None
    across, lean_deg, length_px = together[:, 0] / width_px, together[:, 1], together[:, 2]
    roll_deg, fan_deg = _agreed_lean(across, lean_deg, length_px)
    rest = lean_deg - roll_deg - fan_deg * across
    agreeing = np.abs(rest) < 2 * AGREEMENT_DEG
    support = length_px[agreeing].sum() / height_px / len(lines)
    if support < ENOUGH:
        return None
    scatter = float(np.sqrt(np.average(rest[agreeing] ** 2, weights=length_px[agreeing])))
    return Roll(roll_deg + fan_deg * place, float(np.hypot(OWN_SD_DEG, scatter)))


def _leaning_lines(frame: Frame, people: Sequence[Pose]) -> FloatArray:
    """Nearly upright lines off the people: x from the picture's middle (px), lean (deg), length (px), shape (N, 3)."""
    height, width = frame.image.shape[:2]
    scale = min(1.0, WORKING_SIDE_PX / max(height, width))
    grey = cv2.cvtColor(frame.image, cv2.COLOR_RGB2GRAY)
    small = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA) if scale < 1.0 else grey
    segments = cv2.createLineSegmentDetector().detect(small)[0]
    if segments is None:
        return np.empty((0, 3))
    ends = np.asarray(segments, dtype=np.float64).reshape(-1, 2, 2) / scale
    along = ends[:, 1] - ends[:, 0]
    along *= np.where(along[:, 1:] > 0, -1.0, 1.0)  # pointing up
    lean_deg = np.degrees(np.arctan2(along[:, 0], -along[:, 1]))
    length_px = np.hypot(along[:, 0], along[:, 1])
    middle = ends.mean(axis=1)
    kept = (np.abs(lean_deg) < LARGEST_LEAN_DEG) & (length_px > SHORTEST_SHARE * height)
    for pose in people:
        kept &= ~_beside(middle, pose)
    return np.asarray(np.column_stack([middle[:, 0] - width / 2.0, lean_deg, length_px])[kept])


def _beside(points: FloatArray, pose: Pose) -> NDArray[np.bool_]:
    """Which points (N, 2) lie on or beside the person."""
    low, high = np.nanmin(pose.xy_px, axis=0), np.nanmax(pose.xy_px, axis=0)
    room = AROUND_PERSON * (high[1] - low[1])
    return np.asarray(((points > low - room) & (points < high + room)).all(axis=1))


def _agreed_lean(across: FloatArray, lean_deg: FloatArray, length_px: FloatArray) -> tuple[float, float]:
    """Lean in the picture's middle and fan over its width on which most line length agrees, degrees."""
    leans = np.arange(-LARGEST_LEAN_DEG, LARGEST_LEAN_DEG, 0.1)
    best = (-np.inf, 0.0, 0.0)
    for fan_deg in np.arange(-LARGEST_FAN_DEG, LARGEST_FAN_DEG + 0.5, 0.5):
        off = (lean_deg - fan_deg * across)[:, None] - leans
        votes = (np.exp(-0.5 * (off / AGREEMENT_DEG) ** 2) * length_px[:, None]).sum(axis=0)
        top = int(votes.argmax())
        score = votes[top] - FAN_COST * abs(fan_deg) * length_px.sum()
        best = max(best, (float(score), float(leans[top]), float(fan_deg)))
    return best[1], best[2]


def place_of(people: Sequence[Sequence[Pose]], width: int) -> float:
    """Where the people stand across the picture: -0.5 (left edge) to 0.5."""
    places = [float(np.nanmedian(pose.xy_px[:, 0])) / width - 0.5 for poses in people for pose in poses]
    return float(np.median(places)) if places else 0.0
