"""The way of a video through the service, with analyses that need no model."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest
from service_client import wait_for

SQUAT = "/v1/assessments?protocol=squat"
FILES = {
    "assessment.json": "application/json",
    "report.html": "text/html; charset=utf-8",
    "report.pdf": "application/pdf",
    "series.csv": "text/csv; charset=utf-8",
    "angles.mot": "text/tab-separated-values; charset=utf-8",
    "points.trc": "text/tab-separated-values; charset=utf-8",
    "annotated.mp4": "video/mp4",
    "annotated.jpg": "image/jpeg",
}
"""What an analysis leaves, with its content types."""


def send(client: httpx.Client, name: str = "clip.mp4", **parameters: str) -> str:
    """Send a video that fake_analyses.py treats as its name says; returns where to follow it."""
    answer = client.post(SQUAT, params={"protocol": "squat", "name": name, **parameters}, content=b"video")
    assert answer.status_code == 202, answer.text
    return answer.headers["location"]


def test_a_video_is_accepted_analysed_and_deleted(client: httpx.Client, data_dir: Path) -> None:
    answer = client.post(SQUAT, content=b"12345")
    assert answer.status_code == 202
    assert answer.json() == {"id": answer.json()["id"], "status": "queued"}
    assert answer.headers["location"] == f"/v1/assessments/{answer.json()['id']}"
    state = wait_for(client, answer.headers["location"])
    assert (state["status"], state["progress"], state["problem"]) == ("done", 1.0, None)
    assert state["assessment"]["video_bytes"] == 5
    folder = data_dir / "assessments" / state["id"]
    assert {path.name for path in folder.iterdir()} == FILES.keys()


def test_all_parameters_reach_the_analysis(client: httpx.Client) -> None:
    parameters = {
        "side": "left",
        "foot_length_cm": "25.5",
        "height_cm": "180",
        "footwear": "barefoot",
        "a4": "true",
        "language": "de",
    }
    location = send(client, "C:\\clips\\squat.mp4", **parameters)
    assert wait_for(client, location)["assessment"]["order"] == {
        "protocol": "squat",
        "side": "left",
        "foot_length_cm": 25.5,
        "height_cm": 180.0,
        "footwear": "barefoot",
        "a4": True,
        "language": "de",
        "name": "squat.mp4",
        "live": None,
    }


def test_empty_parameters_count_as_not_given(client: httpx.Client) -> None:
    order = wait_for(client, send(client, side="", foot_length_cm="", footwear=""))["assessment"]["order"]
    assert (order["side"], order["foot_length_cm"], order["footwear"]) == ("auto", None, "unknown")


def test_a_form_is_as_good_as_a_raw_body(client: httpx.Client) -> None:
    video = b"\r\n--video\r\n" * 100_000
    answer = client.post(SQUAT, files={"video": ("../../etc/squat.mp4", video)})
    assessment = wait_for(client, answer.headers["location"])["assessment"]
    assert assessment["video_bytes"] == len(video)
    assert assessment["order"]["name"] == "squat.mp4"


def test_the_artefacts_have_their_types_and_policies(client: httpx.Client) -> None:
    location = send(client)
    artefacts = wait_for(client, location)["artefacts"]
    assert artefacts == {name: f"{location}/{name}" for name in (*FILES, "fhir")}
    answers = {name: client.get(artefacts[name]) for name in FILES}
    assert {name: answer.headers["content-type"] for name, answer in answers.items()} == FILES
    assert all(answer.headers["x-content-type-options"] == "nosniff" for answer in answers.values())
    policy = answers["report.html"].headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; style-src 'unsafe-inline'; img-src data:;")
    assert "script" not in policy


def test_files_are_served_in_ranges(client: httpx.Client) -> None:
    artefacts = wait_for(client, send(client))["artefacts"]
    assert client.get(artefacts["report.pdf"], headers={"Range": "bytes=0-4"}).content == b"%PDF-"
    path = artefacts["annotated.mp4"]
    part = client.get(path, headers={"Range": "bytes=256-259"})
    assert (part.status_code, part.content) == (206, bytes([0, 1, 2, 3]))
    assert part.headers["content-range"] == "bytes 256-259/2560"
    assert client.get(path, headers={"Range": "bytes=9999-"}).status_code == 416


def test_progress_is_seen_while_the_analysis_runs(client: httpx.Client, data_dir: Path) -> None:
    location = send(client, "slow")
    state = wait_for(client, location, "running")
    while state["progress"] < 0.5:
        state = client.get(location).json()
    assert (state["status"], state["assessment"], state["artefacts"]) == ("running", None, {})
    assert client.get(f"{location}/report.html").status_code == 409
    (data_dir / "assessments" / state["id"] / "release").touch()
    assert wait_for(client, location)["status"] == "done"


@pytest.mark.parametrize(
    ("name", "kind", "detail"),
    [
        pytest.param("unreadable", "not-a-video", "unreadable: no picture could be decoded", id="the reader's words"),
        pytest.param("no-model", "analysis-failed", "the model is missing; reinstall cv-rom", id="another known error"),
        pytest.param("crash", "worker-died", "The analysis process ended unexpectedly (SIGKILL).", id="killed"),
        pytest.param("fault", "fault", "Something went wrong inside the service", id="a slip of ours"),
    ],
)
def test_a_failed_analysis_says_why_and_leaves_nothing(
    client: httpx.Client, data_dir: Path, name: str, kind: str, detail: str
) -> None:
    state = wait_for(client, send(client, name))
    assert state["status"] == "failed"
    assert state["problem"]["type"] == f"urn:cv-rom:problem:{kind}"
    assert state["problem"]["detail"].startswith(detail)
    assert not (data_dir / "assessments" / state["id"]).exists()
    assert client.get(f"/v1/assessments/{state['id']}/report.html").status_code == 404
    assert wait_for(client, send(client))["status"] == "done", "the service goes on"


def test_an_assessment_can_be_deleted(client: httpx.Client, data_dir: Path) -> None:
    location = send(client)
    wait_for(client, location)
    assert client.delete(location).status_code == 204
    assert client.get(location).status_code == 404
    assert client.delete(location).status_code == 404
    assert not (data_dir / location.removeprefix("/v1/")).exists()


@pytest.mark.parametrize(
    "unknown",
    ["0" * 32, "nonsense", "..", "%2e%2e", "..%2f..%2fetc", "A" * 32, "upload", "0" * 31 + "%0a", "%00"],
)
@pytest.mark.parametrize("rest", ["", "/report.html", "/assessment.json"])
def test_an_unknown_id_is_not_found_whatever_its_form(client: httpx.Client, unknown: str, rest: str) -> None:
    answer = client.get(f"/v1/assessments/{unknown}{rest}")
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"


def test_ids_cannot_be_guessed(client: httpx.Client) -> None:
    ids = {send(client).rsplit("/", 1)[-1] for _ in range(3)}
    assert len(ids) == 3
    assert all(re.fullmatch("[0-9a-f]{32}", one) for one in ids)


@pytest.mark.parametrize("subject", [None, "P-17"])
def test_the_list_goes_page_by_page(client: httpx.Client, subject: str | None) -> None:
    extra = {} if subject is None else {"subject": subject}
    sent = [send(client, consent="true", **extra).rsplit("/", 1)[-1] for _ in range(3)]
    listed, cursor = [], None
    while len(listed) < 3:
        page = client.get("/v1/assessments", params={"limit": "2", **extra, **({"cursor": cursor} if cursor else {})})
        listed += [item for item in page.json()["items"] if item["id"] in sent]  # an earlier test's may come in late
        cursor = page.json()["next_cursor"]
    assert [item["id"] for item in listed] == sent[::-1]
    assert [(item["protocol"], item["name"], item["subject"]) for item in listed] == [
        ("squat", "clip.mp4", subject)
    ] * 3
    if subject is not None:
        assert (len(listed), cursor) == (3, None)
        assert client.get("/v1/assessments", params={"subject": "nobody"}).json()["items"] == []
    for one in sent:
        wait_for(client, f"/v1/assessments/{one}")


@pytest.mark.parametrize("query", ["cursor=nonsense", "cursor=AAAA", "cursor=%F0%9F%98%80", "limit=0", "limit=201"])
def test_a_wrong_page_is_refused(client: httpx.Client, query: str) -> None:
    answer = client.get(f"/v1/assessments?{query}")
    assert (answer.status_code, answer.json()["type"]) == (422, "urn:cv-rom:problem:wrong-parameter")


def test_the_same_request_with_the_same_key_makes_one_assessment(client: httpx.Client, data_dir: Path) -> None:
    def post(key: str, video: bytes = b"one", query: str = SQUAT) -> httpx.Response:
        return client.post(query, content=video, headers={"Idempotency-Key": key})

    first = post("a-key")
    again = post("a-key")
    assert (first.status_code, again.status_code) == (202, 202)
    assert again.headers["location"] == first.headers["location"]
    assert post("other-key").json()["id"] != first.json()["id"]
    for answer in (post("a-key", b"two"), post("a-key", query=f"{SQUAT}&side=left")):
        assert (answer.status_code, answer.json()["type"]) == (422, "urn:cv-rom:problem:idempotency-key-reused")
    assert wait_for(client, first.headers["location"])["status"] == "done"
    assert post("a-key").json() == {"id": first.json()["id"], "status": "done"}
    assert list((data_dir / "incoming").iterdir()) == []


def test_the_same_request_twice_at_once_makes_one_assessment(client: httpx.Client) -> None:
    with ThreadPoolExecutor(4) as pool:
        answers = list(
            pool.map(lambda _: client.post(SQUAT, content=b"x", headers={"Idempotency-Key": "at-once"}), range(4))
        )
    assert [answer.status_code for answer in answers] == [202] * 4
    assert len({answer.json()["id"] for answer in answers}) == 1


@pytest.mark.parametrize("key", ["", "a b", "x" * 256])
def test_an_unusable_key_is_refused(client: httpx.Client, key: str) -> None:
    assert client.post(SQUAT, content=b"x", headers={"Idempotency-Key": key}).status_code == 422
