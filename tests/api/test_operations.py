"""Health, the documentation page and the OpenAPI document."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import httpx
import pytest
from postgres_databases import drop, fresh_postgres
from service_client import fake_service

Serve = Callable[..., AbstractContextManager[httpx.Client]]


CHECKS = ("model", "database", "artefacts", "disk_space", "workers")


def test_alive_and_ready(client: httpx.Client) -> None:
    assert client.get("/health/live").json() == {"status": "ok", "checks": {}}
    assert client.get("/health/ready").json() == {"status": "ok", "checks": dict.fromkeys(CHECKS, "ok")}


def failing(client: httpx.Client) -> dict[str, str]:
    """The checks that fail, while the service is alive."""
    assert client.get("/health/live").status_code == 200
    answer = client.get("/health/ready")
    assert (answer.status_code, answer.headers["content-type"]) == (503, "application/problem+json")
    checks = answer.json()["checks"]
    assert tuple(checks) == CHECKS
    failing = {name: state for name, state in checks.items() if state != "ok"}
    assert answer.json()["detail"] == "; ".join(f"{name}: {state}" for name, state in failing.items())
    return failing


def test_not_ready_without_files_disk_space_or_a_worker(tmp_path: Path) -> None:
    with fake_service(tmp_path, worker=False, min_free_mb=1e12) as client:
        shutil.rmtree(tmp_path / "assessments")
        states = failing(client)
        assert re.fullmatch(r"only \d+ MB free in the data folder", states.pop("disk_space"))
        assert states == {"artefacts": "cannot be written", "workers": "none was seen for 35 s"}


def test_not_ready_without_a_model(client: httpx.Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CV_ROM_MODEL", "a-model-that-is-gone")
    (state,) = failing(client).values()
    assert "a-model-that-is-gone" in state


@pytest.mark.postgres
def test_not_ready_without_a_database(tmp_path: Path) -> None:
    with fresh_postgres() as url, fake_service(tmp_path, database_url=url, worker=False) as client:
        assert client.get("/health/ready").json()["checks"]["database"] == "ok"
        drop(url)
        assert failing(client) == {"database": "cannot be read", "workers": "unknown without the database"}


def references(node: Any) -> Iterator[str]:
    """Every $ref in a document."""
    if isinstance(node, dict):
        if "$ref" in node:
            yield node["$ref"]
        for value in node.values():
            yield from references(value)
    elif isinstance(node, list):
        for value in node:
            yield from references(value)


def test_the_openapi_document_is_whole(client: httpx.Client) -> None:
    api = client.get("/openapi.json").json()
    schemas = api["components"]["schemas"]
    assert {reference.rsplit("/", 1)[-1] for reference in references(api)} <= set(schemas)
    assert set(api["paths"]["/v1/assessments"]["post"]["responses"]) >= {"202", "413", "415", "422", "429"}
    assert set(api["paths"]["/v1/assessments/{id}/report.html"]["get"]["responses"]) == {
        *("200", "206", "401", "404", "409", "416", "429", "default"),
    }
    for path, calls in api["paths"].items():
        for call in calls.values():
            assert call["summary"], path
            for status, answer in call["responses"].items():
                if not status.startswith("2"):
                    assert list(answer["content"]) == ["application/problem+json"], (path, status)


def test_the_documentation_page_loads_nothing_from_elsewhere(client: httpx.Client) -> None:
    page = client.get("/docs")
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert not re.search(r"""(src|href|url)\s*[=(]\s*["']?\s*(\w+:)?//""", page.text)
    assert "<script" not in page.text
    assert "default-src 'none'" in page.headers["content-security-policy"]
    for path in client.get("/openapi.json").json()["paths"]:
        assert path in page.text
