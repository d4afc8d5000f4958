"""The web pages in a real browser: upload, progress, result, errors, deletion, and access for everybody."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack
from pathlib import Path
from typing import Any

import httpx
import pytest
from browser import accessibility_faults, chromium, watched_page, width_left_over
from cv_rom_api import administration
from playwright.sync_api import Browser, FilePayload, Page, expect
from service_client import ServerProcess, wait_for

ROOT = Path(__file__).parents[2]
Open = Callable[..., Page]
Serve = Callable[..., AbstractContextManager[httpx.Client]]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture
def open_page(browser: Browser, client: httpx.Client) -> Iterator[Open]:
    """Opens a page of the service with quick analyses (or of another one)."""
    with ExitStack() as pages:

        def open_page(path: str = "/", url: str = str(client.base_url), **options: Any) -> Page:
            page = pages.enter_context(watched_page(browser, url, **options))
            page.goto(path)
            return page

        yield open_page


def video(name: str, content: bytes = b"video") -> FilePayload:
    return {"name": name, "mimeType": "video/mp4", "buffer": content}


def answer_safety(page: Page, answer: str = "No") -> None:
    for question in page.locator("#safety").get_by_role("group").all():
        question.get_by_label(answer).check()


def send(page: Page, name: str, content: bytes = b"video") -> None:
    answer_safety(page)
    page.set_input_files("#video", video(name, content))
    page.get_by_role("button", name="Send and analyse").click()


def analysed(client: httpx.Client, name: str) -> str:
    """The page of an assessment that is over."""
    location = client.post("/v1/assessments", params={"name": name}, content=b"video").headers["location"]
    wait_for(client, location)
    return str(location).removeprefix("/v1")


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
    page.get_by_label("Code of the person").fill("Jane Doe")
    page.get_by_role("button", name="Send and analyse").click()
    expect(page.locator("#subject-error")).to_contain_text("no spaces")
    page.get_by_label("Code of the person").fill("K-17")
    page.get_by_role("button", name="Send and analyse").click()
    expect(page.locator("#subject-error")).to_contain_text("consent of the person")
    page.get_by_label("The person in the video agrees").check()
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
    page.route("**/v1/assessments?*", lambda route: route.fulfill(status=502, body="<h1>Bad gateway</h1>"))
    page.get_by_role("button", name="Send and analyse").click()
    expect(page.get_by_role("alert")).to_contain_text("an answer that this page does not understand")


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
    expect(page.get_by_role("status")).to_have_text("The video is being analysed. 50 % done")
    assert page.get_by_role("progressbar").evaluate("bar => bar.value") == 50
    (data_dir / "assessments" / page.url.rsplit("/", 1)[-1] / "release").touch()
    expect(page.get_by_role("heading", name="Downloads")).to_be_visible()
    expect(page.get_by_role("progressbar")).to_be_hidden()


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


def test_hostile_names_are_shown_and_not_run(open_page: Open, client: httpx.Client) -> None:
    path = analysed(client, "sample")
    state = client.get(f"/v1{path}").json()
    state["assessment"]["source"]["name"] = "<img src=x onerror=alert(1)>.mp4"
    page = open_page()
    page.route(f"**/v1{path}", lambda route: route.fulfill(body=json.dumps(state), content_type="application/json"))
    page.goto(path)
    expect(page.get_by_text("<img src=x onerror=alert(1)>.mp4")).to_be_visible()


def test_german_from_the_browser_and_by_choice(open_page: Open, client: httpx.Client) -> None:
    page = open_page(analysed(client, "sample"), locale="de-AT")
    expect(page.get_by_role("heading", level=1)).to_have_text("Ergebnis: Kniebeuge")
    expect(page.locator(".cards")).to_contain_text("26,0°")
    page.get_by_role("link", name="English").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Result: Squat")
    page.goto("/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Test an ankle")


def lunge_history(code: str) -> dict[str, Any]:
    """What the service answers about somebody whose left ankle moves further and further."""

    def point(month: int, value: float, footwear: str = "barefoot", real: bool | None = False) -> dict[str, Any]:
        difference = value - 30.0
        change = {"difference": difference, "interval_95": [difference - 3, difference + 3], "real_change": real}
        return {
            "assessment_id": f"{month}",
            "at": f"2026-0{month}-01T12:00:00Z",
            "value": value,
            "interval_95": [value - 2, value + 2],
            "footwear": footwear,
            "change": change if month > 1 else None,
        }

    points = [point(1, 30.0), point(2, 32.0), point(3, 38.0, real=True), point(4, 40.0, "shoes", None)]
    names = {"protocol": "knee-to-wall", "measure": "best_peak_dorsiflexion_deg", "unit": "deg"}
    detectable = {"value": 4.7, "unit": "deg", "source": "Powden 2015 review"}
    left = names | {"side": "left", "minimal_detectable_change": detectable, "points": points}
    right = names | {"side": "right", "minimal_detectable_change": detectable, "points": points[:1]}
    squat = left | {"protocol": "squat", "minimal_detectable_change": None}
    subject = {"id": "0" * 32, "code": code, "created_at": "2026-01-01T12:00:00Z"}
    return {"subject": subject, "series": [left, right, squat]}


def open_history(page: Page, history: dict[str, Any]) -> None:
    page.route("**/progress", lambda route: route.fulfill(json=history))
    page.goto("/subjects/" + "0" * 32)
    page.wait_for_selector(".chart")


def test_a_history_is_a_chart_and_a_table(open_page: Open) -> None:
    page = open_page()
    open_history(page, lunge_history("K-17"))
    expect(page.get_by_role("heading", level=1)).to_have_text("History of K-17")
    left = page.get_by_role("img", name="left: 4 values from Jan 1, 2026 to Apr 1, 2026. First 30.0°, last 40.0°")
    expect(left.first.locator(".mark.other")).to_have_count(1)
    band = left.first.locator(".band").bounding_box()
    marks = [mark.bounding_box() for mark in left.first.locator(".mark").all()]
    assert band is not None
    inside = [band["y"] < m["y"] + m["height"] / 2 < band["y"] + band["height"] for m in marks if m is not None]
    assert inside == [True, True, False, False]
    expect(left.last.locator(".band")).to_have_count(0)
    expect(page.get_by_text("The band reaches 4.7° above and below the first value").first).to_be_visible()
    expect(page.get_by_text("has not been established for this movement")).to_be_visible()
    rows = page.get_by_role("table").first.get_by_role("row")
    expect(rows.nth(1)).to_have_text(re.compile(r"Apr 1, 2026.*40.0°.*\+10.0°cannot be said: other footwear"))
    expect(rows.nth(2)).to_have_text(re.compile(r"\+8.0°yes"))


def test_results_are_listed_page_by_page(open_page: Open, client: httpx.Client) -> None:
    newest = analysed(client, "sample")
    page = open_page()
    page.route("**/v1/assessments", lambda route: route.continue_(url=f"{route.request.url}?limit=1"))
    page.get_by_role("link", name="Results").click()
    expect(page.get_by_role("row")).to_have_count(2)
    expect(page.get_by_role("row").nth(1)).to_have_text(re.compile("Found from the video.*sample.*done"))
    page.get_by_role("button", name="Show more").click()
    expect(page.get_by_role("row").nth(2).get_by_role("link")).to_be_focused()
    assert accessibility_faults(page) == []
    assert page.get_by_role("row").nth(1).get_by_role("link").get_attribute("href") == newest


def test_an_empty_list_leads_to_the_first_test(open_page: Open) -> None:
    page = open_page()
    for path in ("assessments", "subjects"):
        page.route(f"**/v1/{path}", lambda route: route.fulfill(json={"items": [], "next_cursor": None}))
        page.goto(f"/{path}")
        expect(page.get_by_role("status").get_by_role("link")).to_have_attribute("href", "/")


def test_people_lead_to_their_history(open_page: Open, client: httpx.Client) -> None:
    page = open_page("/subjects")
    answer = client.post(
        "/v1/assessments", params={"name": "sample", "subject": "P-9", "consent": "true"}, content=b"video"
    )
    wait_for(client, answer.headers["location"])
    page.reload()
    page.get_by_role("link", name="P-9").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("History of P-9")
    page.get_by_role("row").nth(1).get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Result: Squat")


LOOKS = {
    "desk, light": {"viewport": {"width": 1280, "height": 800}},
    "phone, dark, German": {"viewport": {"width": 360, "height": 700}, "color_scheme": "dark", "locale": "de-DE"},
    "desk at 200 %": {"viewport": {"width": 640, "height": 400}, "device_scale_factor": 2},
}


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)
def test_the_pages_are_open_to_everybody(open_page: Open, client: httpx.Client, look: dict[str, Any]) -> None:
    page = open_page(**look)
    answer_safety(page, "Nein" if "locale" in look else "No")
    assert accessibility_faults(page) == []
    assert width_left_over(page) == 0
    page.locator("#safety").get_by_role("radio").first.check()
    assert accessibility_faults(page) == []
    open_history(page, lunge_history("K-17"))
    assert accessibility_faults(page) == []
    assert width_left_over(page) == 0
    for name, mark in (("sample", ".cards"), ("crash", "#problem .title")):
        page.goto(analysed(client, name))
        page.wait_for_selector(mark)
        assert accessibility_faults(page) == []
        assert width_left_over(page) == 0


def test_a_sample_clip_from_upload_to_report(open_page: Open, server: ServerProcess) -> None:
    page = open_page(url=server.url)
    answer_safety(page)
    page.get_by_label("Squat", exact=True).check()
    page.get_by_label("On the feet").select_option("Barefoot")
    page.get_by_label("Body height in cm").fill("177")
    page.set_input_files("#video", ROOT / "samples" / "squat-side-heel-lift.mp4")
    page.get_by_role("button", name="Send and analyse").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Result: Squat", timeout=120_000)
    expect(page.locator(".findings")).to_contain_text("The left heel comes up")
    page.wait_for_function("document.querySelector('video').duration > 4")
    page.get_by_text("Show the report here").click()
    report = page.frame_locator("iframe")
    expect(report.get_by_role("heading", level=1)).to_have_text("Ankle range-of-motion report")
    expect(report.get_by_text("2 of them not valid")).to_be_visible()
    page.wait_for_function("document.querySelector('iframe').offsetHeight > 3000")
    report.get_by_role("link", name="annotated.mp4").click()
    page.wait_for_url("**/annotated.mp4")


@pytest.mark.parametrize("locale", ["en", "de"])
def test_a_key_opens_the_pages_until_signing_out(
    browser: Browser,
    serve: Serve,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    locale: str,
) -> None:
    monkeypatch.setenv("CV_ROM_DATA_DIR", str(tmp_path))
    administration.create_key("Praxis am Markt", "")
    key = capsys.readouterr().out.strip()
    with serve() as client, watched_page(browser, str(client.base_url), locale=locale) as page:
        page.goto("/subjects")
        assert accessibility_faults(page) == []
        page.locator("#key").fill("cvrom_wrong")
        page.locator("form button").click()
        expect(page.locator("#key-error")).not_to_be_empty()
        assert accessibility_faults(page) == []
        page.locator("#key").fill(key)
        page.locator("form button").click()
        expect(page).to_have_url(re.compile("/subjects$"))
        expect(page.locator("#problem")).to_be_hidden()
        page.goto("/login")
        expect(page.locator("main code")).to_have_text(re.compile("^cvrom_[0-9a-f]{10}$"))
        page.locator("form button").click()
        page.goto("/")
        expect(page).to_have_url(re.compile(r"/login\?next=%2F$"))
