"""The web pages of a service with keys: signing in and out, and a session that ends in between."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from contextlib import redirect_stdout

import httpx
import pytest
from browser import accessibility_faults, watched_page
from cv_rom_api import administration
from page_steps import send
from playwright.sync_api import Browser, Page, expect
from service_client import fake_service


@pytest.fixture(scope="module")
def keyed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """The address of a service with a key, and the key."""
    data_dir, key = tmp_path_factory.mktemp("keyed"), io.StringIO()
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(key):
        patch.setenv("CV_ROM_DATA_DIR", str(data_dir))
        administration.create_key("Praxis am Markt", "")
    with fake_service(data_dir) as client:
        yield str(client.base_url), key.getvalue().strip()


@pytest.fixture
def key(keyed: tuple[str, str]) -> str:
    return keyed[1]


@pytest.fixture(params=["en"])
def page(browser: Browser, keyed: tuple[str, str], request: pytest.FixtureRequest) -> Iterator[Page]:
    with watched_page(browser, keyed[0], locale=request.param) as page:
        yield page


def sign_in(page: Page, key: str) -> None:
    page.locator("#key").fill(key)
    page.locator("main form button").click()


@pytest.mark.parametrize("page", ["en", "de"], indirect=True)
def test_a_key_opens_the_pages_until_signing_out(page: Page, key: str) -> None:
    page.goto("/subjects")
    expect(page.locator("header form")).to_have_count(0)
    assert accessibility_faults(page) == []
    sign_in(page, "cvrom_wrong")
    expect(page.locator("#key-error")).not_to_be_empty()
    assert accessibility_faults(page) == []
    sign_in(page, key)
    expect(page).to_have_url(re.compile("/subjects$"))
    expect(page.locator("#problem")).to_be_hidden()
    page.goto("/login")
    expect(page.locator("main code")).to_have_text(re.compile("^cvrom_[0-9a-f]{10}$"))
    page.locator("header form button").click()
    expect(page).to_have_url(re.compile("/login$"))
    page.goto("/")
    expect(page).to_have_url(re.compile(r"/login\?next=%2F$"))


def test_a_session_that_ends_while_a_form_is_filled_in_loses_nothing(page: Page, key: str) -> None:
    page.goto("/")
    sign_in(page, key)
    expect(page).to_have_url(re.compile("/$"))
    page.context.clear_cookies(name="cv_rom_session")
    page.locator("#height_cm").evaluate("e => { e.value = '177'; }")
    send(page, "sample")
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("You are no longer signed in.")
    expect(alert).to_contain_text("The video and your entries are still here.")
    with page.expect_popup() as beside:
        alert.get_by_role("link", name="Sign in (opens a new tab)").click()
    sign_in(beside.value, key)
    expect(beside.value.get_by_text("it waits in its own tab")).to_be_visible()
    expect(page.locator("#chosen")).to_contain_text("sample")
    expect(page.locator("#height_cm")).to_have_value("177")
    page.get_by_role("button", name="Send and analyse").click()
    expect(page.get_by_role("heading", name="Downloads")).to_be_visible()


@pytest.mark.parametrize("path", ["/assessments", "/subjects", f"/assessments/{'0' * 32}", f"/subjects/{'0' * 32}"])
def test_a_session_that_ends_while_reading_leads_to_signing_in_and_back(page: Page, key: str, path: str) -> None:
    page.goto("/")
    sign_in(page, key)
    expect(page).to_have_url(re.compile("/$"))
    problem = {"type": "urn:cv-rom:problem:no-key", "title": "", "status": 401, "detail": ""}
    page.route("**/v1/**", lambda route: route.fulfill(status=401, json=problem))
    page.goto(path)
    expect(page.get_by_role("alert")).to_contain_text("You are no longer signed in.")
    page.context.clear_cookies(name="cv_rom_session")
    page.get_by_role("alert").get_by_role("link", name="Sign in").click()
    sign_in(page, key)
    expect(page).to_have_url(re.compile(f"{path}$"))


def test_without_keys_there_is_nothing_to_sign_out_of(browser: Browser, client: httpx.Client) -> None:
    with watched_page(browser, str(client.base_url)) as page:
        page.goto("/")
        expect(page.locator("header form")).to_have_count(0)
