"""The programme's sheet: self-contained, accessible, with room to write."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from itertools import pairwise
from pathlib import Path

import pytest

from cv_rom.reports.programme_html import render_programme_html, write_programme_html
from cv_rom.results import Dose, PlannedExercise, Programme, Question
from cv_rom.texts import LANGUAGES, Language, speaking

STRETCH = PlannedExercise(
    id="soleus_stretch",
    kind="stretch",
    name="Lunge <with> a bent back knee",
    steps=("Stand at a wall.", "Sink down."),
    cautions=("Keep the heel on the floor.",),
    needs=("a wall", "a towel"),
    dose=Dose(3, hold_s=(30, 30)),
    dose_text="3 times: hold 30 seconds, each side",
    more_side=None,
    tracking=None,
    minutes=4.3,
    source="long guide on tight ankles",
    pictogram_svg='<svg viewBox="0 0 160 160"><path d="M 0 0 L 1 1"/></svg>',
)
PROGRAMME = Programme(
    questions=(Question("pain", "Pain?", False), Question("injury", "Injury?", None)),
    advice=(),
    reasons=("You feel it in the calf.",),
    exercises=(STRETCH, replace(STRETCH, kind="use", dose=Dose(hold_s=(30, 60)), more_side="left")),
    minutes=8.6,
    frequency=("Twice a week.",),
    stopping=("Pain: stop.",),
    others=("Toe tap",),
)
ADVICE = replace(PROGRAMME, advice=("See somebody.",), exercises=(), reasons=(), frequency=(), others=())


def text_of(html: str) -> str:
    body = re.sub(r"<style.*?</style>", "", html, flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", body)).split())


def test_everything_that_belongs_on_the_sheet_is_there() -> None:
    said = text_of(render_programme_html(PROGRAMME))
    wanted = (
        "About 9 minutes, 2 exercises",
        "Pain?",
        "Pain: stop.",
        "You feel it in the calf.",
        "1. Stretch",
        "Lunge <with> a bent back knee",
        "3 times: hold 30 seconds",
        "Keep the heel on the floor.",
        "You need: a wall, a towel",
        "From: long guide",
        "Twice a week.",
        "Toe tap",
        "Not a medical device",
    )
    assert [words for words in wanted if words not in said] == []


def test_each_set_has_room_for_a_pain_rating() -> None:
    articles = render_programme_html(PROGRAMME).split("<article")[1:]
    assert [article.count('class="box wide"') for article in articles] == [3, 2], "one set more on the shorter side"
    assert "One set more: left." in articles[1]


def test_an_answer_is_marked_and_an_open_one_is_not() -> None:
    html = render_programme_html(PROGRAMME)
    assert html.count("✓") == 1
    assert html.count('aria-hidden="true"></span>') >= 3


def test_a_yes_leaves_advice_and_nothing_to_do() -> None:
    html = render_programme_html(ADVICE)
    assert "See somebody." in html
    assert "<article" not in html
    assert "<svg" not in html


@pytest.mark.parametrize("programme", [PROGRAMME, ADVICE], ids=["exercises", "advice"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_is_self_contained(programme: Programme, language: Language) -> None:
    with speaking(language):
        html = render_programme_html(programme)
    assert f'<html lang="{language}">' in html
    assert "<script" not in html
    assert not re.search(r"(?:src|href|url)\s*[=(]", html)
    levels = [int(level) for level in re.findall(r"<h(\d)", html)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(b - a <= 1 for a, b in pairwise(levels))


def test_the_sheet_is_written_whole(tmp_path: Path) -> None:
    write_programme_html(PROGRAMME, tmp_path / "programme.html")
    assert (tmp_path / "programme.html").read_text("utf-8") == render_programme_html(PROGRAMME)
    assert [path.name for path in tmp_path.iterdir()] == ["programme.html"]
