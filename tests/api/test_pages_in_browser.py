"""Sending a video in a real browser, following it, and reading what came out."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import httpx
import pytest
from page_steps import NOBODY, Open, analysed, answer_safety, open_state, sample_state, send, video
from playwright.sync_api import Route, expect
from service_client import ServerProcess


def test_the_safety_questions_come_first(open_page: Open) -> None:
    page = open_page()
    form = page.get_by_role("button", name="Send and analyse")
    expect(form).to_be_hidden()
    answer_safety(page)
    expect(form).to_be_visible()
    page.get_by_role("group", name=re.compile("pain")).get_by_label("Yes").check()
    expect(form).to_be_hidden()
    expect(page.get_by_role("status")).to_contain_text("Please do not do this test now")


def test_a_video_goes_up_and_its_result_comes_back(open_page: Open) -> None:
    page = open_page()
    send(page, "sample")
    expect(page.get_by_role("heading", level=1)).to_have_text("Result: Squat")
    expect(page.locator(".findings")).to_contain_text("The left heel comes up 2 times, by 34 mm")
    expect(page.locator(".cards")).to_contain_text("26.0°95 % interval 22.9° to 29.1°")
    row = page.get_by_role("row", name=re.compile("Heel comes up"))
    expect(row).to_contain_text("left" + "seen" + "34\u00a0mm")
    expect(page.get_by_text("Knee falls inward. The view cannot show it.")).to_be_visible()
    links = page.get_by_role("link", name=re.compile(r"\((JSON|CSV)\)|lines|web page"))
    assert len(links.all()) == 4
    page.get_by_text("Show the report here").click()
    expect(page.frame_locator("iframe").locator("html")).to_have_count(1)


def test_the_whole_way_by_keyboard(open_page: Open) -> None:
    page = open_page()
    for _ in range(3):
        page.keyboard.press("Tab")
        while page.evaluate("document.activeElement.type") != "radio":
            page.keyboard.press("Tab")
        page.keyboard.press("ArrowRight")  # from the first answer to the second one, no
        page.keyboard.press("Space")
    page.set_input_files("#video", video("sample"))
    page.get_by_role("button", name="Send and analyse").focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Delete this result").press("Enter")
    expect(page.get_by_role("button", name="Keep")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()


def test_a_video_can_be_dropped(open_page: Open) -> None:
    page = open_page()
    answer_safety(page)
    dropped = page.evaluate_handle(
        "() => { const data = new DataTransfer(); data.items.add(new File(['1'], 'my squat.mp4')); return data; }"
    )
    page.locator("#drop").dispatch_event("drop", {"dataTransfer": dropped})
    expect(page.locator("#chosen")).to_have_text("Chosen: my squat.mp4 (0.0\u00a0MB)")


def test_a_phone_offers_its_camera(open_page: Open) -> None:
    page = open_page(has_touch=True, viewport={"width": 360, "height": 700})
    answer_safety(page)
    expect(page.get_by_text("Film now")).to_be_visible()
    assert page.locator("#camera").get_attribute("capture") == "environment"
    assert page.locator("#video").get_attribute("capture") is None, "a stored video can be chosen too"


@pytest.mark.parametrize(
    ("name", "kind", "content", "message"),
    [
        pytest.param("notes.txt", "text/plain", b"text", "This file is not a video.", id="not a video"),
        pytest.param("clip.mp4", "video/mp4", b"", "This file is empty.", id="empty"),
        pytest.param("clip.mp4", "video/mp4", b"0" * 3_100_000, "and 3.0\u00a0MB are allowed", id="too large"),
    ],
)
def test_a_file_that_cannot_do_is_refused_before_it_is_sent(
    open_page: Open, server: ServerProcess, name: str, kind: str, content: bytes, message: str
) -> None:
    page = open_page(url=server.url)
    answer_safety(page)
    page.set_input_files("#video", {"name": name, "mimeType": kind, "buffer": content})
    expect(page.locator("#video-error")).to_contain_text(message)
    page.get_by_role("button", name="Send and analyse").click()
    expect(page.get_by_role("button", name="Send and analyse")).to_be_visible()


def test_a_number_out_of_range_is_named_beside_its_field(open_page: Open) -> None:
    page = open_page()
    answer_safety(page)
    page.get_by_label("Foot length in cm").fill("250")
    page.set_input_files("#video", video("sample"))
    page.get_by_role("button", name="Send and analyse").click()
    message = "Foot length in cm: give a number from 10 to 40, or leave it empty."
    expect(page.get_by_label("Foot length in cm")).to_have_accessible_description(re.compile(re.escape(message)))
    expect(page.get_by_label("Foot length in cm")).to_be_focused()


def test_a_code_is_no_name(open_page: Open, client: httpx.Client) -> None:
    page = open_page()
    answer_safety(page)
    page.set_input_files("#video", video("sample"))
    consent = page.get_by_label("The person in the video agrees")
    expect(page.get_by_label("Code of the person")).to_be_visible()
    expect(consent).to_be_hidden()
    page.get_by_label("Code of the person").fill("Jane Doe")
    page.get_by_role("button", name="Send and analyse").click()
    expect(page.locator("#subject-error")).to_contain_text("no spaces")
    page.get_by_label("Code of the person").fill("K-17")
    page.get_by_role("button", name="Send and analyse").click()
    expect(page.locator("#subject-error")).to_contain_text("consent of the person")
    consent.check()
    with page.expect_request("**/v1/assessments?*") as sent:
        page.get_by_role("button", name="Send and analyse").click()
    assert "subject=K-17" in sent.value.url
    assert "consent=true" in sent.value.url
    expect(page.get_by_role("heading", name="Downloads")).to_be_visible()


def test_what_the_service_refuses_is_said_in_plain_words(open_page: Open) -> None:
    page = open_page()
    send(page, "clip.mp4", b"text, not a video")
    expect(page.get_by_role("alert")).to_contain_text("The file cannot be read as a video.")
    expect(page.get_by_role("alert")).to_be_focused()
    expect(page.locator("#chosen")).to_contain_text("clip.mp4")


@pytest.mark.parametrize(
    ("status", "kind", "message"),
    [
        (429, "too-many", "Try again in 17 seconds."),
        (413, "too-large", "The video is too large for this service."),
        (422, "wrong-parameter", "One of the values cannot be used."),
        (418, "tea", "an answer that this page does not understand"),
    ],
)
def test_every_refusal_has_its_words(open_page: Open, status: int, kind: str, message: str) -> None:
    page = open_page()
    errors = [{"parameter": "height_cm", "message": "must be a number from 80 to 250, not 3"}]
    body = {"type": f"urn:cv-rom:problem:{kind}", "title": kind, "status": status, "detail": "", "errors": errors}
    page.route(
        "**/v1/assessments?*", lambda route: route.fulfill(status=status, json=body, headers={"Retry-After": "17"})
    )
    send(page, "clip.mp4")
    expect(page.get_by_role("alert")).to_contain_text(message)
    expect(page.locator("#height_cm-error")).to_have_text(errors[0]["message"])


def test_a_broken_connection_and_a_strange_answer(open_page: Open) -> None:
    page = open_page()
    page.route("**/v1/assessments?*", lambda route: route.abort())
    send(page, "clip.mp4")
    expect(page.get_by_role("alert")).to_contain_text("The service cannot be reached.")
    page.route("**/v1/assessments?*", lambda route: route.fulfill(status=500, body="<h1>A proxy's page</h1>"))
    page.get_by_role("button", name="Send and analyse").click()
    expect(page.get_by_role("alert")).to_contain_text("an answer that this page does not understand")


def test_what_was_answered_is_sent(open_page: Open) -> None:
    page = open_page(locale="de")
    answer_safety(page, "Nein")
    page.set_input_files("#video", video("sample"))
    page.get_by_label("Knie zur Wand", exact=True).check()
    page.get_by_label("Welches Bein?").select_option("Links")
    page.get_by_label("Fußlänge in cm").fill("25.5")
    page.get_by_label("Ein leeres weißes A4-Blatt").check()
    with page.expect_request("**/v1/assessments?*") as sent:
        page.get_by_role("button", name="Senden und auswerten").click()
    asked = dict(parse_qsl(urlsplit(sent.value.url).query))
    assert asked == {
        "protocol": "knee-to-wall",
        "side": "left",
        "footwear": "unknown",
        "foot_length_cm": "25.5",
        "a4": "true",
        "language": "de",
        "name": "sample",
    }


def test_the_marker_can_be_printed(open_page: Open) -> None:
    page = open_page()
    answer_safety(page)
    with page.expect_popup() as marker:
        page.get_by_role("link", name="Print the marker").click()
    expect(marker.value.locator("svg")).to_contain_text("cv-rom marker: print at 100 %")


def test_an_answer_that_was_lost_makes_no_second_assessment(open_page: Open) -> None:
    """The service took the video, but the page did not hear of it: sending again leads to the same assessment."""
    page = open_page()
    made: list[str] = []

    def lose_the_answer(route: Route) -> None:
        made.append(route.fetch().headers["location"])
        route.abort()

    page.route("**/v1/assessments?*", lose_the_answer, times=1)
    send(page, "sample")
    expect(page.get_by_role("alert")).to_contain_text("The service cannot be reached.")
    page.get_by_role("button", name="Send and analyse").click()
    expect(page.get_by_role("heading", name="Downloads")).to_be_visible()
    assert [f"/v1{urlsplit(page.url).path}"] == made


def test_an_upload_can_be_cancelled(open_page: Open, leaves_nothing: None) -> None:
    page = open_page()
    page.route("**/v1/assessments?*", lambda _: None)  # never answered
    send(page, "clip.mp4")
    page.get_by_role("button", name="Cancel").click()
    expect(page.get_by_role("alert")).to_contain_text("The upload was cancelled. Nothing was kept.")
    expect(page.get_by_role("button", name="Send and analyse")).to_be_visible()


@pytest.mark.parametrize("events", [pytest.param(True, id="events"), pytest.param(False, id="asking every second")])
def test_progress_is_shown_until_the_end(open_page: Open, data_dir: Path, events: bool) -> None:
    page = open_page()
    if not events:
        page.route("**/events", lambda route: route.abort())
    send(page, "slow")
    expect(page.locator("#percent")).to_have_text("50 % done")
    expect(page.get_by_role("status")).to_have_text("The recording is being analysed. 50 % done")
    assert page.get_by_role("progressbar").evaluate("bar => bar.value") == 50
    (data_dir / "assessments" / page.url.rsplit("/", 1)[-1] / "release").touch()
    expect(page.get_by_role("heading", name="Downloads")).to_be_visible()
    expect(page.get_by_role("progressbar")).to_be_hidden()


def test_a_lost_connection_is_told_and_waited_out(open_page: Open, data_dir: Path) -> None:
    page = open_page()
    send(page, "slow")
    expect(page.locator("#percent")).to_have_text("50 % done")
    lost = page.get_by_text("The connection to the service is lost.").and_(page.locator(".notice"))
    expect(lost).to_be_hidden()
    page.context.set_offline(True)
    expect(lost).to_be_visible()
    expect(page.get_by_role("status")).to_contain_text("The connection to the service is lost.")
    (data_dir / "assessments" / page.url.rsplit("/", 1)[-1] / "release").touch()
    page.context.set_offline(False)
    expect(page.get_by_role("heading", name="Downloads")).to_be_visible()
    expect(lost).to_be_hidden()


def test_a_restart_behind_a_proxy_is_waited_out(open_page: Open) -> None:
    page = open_page()
    page.route(f"**/v1/assessments/{NOBODY}", lambda route: route.fulfill(json=sample_state()))
    away = {"status": 502, "body": "<h1>Bad gateway</h1>"}
    page.route(f"**/v1/assessments/{NOBODY}", lambda route: route.fulfill(**away), times=1)
    page.route("**/*.mp4", lambda route: route.abort())
    page.goto(f"/assessments/{NOBODY}")
    expect(page.locator("#lost")).to_be_visible()
    expect(page.get_by_role("heading", name="Downloads")).to_be_visible()


def test_an_analysis_can_be_cancelled(open_page: Open, client: httpx.Client) -> None:
    page = open_page()
    send(page, "slow")
    page.get_by_role("button", name="Cancel the analysis").click()
    expect(page.get_by_role("alert")).to_contain_text("The analysis was cancelled")
    expect(page.get_by_role("progressbar")).to_be_hidden()


def test_a_failed_analysis_says_why(open_page: Open, client: httpx.Client) -> None:
    page = open_page(analysed(client, "unreadable"))
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("The analysis did not succeed")
    expect(alert).to_contain_text("The file cannot be read as a video.")
    expect(alert).to_contain_text("unreadable: no picture could be decoded")


def test_an_unknown_address_says_so(open_page: Open) -> None:
    page = open_page("/assessments/" + "0" * 32)
    expect(page.get_by_role("alert")).to_contain_text("There is no result with this address.")
    expect(page.get_by_role("link", name="Test another video")).to_be_visible()


def test_a_result_is_deleted_after_a_question(open_page: Open, client: httpx.Client) -> None:
    path = analysed(client, "sample")
    page = open_page(path)
    page.get_by_role("button", name="Delete this result").click()
    page.get_by_role("button", name="Keep").click()
    assert client.get(f"/v1{path}").status_code == 200
    page.get_by_role("button", name="Delete this result").click()
    page.get_by_role("button", name="Delete", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("The result was deleted.")
    assert client.get(f"/v1{path}").status_code == 404


def test_a_live_check_leads_to_the_next_one(open_page: Open) -> None:
    state = sample_state()
    state["assessment"]["provenance"]["settings"]["live"] = True
    page = open_page()
    open_state(page, state)
    expect(page.get_by_role("link", name="Check again live")).to_have_attribute("href", "/live")
    expect(page.get_by_role("link", name="Test another video")).to_have_count(0)
    page.route(f"**/v1/assessments/{state['id']}", lambda route: route.fulfill(status=204))
    page.get_by_role("button", name="Delete this result").click()
    page.get_by_role("button", name="Delete", exact=True).click()
    expect(page.get_by_role("alert").get_by_role("link", name="Check again live")).to_be_visible()


@pytest.mark.parametrize(
    ("locale", "live", "said"),
    [
        ("de", False, "in der Sprache, in der das Video gesendet wurde (Englisch)"),
        ("de", True, "in der Sprache, in der der Live-Test gemacht wurde (Englisch)"),
        ("en", True, "in the language in which the live check was done (German)"),
    ],
)
def test_sentences_in_another_language_say_why(open_page: Open, locale: str, live: bool, said: str) -> None:
    state = sample_state()
    state["assessment"]["provenance"]["settings"] |= {"live": live, "language": "en" if locale == "de" else "de"}
    page = open_page(locale=locale)
    open_state(page, state)
    expect(page.locator("#outcome")).to_contain_text(said)


@pytest.mark.parametrize(
    ("locale", "said"),
    [("en", "Scalenone: no distances in centimetres"), ("de", "Maßstabkeiner: keine Abstände in Zentimetern")],
)
def test_a_result_without_a_scale_says_so(open_page: Open, locale: str, said: str) -> None:
    state = sample_state()
    state["assessment"]["scale"]["source"] = "none"
    page = open_page(locale=locale)
    open_state(page, state)
    expect(page.locator(".facts")).to_contain_text(said)


def test_hostile_names_are_shown_and_not_run(open_page: Open) -> None:
    state = sample_state()
    state["assessment"]["source"]["name"] = "<img src=x onerror=alert(1)>.mp4"
    page = open_page()
    open_state(page, state)
    expect(page.get_by_text("<img src=x onerror=alert(1)>.mp4")).to_be_visible()


@pytest.mark.parametrize(
    ("locale", "zone", "written"),
    [
        ("en-GB", "Europe/London", "4 May 2026, 23:32"),
        ("en-US", "America/New_York", "May 4, 2026, 6:32"),
        ("de-AT", "Europe/Vienna", "05.05.2026, 00:32"),
        ("fr", "Pacific/Auckland", "May 5, 2026, 10:32"),
    ],
)
def test_moments_are_the_readers_own(open_page: Open, locale: str, zone: str, written: str) -> None:
    page = open_page(locale=locale, timezone_id=zone)
    open_state(page, sample_state())
    expect(page.locator(".facts time")).to_contain_text(written)
    expect(page.locator(".facts time")).to_have_attribute("datetime", "2026-05-04T22:32:10+00:00")


def test_sentences_say_which_language_they_are_in(open_page: Open) -> None:
    page = open_page(locale="de")
    open_state(page, sample_state())
    expect(page.get_by_text("in der das Video gesendet wurde (Englisch)")).to_be_visible()
    expect(page.locator(".findings li").first).to_have_attribute("lang", "en")
    page.get_by_role("link", name="English").click()
    expect(page.get_by_text("in which the video was sent")).to_have_count(0)


def test_german_from_the_browser_and_by_choice(open_page: Open) -> None:
    page = open_page(locale="de-AT")
    open_state(page, sample_state())
    expect(page.get_by_role("heading", level=1)).to_have_text("Ergebnis: Kniebeuge")
    expect(page.locator(".cards")).to_contain_text("26,0°")
    page.get_by_role("link", name="English").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Result: Squat")
    page.goto("/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Test an ankle")
