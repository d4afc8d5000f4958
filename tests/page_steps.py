"""What people do on the web pages, for the tests that drive a browser."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import httpx
from fake_analyses import SAMPLE
from playwright.sync_api import FilePayload, Page
from service_client import wait_for

Open = Callable[..., Page]
"""Opens a page: `open_page(path, url, **options of the browser's context)`."""
NOBODY = "0" * 32


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


def sample_state(**changes: Any) -> dict[str, Any]:
    """The state of an analysed sample clip, as the service answers it."""
    assessment = json.loads(SAMPLE.read_text("utf-8"))
    assessment["provenance"]["created_at"] = "2026-05-04T22:32:10+00:00"
    paths = {name: f"/v1/assessments/{NOBODY}/{name}" for name in ("report.html", "annotated.mp4", "fhir")}
    state = {"id": NOBODY, "status": "done", "progress": 1.0, "problem": None}
    return {**state, "assessment": assessment, "artefacts": paths, **changes}


def open_state(page: Page, state: dict[str, Any]) -> None:
    """The result page of an assessment in any state."""
    page.unroute_all()
    page.route("**/v1/assessments/**", lambda route: route.fulfill(status=404))
    page.route(f"**/v1/assessments/{NOBODY}", lambda route: route.fulfill(json=state))
    page.goto(f"/assessments/{NOBODY}")


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
    subject = {"id": NOBODY, "code": code, "created_at": "2026-01-01T12:00:00Z"}
    return {"subject": subject, "series": [left, right, squat]}


def open_history(page: Page, history: dict[str, Any]) -> None:
    page.route("**/progress", lambda route: route.fulfill(json=history))
    page.goto(f"/subjects/{NOBODY}")
    page.wait_for_selector(".chart")
