"""The tables as migrations make them, and what the transactions promise."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from cv_rom_api.store import clinics
from cv_rom_api.store import database as database_module
from cv_rom_api.store.database import Database, DatabaseError, normal_url, sqlite_url
from cv_rom_api.store.tables import METADATA
from postgres_databases import fresh_postgres
from sqlalchemy import text
from sqlalchemy.exc import OperationalError


def test_the_migrations_make_the_tables_that_the_code_reads(database: Database) -> None:
    with database.reading() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, METADATA) == []


def test_opening_again_keeps_what_is_there(database: Database) -> None:
    with database.writing() as connection:
        clinic = clinics.create(connection, "Praxis am Markt")
    database.open()
    with database.reading() as connection:
        assert clinics.find(connection, clinic.id) == clinic
        assert clinics.find(connection, clinics.LOCAL) is not None


def test_a_transaction_that_fails_leaves_nothing(database: Database) -> None:
    made: list[str] = []

    def make_and_fail() -> None:
        with database.writing() as connection:
            made.append(clinics.create(connection, "gone").id)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        make_and_fail()
    with database.reading() as connection:
        assert clinics.find(connection, made[0]) is None


@pytest.mark.postgres
def test_connections_that_the_server_closed_are_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    """As when Postgres was started anew: whoever comes after a pause notices nothing, the rest one error."""
    with fresh_postgres() as url:
        database, other = Database(url), Database(url)
        database.open()
        others = "datname = current_database() AND pid <> pg_backend_pid()"
        close_others = text(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE {others}")
        with database.reading() as connection:
            connection.execute(text("SELECT 1"))
        with other.reading() as connection:
            connection.execute(close_others)
        with pytest.raises(OperationalError), database.reading() as connection:
            connection.execute(text("SELECT 1"))
        with database.reading() as connection:
            assert connection.execute(text("SELECT 1")).scalar_one() == 1
        with other.reading() as connection:
            connection.execute(close_others)
        monkeypatch.setattr(database_module, "_TRUSTED_S", 0.0)
        with database.writing() as connection:
            assert connection.execute(text("SELECT 1")).scalar_one() == 1
        database.close()
        other.close()


def test_a_database_of_a_newer_version_is_refused(database: Database) -> None:
    with database.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(DatabaseError, match="newer version"):
        database.open()


def test_a_server_that_does_not_answer_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(database_module._POSTGRES_WAITS, "connect_timeout", 2)  # the shortest that the driver takes
    with socket.create_server(("127.0.0.1", 0)) as silent:
        database = Database(f"postgresql://cv_rom@127.0.0.1:{silent.getsockname()[1]}/cv_rom")
        with pytest.raises(DatabaseError, match="cannot be used"):
            database.open()
        database.close()


def test_what_is_no_database_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DatabaseError, match="is no URL"):
        Database("nonsense")
    (tmp_path / "cv-rom.sqlite").write_text("a text of some length, which is no database at all" * 30)
    database = Database(sqlite_url(tmp_path))
    with pytest.raises(DatabaseError, match="not a database"):
        database.open()
    database.close()


@pytest.mark.parametrize("given", ["postgres://u:p@h/d", "postgresql://u:p@h/d", "postgresql+psycopg://u:p@h/d"])
def test_urls_of_postgres_as_operators_write_them(given: str) -> None:
    assert normal_url(given).render_as_string(hide_password=False) == "postgresql+psycopg://u:p@h/d"
