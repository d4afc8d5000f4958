"""Metrics: what is counted, that it names nobody, and who may read it."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import httpx
import pytest
import yaml
from cv_rom_api import problems
from cv_rom_api.access.keys import new_key
from cv_rom_api.settings import Settings
from cv_rom_api.store import clinics, keys
from cv_rom_api.store.database import Database, sqlite_url
from live_client import live
from postgres_databases import drop, fresh_postgres
from prometheus_client.openmetrics.parser import text_string_to_metric_families as parse_open_metrics
from prometheus_client.parser import text_string_to_metric_families as parse
from service_client import eventually, fake_service, wait_for
from websockets.exceptions import InvalidStatus

Serve = Callable[..., AbstractContextManager[httpx.Client]]
Samples = dict[tuple[str, frozenset[tuple[str, str]]], float]


def samples(client: httpx.Client) -> Samples:
    """Name and labels -> value of everything that is told."""
    text = client.get("/metrics").text
    return {
        (sample.name, frozenset(sample.labels.items())): sample.value
        for family in parse(text)
        for sample in family.samples
    }


def value(client: httpx.Client, name: str, **labels: str) -> float:
    return samples(client).get((name, frozenset(labels.items())), 0.0)


def test_requests_are_counted_by_their_template(tmp_path: Path) -> None:
    with fake_service(tmp_path, worker=False) as client:
        client.get(client.post("/v1/assessments?name=quick", content=b"video").headers["location"])
        for path in ("/nowhere", "/nowhere/else", "/v1/assessments/nobody", "/static/pages.css", "/openapi.json"):
            client.get(path)
        client.request("BREW", "/health/live")

        def counted(route: str, method: str, status: str) -> float:
            return value(client, "cv_rom_http_requests_total", route=route, method=method, status=status)

        assert counted("/v1/assessments", "POST", "2xx") == 1
        assert counted("/v1/assessments/{id}", "GET", "2xx") == 1
        assert counted("/v1/assessments/{id}", "GET", "4xx") == 1
        assert counted("unknown", "GET", "4xx") == 2
        assert counted("static", "GET", "2xx") == 2
        assert counted("/health/live", "other", "4xx") == 1
        labels = {"route": "/v1/assessments", "method": "POST"}
        assert value(client, "cv_rom_http_request_duration_seconds_count", **labels) == 1
        assert value(client, "cv_rom_http_request_body_bytes_total", route="/v1/assessments") == len(b"video")


def test_refusals_are_counted_by_their_kind(tmp_path: Path) -> None:
    with fake_service(tmp_path, worker=False) as client:
        client.get("/health/live", headers={"Host": "elsewhere.example"})
        client.post("/logout", headers={"Origin": "https://elsewhere.example"})
        client.post("/v1/assessments", content=b"text")
        client.post("/login", data={"key": "wrong"})
        kinds = ("wrong-host", "foreign-origin", "not-a-video", "wrong-key")
        told = {kind: value(client, "cv_rom_http_problems_total", kind=kind) for kind in kinds}
        assert told == dict.fromkeys(kinds, 1.0)


def test_lines_are_counted_while_they_are_open_and_afterwards(tmp_path: Path) -> None:
    make_key(tmp_path)
    of_route = {"route": "/v1/live", "method": "WEBSOCKET"}
    with fake_service(tmp_path / "open", worker=False) as client:
        with live(client, protocol="squat"):
            assert value(client, "cv_rom_live_lines") == 1
        with live(client, protocol="yoga") as check:
            assert "problem" in check.hello
        eventually(lambda: value(client, "cv_rom_http_requests_total", status="1xx", **of_route) == 2)
        assert value(client, "cv_rom_live_lines") == 0
        assert value(client, "cv_rom_http_problems_total", kind="wrong-parameter") == 1
    with fake_service(tmp_path, worker=False) as client:
        with pytest.raises(InvalidStatus), live(client, protocol="squat"):
            pass
        eventually(lambda: value(client, "cv_rom_http_requests_total", status="4xx", **of_route) == 1)
        assert value(client, "cv_rom_http_problems_total", kind="no-key") == 1


def test_a_fault_is_counted_and_answered_with_its_id(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError

    with fake_service(tmp_path, worker=False) as client:
        monkeypatch.setattr("cv_rom_api.routes.subjects.subjects.of_clinic", fail)
        # The server closes the connection behind a fault.
        answer = client.get("/v1/subjects", headers={"X-Request-ID": "see-the-log", "Connection": "close"})
        assert (answer.status_code, answer.headers["x-request-id"]) == (500, "see-the-log")
        assert value(client, "cv_rom_http_problems_total", kind="fault") == 1
        assert value(client, "cv_rom_http_requests_total", route="/v1/subjects", method="GET", status="5xx") == 1


def test_the_waiting_list_and_the_ends_of_analyses(serve: Serve) -> None:
    def send(name: str) -> str:
        return str(client.post(f"/v1/assessments?name={name}", content=b"video").headers["location"])

    def ended(outcome: str) -> float:
        return value(client, "cv_rom_analysis_duration_seconds_count", outcome=outcome)

    with serve(job_attempts=2) as client:
        wait_for(client, done := send("quick"))
        wait_for(client, send("unreadable"))
        wait_for(client, send("crash"))
        running, waiting = send("slow"), send("slow")
        wait_for(client, running, "running")
        time.sleep(0.1)
        states = {status: value(client, "cv_rom_assessments", status=status) for status in ("queued", "running")}
        assert states == {"queued": 1, "running": 1}
        assert 0.05 < value(client, "cv_rom_longest_waiting_seconds") < 20
        for location in (running, waiting, done):
            client.post(f"{location}/cancel")
            client.delete(location)
        assert value(client, "cv_rom_assessments", status="done") == 0
        assert {outcome: ended(outcome) for outcome in ("done", "cancelled", "not-a-video", "worker-died")} == {
            "done": 1,
            "cancelled": 2,
            "not-a-video": 1,
            "worker-died": 1,
        }, "what was deleted stays counted"
        assert value(client, "cv_rom_analysis_attempts_total", outcome="worker-died") == 3
        assert value(client, "cv_rom_analysis_duration_seconds_bucket", outcome="done", le="+Inf") == 1
        assert (value(client, "cv_rom_workers"), value(client, "cv_rom_worker_slots")) == (1, 1)
        assert value(client, "cv_rom_data_dir_free_bytes") > 1e6


def test_both_formats_can_be_read(client: httpx.Client) -> None:
    plain = client.get("/metrics")
    assert plain.headers["content-type"].startswith("text/plain; version=")
    names = {family.name for family in parse(plain.text)}
    assert {"cv_rom_http_requests", "cv_rom_assessments", "cv_rom_build_info", "process_cpu_seconds"} <= names
    asked = client.get("/metrics", headers={"Accept": "application/openmetrics-text; version=1.0.0"})
    assert asked.headers["content-type"].startswith("application/openmetrics-text")
    assert {family.name for family in parse_open_metrics(asked.text)} >= {"cv_rom_assessments", "cv_rom_build"}


def test_the_documentation_names_what_there_is(client: httpx.Client) -> None:
    page = (Path(__file__).parents[2] / "docs" / "deploying.md").read_text("utf-8")
    told = client.get("/metrics").text
    named = set(re.findall(r"\bcv_rom_[a-z_]+", page))
    assert {name for name in named if name.removesuffix("_count") not in told} == set()
    assert set(re.findall(r"^# TYPE (cv_rom_\w+)", told, flags=re.MULTILINE)) <= named
    kinds = set(re.findall(r"[a-z-]+", " ".join(re.findall(r'(?:outcome=~|kind=)"([^"]+)"', page))))
    problems_made = Path(problems.__file__).read_text("utf-8")
    assert kinds >= {"worker-died", "wrong-key"}
    blocks = [yaml.safe_load(block) for block in re.findall(r"```yaml\n(.*?)```", page, flags=re.DOTALL)]
    (rules,) = (group["rules"] for block in blocks for group in block.get("groups", []))
    assert all(set(rule) <= {"alert", "expr", "for"} for rule in rules)
    assert {kind for kind in kinds if f'problem("{kind}"' not in problems_made} == set()


def test_it_names_nobody(serve: Serve) -> None:
    with serve() as client:
        query = {"name": "quick", "subject": "P-4711", "consent": "true"}
        state = wait_for(client, client.post("/v1/assessments", params=query, content=b"v").headers["location"])
        client.get(f"/v1/assessments/{state['id']}/report.html")
        client.get(f"/v1/subjects/{client.get('/v1/subjects').json()['items'][0]['id']}")
        text = client.get("/metrics").text
    for telling in ("4711", "quick", state["id"], "127.0.0.1", "local"):
        assert telling not in text
    labels = {name for family in parse(text) for sample in family.samples for name in sample.labels}
    assert labels == {"route", "method", "status", "le", "outcome", "version", "model_sha256"}


@pytest.mark.postgres
def test_the_database_may_be_gone(tmp_path: Path) -> None:
    with fresh_postgres() as url, fake_service(tmp_path, database_url=url, worker=False) as client:
        assert (value(client, "cv_rom_database_up"), value(client, "cv_rom_workers")) == (1, 0)
        client.get("/health/live")
        drop(url)
        told = samples(client)
        assert told["cv_rom_database_up", frozenset()] == 0
        assert ("cv_rom_workers", frozenset()) not in told
        assert value(client, "cv_rom_http_requests_total", route="/health/live", method="GET", status="2xx") == 1


KEY = "a-key-for-the-metrics"


def test_a_key_opens_them_and_a_clinics_key_does_not(tmp_path: Path) -> None:
    of_clinic = make_key(tmp_path)
    with fake_service(tmp_path, worker=False, metrics_key=KEY) as client:
        assert client.get("/metrics", headers=bearer(KEY)).status_code == 200
        for key in (of_clinic, KEY + "x"):
            answer = client.get("/metrics", headers=bearer(key))
            assert (answer.status_code, answer.json()["type"]) == (401, "urn:cv-rom:problem:no-metrics-key")
        assert client.get("/metrics").headers["www-authenticate"].startswith("Bearer")
        assert client.get("/v1/subjects", headers=bearer(KEY)).status_code == 401


def test_guessing_the_key_is_slowed_down(tmp_path: Path) -> None:
    with fake_service(tmp_path, worker=False, metrics_key=KEY, failures_per_minute=2) as client:
        assert [client.get("/metrics", headers=bearer("wrong")).status_code for _ in range(3)] == [401, 401, 429]


def test_without_a_key_only_this_machine_reads_them(tmp_path: Path) -> None:
    of_clinic = make_key(tmp_path)
    elsewhere = {"X-Forwarded-For": "203.0.113.7"}  # as a proxy on this machine says it
    with fake_service(tmp_path, worker=False) as client:
        assert client.get("/metrics").status_code == 200
        for headers in (elsewhere, elsewhere | bearer(of_clinic), {"X-Forwarded-For": "127.0.0.1"}):
            answer = client.get("/metrics", headers=headers)
            assert (answer.status_code, answer.json()["type"]) == (403, "urn:cv-rom:problem:metrics-closed")


@pytest.mark.parametrize("key", ["short", "with a space in it, long", "nicht-auf-Englisch-ä"])
def test_a_key_that_is_none_is_refused(key: str) -> None:
    with pytest.raises(ValueError, match="16 or more"):
        Settings(metrics_key=key)


def bearer(key: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {key}"}


def make_key(data_dir: Path) -> str:
    database, key = Database(sqlite_url(data_dir)), new_key()
    database.open()
    with database.writing() as connection:
        clinic = clinics.create(connection, "Praxis am Markt")
        keys.create(connection, clinic_id=clinic.id, label="", prefix=key.prefix, key_hash=key.hash)
    database.close()
    return key.text
