"""Databases for the tests: SQLite, and Postgres where `CV_ROM_TEST_DATABASE_URL` names one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from cv_rom_api.store.database import Database, sqlite_url
from postgres_databases import fresh_postgres


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """An open database with nothing in it but the clinic of this machine."""
    if request.param == "sqlite":
        database = Database(sqlite_url(tmp_path))
        database.open()
        yield database
        database.close()
        return
    with fresh_postgres() as url:
        database = Database(url)
        database.open()
        yield database
        database.close()
