"""The curve of the angle over time along the bottom of the annotated video, with a cursor that moves."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from cv_rom.geometry import FloatArray
from cv_rom.reports.lettering import Colour, Image, put_text, text_width
from cv_rom.reports.strokes import disc, line, polyline
from cv_rom.results import Episode, Interval, Repetition
from cv_rom.texts import decimal

GROUND: Colour = (24, 24, 24)
BAND: Colour = (62, 62, 66)
HATCH: Colour = (104, 104, 108)
EPISODE: Colour = (112, 44, 24)
EPISODE_EDGE: Colour = (255, 136, 96)
RULE: Colour = (96, 96, 96)
INK: Colour = (222, 222, 222)
CURVES: tuple[Colour, ...] = ((86, 190, 255), (255, 190, 60))
PAGE_S = 20.0
"""What is shown at once; longer recordings are paged through, so that a repetition stays wide enough to see."""
STEPS = (1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0)


@dataclass(frozen=True)
class TraceCurve:
    """One curve: its name (where there are several) and its values (T,), NaN = not seen.

    `peaks` are the times and intervals of its peaks; `half_interval` (T,) is how far each value's interval reaches.
    """

    name: str
    values: FloatArray
    peaks: tuple[tuple[float, Interval], ...] = ()
    half_interval: FloatArray | None = None


@dataclass(frozen=True)
class TraceContent:
    """What the trace shows; `time_s` (T,) are the curves' times, `title` says the quantity and its unit."""

    title: str
    time_s: FloatArray
    curves: tuple[TraceCurve, ...]
    repetitions: tuple[Repetition, ...] = ()
    episodes: tuple[Episode, ...] = ()


@dataclass(frozen=True)
class PlotArea:
    """The rectangle of the curve in pixels, and the times and values at its edges."""

    left: int
    top: int
    right: int
    bottom: int
    start_s: float
    end_s: float
    low: float
    high: float

    def x(self, time_s: float | FloatArray) -> FloatArray:
        """Column of a time, in pixels and their fractions."""
        return np.asarray(self.left + (self.right - self.left) * (time_s - self.start_s) / (self.end_s - self.start_s))

    def y(self, value: float | FloatArray) -> FloatArray:
        """Row of a value."""
        return np.asarray(self.bottom - (self.bottom - self.top) * (value - self.low) / (self.high - self.low))


class AngleTrace:
    """Draws the trace of one recording; the curve is drawn once a page, the cursor in every frame."""

    def __init__(self, content: TraceContent, *, width_px: int, height_px: int, text_px: int) -> None:
        """For a strip of this size with letters `text_px` high."""
        self._content = content
        self._size = (height_px, width_px)
        self._text_px = text_px
        first_s, last_s = float(content.time_s[0]), float(content.time_s[-1])
        self._pages = max(1, int(np.ceil((last_s - first_s) / PAGE_S)))
        self._first_s, self._page_s = first_s, max(last_s - first_s, 0.1) / self._pages
        self._drawn: tuple[int, Image, Image] | None = None

    def area(self, page: int) -> PlotArea:
        """Where the curve lies on that page."""
        height, width = self._size
        size = self._text_px
        curves = self._content.curves
        reach = [c.values + sign * c.half_interval for c in curves if c.half_interval is not None for sign in (-1, 1)]
        values = np.concatenate([c.values for c in curves] + reach + [peak for c in curves for _, peak in c.peaks])
        low, high = min(0.0, float(np.nanmin(values))), max(10.0, float(np.nanmax(values)))
        start_s = self._first_s + page * self._page_s
        room = 0.12 * (high - low)
        bottom = height - int(1.2 * size)
        return PlotArea(
            int(1.9 * size),
            int(1.3 * size),
            width - size,
            bottom,
            start_s,
            start_s + self._page_s,
            low - room,
            high + room,
        )

    def page(self, time_s: float) -> int:
        """The page on which that moment lies."""
        return min(max(int((time_s - self._first_s) / self._page_s), 0), self._pages - 1)

    def draw(self, strip: Image, time_s: float) -> None:
        """Draw the trace with its cursor on the strip (height, width, 3) itself; what is to come is dim."""
        page = self.page(time_s)
        if self._drawn is None or self._drawn[0] != page:
            self._drawn = (page, self._background(page, dim=False), self._background(page, dim=True))
        _, bright, dim = self._drawn
        area = self.area(page)
        x = float(np.clip(area.x(time_s), area.left, area.right))
        column = round(x)
        strip[:, :column], strip[:, column:] = bright[:, :column], dim[:, column:]
        width = max(2, self._text_px // 12)
        line(strip, (x, area.top), (x, area.bottom), INK, width)
        for curve, colour in zip(self._content.curves, CURVES, strict=False):
            value = float(np.interp(time_s, self._content.time_s, curve.values))
            if np.isfinite(value):
                disc(strip, (x, float(area.y(value))), self._text_px / 3.5, GROUND)
                disc(strip, (x, float(area.y(value))), self._text_px / 4.5, colour)

    def _background(self, page: int, *, dim: bool) -> Image:
        strip = np.full((*self._size, 3), GROUND, np.uint8)
        area = self.area(page)
        self._shade(strip, area)
        self._axes(strip, area)
        for curve, colour in zip(self._content.curves, CURVES, strict=False):
            self._interval(strip, area, curve, colour)
        for number, curve in enumerate(self._content.curves[: len(CURVES)]):
            colour = CURVES[number]
            shown = tuple(int(0.45 * part + 0.55 * ground) for part, ground in zip(colour, BAND, strict=True))
            dimmed = (shown[0], shown[1], shown[2])
            self._curve(strip, area, curve, dimmed if dim else colour, number)
        return strip

    def _shade(self, strip: Image, area: PlotArea) -> None:
        for repetition in self._content.repetitions:
            columns = _columns(area, repetition.start_s, repetition.end_s)
            band = strip[area.top : area.bottom, columns]
            band[:] = BAND
            if not repetition.valid:
                rows = np.arange(band.shape[0])[:, None] + np.arange(band.shape[1])
                band[rows % max(8, self._text_px // 2) < max(1, self._text_px // 16)] = HATCH
        for episode in self._content.episodes:
            columns = _columns(area, episode.start_s, episode.end_s)
            part = strip[area.top : area.bottom, columns]
            part[:] = cv2.addWeighted(part, 0.35, np.full_like(part, EPISODE), 0.65, 0.0) if part.size else part
            strip[area.bottom - self._text_px // 4 : area.bottom, columns] = EPISODE_EDGE

    def _axes(self, strip: Image, area: PlotArea) -> None:
        size = self._text_px
        small = max(9, round(0.9 * size))
        for value in _ticks(area.low, area.high, most=3):
            y = float(area.y(value))
            line(strip, (area.left, y), (area.right, y), RULE, 1)
            text = decimal(value, 0)
            put_text(strip, text, area.left - 0.3 * size - text_width(text, small), y + 0.35 * small, small, INK)
        for time_s in _ticks(area.start_s, area.end_s, most=max(2, (area.right - area.left) // (4 * size))):
            text = f"{decimal(time_s, 0)} s"
            left = min(float(area.x(time_s)) - text_width(text, small) / 2, strip.shape[1] - text_width(text, small))
            line(strip, (float(area.x(time_s)), area.bottom), (float(area.x(time_s)), area.bottom + size / 5), INK, 2)
            put_text(strip, text, left, area.bottom + 1.0 * size, small, INK)
        put_text(strip, self._content.title, 0.4 * size, 1.0 * size, small, INK)
        for repetition in self._content.repetitions:
            columns = _columns(area, repetition.start_s, repetition.end_s)
            text = str(repetition.index)
            if text_width(text, small) < columns.stop - columns.start:
                middle = (columns.start + columns.stop - text_width(text, small)) / 2
                put_text(strip, text, middle, area.bottom - 0.5 * size, small, INK, GROUND)
        self._legend(strip, 0.4 * size + text_width(self._content.title, small), small)

    def _legend(self, strip: Image, left: float, small: int) -> None:
        if len(self._content.curves) < 2:
            return
        for number, curve in enumerate(self._content.curves[: len(CURVES)]):
            left += small
            put_text(strip, curve.name, left, self._text_px, small, CURVES[number])
            left += text_width(curve.name, small) + 0.3 * small
            y = 0.7 * self._text_px
            ends = np.array([(left, y), (left + 2.0 * small, y)])
            polyline(strip, ends, CURVES[number], max(2, small // 7), dash_px=self._dash_px(number))
            left += 2.0 * small

    def _interval(self, strip: Image, area: PlotArea, curve: TraceCurve, colour: Colour) -> None:
        """Tint what lies within the interval of the curve, column by column."""
        if curve.half_interval is None:
            return
        columns = np.arange(area.left, area.right)
        times_s = np.interp(columns, [area.left, area.right], [area.start_s, area.end_s])
        middle, half = (np.interp(times_s, self._content.time_s, v) for v in (curve.values, curve.half_interval))
        rows = np.arange(area.top, area.bottom)[:, None]
        inside = (rows >= area.y(middle + half)) & (rows <= area.y(middle - half))  # false for NaN
        part = strip[area.top : area.bottom, area.left : area.right]
        part[inside] = 0.75 * part[inside] + 0.25 * np.asarray(colour)

    def _curve(self, strip: Image, area: PlotArea, curve: TraceCurve, colour: Colour, number: int) -> None:
        dash_px, shift_px = self._dash_px(number), number * self._text_px / 3
        width = max(2, self._text_px // 8)
        points = np.column_stack([area.x(self._content.time_s), area.y(curve.values)])
        inside = (points[:, 0] >= area.left - 1) & (points[:, 0] <= area.right + 1) & np.isfinite(points[:, 1])
        for part in np.split(np.arange(len(points)), np.flatnonzero(np.diff(inside)) + 1):
            if inside[part[0]]:
                polyline(strip, points[part], colour, width, dash_px=dash_px)
        for time_s, (low, high) in curve.peaks:
            x = float(area.x(time_s))
            if area.left <= x <= area.right:
                self._whisker(strip, x + shift_px, float(area.y(high)), float(area.y(low)))

    def _dash_px(self, number: int) -> float | None:
        """The first curve is whole, the second dashed: they are told apart without their colours."""
        return None if number == 0 else 0.5 * self._text_px

    def _whisker(self, strip: Image, x: float, top: float, bottom: float) -> None:
        """The interval of a peak, as a line with ends."""
        width, half = max(2, self._text_px // 12), self._text_px / 5
        line(strip, (x, top), (x, bottom), INK, width)
        for y in (top, bottom):
            line(strip, (x - half, y), (x + half, y), INK, width)


def _columns(area: PlotArea, start_s: float, end_s: float) -> slice:
    left, right = (round(float(np.clip(area.x(t), area.left, area.right))) for t in (start_s, end_s))
    return slice(left, right)


def _ticks(low: float, high: float, *, most: int) -> FloatArray:
    """Round values from `low` to `high`, at most `most` of them where the steps allow."""
    step = next((step for step in STEPS if (high - low) / step <= most), STEPS[-1])
    return np.arange(np.ceil(low / step), np.floor(high / step) + 1) * step
