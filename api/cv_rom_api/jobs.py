"""The waiting list of analyses and the slots that work through it."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from cv_rom_api import problems
from cv_rom_api.orders import AnalysisOrder
from cv_rom_api.processes import run_worker
from cv_rom_api.schemas import AssessmentRecord
from cv_rom_api.store import AssessmentStore
from cv_rom_api.worker import Work

_LOG = logging.getLogger(__name__)
_PROGRESS_STEP = 0.02  # how much progress is worth writing down


class Jobs:
    """Runs at most `workers` analyses at a time, the others wait in the order in which they came.

    All states are in the store, so that a finished assessment survives a restart; what was waiting or running
    then is marked as failed, with the reason.
    """

    def __init__(
        self, store: AssessmentStore, *, analyze: str, workers: int, max_waiting: int, time_limit_s: float
    ) -> None:
        self._store = store
        self._analyze = analyze
        self._workers = workers
        self._max_waiting = max_waiting
        self._time_limit_s = time_limit_s
        self._coming = 0
        self._waiting: list[str] = []
        self._arrivals = asyncio.Semaphore(0)
        self._running: dict[str, asyncio.Task[None]] = {}
        self._slots: list[asyncio.Task[None]] = []

    async def start(self) -> None:
        """Settle what the last run left unfinished, then begin to work."""
        self._fail_unfinished()
        self._slots = [asyncio.create_task(self._work_through_list()) for _ in range(self._workers)]

    async def stop(self) -> None:
        """End the workers; what is unfinished is marked as failed."""
        tasks = [*self._slots, *self._running.values()]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        self._fail_unfinished()

    @property
    def is_working(self) -> bool:
        """Whether every slot is alive."""
        return bool(self._slots) and not any(slot.done() for slot in self._slots)

    @contextmanager
    def place(self) -> Iterator[None]:
        """Hold a place on the list while a video comes in, which bounds the disk that uploads take.

        Raises `ProblemError` (429) when there is none.
        """
        if len(self._waiting) + self._coming >= self._max_waiting:
            raise problems.too_many()
        self._coming += 1
        try:
            yield
        finally:
            self._coming -= 1

    def submit(self, assessment_id: str, order: AnalysisOrder) -> AssessmentRecord:
        """Put an uploaded video on the list; for use while holding a `place`."""
        record = AssessmentRecord(
            id=assessment_id, status="queued", progress=0.0, order=order, created_at=datetime.now(UTC)
        )
        self._store.save(record)
        self._waiting.append(assessment_id)
        self._arrivals.release()
        return record

    async def discard(self, assessment_id: str) -> None:
        """Take an assessment off the list, or end its worker, and remove it."""
        if assessment_id in self._waiting:
            self._waiting.remove(assessment_id)
        task = self._running.get(assessment_id)
        if task is not None:
            task.cancel()
            await asyncio.wait({task})
        self._store.remove(assessment_id)

    async def _work_through_list(self) -> None:
        while True:
            await self._arrivals.acquire()
            if self._waiting:  # empty where the one that arrived was discarded
                assessment_id = self._waiting.pop(0)
                task = asyncio.create_task(self._run(assessment_id))
                self._running[assessment_id] = task
                await asyncio.wait({task})
                del self._running[assessment_id]

    async def _run(self, assessment_id: str) -> None:
        record = self._store.find(assessment_id)
        assert record is not None
        record = record.model_copy(update={"status": "running"})
        self._store.save(record)
        try:
            await self._analyze_in_worker(record)
        except problems.ProblemError as error:
            self._fail(record, error)
        except Exception:
            _LOG.exception("assessment %s", assessment_id)
            self._fail(record, problems.fault())
        else:
            self._store.remove_upload(assessment_id)
            self._store.save(record.model_copy(update={"status": "done", "progress": 1.0}))

    async def _analyze_in_worker(self, record: AssessmentRecord) -> None:
        written = 0.0

        def on_progress(progress: float) -> None:
            nonlocal written
            if progress >= written + _PROGRESS_STEP:
                written = progress
                self._store.save(record.model_copy(update={"progress": progress}))

        folder = self._store.folder(record.id)
        work = Work(video=self._store.upload(record.id), out_dir=folder, order=record.order)
        await run_worker(self._analyze, work, time_limit_s=self._time_limit_s, on_progress=on_progress)

    def _fail(self, record: AssessmentRecord, error: problems.ProblemError) -> None:
        self._store.remove_all_but_status(record.id)
        self._store.save(record.model_copy(update={"status": "failed", "problem": error.problem}))

    def _fail_unfinished(self) -> None:
        for record in self._store.all():
            if record.status in ("queued", "running"):
                self._fail(record, problems.interrupted())
