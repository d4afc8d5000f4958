"""A rendered clip goes up on the pages of a service as users run it, and its report comes back."""

from __future__ import annotations

import base64
import json
import re
import time
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from browser import width_left_over
from page_steps import Open, answer_safety
from playwright.sync_api import Locator, Page, expect
from service_client import ServerProcess

SAMPLES = Path(__file__).parents[2] / "samples"
DESK = {"viewport": {"width": 1280, "height": 800}, "locale": "en"}
PHONE = {"viewport": {"width": 390, "height": 780}, "has_touch": True, "is_mobile": True, "locale": "de"}
LONG_MS = 240_000


def drop(page: Page, video: Path) -> None:
    """Let a file fall onto the page, as from the desk."""
    content = base64.b64encode(video.read_bytes()).decode()
    dropped = page.evaluate_handle(
        """async ([content, name]) => {
            const bytes = Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0));
            const data = new DataTransfer();
            data.items.add(new File([bytes], name, { type: "video/mp4" }));
            return data;
        }""",
        [content, video.name],
    )
    page.locator("#drop").dispatch_event("drop", {"dataTransfer": dropped})


def downloaded(page: Page, name: str) -> bytes:
    with page.expect_download() as download:
        page.get_by_role("link", name=name, exact=True).click()
    return Path(download.value.path()).read_bytes()


def wait_until(element: Locator, condition: str) -> None:
    """Until an arrow function of the element is true; Playwright's own way of waiting needs what the pages forbid."""
    deadline = time.monotonic() + 20
    while not element.evaluate(condition):
        assert time.monotonic() < deadline, condition
        time.sleep(0.05)


def play_and_seek(page: Page) -> None:
    video = page.locator("video")
    wait_until(video, "video => video.duration > 2")
    poster = "video => { const image = new Image(); image.src = video.poster; return image.decode().then(() => image"
    size = video.evaluate(f"{poster}.naturalWidth / image.naturalHeight); }}")
    assert size == pytest.approx(video.evaluate("video => video.videoWidth / video.videoHeight"))
    video.evaluate("video => { video.muted = true; return video.play(); }")
    wait_until(video, "video => video.currentTime > 0.3")
    video.evaluate("video => { video.pause(); video.currentTime = video.duration - 0.5; }")
    wait_until(video, "video => !video.seeking && video.readyState >= 2")
    assert video.evaluate("video => video.duration - video.currentTime") == pytest.approx(0.5, abs=0.05)


def test_sent_from_a_desk_in_english_and_read_on_a_phone_in_german(open_page: Open, server: ServerProcess) -> None:
    page = open_page(url=server.url, **DESK)
    answer_safety(page)
    drop(page, SAMPLES / "squat-side-heel-lift.mp4")
    page.get_by_label("Squat", exact=True).check()
    page.get_by_label("On the feet").select_option("Barefoot")
    page.get_by_label("Body height in cm").fill("177")
    page.get_by_role("button", name="Send and analyse").click()
    expect(page.locator("#percent")).to_have_text(re.compile(r"\d+ % done"), timeout=LONG_MS)
    expect(page.get_by_role("heading", level=1)).to_have_text("Result: Squat", timeout=LONG_MS)
    result = urlsplit(page.url).path
    expect(page.locator(".findings")).to_contain_text("The left heel comes up")
    expect(page.locator(".facts")).to_contain_text("the body height")
    card = page.locator(".cards li").filter(has_text="Ankle bend under load (dorsiflexion), best (left)")
    expect(card).to_contain_text(re.compile(r"2\d\.\d°95 % interval \d\d\.\d° to \d\d\.\d°"))
    play_and_seek(page)
    measured = json.loads(downloaded(page, "All values (JSON)"))
    assert downloaded(page, "Curves for a spreadsheet (CSV)").startswith(b"time_s,")
    assert b"ftyp" in downloaded(page, "Video with the measured lines")[:16]
    assert json.loads(downloaded(page, "For the clinic's system (FHIR)"))["resourceType"] == "Bundle"
    assert b"<html" in downloaded(page, "Report as a web page")
    best = next(one for one in measured["measures"] if one["name"] == "best_peak_dorsiflexion_deg")
    expect(card.locator(".value")).to_have_text(f"{best['value']:.1f}°")
    page.get_by_text("Show the report here").click()
    report = page.frame_locator("iframe")
    expect(report.get_by_role("heading", level=1)).to_have_text("Ankle range-of-motion report")
    expect(report.get_by_text("2 of them not valid")).to_be_visible()
    wait_until(page.locator("iframe"), "frame => frame.offsetHeight > 3000")
    report.get_by_role("link", name="annotated.mp4").click()
    page.wait_for_url("**/annotated.mp4")
    read_on_a_phone_in_german(open_page(result, server.url, **PHONE))


def read_on_a_phone_in_german(page: Page) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text("Ergebnis: Kniebeuge")
    expect(page.locator(".cards li").first).to_contain_text(re.compile(r"\d,\d°95-%-Intervall \d\d,\d° bis \d\d,\d°"))
    expect(page.locator(".findings")).to_contain_text("The left heel comes up")
    expect(page.get_by_text("in der das Video gesendet wurde (Englisch)")).to_be_visible()
    expect(page.locator(".facts")).to_contain_text("die Körpergröße")
    assert width_left_over(page) == 0
    play_and_seek(page)
    page.get_by_role("link", name="Den Bericht öffnen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ankle range-of-motion report")


def test_a_phone_sends_in_german(open_page: Open) -> None:
    """To a service with quick analyses: what is sent and said is what counts here."""
    page = open_page(**PHONE)
    answer_safety(page, "Nein")
    with page.expect_file_chooser() as chooser:
        page.get_by_text("Video auswählen").click()
    chooser.value.set_files(SAMPLES / "squat-side.mp4")
    page.get_by_label("Kniebeuge", exact=True).check()
    page.get_by_label("Kürzel der Person").fill("E-1")
    page.get_by_label("Die Person im Video ist einverstanden").check()
    page.get_by_role("button", name="Senden und auswerten").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ergebnis: Kniebeuge")
    page.get_by_role("link", name="Personen").click()
    page.get_by_role("link", name="E-1").click()
    expect(page.get_by_role("table").first).to_contain_text("erster Wert")
    assert width_left_over(page) == 0
