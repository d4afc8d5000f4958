"""session.pdf, read back: left beside right, what is missing, each clip's repetitions, on two pages or three."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

from pypdf import PdfReader

from cv_rom.reports.session_pdf import render_session_pdf, write_session_pdf
from cv_rom.results import MissingView, Quality, QualityWarning, Session
from cv_rom.texts import speaking


def pages_of(session: Session) -> list[str]:
    pdf = PdfReader(io.BytesIO(render_session_pdf(session)))
    return [" ".join(page.extract_text().split()) for page in pdf.pages]


def test_left_stands_beside_right_with_the_clip_it_is_from(session: Session) -> None:
    first, second = pages_of(session)
    assert "Best ankle dorsiflexion 26.1° 95 % interval 23.6 to 28.6°, recording 1 –" in first
    assert "Heel lift ⚑ Seen Largest: 21 mm, recording 1 – Not assessable" in first
    assert "Left and right are alike." in first
    assert "On two days." in first
    assert "Right: ankle, shin and heel (Squat): there is no recording that shows it." in second
    assert "Record exactly from the side, so that the right leg is nearest to the camera." in second
    assert "Recording 1: Repetition by repetition" in second
    assert "✗ No the heel came off the floor" in second
    assert "Page 2 of 2" in second


def test_a_sitting_of_many_clips_keeps_to_three_pages_and_lists_them_all(session: Session) -> None:
    one, front = session.clips
    many = tuple(replace(one, repetitions=one.repetitions * 9) for _ in range(6))
    with speaking("de"):
        first, second, third = pages_of(replace(session, clips=(front, *many), findings=session.findings * 60))
    assert first.count("squat.mp4") == 6
    assert "Seite 1 von 3" in first
    assert "Weitere Befunde im HTML-Bericht: " in second
    assert "Weitere Wiederholungen im HTML-Bericht: " in third
    assert "Weitere Aufnahmen im HTML-Bericht: 3." in third


def test_what_was_seen_comes_first_and_never_gives_way(session: Session) -> None:
    (seen, unseen), lines = session.compensations, session.findings
    absent = [
        replace(unseen, compensation=replace(seen.compensation, name=f"looked_for_{i}", status="absent"), clip=0)
        for i in range(40)
    ]
    crowded = replace(session, compensations=(*absent, seen), findings=lines)
    text = " ".join(pages_of(crowded))
    assert "Heel lift ⚑ Seen" in text
    assert text.index("⚑ Seen") < text.index("✓ Not seen")
    assert "On two days." in text


def test_what_makes_a_clip_unreliable_stands_at_the_top_and_at_its_numbers(session: Session) -> None:
    side, front = session.clips
    warned = replace(side, quality=Quality((QualityWarning("beyond_anatomy", "Do not trust these angles."),)))
    first = pages_of(replace(session, clips=(warned, front)))[0]
    assert "Recording 1: Do not trust these angles." in first
    assert "23.6 to 28.6°. Do not rely on this angle" in first


def test_attempts_that_were_all_invalid_say_what_spoiled_them(session: Session) -> None:
    missing = MissingView("squat", ("left",), "side", "no_valid_attempt", ("heel_lift",))
    pages = pages_of(replace(session, missing=(missing,)))
    assert "no repetition counted as valid (the heel came off the floor)." in pages[-1]


def test_equal_sittings_make_equal_bytes(session: Session, tmp_path: Path) -> None:
    write_session_pdf(session, tmp_path / "session.pdf")
    assert (tmp_path / "session.pdf").read_bytes() == render_session_pdf(session)
    pdf = PdfReader(tmp_path / "session.pdf")
    assert pdf.metadata is not None
    assert (pdf.metadata.title, pdf.trailer["/Root"]["/Lang"]) == ("Session report", "en")
