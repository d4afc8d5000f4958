"""Subjects over HTTP: codes, and how their values changed."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import httpx
import pytest
from service_client import wait_for

Serve = Callable[..., AbstractContextManager[httpx.Client]]


def analyse(client: httpx.Client, subject: str, name: str = "sample", wait: bool = True) -> None:
    query = {"subject": subject, "consent": "true", "name": name}
    answer = client.post("/v1/assessments", params=query, content=b"video")
    wait_for(client, answer.headers["location"], *(() if wait else ("running",)))


def test_subjects_are_listed_by_code_and_have_a_history(serve: Serve) -> None:
    with serve() as client:
        assert client.get("/v1/subjects").json() == {"items": []}
        for subject in ("K-2", "K-1", "K-2"):
            analyse(client, subject)
        analyse(client, "K-2", "unreadable")
        first, second = client.get("/v1/subjects").json()["items"]
        assert (first["code"], second["code"]) == ("K-1", "K-2")
        assert client.get(f"/v1/subjects/{second['id']}").json() == second
        progress = client.get(f"/v1/subjects/{second['id']}/progress").json()
        assert progress["subject"] == second
        (series,) = progress["series"]
        assert (series["protocol"], series["side"], series["minimal_detectable_change"]) == ("squat", "left", None)
        assert [point["value"] for point in series["points"]] == [26.02, 26.02]
        assert series["points"][1]["change"]["real_change"] is False


@pytest.mark.parametrize("unknown", ["0" * 32, "K-1", "..", "%00", "A" * 32])
@pytest.mark.parametrize("rest", ["", "/progress"])
def test_an_unknown_subject_is_not_found(client: httpx.Client, unknown: str, rest: str) -> None:
    answer = client.get(f"/v1/subjects/{unknown}{rest}")
    assert (answer.status_code, answer.headers["content-type"]) == (404, "application/problem+json")


def test_a_subject_is_deleted_with_all_its_assessments(serve: Serve, tmp_path: Path) -> None:
    with serve() as client:
        for subject, name in (("K-1", "sample"), ("K-1", "slow"), ("K-2", "sample")):
            analyse(client, subject, name, wait=name != "slow")
        first, second = client.get("/v1/subjects").json()["items"]
        assert client.delete(f"/v1/subjects/{first['id']}").status_code == 204
        assert client.get("/v1/subjects").json()["items"] == [second]
        assert client.get(f"/v1/subjects/{first['id']}").status_code == 404
        [kept] = (tmp_path / "assessments").iterdir()
        assert client.get(f"/v1/assessments/{kept.name}").json()["status"] == "done"
        assert client.delete(f"/v1/subjects/{first['id']}").status_code == 404


def test_a_subject_is_named_with_its_consent_only(client: httpx.Client) -> None:
    for consent in ({}, {"consent": "false"}, {"consent": ""}):
        answer = client.post("/v1/assessments", params={"subject": "K-1", **consent}, content=b"video")
        assert answer.status_code == 422
        assert answer.json()["detail"] == "consent: must be true where a subject is named: ask the person first"
    assert client.post("/v1/assessments", params={"subject": ""}, content=b"video").status_code == 202
