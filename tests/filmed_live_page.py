"""The live page with a camera that films a clip, for whoever drives a browser: tests and the bench."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import cv2
from browser import watched_page
from playwright.sync_api import Browser, Page, WebSocket

from cv_rom.video.video_file import VideoFile

STILL_S = 8
"""How long the clip's first picture stands, for the stance, and while the model loads."""
RATE = 30
LIMIT_MS = 90_000


def filmed(clip: Path, folder: Path) -> Path:
    """A clip as a camera would show it: its first picture for long, then the movement, then the last one."""
    with VideoFile(clip) as video:
        pictures = [cv2.imencode(".jpg", frame.image[..., ::-1])[1].tobytes() for frame in video]
    path = folder / f"{clip.stem}.mjpeg"
    path.write_bytes(b"".join([pictures[0]] * RATE * STILL_S + pictures + [pictures[-1]] * RATE * 2))
    return path


LISTEN = """() => {
  window.shown = {};
  for (const part of document.querySelectorAll("[data-part=task], [data-part=flags], #alerts, #news")) {
    const texts = window.shown[part.id || part.dataset.part] = [];
    const note = () => texts.push(part.textContent);
    new MutationObserver(note).observe(part, { childList: true, characterData: true, subtree: true });
  }
}"""


class Coached:
    """A live page and what the service told it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.readings: list[dict[str, Any]] = []
        self.heard_s: list[float] = []
        """When each of them came."""
        page.on("websocket", self._listen)

    def begin(self, protocol: str = "squat", **given: str) -> None:
        self.page.goto("/live")
        for question in self.page.locator("#safety").get_by_role("group").all():
            question.locator("[value=no]").check()
        self.page.locator(f"[name=protocol][value={protocol}]").check()
        for name, value in given.items():
            self.page.locator(f"#{name}").fill(value)
        self.page.evaluate(LISTEN)
        self.page.locator("#live [type=submit]").click()

    def wait_for_attempts(self, count: int = 3) -> None:
        """Until there are so many."""
        deadline = time.monotonic() + LIMIT_MS / 1000
        while not self.readings or len(self.readings[-1]["attempts"]) < count:
            assert time.monotonic() < deadline, "the attempts were not counted"
            self.page.wait_for_timeout(50)

    def shown(self, part: str) -> list[str]:
        """Everything that a part of the page showed, in its order."""
        texts: list[str] = self.page.evaluate("part => window.shown[part]", part)
        return texts

    def _listen(self, socket: WebSocket) -> None:
        socket.on("framereceived", lambda text: self._take(json.loads(text)))

    def _take(self, message: dict[str, Any]) -> None:
        if "step" in message:
            self.readings.append(message)
            self.heard_s.append(time.perf_counter())


@contextmanager
def coached(browser: Browser, url: str, **options: Any) -> Iterator[Coached]:
    with watched_page(browser, url, **options) as page:
        yield Coached(page)
