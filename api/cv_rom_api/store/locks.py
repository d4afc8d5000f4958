"""Names that one process at a time may hold; they go with the process, however it ends.

On Postgres a name is an advisory lock of the database, on one machine with SQLite a lock file beside the database.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from cv_rom_api.store.database import Database

_DEAD_CONNECTION = (  # a machine without power says no goodbye: the server looks after 30 s, three times
    "SET tcp_keepalives_idle = 30",
    "SET tcp_keepalives_interval = 5",
    "SET tcp_keepalives_count = 3",
)


@dataclass(frozen=True)
class Lock:
    """A name that this process holds; `is_held` tells whether it still does."""

    is_held: Callable[[], bool]
    release: Callable[[], None]


def take(database: Database, name: str) -> Lock | None:
    """Hold `name` among all processes that use this database; None where another one does."""
    return _advisory_lock(database, name) if database.lock_dir is None else file_lock(database.lock_dir / name)


def file_lock(path: Path) -> Lock | None:
    """Hold the file at `path`, which is made where it is missing; None where another process does.

    Raises `OSError` where it cannot be made.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("ab"):
        pass  # raises an error that says why, where SQLite's would not
    lock = sqlite3.connect(path, timeout=0, isolation_level=None, check_same_thread=False)
    try:
        lock.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError:
        lock.close()
        return None
    return Lock(is_held=lambda: True, release=lock.close)


def _advisory_lock(database: Database, name: str) -> Lock | None:
    connection = database.own_connection()
    number = int.from_bytes(hashlib.sha256(f"cv-rom {name}".encode()).digest()[:8], "big", signed=True)
    for setting in _DEAD_CONNECTION:
        connection.execute(text(setting))
    if not connection.execute(text("SELECT pg_try_advisory_lock(:number)"), {"number": number}).scalar_one():
        connection.close()
        return None

    def is_held() -> bool:
        try:
            connection.execute(text("SELECT 1"))
        except SQLAlchemyError:
            return False
        return True

    def release() -> None:
        connection.invalidate()  # not back into the pool, where the lock would live on
        connection.close()

    return Lock(is_held, release)
