"""The band below the picture of the annotated video: repetition, angle with its interval, and the curve over time."""

from __future__ import annotations

from collections.abc import Iterable

from cv_rom.reports.angle_trace import GROUND, INK, AngleTrace
from cv_rom.reports.drawing import SOLE, WHITE
from cv_rom.reports.lettering import Colour, Image, broken, fitting_px, put_text, text_width
from cv_rom.reports.strokes import line
from cv_rom.reports.timeline import Timeline

WRONG: Colour = (255, 136, 96)
TRACE_LINES = 4.2
"""Height of the trace, in lines of text."""
SMALLEST = 0.7
"""Share of the usual size below which the angle and its largest value stand in two lines."""
LINE = 1.35
"""From one line of text to the next, in letters' heights."""


class VideoBand:
    """Draws the band of one recording; where nothing was measured, it says so and why."""

    def __init__(self, timeline: Timeline, *, width_px: int, text_px: int) -> None:
        """For a picture of this width with letters `text_px` high."""
        self._timeline = timeline
        self._width_px, self._text_px = width_px, text_px
        self._step_px = round(LINE * text_px)
        content = timeline.trace
        self._trace_px = round(TRACE_LINES * self._step_px) if content else 0
        # One size for the whole recording, so that letters do not jump.
        ends_s = timeline.ends_s
        self._count_px = self._fitting("  ".join(timeline.count(t)[:2]) + "MM" for t in ends_s)
        self._angle_px = self._fitting("   ".join(timeline.angle(t)) for t in ends_s)
        self._angle_lines = (2 if self._angle_px < SMALLEST * text_px else 1) if content else 0
        if self._angle_lines == 2:
            self._angle_px = self._fitting(part for t in ends_s for part in timeline.angle(t))
        room_px = width_px - 0.8 * text_px
        self._caption = broken(timeline.nothing_measured, room_px, text_px) if timeline.nothing_measured else []
        self._lines = (1 if ends_s else 0) + self._angle_lines + len(self._caption)
        self._trace = (
            AngleTrace(
                content, width_px=width_px, height_px=self._trace_px, text_px=round(max(0.72 * text_px, width_px / 36))
            )
            if content
            else None
        )

    def _fitting(self, texts: Iterable[str]) -> int:
        room_px = self._width_px - 0.8 * self._text_px
        return min((fitting_px(text, room_px, self._text_px) for text in texts), default=self._text_px)

    @property
    def height_px(self) -> int:
        """Height of the band, even as the codec needs it; 0 where there is nothing to show."""
        height = self._lines * self._step_px + self._trace_px
        return height + height % 2

    def draw(self, band: Image, time_s: float) -> None:
        """Fill the band (height, width, 3) itself for the frame of that true time."""
        if not len(band):
            return
        band[: self._lines * self._step_px] = GROUND
        baseline = 0.0
        if self._timeline.ends_s:
            baseline += self._step_px
            self._count(band, baseline - 0.3 * self._text_px, time_s)
        for text in self._caption:
            baseline += self._step_px
            put_text(band, text, 0.4 * self._text_px, baseline - 0.3 * self._text_px, self._text_px, WHITE)
        if self._trace is not None:
            baseline += self._step_px
            self._angle(band, baseline - 0.3 * self._text_px, time_s)
            top = self._lines * self._step_px
            band[top + self._trace_px :] = GROUND
            self._trace.draw(band[top : top + self._trace_px], time_s)

    def _count(self, band: Image, baseline: float, time_s: float) -> None:
        """Which repetition it is, and whether it counts: a tick or a cross, and words."""
        count, verdict, valid = self._timeline.count(time_s)
        pad, size = 0.4 * self._text_px, self._count_px
        put_text(band, count, pad, baseline, size, WHITE)
        if not verdict:
            return
        left = pad + text_width(f"{count}  ", size)
        colour = SOLE if valid else WRONG
        _tick(band, left, baseline, size, colour) if valid else _cross(band, left, baseline, size, colour)
        put_text(band, verdict, left + size, baseline, size, colour)

    def _angle(self, band: Image, baseline: float, time_s: float) -> None:
        """The angle now, and the largest of this repetition with its interval."""
        now, largest = self._timeline.angle(time_s)
        pad, size = 0.4 * self._text_px, self._angle_px
        put_text(band, now, pad, baseline, size, WHITE)
        if self._angle_lines == 1:
            put_text(band, largest, pad + text_width(f"{now}   ", size), baseline, size, INK)
        else:
            put_text(band, largest, pad, baseline + self._step_px, size, INK)


def _tick(canvas: Image, left: float, baseline: float, size: int, colour: Colour) -> None:
    corner = (left + 0.3 * size, baseline - 0.05 * size)
    for end in ((left + 0.05 * size, baseline - 0.35 * size), (left + 0.75 * size, baseline - 0.65 * size)):
        line(canvas, corner, end, colour, max(2, size // 7))


def _cross(canvas: Image, left: float, baseline: float, size: int, colour: Colour) -> None:
    for top, bottom in ((0.65, 0.05), (0.05, 0.65)):
        ends = ((left + 0.1 * size, baseline - top * size), (left + 0.7 * size, baseline - bottom * size))
        line(canvas, *ends, colour, max(2, size // 7))
