"""Lines and shapes on pictures, placed to a sixteenth of a pixel, so that what moves slowly does not jump."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np

from cv_rom.geometry import FloatArray
from cv_rom.reports.lettering import Colour, Image

_SHIFT = 4  # bits of the fraction, as cv2 takes them
Point = Sequence[float] | FloatArray


def line(canvas: Image, start: Point, end: Point, colour: Colour, px: int) -> None:
    """A straight line `px` pixels wide."""
    cv2.line(canvas, _fixed(start), _fixed(end), colour, px, cv2.LINE_AA, _SHIFT)


def polyline(canvas: Image, points: FloatArray, colour: Colour, px: int, *, dash_px: float | None = None) -> None:
    """A line through `points` (N, 2), where asked for in dashes of that length."""
    parts = [points] if dash_px is None else _dashes(points, dash_px)
    fixed = [np.round(part * 2**_SHIFT).astype(np.int32) for part in parts]
    cv2.polylines(canvas, fixed, False, colour, px, cv2.LINE_AA, _SHIFT)


def arc(
    canvas: Image,
    centre: Point,
    radius: float,
    colour: Colour,
    px: int,
    *,
    from_deg: float = 0.0,
    to_deg: float = 360.0,
) -> None:
    """Part of a circle, clockwise from the image right; the whole of it by default."""
    axes = _fixed((radius, radius))
    cv2.ellipse(canvas, _fixed(centre), axes, 0.0, from_deg, to_deg, colour, px, cv2.LINE_AA, _SHIFT)


def disc(canvas: Image, centre: Point, radius: float, colour: Colour) -> None:
    """A filled circle."""
    cv2.circle(canvas, _fixed(centre), round(radius * 2**_SHIFT), colour, cv2.FILLED, cv2.LINE_AA, _SHIFT)


def polygon(canvas: Image, corners: Sequence[Point], colour: Colour) -> None:
    """A filled polygon."""
    fixed = np.array([_fixed(corner) for corner in corners], np.int32)
    cv2.fillPoly(canvas, [fixed], colour, cv2.LINE_AA, _SHIFT)


def _dashes(points: FloatArray, length: float) -> list[FloatArray]:
    steps = np.hypot(*np.diff(points, axis=0).T)
    along = np.concatenate([[0.0], np.cumsum(steps)])
    parts = []
    for first in np.arange(0.0, along[-1], 2.0 * length):
        last = min(first + length, along[-1])
        inside = points[(along > first) & (along < last)]
        ends = [[np.interp(at, along, points[:, axis]) for axis in (0, 1)] for at in (first, last)]
        parts.append(np.vstack([ends[0], inside, ends[1]]))
    return parts


def _fixed(point: Point) -> tuple[int, int]:
    return round(float(point[0]) * 2**_SHIFT), round(float(point[1]) * 2**_SHIFT)
