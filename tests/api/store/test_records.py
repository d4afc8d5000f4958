"""The functions of each table."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from cv_rom_api.store import assessments, audit, clinics, keys, sessions, subjects
from cv_rom_api.store.database import Database
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError, IntegrityError

ORDER = {"protocol": "squat", "name": "clip.mp4"}


def create(connection: Connection, clinic_id: str = clinics.LOCAL, **values: object) -> str:
    return assessments.create(connection, assessments.new_id(), clinic_id=clinic_id, order=ORDER, **values).id  # type: ignore[arg-type]


def test_an_assessment_goes_its_way(database: Database) -> None:
    with database.writing() as connection:
        one = create(connection)
        assert assessments.count_waiting(connection) == 1
        assert assessments.start(connection, one)
        assert assessments.set_progress(connection, one, 0.5)
        assert assessments.count_waiting(connection) == 0
    with database.reading() as connection:
        record = assessments.find(connection, one)
        assert record is not None
        assert (record.status, record.progress, record.attempts, record.order) == ("running", 0.5, 1, ORDER)
        assert record.created_at.tzinfo is UTC
        assert abs(datetime.now(UTC) - record.created_at) < timedelta(minutes=1)
        assert not record.is_finished
    with database.writing() as connection:
        assert assessments.finish(connection, one, {"schema": "x"})
        assert assessments.result_of(connection, one) == {"schema": "x"}
        record = assessments.find(connection, one)
        assert record is not None
        assert (record.status, record.progress, record.is_finished) == ("done", 1.0, True)


@pytest.mark.parametrize("end", ["finish", "fail", "cancel"])
def test_what_is_over_stays_as_it_is(database: Database, end: str) -> None:
    with database.writing() as connection:
        one = create(connection)
        if end == "cancel":
            assert assessments.cancel(connection, one)
        else:
            assert getattr(assessments, end)(connection, one, {"a": 1})
        before = assessments.find(connection, one)
        assert not assessments.start(connection, one)
        assert not assessments.set_progress(connection, one, 0.1)
        assert not assessments.finish(connection, one, {})
        assert not assessments.fail(connection, one, {})
        assert not assessments.cancel(connection, one)
        assert assessments.find(connection, one) == before


def test_an_idempotency_key_belongs_to_one_assessment_of_a_clinic(database: Database) -> None:
    with database.writing() as connection:
        other = clinics.create(connection, "other").id
        one = create(connection, idempotency_key="k", request_hash="h")
        create(connection, other, idempotency_key="k")
        found = assessments.find_by_idempotency_key(connection, clinics.LOCAL, "k")
        assert found is not None
        assert (found.id, found.request_hash) == (one, "h")
    with pytest.raises(IntegrityError), database.writing() as connection:
        create(connection, idempotency_key="k")


def test_pages_are_newest_first_and_of_one_clinic(database: Database) -> None:
    with database.writing() as connection:
        other = create(connection, clinics.create(connection, "other").id)
        subject = subjects.with_code(connection, clinics.LOCAL, "P-1").id
        ids = [create(connection, subject_id=subject if index % 2 else None) for index in range(5)]
    with database.reading() as connection:
        first = assessments.page(connection, clinics.LOCAL, limit=3)
        rest = assessments.page(connection, clinics.LOCAL, limit=3, before=(first[-1].created_at, first[-1].id))
        assert [record.id for record in (*first, *rest)] == ids[::-1]
        of_subject = assessments.page(connection, clinics.LOCAL, limit=9, subject_id=subject)
        assert [record.id for record in of_subject] == [ids[3], ids[1]]
        assert assessments.find(connection, other, clinic_id=clinics.LOCAL) is None


def test_a_subject_has_one_code_in_its_clinic(database: Database) -> None:
    with database.writing() as connection:
        other = clinics.create(connection, "other").id
        one = subjects.with_code(connection, clinics.LOCAL, "P-1")
        assert subjects.with_code(connection, clinics.LOCAL, "P-1") == one
        assert subjects.with_code(connection, other, "P-1").id != one.id
        assert subjects.find(connection, clinics.LOCAL, one.id) == one
        assert subjects.find(connection, other, one.id) is None
        assert subjects.of_clinic(connection, clinics.LOCAL) == [one]


def test_a_key_is_found_by_its_prefix_and_revoked_once(database: Database) -> None:
    with database.writing() as connection:
        key = keys.create(connection, clinic_id=clinics.LOCAL, label="desk", prefix="cvr_ab", key_hash="x")
        assert keys.find_by_prefix(connection, "cvr_ab") == key
        assert keys.revoke(connection, "cvr_ab")
        assert not keys.revoke(connection, "cvr_ab")
        [revoked] = keys.all_keys(connection)
        assert revoked.revoked_at is not None


@pytest.mark.parametrize("change", ["UPDATE audit_log SET actor = 'nobody'", "DELETE FROM audit_log"])
def test_the_audit_log_only_grows(database: Database, change: str) -> None:
    with database.writing() as connection:
        audit.record(connection, clinic_id=clinics.LOCAL, actor="local", action="delete", target="x")
    with pytest.raises(DBAPIError, match="only grows"), database.writing() as connection:
        connection.execute(text(change))
    with database.reading() as connection:
        [entry] = audit.of_clinic(connection, clinics.LOCAL)
        assert (entry.actor, entry.action, entry.target) == ("local", "delete", "x")


def test_a_key_was_made_once_it_was_even_when_it_is_revoked(database: Database) -> None:
    with database.writing() as connection:
        assert not keys.any_was_made(connection)
        keys.create(connection, clinic_id=clinics.LOCAL, label="", prefix="cvr_ab", key_hash="x")
        keys.revoke(connection, "cvr_ab")
        assert keys.any_was_made(connection)


def test_a_clinic_is_made_once_for_its_name(database: Database) -> None:
    with database.writing() as connection:
        one = clinics.with_name(connection, "Praxis am Markt")
        assert clinics.with_name(connection, "Praxis am Markt") == one
        assert clinics.with_name(connection, "local").id == clinics.LOCAL
        assert clinics.names(connection) == {clinics.LOCAL: "This machine", one.id: "Praxis am Markt"}


def test_a_session_leads_to_its_key_until_it_is_over(database: Database) -> None:
    with database.writing() as connection:
        key = keys.create(connection, clinic_id=clinics.LOCAL, label="", prefix="cvr_ab", key_hash="x")
        sessions.create(connection, "over", key_id=key.id, lasts=timedelta(0))
        sessions.create(connection, "open", key_id=key.id, lasts=timedelta(hours=1))
        assert sessions.key_of(connection, "open") == key
        assert sessions.key_of(connection, "over") is None
        assert connection.execute(text("SELECT hash FROM sessions")).scalars().all() == ["open"]
        sessions.remove(connection, "open")
        assert sessions.key_of(connection, "open") is None


def test_a_subject_goes_after_its_assessments(database: Database) -> None:
    with database.writing() as connection:
        subject = subjects.with_code(connection, clinics.LOCAL, "P-1").id
        one = create(connection, subject_id=subject)
        create(connection)
        assert assessments.ids_of_subject(connection, subject) == [one]
        assert not subjects.remove(connection, subject)
        assessments.remove(connection, one)
        assert subjects.remove(connection, subject)
        assert subjects.of_clinic(connection, clinics.LOCAL) == []


def test_the_log_is_read_from_a_moment_on(database: Database) -> None:
    with database.writing() as connection:
        for target in ("x", "y"):
            audit.record(connection, clinic_id=clinics.LOCAL, actor="local", action="delete", target=target)
        first, second = audit.of_clinic(connection, clinics.LOCAL)
        assert audit.since(connection, second.at) == [second]
        assert audit.since(connection, first.at) == [first, second]
