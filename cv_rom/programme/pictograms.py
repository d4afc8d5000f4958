"""Line drawings of the exercises as SVG, from the strokes in `pictograms.toml`.

They take the colours of the page around them: `currentColor` for the person, `--prop` for things, `--move` for arrows.
"""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

SIZE = 160
HEAD_RADIUS = 10
ARROW_LENGTH, ARROW_HALF_WIDTH = 11.0, 6.5
CLOCK_RADIUS = 11
_STYLES = {
    "prop": 'stroke="var(--prop, #76808a)" stroke-width="3"',
    "ring": 'stroke="var(--prop, #76808a)" stroke-width="3"',
    "far": 'stroke="currentColor" stroke-width="5" stroke-opacity="0.45"',
    "toes": 'stroke="currentColor" stroke-width="11" stroke-opacity="0.45"',
    "limb": 'stroke="currentColor" stroke-width="13"',
    "body": 'stroke="currentColor" stroke-width="6"',
    "band": 'stroke="var(--move, #b3261e)" stroke-width="4" stroke-dasharray="2 6"',
    "move": 'stroke="var(--move, #b3261e)" stroke-width="4"',
    "both": 'stroke="var(--move, #b3261e)" stroke-width="4"',
    "clock": 'stroke="var(--move, #b3261e)" stroke-width="3"',
}
"""Kinds of strokes from the back to the front."""


@cache
def pictogram_svg(exercise_id: str) -> str:
    """The drawing as an `<svg>` without a size of its own, hidden from screen readers: its caption says what it shows.

    KeyError for an exercise without a drawing.
    """
    drawing = _drawings()[exercise_id]
    groups = "".join(
        f'<g fill="none" stroke-linecap="round" stroke-linejoin="round" {style}>{"".join(_shapes(kind, drawing))}</g>'
        for kind, style in _STYLES.items()
        if kind in drawing or (kind == "body" and "head" in drawing)
    )
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIZE} {SIZE}" aria-hidden="true">{groups}</svg>'


@cache
def _drawings() -> Mapping[str, Mapping[str, Any]]:
    return tomllib.loads((files(__package__) / "pictograms.toml").read_text("utf-8"))


def _shapes(kind: str, drawing: Mapping[str, Any]) -> Iterator[str]:
    """The strokes of one kind."""
    if kind == "clock":
        yield from _clock(*drawing["clock"])
        return
    if kind == "ring":
        yield from (_circle(*ring) for ring in drawing["ring"])
        return
    if kind == "body" and "head" in drawing:
        x, y = drawing["head"]
        yield _circle(x, y, HEAD_RADIUS)
    for path in drawing.get(kind, ()):
        yield f'<path d="{path}"/>'
        if kind in ("move", "both"):
            yield _arrow_head(_points(path))
        if kind == "both":
            yield _arrow_head(_points(path)[::-1])


def _points(path: str) -> list[tuple[float, float]]:
    """The points of a path, control points too."""
    numbers = [float(number) for number in re.findall(r"-?\d+(?:\.\d+)?", path)]
    return list(zip(numbers[::2], numbers[1::2], strict=True))


def _arrow_head(points: list[tuple[float, float]]) -> str:
    """A triangle whose tip lies a little beyond the last point, in the direction of the last two."""
    (x0, y0), (x1, y1) = points[-2:]
    length = math.hypot(x1 - x0, y1 - y0)
    ahead, across = ((x1 - x0) / length, (y1 - y0) / length), (-(y1 - y0) / length, (x1 - x0) / length)
    tip = (x1 + 4.0 * ahead[0], y1 + 4.0 * ahead[1])
    corners = [tip]
    for side in (1.0, -1.0):
        back, out = -ARROW_LENGTH, side * ARROW_HALF_WIDTH
        corners.append((tip[0] + back * ahead[0] + out * across[0], tip[1] + back * ahead[1] + out * across[1]))
    path = " L ".join(f"{x:.1f} {y:.1f}" for x, y in corners)
    return f'<path d="M {path} Z" fill="var(--move, #b3261e)" stroke-width="1"/>'


def _circle(x: float, y: float, radius: float) -> str:
    return f'<circle cx="{x:g}" cy="{y:g}" r="{radius:g}"/>'


def _clock(x: float, y: float) -> Iterator[str]:
    yield _circle(x, y, CLOCK_RADIUS)
    yield f'<path d="M {x:g} {y - 6:g} L {x:g} {y:g} L {x + 5:g} {y + 3:g}"/>'
