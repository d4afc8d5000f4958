"""The parts of the PDF report: paragraphs, numbers, pictures, a chart."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass

from cv_rom.reports.angle_curves import Chart
from cv_rom.reports.page_summary import Card
from cv_rom.reports.pdf_chart import printable, size
from cv_rom.reports.pdf_document import BLUE, INK, MARGIN_MM, RED, RULE, SOFT, WIDTH_MM, PdfDocument, Style
from cv_rom.texts.names import Words

TEXT, SMALL = Style(8.2), Style(7.0, colour=SOFT)
_LABEL, _VALUE = Style(8.6, bold=True), Style(15.0, bold=True)
_CAUTION = Style(7.4, bold=True, colour=RED)
MOST_ABREAST = 3
_CARD_GAP_MM, _CARD_PAD_MM = 3.0, 2.0
_TAG_MM = 20.0
_CAPTION = Style(7.0, bold=True)
_SMALLEST_IMAGE_MM, _WIDEST_SPARE_MM = 25.0, 30.0


@dataclass(frozen=True)
class Paragraph:
    """A text, with a few words before it in bold."""

    text: str
    lead: str = ""
    style: Style = TEXT

    def height_mm(self, page: PdfDocument) -> float:
        """Height of its lines."""
        lead = page.height_mm(self.lead, WIDTH_MM, self._bold)
        return lead + page.height_mm(self.text, WIDTH_MM, self.style)

    def draw(self, page: PdfDocument, y_mm: float) -> None:
        """Write it."""
        with page.tagged("P"):
            y_mm = page.write_at(MARGIN_MM, y_mm, WIDTH_MM, self.lead, self._bold)
            page.write_at(MARGIN_MM, y_mm, WIDTH_MM, self.text, self.style)

    @property
    def _bold(self) -> Style:
        return Style(self.style.size_pt, bold=True, colour=INK)


@dataclass(frozen=True)
class Remark:
    """A finding behind the word that says how much it matters."""

    tag: str
    text: str
    urgent: bool

    def height_mm(self, page: PdfDocument) -> float:
        """Height of its lines."""
        return page.height_mm(self.text, WIDTH_MM - _TAG_MM, self._style)

    def draw(self, page: PdfDocument, y_mm: float) -> None:
        """Write it."""
        with page.tagged("P"):
            tag = Style(7.0, bold=True, colour=RED if self.urgent else BLUE)
            page.write_at(MARGIN_MM, y_mm + 0.5, _TAG_MM, self.tag, tag)
            page.write_at(MARGIN_MM + _TAG_MM, y_mm, WIDTH_MM - _TAG_MM, self.text, self._style)

    @property
    def _style(self) -> Style:
        return Style(9.2)


@dataclass(frozen=True)
class CardRow:
    """Headline numbers, `abreast` of them to the width of the page, with interval and reference."""

    cards: Sequence[Card]
    abreast: int
    words: Words

    def height_mm(self, page: PdfDocument) -> float:
        """The taller one's height."""
        return 2.0 * _CARD_PAD_MM + max(self._text_height_mm(page, card) for card in self.cards)

    def _text_height_mm(self, page: PdfDocument, card: Card) -> float:
        return sum(page.height_mm(text, self._text_mm, style) for text, style in self._lines(card))

    def draw(self, page: PdfDocument, y_mm: float) -> None:
        """Draw them."""
        height = self.height_mm(page)
        for i, card in enumerate(self.cards):
            x_mm = MARGIN_MM + i * (self._width_mm + _CARD_GAP_MM)
            page.panel(x_mm, y_mm, self._width_mm, height)
            below = y_mm + _CARD_PAD_MM
            with page.tagged("P"):
                for text, style in self._lines(card):
                    below = page.write_at(x_mm + _CARD_PAD_MM, below, self._text_mm, text, style)

    @property
    def _width_mm(self) -> float:
        return (WIDTH_MM - _CARD_GAP_MM * (self.abreast - 1)) / self.abreast

    @property
    def _text_mm(self) -> float:
        return self._width_mm - 2.0 * _CARD_PAD_MM

    def _lines(self, card: Card) -> list[tuple[str, Style]]:
        labels = self.words["labels"]
        heading = card.label if card.side is None else f"{card.label} ({card.side.lower()})"
        lines = [
            (heading, _LABEL),
            (card.value, _VALUE),
            (card.caution, _CAUTION),
            (card.interval, TEXT),
            (card.note, Style(7.4)),
        ]
        for text, source in card.references:
            lines.append(
                (f"{labels['reference']}: {text}" + (f" {labels['source']}: {source}." if source else ""), SMALL)
            )
        return lines


@dataclass(frozen=True)
class Picture:
    """A key frame with its caption; `alt` says in words what it shows."""

    jpeg: bytes
    width_px: int
    height_px: int
    caption: str
    readings: str
    alt: str


@dataclass(frozen=True)
class PictureRow:
    """Pictures of one height beside each other, as large as the room given lets them be."""

    pictures: Sequence[Picture]
    room_mm: float

    _GAP_MM = 4.0

    def height_mm(self, page: PdfDocument) -> float:
        """Height of the pictures and of the tallest caption."""
        image = self._image_mm(page)
        return image + self._captions_mm(page, image)

    def draw(self, page: PdfDocument, y_mm: float) -> None:
        """Draw them."""
        image, x_mm = self._image_mm(page), MARGIN_MM
        for picture, column in zip(self.pictures, self._columns_mm(image), strict=True):
            width = image * picture.width_px / picture.height_px
            with page.tagged("Figure", alt=picture.alt):
                page.image(io.BytesIO(picture.jpeg), x_mm, y_mm, width, image)
            with page.tagged("P"):
                below = page.write_at(x_mm, y_mm + image + 1.0, column, picture.caption, _CAPTION)
                page.write_at(x_mm, below, column, picture.readings, SMALL)
            x_mm += column + self._GAP_MM

    def _image_mm(self, page: PdfDocument) -> float:
        """The largest height with which all fit beside each other, and with their captions into the room."""
        aspects = sum(p.width_px / p.height_px for p in self.pictures)
        height = min(self._across_mm / aspects, self.room_mm)
        while height > _SMALLEST_IMAGE_MM and height + self._captions_mm(page, height) > self.room_mm:
            height -= 1.0
        return height

    @property
    def _across_mm(self) -> float:
        return WIDTH_MM - self._GAP_MM * (len(self.pictures) - 1)

    def _columns_mm(self, image_mm: float) -> list[float]:
        """Width for each picture and its caption: what narrow pictures leave over is shared."""
        widths = [image_mm * p.width_px / p.height_px for p in self.pictures]
        spare = min((self._across_mm - sum(widths)) / len(widths), _WIDEST_SPARE_MM)
        return [width + spare for width in widths]

    def _captions_mm(self, page: PdfDocument, image_mm: float) -> float:
        pairs = zip(self.pictures, self._columns_mm(image_mm), strict=True)
        return 1.0 + max(
            page.height_mm(p.caption, w, _CAPTION) + page.height_mm(p.readings, w, SMALL) for p, w in pairs
        )


@dataclass(frozen=True)
class ChartFigure:
    """A chart of curves over time, as lines, with its heading."""

    chart: Chart
    width_mm: float = WIDTH_MM

    def height_mm(self, page: PdfDocument) -> float:
        """Height of the heading and the chart."""
        width, height = size(self.chart.wide_svg)
        return page.height_mm(self.chart.title, WIDTH_MM, _LABEL) + self.width_mm * height / width

    def draw(self, page: PdfDocument, y_mm: float) -> None:
        """Draw it."""
        with page.tagged("P"):
            y_mm = page.write_at(MARGIN_MM, y_mm, WIDTH_MM, self.chart.title, _LABEL)
        svg = printable(self.chart.wide_svg)
        with page.tagged("Figure", alt=self.chart.description):
            page.image(io.BytesIO(svg.encode()), MARGIN_MM + (WIDTH_MM - self.width_mm) / 2.0, y_mm, self.width_mm)
        page.set_draw_color(*RULE)
