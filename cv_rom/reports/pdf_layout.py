"""What goes onto a page: sections of parts, of which the less important give way where there is no room."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from cv_rom.reports.pdf_document import MARGIN_MM, PAGE_HEIGHT_MM, SOFT, WIDTH_MM, PdfDocument, Style
from cv_rom.texts.names import Words

HEADING = Style(11.0, bold=True)
MORE = Style(7.0, colour=SOFT)
TOP_MM = 11.0
_FOOT_MM, _EDGE_MM = 11.0, 9.0
"""Room at the foot of a page for the disclaimer and the page's number, and below it."""
BOTTOM_MM = PAGE_HEIGHT_MM - _EDGE_MM - _FOOT_MM
"""Where the foot begins."""
_FOOT = Style(6.6, colour=SOFT)
_NUMBER_MM = 20.0
_ABOVE_HEADING_MM, _BELOW_HEADING_MM = 2.6, 1.2


class Part(Protocol):
    """Something that takes the whole width of the page."""

    def height_mm(self, page: PdfDocument) -> float:
        """How much room it takes."""

    def draw(self, page: PdfDocument, y_mm: float) -> None:
        """Draw it with its upper edge there."""


@dataclass(frozen=True)
class Section:
    """A heading with `least` to `most` of its parts; the section with the largest `yields` shrinks first.

    `keep` are the parts that go last, by their number (findings to act on, the best repetition); the others go from the
    end. `more` says in words how many are left out.
    """

    heading: str
    parts: Sequence[Part]
    least: int = 0
    most: int | None = None
    yields: int = 0
    gap_mm: float = 1.0
    keep: Sequence[int] = ()
    more: Callable[[int], str] | None = field(default=None, repr=False)

    def shown(self, count: int) -> list[int]:
        """Which `count` of the parts are shown, in their order."""
        kept = sorted(self.keep)
        order = [*kept, *(i for i in range(len(self.parts)) if i not in kept)]
        return sorted(order[:count])

    def height_mm(self, page: PdfDocument, count: int) -> float:
        """Room for the heading and `count` parts."""
        if not count:
            return 0.0
        heights = sum(self.parts[i].height_mm(page) + self.gap_mm for i in self.shown(count))
        heading = _ABOVE_HEADING_MM + page.height_mm(self.heading, WIDTH_MM, HEADING) + _BELOW_HEADING_MM
        return (heading if self.heading else 0.0) + heights + self._more_mm(page, count)

    def _more_mm(self, page: PdfDocument, count: int) -> float:
        return page.height_mm(self._more_text(count), WIDTH_MM, MORE)

    def _more_text(self, count: int) -> str:
        left_out = len(self.parts) - count
        return self.more(left_out) if self.more is not None and left_out else ""

    def draw(self, page: PdfDocument, y_mm: float, count: int) -> float:
        """Draw the heading and `count` parts; returns where they end."""
        if not count:
            return y_mm
        if self.heading:
            y_mm += _ABOVE_HEADING_MM
            with page.tagged("H2"):
                y_mm = page.write_at(MARGIN_MM, y_mm, WIDTH_MM, self.heading, HEADING)
            y_mm += _BELOW_HEADING_MM
        for i in self.shown(count):
            self.parts[i].draw(page, y_mm)
            y_mm += self.parts[i].height_mm(page) + self.gap_mm
        if text := self._more_text(count):
            with page.tagged("P"):
                y_mm = page.write_at(MARGIN_MM, y_mm, WIDTH_MM, text, MORE)
        return y_mm


def counts_that_fit(page: PdfDocument, sections: Sequence[Section], room_mm: float) -> list[int]:
    """How many parts of each section are shown. Those that must be shown are, even where they do not fit."""
    counts = [len(s.parts) if s.most is None else min(s.most, len(s.parts)) for s in sections]
    heights = [section.height_mm(page, count) for section, count in zip(sections, counts, strict=True)]
    while sum(heights) > room_mm:
        yielding = [i for i, section in enumerate(sections) if counts[i] > section.least]
        if not yielding:
            break
        i = max(yielding, key=lambda i: sections[i].yields)
        counts[i] -= 1
        heights[i] = sections[i].height_mm(page, counts[i])
    return counts


def draw_sections(page: PdfDocument, sections: Sequence[Section], y_mm: float, room_mm: float) -> float:
    """Draw as much of the sections as fits into the room, one below the other; returns where they end."""
    for section, count in zip(sections, counts_that_fit(page, sections, room_mm), strict=True):
        y_mm = section.draw(page, y_mm, count)
    return y_mm


def whole_sections_by_page(
    page: PdfDocument, sections: Sequence[Section], room_mm: float, *, most: int
) -> list[list[Section]]:
    """At most `most` pages of sections, each whole as far as it fits; the last page takes all that is left."""
    pages: list[list[Section]] = [[]]
    left_mm = room_mm
    for section in sections:
        height_mm = section.height_mm(page, len(section.parts))
        if pages[-1] and height_mm > left_mm and len(pages) < most:
            pages.append([])
            left_mm = room_mm
        pages[-1].append(section)
        left_mm -= height_mm
    return pages


def draw_foot(page: PdfDocument, number: int, words: Words, *, total: int = 2) -> None:
    """The disclaimer, and which of the `total` pages this is."""
    y_mm = BOTTOM_MM + 2.0
    page.rule(y_mm)
    with page.tagged("P"):
        page.write_at(MARGIN_MM, y_mm + 1.0, WIDTH_MM - _NUMBER_MM - 2.0, words["disclaimer"], _FOOT)
    with page.ornament():
        text = words["pdf"]["page"].format(number=number, total=total)
        page.write_at(MARGIN_MM + WIDTH_MM - _NUMBER_MM, y_mm + 1.0, _NUMBER_MM, text, _FOOT, align="R")
