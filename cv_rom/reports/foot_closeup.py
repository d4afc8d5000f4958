"""The foot enlarged, standing and with its heel at its highest, cut alike out of the full picture.

Both pictures show the same place of the floor at the same size. The sole's line of the standing foot is drawn in both;
what lies between it and the lifted heel is the height in the report.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from cv_rom.geometry import FloatArray
from cv_rom.poses import Pose
from cv_rom.reports.drawing import draw_lifted_sole, draw_sole
from cv_rom.reports.lettering import Image
from cv_rom.reports.sole_line import find_sole
from cv_rom.skeleton import Landmark, Side

WIDTH_PX = 560
MOST_ENLARGED = 4.0
BEHIND, AHEAD, ABOVE, BELOW = 0.6, 0.5, 0.75, 0.5
"""What is cut out around heel and toe landmark, in lengths of the line between them."""


@dataclass(frozen=True)
class FootPoints:
    """Heel and toe landmark of a foot, each (2,), pixels of the frame, and `pitch_deg` of its sole, + = heel up."""

    heel: FloatArray
    toe: FloatArray
    pitch_deg: float = 0.0

    @classmethod
    def of(cls, pose: Pose, side: Side, pitch_deg: float = 0.0) -> FootPoints:
        """The foot of a pose."""
        return cls(pose.xy(Landmark.HEEL, side), pose.xy(Landmark.TOE, side), pitch_deg)

    @property
    def length_px(self) -> float:
        """From heel to toe landmark; NaN where one is not seen."""
        return float(np.hypot(*(self.toe - self.heel)))

    @property
    def forward(self) -> float:
        """+1 where the toes point to the image right, -1 to the left."""
        return 1.0 if self.toe[0] >= self.heel[0] else -1.0


@dataclass(frozen=True)
class FootCloseup:
    """The two pictures, RGB, of one size."""

    standing: Image
    lifted: Image


@dataclass(frozen=True)
class FootShot:
    """A frame with the foot in it: the RGB picture, the foot's points where a camera sees them that stands still, and
    how this one had swayed, (2,) pixels.
    """

    image: Image
    foot: FootPoints
    sway_px: FloatArray


def foot_closeup(standing: FootShot, lifted: FootShot, sole: FloatArray | None, height: str) -> FootCloseup | None:
    """The pair of pictures; None where the foot is not in view.

    `sole` is the standing foot's (2, 2), nothing is drawn without it; `height` is what the report says of the heel's.
    """
    picture_height, picture_width = standing.image.shape[:2]
    box = closeup_box(standing.foot, lifted.foot, standing.sway_px, width_px=picture_width, height_px=picture_height)
    if box is None:
        return None
    scale = min(WIDTH_PX / (box[2] - box[0]), MOST_ENLARGED)
    stood, up = (_cut(shot, box, scale) for shot in (standing, lifted))
    if sole is not None:
        lines = (sole, moved_sole(sole, standing.foot, lifted.foot))
        flat, raised = ((line - np.array(box[:2])) * scale for line in lines)
        draw_sole(stood, flat)
        draw_lifted_sole(up, flat, raised, height)
    return FootCloseup(stood, up)


def closeup_box(
    standing: FootPoints, lifted: FootPoints, sway_px: FloatArray, *, width_px: int, height_px: int
) -> tuple[int, int, int, int] | None:
    """Left, top, right, bottom around the foot in both moments, as a still camera sees them, inside the standing
    picture of that size, which had swayed by `sway_px`.
    """
    points = np.stack([standing.heel, standing.toe, lifted.heel, lifted.toe])
    if not np.isfinite(points).all():
        return None
    length = standing.length_px
    back, front = (BEHIND, AHEAD) if standing.forward > 0 else (AHEAD, BEHIND)
    low = points.min(axis=0) - np.array([back, ABOVE]) * length
    high = points.max(axis=0) + np.array([front, BELOW]) * length
    left, top = np.ceil(np.maximum(low, -sway_px)).astype(int)
    right, bottom = np.floor(np.minimum(high, np.array([width_px, height_px]) - sway_px)).astype(int)
    return (left, top, right, bottom) if right - left >= 16 and bottom - top >= 16 else None


def moved_sole(sole: FloatArray, standing: FootPoints, lifted: FootPoints) -> FloatArray:
    """Heel and ball end of the sole (2, 2) when the heel is up.

    The heel's end goes with the heel, which turns by the foot's pitch; the ball's end goes with the toes.
    """
    turn = np.radians(lifted.pitch_deg * standing.forward)
    rotation = np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
    heel_end = lifted.heel + rotation @ (sole[0] - standing.heel)
    return np.stack([heel_end, sole[1] + lifted.toe - standing.toe])


def _cut(shot: FootShot, box: tuple[int, int, int, int], scale: float) -> Image:
    """The box, as a still camera sees it, out of the picture, enlarged."""
    left, top, right, bottom = box
    to_frame = np.column_stack([np.eye(2), np.array([left, top]) + shot.sway_px])
    flags, size = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP, (right - left, bottom - top)
    piece = cv2.warpAffine(shot.image, to_frame, size, flags=flags, borderMode=cv2.BORDER_REPLICATE)
    size = (round(size[0] * scale), round(size[1] * scale))
    return np.asarray(cv2.resize(piece, size, interpolation=cv2.INTER_CUBIC if scale > 1.0 else cv2.INTER_AREA))


def sole_of(shot: FootShot) -> FloatArray | None:
    """The sole's line (2, 2) of a flat foot, as a still camera sees it; None where the foot is too small."""
    sole = find_sole(shot.image, shot.foot.heel + shot.sway_px, shot.foot.toe + shot.sway_px)
    return None if sole is None else sole - shot.sway_px
