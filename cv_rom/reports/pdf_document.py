"""A PDF page to write on: embedded fonts, text whose height is known beforehand, and tags for screen readers.

The fonts are the DejaVu ones that matplotlib brings with it (free; Bitstream Vera's licence): they hold German letters,
the degree sign and plus-minus. Tags follow ISO 32000-1, 14.7 and 14.8. fpdf2 tags pictures only, each as a figure; what
lies below (`struct_builder`, marked content) is used here to tag headings, paragraphs and tables too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, Literal, cast

import matplotlib as mpl
from fpdf import FPDF, ViewerPreferences
from fpdf.enums import MethodReturnValue
from fpdf.fonts import TTFFont
from fpdf.structure_tree import StructElem, StructureTreeBuilder

FAMILY = "sans-serif"  # what charts ask for
PAGE_WIDTH_MM, PAGE_HEIGHT_MM = 210.0, 297.0
MARGIN_MM = 14.0
WIDTH_MM = PAGE_WIDTH_MM - 2.0 * MARGIN_MM
LINE = 1.32
"""Height of a line of text over the size of its font."""
MM_PER_POINT = 25.4 / 72.0

Colour = tuple[int, int, int]
INK: Colour = (27, 31, 36)
SOFT: Colour = (77, 86, 97)
RULE: Colour = (201, 208, 216)
CARD: Colour = (244, 246, 248)
BLUE: Colour = (11, 87, 164)
RED: Colour = (179, 38, 30)
GREEN: Colour = (10, 107, 61)
SOFT_HYPHEN, UNKNOWN = "\u00ad", "\ufffd"
Tag = Literal["H1", "H2", "P", "Figure", "Table", "TR", "TH", "TD"]


@dataclass(frozen=True)
class Style:
    """How text looks; `size_pt` is the size of its font, `stretch_percent` its width."""

    size_pt: float
    bold: bool = False
    colour: Colour = INK
    stretch_percent: float = 100.0

    @property
    def line_mm(self) -> float:
        """Height of one line."""
        return self.size_pt * LINE * MM_PER_POINT


class StructureTree(StructureTreeBuilder):
    """The tags of a document, tables with rows and cells among them."""

    def __init__(self) -> None:
        super().__init__()
        self._nested: list[_Nested] = []
        self._contents: dict[int, int] = {}

    def add(
        self, page: int, tag: Tag, *, inside: StructElem | None, alt: str | None, content: bool
    ) -> tuple[StructElem, int | None]:
        """A new tag after those that are there, and the number of the content that it marks, if it marks any."""
        number = self._contents.get(page, 0) if content else None
        kids: list[int] = [] if number is None else [number]
        if inside is None:
            element = StructElem(f"/{tag}", self.doc_struct_elem, kids, page_number=page, alt=alt)
            self.doc_struct_elem.k.append(element)
        else:
            element = _Nested(tag, inside, kids)
            inside.k.append(element)
            self._nested.append(element)
        parents = self.spid_per_page_number.setdefault(page, len(self.spid_per_page_number))
        if number is not None:
            self._contents[page] = number + 1
            self.struct_tree_root.parent_tree.nums[parents].append(element)
        return element, number

    def __iter__(self) -> Iterator[StructElem]:
        yield from super().__iter__()  # type: ignore[misc]
        yield from self._nested


class _Nested(StructElem):
    """A tag inside another one, on the same page, which only the outer one is told of."""

    def __init__(self, tag: Tag, inside: StructElem, kids: list[int]) -> None:
        super().__init__(f"/{tag}", inside, kids)
        self._inside = inside
        if tag == "TH":
            self.a = "<</O /Table /Scope /Column>>"

    @property
    def pg(self) -> Any:
        return self._inside.pg

    @pg.setter
    def pg(self, page: object) -> None:
        pass


class PdfDocument(FPDF):
    """A tagged A4 document. Lengths are millimetres from the page's upper left corner."""

    def __init__(self, *, title: str, language: str, created: datetime) -> None:
        super().__init__(format="A4", unit="mm")
        self.struct_builder = StructureTree()
        self._tree = self.struct_builder
        self._lines: dict[tuple[str, float, Style], int] = {}
        self.set_margin(MARGIN_MM)
        self.set_auto_page_break(False)
        self.c_margin = 0.0
        for style, file in (("", "DejaVuSans.ttf"), ("B", "DejaVuSans-Bold.ttf")):
            self.add_font(FAMILY, style, font_path(file))
        self._letters = frozenset(cast(TTFFont, self.fonts[FAMILY]).cmap)
        self.set_title(plain(title))
        self.set_author("cv-rom")
        self.set_creator("cv-rom")
        self.set_lang(language)
        self.set_creation_date(created)
        self.viewer_preferences = ViewerPreferences(display_doc_title=True)

    @contextmanager
    def tagged(self, tag: Tag, *, inside: StructElem | None = None, alt: str | None = None) -> Iterator[None]:
        """Mark what is drawn meanwhile as content of this kind; `alt` says it in words where it is a picture."""
        _, number = self._tree.add(self.page, tag, inside=inside, alt=alt and plain(alt), content=True)
        self._note_tags()
        self._out(f"/{tag} <</MCID {number}>> BDC")
        yield
        self._out("EMC")

    def group(self, tag: Tag, *, inside: StructElem | None = None) -> StructElem:
        """A tag that holds others: a table, or a row of one."""
        element, _ = self._tree.add(self.page, tag, inside=inside, alt=None, content=False)
        return element

    def _note_tags(self) -> None:
        self.pages[self.page].struct_parents = self._tree.spid_per_page_number[self.page]
        self._set_min_pdf_version("1.7")

    @contextmanager
    def ornament(self) -> Iterator[None]:
        """Mark what is drawn meanwhile as nothing to read."""
        self._out("/Artifact BMC")
        yield
        self._out("EMC")

    def use(self, style: Style) -> None:
        """Write in this style from now on."""
        self.set_font(FAMILY, "B" if style.bold else "", style.size_pt)
        self.set_stretching(style.stretch_percent)
        self.set_text_color(*style.colour)

    def height_mm(self, text: str, width_mm: float, style: Style) -> float:
        """Height of a text that is broken to this width."""
        if not text:
            return 0.0
        asked = (text, round(width_mm, 3), style)
        if asked not in self._lines:  # what gives way to fit is measured again and again
            self.use(style)
            lines = self.multi_cell(
                width_mm, text=self._shown(text), dry_run=True, output=MethodReturnValue.LINES, align="L"
            )
            self._lines[asked] = len(cast("list[str]", lines))
        return self._lines[asked] * style.line_mm

    def width_mm(self, text: str, style: Style) -> float:
        """Width of a text on one line."""
        self.use(style)
        return float(self.get_string_width(self._shown(text)))

    def write_at(
        self, x_mm: float, y_mm: float, width_mm: float, text: str, style: Style, *, align: Literal["L", "R"] = "L"
    ) -> float:
        """Write text broken to this width; returns where it ends."""
        if not text:
            return y_mm
        self.use(style)
        self.set_xy(x_mm, y_mm)
        self.multi_cell(width_mm, style.line_mm, self._shown(text), align=align, new_x="LMARGIN", new_y="NEXT")
        return self.get_y()

    def _shown(self, text: str) -> str:
        """The text with a sign for each letter that the fonts do not have: names of files come in any script."""
        return "".join(c if ord(c) in self._letters or c == SOFT_HYPHEN else UNKNOWN for c in plain(text))

    def rule(self, y_mm: float, *, x_mm: float = MARGIN_MM, width_mm: float = WIDTH_MM) -> None:
        """A thin line across."""
        with self.ornament():
            self.set_draw_color(*RULE)
            self.set_line_width(0.2)
            self.line(x_mm, y_mm, x_mm + width_mm, y_mm)

    def panel(self, x_mm: float, y_mm: float, width_mm: float, height_mm: float) -> None:
        """A tinted field to write on."""
        with self.ornament():
            self.set_fill_color(*CARD)
            self.set_draw_color(*RULE)
            self.set_line_width(0.2)
            self.rect(x_mm, y_mm, width_mm, height_mm, style="DF", round_corners=True, corner_radius=1.5)


def plain(text: str) -> str:
    """One line of characters that can be encoded: names of files come from anywhere."""
    return re.sub(r"[\x00-\x1f\x7f]", " ", text.encode("utf-8", "replace").decode("utf-8"))


@cache
def font_path(file: str) -> Path:
    """Where a font lies that matplotlib brings."""
    return Path(mpl.get_data_path()) / "fonts" / "ttf" / file
