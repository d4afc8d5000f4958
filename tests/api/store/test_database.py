"""The tables as migrations make them, and what the transactions promise."""

from __future__ import annotations

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from cv_rom_api.store import clinics
from cv_rom_api.store.database import Database, DatabaseError, normal_url, sqlite_url
from cv_rom_api.store.tables import METADATA
from sqlalchemy import text


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


def test_a_database_of_a_newer_version_is_refused(database: Database) -> None:
    with database.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(DatabaseError, match="newer version"):
        database.open()


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
