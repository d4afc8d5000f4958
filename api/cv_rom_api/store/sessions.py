"""Sessions of browsers that signed in with a key: only the hashes of their tokens are kept."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, delete, insert, select

from cv_rom_api.store.keys import ApiKey
from cv_rom_api.store.tables import API_KEYS, SESSIONS


def create(connection: Connection, token_hash: str, *, key_id: str, lasts: timedelta) -> None:
    """Keep a new session of a key, and forget those that are over."""
    now = datetime.now(UTC)
    connection.execute(delete(SESSIONS).where(SESSIONS.c.expires_at <= now))
    connection.execute(insert(SESSIONS).values(hash=token_hash, key_id=key_id, created_at=now, expires_at=now + lasts))


def key_of(connection: Connection, token_hash: str) -> ApiKey | None:
    """The key of a session that is not over, a revoked one too, or None."""
    of_session = select(API_KEYS).join(SESSIONS, SESSIONS.c.key_id == API_KEYS.c.id)
    current = of_session.where(SESSIONS.c.hash == token_hash, SESSIONS.c.expires_at > datetime.now(UTC))
    row = connection.execute(current).one_or_none()
    return None if row is None else ApiKey(**row._mapping)


def remove(connection: Connection, token_hash: str) -> None:
    """End a session."""
    connection.execute(delete(SESSIONS).where(SESSIONS.c.hash == token_hash))
