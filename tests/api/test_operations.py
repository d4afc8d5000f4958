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

Serve = Callable[..., AbstractContextManager[httpx.Client]]


def test_alive_and_ready(client: httpx.Client) -> None:
    assert client.get("/health/live").json() == {"status": "ok", "checks": {}}
    assert client.get("/health/ready").json() == {
        "status": "ok",
        "checks": {"model": "ok", "data_folder": "ok", "workers": "ok"},
    }


def test_not_ready_without_a_data_folder(serve: Serve, tmp_path: Path) -> None:
    with serve() as client:
        shutil.rmtree(tmp_path / "assessments")
        answer = client.get("/health/ready")
        assert (answer.status_code, answer.headers["content-type"]) == (503, "application/problem+json")
        assert answer.json()["checks"]["data_folder"] == "cannot be written"
        assert client.get("/health/live").status_code == 200


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
        *("200", "401", "404", "409", "429", "default"),
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


def test_not_ready_without_a_model(client: httpx.Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CV_ROM_MODEL", "a-model-that-is-gone")
    checks = client.get("/health/ready").json()["checks"]
    assert "a-model-that-is-gone" in checks["model"]
    assert (checks["data_folder"], checks["workers"]) == ("ok", "ok")
