"""No clinic sees or changes another one's data: every call that the service describes is tried, new ones too."""

from __future__ import annotations

import contextlib
import io
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
from cv_rom_api import administration
from cv_rom_api.app import create_app
from cv_rom_api.settings import Settings
from cv_rom_api.store.database import Database, sqlite_url
from service_client import serving, wait_for
from sqlalchemy import text

NOWHERE, NOWHERE_ELSE = "0" * 32, "1" * 32
SECRET = "GEHEIM-17"
"""Stands in every text that the first clinic gave."""
DOCUMENT = create_app(Settings(), worker=False).openapi()
CALLS = [(method, path) for path, calls in DOCUMENT["paths"].items() for method in calls if path.startswith("/v1/")]
PAGES = ["/", "/assessments", "/subjects", "/assessments/{id}", "/subjects/{id}"]


@dataclass(frozen=True)
class TwoClinics:
    """A service in which the first clinic has two results and a running analysis of one person; the other has none."""

    client: httpx.Client
    data_dir: Path
    first: str
    other: str
    revoked: str
    results: list[str]
    running: str
    subject: str

    @property
    def secrets(self) -> list[str]:
        """What nobody else may be told."""
        return [*self.results, self.running, self.subject, SECRET, self.first.rsplit("_", 1)[0]]

    def paths(self, path: str) -> list[tuple[str, str]]:
        """The path with everything of the first clinic in it, and the same path to nothing."""
        if path == "/v1/comparisons":
            return [(f"{path}?ids={','.join(self.results)}", f"{path}?ids={NOWHERE},{NOWHERE_ELSE}")]
        ids = [self.subject] if "subjects" in path else [*self.results, self.running]
        return [(path.format(id=one), path.format(id=NOWHERE)) for one in ids] if "{" in path else []


def bearer(key: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {key}"}


def made_key(clinic: str) -> str:
    said = io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(io.StringIO()):
        administration.create_key(clinic, SECRET)
    return said.getvalue().strip()


@pytest.fixture(scope="module")
def clinics(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TwoClinics]:
    data_dir = tmp_path_factory.mktemp("clinics")
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("CV_ROM_DATA_DIR", str(data_dir))
        first, other, revoked = made_key("Praxis am Markt"), made_key("Praxis am See"), made_key("Praxis am Markt")
        administration.revoke_key("_".join(revoked.split("_")[:2]))
        fakes = {"analyze": "fake_analyses:analyze", "check_video": "fake_analyses:check_video"}
        settings = Settings(data_dir=data_dir, failures_per_minute=0, uploads_per_minute=0)
        with serving(create_app(settings, **fakes)) as client:
            yield furnished(client, data_dir, first, other, revoked)


def furnished(client: httpx.Client, data_dir: Path, first: str, other: str, revoked: str) -> TwoClinics:
    def send(name: str, content: bytes) -> str:
        query = {"name": name, "subject": SECRET, "consent": "true"}
        headers = bearer(first) | {"Idempotency-Key": f"{SECRET}-{content.decode()}"}
        answer = client.post("/v1/assessments", params=query, content=content, headers=headers)
        return str(answer.headers["location"])

    with httpx.Client(base_url=client.base_url, headers=bearer(first)) as own:
        locations = [send("sample", b"one"), send("sample", b"two")]
        for location in locations:
            wait_for(own, location)
        running = send("slow", b"three")
        while wait_for(own, running, "running")["progress"] < 0.5:  # where it stays
            time.sleep(0.05)
        [subject] = own.get("/v1/subjects").json()["items"]
    ids = [location.rsplit("/", 1)[-1] for location in (*locations, running)]
    return TwoClinics(client, data_dir, first, other, revoked, ids[:2], ids[2], subject["id"])


def essence(answer: httpx.Response) -> tuple[int, bytes, dict[str, str]]:
    """An answer without what differs each time."""
    changing = {"date", "x-request-id"}
    return answer.status_code, answer.content, {k: v for k, v in answer.headers.items() if k not in changing}


def everything_of_the_first(clinics: TwoClinics) -> list[Any]:
    """What the first clinic can read, and the files of it."""
    paths = ["/v1/assessments", "/v1/subjects", f"/v1/subjects/{clinics.subject}/progress"]
    paths += [f"/v1/assessments/{one}" for one in (*clinics.results, clinics.running)]
    answers = [clinics.client.get(path, headers=bearer(clinics.first)).json() for path in paths]
    files = sorted(str(path) for path in (clinics.data_dir / "assessments").rglob("*"))
    return [answers, files]


def audited(clinics: TwoClinics) -> int:
    """How many rows of the audit log speak of what is the first clinic's."""
    database = Database(sqlite_url(clinics.data_dir))
    try:
        with database.reading() as connection:
            targets = connection.execute(text("SELECT target FROM audit_log")).scalars().all()
    finally:
        database.close()
    return sum(target in clinics.secrets for target in targets)


@pytest.fixture(autouse=True, scope="module")
def _nothing_changes(clinics: TwoClinics) -> Iterator[None]:
    """Whatever somebody else tries, the first clinic has all that it had."""
    before = everything_of_the_first(clinics)
    yield
    assert everything_of_the_first(clinics) == before


def test_the_document_names_the_calls_that_are_tried() -> None:
    assert len(CALLS) >= 14
    assert {path for _, path in CALLS} >= {"/v1/assessments/{id}/fhir", "/v1/assessments/{id}/events"}


@pytest.mark.parametrize(("method", "path"), CALLS)
def test_another_clinic_is_told_what_it_is_told_of_nothing(clinics: TwoClinics, method: str, path: str) -> None:
    before = audited(clinics)
    for theirs, nowhere in clinics.paths(path):
        answers = [clinics.client.request(method, one, headers=bearer(clinics.other)) for one in (theirs, nowhere)]
        assert answers[0].status_code == 404
        assert essence(answers[0]) == essence(answers[1])
    answer = clinics.client.request(method, path, headers=bearer(clinics.other))
    assert not any(secret in answer.text for secret in clinics.secrets)
    assert audited(clinics) == before


@pytest.mark.parametrize(("method", "path"), CALLS)
def test_without_a_key_in_use_nobody_is_told_whether_there_is_anything(
    clinics: TwoClinics, method: str, path: str
) -> None:
    wrong = [{}, bearer(clinics.revoked), bearer(f"cvrom_0123456789_{'x' * 43}"), {"Authorization": "Basic YTpi"}]
    for headers in wrong:
        for theirs, nowhere in clinics.paths(path)[:1] or [(path, path)]:
            answers = [clinics.client.request(method, one, headers=headers) for one in (theirs, nowhere)]
            assert answers[0].status_code == 401
            assert answers[0].headers["content-type"] == "application/problem+json"
            assert answers[0].headers["www-authenticate"].startswith('Bearer realm="cv-rom"')
            assert essence(answers[0]) == essence(answers[1])
            assert not any(secret in answers[0].text for secret in clinics.secrets)


@pytest.mark.parametrize("path", PAGES)
def test_a_page_holds_nothing_of_anybody(clinics: TwoClinics, path: str) -> None:
    """The pages fetch what they show with the rights of whoever looks at them."""
    with httpx.Client(base_url=clinics.client.base_url) as browser:
        for theirs, _ in clinics.paths(path) or [(path, path)]:
            assert browser.get(theirs).headers["location"].startswith("/login")
            browser.post("/login", data={"key": clinics.other})
            page = browser.get(theirs)
            assert page.status_code == 200
            told = page.text.replace(theirs.rsplit("/", 1)[-1], "")  # what the address says already
            assert not any(secret in told for secret in clinics.secrets)
            browser.cookies.clear()


def test_a_session_is_of_its_clinic(clinics: TwoClinics) -> None:
    with httpx.Client(base_url=clinics.client.base_url) as browser:
        browser.post("/login", data={"key": clinics.other})
        assert browser.get(f"/v1/assessments/{clinics.results[0]}/report.html").status_code == 404
        assert browser.get("/v1/assessments").json() == {"items": [], "next_cursor": None}


def test_a_list_is_of_its_clinic_whatever_is_asked(clinics: TwoClinics) -> None:
    page = clinics.client.get("/v1/assessments?limit=1", headers=bearer(clinics.first)).json()
    for query in ({"cursor": page["next_cursor"]}, {"subject": SECRET}, {"subject": SECRET, "limit": "200"}):
        answer = clinics.client.get("/v1/assessments", params=query, headers=bearer(clinics.other))
        assert (answer.status_code, answer.json()) == (200, {"items": [], "next_cursor": None})


@pytest.mark.parametrize("content", [b"one", b"another video"], ids=["same video", "another video"])
def test_an_idempotency_key_is_of_its_clinic(clinics: TwoClinics, content: bytes) -> None:
    headers = bearer(clinics.other) | {"Idempotency-Key": f"{SECRET}-one"}
    query = {"name": f"sample-{content.decode()}"}
    answer = clinics.client.post("/v1/assessments", params=query, content=content, headers=headers)
    assert answer.status_code == 202
    assert answer.json()["id"] not in clinics.secrets
    assert clinics.client.delete(answer.headers["location"], headers=bearer(clinics.other)).status_code == 204


def test_a_code_of_another_clinic_is_another_person(clinics: TwoClinics) -> None:
    query = {"subject": SECRET, "consent": "true", "name": "sample"}
    answer = clinics.client.post("/v1/assessments", params=query, content=b"x", headers=bearer(clinics.other))
    [subject] = clinics.client.get("/v1/subjects", headers=bearer(clinics.other)).json()["items"]
    assert subject["id"] != clinics.subject
    progress = clinics.client.get(f"/v1/subjects/{subject['id']}/progress", headers=bearer(clinics.other)).json()
    assert all(point["assessment_id"] not in clinics.results for one in progress["series"] for point in one["points"])
    assert clinics.client.delete(f"/v1/subjects/{subject['id']}", headers=bearer(clinics.other)).status_code == 204
    assert clinics.client.get(answer.headers["location"], headers=bearer(clinics.other)).status_code == 404


def test_comparing_with_another_clinics_result_is_no_way_to_it(clinics: TwoClinics) -> None:
    query = {"name": "sample"}
    own = clinics.client.post("/v1/assessments", params=query, content=b"own", headers=bearer(clinics.other)).json()
    mixed = f"/v1/comparisons?ids={own['id']},{clinics.results[0]}"
    unknown = f"/v1/comparisons?ids={own['id']},{NOWHERE}"
    answers = [clinics.client.get(path, headers=bearer(clinics.other)) for path in (mixed, unknown)]
    assert answers[0].status_code == 404
    assert essence(answers[0]) == essence(answers[1])
    clinics.client.delete(f"/v1/assessments/{own['id']}", headers=bearer(clinics.other))
