"""The report in a browser: whoever reads it, on whatever screen and on paper, without anything from outside."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Literal

import pytest
from browser import accessibility_faults, chromium, width_left_over
from playwright.sync_api import Browser, Page

from cv_rom.comparison import compare
from cv_rom.frames import Frame
from cv_rom.poses import PoseTrack
from cv_rom.programme import choose_programme
from cv_rom.reports.comparison_html import render_comparison_html
from cv_rom.reports.html_report import render_html
from cv_rom.reports.key_frames import KeyFrame, KeyFrameCollector
from cv_rom.results import Assessment
from cv_rom.texts import Language, speaking

Scheme = Literal["light", "dark"]
WIDTHS = (360, 390, 1280)
REPORTS: dict[str, tuple[Language, tuple[Scheme, ...]]] = {
    "heel lift": ("en", ("light", "dark")),
    "clean squat": ("de", ("light",)),
    "front": ("de", ("dark",)),
    "knee-to-wall": ("en", ("dark",)),
    "nothing measured": ("en", ("light",)),
    "comparison": ("en", ("light", "dark")),
}
"""Language and colour schemes in which each is looked at: together all of both, as every look takes two seconds."""


@pytest.fixture(scope="module", name="browser")
def _browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture(name="report")
def _report(
    request: pytest.FixtureRequest, track: PoseTrack, frames: Callable[[], list[Frame]]
) -> Callable[[str, Language], str]:
    """Renders one of the `REPORTS` in a language."""

    def pictures(assessment: Assessment) -> tuple[KeyFrame, ...]:
        people = [[track[i]] for i in range(len(track))]
        collector = KeyFrameCollector(assessment, track, lambda frame, _: frame.image, people)
        for frame in frames():
            collector.push(frame)
        return collector.key_frames

    def make(name: str, language: Language) -> str:
        side_view: Assessment = request.getfixturevalue("side_view")
        with speaking(language):
            if name == "comparison":
                return render_comparison_html(compare(_earlier_and_later(side_view), ["<b>before", "after", "other"]))
            assessment = {
                "heel lift": side_view,
                "clean squat": _clean(side_view),
                "knee-to-wall": replace(side_view, protocol="knee-to-wall"),
                "front": request.getfixturevalue("front_view"),
                "nothing measured": request.getfixturevalue("nothing_measured"),
            }[name]
            programme = choose_programme([assessment])
            shown = pictures(assessment)
            return render_html(assessment, key_frames=shown, video_name="annotated.mp4", programme=programme)

    return make


def _clean(assessment: Assessment) -> Assessment:
    """The same squats with the heel down in all of them."""
    repetitions = (assessment.repetitions[0], replace(assessment.repetitions[0], index=2, start_s=1.5, end_s=2.5))
    down = replace(assessment.compensations[0], status="absent", episodes=())
    return replace(assessment, repetitions=repetitions, compensations=(down, *assessment.compensations[1:]))


def _earlier_and_later(side_view: Assessment) -> list[Assessment]:
    """A knee-to-wall test, the same leg with 8 degrees more, and the other leg."""
    before = replace(side_view, protocol="knee-to-wall")
    assert before.source is not None
    more = tuple(
        m if m.interval_95 is None else replace(m, value=(m.value or 0.0) + 8.0, interval_95=_more(m.interval_95))
        for m in before.measures
    )
    other = tuple(replace(m, side="right") for m in before.measures)
    after = replace(before, measures=more, source=replace(before.source, sha256="ab" * 31 + "cd"))
    return [before, after, replace(before, measures=other, source=replace(before.source, sha256="ef" * 32))]


def _more(interval: tuple[float, float]) -> tuple[float, float]:
    return interval[0] + 8.0, interval[1] + 8.0


@pytest.mark.parametrize("name", REPORTS)
def test_everybody_can_read_it_without_anything_from_outside(
    name: str, report: Callable[[str, Language], str], browser: Browser
) -> None:
    language, schemes = REPORTS[name]
    called: list[str] = []
    page = browser.new_page(bypass_csp=True)  # axe-core is a script, and the page allows none
    page.on("request", lambda request: called.append(request.url))
    page.set_content(report(name, language))
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        assert width_left_over(page) == 0, width
    for width, scheme in zip(WIDTHS, schemes, strict=False):
        page.set_viewport_size({"width": width if scheme == "light" else WIDTHS[-1], "height": 800})
        page.emulate_media(color_scheme=scheme)
        assert accessibility_faults(page) == [], scheme
    assert [url for url in called if not url.startswith("data:")] == []
    page.close()


@pytest.mark.parametrize("name", ["heel lift", "comparison"])
def test_it_works_without_javascript_and_under_its_own_policy(
    name: str, report: Callable[[str, Language], str], browser: Browser, tmp_path: Path
) -> None:
    path = tmp_path / "report.html"
    path.write_text(report(name, "en"), "utf-8")
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    faults: list[str] = []
    page.on("console", lambda message: faults.append(message.text))
    page.goto(path.as_uri())
    assert page.locator("h2").count() > 3
    assert faults == []
    context.close()


def test_what_a_dark_screen_shows_is_printed_dark_on_white(
    report: Callable[[str, Language], str], browser: Browser
) -> None:
    page = browser.new_page(color_scheme="dark")
    page.set_content(report("heel lift", "en"))
    assert _colour(page, "background-color") != "rgb(255, 255, 255)"
    page.emulate_media(media="print")
    assert _colour(page, "background-color") == "rgb(255, 255, 255)"
    assert _colour(page, "color") == "rgb(0, 0, 0)"
    broken = page.locator("figure, tr, .cards > li, .exercise-card").evaluate_all(
        "all => all.filter(one => getComputedStyle(one).breakInside !== 'avoid').length"
    )
    assert broken == 0
    assert page.locator("details ol").first.evaluate("one => one.getBoundingClientRect().height") > 0
    page.close()


def _colour(page: Page, name: str) -> str:
    return str(page.locator("body").evaluate(f"body => getComputedStyle(body).getPropertyValue('{name}')"))


def test_the_heel_is_shown_enlarged_beside_the_standing_foot(report: Callable[[str, Language], str]) -> None:
    html = report("heel lift", "en")
    pictures = re.findall(r'<img src="data:image/jpeg;base64,([^"]+)"[^>]*alt="Left foot, ([^"]+)"', html)
    assert [alt for _, alt in pictures] == ["standing, 0.4\u00a0s", "heel at its highest, 2.0\u00a0s. 21 mm"]
    assert all(base64.b64decode(data).startswith(b"\xff\xd8") for data, _ in pictures)
    assert "The heel, enlarged" not in report("front", "en")
