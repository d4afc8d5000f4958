"""Finds out who calls: the clinic of a key or of a session, or whoever sits at this machine while no key was made."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from ipaddress import ip_address

from sqlalchemy import Connection

from cv_rom_api import problems
from cv_rom_api.access.keys import hash_of, matches, new_session_token, prefix_of
from cv_rom_api.access.rate_limits import RateLimit
from cv_rom_api.store import audit, clinics, keys, sessions
from cv_rom_api.store.database import Database
from cv_rom_api.store.keys import ApiKey

SESSION_LASTS = timedelta(hours=12)
_NOBODY = "unknown"


@dataclass(frozen=True)
class Caller:
    """Who calls: a clinic, through a key (its prefix) or from the machine itself."""

    clinic_id: str
    actor: str


LOCAL_CALLER = Caller(clinics.LOCAL, "local")


@dataclass(frozen=True)
class Credentials:
    """What a request brings: a key, the token of a session, and the address it comes from."""

    key: str | None
    session: str | None
    address: str | None


class Callers:
    """Knows the callers by what is in the database; tells wrong keys to the audit log, a few a minute and address.

    Without a key only this machine itself may call, and only until the first key was made: revoking the last one does
    not open the service again.
    """

    def __init__(self, database: Database, failures: RateLimit) -> None:
        self._database = database
        self._failures = failures
        self._keys_were_made = False

    def caller(self, credentials: Credentials) -> Caller:
        """Who calls. Raises `ProblemError`: 401, or 429 after too many wrong keys."""
        with self._database.reading() as connection:
            if credentials.key is not None:
                key = _valid_key(connection, credentials.key)
            else:
                key = _key_of_session(connection, credentials.session)
                if key is None and self._is_open_to(connection, credentials.address):
                    return LOCAL_CALLER
        if key is not None:
            return Caller(key.clinic_id, key.prefix)
        if credentials.key is None:
            raise problems.no_key()
        raise self._rejected(credentials)

    def sign_in(self, credentials: Credentials) -> str:
        """The token of a new session. Raises `ProblemError` as `caller` does."""
        with self._database.writing() as connection:
            key = _valid_key(connection, credentials.key or "")
            if key is not None:
                token = new_session_token()
                sessions.create(connection, hash_of(token), key_id=key.id, lasts=SESSION_LASTS)
                audit.record(connection, clinic_id=key.clinic_id, actor=key.prefix, action="sign_in")
                return token
        raise self._rejected(credentials)

    def sign_out(self, token: str) -> None:
        """End a session, if there is one."""
        with self._database.writing() as connection:
            sessions.remove(connection, hash_of(token))

    def _is_open_to(self, connection: Connection, address: str | None) -> bool:
        # No key is ever deleted, so that what was seen once need not be asked again.
        self._keys_were_made = self._keys_were_made or keys.any_was_made(connection)
        return not self._keys_were_made and is_loopback(address)

    def _rejected(self, credentials: Credentials) -> problems.ProblemError:
        wait_s = self._failures.take(credentials.address or _NOBODY)
        if wait_s:
            return problems.too_fast(wait_s)
        prefix = prefix_of(credentials.key or "")
        with self._database.writing() as connection:
            known = keys.find_by_prefix(connection, prefix) if prefix else None
            clinic_id, actor = (known.clinic_id, known.prefix) if known else (_NOBODY, _NOBODY)
            audit.record(connection, clinic_id=clinic_id, actor=actor, action="wrong_key")
        return problems.wrong_key()


def is_loopback(address: str | None) -> bool:
    """Whether an address is this machine's own."""
    try:
        return address is not None and ip_address(address).is_loopback
    except ValueError:
        return False


def _valid_key(connection: Connection, text: str) -> ApiKey | None:
    prefix = prefix_of(text)
    key = keys.find_by_prefix(connection, prefix) if prefix else None
    return key if key is not None and matches(text, key.hash) and key.revoked_at is None else None


def _key_of_session(connection: Connection, token: str | None) -> ApiKey | None:
    key = sessions.key_of(connection, hash_of(token)) if token else None
    return key if key is not None and key.revoked_at is None else None
