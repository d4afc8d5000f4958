"""The live page with a service and a pose worker that the test plays: what they tell, and what the page does then."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, WebSocketRoute

from cv_rom.live_reading import LiveReading

WORKER = """
window.followed = [];
window.Worker = class {
  references = 0;
  postMessage({ task, picture, timeS, side }) {
    if (task === "reference") {
      this.references += 1;
      window.followed.push(side);
    }
    const footMotion = { reference_time_s: this.references, left: null, right: null };
    const answers = { find: { picture, landmarks: null }, follow: { picture, timeS, places: {}, footMotion } };
    setTimeout(() => this.onmessage({ data: { answer: answers[task] } }));
  }
  terminate() {}
};
"""
CAMERA = """
navigator.mediaDevices.getUserMedia = async (wanted) => {
  window.wanted = wanted;
  const canvas = Object.assign(document.createElement("canvas"), { width: 640, height: 480 });
  const context = canvas.getContext("2d");
  setInterval(() => {
    context.fillStyle = `hsl(${performance.now() / 20 % 360} 40% 50%)`;
    context.fillRect(0, 0, 640, 480);
  }, 50);
  window.stream = canvas.captureStream(20);
  return window.stream;
};
window.said = [];
window.speechSynthesis.speak = ({ text, lang }) => window.said.push([lang, text]);
"""
BREAKS_DOWN = """
const Sound = window.Worker;
window.Worker = class extends Sound {
  postMessage(asked) {
    if (!window.broken) super.postMessage(asked);
    else setTimeout(() => this.onmessage({ data: { failed: "no memory" } }));
  }
};
"""
"""Beside `WORKER`: the workers fail for as long as `window.broken` says so."""
VALID = {
    "valid": True,
    "invalid_reasons": [],
    "unchecked": [],
    "heel_height_mm": 0.0,
    "toe_to_wall_cm": None,
    "hold_s": 0.4,
    "peak_s": 1.0,
}


class Played:
    """A live page whose service is played by the test."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.lines: list[WebSocketRoute] = []
        self.sent: list[dict[str, Any]] = []
        self.heard = 0
        self.time_s = 0.0
        page.add_init_script(CAMERA)
        page.add_init_script(WORKER)
        page.route_web_socket("**/v1/live?*", self._open)

    def begin(self, protocol: str = "squat", *, wait: bool = True, **given: str) -> Page:
        page = self.answered()
        page.locator(f"[name=protocol][value={protocol}]").check()
        for name, value in given.items():
            page.locator(f"#{name}").fill(value)
        page.locator("#live [type=submit]").click()
        if wait:
            self.wait_for_lines()
        return page

    def answered(self, address: str = "/live") -> Page:
        """The page after the safety questions."""
        page = self.page
        page.goto(address)
        for question in page.locator("#safety").get_by_role("group").all():
            question.locator("[value=no]").check()
        return page

    def unplug(self) -> None:
        """The camera is gone."""
        self.page.evaluate("window.stream.getVideoTracks()[0].dispatchEvent(new Event('ended'))")

    def refuse_camera(self, name: str) -> None:
        """The camera opens no more, with an exception of this name."""
        refuse = (
            "(name) => { navigator.mediaDevices.getUserMedia = async () => { throw new DOMException('', name); }; }"
        )
        self.page.evaluate(refuse, name)

    def break_model(self) -> None:
        """The pose model fails, from the next picture on; needs `BREAKS_DOWN`."""
        self.page.evaluate("window.broken = true")

    def refuse(self, kind: str) -> None:
        """The service ends the check with a problem."""
        problem = {"type": f"urn:cv-rom:problem:{kind}", "title": kind, "status": 429, "detail": ""}
        self.say({"problem": problem, "ends": True})

    def tell(self, **known: Any) -> None:
        """A reading, as the service sends it."""
        self.time_s += 0.1
        self.say(LiveReading(self.time_s, "setup", None).as_message() | known)

    def say(self, message: dict[str, Any]) -> None:
        self.lines[-1].send(json.dumps(message))

    def wait_for_lines(self, count: int = 1) -> None:
        """Until the page has opened so many, and said something on the last: before, it hears nothing."""
        self.wait_until(lambda: self.heard >= count)

    def wait_for_frames(self, count: int) -> None:
        """Until the page has sent so many more messages."""
        wanted = len(self.sent) + count
        self.wait_until(lambda: len(self.sent) >= wanted)

    def wait_until(self, done: Callable[[], bool]) -> None:
        deadline = time.monotonic() + 20.0
        while not done():
            assert time.monotonic() < deadline
            self.page.wait_for_timeout(20)

    def measuring(self, **known: Any) -> None:
        """A reading of a leg that is measured."""
        self.tell(**{"step": "measure", "side": "left", "dorsiflexion_deg": 12.0, "reference": 1} | known)

    def _open(self, line: WebSocketRoute) -> None:
        def hear(text: str | bytes) -> None:
            self.heard = self.lines.index(line) + 1
            self.sent.append(json.loads(text))

        self.lines.append(line)
        line.on_message(hear)
        line.send(json.dumps({"resume_token": "T", "resume_s": 60}))


def attempt(index: int, dorsiflexion_deg: float | None = 30.0, *reasons: str, **more: Any) -> dict[str, Any]:
    found = VALID | {"index": index, "dorsiflexion_deg": dorsiflexion_deg}
    return found | {"valid": not reasons, "invalid_reasons": list(reasons)} | more
