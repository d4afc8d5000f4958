"""Who may call: keys, sessions, hosts and origins. What another clinic may is in test_tenancy.py."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
from cv_rom_api import administration
from cv_rom_api.artefacts import ARTEFACTS
from cv_rom_api.store import assessments, keys, subjects
from cv_rom_api.store.database import Database, sqlite_url
from fake_analyses import SAMPLE
from sqlalchemy import text

Serve = Callable[..., AbstractContextManager[httpx.Client]]
UNKNOWN_KEY = f"cvrom_0123456789_{'x' * 43}"


def bearer(key: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {key}"}


@dataclass(frozen=True)
class Clinics:
    """A service with two clinics, of which the first one has an assessment of a subject."""

    client: httpx.Client
    first: str
    other: str
    revoked: str
    ids: dict[str, str]
    code: str = "K-17"


def make_key(capsys: pytest.CaptureFixture[str], clinic: str) -> str:
    administration.create_key(clinic, "desk")
    return capsys.readouterr().out.strip()


def prefix(key: str) -> str:
    return "_".join(key.split("_")[:2])


@pytest.fixture
def keyed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[[str], str]:
    """Makes keys for the services over `tmp_path`."""
    monkeypatch.setenv("CV_ROM_DATA_DIR", str(tmp_path))
    return lambda clinic: make_key(capsys, clinic)


@pytest.fixture
def clinics(serve: Serve, keyed: Callable[[str], str], tmp_path: Path) -> Iterator[Clinics]:
    first, other, revoked = keyed("Praxis am Markt"), keyed("Praxis am See"), keyed("Praxis am Markt")
    administration.revoke_key(prefix(revoked))
    ids = with_result(tmp_path, prefix(first))
    with serve(worker=False, failures_per_minute=0) as client:
        yield Clinics(client, first, other, revoked, ids)


def with_result(data_dir: Path, key_prefix: str) -> dict[str, str]:
    """Put a finished assessment of a subject into the data folder, without analysing anything."""
    one = assessments.new_id()
    with opened(data_dir) as database, database.writing() as connection:
        key = keys.find_by_prefix(connection, key_prefix)
        assert key is not None
        subject = subjects.with_code(connection, key.clinic_id, Clinics.code)
        order = {"protocol": "squat", "name": "sample"}
        assessments.create(connection, one, clinic_id=key.clinic_id, subject_id=subject.id, order=order, consent=True)
        assessments.finish(connection, one, json.loads(SAMPLE.read_text("utf-8")))
    folder = data_dir / "assessments" / one
    folder.mkdir(parents=True)
    for name in ARTEFACTS:
        (folder / name).write_text(f"{name} of {Clinics.code}")
    return {"assessments": one, "subjects": subject.id}


@contextmanager
def opened(data_dir: Path) -> Iterator[Database]:
    database = Database(sqlite_url(data_dir))
    try:
        yield database
    finally:
        database.close()


def test_a_revoked_key_is_told_nothing_else_than_an_unknown_one(clinics: Clinics) -> None:
    answers = [clinics.client.get("/v1/subjects", headers=bearer(key)) for key in (clinics.revoked, UNKNOWN_KEY)]
    assert answers[0].json() == answers[1].json()
    assert answers[0].json()["type"] == "urn:cv-rom:problem:wrong-key"


def test_every_protected_call_says_how_to_get_in(client: httpx.Client) -> None:
    api = client.get("/openapi.json").json()
    assert api["components"]["securitySchemes"]["key"]["scheme"] == "bearer"
    assert api["components"]["securitySchemes"]["session"]["in"] == "cookie"
    for path, calls in api["paths"].items():
        for method, call in calls.items():
            if path.startswith("/v1/"):
                assert call["security"] == [{"key": []}, {"session": []}], (method, path)
                assert {"401", "429"} <= set(call["responses"]), (method, path)


def test_keys_close_the_machine_itself_too_and_revoking_does_not_open_it(
    serve: Serve, keyed: Callable[[str], str]
) -> None:
    with serve(worker=False) as client:
        assert client.get("/v1/subjects").status_code == 200
        key = keyed("local")
        assert client.get("/v1/subjects").status_code == 401
        assert client.get("/v1/subjects", headers=bearer(key)).status_code == 200
        administration.revoke_key(prefix(key))
        assert client.get("/v1/subjects", headers=bearer(key)).status_code == 401
        assert client.get("/v1/subjects").status_code == 401


def test_without_a_key_nobody_else_gets_in_through_a_proxy(client: httpx.Client) -> None:
    answer = client.get("/v1/subjects", headers={"X-Forwarded-For": "203.0.113.7"})
    assert (answer.status_code, answer.json()["type"]) == (401, "urn:cv-rom:problem:no-key")


@pytest.mark.parametrize(
    ("host", "status"),
    [
        pytest.param("localhost:8000", 200, id="localhost"),
        pytest.param("LOCALHOST", 200, id="capitals"),
        pytest.param("127.0.0.1:1", 200, id="address"),
        pytest.param("[::1]:8000", 200, id="address of version 6"),
        pytest.param("evil.example", 421, id="a name that points here"),
        pytest.param("localhost.evil.example", 421, id="a name that begins well"),
        pytest.param("127.0.0.1.evil.example", 421, id="a name that looks like an address"),
        pytest.param("x@127.0.0.1:8000@evil.example", 421, id="a trick"),
        pytest.param("[", 421, id="nonsense"),
        pytest.param("", 421, id="none"),
    ],
)
def test_the_service_answers_under_its_own_names_only(client: httpx.Client, host: str, status: int) -> None:
    for path in ("/health/live", "/", "/v1/subjects"):
        answer = client.get(path, headers={"Host": host})
        assert answer.status_code == status, path
        assert "content-security-policy" in answer.headers
        if status == 421:
            assert answer.json()["type"] == "urn:cv-rom:problem:wrong-host"


@pytest.mark.parametrize(
    ("headers", "passes"),
    [
        pytest.param({}, True, id="a program"),
        pytest.param({"Origin": "{here}"}, True, id="a page of ours"),
        pytest.param({"Origin": "https://evil.example"}, False, id="a page elsewhere"),
        pytest.param({"Origin": "null"}, False, id="a sandboxed page"),
        pytest.param({"Origin": "{here}.evil.example"}, False, id="a name that begins well"),
        pytest.param({"Origin": "http://127.0.0.1:1"}, False, id="another port"),
        pytest.param({"Sec-Fetch-Site": "cross-site"}, False, id="no origin, but across sites"),
        pytest.param({"Sec-Fetch-Site": "same-origin"}, True, id="no origin, from here"),
    ],
)
def test_pages_elsewhere_change_nothing(client: httpx.Client, headers: dict[str, str], passes: bool) -> None:
    headers = {name: value.format(here=str(client.base_url).rstrip("/")) for name, value in headers.items()}
    answer = client.delete(f"/v1/assessments/{'0' * 32}", headers=headers)
    assert answer.status_code == (404 if passes else 403)
    assert client.get("/v1/subjects", headers=headers).status_code == 200


def test_an_operator_allows_names_and_origins(serve: Serve) -> None:
    site = "https://clinic.example"
    with serve(worker=False, allowed_hosts="rom.example, other.example", allowed_origins=site) as client:
        assert client.get("/health/live", headers={"Host": "rom.example"}).status_code == 200
        assert client.get("/health/live", headers={"Host": "evil.example"}).status_code == 421
        asked = {"Origin": site, "Access-Control-Request-Method": "DELETE"}
        allowed = client.options("/v1/subjects", headers=asked | {"Access-Control-Request-Headers": "authorization"})
        assert allowed.headers["access-control-allow-origin"] == site
        assert "access-control-allow-credentials" not in allowed.headers
        path = f"/v1/assessments/{'0' * 32}"
        assert client.delete(path, headers={"Origin": site}).status_code == 404
        assert "access-control-allow-origin" not in client.get(path, headers={"Origin": "https://evil.example"}).headers


def test_no_origin_is_allowed_without_being_asked_for(client: httpx.Client) -> None:
    headers = {"Origin": "https://clinic.example", "Access-Control-Request-Method": "GET"}
    assert client.options("/v1/subjects", headers=headers).status_code == 405
    assert "access-control-allow-origin" not in client.get("/v1/subjects", headers=headers).headers


def test_a_key_may_call_and_send_so_often(serve: Serve, keyed: Callable[[str], str]) -> None:
    first, other = keyed("one"), keyed("other")
    with serve(worker=False, rate_per_minute=3, uploads_per_minute=1) as client:
        statuses = [client.get("/v1/subjects", headers=bearer(first)) for _ in range(4)]
        assert [answer.status_code for answer in statuses] == [200, 200, 200, 429]
        assert statuses[3].json()["type"] == "urn:cv-rom:problem:too-many-requests"
        assert 15 <= int(statuses[3].headers["retry-after"]) <= 20
        uploads = [client.post("/v1/assessments", content=b"video", headers=bearer(other)) for _ in range(2)]
        assert [answer.status_code for answer in uploads] == [202, 429]


def test_wrong_keys_are_counted_by_address_and_a_right_one_passes(serve: Serve, keyed: Callable[[str], str]) -> None:
    key = keyed("one")
    with serve(worker=False, failures_per_minute=2) as client:
        wrong = [client.get("/v1/subjects", headers=bearer(UNKNOWN_KEY)).status_code for _ in range(3)]
        assert wrong == [401, 401, 429]
        assert client.post("/login", data={"key": UNKNOWN_KEY}).status_code == 429
        assert client.get("/v1/subjects", headers=bearer(key)).status_code == 200


def logged(data_dir: Path) -> list[Any]:
    with opened(data_dir) as database, database.reading() as connection:
        rows = connection.execute(text("SELECT actor, action, target FROM audit_log ORDER BY id")).all()
    return [tuple(row) for row in rows]


def test_the_log_tells_who_read_and_changed_what(
    clinics: Clinics, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    one, subject = clinics.ids["assessments"], clinics.ids["subjects"]
    client, desk = clinics.client, prefix(clinics.first)
    for _ in range(3):
        client.get(f"/v1/assessments/{one}/report.html", headers=bearer(clinics.first))
    client.get(f"/v1/subjects/{subject}/progress", headers=bearer(clinics.first))
    client.post("/login", data={"key": clinics.first})
    client.get(f"/v1/assessments/{one}")
    sent = client.post("/v1/assessments?name=a.mp4", content=b"video")
    client.post("/logout")
    client.get(f"/v1/assessments/{one}", headers=bearer(clinics.other))
    client.get(f"/v1/assessments/{one}", headers=bearer(clinics.revoked))
    client.get(f"/v1/assessments/{one}", headers=bearer(UNKNOWN_KEY))
    client.delete(f"/v1/assessments/{one}", headers=bearer(clinics.first))
    rows = logged(tmp_path)
    assert [row[1] for row in rows[:4]] == ["create_key", "create_key", "create_key", "revoke_key"]
    assert rows[4:] == [
        (desk, "read_report.html", one),
        (desk, "read_progress", subject),
        (desk, "sign_in", None),
        (desk, "read_assessment", one),
        (desk, "create_assessment", sent.json()["id"]),
        (prefix(clinics.revoked), "wrong_key", None),
        ("unknown", "wrong_key", None),
        (desk, "delete_assessment", one),
    ]
    told = " ".join(str(row) for row in rows)
    assert clinics.code not in told
    assert "a.mp4" not in told
    assert clinics.first not in told


def test_signing_in_and_out(clinics: Clinics) -> None:
    client = clinics.client
    lead = client.get("/subjects")
    assert (lead.status_code, lead.headers["location"]) == (303, "/login?next=%2Fsubjects")
    page = client.get(lead.headers["location"])
    assert page.status_code == 200
    assert "form-action 'self'" in page.headers["content-security-policy"]
    assert 'value="/subjects"' in page.text
    answer = client.post("/login", data={"key": f" {clinics.first}\n", "next": "/subjects"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/subjects")
    cookie = answer.headers["set-cookie"]
    assert all(part in cookie for part in ("HttpOnly", "SameSite=strict", "Path=/"))
    assert clinics.first not in cookie
    assert client.get("/subjects").status_code == 200
    [subject] = client.get("/v1/subjects").json()["items"]
    assert subject["code"] == clinics.code
    assert prefix(clinics.first) in client.get("/login").text
    token = client.cookies["cv_rom_session"]
    assert client.post("/logout").headers["location"] == "/login"
    assert "cv_rom_session" not in client.cookies
    assert client.get("/v1/subjects", headers={"Cookie": f"cv_rom_session={token}"}).status_code == 401


def test_a_session_ends_with_its_key(clinics: Clinics) -> None:
    clinics.client.post("/login", data={"key": clinics.first})
    assert clinics.client.get("/v1/subjects").status_code == 200
    administration.revoke_key(prefix(clinics.first))
    assert clinics.client.get("/v1/subjects").status_code == 401


def test_a_session_ends_after_its_time(clinics: Clinics, tmp_path: Path) -> None:
    clinics.client.post("/login", data={"key": clinics.first})
    with opened(tmp_path) as database, database.writing() as connection:
        connection.execute(text("UPDATE sessions SET expires_at = '2026-01-01 00:00:00.000000'"))
    assert clinics.client.get("/v1/subjects").status_code == 401


def test_a_wrong_key_does_not_sign_in(clinics: Clinics) -> None:
    for form in ({"key": UNKNOWN_KEY}, {"key": clinics.revoked}, {}):
        answer = clinics.client.post("/login", data=form)
        assert (answer.status_code, "set-cookie" in answer.headers) == (401, False)
        assert "revoked" in answer.text
    assert clinics.client.post("/login", content=b"key=" + b"x" * 5000).status_code == 413


def test_nobody_is_signed_in_from_elsewhere(clinics: Clinics) -> None:
    answer = clinics.client.post("/login", data={"key": clinics.first}, headers={"Origin": "https://evil.example"})
    assert (answer.status_code, "set-cookie" in answer.headers) == (403, False)


@pytest.mark.parametrize("path", ["https://evil.example", "//evil.example", "/\\evil.example", "/x\r\nSet-Cookie: a=b"])
def test_signing_in_leads_to_pages_of_ours_only(clinics: Clinics, path: str) -> None:
    answer = clinics.client.post("/login", data={"key": clinics.first, "next": path})
    assert (answer.status_code, answer.headers["location"]) == (303, "/")


def test_without_keys_there_is_nothing_to_sign_in_to(client: httpx.Client) -> None:
    assert client.get("/login").headers["location"] == "/"
