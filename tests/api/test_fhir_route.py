"""The FHIR bundle over HTTP."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import httpx
import pytest
from fhir.resources.R4B.bundle import Bundle
from service_client import wait_for


def send(client: httpx.Client, name: str, **parameters: str) -> str:
    """Send a video that fake_analyses.py treats as its name says; returns where to follow it."""
    answer = client.post("/v1/assessments", params={"protocol": "squat", "name": name, **parameters}, content=b"video")
    assert answer.status_code == 202, answer.text
    return answer.headers["location"]


def test_a_finished_assessment_is_a_bundle(client: httpx.Client) -> None:
    location = send(client, "sample")
    path = wait_for(client, location)["artefacts"]["fhir"]
    assert path == f"{location}/fhir"
    answer = client.get(path)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/fhir+json")
    found = Bundle.model_validate_json(answer.content)
    report = found.entry[0].resource
    assert report.issued == datetime.fromisoformat("2026-05-04T09:32:10+00:00")
    assert len(report.result) == len(found.entry) - 2
    assert report.subject is None
    assert client.get(path).content == answer.content, "the same each time"


def test_the_subject_is_the_code_that_the_clinic_gave(client: httpx.Client) -> None:
    location = send(client, "sample", subject="P-017", consent="true")
    wait_for(client, location)
    report = client.get(f"{location}/fhir").json()["entry"][0]["resource"]
    assert report["subject"]["identifier"] == {"system": "urn:cv-rom:subject:local", "value": "P-017"}


def test_an_unfinished_assessment_has_none_yet(client: httpx.Client, data_dir: Path) -> None:
    location = send(client, "slow")
    state = wait_for(client, location, "running")
    answer = client.get(f"{location}/fhir")
    assert (answer.status_code, answer.headers["content-type"]) == (409, "application/problem+json")
    assert answer.json()["type"] == "urn:cv-rom:problem:not-finished"
    (data_dir / "assessments" / state["id"] / "release").touch()
    wait_for(client, location)


def test_a_failed_assessment_has_none(client: httpx.Client) -> None:
    location = send(client, "unreadable")
    wait_for(client, location)
    answer = client.get(f"{location}/fhir")
    assert (answer.status_code, answer.json()["type"]) == (404, "urn:cv-rom:problem:not-found")
    assert answer.json()["detail"] == "This assessment (failed) has no fhir."


@pytest.mark.parametrize("unknown", ["0" * 32, "nonsense", "%2e%2e", "..%2f..%2fetc"])
def test_an_unknown_id_is_not_found(client: httpx.Client, unknown: str) -> None:
    answer = client.get(f"/v1/assessments/{unknown}/fhir")
    assert (answer.status_code, answer.headers["content-type"]) == (404, "application/problem+json")


def test_the_openapi_document_describes_it(client: httpx.Client) -> None:
    call = client.get("/openapi.json").json()["paths"]["/v1/assessments/{id}/fhir"]["get"]
    assert set(call["responses"]) >= {"200", "404", "409", "default"}
    (content,) = call["responses"]["200"]["content"].items()
    assert content[0] == "application/fhir+json"
    assert Bundle.model_validate(content[1]["example"]).type == "collection"
