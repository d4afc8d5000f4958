"""What the OpenAPI description says of `WS /v1/live`, as a client that knows nothing else would read it."""

from __future__ import annotations

import json
import re

import httpx
from cv_rom_api.live.description import DESCRIPTION
from cv_rom_api.live.messages import LiveFrame, Stop, read_message
from live_client import STANDING, frame_of

SPANS = re.findall(r"`(.+?)`", " ".join(DESCRIPTION.split()))
LANDMARKS = json.dumps(frame_of(STANDING[0])["landmarks"])


def span(start: str) -> str:
    """The one piece of code that begins so, with its placeholders filled in."""
    [found] = (s for s in SPANS if s.startswith(start))
    patch = next(s for s in SPANS if s.startswith('{"dx_px"'))
    return found.replace("[[x, y, visibility], ...]", LANDMARKS).replace("[x, y]", "[{x}, 40]").replace("PATCH", patch)


def test_its_messages_are_understood() -> None:
    frame = span('{"time_s"')
    assert isinstance(read_message(span('{"stop"')), Stop)
    assert isinstance(read_message(frame), LiveFrame)
    ends, knee = span('"ends": {').replace("{x}", "10", 1).replace("{x}", "90"), span('"knee"').replace("{x}", "50")
    motion = span('"foot_motion"').replace('"shank"', f'{ends}, {knee}, "shank"')
    told = read_message(frame.replace('"foot_motion": null', motion))
    assert isinstance(told, LiveFrame)
    assert told.foot_motion is not None
    right = told.foot_motion.right
    assert right is not None
    assert None not in (right.heel, right.forefoot, right.shank, right.ends, right.knee)


def test_it_names_all_that_a_picture_may_tell() -> None:
    said = " ".join(SPANS)
    assert [name for name in LiveFrame.model_fields if name not in said] == []


def test_its_document_holds_it_and_so_does_the_page(client: httpx.Client) -> None:
    assert DESCRIPTION in client.get("/openapi.json").json()["info"]["description"]
    assert "<code>WS /v1/live?protocol=squat</code>" in client.get("/docs").text
