"""What the live page shows and says for each reading of the service, and what it does when something fails.

The service's side of the line and the pose worker are played by the test.
"""

from __future__ import annotations

import re
from typing import get_args

import httpx
import pytest
from browser import accessibility_faults, watched_page, width_left_over
from played_live_page import BREAKS_DOWN, Played, attempt
from playwright.sync_api import Browser, Page, expect

from cv_rom.live_reading import LiveMessage

LEFT_OVER = """() => {
  const coach = document.querySelector(".coach");
  return [coach.scrollWidth - coach.clientWidth, coach.scrollHeight - coach.clientHeight];
}"""
SIZES = [(1366, 768), (390, 844), (844, 390), (375, 667), (740, 360)]
"""A laptop, a phone upright and on its side, a small phone of each."""
REPEATED = {"repetitions": 2, "valid_repetitions": 1}


def test_a_yes_ends_it_with_advice(played: Played) -> None:
    page = played.page
    page.goto("/live")
    for question in page.locator("#safety").get_by_role("group").all():
        question.locator("[value=no]").check()
    expect(page.get_by_role("button", name="Start the camera")).to_be_visible()
    page.get_by_role("group", name=re.compile("pain")).get_by_label("Yes").check()
    expect(page.get_by_role("button", name="Start the camera")).to_be_hidden()
    expect(page.get_by_role("status")).to_contain_text("Please do not do this test now")
    expect(page.locator(".private")).to_contain_text("The picture never leaves this device.")


def test_consent_is_asked_for_beside_a_code_only(played: Played) -> None:
    page = played.answered()
    consent = page.get_by_label("The person agrees that the result is kept under this code.")
    expect(page.locator("#subject")).to_be_visible()
    expect(consent).to_be_hidden()
    page.locator("#subject").press_sequentially("K-17")
    assert accessibility_faults(page) == []
    page.locator("#subject").press("Enter")
    expect(page.locator("#subject-error")).to_contain_text("A code needs the consent of the person")
    expect(page.locator("#subject")).to_be_focused()
    page.keyboard.press("Tab")
    expect(consent).to_be_focused()
    page.keyboard.press("Space")
    expect(consent).to_be_checked()
    page.locator("#subject").fill("")
    expect(consent).to_be_hidden()
    page.locator("#live [type=submit]").click()
    played.wait_for_lines()
    assert "consent" not in played.lines[0].url


def test_every_hindrance_has_its_words_and_its_picture(played: Played) -> None:
    page = played.begin()
    shown = set()
    for message in get_args(LiveMessage):
        played.tell(message=message)
        expect(page.locator(f"[data-figure~={message}]")).to_be_visible()
        assert page.locator("[data-figure]:visible").count() == 1
        shown.add((page.locator("[data-part=task]").inner_text(), page.locator("[data-part=why]").inner_text()))
        expect(page.locator("#news")).to_have_text(page.locator("[data-part=task]").inner_text())
    assert len(shown) == len(get_args(LiveMessage))
    assert all(task and why for task, why in shown)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("language", ["en", "de"])
def test_the_stage_fits_the_screen(
    browser: Browser, client: httpx.Client, size: tuple[int, int], language: str
) -> None:
    viewport = {"width": size[0], "height": size[1]}
    with watched_page(browser, str(client.base_url), viewport=viewport, locale=language) as page:
        played = Played(page)
        for count, protocol in enumerate(("squat", "knee-to-wall"), 1):
            played.begin(protocol, wait=False)
            played.wait_for_lines(count)
            played.tell(message="turn_around")
            fits(page, size, "[data-part=task]")
            played.measuring(message="start")
            fits(page, size, "[data-part=task]", "[data-part=angle]")
            last = attempt(1, toe_to_wall_cm=None if protocol == "squat" else 10.2, unchecked=["heel_lift"])
            counts = {"repetitions": 1, "valid_repetitions": 1, "unjudged_repetitions": 1, "attempts": [last]}
            played.measuring(message="foot_lost", flags=["heel_lift"], best_dorsiflexion_deg=33.0, **counts)
            expect(page.locator("[data-part=flags] li")).to_be_visible()
            fits(page, size, "[data-part=task]", "[data-part=angle]", "[data-part=count]", "[data-part=last]")
        assert accessibility_faults(page) == []


def fits(page: Page, size: tuple[int, int], *parts: str) -> None:
    """Everything is on the screen, without scrolling."""
    assert width_left_over(page) == 0
    assert page.evaluate(LEFT_OVER) == [0, 0]
    for part in ("#stop", "#mute", *parts):
        box = page.locator(part).bounding_box()
        assert box is not None, part
        assert box["x"] >= 0, part
        assert box["x"] + box["width"] <= size[0] + 1, part
        assert box["y"] + box["height"] <= size[1], part


def test_the_countdown_and_the_numbers(played: Played) -> None:
    page = played.begin()
    played.tell(step="calibrate", message="hold_position", countdown_s=1.4)
    expect(page.locator("[data-part=countdown]")).to_have_text("2")
    expect(page.locator("[data-part=numbers]")).to_be_hidden()
    played.measuring(knee_flexion_deg=88.0, hold_s=12.3, best_hold_s=20.0, best_dorsiflexion_deg=31.0, **REPEATED)
    expect(page.locator("[data-part=angle]")).to_have_text("12°")
    expect(page.locator("[data-part=best]")).to_have_text("31°")
    expect(page.locator("[data-part=count]")).to_have_text("2")
    expect(page.locator("[data-part=valid]")).to_have_text("valid: 1")
    expect(page.locator("[data-part=hold]")).to_have_text("12\u00a0s")
    expect(page.locator("[data-part=goal]")).to_have_text("best 20\u00a0s, goal 30\u00a0s")
    expect(page.locator("[data-part=depth]")).to_have_text("88°")
    expect(page.locator("[data-part=setup]")).to_be_hidden()
    played.measuring(dorsiflexion_deg=None)
    expect(page.locator("[data-part=angle]")).to_have_text("–")
    expect(page.locator("[data-part=needle]")).to_be_hidden()


def test_flags_come_and_go_and_are_said(played: Played) -> None:
    page = played.begin()
    played.measuring()
    played.measuring(flags=["heel_lift"])
    expect(page.locator("[data-part=flags]")).to_have_text("▲Heel is up")
    expect(page.locator("#alerts")).to_have_text("Heel is up")
    played.measuring()
    expect(page.locator("[data-part=flags]")).to_have_text("")
    expect(page.locator("#news")).to_have_text("Heel is down again")
    played.measuring(repetitions=1, attempts=[attempt(1, 31.4)])
    expect(page.locator("#alerts")).to_have_text("1. 31°")
    played.measuring(repetitions=2, attempts=[attempt(1, 31.4), attempt(2, 30.0, "heel_lift")])
    expect(page.locator("#alerts")).to_have_text("2. does not count: the heel came up")
    expect(page.locator("[data-part=last]")).to_have_text("Last: does not count: the heel came up")
    said = [text for _, text in page.evaluate("window.said")]
    assert said == ["Heel is up", "Heel is down again", "1. 31°", "2. does not count: the heel came up"]


def test_what_is_muted_is_not_said(played: Played) -> None:
    page = played.begin()
    page.keyboard.press("m")
    expect(page.get_by_role("button", name=re.compile("^Mute"))).to_have_attribute("aria-pressed", "true")
    played.measuring()
    played.measuring(flags=["heel_lift"])
    expect(page.locator("#alerts")).to_have_text("Heel is up")
    assert page.evaluate("window.said") == []


def test_a_long_hold_is_counted_aloud(played: Played) -> None:
    page = played.begin()
    for hold_s in (9.9, 10.1, 10.2, 20.1, 30.1, 0.0):
        played.measuring(hold_s=hold_s)
    expect(page.locator("[data-part=hold]")).to_have_text("0\u00a0s")
    assert [text for _, text in page.evaluate("window.said")] == ["10 seconds", "20 seconds", "Hold goal reached"]


def test_german_is_shown_and_said(browser: Browser, client: httpx.Client) -> None:
    with watched_page(browser, str(client.base_url), locale="de-AT") as page:
        played = Played(page)
        played.begin()
        played.measuring()
        played.measuring(flags=["heel_lift"])
        expect(page.locator("[data-part=flags]")).to_have_text("▲Ferse ist oben")
        assert page.evaluate("window.said") == [["de", "Ferse ist oben"]]
        assert "language=de" in played.lines[0].url


def test_frames_are_sent_two_at_most_without_an_answer(played: Played) -> None:
    page = played.begin()
    played.wait_until(lambda: len(played.sent) == 2)
    page.wait_for_timeout(500)
    assert [set(frame) for frame in played.sent] == [
        {"time_s", "width", "height", "landmarks", "foot_motion"} for _ in range(2)
    ]
    assert (played.sent[0]["width"], played.sent[0]["height"]) == (640, 480)
    assert played.sent[0]["time_s"] < played.sent[1]["time_s"]
    for _ in range(3):
        played.tell()
        played.wait_for_frames(1)


def test_a_reference_is_taken_whenever_it_is_asked_for(played: Played) -> None:
    played.begin()
    played.wait_until(lambda: len(played.sent) == 2)
    for reference in (0, 0, 1, 1, 1, 2, 2, 2):
        side = [None, "right", "left"][reference]
        played.tell(step="measure", reference=reference, side="right", landmark_side=side)
        played.wait_for_frames(1)
    taken = [frame["foot_motion"]["reference_time_s"] for frame in played.sent]  # the played worker counts them there
    assert taken == sorted(taken)
    assert {0, 1, 2} <= set(taken) <= {0, 1, 2}
    assert played.page.evaluate("window.followed") == ["right", "left"]


def test_knee_to_wall_counts_attempts_and_then_asks_for_the_other_leg(played: Played) -> None:
    page = played.begin("knee-to-wall", height_cm="170")
    played.measuring()
    first = attempt(1, 38.0, toe_to_wall_cm=10.2)
    played.measuring(repetitions=1, valid_repetitions=1, attempts=[first])
    expect(page.locator("[data-part=counted]")).to_have_text("Attempts")
    expect(page.locator("[data-part=left]")).to_have_text("2 more. Foot back a little after each one that counts.")
    expect(page.locator("[data-part=last]")).to_have_text("Last: 38°, toes about 10\u00a0cm from the wall")
    all_three = [first, attempt(2, 33.0, "knee_short_of_wall"), attempt(3, 40.0, toe_to_wall_cm=11.0), attempt(4, 39.0)]
    done = {"repetitions": 4, "valid_repetitions": 3, "attempts": all_three, "best_dorsiflexion_deg": 40.0}
    played.measuring(**done)
    expect(page.locator("[data-part=left]")).to_contain_text("Three attempts count.")
    page.get_by_role("button", name=re.compile("^Stop")).click()
    played.measuring(**done | {"step": "done", "assessment": "a" * 32})
    expect(page.get_by_role("heading", name="Knee to wall, Left leg")).to_be_visible()
    expect(page.locator(".cards")).to_contain_text("Best three40°, 39°, 38°")
    expect(page.locator("#summary tr").nth(2)).to_contain_text("does not count: the knee did not reach the wall")
    expect(page.get_by_role("link", name="Result and report")).to_have_attribute("href", f"/assessments/{'a' * 32}")
    page.get_by_role("button", name="Now the other leg").click()
    played.wait_for_lines(2)
    assert "side=auto" in played.lines[0].url
    assert "side=right" in played.lines[1].url
    played.measuring(side="right", best_dorsiflexion_deg=35.0)
    expect(page.locator("[data-part=best]")).to_have_text("35°")
    page.keyboard.press("Escape")
    played.tell(step="done", side="right", assessment=None)
    expect(page.get_by_role("heading", level=2)).to_contain_text(["Left leg", "Right leg"])


def measure_leg(played: Played, side: str) -> None:
    """One attempt of a leg in the check under way, then its end."""
    found = {"side": side, "repetitions": 1, "valid_repetitions": 1, "attempts": [attempt(1, 38.0)]}
    played.measuring(**found)
    played.page.keyboard.press("Escape")
    played.measuring(**found | {"step": "done", "assessment": "a" * 32})


def fail_leg(played: Played, side: str) -> None:
    """The check under way is stopped before anything was measured."""
    played.tell(message="turn_around", side=side)
    played.page.keyboard.press("Escape")
    played.tell(step="done", side=side, assessment=None)


def test_the_other_leg_is_the_one_without_a_result(played: Played) -> None:
    page = played.begin("knee-to-wall")
    other_leg = page.get_by_role("button", name="Now the other leg")
    measure_leg(played, "left")
    for count, wanted in enumerate(("right", "right", "left"), 2):
        other_leg.click()
        played.wait_for_lines(count)
        assert f"side={wanted}" in played.lines[-1].url
        if count == 2:
            fail_leg(played, "right")
            expect(page.locator("#summary")).to_contain_text("the measuring never began")
        else:
            measure_leg(played, wanted)


def test_the_other_leg_is_no_choice_for_the_next_test(played: Played) -> None:
    page = played.begin("knee-to-wall")
    measure_leg(played, "right")
    page.get_by_role("button", name="Now the other leg").click()
    played.wait_for_lines(2)
    measure_leg(played, "left")
    page.get_by_role("button", name="Another test").click()
    page.locator("[name=protocol][value=squat]").check()
    expect(page.get_by_label("Which leg?")).to_have_value("auto")
    page.get_by_role("button", name="Start the camera").click()
    played.wait_for_lines(3)
    assert ["side=auto" in line.url for line in played.lines] == [True, False, True]


def test_what_was_told_of_a_check_is_gone_with_it(played: Played) -> None:
    page = played.begin()
    regions = page.locator("#news, #alerts")
    played.tell(message="step_back")
    played.measuring(flags=["heel_lift"])
    expect(regions).to_have_text(["Step back", "Heel is up"])
    page.keyboard.press("Escape")
    played.measuring(step="done", assessment="a" * 32)
    expect(page.get_by_role("heading", name="Done")).to_be_visible()
    expect(regions).to_have_text(["", ""])
    page.get_by_role("button", name="Another test").click()
    page.get_by_role("button", name="Start the camera").click()
    played.wait_for_lines(2)
    expect(regions).to_have_text(["", ""])


def test_an_attempt_that_is_taken_back_is_told(played: Played) -> None:
    page = played.begin("knee-to-wall", height_cm="170")
    played.measuring()
    played.measuring(repetitions=1, valid_repetitions=1, attempts=[attempt(1, 38.0, toe_to_wall_cm=9.5)])
    expect(page.locator("#alerts")).to_have_text("1. 38°, toes about 10\u00a0cm from the wall")
    further = [attempt(1, 38.0, "knee_short_of_wall"), attempt(2, 33.0, toe_to_wall_cm=12.0)]
    played.measuring(repetitions=2, valid_repetitions=1, attempts=further)
    expect(page.locator("#alerts")).to_have_text(
        "1. does not count: the knee did not reach the wall. 2. 33°, toes about 12\u00a0cm from the wall"
    )
    expect(page.locator("[data-part=why]")).to_have_text("")


def test_knee_to_wall_has_its_own_instructions(played: Played) -> None:
    page = played.begin("knee-to-wall")
    played.tell(step="measure", message="start", side="left", reference=1)
    expect(page.locator("[data-part=why]")).to_have_text("Bring the knee slowly to the wall, heel on the floor.")
    expect(page.locator("[data-figure]:visible")).to_have_attribute("data-figure", "wall-start")
    for message in ("stand_still", "stand_upright"):
        played.tell(step="setup", message=message)
        expect(page.locator("[data-part=why]")).to_contain_text("straight towards")
        expect(page.locator(f"[data-figure~=wall-{message}]")).to_be_visible()
        expect(page.locator("[data-figure]:visible")).to_have_count(1)
    played.tell(step="setup", message="step_back")
    expect(page.locator("[data-figure~=step_back]")).to_be_visible()
    expect(page.locator("[data-part=why]")).to_contain_text("from head to feet")


def back_to_the_form(played: Played) -> None:
    """The check ends, with something measured, and its summary is left."""
    played.page.keyboard.press("Escape")
    played.measuring(step="done", assessment="b" * 32)
    played.page.get_by_role("button", name="Another test").click()


def check_again(played: Played) -> Page:
    """The check ends, and another one begins on the same page."""
    back_to_the_form(played)
    played.page.get_by_role("button", name="Start the camera").click()
    played.wait_for_lines(len(played.lines) + 1)
    return played.page


def test_a_page_with_a_check_under_way_is_not_left_without_a_question(played: Played) -> None:
    page = played.page
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    played.answered()
    page.reload()
    played.begin()
    assert asked == []
    played.measuring()
    page.evaluate("() => { setTimeout(() => window.location.reload()); }")
    played.wait_until(lambda: asked == ["beforeunload"])
    played.measuring(dorsiflexion_deg=21.0)
    expect(page.locator("[data-part=angle]")).to_have_text("21°")
    page.keyboard.press("Escape")
    played.measuring(step="done", assessment="b" * 32)
    expect(page.get_by_role("heading", name="Done")).to_be_visible()
    page.reload()
    assert asked == ["beforeunload"]


def test_the_best_of_today_outlasts_a_check_and_the_page(played: Played) -> None:
    page = played.begin()
    best = page.locator("[data-part=best]")
    played.measuring(best_dorsiflexion_deg=38.0)
    played.measuring(best_dorsiflexion_deg=33.0)  # an attempt was taken back
    expect(best).to_have_text("33°")
    check_again(played)
    played.measuring()
    expect(best).to_have_text("33°")
    played.measuring(side="right")
    expect(best).to_have_text("–")
    played.begin(wait=False)  # loads the page anew, in the middle of the check
    played.wait_for_lines(3)
    played.measuring()
    expect(best).to_have_text("33°")
    stored = page.evaluate("Object.entries(localStorage).map(([name, value]) => [name, JSON.parse(value)])")
    today = page.evaluate("new Date().toLocaleDateString('sv')")
    assert stored == [["cv-rom-best-today", {f"{today}/squat/left": 33}]]
    page.evaluate("localStorage['cv-rom-best-today'] = JSON.stringify({ '2001-01-01/squat/left': 60 })")
    played.begin(wait=False)
    played.wait_for_lines(4)
    played.measuring(best_dorsiflexion_deg=20.0)
    expect(best).to_have_text("20°")
    assert "2001" not in page.evaluate("localStorage['cv-rom-best-today']")


def test_the_best_of_today_of_somebody_with_a_code_is_nobody_elses(played: Played) -> None:
    page = played.answered()
    page.locator("#subject").fill("K-17")
    page.locator("[name=consent]").check()
    page.get_by_role("button", name="Start the camera").click()
    played.wait_for_lines()
    played.measuring(best_dorsiflexion_deg=38.0)
    check_again(played)
    played.measuring()
    expect(page.locator("[data-part=best]")).to_have_text("38°")
    back_to_the_form(played)
    page.locator("#subject").fill("K-18")
    page.get_by_role("button", name="Start the camera").click()
    played.wait_for_lines(3)
    played.measuring()
    expect(page.locator("[data-part=best]")).to_have_text("–")
    assert page.evaluate("localStorage.length") == 0


def test_a_browser_that_stores_nothing_knows_the_best_as_long_as_the_page_is_open(played: Played) -> None:
    blocked = "get() { throw new DOMException('', 'SecurityError'); }"
    played.page.add_init_script(f"Object.defineProperty(window, 'localStorage', {{ {blocked} }});")
    page = played.begin()
    played.measuring(best_dorsiflexion_deg=33.0)
    check_again(played)
    played.measuring()
    expect(page.locator("[data-part=best]")).to_have_text("33°")


def test_a_check_that_never_began_says_what_hindered_it(played: Played) -> None:
    page = played.begin()
    played.tell(message="camera_too_high")
    expect(page.locator("[data-part=task]")).to_have_text("Lower the camera")
    page.keyboard.press("Escape")
    played.tell(step="done", assessment=None)
    expect(page.locator("#summary")).to_contain_text("the measuring never began")
    expect(page.locator("#summary")).to_contain_text("Put the camera at the height of the knee.")


def test_an_attempt_whose_heel_was_not_seen_says_so(played: Played) -> None:
    page = played.begin()
    played.measuring()
    unseen = attempt(1, 31.4, unchecked=["heel_lift"])
    counts = {"repetitions": 3, "valid_repetitions": 2, "unjudged_repetitions": 1, "attempts": [unseen]}
    played.measuring(**counts)
    expect(page.locator("[data-part=last]")).to_have_text("Last: 31°, heel not judged")
    valid = "valid: 2, 1 of them with the heel not judged"
    expect(page.locator("[data-part=valid]")).to_have_text(valid)
    page.keyboard.press("Escape")
    played.measuring(**counts | {"step": "done", "assessment": "d" * 32})
    expect(page.locator(".cards")).to_contain_text(f"Repetitions3{valid}")


PACES = """
async (paces) => {
  const { Pace } = await import("/static/live/pace.js");
  const pace = new Pace();
  let timeS = 0;
  return paces.map(([rate, lastsS]) => Array.from({ length: rate * lastsS }, () => pace.slow(timeS += 1 / rate)));
}
"""
"""What is said of pictures that come at a rate, picture by picture, for [rate, seconds] after [rate, seconds]."""


@pytest.mark.parametrize(("rate", "slow"), [(4, True), (7, True), (9, False), (15, False)])
def test_pictures_that_come_slowly_are_told(played: Played, rate: int, slow: bool) -> None:
    page = played.answered()
    [said] = page.evaluate(PACES, [[rate, 6]])
    assert not any(said[: 4 * rate])
    assert said[-1] == slow


def test_a_pace_at_the_limit_is_told_once(played: Played) -> None:
    page = played.answered()
    at_the_limit = [[7, 6], [9, 5], [7, 5], [9, 5], [7, 5]]
    slow, *later, recovered = page.evaluate(PACES, [*at_the_limit, [15, 6]])
    assert slow[-1]
    assert all(all(said) for said in later)
    assert recovered == sorted(recovered, reverse=True)
    assert not recovered[-1]


def test_stopping_before_anything_came_leads_back(played: Played) -> None:
    page = played.begin()
    page.keyboard.press("Escape")
    played.say({"step": "done", "message": None, "flags": [], "assessment": None})
    expect(page.get_by_role("button", name="Start the camera")).to_be_visible()


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("NotAllowedError", "The camera was not allowed."),
        ("NotFoundError", "No camera was found."),
        ("NotReadableError", "Perhaps another program uses it"),
        ("OverconstrainedError", "No camera was found."),
    ],
)
def test_a_camera_that_does_not_open_says_why(played: Played, name: str, message: str) -> None:
    page = played.page
    refuse = f"navigator.mediaDevices.getUserMedia = async () => {{ throw new DOMException('', '{name}'); }};"
    page.add_init_script(refuse)
    page.goto("/live")
    for question in page.locator("#safety").get_by_role("group").all():
        question.locator("[value=no]").check()
    page.get_by_role("button", name="Start the camera").click()
    expect(page.get_by_role("alert")).to_contain_text(message)
    expect(page.get_by_role("alert")).to_be_focused()
    assert played.lines == []


REFUSED_ONCE = """
const open = navigator.mediaDevices.getUserMedia;
navigator.mediaDevices.getUserMedia = async (wanted) => {
  if (window.asked) return open(wanted);
  window.asked = true;
  throw new DOMException("", "NotAllowedError");
};
"""


def test_a_failure_is_forgotten_once_the_camera_opens(played: Played) -> None:
    played.page.add_init_script(REFUSED_ONCE)
    page = played.begin(wait=False)
    expect(page.get_by_role("alert")).to_contain_text("There is no picture")
    page.get_by_role("button", name="Start the camera").click()
    played.wait_for_lines()
    played.measuring()
    back_to_the_form(played)
    expect(page.get_by_role("button", name="Start the camera")).to_be_visible()
    expect(page.locator("#problem")).to_be_hidden()


def test_a_camera_that_opens_after_a_stop_is_closed_again(played: Played) -> None:
    wait = """
    const open = navigator.mediaDevices.getUserMedia;
    const allowed = new Promise((resolve) => { window.allow = resolve; });
    navigator.mediaDevices.getUserMedia = (wanted) => allowed.then(() => open(wanted));
    """
    played.page.add_init_script(wait)
    page = played.begin(wait=False)
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Start the camera")).to_be_visible()
    page.evaluate("window.allow()")
    closed = "window.stream?.getTracks().every(({ readyState }) => readyState === 'ended') ?? false"
    played.wait_until(lambda: bool(page.evaluate(closed)))
    assert played.lines == []


def test_a_page_that_is_not_secure_says_so(played: Played) -> None:
    page = played.page
    page.add_init_script(
        "Object.defineProperty(navigator, 'mediaDevices', { value: undefined });"
        "Object.defineProperty(window, 'isSecureContext', { value: false });"
    )
    page.goto("/live")
    for question in page.locator("#safety").get_by_role("group").all():
        question.locator("[value=no]").check()
    page.get_by_role("button", name="Start the camera").click()
    expect(page.get_by_role("alert")).to_contain_text("Browsers give the camera to secure pages only.")


def test_a_camera_that_is_unplugged_keeps_what_there_is(played: Played) -> None:
    page = played.begin()
    played.measuring(best_dorsiflexion_deg=33.0)
    played.unplug()
    expect(page.locator("#alerts")).to_have_text("The camera is gone.")
    page.wait_for_timeout(200)
    assert played.sent[-1] == {"stop": True}
    played.measuring(step="done", best_dorsiflexion_deg=33.0, assessment="c" * 32)
    expect(page.get_by_role("link", name="Result and report")).to_be_visible()
    expect(page.get_by_role("alert")).to_contain_text("The camera is gone.")
    expect(page.get_by_role("alert")).to_be_focused()
    expect(page.get_by_role("heading", name="Until then")).to_be_visible()
    assert accessibility_faults(page) == []


def test_a_camera_that_is_unplugged_before_anything_was_measured_leads_back(played: Played) -> None:
    page = played.begin()
    played.tell(message="step_back")
    expect(page.locator("[data-part=task]")).to_have_text("Step back")
    played.unplug()
    expect(page.get_by_role("alert")).to_contain_text("The camera is gone.")
    expect(page.get_by_role("button", name="Start the camera")).to_be_visible()


def test_a_line_that_breaks_is_taken_up_again(played: Played) -> None:
    page = played.begin()
    played.measuring()
    played.lines[0].close()
    expect(page.locator("[data-part=task]")).to_have_text("The connection was lost. Trying again…")
    expect(page.locator("#alerts")).to_have_text("The connection was lost. Trying again…")
    expect(page.locator("[data-part=numbers]")).to_be_hidden()  # they are of before
    assert ["en", "The connection was lost. Trying again…"] in page.evaluate("window.said")
    expect(page.locator("#news")).to_have_text("The connection is back.")
    assert "resume=T" in played.lines[1].url
    played.measuring(dorsiflexion_deg=20.0)
    expect(page.locator("[data-part=angle]")).to_have_text("20°")


@pytest.mark.parametrize(
    ("kind", "message"),
    [
        ("too-many-live", "Too many live checks are running just now."),
        ("live-idle", "Nothing came from the camera for too long"),
    ],
)
def test_a_refusal_is_said_in_plain_words(played: Played, kind: str, message: str) -> None:
    page = played.begin()
    played.tell()
    played.refuse(kind)
    expect(page.get_by_role("alert")).to_contain_text(message)
    expect(page.get_by_role("button", name="Start the camera")).to_be_visible()


def test_a_check_that_the_service_ends_keeps_what_was_measured(played: Played) -> None:
    page = played.begin()
    played.measuring(repetitions=1, valid_repetitions=1, attempts=[attempt(1, 31.0)])
    expect(page.locator("[data-part=last]")).to_have_text("Last: 31°")
    played.refuse("live-idle")
    expect(page.get_by_role("alert")).to_contain_text("Nothing came from the camera for too long")
    expect(page.locator("#summary")).to_contain_text("what was measured should appear in the list of results")
    expect(page.locator("#summary tr").nth(1)).to_contain_text("31°")


def test_the_first_legs_result_outlasts_a_failure_of_the_second(played: Played) -> None:
    page = played.begin("knee-to-wall")
    played.measuring(repetitions=1, valid_repetitions=1, attempts=[attempt(1, 38.0)])
    page.keyboard.press("Escape")
    played.measuring(step="done", attempts=[attempt(1, 38.0)], assessment="a" * 32)
    page.get_by_role("button", name="Now the other leg").click()
    played.wait_for_lines(2)
    played.tell(message="turn_around", side="right")
    played.refuse("fault")
    expect(page.get_by_role("alert")).to_contain_text("Something went wrong inside the service.")
    expect(page.get_by_role("alert")).to_be_focused()
    expect(page.locator("#summary h2")).to_have_text(["Knee to wall, Left leg"])
    expect(page.get_by_role("link", name="Result and report")).to_have_attribute("href", f"/assessments/{'a' * 32}")
    page.get_by_role("button", name="Another test").click()
    expect(page.locator("#problem")).to_be_hidden()
    page.locator("[name=protocol][value=exercise]").check()
    page.evaluate("() => { navigator.mediaDevices.reallyOpen = navigator.mediaDevices.getUserMedia; }")
    played.refuse_camera("NotFoundError")
    page.get_by_role("button", name="Start the camera").click()
    expect(page.get_by_role("alert")).to_contain_text("No camera was found.")
    expect(page.locator("#summary h2")).to_have_text(["Knee to wall, Left leg"])
    page.evaluate("() => { navigator.mediaDevices.getUserMedia = navigator.mediaDevices.reallyOpen; }")
    page.get_by_role("button", name="Now the other leg").click()
    played.wait_for_lines(3)
    assert ["protocol=knee-to-wall" in played.lines[2].url, "side=right" in played.lines[2].url] == [True, True]


def test_a_check_that_the_service_ended_meanwhile_leads_to_what_was_measured(played: Played) -> None:
    page = played.begin()
    played.measuring(repetitions=1, valid_repetitions=1, attempts=[attempt(1, 31.0)])
    expect(page.locator("[data-part=last]")).to_have_text("Last: 31°")
    played.lines[0].close()
    played.wait_for_lines(2)
    over = {"type": "urn:cv-rom:problem:live-over", "title": "over", "status": 410, "detail": ""}
    played.say({"problem": over, "ends": True})
    expect(page.get_by_role("heading", name="Done")).to_be_focused()
    expect(page.locator("#summary")).to_contain_text("what was measured should appear in the list of results")
    expect(page.locator("#summary tr").nth(1)).to_contain_text("31°")


def test_a_line_that_never_opens_finds_out_why(played: Played) -> None:
    page = played.page
    page.route_web_socket("**/v1/live?*", lambda line: line.close(code=1008))
    refusal = {"type": "urn:cv-rom:problem:no-key", "title": "", "status": 401, "detail": ""}
    page.route("**/v1/assessments?limit=1", lambda route: route.fulfill(status=401, json=refusal))
    played.begin(wait=False)
    expect(page.get_by_role("alert")).to_contain_text("You are no longer signed in.")


HELD_UP = """
window.most = 0;
window.Worker = class {
  waiting = 0;
  postMessage({ task, picture }) {
    const tell = (answer) => this.onmessage({ data: { answer } });
    if (task === "follow") setTimeout(() => tell({ picture, places: {}, footMotion: null }));
    else if (task !== "find") setTimeout(tell);
    else {
      window.most = Math.max(window.most, this.waiting += 1);
      setTimeout(() => {
        this.waiting -= 1;
        tell({ picture, landmarks: null });
      }, 150 * this.waiting);
    }
  }
};
"""


def test_the_next_picture_is_handed_over_while_the_last_ones_pose_is_looked_for(played: Played) -> None:
    played.page.add_init_script(HELD_UP)
    played.begin()
    for _ in range(4):
        played.wait_for_frames(1)
        played.tell()
    assert played.page.evaluate("window.most") == 2
    times_s = [frame["time_s"] for frame in played.sent]
    assert times_s == sorted(set(times_s))


@pytest.mark.parametrize("task", ["find", "follow"])
def test_a_reader_that_fails_on_the_way_is_told(played: Played, task: str) -> None:
    fails = """window.Worker = class {
      postMessage({ task, picture }) {
        const data = task === 'TASK' ? { failed: 'no memory' } : { answer: { picture, landmarks: null } };
        setTimeout(() => this.onmessage({ data }));
      }
      terminate() {}
    };""".replace("TASK", task)
    played.page.add_init_script(fails)
    page = played.begin(wait=False)
    expect(page.get_by_role("alert")).to_contain_text("The pose model does not run in this browser.")


def test_a_check_whose_reader_failed_can_be_tried_again(played: Played) -> None:
    played.page.add_init_script(BREAKS_DOWN)
    page = played.begin()
    played.measuring()
    closed: list[int] = []
    played.lines[0].on_close(lambda *_: closed.append(1))
    played.break_model()
    played.wait_until(lambda: {"stop": True} in played.sent)
    played.measuring(step="done", assessment="a" * 32)
    expect(page.get_by_role("alert")).to_contain_text("The pose model stopped.")
    assert ["en", page.locator("#problem p").nth(1).inner_text()] in page.evaluate("window.said")
    expect(page.get_by_role("link", name="Result and report")).to_be_visible()
    played.wait_until(lambda: bool(closed))  # else the service would end it later, for want of pictures, and tell so
    assert played.sent.count({"stop": True}) == 1
    page.evaluate("window.broken = false")
    page.get_by_role("button", name="Another test").click()
    page.get_by_role("button", name="Start the camera").click()
    played.wait_for_lines(2)
    played.measuring()
    expect(page.locator("[data-part=angle]")).to_have_text("12°")
    back_to_the_form(played)
    expect(page.get_by_role("button", name="Start the camera")).to_be_visible()
    expect(page.locator("#problem")).to_be_hidden()


def test_a_model_that_does_not_run_is_told(played: Played) -> None:
    page = played.page
    page.add_init_script("window.Worker = class { constructor() { throw new Error('no workers here'); } };")
    page.route("**/vendor/**", lambda route: route.fulfill(status=404))
    played.begin(wait=False)
    expect(page.get_by_role("alert")).to_contain_text("The pose model does not run in this browser.")
