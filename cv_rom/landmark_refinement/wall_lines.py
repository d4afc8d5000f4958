"""Lines on the floor in front of a foot that may be the foot of a wall.

Seen from the side, the line in which wall and floor meet runs away from the camera: in the picture it points to where
the camera looks. Its colours differ on both sides, unlike those of a joint between tiles. Whether one of these lines is
the wall is for the measurement to say, which knows how far the knee came.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from cv_rom.geometry import FloatArray, rotate
from cv_rom.landmark_refinement.rigid_patch import Picture, sample
from cv_rom.outlines import FootEnds

AHEAD, BEYOND, BELOW = 1.5, 1.5, 0.5
"""What is looked at, in lengths of the foot from the tip of the toes: forward, away from the camera, towards it. Hardly
anybody's knee reaches a wall 25 cm from the toes (12 +- 3 cm; Hoch & McKeon 2011)."""
NEAREST, FARTHEST = 0.0, 1.1
SHORTEST = 0.08
ENOUGH = 0.4
"""Collinear length from which a line counts, in lengths of the foot: 10 cm."""
COLLINEAR = 0.012
FOCAL = 0.85
"""Focal length over the picture's longer side: phones see 55 to 70 deg along it."""
LARGEST_YAW_DEG, LARGEST_PITCH_DEG = 15.0, 20.0
UPRIGHT_DEG = 5.0
"""Lines nearer to the vertical are the wall's upright edges, unless the floor's line is expected to be as steep."""
SIDE = 0.04
LOOKED_AT = (-0.3, 0.2)
FLOOR_AHEAD, FLOOR_BELOW = (0.03, 0.10), (0.02, 0.08)
"""In lengths of the foot: colours are looked at 1 cm beside a line, level with the foot (from its toes' tip); the floor
before the toes."""
NOT_BEYOND = 0.1
"""A line is followed to the level of the toes no further than this beyond its ends, in lengths of the foot."""
FAINTEST = 10.0
SAME_FLOOR = 0.5
"""The colours on both sides of the line differ (as a distance of RGB values), and before it they differ from the
floor's less than half as much: the upper edge of a skirting board has no floor before it."""
OWN_SD_PX = 1.0


def find_wall_lines(image: Picture, foot: FootEnds, *, roll_deg: float = 0.0) -> tuple[tuple[FloatArray, float], ...]:
    """The lines before a foot in an RGB picture at which the floor may meet a wall.

    Each is two points (2, 2) and the standard deviation across it; none where there is none. True vertical leans to the
    image right by `roll_deg`.
    """
    length = float(np.hypot(*(foot.toe_px - foot.heel_px)))
    forward = 1.0 if foot.toe_px[0] >= foot.heel_px[0] else -1.0
    segments = _segments(image, foot, length, forward)
    middle = np.array(image.shape[1::-1]) / 2.0
    level = rotate(segments, -roll_deg, middle)
    tip = rotate(foot.toe_px, -roll_deg, middle)
    segments = segments[_may_be_wall(level, image.shape, tip, length, forward)]
    lines = []
    while len(segments):
        together = _collinear(segments, _longest(segments), COLLINEAR * length)
        if _lengths(segments[together]).sum() >= ENOUGH * length:
            ends_px, sd_px = _fitted(segments[together])
            if _ends_the_floor(image, ends_px, foot.toe_px, length, forward):
                lines.append((ends_px, sd_px))
        segments = segments[~together]
    return tuple(lines)


def _segments(image: Picture, foot: FootEnds, length: float, forward: float) -> FloatArray:
    """Straight edges before the foot, (N, 2, 2) points of the frame."""
    tip = foot.toe_px
    left, right = sorted((tip[0] - 0.3 * forward * length, tip[0] + forward * AHEAD * length))
    top, bottom = tip[1] - BEYOND * length, tip[1] + BELOW * length
    corner = np.array([max(0, int(left)), max(0, int(top))])
    part = image[corner[1] : max(0, int(bottom)), corner[0] : max(0, int(right))]
    if min(part.shape[:2]) < SHORTEST * length:
        return np.empty((0, 2, 2))
    found = cv2.createLineSegmentDetector().detect(cv2.cvtColor(part, cv2.COLOR_RGB2GRAY))[0]
    if found is None:
        return np.empty((0, 2, 2))
    segments = np.asarray(found, dtype=np.float64).reshape(-1, 2, 2) + corner
    return np.asarray(segments[_lengths(segments) > SHORTEST * length])


def _may_be_wall(
    segments: FloatArray, shape: tuple[int, ...], tip: FloatArray, length: float, forward: float
) -> NDArray[np.bool_]:
    """Which segments (N, 2, 2) cross the level of the toes before them and run to where the camera may look."""
    height, width = shape[:2]
    focal, middle = FOCAL * max(height, width), np.array([width, height]) / 2.0
    along = segments[:, 1] - segments[:, 0]
    with np.errstate(divide="ignore", invalid="ignore"):
        slope = along[:, 0] / along[:, 1]
        crossing = segments[:, 0, 0] + slope * (tip[1] - segments[:, 0, 1])
        horizon = middle[1] + focal * np.tan(np.radians(LARGEST_PITCH_DEG)) * np.array([[-1.0], [1.0]])
        across = crossing + slope * (np.minimum(horizon, tip[1] - length) - tip[1]) - middle[0]
    ahead = forward * (crossing - tip[0]) / length
    reach = focal * np.tan(np.radians(LARGEST_YAW_DEG))
    to_camera = (np.abs(across).min(axis=0) < reach) | (across[0] * across[1] < 0.0)
    expected = (crossing - middle[0]) / max(tip[1] - middle[1], length)
    upright = np.tan(np.radians(UPRIGHT_DEG))
    steep = (np.abs(slope) < upright) & (np.abs(expected) > upright)
    return np.asarray((ahead > NEAREST) & (ahead < FARTHEST) & to_camera & ~steep)


def _lengths(segments: FloatArray) -> FloatArray:
    return np.asarray(np.hypot(*(segments[:, 1] - segments[:, 0]).T))


def _longest(segments: FloatArray) -> FloatArray:
    return np.asarray(segments[_lengths(segments).argmax()])


def _collinear(segments: FloatArray, line: FloatArray, tolerance_px: float) -> NDArray[np.bool_]:
    """Which segments (N, 2, 2) lie on the line through two points (2, 2)."""
    along = (line[1] - line[0]) / np.hypot(*(line[1] - line[0]))
    off = segments - line[0]
    away = np.abs(off[..., 0] * along[1] - off[..., 1] * along[0])
    return np.asarray((away < tolerance_px).all(axis=1))


def _fitted(segments: FloatArray) -> tuple[FloatArray, float]:
    """The line through the segments' ends, weighed by their lengths: its own ends (2, 2), and its deviation across."""
    points, weights = segments.reshape(-1, 2), np.repeat(_lengths(segments), 2)
    middle = np.average(points, axis=0, weights=weights)
    spread = (points - middle) * weights[:, None]
    along = np.linalg.svd(spread, full_matrices=False)[2][0]
    places = (points - middle) @ along
    across = (points - middle) @ np.array([-along[1], along[0]])
    scatter = float(np.sqrt(np.average(across**2, weights=weights)))
    return middle + np.outer([places.min(), places.max()], along), float(np.hypot(OWN_SD_PX, scatter))


def _ends_the_floor(image: Picture, ends_px: FloatArray, tip: FloatArray, length: float, forward: float) -> bool:
    """Whether the floor, as it looks before the toes, reaches up to the line and something else is beyond it."""
    low, high = np.sort(ends_px[:, 1])
    level, reach = tip[1], NOT_BEYOND * length
    if not low - reach < level < high + reach:
        return False
    rows = level + length * np.linspace(*LOOKED_AT, 40)
    rows = rows[(rows >= low) & (rows <= high)]
    (x, y), along = ends_px[0], ends_px[1] - ends_px[0]
    line = np.column_stack([x + along[0] / along[1] * (rows - y), rows])
    beside = np.array([forward * SIDE * length, 0.0])
    before, beyond = (sample(image, (line + way * beside)[None])[0].mean(axis=0) for way in (-1.0, 1.0))
    columns = tip[0] + forward * length * np.linspace(*FLOOR_AHEAD, 8)
    down = tip[1] + length * np.linspace(*FLOOR_BELOW, 6)
    floor = sample(image, np.stack(np.meshgrid(columns, down), axis=-1)).reshape(-1, 3).mean(axis=0)
    step = float(np.linalg.norm(beyond - before))
    return step > FAINTEST and float(np.linalg.norm(before - floor)) < SAME_FLOOR * step
