"""What every worker does now and then: say that it lives, take over from dead ones, delete what is kept no longer.

Several workers may do it at the same time.
"""

from __future__ import annotations

import logging
import shutil
import time
from dataclasses import dataclass, field
from pathlib import Path

from cv_rom_api import problems, workflows
from cv_rom_api.artefacts import ArtefactStorage
from cv_rom_api.store import assessments, audit, locks, workers
from cv_rom_api.store.database import Database

_LOG = logging.getLogger(__name__)
_SWEEP_EVERY_S = 60.0


def worker_name(worker_id: str) -> str:
    """The name that a living worker holds."""
    return f"worker-{worker_id}"


@dataclass
class Housekeeping:
    """The chores of one worker; `work_dirs` holds the folders of this one and of others on this disk."""

    database: Database
    storage: ArtefactStorage
    worker_id: str
    slots: int
    work_dirs: Path
    _last_said_s: float = float("-inf")
    _last_sweep_s: float = float("-inf")
    _without_record: set[str] = field(default_factory=set)

    def do(self) -> None:
        """Do what is due."""
        if time.monotonic() - self._last_said_s >= workers.SAY_EVERY.total_seconds():
            self.say_that_it_lives()
        self.take_over_from_the_dead()
        if time.monotonic() - self._last_sweep_s >= _SWEEP_EVERY_S:
            self._last_sweep_s = time.monotonic()
            self.delete_expired()
            self.delete_orphans()
            self.settle_given_up()
            self.forget_finished()
            self.delete_left_work()

    def say_that_it_lives(self) -> None:
        """Tell the database, from which the service knows that somebody works."""
        self._last_said_s = time.monotonic()
        with self.database.writing() as connection:
            workers.seen(connection, self.worker_id, slots=self.slots)

    def say_goodbye(self) -> None:
        """Tell the database that it ends."""
        with self.database.writing() as connection:
            workers.gone(connection, self.worker_id)

    def take_over_from_the_dead(self) -> None:
        """Put the jobs of workers that live no longer back into the queue."""
        for worker_id in workflows.busy_workers() - {self.worker_id}:
            lock = locks.take(self.database, worker_name(worker_id))
            if lock is not None:
                try:
                    jobs = workflows.take_over(worker_id)
                    _LOG.warning("jobs of a dead worker wait again", extra={"dead_worker": worker_id, "jobs": jobs})
                finally:
                    lock.release()

    def delete_expired(self) -> None:
        """Delete assessments after the time for which results are kept."""
        with self.database.reading() as connection:
            expired = assessments.expired(connection)
        for record in expired:
            with self.database.writing() as connection:
                if assessments.remove(connection, record.id):
                    audit.record(
                        connection, clinic_id=record.clinic_id, actor="retention", action="delete", target=record.id
                    )
                    _LOG.info("assessment deleted after its time", extra={"assessment": record.id})
            self.storage.remove(record.id)

    def delete_orphans(self) -> None:
        """Delete files that no record speaks of: of an upload, or of a deletion, that was cut short."""
        ids = self.storage.ids()
        with self.database.reading() as connection:
            without_record = {one for one in ids if not assessments.is_known(connection, one)}
        for orphan in without_record & self._without_record:  # twice in a row: not just on their way
            self.storage.remove(orphan)
        self._without_record = without_record - self._without_record

    def delete_left_work(self) -> None:
        """Delete half-made files of dead workers that will not come back under their name."""
        for folder in self.work_dirs.iterdir() if self.work_dirs.is_dir() else ():
            lock = locks.take(self.database, worker_name(folder.name)) if folder.name != self.worker_id else None
            if lock is not None:
                try:
                    shutil.rmtree(folder, ignore_errors=True)
                finally:
                    lock.release()

    def settle_given_up(self) -> None:
        """Mark assessments as failed whose workflow will not go on, whatever kept it from saying so."""
        error = problems.fault().problem.model_dump(mode="json", exclude_none=True)
        for assessment_id, reason in workflows.given_up().items():
            _LOG.error("a workflow was given up", extra={"assessment": assessment_id, "reason": reason})
            with self.database.writing() as connection:
                assessments.fail(connection, assessment_id, error)
            self.storage.remove(assessment_id)
            workflows.forget([assessment_id])

    def forget_finished(self) -> None:
        """Remove workflows that are through: their records say all that is worth knowing."""
        workflows.forget(workflows.finished())
