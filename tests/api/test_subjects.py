"""Subjects over HTTP: codes, and how their values changed."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager

import httpx
import pytest
from service_client import wait_for

Serve = Callable[..., AbstractContextManager[httpx.Client]]


def analyse(client: httpx.Client, subject: str, name: str = "sample") -> None:
    answer = client.post("/v1/assessments", params={"subject": subject, "name": name}, content=b"video")
    wait_for(client, answer.headers["location"])


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
