"""The workers that live, as they say themselves now and then: for whoever watches over the service.

Who may take over from whom is decided by `locks`, which the database lets go of at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects.postgresql import insert as postgres_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from cv_rom_api.store.tables import WORKERS

SAY_EVERY = timedelta(seconds=10)
LIVES_FOR = timedelta(seconds=35)
"""A worker that has said nothing for so long counts as dead. Clocks of the machines may differ by less than that."""
_FORGET_AFTER = timedelta(days=1)


@dataclass(frozen=True)
class LivingWorker:
    """A worker that was seen just now, and how many analyses it runs at a time."""

    id: str
    slots: int
    seen_at: datetime


def seen(connection: Connection, worker_id: str, *, slots: int) -> None:
    """Write down that a worker lives, and forget those that died long ago."""
    now = datetime.now(UTC)
    insert = sqlite_insert if connection.dialect.name == "sqlite" else postgres_insert
    alive = {"slots": slots, "seen_at": now}
    row = insert(WORKERS).values(id=worker_id, **alive)
    connection.execute(row.on_conflict_do_update(index_elements=[WORKERS.c.id], set_=alive))
    connection.execute(delete(WORKERS).where(WORKERS.c.seen_at < now - _FORGET_AFTER))


def gone(connection: Connection, worker_id: str) -> None:
    """A worker has ended."""
    connection.execute(delete(WORKERS).where(WORKERS.c.id == worker_id))


def living(connection: Connection) -> list[LivingWorker]:
    """The workers that live, by id."""
    alive = select(WORKERS).where(WORKERS.c.seen_at > datetime.now(UTC) - LIVES_FOR).order_by(WORKERS.c.id)
    return [LivingWorker(**row._mapping) for row in connection.execute(alive)]
