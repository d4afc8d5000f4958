"""`report.pdf`: the findings of the HTML report on two pages of A4, to print, to file and to hand over.

Nothing is worked out here: sentences, numbers, tables and curves are those of the HTML report. Where there is more than
two pages hold, the less important is left out and the page says how much of it the HTML report has. Equal assessments
make equal bytes: the document's date is that of the analysis.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from cv_rom.reports.key_frames import KeyFrame
from cv_rom.reports.pdf_document import PdfDocument
from cv_rom.reports.pdf_first_page import draw_first_page, draw_head
from cv_rom.reports.pdf_layout import BOTTOM_MM, TOP_MM, draw_foot
from cv_rom.reports.pdf_second_page import draw_second_page
from cv_rom.reports.whole_file import write_whole
from cv_rom.results import Assessment
from cv_rom.texts import report_words
from cv_rom.texts.names import Words


def write_pdf(
    assessment: Assessment, path: Path, *, key_frames: Sequence[KeyFrame] = (), faces_blurred: bool = True
) -> None:
    """Write the report in the language that is spoken just now, whole or not at all.

    `faces_blurred` says whether the faces in `key_frames` are.
    """
    write_whole(path, render_pdf(assessment, key_frames=key_frames, faces_blurred=faces_blurred))


def render_pdf(assessment: Assessment, *, key_frames: Sequence[KeyFrame] = (), faces_blurred: bool = True) -> bytes:
    """The two pages."""
    words = report_words()
    name = "" if assessment.source is None else f" – {assessment.source.name}"
    page = PdfDocument(title=words["title"] + name, language=words["lang"], created=analysed_at(assessment))
    page.add_page()
    draw_first_page(
        page,
        draw_head(page, TOP_MM, assessment, words),
        BOTTOM_MM,
        assessment=assessment,
        key_frames=key_frames,
        note=_picture_note(assessment, words, faces_blurred=faces_blurred),
        words=words,
    )
    draw_foot(page, 1, words)
    page.add_page()
    draw_second_page(page, TOP_MM, BOTTOM_MM, assessment, words)
    draw_foot(page, 2, words)
    return bytes(page.output())


def _picture_note(assessment: Assessment, words: Words, *, faces_blurred: bool) -> str:
    labels = words["labels"]
    notes = [labels["faces_note" if faces_blurred else "faces_kept"]]
    if faces_blurred and any(warning.code == "several_people" for warning in assessment.quality.warnings):
        notes.append(labels["background_note"])
    if assessment.measured_anything and assessment.view.facing in ("left", "right"):
        notes.append(labels["shank_note"])
    return " ".join(notes)


def analysed_at(assessment: Assessment) -> datetime:
    """When the analysis was made; the beginning of 1970 where that is not known."""
    stored = "" if assessment.provenance is None else assessment.provenance.created_at
    try:
        created = datetime.fromisoformat(stored)
    except ValueError:
        return datetime.fromtimestamp(0, UTC)
    return created if created.tzinfo is not None else created.replace(tzinfo=UTC)
