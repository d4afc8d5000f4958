"""The steps of an analysis as a worker does them; each may be done again after it was cut short."""

from __future__ import annotations

import asyncio
import json
import logging
import tempfile
import threading
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cv_rom_api import problems
from cv_rom_api.analysis_child import Work
from cv_rom_api.artefacts import ARTEFACTS, UPLOAD, ArtefactStorage
from cv_rom_api.monitoring import logs
from cv_rom_api.orders import JobOrder
from cv_rom_api.problems import ProblemError
from cv_rom_api.processes import run_analysis
from cv_rom_api.settings import Settings
from cv_rom_api.store import assessments
from cv_rom_api.store.assessments import AssessmentRecord
from cv_rom_api.store.database import Database

_LOG = logging.getLogger(__name__)
_LOOK_S = 0.5  # how often progress is written, and looked whether the analysis is still wanted
_FINAL = {
    f"urn:cv-rom:problem:{kind}"
    for kind in ("not-a-video", "too-large", "analysis-failed", "out-of-memory", "took-too-long")
}
"""Errors of the video itself, known ones, and limits: another try would end the same way."""

Outcome = dict[str, Any]
"""What came out of `run`: `{}` for a result, `{"problem": ...}`, or `{"unwanted": True}` (cancelled or deleted)."""


class _UnwantedError(Exception):
    """The assessment was cancelled or deleted while it was analysed."""


@dataclass(frozen=True)
class Analyses:
    """The steps; `analyze` is the `module:function` that an analysis process calls, `work_dir` this worker's own."""

    settings: Settings
    database: Database
    storage: ArtefactStorage
    analyze: str
    work_dir: Path
    running: set[str] = field(default_factory=set)
    _beginning: threading.Lock = field(default_factory=threading.Lock)

    def run(self, assessment_id: str) -> Outcome:
        """Analyse the video in a process of its own and keep the artefacts; a process that dies is tried again."""
        with logs.bound(assessment=assessment_id):
            outcome = self._run(assessment_id)
            _LOG.info("analysis ended", extra={"outcome": _word(outcome)})
        return outcome

    def _run(self, assessment_id: str) -> Outcome:
        error: ProblemError | None = None
        self.running.add(assessment_id)
        try:
            while (record := self._begin(assessment_id)) is not None:
                if record.attempts > self.settings.job_attempts:
                    return _given_up(error or problems.worker_died("its worker died too"), self.settings.job_attempts)
                error = self._try(record)
                if error is None:
                    return {}
                _LOG.warning("analysis failed", extra={"attempt": record.attempts, "problem": error.problem.kind})
                if error.problem.type in _FINAL:
                    return {"problem": _as_json(error)}
        except _UnwantedError:
            pass
        finally:
            self.running.discard(assessment_id)
        return {"unwanted": True}

    def clear_away(self, assessment_id: str, outcome: Outcome) -> None:
        """Delete the upload; everything where nothing came of it."""
        if outcome:
            self.storage.remove(assessment_id)
        elif not self.settings.keep_uploads:
            self.storage.remove_file(assessment_id, UPLOAD)

    def settle(self, assessment_id: str, outcome: Outcome) -> None:
        """Write the end into the record."""
        keep_for = self.settings.keep_results_for
        result = None if outcome else self._result(assessment_id)
        with self.database.writing() as connection:
            if result is not None:
                assessments.finish(connection, assessment_id, result, keep_for=keep_for)
            else:
                problem = outcome.get("problem") or _as_json(problems.fault())
                assessments.fail(connection, assessment_id, problem, keep_for=keep_for)
            record = assessments.find(connection, assessment_id)
        if record is None or record.status != "done":  # cancelled or deleted while its files were being kept
            self.storage.remove(assessment_id)

    def put_back_running(self) -> None:
        """Let everything that runs here wait again, and begin nothing any more: this worker stops."""
        self._beginning.acquire()  # and kept: what would begin now waits until the process is gone
        for assessment_id in list(self.running):
            _LOG.info("analysis cut short; it waits again", extra={"assessment": assessment_id})
            with self.database.writing() as connection:
                assessments.put_back(connection, assessment_id)

    def _begin(self, assessment_id: str) -> AssessmentRecord | None:
        with self._beginning, self.database.writing() as connection:
            if not assessments.start(connection, assessment_id):
                return None
            return assessments.find(connection, assessment_id)

    def _try(self, record: AssessmentRecord) -> ProblemError | None:
        _LOG.info("analysis begins", extra={"attempt": record.attempts})
        self.work_dir.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=self.work_dir) as folder:
            try:
                asyncio.run(self._analyze(record, Path(folder)))
                self._keep(record.id, Path(folder))
            except ProblemError as error:
                return error
            except _UnwantedError:
                raise
            except Exception:
                _LOG.exception("a fault")
                return problems.fault()
        return None

    async def _analyze(self, record: AssessmentRecord, folder: Path) -> None:
        settings = self.settings
        progress = 0.0

        def on_progress(done: float) -> None:
            nonlocal progress
            progress = max(progress, done)

        work = Work(
            video=self.storage.local_copy(record.id, UPLOAD, folder),
            out_dir=folder,
            order=JobOrder.model_validate(record.order),
            limits=settings.video_limits,
            memory_limit_mb=settings.job_memory_limit_mb,
        )
        analysis = asyncio.create_task(
            run_analysis(self.analyze, work, time_limit_s=settings.job_time_limit_s, on_progress=on_progress)
        )
        try:
            while not (await asyncio.wait({analysis}, timeout=_LOOK_S))[0]:
                await asyncio.to_thread(self._note, record.id, progress)
            analysis.result()
        finally:
            analysis.cancel()  # ends its process
            await asyncio.wait({analysis})

    def _note(self, assessment_id: str, progress: float) -> None:
        with self.database.writing() as connection:
            if not assessments.set_progress(connection, assessment_id, progress):
                raise _UnwantedError

    def _keep(self, assessment_id: str, folder: Path) -> None:
        for name in ARTEFACTS:
            if (folder / name).is_file():
                self.storage.put(assessment_id, name, folder / name)

    def _result(self, assessment_id: str) -> dict[str, Any] | None:
        """What the analysis found; None where its file is gone."""
        try:
            with self.storage.read(assessment_id, "assessment.json") as file:
                result: dict[str, Any] = json.load(file)
        except FileNotFoundError:
            return None
        return result


def _as_json(error: ProblemError) -> dict[str, Any]:
    return error.problem.model_dump(mode="json", exclude_none=True)


def _word(outcome: Outcome) -> str:
    if "problem" in outcome:
        return str(outcome["problem"]["type"]).rpartition(":")[2]
    return "unwanted" if outcome else "done"


def _given_up(error: ProblemError, attempts: int) -> Outcome:
    problem = _as_json(error)
    tries = "once" if attempts == 1 else f"{attempts} times"
    return {"problem": problem | {"detail": f"{problem['detail']} (Tried {tries}.)"}}
