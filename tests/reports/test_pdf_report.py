"""report.pdf, read back: two pages, embedded fonts, title and language, tags, the findings with their intervals."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
from pypdf import PdfReader

from cv_rom.reports.key_frames import KeyFrame, KeyTime
from cv_rom.reports.pdf_report import render_pdf, write_pdf
from cv_rom.results import Assessment, Finding, Quality, QualityWarning, Repetition
from cv_rom.texts import speaking

A4_PT = (595.28, 841.89)


def key_frame(kind: str, *, repetition: int | None = None) -> KeyFrame:
    _, data = cv2.imencode(".jpg", np.full((64, 36, 3), 90, np.uint8))
    return KeyFrame(KeyTime(1.0, kind, repetition=repetition), ("Dorsiflexion 26°",), bytes(data), 36, 64)  # type: ignore[arg-type]


PICTURES = (key_frame("stance"), key_frame("best", repetition=1))


def read(assessment: Assessment, **options: Any) -> PdfReader:
    return PdfReader(io.BytesIO(render_pdf(assessment, **options)))


def text_of(pdf: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in pdf.pages).split())


def elements(pdf: PdfReader) -> Iterator[dict[str, Any]]:
    """The tags of the document, in reading order."""

    def below(element: Any) -> Iterator[dict[str, Any]]:
        kids = element.get("/K", [])
        for kid in kids if isinstance(kids, list) else [kids]:
            if not isinstance(kid, int):
                node = kid.get_object()
                yield node
                yield from below(node)

    return below(pdf.trailer["/Root"]["/StructTreeRoot"])


def lowest_text_pt(pdf: PdfReader) -> float:
    """How near to the lower edge any text of the pages comes."""
    heights: list[float] = []

    def note(text: str, cm: list[float], tm: list[float], *_: Any) -> None:
        if text.strip():
            heights.append(tm[4] * cm[1] + tm[5] * cm[3] + cm[5])

    for page in pdf.pages:
        page.extract_text(visitor_text=note)
    return min(heights)


def test_two_pages_of_a4_with_title_language_author_and_date(side_view: Assessment) -> None:
    pdf = read(side_view, key_frames=PICTURES)
    assert [tuple(round(float(x), 2) for x in page.mediabox[2:]) for page in pdf.pages] == [A4_PT, A4_PT]
    assert pdf.trailer["/Root"]["/Lang"] == "en"
    assert pdf.trailer["/Root"]["/ViewerPreferences"]["/DisplayDocTitle"]
    about = pdf.metadata
    assert about is not None
    assert (about.title, about.author) == ("Ankle range-of-motion report – squat.mp4", "cv-rom")
    assert about.creation_date is not None
    assert about.creation_date.isoformat() == "2026-11-20T12:00:00+00:00"  # the analysis's, not today's


def test_numbers_stand_with_interval_stance_reference_and_source(side_view: Assessment) -> None:
    text = text_of(read(side_view, key_frames=PICTURES))
    assert "The left heel lifted in 1 of 2 repetitions." in text
    assert "Best ankle dorsiflexion (left) 26.1° 95 % interval 23.6 to 28.6°" in text
    assert "Standing still it was 2.1°; the change from standing is 24.0° (21.5 to 26.5°)." in text
    assert "No range of healthy people is established" in text
    assert "Repetition 1: deepest point, the best one, 1.0 s" in text
    assert "Faces are blurred." in text


def test_the_note_says_what_is_blurred(side_view: Assessment) -> None:
    with_others = replace(side_view, quality=Quality((QualityWarning("several_people", "Another person is in view."),)))
    assert "Faces are blurred. Others are in view, so all around" in text_of(read(with_others, key_frames=PICTURES))
    assert "Faces were left as they are, as asked for." in text_of(
        read(with_others, key_frames=PICTURES, faces_blurred=False)
    )


def test_the_second_page_has_repetitions_curve_gaps_and_provenance(side_view: Assessment) -> None:
    page = " ".join(read(side_view).pages[1].extract_text().split())
    assert "1 of 2 repetitions valid" in page
    assert "✗ No the heel came off the floor" in page
    assert "31.2° 28.7 to 33.7°" in page
    assert "The camera view cannot show it. Toe-out (left)" in page
    assert "How to record it better: Record again from the view that can." in page
    assert "Left shin (tibia) inclination" in page  # the chart's legend is text
    assert "The clip has 20 frames a second." in page
    assert "Knee bend (flexion): bend of the knee between thigh and shank; 0 = straight" in page
    assert f"Model sha256: {'cd' * 32}" in page
    assert "Not a medical device" in page


def test_all_fonts_are_embedded(side_view: Assessment) -> None:
    pdf = read(side_view, key_frames=PICTURES)
    found = [font.get_object() for page in pdf.pages for font in page["/Resources"]["/Font"].values()]
    assert {font["/BaseFont"].split("+")[1] for font in found} == {"DejaVuSansBook", "DejaVuSansBold"}
    for font in found:
        assert "/FontFile2" in font["/DescendantFonts"][0].get_object()["/FontDescriptor"]


def test_tags_name_headings_tables_and_pictures(side_view: Assessment) -> None:
    pdf = read(side_view, key_frames=PICTURES)
    assert pdf.trailer["/Root"]["/MarkInfo"]["/Marked"]
    tags = list(elements(pdf))
    counts = Counter(tag["/S"] for tag in tags)
    assert counts["/H1"] == 1
    assert counts["/H2"] >= 5
    assert counts["/TR"] == 1 + 2  # the repetitions with their headings
    assert all(tag["/A"]["/Scope"] == "/Column" for tag in tags if tag["/S"] == "/TH")
    alts = [tag["/Alt"].replace("\xa0", " ") for tag in tags if tag["/S"] == "/Figure"]
    assert alts[1] == "Repetition 1: deepest point, the best one, 1.0 s. Dorsiflexion 26°"
    assert alts[2].startswith("Ankle over 3.0 s. Left ankle dorsiflexion: 2° to 26°.")
    assert all("/Pg" in tag for tag in tags if any(isinstance(kid, int) for kid in tag["/K"]))


@pytest.mark.parametrize("page", [0, 1])
def test_everything_drawn_is_tagged_or_an_ornament(side_view: Assessment, page: int) -> None:
    pdf = read(side_view, key_frames=PICTURES)
    depth, drawn = 0, 0
    for _, operator in pdf.pages[page].get_contents().operations:  # type: ignore[union-attr]
        depth += {b"BDC": 1, b"BMC": 1, b"EMC": -1}.get(operator, 0)
        assert depth in (0, 1)
        if operator in (b"Tj", b"TJ", b"Do", b"S", b"f", b"B"):
            drawn += 1
            assert depth == 1
    assert drawn > 20
    parents = pdf.trailer["/Root"]["/StructTreeRoot"]["/ParentTree"]["/Nums"]
    assert len(parents[2 * page + 1]) == max(_content_numbers(pdf, page)) + 1


def _content_numbers(pdf: PdfReader, page: int) -> list[int]:
    operations = pdf.pages[page].get_contents().operations  # type: ignore[union-attr]
    return [operands[1]["/MCID"] for operands, operator in operations if operator == b"BDC"]


def test_equal_assessments_make_equal_bytes(side_view: Assessment, tmp_path: Path) -> None:
    write_pdf(side_view, tmp_path / "report.pdf", key_frames=PICTURES)
    assert (tmp_path / "report.pdf").read_bytes() == render_pdf(side_view, key_frames=PICTURES)
    assert [path.name for path in tmp_path.iterdir()] == ["report.pdf"]


def test_it_speaks_german(side_view: Assessment) -> None:
    with speaking("de"):
        pdf = read(side_view)
    assert pdf.trailer["/Root"]["/Lang"] == "de"
    text = text_of(pdf)
    assert "Dorsalflexion im Sprunggelenk" in text
    assert "26,1° 95-%-Bereich 23,6 bis 28,6°" in text
    assert "für größer" not in text  # no letter is lost: these are all in the font
    assert "Rückkehr" in text


def test_nothing_measured_says_why_and_how_to_film(nothing_measured: Assessment) -> None:
    pdf = read(nothing_measured, key_frames=[key_frame("overview")])
    text = text_of(pdf)
    assert "Nothing could be measured in this recording Notice Nobody was found in the picture." in text
    assert "No whole person was found in the picture. Everything that this test looks for." in text
    assert "Keep the whole person in the picture" in text
    assert len(pdf.pages) == 2
    assert pdf.metadata is not None
    assert pdf.metadata.creation_date_raw == "D:19700101000000Z"  # no provenance, no date


def test_what_was_looked_for_and_not_seen_has_its_value_and_threshold(side_view: Assessment) -> None:
    lift = side_view.compensations[0]
    assert lift.peak is not None
    lift = replace(lift, status="absent", episodes=(), peak=replace(lift.peak, value=1.0, interval_95=(-3.0, 5.0)))
    text = text_of(read(replace(side_view, compensations=(lift,))))
    assert "Heel lift Left Not seen 1 mm (95 % interval −3 to 5 mm) 8 mm smallest lift" in text


def test_a_front_view_is_no_ankle_report(front_view: Assessment) -> None:
    text = text_of(read(front_view))
    assert "Toe-out in stance (left) 12.0°" in text
    assert "Inward knee angle (FPPA)" in text
    assert "the heel could not be judged" in text


def _crowded(side_view: Assessment, *, repetitions: int) -> Assessment:
    """More of everything than two pages hold, with a name that is no help either."""
    one, two = side_view.repetitions
    many = [replace(two if i % 3 else one, index=i) for i in range(1, repetitions + 1)]
    best = many[-1]
    best = replace(best, valid=True, measures=tuple(replace(m, value=99.0) for m in best.measures))
    told = (Finding("info", f"Befund {i}: {'Donaudampfschifffahrt ' * 9}", ()) for i in range(30))
    assert side_view.source is not None
    return replace(
        side_view,
        repetitions=(*many[:-1], best),
        findings=(*told, Finding("notice", "The last one matters.", ())),
        quality=Quality(tuple(QualityWarning("x", f"Warning {i}. " * 20) for i in range(20))),
        source=replace(side_view.source, name=f"{'Donaudampfschifffahrtsgesellschaft' * 9}\n\ud800\u0007😀.mp4"),
    )


@pytest.mark.parametrize("repetitions", [10, 60])
def test_more_than_fits_is_counted_and_nothing_is_cut(side_view: Assessment, repetitions: int) -> None:
    with speaking("de"):
        pdf = read(_crowded(side_view, repetitions=repetitions), key_frames=PICTURES)
    text = text_of(pdf)
    assert len(pdf.pages) == 2
    assert "The last one matters." in text
    assert "Weitere Befunde im HTML-Bericht: " in text
    assert "Weitere Warnungen im HTML-Bericht: " in text
    assert ("Weitere Wiederholungen im HTML-Bericht: " in text) == (repetitions > 10)
    assert "99,0°" in text  # the best repetition is shown, be it the last one
    assert "Seite 2 von 2" in text
    assert lowest_text_pt(pdf) > 20.0


def test_a_name_in_any_script_is_shown_as_far_as_the_fonts_go(
    side_view: Assessment, caplog: pytest.LogCaptureFixture
) -> None:
    assert side_view.source is not None
    pdf = read(replace(side_view, source=replace(side_view.source, name="Knie 测试 größer.mp4")))
    assert "Recording: Knie \ufffd\ufffd größer.mp4" in text_of(pdf)
    assert pdf.metadata is not None
    assert str(pdf.metadata.title).endswith("Knie 测试 größer.mp4")
    assert caplog.records == []


def test_all_ten_repetitions_are_shown(side_view: Assessment) -> None:
    many: tuple[Repetition, ...] = tuple(replace(side_view.repetitions[1], index=i) for i in range(1, 11))
    pdf = read(replace(side_view, repetitions=many))
    rows = [tag for tag in elements(pdf) if tag["/S"] == "/TR"]
    assert len(rows) == 1 + 10
    assert "Further repetitions" not in text_of(pdf)
