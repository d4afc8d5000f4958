"""Numbers drawn to scale: a dot with its interval against what it is compared with.

Only for the eye, in the page's own colours; the numbers stand beside it.
"""

from __future__ import annotations

from cv_rom.results import Interval, Pair

WIDTH, HEIGHT, MARGIN = 160.0, 36.0, 8.0
LONG_WIDTH, TICKS = 240.0, 16.0
ROOM = 1.1


def change_bar(pair: Pair) -> str:
    """A difference against zero and against the smallest change that the test can detect.

    The SVG; empty where the interval of the difference is not known.
    """
    if pair.combined_interval_95 is None:
        return ""
    low, high = pair.combined_interval_95
    detectable = 0.0 if pair.minimal_detectable_change is None else pair.minimal_detectable_change.value
    reach = ROOM * max(abs(low), abs(high), detectable, 1e-9)
    axis = _Axis(-reach, reach, WIDTH)
    band = axis.band((-detectable, detectable)) if detectable else ""
    return axis.svg(band + axis.mark(0.0) + axis.dot(pair.difference, (low, high)))


def reference_bar(value: float, interval: Interval, *, span: Interval, aim: float | None = None) -> str:
    """A value against the middle range of healthy people, and against an aim where there is one; from zero on.

    The SVG.
    """
    axis = _Axis(min(0.0, interval[0]), ROOM * max(interval[1], span[1]), LONG_WIDTH)
    aimed = "" if aim is None else axis.mark(aim)
    return axis.svg(axis.band(span) + aimed + axis.dot(value, interval) + axis.ticks(), height=HEIGHT + TICKS)


class _Axis:
    """Places values from `low` to `high` on a picture of a width."""

    def __init__(self, low: float, high: float, width: float) -> None:
        self._low, self._high, self._width = low, high, width
        self._scale = (width - 2.0 * MARGIN) / (high - low)

    def _x(self, value: float) -> float:
        return round(MARGIN + (value - self._low) * self._scale, 1)

    def band(self, span: Interval) -> str:
        left, right = self._x(span[0]), self._x(span[1])
        return f'<rect x="{left}" y="2" width="{right - left:.1f}" height="{HEIGHT - 4:g}" fill="var(--span)"/>'

    def mark(self, value: float) -> str:
        return f'<path d="M{self._x(value)} 2V{HEIGHT - 2:g}" stroke="var(--ink)" stroke-dasharray="3 3"/>'

    def dot(self, value: float, interval: Interval) -> str:
        middle, (left, right) = HEIGHT / 2.0, (self._x(end) for end in interval)
        return (
            f'<path d="M{left} {middle:g}H{right}" stroke="var(--curve-1)" stroke-width="4"/>'
            f'<circle cx="{self._x(value)}" cy="{middle:g}" r="5.5" fill="var(--curve-1)"/>'
        )

    def ticks(self) -> str:
        """A line below with a number every 5 or 10."""
        step = 10 if self._high > 25.0 else 5
        places = range(0, int(self._high) + 1, step)
        line = f'<path d="M{self._x(self._low)} {HEIGHT:g}H{self._x(self._high)}" stroke="var(--soft)"/>'
        return line + "".join(
            f'<text x="{self._x(place)}" y="{HEIGHT + TICKS - 3:g}" text-anchor="middle" font-size="11" '
            f'fill="var(--soft)">{place}</text>'
            for place in places
        )

    def svg(self, content: str, height: float = HEIGHT) -> str:
        size = f'viewBox="0 0 {self._width:g} {height:g}" width="{self._width:g}" height="{height:g}"'
        return f'<svg {size} aria-hidden="true">{content}</svg>'
