"""How the picture of the room moved at the foot since a still picture: a hand-held camera sways.

A heel that stays down would seem to rise with every dip of the camera. Corners of the floor and of what stands on it,
near the foot and off the person, say how much of a point's motion is the camera's.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from cv_rom.geometry import FloatArray
from cv_rom.landmark_refinement.rigid_patch import Picture
from cv_rom.poses import Pose

WORKING_WIDTH_PX = 360
MOST_CORNERS = 40
FEWEST_CORNERS = 8
AROUND_PERSON = 0.12
"""Room left free around the person, who will bend, in heights of the person."""
ABOVE_FOOT = 0.35
"""Corners are looked for from here (in heights of the person above the foot) down to the picture's lower edge: the wall
far behind moves otherwise than the floor when the camera is carried."""
AGREEMENT_PX = 0.7
AGREEING = 0.4
DEAD_BAND_PX = 0.12
"""Working pixels. Less is the noise of a camera that stands still."""
NEAR_PX = 2.0
WINDOW_PX = 13
STOP = (cv2.TERM_CRITERIA_EPS | cv2.TERM_CRITERIA_COUNT, 15, 0.02)


@dataclass(frozen=True)
class RoomReference:
    """Corners (N, 1, 2) of the room in a still picture of the working size, and the foot's place (2,) there."""

    grey: Picture
    corners: NDArray[np.float32]
    foot: FloatArray
    scale: float

    @classmethod
    def cut(cls, image: Picture, pose: Pose, foot: FloatArray) -> RoomReference:
        """The room around the person of `pose`; `foot` is where its motion will be asked for."""
        scale = min(1.0, WORKING_WIDTH_PX / image.shape[1])
        grey = _small(image, scale)
        mask = _off_person(grey.shape, pose.xy_px * scale, float(foot[1]) * scale)
        corners = cv2.goodFeaturesToTrack(grey, MOST_CORNERS, 0.02, 5, mask=mask)
        found = np.empty((0, 1, 2), np.float32) if corners is None else np.asarray(corners, np.float32)
        return cls(grey, found, np.asarray(foot, dtype=np.float64) * scale, scale)

    def shift_px(self, image: Picture, toes_px: FloatArray) -> FloatArray | None:
        """Shift (2,) of the room at the foot, pixels of the frame; None where the corners do not agree.

        `toes_px` is the shift of the toes, which if planted move with the room: where to look.
        """
        if len(self.corners) < FEWEST_CORNERS:
            return None
        now = _small(image, self.scale)
        starts = [toes_px] if np.hypot(*toes_px) * self.scale < NEAR_PX else [np.zeros(2), toes_px]
        shift, agreeing = max((self._agreed(now, start) for start in starts), key=lambda found: found[1])
        if agreeing < max(FEWEST_CORNERS, AGREEING * len(self.corners)):
            return None
        return np.zeros(2) if np.hypot(*shift) < DEAD_BAND_PX else np.asarray(shift / self.scale)

    def _agreed(self, now: Picture, start_px: FloatArray) -> tuple[FloatArray, int]:
        """Shift (2,) of the room at the foot in working pixels, looked for near `start_px`, and how many agree."""
        start = self.corners + (start_px * self.scale).astype(np.float32)
        window, flags = (WINDOW_PX, WINDOW_PX), cv2.OPTFLOW_USE_INITIAL_FLOW
        moved, found, _ = cv2.calcOpticalFlowPyrLK(
            self.grey, now, self.corners, start, winSize=window, maxLevel=2, criteria=STOP, flags=flags
        )
        seen = found[:, 0] == 1
        if seen.sum() < FEWEST_CORNERS:
            return np.zeros(2), 0
        turn, agrees = cv2.estimateAffinePartial2D(
            self.corners[seen], moved[seen], method=cv2.RANSAC, ransacReprojThreshold=AGREEMENT_PX
        )
        if turn is None:
            return np.zeros(2), 0
        return turn[:, :2] @ self.foot + turn[:, 2] - self.foot, int(agrees.sum())


def _small(image: Picture, scale: float) -> Picture:
    """The picture in grey and working size."""
    small = cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_LINEAR) if scale < 1.0 else image
    return np.asarray(cv2.cvtColor(small, cv2.COLOR_RGB2GRAY))


def _off_person(shape: tuple[int, ...], points: FloatArray, foot_y: float) -> Picture:
    """A mask of where corners may be: beside the person, not far above the foot."""
    low, high = np.nanmin(points, axis=0), np.nanmax(points, axis=0)
    height = float(high[1] - low[1])
    mask = np.full(shape, 255, np.uint8)
    room = AROUND_PERSON * height
    left, right = max(0, int(low[0] - room)), max(0, int(high[0] + room))
    mask[:, left:right] = 0
    mask[: max(0, int(foot_y - ABOVE_FOOT * height))] = 0
    return mask
