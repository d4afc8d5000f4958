"""The waiting list as the service sees it: who may send a video, what waits, what is given up."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from anyio import to_thread
from dbos import DBOSClient
from sqlalchemy import Connection

from cv_rom_api import problems, workflows
from cv_rom_api.artefacts import ArtefactStorage
from cv_rom_api.settings import Settings
from cv_rom_api.store import assessments
from cv_rom_api.store.database import Database


class Jobs:
    """Puts assessments into the queue, from which workers take them in the order in which they came."""

    def __init__(self, settings: Settings, database: Database, storage: ArtefactStorage) -> None:
        self._settings = settings
        self._database = database
        self._storage = storage
        self._coming = 0
        self._client: DBOSClient | None = None

    def open(self) -> None:
        """Connect to the queue."""
        workflows.prepare(self._database)
        self._client = workflows.client(self._database)

    def close(self) -> None:
        """Let go of the queue."""
        if self._client is not None:
            self._client.destroy()

    @asynccontextmanager
    async def place(self) -> AsyncIterator[None]:
        """Hold a place on the list while a video comes in, which bounds the disk that uploads take.

        Raises `ProblemError` (429) when there is none. Several services on one database each count their own
        uploads on the way.
        """
        self._coming += 1
        try:
            if await to_thread.run_sync(self._count_waiting) + self._coming > self._settings.max_waiting:
                raise problems.too_many()
            yield
        finally:
            self._coming -= 1

    def enqueue(self, connection: Connection, assessment_id: str) -> None:
        """Put a new assessment with its uploaded video on the list, in the transaction that makes it."""
        assert self._client is not None
        workflows.enqueue(self._client, connection, assessment_id)

    def cancel(self, assessment_id: str) -> bool:
        """Give up what waits or runs; returns whether it did. A running analysis is ended within a second or so."""
        with self._database.writing() as connection:
            if not assessments.cancel(connection, assessment_id, keep_for=self._settings.keep_results_for):
                return False
        self._storage.remove(assessment_id)
        return True

    def discard(self, assessment_id: str) -> None:
        """Remove an assessment, whatever its state; a running analysis is ended within a second or so."""
        with self._database.writing() as connection:
            assessments.remove(connection, assessment_id)
        self._storage.remove(assessment_id)

    def _count_waiting(self) -> int:
        with self._database.reading() as connection:
            return assessments.count_waiting(connection)
