"""Writes down who asked for what, before it is done: nothing is given out or changed that is not in the log."""

from __future__ import annotations

import time
from collections.abc import Callable
from threading import Lock

from cv_rom_api.access.callers import Caller
from cv_rom_api.store import audit
from cv_rom_api.store.database import Database

_SAME_READ_S = 60.0  # a video that is played asks for its parts again and again
_MAX_REMEMBERED = 10_000


class AuditTrail:
    """Tells the audit log of calls; the same read by the same caller is one row a minute."""

    def __init__(self, database: Database, clock: Callable[[], float] = time.monotonic) -> None:
        self._database = database
        self._clock = clock
        self._read_at: dict[tuple[Caller, str, str], float] = {}
        self._lock = Lock()

    def read(self, caller: Caller, action: str, target: str) -> None:
        """Somebody reads a result, a file or a history."""
        read, now = (caller, action, target), self._clock()
        if now - self._read_at.get(read, -_SAME_READ_S) >= _SAME_READ_S:
            self.change(*read)
            self._remember(read, now)

    def change(self, caller: Caller, action: str, target: str) -> None:
        """Somebody changes or deletes something."""
        with self._database.writing() as connection:
            audit.record(connection, clinic_id=caller.clinic_id, actor=caller.actor, action=action, target=target)

    def _remember(self, read: tuple[Caller, str, str], now: float) -> None:
        with self._lock:
            if len(self._read_at) >= _MAX_REMEMBERED:
                self._read_at = {one: at for one, at in self._read_at.items() if now - at < _SAME_READ_S}
            self._read_at[read] = now
