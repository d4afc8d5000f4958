"""`GET /v1/comparisons`: assessments of one clinic side by side, and every reason not to."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import jsonschema
import pytest
from cv_rom_api.routes.comparison_example import EXAMPLE
from cv_rom_api.store import assessments, audit, clinics, subjects
from cv_rom_api.store.database import Database, sqlite_url

from cv_rom.reports.comparison_json import comparison_schema

EXPECTED = Path(__file__).parents[2] / "samples" / "expected"
Stored = Callable[..., str]


@pytest.fixture(name="database")
def _database(client: httpx.Client, data_dir: Path) -> Iterator[Database]:
    """The database behind `client`."""
    database = Database(sqlite_url(data_dir))
    yield database
    database.close()


@pytest.fixture(name="stored")
def _stored(database: Database) -> Iterator[Stored]:
    """Makes assessments without analysing anything, and removes them after the test."""
    made: list[str] = []

    def store(
        video: str, *, clinic: str = clinics.LOCAL, person: str | None = None, finished: bool = True, **content: Any
    ) -> str:
        made.append(assessments.new_id())
        with database.writing() as connection:
            clinic_id = clinics.with_name(connection, clinic).id
            subject = None if person is None else subjects.with_code(connection, clinic_id, person).id
            assessments.create(
                connection, made[-1], clinic_id=clinic_id, subject_id=subject, order={}, consent=person is not None
            )
            if finished:
                assessments.finish(connection, made[-1], result_of(video, **content))
        return made[-1]

    yield store
    with database.writing() as connection:
        for one in made:
            assessments.remove(connection, one)


def result_of(
    video: str, *, sample: str = "knee-to-wall-left", more: float = 0.0, day: str = "2026-05-01"
) -> dict[str, Any]:
    """The sample's result as if of another video, with `more` on every value."""
    content: dict[str, Any] = json.loads((EXPECTED / f"{sample}.json").read_text("utf-8"))
    content["provenance"]["created_at"] = f"{day}T09:00:00+00:00"
    content["source"]["sha256"] = video
    for measure in content["measures"]:
        if measure["value"] is not None:
            measure["value"] += more
            measure["interval_95"] = measure["interval_95"] and [end + more for end in measure["interval_95"]]
    return content


def compare(client: httpx.Client, *ids: str) -> httpx.Response:
    return client.get("/v1/comparisons", params={"ids": ",".join(ids)})


def test_a_comparison_fits_its_schema(client: httpx.Client, stored: Stored) -> None:
    later, earlier = stored("b", day="2026-06-01", more=8.0), stored("a")
    answer = compare(client, later, earlier)
    assert answer.status_code == 200, answer.text
    found = answer.json()
    jsonschema.validate(found, comparison_schema())
    assert [one["name"] for one in found["assessments"]] == [earlier, later]
    real = {pair["measure"]: pair["real_change"] for pair in found["pairs"]}
    assert real["best_toe_to_wall_cm"] is True
    assert real["stance_dorsiflexion_deg"] is None


def test_each_assessment_that_is_read_is_in_the_audit_log(
    client: httpx.Client, stored: Stored, database: Database
) -> None:
    ids = [stored("a"), stored("b")]
    compare(client, *ids)
    with database.reading() as connection:
        entries = [(e.action, e.target) for e in audit.of_clinic(connection, clinics.LOCAL)]
    assert {("read_comparison", one) for one in ids} <= set(entries)


def test_another_clinics_assessment_does_not_exist(client: httpx.Client, stored: Stored, database: Database) -> None:
    mine, theirs = stored("a"), stored("b", clinic="Praxis am See")
    answer = compare(client, mine, theirs)
    unknown = compare(client, mine, "0" * 32)
    assert (answer.status_code, answer.json()) == (404, unknown.json())
    with database.reading() as connection:
        assert mine not in {e.target for e in audit.of_clinic(connection, clinics.LOCAL)}, "nothing was read"


@pytest.mark.parametrize("unknown", ["nonsense", "", "..%2f..", "0" * 31 + "G"])
def test_what_is_no_id_is_not_found(client: httpx.Client, stored: Stored, unknown: str) -> None:
    answer = compare(client, stored("a"), unknown)
    assert (answer.status_code, answer.json()["type"]) == (404, "urn:cv-rom:problem:not-found")


def test_one_that_is_not_finished_has_to_be_waited_for(client: httpx.Client, stored: Stored) -> None:
    answer = compare(client, stored("a"), stored("b", finished=False))
    assert (answer.status_code, answer.json()["type"]) == (409, "urn:cv-rom:problem:not-finished")


def test_one_without_a_result_has_none_to_compare(client: httpx.Client, stored: Stored, database: Database) -> None:
    cancelled = stored("b", finished=False)
    with database.writing() as connection:
        assessments.cancel(connection, cancelled)
    answer = compare(client, stored("a"), cancelled)
    assert answer.status_code == 404
    assert answer.json()["detail"] == "This assessment (cancelled) has no result to compare."


@pytest.mark.parametrize("ids", [[], ["a" * 32], ["a" * 32, "a" * 32], [f"{i:032x}" for i in range(21)]])
def test_two_different_ones_at_least_and_not_endlessly_many(client: httpx.Client, ids: list[str]) -> None:
    answer = compare(client, *ids)
    assert (answer.status_code, answer.json()["type"]) == (422, "urn:cv-rom:problem:wrong-parameter")
    assert answer.json()["errors"][0]["parameter"] == "ids"


def test_the_parameter_is_needed(client: httpx.Client) -> None:
    assert client.get("/v1/comparisons").status_code == 422


@pytest.mark.parametrize(
    ("other", "detail"),
    [
        pytest.param({"video": "b", "sample": "squat-side"}, "a knee-to-wall test", id="other test"),
        pytest.param({"video": "a"}, "of the same video", id="same video"),
        pytest.param({"video": "b", "person": "K-2"}, "of different people", id="other person"),
    ],
)
def test_what_does_not_belong_side_by_side_is_refused(
    client: httpx.Client, stored: Stored, other: dict[str, str], detail: str
) -> None:
    answer = compare(client, stored("a", person="K-1"), stored(**other))
    assert (answer.status_code, answer.headers["content-type"]) == (422, "application/problem+json")
    assert answer.json()["type"] == "urn:cv-rom:problem:not-comparable"
    assert detail in answer.json()["detail"]


def test_the_openapi_document_describes_it_with_an_example(client: httpx.Client) -> None:
    call = client.get("/openapi.json").json()["paths"]["/v1/comparisons"]["get"]
    assert set(call["responses"]) >= {"200", "401", "404", "409", "422", "429"}
    content = call["responses"]["200"]["content"]["application/json"]
    jsonschema.validate(EXAMPLE, comparison_schema())
    assert content["example"]["findings"] == EXAMPLE["findings"]
    assert content["schema"] == {"$ref": "#/components/schemas/Comparison"}
