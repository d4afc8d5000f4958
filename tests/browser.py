"""A browser without a window for the tests of the web pages: Playwright drives the Chromium of this machine."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, expect, sync_playwright

_AXE = Path(__file__).parent / "vendor" / "axe-core" / "axe.min.js"
_PATIENCE_MS = 60_000  # a loaded machine is no fault
_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@contextmanager
def chromium(*arguments: str) -> Iterator[Browser]:
    """A browser, with further `arguments`; skips the test where this machine has none."""
    executable = shutil.which("chromium") or shutil.which("google-chrome")
    if executable is None:
        pytest.skip("no Chromium on this machine (Debian: apt-get install chromium)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=[*_ARGUMENTS, *arguments])
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def chromium_filming(clip: Path) -> Iterator[Browser]:
    """A browser whose camera shows a clip (.mjpeg) again and again, and is allowed to every page."""
    fake = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]
    with chromium(*fake, f"--use-file-for-fake-video-capture={clip}") as browser:
        yield browser


@contextmanager
def watched_page(browser: Browser, url: str, **options: Any) -> Iterator[Page]:
    """A page that fails the test for an error in a script, a broken policy, or a call of any other host."""
    context = browser.new_context(base_url=url, **options)
    context.set_default_timeout(_PATIENCE_MS)
    expect.set_options(timeout=_PATIENCE_MS)
    page = context.new_page()
    faults: list[str] = []

    def on_request(request: Request) -> None:
        if urlsplit(request.url).netloc not in ("", urlsplit(url).netloc):
            faults.append(f"called {request.url}")

    def on_console(message: ConsoleMessage) -> None:
        # A refused call is the page's to tell: its status in the console is no fault.
        # Nor is what Chromium has to say about a graphics card.
        no_fault = message.text.startswith("Failed to load resource") or "GL Driver Message" in message.text
        if message.type in ("error", "warning") and not no_fault:
            faults.append(message.text)

    page.on("request", on_request)
    page.on("console", on_console)
    page.on("pageerror", lambda error: faults.append(str(error)))
    try:
        yield page
    finally:
        context.close()
    assert faults == [], faults


def accessibility_faults(page: Page) -> list[str]:
    """What axe-core finds against WCAG 2.2 AA and its own good practice."""
    page.evaluate(_AXE.read_text("utf-8"))
    found = page.evaluate("axe.run(document, {iframes: false})")
    return [f"{one['id']}: {one['help']}: {node['html']}" for one in found["violations"] for node in one["nodes"]]


def width_left_over(page: Page) -> int:
    """By how many pixels the page is wider than its window."""
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))
