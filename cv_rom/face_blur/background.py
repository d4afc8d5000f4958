"""Everything but the assessed person made coarse, where others are in view: no detector finds every small face.

Faces seen in a mirror, behind a window or half hidden are too small for the detectors and still somebody's.
"""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np

from cv_rom.face_blur.heads import BLOCKS, TORSO_TO_HEAD, Image
from cv_rom.poses import Pose, PoseTrack
from cv_rom.skeleton import Landmark, Side

SMALLEST_BLOCK_PX = 4
WIDTHS = (
    (0.4, (Landmark.SHOULDER, Landmark.HIP)),
    (0.6, (Landmark.HIP, Landmark.KNEE, Landmark.ANKLE)),
    (0.7, (Landmark.ANKLE, Landmark.HEEL, Landmark.TOE, Landmark.ANKLE)),
)
"""How broad the person stays sharp along these lines, as a share of shoulder to hip: more at the legs and feet, which
the pictures are for, than above, and nothing of the arms, beside which the faces of those behind showed (by eye)."""


class Background:
    """Makes what surrounds one person coarse in the pictures of a recording."""

    def __init__(self, track: PoseTrack) -> None:
        """For the recording of this person; heads of this size become 4 x 4 patches of colour, smaller ones fewer."""
        self._track = track
        shoulders, hips = (track.middle(landmark) for landmark in (Landmark.SHOULDER, Landmark.HIP))
        torsos_px = np.hypot(*(shoulders - hips).T)
        seen = torsos_px[np.isfinite(torsos_px)]
        self._torso_px = float(np.median(seen)) if len(seen) else 0.0
        self._block_px = max(SMALLEST_BLOCK_PX, 2.0 * TORSO_TO_HEAD * self._torso_px / BLOCKS)

    def blurred(self, image: Image, index: int) -> Image:
        """The RGB picture (H, W, 3) of that frame with its surroundings coarse; all of it where nobody is known."""
        height, width = image.shape[:2]
        small = (max(1, round(width / self._block_px)), max(1, round(height / self._block_px)))
        coarse = cv2.resize(cv2.resize(image, small, interpolation=cv2.INTER_AREA), (width, height))
        if index < len(self._track):
            cv2.copyTo(image, self._person(self._track[index], height, width), coarse)
        return np.asarray(coarse, dtype=np.uint8)

    def _person(self, pose: Pose, height: int, width: int) -> Image:
        """Where the person is, shape (H, W), 255 there."""
        mask = np.zeros((height, width), np.uint8)
        trunk = [pose.xy(landmark, side) for landmark in (Landmark.SHOULDER, Landmark.HIP) for side in Side]
        if np.isfinite(trunk).all():
            cv2.fillConvexPoly(mask, cv2.convexHull(_pixels(trunk)), (255,))
        for share, landmarks in WIDTHS:
            for side in Side:
                points = [pose.xy(landmark, side) for landmark in landmarks]
                if np.isfinite(points).all():
                    width_px = max(1, round(share * self._torso_px))
                    cv2.polylines(mask, [_pixels(points)], False, (255,), width_px)
        return np.asarray(mask, dtype=np.uint8)


def _pixels(points: Sequence[np.ndarray]) -> np.ndarray:
    return np.asarray(np.clip(points, -10_000, 10_000).round(), dtype=np.int32)
