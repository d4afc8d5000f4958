"""API keys: only their hashes are kept, and the prefix by which a key is known in lists and in the audit log."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import uuid4

from sqlalchemy import Connection, bindparam, exists, insert, select, update

from cv_rom_api.store.tables import API_KEYS

_OF_PREFIX = select(API_KEYS).where(API_KEYS.c.prefix == bindparam("prefix"))  # made once: each call asks for it


@dataclass(frozen=True)
class ApiKey:
    """A key of a clinic; `hash` is of the whole key, however its maker computes it."""

    id: str
    clinic_id: str
    label: str
    prefix: str
    hash: str
    created_at: datetime
    revoked_at: datetime | None = None


def create(connection: Connection, *, clinic_id: str, label: str, prefix: str, key_hash: str) -> ApiKey:
    """Keep a new key."""
    key = ApiKey(uuid4().hex, clinic_id, label, prefix, key_hash, datetime.now(UTC))
    connection.execute(insert(API_KEYS).values(**vars(key)))
    return key


def find_by_prefix(connection: Connection, prefix: str) -> ApiKey | None:
    """The key with this prefix, a revoked one too, or None."""
    row = connection.execute(_OF_PREFIX, {"prefix": prefix}).one_or_none()
    return None if row is None else ApiKey(**row._mapping)


def all_keys(connection: Connection) -> list[ApiKey]:
    """Every key, oldest first."""
    return [ApiKey(**row._mapping) for row in connection.execute(select(API_KEYS).order_by(API_KEYS.c.created_at))]


def any_was_made(connection: Connection) -> bool:
    """Whether there is a key, a revoked one too."""
    return connection.execute(select(exists().select_from(API_KEYS))).scalar_one()


def revoke(connection: Connection, prefix: str) -> bool:
    """Make a key worthless; returns whether there was one that was not yet."""
    change = update(API_KEYS).where(API_KEYS.c.prefix == prefix, API_KEYS.c.revoked_at.is_(None))
    return connection.execute(change.values(revoked_at=datetime.now(UTC))).rowcount == 1
