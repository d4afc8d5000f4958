"""`session.pdf`: the clips of one sitting on two or three pages of A4, left beside right, with what is missing."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from cv_rom.reports import page_summary, page_tables
from cv_rom.reports.cautions import retold_warning
from cv_rom.reports.pdf_document import GREEN, INK, MARGIN_MM, RED, SOFT, WIDTH_MM, PdfDocument, Style
from cv_rom.reports.pdf_first_page import left_out, list_section
from cv_rom.reports.pdf_layout import BOTTOM_MM, TOP_MM, Part, Section, draw_foot, draw_sections, whole_sections_by_page
from cv_rom.reports.pdf_parts import SMALL, Paragraph, Remark
from cv_rom.reports.pdf_report import analysed_at
from cv_rom.reports.pdf_second_page import repetition_table
from cv_rom.reports.pdf_table import Cell, Table
from cv_rom.reports.session_html import (
    SideCell,
    SidesRow,
    clip_cautions,
    compensation_rows,
    measure_rows,
    missing_view,
)
from cv_rom.reports.whole_file import write_whole
from cv_rom.results import Assessment, Session
from cv_rom.texts import report_words
from cv_rom.texts.names import Words, capitalised

_MOST_LISTED = 30
"""Of the clips at the top; more than these fill the page."""
_MOST_PAGES = 3
_MOST_CLIPS = 4
"""Of the others the repetitions stand in the HTML report."""
_COLOURS = {"present": RED, "absent": GREEN, "not_assessable": SOFT}
_SIGNS = {"present": "⚑ ", "absent": "✓ ", "not_assessable": "– "}


def write_session_pdf(session: Session, path: Path) -> None:
    """Write the pages in the language that is spoken just now, whole or not at all."""
    write_whole(path, render_session_pdf(session))


def render_session_pdf(session: Session) -> bytes:
    """What was found, left beside right; then what is missing, and the repetitions of each clip: two pages, or three
    where there is more.
    """
    words = report_words()
    said = words["session"]
    page = PdfDocument(title=said["title"], language=words["lang"], created=max(map(analysed_at, session.clips)))
    page.add_page()
    with page.tagged("H1"):
        y_mm = page.write_at(MARGIN_MM, TOP_MM, WIDTH_MM, said["title"], Style(17.0, bold=True))
    with page.tagged("P"):
        y_mm = page.write_at(MARGIN_MM, y_mm + 0.6, WIDTH_MM, said["lead"], Style(10.5, colour=SOFT))
    pages = _pages(page, session, BOTTOM_MM - y_mm, words)
    for number, sections in enumerate(pages, start=1):
        if number > 1:
            page.add_page()
            y_mm = TOP_MM
        draw_sections(page, sections, y_mm, BOTTOM_MM - y_mm)
        draw_foot(page, number, words, total=len(pages))
    return bytes(page.output())


def _pages(page: PdfDocument, session: Session, room_mm: float, words: Words) -> list[list[Section]]:
    """What was found on the first page and the rest on the second; on three pages where that is too much."""
    found = [section for protocol in session.protocols for section in _found(page, session, protocol, words)]
    first = [_clips(session, words), _warned(session, words), *found, _left_right(session, words)]
    reading = list_section(words["headings"]["reading"], words["reading"][:3], words, yields=9, style=SMALL)
    rest = [_missing(session, words), *_clip_by_clip(page, session, words), reading]
    if len(whole_sections_by_page(page, first, room_mm, most=2)) == 1:
        return [first, rest]
    return whole_sections_by_page(page, [*first, *rest], room_mm, most=_MOST_PAGES)


def _clips(session: Session, words: Words) -> Section:
    parts = [Paragraph(_clip_line(clip, i, words), style=SMALL) for i, clip in enumerate(session.clips, start=1)]
    more = left_out("more_lines", words)
    least = min(len(parts), _MOST_LISTED)
    return Section(words["session"]["clips"], parts, least=least, yields=3, gap_mm=0.4, more=more)


def _warned(session: Session, words: Words) -> Section:
    """What nobody who reads the numbers may miss; never left out."""
    parts = [Remark(words["labels"]["notice"], text, urgent=True) for text in clip_cautions(session, words)]
    return Section("", parts, least=len(parts))


def _clip_line(clip: Assessment, number: int, words: Words) -> str:
    name = clip.source.name if clip.source is not None else words["no_side"]
    protocol, view = words["protocols"].get(clip.protocol, clip.protocol), page_summary.view_facts(clip, words)
    footwear = f"{words['facts']['footwear']}: {words['footwear'][clip.subject.footwear]}"
    return f"{number}. {name[:80]}: {protocol}, {view}. {footwear}. {page_summary.created(clip)}"


def _found(page: PdfDocument, session: Session, protocol: str, words: Words) -> list[Section]:
    """The numbers of a test, and what was looked for, each leg's beside the other's."""
    said, labels, title = words["session"], words["labels"], words["protocols"].get(protocol, protocol)
    measured = _sides(page, measure_rows(session, protocol, words), labels["measure"], words)
    answers = compensation_rows(session, protocol, words)
    looked = _sides(page, answers, labels["compensation"], words)
    seen = sum(row.seen for row in answers)  # they come first
    more = left_out("more_lines", words)
    nothing: list[Part] = [Paragraph(words["headings"]["nothing"])]
    return [
        Section(f"{said['measured']}: {title}", measured or nothing, least=1, yields=1, gap_mm=0.0, more=more),
        Section(
            f"{said['looked_for']}: {title}",
            looked,
            least=min(max(1, seen), len(looked)),
            yields=4,
            gap_mm=0.0,
            more=more,
        ),
    ]


def _sides(page: PdfDocument, rows: Sequence[SidesRow], heading: str, words: Words) -> list[Part]:
    if not rows:
        return []
    headings = [Cell(text, bold=True) for text in (heading, words["sides"]["left"], words["sides"]["right"])]
    cells = [(Cell(row.label, bold=True), *(_side(cell, words) for cell in row.cells)) for row in rows]
    return [*Table(headings, cells).parts(page)]


def _side(cell: SideCell, words: Words) -> Cell:
    told = [cell.below, words["session"]["from_clip"].format(number=cell.clip) if cell.clip else ""]
    below = ", ".join(text for text in told if text)
    return Cell(_SIGNS.get(cell.status, "") + cell.main, below, _COLOURS.get(cell.status, INK), bold=not cell.status)


def _left_right(session: Session, words: Words) -> Section:
    labels, said = words["labels"], words["session"]
    parts: list[Part] = [Remark(labels[f.severity], f.text, f.severity == "notice") for f in session.findings]
    parts = parts or [Paragraph(said["no_left_right"])]
    doubts = [Paragraph(retold_warning(warning)) for warning in session.warnings]
    least, more = len(doubts) + 1, left_out("more_findings", words)
    return Section(said["left_right"], [*doubts, *parts], least=least, yields=2, more=more)


def _missing(session: Session, words: Words) -> Section:
    labels, said = words["labels"], words["session"]
    gaps = [missing_view(missing, words) for missing in session.missing]
    parts = [
        Paragraph(f"{labels['how']}: {gap['how']}", lead=f"{gap['what']} ({gap['test']}): {gap['why']}.")
        for gap in gaps
    ] or [Paragraph(said["nothing_missing"])]
    return Section(said["missing"], parts, least=1, yields=3, more=left_out("more_gaps", words))


def _clip_by_clip(page: PdfDocument, session: Session, words: Words) -> list[Section]:
    """The repetitions of each clip."""
    more, sections = left_out("more_repetitions", words), []
    for number, clip in enumerate(session.clips[:_MOST_CLIPS], start=1):
        rows = page_tables.repetition_rows(clip, words)
        of_clip = capitalised(words["session"]["from_clip"].format(number=number))
        parts: list[Part] = [*repetition_table(clip, rows, words).parts(page)] if rows else []
        parts = parts or [Paragraph(words["labels"]["no_repetitions"])]
        heading = f"{of_clip}: {words['headings']['repetitions']}"
        sections.append(Section(heading, parts, least=1, yields=5, gap_mm=0.0, more=more))
    if left := len(session.clips) - len(sections):
        sections.append(Section("", [Paragraph(words["pdf"]["more_clips"].format(number=left), style=SMALL)], least=1))
    return sections
