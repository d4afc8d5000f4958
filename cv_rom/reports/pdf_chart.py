"""A chart of the page made ready for paper: fixed colours instead of the page's, hatched fields drawn as lines."""

from __future__ import annotations

import re

_COLOURS = {
    "ink": "#1b1f24",
    "curve-1": "#0b5cad",
    "curve-2": "#a84300",
    "curve-3": "#0a6b50",
    "curve-4": "#8a2f78",
    "band": "#e6eaef",
    "flag": "#b3261e",
    "rule": "#c9d0d8",
}
_HATCH_STEP = 5.0  # units of the SVG
_HATCHED = re.compile(r'<path d="([^"]*)"([^>]*?)fill: url\(#[^)]*\)([^>]*)/>')


def printable(svg: str) -> str:
    """The SVG of `angle_curves` with the light page's colours, without what the PDF library leaves out."""
    svg = _HATCHED.sub(_hatched, svg)
    svg = re.sub(r"<pattern.*?</pattern>", "", svg, flags=re.DOTALL)
    svg = re.sub(r"<text style=\"font-size: ([\d.]+)px", r'<text font-family="sans-serif" style="font-size: \1', svg)
    return re.sub(r"var\(--([a-z0-9-]+)\)", lambda name: _COLOURS.get(name[1], _COLOURS["ink"]), svg)


def size(svg: str) -> tuple[float, float]:
    """Width and height of an SVG, in its own units."""
    box = re.search(r'viewBox="([^"]*)"', svg)
    if box is None:
        raise ValueError("the chart has no viewBox")
    _, _, width, height = (float(part) for part in box[1].split())
    return width, height


def _hatched(path: re.Match[str]) -> str:
    """A field filled with a pattern, which the PDF library does not know: a plain field, and lines across it."""
    numbers = [float(n) for n in re.findall(r"-?\d+(?:\.\d+)?", path[1])]
    left, right, top, bottom = min(numbers[::2]), max(numbers[::2]), min(numbers[1::2]), max(numbers[1::2])
    lines = []
    start = left - (bottom - top)
    while start < right:
        # From the lower edge up to the right, cut off at the field's sides.
        x_1, x_2 = max(start, left), min(start + (bottom - top), right)
        lines.append(f"M {x_1:.2f} {bottom - (x_1 - start):.2f} L {x_2:.2f} {bottom - (x_2 - start):.2f}")
        start += _HATCH_STEP
    field = f'<path d="{path[1]}"{path[2]}fill: var(--band){path[3]}/>'
    return f'{field}<path d="{" ".join(lines)}" style="fill: none; stroke: var(--rule); stroke-width: 0.6"/>'
