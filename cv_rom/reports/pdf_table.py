"""Tables of the PDF report: columns as wide as their words ask for, in letters as small as that takes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from fpdf.structure_tree import StructElem

from cv_rom.reports.pdf_document import CARD, INK, MARGIN_MM, SOFT, WIDTH_MM, Colour, PdfDocument, Style

_PAD_MM = 1.1
_SIZES_PT = (7.6, 7.3, 7.0, 6.7, 6.4, 6.1)
_STRETCH_PERCENT = 92.0


@dataclass(frozen=True)
class Cell:
    """A value, and smaller below it what belongs to it."""

    text: str
    below: str = ""
    colour: Colour = INK
    bold: bool = False


@dataclass(frozen=True)
class Table:
    """Headings and rows of cells. Its parts are a heading row and a part for each row, so that it can be shortened."""

    headings: Sequence[Cell]
    rows: Sequence[Sequence[Cell]]

    def parts(self, page: PdfDocument) -> list[TableRow]:
        """The heading row (with the first row, as it is nothing alone) and the others."""
        size_pt, widths = self._widths(page)
        lines: list[list[Sequence[Cell]]] = [[row] for row in self.rows]
        lines[0].insert(0, self.headings)
        group = _Group()
        return [TableRow(tuple(line), tuple(widths), size_pt, i == 0, group) for i, line in enumerate(lines)]

    def _widths(self, page: PdfDocument) -> tuple[float, list[float]]:
        """Size of the letters, and the columns' widths: no word is broken where that can be helped."""
        columns = list(zip(self.headings, *self.rows, strict=True))
        for size_pt in _SIZES_PT:
            least = [max(_words_mm(page, cell, size_pt) for cell in column) + 2.0 * _PAD_MM for column in columns]
            if sum(least) <= WIDTH_MM:
                break
        else:
            return size_pt, [width * WIDTH_MM / sum(least) for width in least]
        wished = [_wished_mm(page, heading, rows, size_pt) for heading, *rows in columns]
        spare, wanting = WIDTH_MM - sum(least), [max(0.0, w - n) for w, n in zip(wished, least, strict=True)]
        share = min(1.0, spare / sum(wanting)) if sum(wanting) else 0.0
        widths = [n + share * w for n, w in zip(least, wanting, strict=True)]
        return size_pt, [width * WIDTH_MM / sum(widths) for width in widths]


class _Group:
    """The table's tag, made when its first row is drawn."""

    table: StructElem | None = None


@dataclass(frozen=True)
class TableRow:
    """A row of a table, the first together with the headings."""

    lines: Sequence[Sequence[Cell]]
    widths_mm: Sequence[float]
    size_pt: float
    headed: bool
    group: _Group

    def height_mm(self, page: PdfDocument) -> float:
        """Height of its lines."""
        return sum(self._line_mm(page, line) for line in self.lines)

    def draw(self, page: PdfDocument, y_mm: float) -> None:
        """Draw it, with a rule below each line."""
        if self.headed or self.group.table is None:
            self.group.table = page.group("Table")
        for i, line in enumerate(self.lines):
            heading = self.headed and i == 0
            height = self._line_mm(page, line)
            if heading:
                with page.ornament():
                    page.set_fill_color(*CARD)
                    page.rect(MARGIN_MM, y_mm, WIDTH_MM, height, style="F")
            row, x_mm = page.group("TR", inside=self.group.table), MARGIN_MM
            for cell, width in zip(line, self.widths_mm, strict=True):
                with page.tagged("TH" if heading else "TD", inside=row):
                    self._write(page, cell, x_mm + _PAD_MM, y_mm + 0.7, width - 2.0 * _PAD_MM)
                x_mm += width
            y_mm += height
            page.rule(y_mm)

    def _write(self, page: PdfDocument, cell: Cell, x_mm: float, y_mm: float, width_mm: float) -> None:
        for text, style in _styled(cell, self.size_pt):
            y_mm = page.write_at(x_mm, y_mm, width_mm, text, style)

    def _line_mm(self, page: PdfDocument, line: Sequence[Cell]) -> float:
        def needed(cell: Cell, width: float) -> float:
            return sum(page.height_mm(t, width - 2.0 * _PAD_MM, style) for t, style in _styled(cell, self.size_pt))

        return 1.4 + max(needed(cell, width) for cell, width in zip(line, self.widths_mm, strict=True))


def _styled(cell: Cell, size_pt: float) -> tuple[tuple[str, Style], tuple[str, Style]]:
    value = Style(size_pt, bold=cell.bold, colour=cell.colour, stretch_percent=_STRETCH_PERCENT)
    return (cell.text, value), (cell.below, replace(value, size_pt=size_pt - 0.8, bold=False, colour=SOFT))


def _words_mm(page: PdfDocument, cell: Cell, size_pt: float) -> float:
    """Width of the longest word."""
    return (
        max(page.width_mm(w, style) for text, style in _styled(cell, size_pt) for w in re.split("[ \u00ad]", text))
        + 0.2
    )


def _wished_mm(page: PdfDocument, heading: Cell, rows: Sequence[Cell], size_pt: float) -> float:
    """The width with which the cells take one line each and the heading about two."""
    return 2.0 * _PAD_MM + max(
        _line_mm(page, heading, size_pt) / 2.0, *(_line_mm(page, cell, size_pt) for cell in rows)
    )


def _line_mm(page: PdfDocument, cell: Cell, size_pt: float) -> float:
    """Width without any break."""
    return max(page.width_mm(text, style) for text, style in _styled(cell, size_pt)) + 0.2
