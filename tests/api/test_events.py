"""Server-sent events: the state as it changes, until the end."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from cv_rom_api.routes import events as events_route
from service_client import wait_for


def send(client: httpx.Client, name: str) -> str:
    answer = client.post(f"/v1/assessments?protocol=squat&name={name}", content=b"video")
    return str(answer.headers["location"])


def events(stream: httpx.Response) -> Iterator[tuple[str, dict[str, Any]]]:
    """(id, data) of each event."""
    event_id = ""
    for line in stream.iter_lines():
        field, _, value = line.partition(": ")
        if field == "id":
            event_id = value
        elif field == "data":
            yield event_id, json.loads(value)


def test_the_events_lead_from_the_start_to_the_result(client: httpx.Client, data_dir: Path) -> None:
    location = send(client, "slow")
    with client.stream("GET", f"{location}/events") as stream:
        assert stream.headers["content-type"].startswith("text/event-stream")
        seen = []
        for event_id, state in events(stream):
            seen.append((event_id, state["status"], state["progress"]))
            if state["progress"] == 0.5:
                (data_dir / location.removeprefix("/v1/") / "release").touch()
    assert ("running-0.5", "running", 0.5) in seen
    assert seen[-1] == ("end", "done", 1.0)
    assert state == client.get(location).json()


def test_a_client_that_connects_again_misses_nothing(client: httpx.Client) -> None:
    location = send(client, "quick")
    wait_for(client, location)
    again = client.get(f"{location}/events", headers={"Last-Event-ID": "running-0.5"})
    assert again.text.startswith("id: end\ndata: ")
    over = client.get(f"{location}/events", headers={"Last-Event-ID": "end"})
    assert (over.status_code, over.content) == (204, b"")


def test_the_stream_ends_where_the_assessment_is_deleted(client: httpx.Client) -> None:
    location = send(client, "slow")
    with client.stream("GET", f"{location}/events") as stream:
        for index, _ in enumerate(events(stream)):
            if index == 0:
                client.delete(location)
    assert client.get(location).status_code == 404


def test_a_silent_stream_shows_that_it_lives(client: httpx.Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(events_route, "_HEARTBEAT_S", 0.5)
    location = send(client, "slow")
    with client.stream("GET", f"{location}/events") as stream:
        assert any(line == ": still there" for line in stream.iter_lines())
    client.delete(location)


def test_unknown_ones_have_no_events(client: httpx.Client) -> None:
    assert client.get(f"/v1/assessments/{'0' * 32}/events").status_code == 404
