"""Databases of earlier versions, with rows in every table, as they go on under the newest one.

Whoever adds a revision adds rows for its new tables to `ROWS`, in the SQL of that revision.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from cv_rom_api.store import assessments, audit, clinics, keys, migrations, sessions, subjects, totals, workers
from cv_rom_api.store.database import Database, sqlite_url
from cv_rom_api.store.tables import METADATA
from postgres_databases import fresh_postgres
from sqlalchemy import Connection, inspect, text

A_DAY = "2026-05-04 09:32:10.000000"
THEN = datetime(2026, 5, 4, 9, 32, 10, tzinfo=UTC)
ROWS = {
    "0001": [
        f"INSERT INTO clinics (id, name, created_at) VALUES ('c1', 'Praxis am Markt', '{A_DAY}')",
        "INSERT INTO api_keys (id, clinic_id, label, prefix, hash, created_at) "
        f"VALUES ('k1', 'c1', 'desk', 'cvrom_0123456789', 'a hash', '{A_DAY}')",
        f"INSERT INTO subjects (id, clinic_id, code, created_at) VALUES ('s1', 'c1', 'K-17', '{A_DAY}')",
        'INSERT INTO assessments (id, clinic_id, subject_id, status, progress, "order", assessment, problem, attempts, '
        "consent, idempotency_key, request_hash, created_at, started_at, finished_at) VALUES "
        "('a1', 'c1', 's1', 'done', 1.0, '{\"protocol\": \"squat\"}', '{\"measures\": []}', NULL, 1, "
        f"'1', 'once', 'h', '{A_DAY}', '{A_DAY}', '{A_DAY}'), "
        "('a2', 'local', NULL, 'queued', 0.0, '{\"protocol\": \"auto\"}', NULL, NULL, 0, "
        f"'0', NULL, NULL, '{A_DAY}', NULL, NULL)",
        "INSERT INTO audit_log (at, clinic_id, actor, action, target) "
        f"VALUES ('{A_DAY}', 'c1', 'cvrom_0123456789', 'create_assessment', 'a1')",
    ],
    "0002": [
        "INSERT INTO sessions (hash, key_id, created_at, expires_at) "
        f"VALUES ('a token', 'k1', '{A_DAY}', '2999-01-01 00:00:00.000000')"
    ],
    "0003": [
        "INSERT INTO analysis_totals (outcome, up_to_s, analyses, attempts, duration_s) "
        "VALUES ('done', 30, 3, 4, 61.5)",
        "INSERT INTO workers (id, slots, seen_at) VALUES ('w1', 2, '2999-01-01 00:00:00.000000')",
    ],
}
REVISIONS = list(ROWS)
Tables = dict[str, list[dict[str, Any]]]


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def new_database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """A database without any table."""
    if request.param == "sqlite":
        database = Database(sqlite_url(tmp_path))
        yield database
        database.close()
        return
    with fresh_postgres() as url:
        database = Database(url)
        yield database
        database.close()


def script(connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(str(migrations.__file__)).parent))
    config.attributes["connection"] = connection
    return config


def build(connection: Connection, last: str) -> None:
    """The tables as they were at a revision, with rows in each of them."""
    command.upgrade(script(connection), last)
    for revision in REVISIONS[: REVISIONS.index(last) + 1]:
        for rows in ROWS[revision]:
            # In Postgres, zone and time go with the text; a number is no boolean there, a text is.
            connection.exec_driver_sql(rows.replace(".000000'", ".000000+00'") if is_postgres(connection) else rows)


def is_postgres(connection: Connection) -> bool:
    return connection.dialect.name == "postgresql"


def content(connection: Connection) -> Tables:
    """Every row of every table, without the version of the tables."""
    tables = sorted(set(inspect(connection).get_table_names()) - {"alembic_version"})
    rows = {table: connection.execute(text(f"SELECT * FROM {table}")).mappings() for table in tables}
    return {table: sorted((dict(row) for row in found), key=repr) for table, found in rows.items()}


def test_there_are_rows_for_every_revision_and_table(new_database: Database) -> None:
    known = [revision.revision for revision in ScriptDirectory.from_config(script()).walk_revisions()]
    assert sorted(known) == REVISIONS
    with new_database.writing() as connection:
        build(connection, REVISIONS[-1])
        found = content(connection)
    assert set(found) == set(METADATA.tables)
    assert [table for table, rows in found.items() if not rows] == []


@pytest.mark.parametrize("revision", REVISIONS)
def test_an_upgrade_keeps_every_row(new_database: Database, revision: str) -> None:
    with new_database.writing() as connection:
        build(connection, revision)
        before = content(connection)
    new_database.open()
    with new_database.reading() as connection:
        after = content(connection)
        for table, rows in before.items():
            columns = rows[0].keys()
            assert [{name: row[name] for name in columns} for row in after[table]] == rows, table


@pytest.mark.parametrize("revision", REVISIONS)
def test_the_store_reads_what_earlier_versions_wrote(new_database: Database, revision: str) -> None:
    with new_database.writing() as connection:
        build(connection, revision)
    new_database.open()
    with new_database.writing() as connection:
        assert clinics.names(connection) == {"local": "This machine", "c1": "Praxis am Markt"}
        key = keys.find_by_prefix(connection, "cvrom_0123456789")
        assert key is not None
        assert (key.created_at, key.revoked_at) == (THEN, None)
        subject = subjects.find_by_code(connection, "c1", "K-17")
        assert subject is not None
        (done,) = assessments.page(connection, "c1", limit=9, subject_id=subject.id)
        assert (done.status, done.order, done.consent, done.finished_at) == ("done", {"protocol": "squat"}, True, THEN)
        assert assessments.result_of(connection, "a1") == {"measures": []}
        assert assessments.find_by_idempotency_key(connection, "c1", "once") == done
        (entry,) = audit.since(connection, THEN)
        assert (entry.at, entry.action, entry.target) == (THEN, "create_assessment", "a1")
        assert sessions.key_of(connection, "a token") == (key if revision >= "0002" else None)
        assert [one.analyses for one in totals.by_outcome(connection)] == ([3] if revision >= "0003" else [])
        assert [one.slots for one in workers.living(connection)] == ([2] if revision >= "0003" else [])
        assert assessments.start(connection, "a2")
        assert assessments.finish(connection, "a2", {"measures": []})
        audit.record(connection, clinic_id="c1", actor="local", action="read_assessment", target="a1")


@pytest.mark.parametrize("revision", REVISIONS)
def test_the_audit_log_still_only_grows(new_database: Database, revision: str) -> None:
    with new_database.writing() as connection:
        build(connection, revision)
    new_database.open()
    for change in ("UPDATE audit_log SET actor = 'nobody'", "DELETE FROM audit_log"):
        with pytest.raises(Exception, match="only grows"), new_database.writing() as connection:
            connection.exec_driver_sql(change)
