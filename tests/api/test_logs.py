"""The log: its format, and that nobody's data gets into it."""

from __future__ import annotations

import json
import logging
import os
import re
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest
from cv_rom_api import administration
from cv_rom_api.monitoring import logs
from live_client import live
from service_client import ServerProcess, wait_for

NAME = "Erika Mustermann.mp4"
CODE = "P-4711"
WRONG_KEY = f"cvrom_0123456789_{'x' * 43}"
ADDRESS = "203.0.113.7"
Line = dict[str, Any]


def a_session(server: ServerProcess, key: str) -> dict[str, str]:
    """What clinics and others do in a day, telling more than the log may know; returns what names somebody."""
    told = {
        "name": NAME,
        "code": CODE,
        "key": key,
        "wrong key": WRONG_KEY,
        "address": ADDRESS,
        "once": "once-77",
    }
    with httpx.Client(base_url=server.url, timeout=20, headers={"X-Forwarded-For": ADDRESS}) as client:
        client.get(f"/v1/assessments/{NAME}/{CODE}")
        client.get("/v1/subjects", headers={"Authorization": f"Bearer {WRONG_KEY}"})
        client.post("/login", data={"key": WRONG_KEY})
        told["session"] = client.post("/login", data={"key": key}).cookies["cv_rom_session"]
        client.post("/logout")
        client.headers["Authorization"] = f"Bearer {key}"
        query = {"subject": CODE, "consent": "true"}
        headers = {"X-Request-ID": "desk-1", "Idempotency-Key": "once-77"}
        form = {"video": (NAME, b"video")}
        failed = client.post("/v1/assessments", params=query, files=form, headers=headers).headers["location"]
        done = client.post("/v1/assessments", params=query | {"name": "quick"}, content=b"video").headers["location"]
        crashed = client.post("/v1/assessments?name=crash", content=b"video").headers["location"]
        for location in (failed, done, crashed):
            wait_for(client, location)
        client.post("/v1/assessments", params=query | {"name": NAME}, content=b"text")
        client.get("/v1/assessments", params={"subject": CODE, "limit": "many"})
        client.get(f"{done}/report.html")
        auth = {"Authorization": f"Bearer {key}", "X-Forwarded-For": ADDRESS}
        with live(client, headers=auth, protocol="squat", **query) as check:
            check.send(f"{NAME} is no message")
        client.delete(f"/v1/subjects/{client.get('/v1/subjects').json()['items'][0]['id']}")
    url = urlsplit(server.url)
    with socket.create_connection((url.hostname, url.port), timeout=10) as connection:
        connection.sendall(f"{NAME} is no HTTP\r\n\r\n".encode())
        connection.recv(1000)
    return told | {"done": done.rsplit("/", 1)[-1], "crashed": crashed.rsplit("/", 1)[-1]}


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, dict[str, str]]:
    """The log of a service and its worker, and what its clients told it."""
    data_dir = tmp_path_factory.mktemp("logged")
    with pytest.MonkeyPatch.context() as patch, pytest.MonkeyPatch.context() as output:
        said: list[str] = []
        patch.setenv("CV_ROM_DATA_DIR", str(data_dir))
        output.setattr("typer.echo", lambda text, **_: said.append(text))
        administration.create_key("Praxis am Markt", "desk")
    settings = {"CV_ROM_LOG_FORMAT": "json", "CV_ROM_LOG_LEVEL": "debug", "CV_ROM_JOB_ATTEMPTS": "2"}
    server = ServerProcess.start(data_dir, fakes=True, **settings)
    try:
        told = a_session(server, said[0])
    finally:
        server.stop()
    return server.log.read_text(), told


def lines_of(session: tuple[str, dict[str, str]]) -> list[Line]:
    return [json.loads(line) for line in session[0].splitlines()]


def test_every_line_is_one_object(session: tuple[str, dict[str, str]]) -> None:
    for line in lines_of(session):
        assert line["message"]
        assert line["level"] in ("debug", "info", "warning", "error")
        assert re.fullmatch(r"20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+00:00", line["time"])
        assert line["process"] in ("service", "worker")


def test_nobody_is_named(session: tuple[str, dict[str, str]]) -> None:
    log, told = session
    for what in ("name", "code", "key", "wrong key", "address", "once", "session"):
        assert told[what] not in log, what
    assert "Mustermann" not in log
    assert told["key"].split("_")[2] not in log


def test_a_request_is_one_line(session: tuple[str, dict[str, str]]) -> None:
    requests = [line for line in lines_of(session) if line["message"] == "request"]
    (upload,) = (line for line in requests if line["request_id"] == "desk-1")
    assert (upload["method"], upload["route"], upload["status"]) == ("POST", "/v1/assessments", 202)
    assert upload["duration_ms"] > 0
    assert upload["received_bytes"] > 5
    report = next(line for line in requests if line["route"] == "/v1/assessments/{id}/report.html")
    assert report["assessment"] == session[1]["done"]
    assert {line["problem"] for line in requests if line["status"] == 401} == {"wrong-key"}
    assert {line["route"] for line in requests if line["status"] == 404} == {"unknown"}
    polls = [line for line in requests if (line["method"], line["route"]) == ("GET", "/v1/assessments/{id}")]
    assert {line["level"] for line in polls} == {"debug"}
    (line,) = (line for line in requests if line["method"] == "WEBSOCKET")
    assert (line["route"], line["status"]) == ("/v1/live", 101)
    assert {line["level"] for line in requests if line not in polls} == {"info"}


def test_a_job_is_told_from_its_begin_to_its_end(session: tuple[str, dict[str, str]]) -> None:
    log, told = session
    of_crashed = [line for line in lines_of(session) if line.get("assessment") == told["crashed"]]
    from_worker = [line for line in of_crashed if line["process"] == "worker"]
    assert [line["message"] for line in from_worker] == [
        *(["analysis begins", "an analysis process ended unexpectedly", "analysis failed"] * 2),
        "analysis ended",
    ]
    assert from_worker[1]["exit_code"] == -9
    assert (from_worker[2]["attempt"], from_worker[2]["problem"]) == (1, "worker-died")
    assert from_worker[-1]["outcome"] == "worker-died"
    accepted = next(line for line in of_crashed if line["message"] == "assessment accepted")
    assert accepted["video_bytes"] == 5
    assert "a library that names [name]" in log


def test_a_strange_request_id_is_replaced(client: httpx.Client) -> None:
    def answered(given: str) -> str:
        return str(client.get("/health/live", headers={"X-Request-ID": given.encode()}).headers["x-request-id"])

    assert answered("Az.09-_") == "Az.09-_"
    for strange in ("", "a b", 'x"}', "x" * 65, "ü"):
        assert re.fullmatch("[0-9a-f]{32}", answered(strange)), strange


def record(message: str, *arguments: object, **fields: object) -> logging.LogRecord:
    made = logging.makeLogRecord({"name": "x", "levelname": "INFO", "msg": message, "args": arguments})
    vars(made).update(fields)
    return made


def test_why_it_does_not_start_is_said_in_the_same_format(tmp_path: Path) -> None:
    run = "from cv_rom_api.server import serve; serve('127.0.0.1', 99999)"
    environment = {**os.environ, "CV_ROM_LOG_FORMAT": "json", "CV_ROM_DATA_DIR": str(tmp_path)}
    done = subprocess.run([sys.executable, "-c", run], capture_output=True, text=True, timeout=30, env=environment)
    line = json.loads(done.stderr)
    assert (done.returncode, line["level"]) == (2, "error")
    assert line["message"] == "cv-rom serve: there is no port 99999; choose one from 1 to 65535 with --port"


def test_lines_for_people() -> None:
    with logs.bound(assessment="a1"):
        line = logs.TextLines().format(record("ended after %d tries", 2, outcome="done"))
    assert re.fullmatch(r"\d{4}-\d\d-\d\d [\d:,]+ INFO    ended after 2 tries assessment=a1 outcome=done", line)


def test_a_traceback_stays_in_its_line_and_keys_are_unreadable() -> None:
    try:
        raise ValueError(f"no such key: {WRONG_KEY}")
    except ValueError:
        failed = record("a\nb", exc_info=sys.exc_info())
    text = logs.JsonLines({"process": "worker"}).format(failed)
    assert "\n" not in text
    assert json.loads(text)["exception"].endswith("ValueError: no such key: cvrom_***")
    assert WRONG_KEY not in logs.TextLines().format(failed)
