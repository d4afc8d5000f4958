"""An exercise on the live page, from the choice to the summary; the service and the pose worker are played."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import httpx
import pytest
from browser import accessibility_faults, watched_page, width_left_over
from played_live_page import BREAKS_DOWN, Played, attempt
from playwright.sync_api import Browser, Page, expect

from cv_rom.programme import guided_exercises
from cv_rom.texts import LANGUAGES, Language, speaking

ASSESSMENT = "e" * 32
SIZES = [(1366, 768), (390, 844), (375, 667), (740, 360)]
LEFT_OVER = "(({ scrollHeight, clientHeight }) => scrollHeight - clientHeight)(document.querySelector('.coach'))"


def begin(played: Played, exercise: str) -> Page:
    page = played.answered(f"/live?exercise={exercise}")
    page.locator("#live [type=submit]").click()
    played.wait_for_lines()
    return page


def squats(played: Played, first: int, last: int, **known: Any) -> None:
    """So many repetitions have been done: readings with the last ten attempts, one after the other."""
    for count in range(first, last + 1):
        attempts = [attempt(i, peak_s=played.time_s + 0.05) for i in range(max(1, count - 9), count + 1)]
        played.measuring(repetitions=count, attempts=attempts, **known)


def hold(played: Played, seconds: int) -> None:
    for _ in range(seconds * 4):
        played.time_s += 0.15
        played.measuring(knee_flexion_deg=95.0)


def wait_for_stops(played: Played, count: int = 1) -> None:
    played.wait_until(lambda: played.sent.count({"stop": True}) == count)


def end(played: Played) -> list[str]:
    """The service ends the check; gives the calls by which the page deletes what was recorded."""
    deleted: list[str] = []
    played.page.route("**/v1/assessments/*", lambda route: (deleted.append(route.request.method), route.abort())[1])
    played.measuring(step="done", assessment=ASSESSMENT)
    return deleted


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_exercise_that_is_offered_is_described(
    browser: Browser, client: httpx.Client, language: Language
) -> None:
    with watched_page(browser, str(client.base_url), locale=language) as page, speaking(language):
        Played(page).answered()
        expect(page.locator("#exercises")).to_be_hidden()
        page.locator("[name=protocol][value=exercise]").check()
        expect(page.locator("#subject")).to_be_hidden()
        for one in guided_exercises():
            page.locator("#exercise").select_option(one.planned.id)
            card = page.locator("[data-exercise]:visible")
            expect(card).to_have_count(1)
            expect(card.get_by_role("heading")).to_have_text(one.planned.name)
            expect(card.locator("svg")).to_be_visible()
            for sentence in (one.planned.dose_text, *one.planned.steps, *one.planned.cautions):
                expect(card).to_contain_text(sentence)
        assert accessibility_faults(page) == []
        page.locator("[name=protocol][value=squat]").check()
        expect(page.locator("#exercises")).to_be_hidden()
        expect(page.locator("#subject")).to_be_enabled()


def test_an_address_names_an_exercise(played: Played) -> None:
    page = played.answered("/live?exercise=wall_squat")
    expect(page.locator("#exercise")).to_have_value("wall_squat")
    expect(page.get_by_label("Exercise", exact=True)).to_be_checked()
    page.goto("/live?exercise=ankle_traction")
    expect(page.get_by_label("Squat", exact=True)).to_be_checked()


def test_repetitions_are_counted_to_the_end(played: Played) -> None:
    page = begin(played, "wall_squat")
    assert "protocol=squat" in played.lines[0].url
    assert "exercise" not in played.lines[0].url
    played.tell(step="setup", message="step_back")
    expect(page.locator("#dose")).to_be_hidden()
    expect(page.locator("[data-part=task]")).to_have_text("Step back")
    played.measuring()
    expect(page.locator("[data-dose=where]")).to_have_text("Set 1 of 1, Both legs")
    expect(page.locator("[data-dose=wanted]")).to_have_text("of 20")
    expect(page.locator("[data-part=numbers]")).to_be_hidden()
    expect(page.locator("[data-dose=rule]")).to_have_text("A repetition counts when the heel stays on the floor.")
    expect(page.locator("[data-dose=rule]")).not_to_have_class(re.compile(r"\bstands\b"))
    spoilt = attempt(1, 30.0, "heel_lift", peak_s=played.time_s + 0.05)
    played.measuring(repetitions=1, attempts=[spoilt], flags=["heel_lift"])
    expect(page.locator("[data-part=flags]")).to_have_text("▲Heel is up")
    expect(page.locator("[data-dose=notes]")).to_have_text("Heel came up: 1")
    expect(page.locator("[data-dose=done]")).to_have_text("0")
    expect(page.locator("#alerts")).to_have_text("Does not count: the heel came up")
    squats(played, 2, 20)
    expect(page.locator("[data-dose=done]")).to_have_text("19")
    expect(page.get_by_role("button", name=re.compile("^Stop"))).to_be_visible()
    squats(played, 21, 21)
    expect(page.locator("#alerts")).to_have_text("Exercise done")
    wait_for_stops(played)
    deleted = end(played)
    expect(page.get_by_role("heading", name="Squat along the wall: Exercise done")).to_be_visible()
    expect(page.locator("#summary td")).to_have_text(["Both legs", "20 of 20", "Heel came up: 1", "not rated"])
    played.wait_until(lambda: deleted == ["DELETE"])
    said = [text for _, text in page.evaluate("window.said")]
    assert {"1", "19", "Exercise done"} <= set(said)


def test_a_hold_says_what_counts_and_why_its_clock_stands(played: Played) -> None:
    page = begin(played, "deep_squat")
    rule, alarm = page.locator("[data-dose=rule]"), re.compile(r"\bstands\b")
    for _ in range(6):
        played.measuring(knee_flexion_deg=5.0)
    goes_down = "Go down and hold. The time runs while you are down with the heel on the floor."
    expect(rule).to_have_text(goes_down)
    expect(rule).not_to_have_class(alarm)
    hold(played, 11)
    expect(rule).to_have_text("The time runs")
    expect(rule).not_to_have_class(alarm)
    expect(page.locator("[data-dose=done]")).to_have_text("10")
    for _ in range(20):
        played.measuring(knee_flexion_deg=95.0, flags=["heel_lift"])
    heel_up = "The clock is stopped: the heel is up."
    expect(rule).to_have_text(heel_up)
    expect(rule).to_have_class(alarm)
    expect(page.locator("#alerts")).to_have_text(heel_up)
    expect(page.locator("[data-dose=done]")).to_have_text("10")
    expect(page.locator("[data-dose=notes]")).to_have_text("Heel up for 2 s, not counted")
    assert accessibility_faults(page) == []
    hold(played, 1)
    for _ in range(6):
        played.measuring(knee_flexion_deg=30.0)
    not_down = "The clock is stopped: not deep enough."
    expect(page.locator("#alerts")).to_have_text(not_down)
    hold(played, 21)
    expect(page.locator("#alerts")).to_have_text("Exercise done")
    said = dict.fromkeys(text for _, text in page.evaluate("window.said"))
    assert list(said) == [goes_down, "The time runs", "10 seconds", heel_up, not_down, "20 seconds", "Exercise done"]
    end(played)
    expect(page.locator("#summary td").nth(2)).to_have_text("Heel up for 2 s, not counted")


def one_side(played: Played, side: str) -> None:
    played.measuring(side=side)
    squats(played, 1, 30, side=side)


def test_one_side_then_the_other_with_a_pause_and_ratings_between(played: Played) -> None:
    page = begin(played, "band_dorsiflexion")
    assert ["protocol=knee-to-wall" in played.lines[0].url, "side=auto" in played.lines[0].url] == [True, True]
    one_side(played, "left")
    expect(page.locator("#alerts")).to_have_text("Set done. Now the other side: turn round.")
    played.tell(step="setup", message="no_person", side="left")
    expect(page.locator("[data-dose=pause]")).to_have_text("Now the other side: 15\u00a0s")
    expect(page.locator("[data-part=setup]")).to_be_hidden()
    rating = page.get_by_role("group", name=re.compile("Left leg, set 1$"))
    rating.get_by_role("button", name="4").focus()
    page.keyboard.press("Enter")
    expect(page.locator("[data-dose=advice]")).to_contain_text("Pain of 4 or more: stop this exercise.")
    expect(page.locator("[data-dose=advice]")).to_contain_text("Pain: stop. A firm pull is fine, pain is not.")
    assert accessibility_faults(page) == []
    played.time_s += 60.0
    played.tell(side="left")
    expect(page.locator("[data-dose=pause]")).to_have_text("Now the other side: 15\u00a0s")
    page.get_by_role("button", name="The pain is gone: go on, gently").press("Enter")
    expect(page.locator("[data-dose=advice]")).to_be_hidden()
    played.time_s += 14.9
    played.tell(side="left")
    wait_for_stops(played)
    end(played)
    played.wait_for_lines(2)
    assert "side=right" in played.lines[1].url
    played.measuring(side="right")
    expect(page.locator("[data-dose=where]")).to_have_text("Set 1 of 1, Right leg")
    expect(page.locator("[data-dose=done]")).to_have_text("0")
    squats(played, 1, 30, side="right")
    wait_for_stops(played, 2)
    end(played)
    rows = page.locator("#summary tbody tr")
    expect(rows.nth(0).locator("td")).to_have_text(["Left leg", "30 of 30", "–", "4"])
    expect(rows.nth(1).locator("td")).to_have_text(["Right leg", "30 of 30", "–", "not rated"])
    page.get_by_role("group", name=re.compile("Right leg, set 1$")).get_by_role("button", name="2").press("Enter")
    expect(rows.nth(1).locator("td")).to_have_text(["Right leg", "30 of 30", "–", "2"])
    assert accessibility_faults(page) == []


def test_stopping_in_the_middle_keeps_what_was_done_and_asks_for_the_pain(played: Played) -> None:
    page = begin(played, "wall_squat")
    played.measuring()
    squats(played, 1, 7)
    expect(page.locator("[data-dose=done]")).to_have_text("7")
    page.keyboard.press("Escape")
    end(played)
    expect(page.get_by_role("heading", name="Squat along the wall: Exercise ended")).to_be_visible()
    cells = page.locator("#summary td")
    expect(cells).to_have_text(["Both legs", "7 of 20, not finished", "–", "not rated"])
    page.get_by_role("group", name=re.compile("Both legs, set 1$")).get_by_role("button", name="6").press("Enter")
    expect(cells).to_have_text(["Both legs", "7 of 20, not finished", "–", "6"])
    expect(page.locator("#summary [role=status]")).to_contain_text("Pain of 4 or more: stop this exercise.")
    page.get_by_role("button", name="Another test").click()
    page.locator("[name=protocol][value=squat]").check()
    page.get_by_role("button", name="Start the camera").click()
    played.wait_for_lines(2)
    played.measuring()
    expect(page.locator("#dose")).to_be_hidden()
    expect(page.locator("[data-part=angle]")).to_have_text("12°")


def test_whoever_stops_before_anything_counted_is_asked_for_the_pain_too(played: Played) -> None:
    page = begin(played, "deep_squat")
    played.measuring(knee_flexion_deg=60.0)
    expect(page.locator("[data-dose=done]")).to_have_text("0")
    page.keyboard.press("Escape")
    end(played)
    expect(page.locator("#summary td")).to_have_text(["Both legs", "0 of 30 s, not finished", "–", "not rated"])
    expect(page.get_by_role("group", name=re.compile("Both legs, set 1$"))).to_be_visible()


def test_a_set_that_never_began_is_not_rated(played: Played) -> None:
    page = begin(played, "deep_squat")
    played.tell(message="step_back")
    expect(page.locator("[data-part=task]")).to_have_text("Step back")
    page.keyboard.press("Escape")
    end(played)
    expect(page.locator("#summary")).to_contain_text("No set was begun.")
    expect(page.locator("#summary .rating")).to_have_count(0)


@pytest.mark.parametrize(
    ("fail", "told", "stops"),
    [
        (Played.unplug, "The camera is gone.", True),
        (Played.break_model, "The pose model stopped.", True),
        (lambda played: played.refuse("live-idle"), "Nothing came from the camera for too long", False),
    ],
    ids=["camera", "model", "line"],
)
def test_a_failure_in_the_middle_loses_nothing(
    played: Played, fail: Callable[[Played], None], told: str, stops: bool
) -> None:
    """`stops`: the service is still there to end the check."""
    played.page.add_init_script(BREAKS_DOWN)
    page = begin(played, "band_dorsiflexion")
    one_side(played, "left")
    page.get_by_role("group", name=re.compile("Left leg, set 1$")).get_by_role("button", name="2").click()
    played.time_s += 15.0
    played.tell(side="left")
    wait_for_stops(played)
    end(played)
    played.wait_for_lines(2)
    played.measuring(side="right")
    squats(played, 1, 7, side="right")
    expect(page.locator("[data-dose=done]")).to_have_text("7")
    fail(played)
    if stops:
        wait_for_stops(played, 2)
        deleted = end(played)
        played.wait_until(lambda: deleted == ["DELETE"])
    expect(page.get_by_role("alert")).to_contain_text(told)
    expect(page.get_by_role("alert")).to_be_focused()
    expect(page.get_by_role("heading", name="Exercise ended")).to_be_visible()
    rows = page.locator("#summary tbody tr")
    expect(rows.nth(0).locator("td")).to_have_text(["Left leg", "30 of 30", "–", "2"])
    expect(rows.nth(1).locator("td")).to_have_text(["Right leg", "7 of 30, not finished", "–", "not rated"])
    expect(page.get_by_role("group", name=re.compile("Right leg, set 1$"))).to_be_visible()
    expect(page.locator("#summary").get_by_text("in the list of results")).to_have_count(0 if stops else 1)
    assert accessibility_faults(page) == []


def test_a_camera_that_does_not_open_for_the_other_side_loses_nothing(played: Played) -> None:
    page = begin(played, "band_dorsiflexion")
    one_side(played, "left")
    played.refuse_camera("NotReadableError")
    played.time_s += 15.0
    played.tell(side="left")
    wait_for_stops(played)
    end(played)
    expect(page.get_by_role("alert")).to_contain_text("The camera cannot be opened.")
    expect(page.locator("#summary td")).to_have_text(["Left leg", "30 of 30", "–", "not rated"])


def test_an_exercise_that_the_service_ended_meanwhile_says_where_the_recording_is(played: Played) -> None:
    page = begin(played, "wall_squat")
    played.measuring()
    squats(played, 1, 7)
    expect(page.locator("[data-dose=done]")).to_have_text("7")
    played.lines[0].close()
    played.wait_for_lines(2)
    played.refuse("live-over")
    expect(page.get_by_role("heading", name="Exercise ended")).to_be_visible()
    expect(page.locator("#summary td")).to_have_text(["Both legs", "7 of 20, not finished", "–", "not rated"])
    expect(page.locator("#summary")).to_contain_text("what was measured should appear in the list of results")


def test_a_failure_before_anything_was_done_leads_back(played: Played) -> None:
    page = begin(played, "wall_squat")
    played.tell(message="step_back")
    expect(page.locator("[data-part=task]")).to_have_text("Step back")
    played.refuse("fault")
    expect(page.get_by_role("alert")).to_be_focused()
    expect(page.get_by_role("button", name="Start the camera")).to_be_visible()
    expect(page.locator("#summary")).to_be_hidden()


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("language", ["en", "de"])
def test_the_exercise_fits_the_screen(
    browser: Browser, client: httpx.Client, size: tuple[int, int], language: str
) -> None:
    viewport = {"width": size[0], "height": size[1]}
    with watched_page(browser, str(client.base_url), viewport=viewport, locale=language) as page:
        played = Played(page)
        begin(played, "band_dorsiflexion")
        played.measuring(flags=["heel_lift"])
        squats(played, 1, 12, flags=["heel_lift"])
        fits(page, size, "[data-dose=done]", "[data-dose=wanted]")
        squats(played, 13, 30)
        fits(page, size, "[data-dose=pause]")
        pains = page.locator(".pains button").evaluate_all("(all) => all.map((one) => one.offsetWidth)")
        assert max(pains) - min(pains) <= 1
        page.locator(".pains button").nth(6).click()
        expect(page.locator("[data-dose=pause]")).to_be_hidden()
        fits(page, size, "[data-dose=goOn]")
        assert page.evaluate(LEFT_OVER) == 0
        played.tell(side="left")
        played.wait_for_frames(1)  # a camera's picture that is not shown goes on
        page.keyboard.press("Escape")
        end(played)
        expect(page.locator("#summary table")).to_be_visible()
        assert width_left_over(page) == 0
        assert accessibility_faults(page) == []


def fits(page: Page, size: tuple[int, int], *parts: str) -> None:
    """Nothing is wider than the screen, and the stop key is on it."""
    assert width_left_over(page) == 0
    for part in ("#stop", *parts):
        box = page.locator(part).bounding_box()
        assert box is not None, part
        assert box["x"] >= 0, part
        assert box["x"] + box["width"] <= size[0] + 1, part
    stop = page.locator("#stop").bounding_box()
    assert stop is not None
    assert stop["y"] + stop["height"] <= size[1]
    assert accessibility_faults(page) == []
