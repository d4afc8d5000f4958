"""The waiting list of analyses and the slots that work through it."""

from __future__ import annotations

import asyncio
import json
import logging
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cv_rom_api import problems
from cv_rom_api.artefacts import ARTEFACTS, UPLOAD, ArtefactStorage
from cv_rom_api.orders import AnalysisOrder
from cv_rom_api.processes import run_worker
from cv_rom_api.store import assessments
from cv_rom_api.store.database import Database
from cv_rom_api.worker import Work

_LOG = logging.getLogger(__name__)
_PROGRESS_STEP = 0.02  # how much progress is worth writing down


class Jobs:
    """Runs at most `workers` analyses at a time, the others wait in the order in which they came.

    All states are in the database, so that a finished assessment survives a restart; what was waiting or running
    then is marked as failed, with the reason.
    """

    def __init__(
        self,
        database: Database,
        storage: ArtefactStorage,
        *,
        analyze: str,
        work_dir: Path,
        workers: int,
        max_waiting: int,
        time_limit_s: float,
    ) -> None:
        self._database = database
        self._storage = storage
        self._work_dir = work_dir
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

    def submit(self, assessment_id: str) -> None:
        """Put an assessment with its uploaded video on the list; for use while holding a `place`."""
        self._waiting.append(assessment_id)
        self._arrivals.release()

    async def discard(self, assessment_id: str) -> None:
        """Take an assessment off the list, or end its worker, and remove it."""
        if assessment_id in self._waiting:
            self._waiting.remove(assessment_id)
        task = self._running.get(assessment_id)
        if task is not None:
            task.cancel()
            await asyncio.wait({task})
        with self._database.writing() as connection:
            assessments.remove(connection, assessment_id)
        self._storage.remove(assessment_id)

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
        with self._database.writing() as connection:
            if not assessments.start(connection, assessment_id):
                return
            record = assessments.find(connection, assessment_id)
        assert record is not None
        try:
            await self._analyze_in_worker(assessment_id, AnalysisOrder.model_validate(record.order))
        except problems.ProblemError as error:
            self._fail(assessment_id, error)
        except Exception:
            _LOG.exception("assessment %s", assessment_id)
            self._fail(assessment_id, problems.fault())

    async def _analyze_in_worker(self, assessment_id: str, order: AnalysisOrder) -> None:
        written = 0.0

        def on_progress(progress: float) -> None:
            nonlocal written
            if progress >= written + _PROGRESS_STEP:
                written = progress
                with self._database.writing() as connection:
                    assessments.set_progress(connection, assessment_id, progress)

        self._work_dir.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=self._work_dir) as folder:
            out_dir = Path(folder)
            video = self._storage.local_copy(assessment_id, UPLOAD, out_dir)
            work = Work(video=video, out_dir=out_dir, order=order)
            await run_worker(self._analyze, work, time_limit_s=self._time_limit_s, on_progress=on_progress)
            self._keep(assessment_id, out_dir)

    def _keep(self, assessment_id: str, out_dir: Path) -> None:
        result = json.loads((out_dir / "assessment.json").read_bytes())
        for name in ARTEFACTS:
            if (out_dir / name).is_file():
                self._storage.put(assessment_id, name, out_dir / name)
        self._storage.remove_file(assessment_id, UPLOAD)
        with self._database.writing() as connection:
            assessments.finish(connection, assessment_id, result)

    def _fail(self, assessment_id: str, error: problems.ProblemError) -> None:
        self._storage.remove(assessment_id)
        with self._database.writing() as connection:
            assessments.fail(connection, assessment_id, error.problem.model_dump(mode="json", exclude_none=True))

    def _fail_unfinished(self) -> None:
        with self._database.reading() as connection:
            unfinished = assessments.with_status(connection, *assessments.UNFINISHED)
        for record in unfinished:
            self._fail(record.id, problems.interrupted())
