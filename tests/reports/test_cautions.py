"""Warnings that make numbers unreliable: among the main results and at the number, on the page and on paper."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from pypdf import PdfReader

from cv_rom.reports.cautions import caution_at, cautions
from cv_rom.reports.html_report import render_html
from cv_rom.reports.pdf_report import render_pdf
from cv_rom.results import Assessment, Quality, QualityWarning
from cv_rom.texts import report_words

SENTENCE = "The ankle seems to bend too far: do not rely on these angles."
AT_NUMBER = "Do not rely on this angle"


def warned(assessment: Assessment, *codes: str) -> Assessment:
    return replace(assessment, quality=Quality(tuple(QualityWarning(code, SENTENCE) for code in codes)))


def first_page(assessment: Assessment) -> str:
    return " ".join(PdfReader(io.BytesIO(render_pdf(assessment))).pages[0].extract_text().split())


def test_the_page_tells_them_first_and_at_the_number(side_view: Assessment) -> None:
    page = render_html(warned(side_view, "beyond_anatomy"))
    main = page[page.index('id="h-main"') : page.index('id="h-meaning"')]
    assert main.index(SENTENCE) < main.index('class="cards"') < main.index(AT_NUMBER)


def test_paper_tells_them_first_and_at_the_number_however_much_there_is(side_view: Assessment) -> None:
    crowded = replace(side_view, findings=side_view.findings * 40)
    for assessment in (side_view, crowded):
        first = first_page(warned(assessment, "beyond_anatomy"))
        assert first.count(SENTENCE) == 1
        assert AT_NUMBER in first


def test_other_warnings_stay_with_the_recording(side_view: Assessment) -> None:
    assessment = warned(side_view, "stance_not_first")
    assert cautions(assessment) == ()
    assert SENTENCE not in first_page(assessment)


@pytest.mark.parametrize(
    ("code", "name", "side", "concerned"),
    [
        ("beyond_anatomy", "best_peak_dorsiflexion_deg", "left", True),
        ("beyond_anatomy", "best_peak_knee_flexion_deg", "left", False),
        ("off_front", "knee_valgus", "right", True),
        ("off_front", "arch_collapse", "right", False),
        ("mirrored", "best_toe_to_wall_cm", "left", True),
        ("mirrored", "hold_s", None, False),
    ],
)
def test_each_stands_at_the_numbers_it_is_about(
    side_view: Assessment, code: str, name: str, side: str | None, concerned: bool
) -> None:
    said = caution_at(name, side, warned(side_view, code), report_words())  # type: ignore[arg-type]
    assert bool(said) is concerned
