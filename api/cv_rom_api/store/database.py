"""The database behind the service: SQLite in the data folder, or Postgres; brought up to date when it is opened."""

from __future__ import annotations

import math
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
from alembic import command
from alembic.config import Config
from alembic.util import CommandError
from sqlalchemy import Connection, create_engine, event, make_url, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError, DisconnectionError, SQLAlchemyError
from sqlalchemy.pool import ConnectionPoolEntry

_MIGRATIONS = Path(__file__).with_name("migrations")
_MIGRATION_LOCK = 0x6376_726F  # any number, the same in every service
_MAX_CONNECTIONS = 15  # kept once they are open: many short calls at once would else open and close them all the time
_TRUSTED_S = 1.0  # how long after its last use a connection is taken to be alive
_POSTGRES_WAITS = {"connect_timeout": 10, "tcp_user_timeout": 30_000}
"""Seconds for a server that does not answer, milliseconds for one that does so no more: else it can be minutes."""
_SQLITE_WAIT_MS = 15_000
_SQLITE_PRAGMAS = (
    "PRAGMA journal_mode = WAL",  # readers do not wait for the writer
    "PRAGMA synchronous = FULL",  # what was accepted is there after a power cut too
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",  # what is deleted is overwritten
    f"PRAGMA busy_timeout = {_SQLITE_WAIT_MS}",
)


class DatabaseError(Exception):
    """The database cannot be used; the text says why."""


class Database:
    """Connections to one database.

    `url` is an SQLAlchemy URL, or `postgresql://...` as operators write it. Raises `DatabaseError` where it is none.
    """

    def __init__(self, url: str) -> None:
        try:
            self.url = normal_url(url)
        except ArgumentError:
            raise DatabaseError("CV_ROM_DATABASE_URL is no URL of a database") from None
        if self.url.get_backend_name() not in ("sqlite", "postgresql"):
            raise DatabaseError("CV_ROM_DATABASE_URL must begin with postgresql:// (or be left out, for SQLite)")
        self._is_sqlite = self.url.get_backend_name() == "sqlite"
        self._engine = create_engine(
            self.url,
            pool_size=_MAX_CONNECTIONS,
            max_overflow=0,
            hide_parameters=True,  # errors are logged, and what is stored belongs into no log
            connect_args={} if self._is_sqlite else _POSTGRES_WAITS,
        )
        self._reader = self._engine
        if self._is_sqlite:
            event.listen(self._engine, "connect", _prepare_sqlite)
            event.listen(self._engine, "begin", _begin_sqlite)
        else:
            event.listen(self._engine, "checkin", _note_use)
            event.listen(self._engine, "checkout", _check_unless_just_used)
            self._reader = self._engine.execution_options(isolation_level="AUTOCOMMIT")

    @property
    def lock_dir(self) -> Path | None:
        """Where lock files belong: beside SQLite's file; None where the database itself keeps locks."""
        return Path(self.url.database or "").parent / "locks" if self._is_sqlite else None

    @property
    def plain_url(self) -> str:
        """The URL with its password, for another library that connects to the same database."""
        return self.url.render_as_string(hide_password=False)

    def own_connection(self) -> Connection:
        """A connection outside of any transaction, the caller's to close."""
        return self._engine.connect().execution_options(isolation_level="AUTOCOMMIT")

    def open(self) -> None:
        """Make the tables or bring them up to date. Raises `DatabaseError`."""
        try:
            with self.writing() as connection:
                if not self._is_sqlite:  # there the writing transaction is the lock
                    connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _MIGRATION_LOCK})
                command.upgrade(_alembic_config(connection), "head")
        except CommandError as error:
            raise DatabaseError(f"the database was made by a newer version of cv-rom ({error})") from error
        except SQLAlchemyError as error:
            raise DatabaseError(f"the database {self.url!r} cannot be used: {_cause(error)}") from error

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """For statements that only read. Each of them sees what is there just then, as it would in a transaction of
        Postgres too; there it is not worth a BEGIN and a COMMIT.
        """
        with self._reader.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that writes: all of it, or nothing where an error leaves the block."""
        with self._engine.connect().execution_options(writes=True) as connection, connection.begin():
            yield connection

    def close(self) -> None:
        """Close all connections."""
        self._engine.dispose()


def normal_url(url: str) -> URL:
    """The URL with the driver that this service brings."""
    parsed = make_url(url)
    if parsed.drivername in ("postgres", "postgresql"):
        return parsed.set(drivername="postgresql+psycopg")
    return parsed


def sqlite_url(data_dir: Path) -> str:
    """The database of a data folder."""
    return URL.create("sqlite", database=str(data_dir.absolute() / "cv-rom.sqlite")).render_as_string()


def _prepare_sqlite(dbapi_connection: Any, _: Any) -> None:
    dbapi_connection.isolation_level = None  # the driver begins nothing on its own
    for pragma in _SQLITE_PRAGMAS:
        dbapi_connection.execute(pragma)


def _begin_sqlite(connection: Connection) -> None:
    # A transaction that reads first and writes later would fail where another one wrote in between.
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _note_use(_: Any, record: ConnectionPoolEntry) -> None:
    record.info["used_s"] = time.monotonic()


def _check_unless_just_used(dbapi_connection: Any, record: ConnectionPoolEntry, _: Any) -> None:
    """Replace a connection that the server closed in the meantime. To ask before each use would cost as much as it."""
    if time.monotonic() - record.info.get("used_s", -math.inf) < _TRUSTED_S:
        return
    try:
        dbapi_connection.execute("SELECT 1")
        dbapi_connection.rollback()
    except psycopg.OperationalError as error:
        raise DisconnectionError from error


def _alembic_config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def _cause(error: SQLAlchemyError) -> str:
    lines = str(getattr(error, "orig", None) or error).strip().splitlines()
    return lines[0] if lines else type(error).__name__
