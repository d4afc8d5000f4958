"""The pages in all their states: no fault that axe-core finds, no wider than the window, by keyboard, on paper."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from browser import accessibility_faults, width_left_over
from page_steps import NOBODY, Open, answer_safety, lunge_history, open_history, open_state, sample_state, video
from playwright.sync_api import Page, expect

LOOKS = {
    "desk, light": {"viewport": {"width": 1280, "height": 800}},
    "phone, dark, German": {"viewport": {"width": 360, "height": 700}, "color_scheme": "dark", "locale": "de-DE"},
}
ENLARGED = {"viewport": {"width": 640, "height": 400}, "device_scale_factor": 2}  # a desk at 200 %


def questions(page: Page) -> None:
    page.goto("/")


def advice(page: Page) -> None:
    page.goto("/")
    page.locator("#safety").get_by_role("radio").first.check()


def form(page: Page) -> None:
    page.goto("/")
    answer_safety(page, page.locator("#safety label").nth(1).inner_text().strip())


def form_with_faults(page: Page) -> None:
    form(page)
    page.locator("#height_cm").fill("3")
    page.locator("#upload button[type=submit]").click()
    expect(page.locator("#video-error")).not_to_be_empty()


def sending(page: Page) -> None:
    form(page)
    page.route("**/v1/assessments?*", lambda _: None)  # never answered
    page.set_input_files("#video", video("a-name-that-is-far-longer-than-the-window-of-any-phone-is-wide" * 2))
    page.locator("#upload button[type=submit]").click()
    expect(page.get_by_role("progressbar")).to_be_visible()


def running(page: Page) -> None:
    open_state(page, sample_state(status="running", progress=0.4, assessment=None, artefacts={}))
    expect(page.locator("#percent")).not_to_be_empty()


def lost(page: Page) -> None:
    page.unroute_all()
    page.route("**/v1/**", lambda route: route.abort())
    page.goto(f"/assessments/{NOBODY}")
    expect(page.locator("#lost")).to_be_visible()


def cancelled(page: Page) -> None:
    open_state(page, sample_state(status="cancelled", assessment=None, artefacts={}))
    expect(page.get_by_role("alert")).to_be_visible()


def failed(page: Page) -> None:
    problem = {"type": "urn:cv-rom:problem:not-a-video", "title": "", "status": 415, "detail": "no picture in it"}
    open_state(page, sample_state(status="failed", assessment=None, artefacts={}, problem=problem))
    expect(page.get_by_role("alert")).to_contain_text("no picture in it")


def done(page: Page) -> None:
    open_state(page, sample_state())
    expect(page.locator(".cards li").first).to_be_visible()


def not_assessable(page: Page) -> None:
    state = sample_state()
    for measure in state["assessment"]["measures"] + state["assessment"]["compensations"]:
        measure |= {"value": None, "interval_95": None, "status": "not_assessable", "reason": "person_not_found"}
    open_state(page, state)
    expect(page.locator(".cards")).to_have_count(0)
    expect(page.locator("#outcome li strong").first).to_be_visible()


def question_before_deleting(page: Page) -> None:
    done(page)
    page.locator("#delete").click()
    expect(page.get_by_role("dialog")).to_be_visible()


def history(page: Page) -> None:
    open_history(page, lunge_history("K-17"))


def empty_history(page: Page) -> None:
    page.unroute_all()
    page.route("**/progress", lambda route: route.fulfill(json={**lunge_history("K-17"), "series": []}))
    page.goto(f"/subjects/{NOBODY}")
    expect(page.locator("#delete")).to_be_visible()


def listed(page: Page, path: str, items: list[dict[str, Any]]) -> None:
    page.unroute_all()
    page.route(f"**/v1{path}", lambda route: route.fulfill(json={"items": items, "next_cursor": "more"}))
    page.goto(path)
    expect(page.locator("tbody tr")).to_have_count(len(items))
    expect(page.locator("#state")).to_contain_text(".") if not items else None


def results(page: Page) -> None:
    item = {"id": NOBODY, "protocol": "squat", "side": "auto", "subject": "K-17", "created_at": "2026-01-01T12:00:00Z"}
    names = ["<b>", None, "a name of many words " * 5]
    statuses = ["done", "running", "failed"]
    listed(page, "/assessments", [item | {"name": n, "status": s} for n, s in zip(names, statuses, strict=True)])


def people(page: Page) -> None:
    listed(page, "/subjects", [{"id": NOBODY, "code": "K" * 64, "created_at": "2026-01-01T12:00:00Z"}])


def no_results(page: Page) -> None:
    listed(page, "/assessments", [])


def no_people(page: Page) -> None:
    listed(page, "/subjects", [])


UPLOAD = [questions, advice, form, form_with_faults, sending]
RESULT = [running, lost, cancelled, failed, done, not_assessable, question_before_deleting]
LISTS = [results, people, no_results, no_people, history, empty_history]


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)
@pytest.mark.parametrize("states", [UPLOAD, RESULT, LISTS], ids=["upload", "result", "lists"])
def test_every_state_is_open_to_everybody(
    open_page: Open, states: list[Callable[[Page], None]], look: dict[str, Any]
) -> None:
    page = open_page(**look)
    for open_in_state in states:
        open_in_state(page)
        assert (open_in_state.__name__, accessibility_faults(page)) == (open_in_state.__name__, [])
        assert (open_in_state.__name__, width_left_over(page)) == (open_in_state.__name__, 0)


def test_nothing_is_cut_off_on_an_enlarged_page(open_page: Open) -> None:
    page = open_page(**ENLARGED)
    for open_in_state in (*UPLOAD, *RESULT, *LISTS):
        open_in_state(page)
        assert (open_in_state.__name__, width_left_over(page)) == (open_in_state.__name__, 0)


def test_every_control_is_reached_by_keyboard_and_shows_it(open_page: Open) -> None:
    page = open_page()
    for open_in_state in (form, done, history):
        open_in_state(page)
        reachable = page.evaluate(
            """() => {
                const groups = new Set();
                const controls = "a[href], button, input, select, summary, video, iframe, [tabindex='0']";
                return [...document.querySelectorAll(controls)]
                    .filter((one) => one.checkVisibility() && !one.disabled)
                    .filter((one) => one.type !== "radio" || (!groups.has(one.name) && groups.add(one.name))).length;
            }"""
        )
        page.locator("main").focus()
        page.evaluate("() => { document.activeElement.blur(); window.seen = new Set(); }")
        for _ in range(reachable + 8):
            page.keyboard.press("Tab")
            page.evaluate("() => seen.add(document.activeElement)")
            is_shown = page.evaluate(
                """() => {
                    const one = document.activeElement;
                    const drawn = one.matches(".file input") ? one.nextElementSibling : one;
                    const { outlineStyle, outlineWidth } = getComputedStyle(drawn);
                    return one === document.body || (outlineStyle !== "none" && parseFloat(outlineWidth) >= 1)
                        || one.matches("video, iframe");
                }"""
            )
            assert is_shown, page.evaluate("document.activeElement.outerHTML")
        assert page.evaluate("seen.size") >= reachable, open_in_state.__name__


@pytest.mark.parametrize("open_in_state", [done, history])
def test_paper_holds_the_numbers_and_nothing_for_hands(open_page: Open, open_in_state: Callable[[Page], None]) -> None:
    page = open_page()
    open_in_state(page)
    page.emulate_media(media="print", color_scheme="dark")
    for control in page.locator("header, button, .button, video, iframe, summary").all():
        expect(control).to_be_hidden()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_role("table").first).to_be_visible()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
