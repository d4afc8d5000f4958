"""The session's page and the programme's sheet in a browser: no fault that axe-core finds, no wider than the window."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from browser import accessibility_faults, chromium, width_left_over
from playwright.sync_api import Browser
from test_session import FRONT, LEFT

from cv_rom.programme import Answers, choose_programme
from cv_rom.reports.programme_html import render_programme_html
from cv_rom.reports.session_html import render_session_html
from cv_rom.session import join_session
from cv_rom.texts import LANGUAGES, Language, speaking


@pytest.fixture(scope="module", name="browser")
def _browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


def sheet(name: str) -> str:
    if name == "session":
        return render_session_html(join_session([LEFT, FRONT]), programme_name="programme.html")
    answers = Answers(pain=name == "advice")
    return render_programme_html(choose_programme([LEFT], ["front"], answers))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["session", "programme", "advice"])
def test_it_can_be_read_by_everybody(name: str, language: Language, browser: Browser) -> None:
    with speaking(language):
        html = sheet(name)
    for width, scheme in ((360, "dark"), (1000, "light")):
        page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme, bypass_csp=True)
        page.set_content(html)
        assert accessibility_faults(page) == []
        assert width_left_over(page) == 0
        page.close()
