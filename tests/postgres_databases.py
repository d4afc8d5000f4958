"""Databases of their own on the Postgres server that `CV_ROM_TEST_DATABASE_URL` names."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
import pytest
from sqlalchemy import make_url

SERVER_URL = os.environ.get("CV_ROM_TEST_DATABASE_URL", "")


@contextmanager
def fresh_postgres() -> Iterator[str]:
    """The URL of a new empty database, which is dropped afterwards; skips the test where there is no server."""
    if not SERVER_URL:
        pytest.skip("no Postgres: CV_ROM_TEST_DATABASE_URL is not set")
    name = f"cv_rom_test_{uuid.uuid4().hex}"
    with psycopg.connect(SERVER_URL, autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{name}"')
        try:
            yield make_url(SERVER_URL).set(database=name).render_as_string(hide_password=False)
        finally:
            server.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def drop(url: str) -> None:
    """Drop a database under the feet of whoever uses it."""
    with psycopg.connect(SERVER_URL, autocommit=True) as server:
        server.execute(f'DROP DATABASE "{make_url(url).database}" WITH (FORCE)')
