"""Subjects over HTTP: codes, and how their values changed."""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest
from service_client import SlowAnalyses, wait_for


def analyse(client: httpx.Client, subject: str, name: str = "sample", *statuses: str) -> str:
    """Send a video of a subject and wait for its end, or for one of the statuses; returns where it is."""
    query = {"subject": subject, "consent": "true", "name": name}
    location = str(client.post("/v1/assessments", params=query, content=b"video").headers["location"])
    wait_for(client, location, *statuses)
    return location


def listed(client: httpx.Client, prefix: str) -> list[dict[str, str]]:
    """The subjects of one test."""
    return [item for item in client.get("/v1/subjects").json()["items"] if item["code"].startswith(prefix)]


def test_subjects_are_listed_by_code_and_have_a_history(client: httpx.Client) -> None:
    assert listed(client, "H-") == []
    for subject in ("H-2", "H-1", "H-2"):
        analyse(client, subject)
    analyse(client, "H-2", "unreadable")
    first, second = listed(client, "H-")
    assert (first["code"], second["code"]) == ("H-1", "H-2")
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


def test_a_subject_is_deleted_with_all_its_assessments(client: httpx.Client, data_dir: Path) -> None:
    kept = analyse(client, "D-2")
    gone = [analyse(client, "D-1"), analyse(client, "D-1", "slow", "running")]  # the slow one last: it holds up others
    first, second = listed(client, "D-")
    assert client.delete(f"/v1/subjects/{first['id']}").status_code == 204
    assert listed(client, "D-") == [second]
    assert client.get(f"/v1/subjects/{first['id']}").status_code == 404
    assert [client.get(location).status_code for location in gone] == [404, 404]
    assert not any(SlowAnalyses(data_dir).folder(location).exists() for location in gone)
    assert client.get(kept).json()["status"] == "done"
    assert client.delete(f"/v1/subjects/{first['id']}").status_code == 404


def test_a_subject_is_named_with_its_consent_only(client: httpx.Client) -> None:
    for consent in ({}, {"consent": "false"}, {"consent": ""}):
        answer = client.post("/v1/assessments", params={"subject": "K-1", **consent}, content=b"video")
        assert answer.status_code == 422
        assert answer.json()["detail"] == "consent: must be true where a subject is named: ask the person first"
    assert client.post("/v1/assessments", params={"subject": ""}, content=b"video").status_code == 202
