"""The session's page: left beside right, what is missing and how to film it; self-contained and in one language."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest

from cv_rom.reports.session_html import render_session_html, write_session_html
from cv_rom.results import Session
from cv_rom.texts import LANGUAGES, Language, speaking


def text_of(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", re.sub(r"<style.*?</style>", "", html, flags=re.DOTALL))).split())


def test_left_stands_beside_right_with_the_clip_it_is_from(session: Session) -> None:
    said = text_of(render_session_html(session))
    assert "Best ankle dorsiflexion 26.1° 95 % interval 23.6 to 28.6° recording 1 –" in said
    assert "Toe-out in stance 12.0° 95 % interval 9.5 to 14.5° recording 2 –" in said
    assert "Heel lift ⚑ Seen Largest: 21 mm recording 1" in said
    assert "– Not assessable the camera view cannot show it" in said


def test_what_is_missing_stands_with_how_to_film_it(session: Session) -> None:
    said = text_of(render_session_html(session))
    assert "Right: ankle, shin and heel (Squat): there is no recording that shows it." in said
    assert "so that the right leg is nearest to the camera." in said
    assert "Left, Right: knee line, arch and turn-out (Squat): what was seen is too near to the limit" in said
    assert "Record straight from the front, with both feet and knees in the picture. Record from closer" in said
    assert "Nothing is missing" in text_of(render_session_html(replace(session, missing=())))


def test_each_clip_has_its_repetitions_and_warnings(session: Session) -> None:
    said = text_of(render_session_html(session))
    assert "✗ No the heel came off the floor" in said
    assert "The clip has 20 frames a second." in said
    assert "On two days." in said
    assert "Left and right are alike." in said


def test_the_exercises_are_linked_where_there_are_some(session: Session) -> None:
    assert 'href="programme.html"' in render_session_html(session, programme_name="programme.html")
    assert "programme.html" not in render_session_html(session)


def test_hostile_names_are_shown_and_not_run(session: Session) -> None:
    first = session.clips[0]
    assert first.source is not None
    hostile = replace(first, source=replace(first.source, name="<script>alert(1)</script>.mp4"))
    html = render_session_html(replace(session, clips=(hostile, session.clips[1])))
    assert "<script" not in html


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_is_self_contained_and_in_one_language(session: Session, language: Language) -> None:
    with speaking(language):
        html = render_session_html(session)
    assert f'<html lang="{language}">' in html
    assert not re.search(r"(?:src|url)\s*[=(]", html)
    assert [href for href in re.findall(r'href="([^"]*)"', html) if not href.startswith("#")] == []
    if language == "de":
        assert "Was noch fehlt" in html
        assert "26,1°" in html


def test_a_session_without_numbers_says_so(session: Session) -> None:
    empty = replace(session, measures=(), findings=())
    said = text_of(render_session_html(empty))
    assert "Nothing could be measured" in said
    assert "no number of both sides" in said


def test_the_page_is_written_whole(session: Session, tmp_path: Path) -> None:
    write_session_html(session, tmp_path / "session.html")
    assert (tmp_path / "session.html").read_text("utf-8") == render_session_html(session)
