"""Things of known size in the room: the printed marker, and bright sheets that may be of A4.

Whether a sheet is one, and what it says of the scale at the foot, is decided where the person is known.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

import cv2
import numpy as np

from cv_rom.frames import Frame
from cv_rom.geometry import FloatArray
from cv_rom.poses import Pose
from cv_rom.scene import ScaleTarget

DICTIONARY = cv2.aruco.DICT_4X4_50
MARKER_ID = 0
CORNER_SD_PX = 0.5
"""Of a corner that straight edges define: compression and blur move the edges together."""
STEADY_PX, STEADY_SHARE = 1.5, 0.004
"""A target that nobody moves stays within this, or this share of the picture's diagonal (stabilisation drifts)."""
ENOUGH_FRAMES = 3
ENOUGH_SHARE = 0.4
"""In so many of the frames it must be seen: a leg that swings before it hides it in others."""
SHORTEST_SIDE_PX = 12.0
"""Below, the corners' noise is more than 4 % of a side."""
FRAME_EDGE_PX = 4.0
LEVELS = range(50, 250, 20)
STRAIGHT = 0.03
"""Share of its outline by which a quadrilateral's sides may bend."""
FILLS = 0.93
SMALLEST_AREA, LARGEST_AREA = 0.0003, 0.1
"""Of the picture: a sheet of 30 cm where a person of 170 cm fills a third of the height, or all of a portrait's."""
CONTRAST = 20.0
"""Grey levels by which a sheet is brighter than what lies around each of its sides: several times camera noise."""
COLOURLESS = 0.25
"""Largest spread of the three colours over the brightest one; warm lamps leave 0.2 on white."""
PLAIN = 0.12
"""Standard deviation of the grey inside a blank sheet over its mean: shading and noise."""
PROFILE_PX = 4.0
PROFILES = 25


def find_scale_targets(
    frames: Sequence[Frame], people: Sequence[Sequence[Pose]], *, a4: bool = False
) -> tuple[ScaleTarget, ...]:
    """The marker, and with `a4` the bright sheets, that stay at one place; empty where there are none.

    Args:
        frames: a few pictures of one size from all over a clip.
        people: everybody found in each; a bright patch of a person is no sheet.
        a4: whether there is said to be a sheet of A4.

    """
    detector = _detector()
    markers = _steady([_markers(frame, detector) for frame in frames], frames)
    if len(markers) == 1:
        return _targets("marker", markers)
    if not a4 or markers:
        return ()
    return _targets("a4", _steady([_sheets(f, poses) for f, poses in zip(frames, people, strict=True)], frames))


def _targets(source: Literal["marker", "a4"], places: Sequence[FloatArray]) -> tuple[ScaleTarget, ...]:
    return tuple(ScaleTarget(source, corners, CORNER_SD_PX) for corners in places)


def _detector() -> cv2.aruco.ArucoDetector:
    settings = cv2.aruco.DetectorParameters()
    settings.cornerRefinementMethod = cv2.aruco.CORNER_REFINE_SUBPIX
    settings.errorCorrectionRate = 0.0  # a pattern that nearly fits is some texture
    return cv2.aruco.ArucoDetector(cv2.aruco.getPredefinedDictionary(DICTIONARY), settings)


def _markers(frame: Frame, detector: cv2.aruco.ArucoDetector) -> list[FloatArray]:
    """Corners (4, 2) of the markers with our number."""
    grey = cv2.cvtColor(frame.image, cv2.COLOR_RGB2GRAY)
    corners, ids, _ = detector.detectMarkers(grey)
    if ids is None:
        return []
    found = [np.asarray(c, dtype=np.float64).reshape(4, 2) for c, i in zip(corners, ids.ravel(), strict=True) if i == 0]
    return [quad for quad in found if _large_enough(quad)]


def _sheets(frame: Frame, people: Sequence[Pose]) -> list[FloatArray]:
    """Corners (4, 2) of blank, bright, colourless quadrilaterals off the people and the picture's edge."""
    grey = cv2.cvtColor(frame.image, cv2.COLOR_RGB2GRAY)
    found: list[FloatArray] = []
    exact = grey.astype(np.float32)
    for rough in _quadrilaterals(grey):
        if any(_apart_px(rough, other) < 2 * PROFILE_PX for other in found):
            continue
        if not _inside_picture(rough, grey.shape) or _on_person(rough, people) or not _blank(frame, grey, rough):
            continue
        quad = _refined(exact, rough)
        if quad is not None and _large_enough(quad):
            found.append(quad)
    return found


def _quadrilaterals(grey: np.ndarray) -> Iterator[FloatArray]:
    """Convex four-sided outlines (4, 2), clockwise, of what is brighter than one of some levels."""
    smallest, largest = SMALLEST_AREA * grey.size, LARGEST_AREA * grey.size
    for level in LEVELS:
        bright = np.asarray(grey > level, dtype=np.uint8)
        for outline in cv2.findContours(bright, cv2.RETR_LIST, cv2.CHAIN_APPROX_NONE)[0]:
            area = cv2.contourArea(outline)
            if not smallest <= area <= largest:
                continue
            quad = cv2.approxPolyDP(outline, STRAIGHT * cv2.arcLength(outline, closed=True), closed=True)
            if len(quad) == 4 and cv2.isContourConvex(quad) and area > FILLS * cv2.contourArea(quad):
                corners = quad.reshape(4, 2).astype(np.float64)
                yield corners if cv2.contourArea(quad, oriented=True) > 0 else corners[::-1]


def _large_enough(quad: FloatArray) -> bool:
    """Whether no side and neither height is a sliver."""
    sides = np.linalg.norm(np.roll(quad, -1, axis=0) - quad, axis=1)
    height = cv2.contourArea(quad.astype(np.float32)) / sides.max()
    return bool(sides.min() >= SHORTEST_SIDE_PX and height >= SHORTEST_SIDE_PX / 2.0)


def _inside_picture(quad: FloatArray, shape: Sequence[int]) -> bool:
    size = np.array([shape[1], shape[0]])
    return bool(((quad > FRAME_EDGE_PX) & (quad < size - 1 - FRAME_EDGE_PX)).all())


def _on_person(quad: FloatArray, people: Sequence[Pose]) -> bool:
    """Whether a landmark of somebody lies inside."""
    outline = quad.astype(np.float32)
    points = [point for pose in people for point in pose.xy_px if np.isfinite(point).all()]
    return any(cv2.pointPolygonTest(outline, (float(x), float(y)), measureDist=False) >= 0 for x, y in points)


def _blank(frame: Frame, grey: np.ndarray, quad: FloatArray) -> bool:
    """Whether the inside is plain and has no colour."""
    (left, top), (right, bottom) = quad.min(axis=0).astype(int), quad.max(axis=0).astype(int) + 1
    cut = np.s_[top:bottom, left:right]
    inside = np.zeros(grey[cut].shape, dtype=np.uint8)
    middle = quad.mean(axis=0)
    cv2.fillConvexPoly(inside, np.round(middle + 0.85 * (quad - middle) - (left, top)).astype(np.int32), 255)
    mean, sd = (float(value[0, 0]) for value in cv2.meanStdDev(grey[cut], mask=inside))
    colour = np.array(cv2.mean(frame.image[cut], mask=inside)[:3])
    return bool(sd < PLAIN * mean and np.ptp(colour) < COLOURLESS * colour.max())


def _refined(grey: np.ndarray, rough: FloatArray) -> FloatArray | None:
    """The corners where straight lines along the four edges cross; None where an edge is weak or bent."""
    lines = [_edge_line(grey, a, b) for a, b in zip(rough, np.roll(rough, -1, axis=0), strict=True)]
    known = [line for line in lines if line is not None]
    if len(known) < 4:
        return None
    crossings = [np.cross(known[side - 1], known[side]) for side in range(4)]
    corners = np.array([c[:2] / c[2] for c in crossings])
    return corners if np.abs(corners - rough).max() < 2 * PROFILE_PX else None


def _edge_line(grey: np.ndarray, start: FloatArray, end: FloatArray) -> FloatArray | None:
    """The straight line (3,), a x + b y + c = 0, where brightness falls half-way from inside to outside."""
    along = (end - start) / np.linalg.norm(end - start)
    out = np.array([along[1], -along[0]])  # clockwise in the picture: outside is to the left
    steps = np.arange(-PROFILE_PX, PROFILE_PX + 0.25, 0.25)
    places = start + np.linspace(0.12, 0.88, PROFILES)[:, None] * (end - start)
    at = (places[:, None] + steps[:, None] * out).astype(np.float32)
    profiles = cv2.remap(grey, at[..., 0], at[..., 1], cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    inside, outside = (profiles[:, end].mean(axis=1) for end in (slice(4), slice(-4, None)))
    half = (inside + outside) / 2.0  # of each profile, as a sheet may lie before several things
    if np.median(inside - outside) < CONTRAST:
        return None
    dark = (profiles < half[:, None]) & (inside - outside > CONTRAST / 2.0)[:, None]
    first = dark.argmax(axis=1)
    crossed = dark.any(axis=1) & (first > 0)
    if crossed.mean() < 0.8:
        return None
    rows = np.flatnonzero(crossed)
    above, below = profiles[rows, first[rows] - 1], profiles[rows, first[rows]]
    part = (above - half[rows]) / (above - below)
    off = steps[first[rows] - 1] + 0.25 * part
    edge = (places[rows] + off[:, None] * out).astype(np.float32)
    vx, vy, x, y = (float(v) for v in np.ravel(cv2.fitLine(edge, cv2.DIST_HUBER, 0, 0.01, 0.01)))
    across = (edge - (x, y)) @ np.array([vy, -vx])
    return np.array([vy, -vx, vx * y - vy * x]) if np.median(np.abs(across)) < 1.0 else None


def _apart_px(one: FloatArray, other: FloatArray) -> float:
    """Largest distance of matching corners, whichever comes first."""
    return min(float(np.linalg.norm(np.roll(one, k, axis=0) - other, axis=1).max()) for k in range(4))


def _steady(found: Sequence[Sequence[FloatArray]], frames: Sequence[Frame]) -> list[FloatArray]:
    """Median corners (4, 2) of what is seen at one place in enough of the frames."""
    if not frames:
        return []
    within_px = max(STEADY_PX, STEADY_SHARE * float(np.hypot(*frames[0].image.shape[:2])))
    places: list[list[FloatArray]] = []
    for quad in (quad for quads in found for quad in quads):
        same = next((p for p in places if _apart_px(quad, p[0]) < within_px), None)
        if same is None:
            places.append([quad])
        else:
            same.append(
                min((np.roll(quad, k, axis=0) for k in range(4)), key=lambda q: float(np.abs(q - same[0]).max()))
            )
    enough = max(ENOUGH_FRAMES, ENOUGH_SHARE * len(frames))
    return [np.median(place, axis=0) for place in places if len(place) >= enough]
