"""The first page of the PDF report: what was found, its numbers, and the pictures of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from cv_rom.reports import page_meaning, page_summary, page_tables
from cv_rom.reports.cautions import cautions
from cv_rom.reports.html_report import moment_caption
from cv_rom.reports.key_frames import KeyFrame
from cv_rom.reports.pdf_document import GREEN, MARGIN_MM, RED, SOFT, WIDTH_MM, PdfDocument, Style
from cv_rom.reports.pdf_layout import Section, draw_sections
from cv_rom.reports.pdf_parts import MOST_ABREAST, SMALL, TEXT, CardRow, Paragraph, Picture, PictureRow, Remark
from cv_rom.reports.pdf_table import Cell, Table
from cv_rom.reports.words import with_unit
from cv_rom.results import Assessment
from cv_rom.texts.names import Words, capitalised

_PICTURES_MM = 76.0
"""Room that is kept for pictures, their captions and heading."""
_HEADING_AND_NOTE_MM = 15.0
_MOST_PICTURES = 4
_FILLED = 0.8
_KINDS = ("best", "flag", "foot_lifted", "stance", "start", "overview", "bottom", "foot_standing")
"""Key moments, the most telling first."""


def draw_head(page: PdfDocument, y_mm: float, assessment: Assessment, words: Words) -> float:
    """Title, test, video, date, view and footwear; returns where they end."""
    facts = words["facts"]
    with page.tagged("H1"):
        y_mm = page.write_at(MARGIN_MM, y_mm, WIDTH_MM, words["title"], Style(17.0, bold=True))
    told = [
        (facts["video"], "" if assessment.source is None else _shortened(assessment.source.name)),
        (facts["created"], page_summary.created(assessment)),
        (facts["view"], page_summary.view_facts(assessment, words)),
        (facts["footwear"], words["footwear"][assessment.subject.footwear]),
    ]
    lines = "  ·  ".join(f"{name}: {value}" for name, value in told if value)
    with page.tagged("P"):
        protocol = words["protocols"].get(assessment.protocol, assessment.protocol)
        y_mm = page.write_at(MARGIN_MM, y_mm + 0.6, WIDTH_MM, protocol, Style(10.5, colour=SOFT))
    with page.tagged("P"):
        y_mm = page.write_at(MARGIN_MM, y_mm + 0.6, WIDTH_MM, lines, Style(7.4, colour=SOFT))
    page.rule(y_mm + 1.4)
    return y_mm + 1.4


def draw_first_page(
    page: PdfDocument,
    y_mm: float,
    bottom_mm: float,
    *,
    assessment: Assessment,
    key_frames: Sequence[KeyFrame],
    note: str,
    words: Words,
) -> None:
    """Findings and numbers as far as they leave room for the pictures, which take what is left."""
    reserved = _PICTURES_MM if key_frames else 0.0
    y_mm = draw_sections(page, _sections(page, assessment, words), y_mm, bottom_mm - y_mm - reserved)
    if not key_frames:
        return
    row = _pictures(page, key_frames, bottom_mm - y_mm - _HEADING_AND_NOTE_MM, assessment, words)
    parts = (row, *((Paragraph(note, style=SMALL),) if note else ()))
    Section(words["headings"]["pictures"], parts).draw(page, y_mm, len(parts))


def _sections(page: PdfDocument, assessment: Assessment, words: Words) -> list[Section]:
    labels, headings = words["labels"], words["headings"]
    warned = [Remark(labels["notice"], warning.text, urgent=True) for warning in cautions(assessment)]
    remarks = [*warned, *(Remark(labels[f.severity], f.text, f.severity == "notice") for f in assessment.findings)]
    least = len(warned) + min(1, len(assessment.findings))
    urgent = [i for i, remark in enumerate(remarks) if remark.urgent]
    heading = headings["main" if assessment.measured_anything else "nothing"]
    found = Section(heading, remarks, least=least, yields=1, keep=urgent, more=left_out("more_findings", words))
    steps = list_section(headings["next"], page_meaning.next_steps(assessment, words), words, least=1, yields=4)
    if not assessment.measured_anything:
        return [found, steps, gap_section(assessment, words), film_section(words)]
    cards = page_summary.cards(assessment, words)
    abreast = min(MOST_ABREAST, max(2, len(cards)))
    rows = [CardRow(cards[i : i + abreast], abreast, words) for i in range(0, len(cards), abreast)]
    return [
        found,
        Section("", rows, least=min(1, len(rows)), yields=2, gap_mm=2.5, more=left_out("more_numbers", words)),
        list_section(headings["means"], page_meaning.meaning(assessment, words), words, least=1, yields=3),
        steps,
        _compensations(page, assessment, words, told=cards),
    ]


def _compensations(
    page: PdfDocument, assessment: Assessment, words: Words, *, told: Sequence[page_summary.Card]
) -> Section:
    """What was looked for and could be told, without what a headline number tells."""
    labels = words["labels"]
    named = {(card.label, card.side or words["no_side"]) for card in told}
    rows = [
        row
        for row in page_tables.compensation_rows(assessment, words)
        if row.status != "not_assessable" and (row.name, row.side) not in named
    ]
    if not rows:
        return Section("", ())
    columns = ("compensation", "side", "result", "largest", "threshold")
    cells = [
        (
            Cell(row.name, bold=True),
            Cell(row.side),
            Cell(row.result, colour=RED if row.status == "present" else GREEN),
            Cell(row.largest),
            Cell(row.threshold, row.source),
        )
        for row in rows
    ]
    parts = Table([Cell(labels[name], bold=True) for name in columns], cells).parts(page)
    heading, more = words["headings"]["compensations"], left_out("more_compensations", words)
    return Section(heading, parts, yields=5, gap_mm=0.0, keep=(0,), more=more)


def gap_section(assessment: Assessment, words: Words, *, yields: int = 2) -> Section:
    """What could not be assessed, why, and how to film it better."""
    labels = words["labels"]
    gaps = page_summary.gaps(assessment, words)
    parts = [Paragraph(_names_and_how(gap, words), lead=f"{capitalised(gap.why)}.") for gap in gaps]
    parts = parts or [Paragraph(labels["all_assessed"])]
    return Section(words["headings"]["not_assessed"], parts, least=1, yields=yields, more=left_out("more_gaps", words))


def _names_and_how(gap: page_summary.Gap, words: Words) -> str:
    how = f" {words['labels']['how']}: {gap.how}" if gap.how else ""
    return f"{', '.join(gap.names)}.{how}"


def film_section(words: Words) -> Section:
    """How to film, for somebody whose video showed nothing."""
    return list_section(words["headings"]["film"], words["film"], words, yields=1)


def list_section(
    heading: str, lines: Sequence[str], words: Words, *, yields: int, least: int = 0, style: Style = TEXT
) -> Section:
    """A heading with a list; its last line (when to stop, what counts as a change) goes last."""
    parts = [Paragraph(f"– {line}", style=style) for line in lines]
    keep = (len(parts) - 1,) if parts else ()
    more = left_out("more_lines", words)
    return Section(heading, parts, least=min(least, len(parts)), yields=yields, gap_mm=0.4, keep=keep, more=more)


def left_out(key: str, words: Words) -> Callable[[int], str]:
    """Says how many parts are left out."""
    return lambda number: words["pdf"][key].format(number=number)


def _pictures(
    page: PdfDocument, key_frames: Sequence[KeyFrame], room_mm: float, assessment: Assessment, words: Words
) -> PictureRow:
    """The most telling key frames: as many as stand beside each other without leaving much of the room empty."""
    telling = sorted(key_frames, key=lambda k: _KINDS.index(k.moment.kind))
    for most in (_MOST_PICTURES, _MOST_PICTURES - 1):
        shown = [_picture(k, assessment, words) for k in key_frames if k in telling[:most]]
        row = PictureRow(shown, room_mm)
        if row.height_mm(page) > _FILLED * room_mm:
            break
    return row


def _picture(key_frame: KeyFrame, assessment: Assessment, words: Words) -> Picture:
    caption = moment_caption(key_frame.moment, assessment, words)
    caption = f"{caption}, {with_unit(key_frame.moment.time_s, 's', words)}"
    readings = ", ".join(key_frame.readings)
    return Picture(
        key_frame.jpeg, key_frame.width_px, key_frame.height_px, caption, readings, alt=f"{caption}. {readings}"
    )


def _shortened(text: str) -> str:
    """A name that does not fill the page."""
    return text if len(text) <= 80 else f"{text[:60]}…{text[-19:]}"
