"""The lists of results and people, and the history of a person, in a real browser."""

from __future__ import annotations

import re

import httpx
from browser import accessibility_faults
from page_steps import Open, analysed, lunge_history, open_history
from playwright.sync_api import expect
from service_client import wait_for


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


def test_two_values_of_one_day_share_their_date(open_page: Open) -> None:
    page = open_page(timezone_id="UTC")
    history = lunge_history("K-17")
    for point, hour in zip(history["series"][0]["points"], (8, 9, 10, 11), strict=True):
        point["at"] = f"2026-01-01T{hour:02}:00:00Z"
    history["series"] = history["series"][:1]
    open_history(page, history)
    expect(page.locator(".chart .tick.middle")).to_have_text("Jan 1, 2026")
    expect(page.locator(".chart .tick:is(.first, .last)")).to_have_count(0)


def test_the_legs_differ_in_shape_and_not_by_colour_alone(open_page: Open) -> None:
    page = open_page()
    open_history(page, lunge_history("K-17"))
    marks = [page.locator(f".chart svg.{side} .mark").first for side in ("left", "right")]
    assert [mark.evaluate("e => e.tagName") for mark in marks] == ["circle", "rect"]


def test_a_person_is_deleted_after_a_question(open_page: Open, client: httpx.Client) -> None:
    location = send_for(client, "P-10")
    subject = next(one for one in client.get("/v1/subjects").json()["items"] if one["code"] == "P-10")
    page = open_page(f"/subjects/{subject['id']}")
    page.get_by_role("button", name="Delete this person").click()
    page.get_by_role("button", name="Keep").click()
    assert client.get(location).status_code == 200
    page.get_by_role("button", name="Delete this person").click()
    page.get_by_role("button", name="Delete", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("The person was deleted.")
    expect(page.locator(".chart")).to_have_count(0)
    assert client.get(location).status_code == 404
    assert client.get(f"/v1/subjects/{subject['id']}").status_code == 404


def send_for(client: httpx.Client, code: str) -> str:
    query = {"name": "sample", "subject": code, "consent": "true"}
    location = str(client.post("/v1/assessments", params=query, content=b"video").headers["location"])
    wait_for(client, location)
    return location


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
    send_for(client, "P-9")
    page.reload()
    page.get_by_role("link", name="P-9").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("History of P-9")
    page.get_by_role("row").nth(1).get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Result: Squat")
