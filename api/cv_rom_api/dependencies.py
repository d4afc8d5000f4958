"""What the routes share: the service's parts, and the assessment that a path names."""

from __future__ import annotations

import asyncio
import re
import shutil
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any, TypeVar, cast

from fastapi import Depends, Request
from fastapi import Path as PathParameter

from cv_rom_api import problems
from cv_rom_api.access.request import AccessParts, KnownCaller, note
from cv_rom_api.artefacts import ArtefactStorage
from cv_rom_api.embedded_worker import EmbeddedWorker
from cv_rom_api.jobs import Jobs
from cv_rom_api.settings import Settings
from cv_rom_api.store import assessments
from cv_rom_api.store.assessments import AssessmentRecord
from cv_rom_api.store.database import Database

_CHECKS_AT_A_TIME = 2
_T = TypeVar("_T")


@dataclass(frozen=True)
class Service:
    """The parts of a running service.

    `check_video` is the `module:function` that looks whether an upload is a video; `checks` limits how many
    such looks run at a time. `worker` is the one that the service brings along, if it does;
    `stopping` is set when answers should come to their end.
    """

    settings: Settings
    database: Database
    storage: ArtefactStorage
    jobs: Jobs
    check_video: str
    worker: EmbeddedWorker | None
    stopping: asyncio.Event = field(default_factory=asyncio.Event)
    checks: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(_CHECKS_AT_A_TIME))

    def open(self) -> None:
        """Make what is missing, and remove what uploads left behind when the service was killed."""
        shutil.rmtree(self._incoming, ignore_errors=True)
        self._incoming.mkdir(parents=True)
        self.storage.open()
        self.database.open()
        self.jobs.open()

    def close(self) -> None:
        """Let go of the database."""
        self.jobs.close()
        self.database.close()

    async def unless_stopping(self, work: Coroutine[Any, Any, _T]) -> _T:
        """What `work` returns; it is given up where the service stops. Raises `ProblemError` (503) then."""
        working, stopping = asyncio.create_task(work), asyncio.create_task(self.stopping.wait())
        try:
            await asyncio.wait({working, stopping}, return_when=asyncio.FIRST_COMPLETED)
            if not working.done():
                raise problems.stopping()
            return working.result()
        finally:
            for task in (working, stopping):
                task.cancel()
            await asyncio.wait({working, stopping})

    @contextmanager
    def incoming(self, assessment_id: str) -> Iterator[Path]:
        """A folder for an upload on its way, on this machine whatever the storage is; gone afterwards."""
        folder = self._incoming / assessment_id
        folder.mkdir(mode=0o700)
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    @property
    def _incoming(self) -> Path:
        return self.settings.data_dir / "incoming"


async def _service(request: Request) -> Service:
    return cast(Service, request.app.state.service)


ServiceParts = Annotated[Service, Depends(_service)]


async def parameters_once(request: Request) -> None:
    """Refuse a parameter that is given twice: which of the values was meant? Raises `ProblemError` (422)."""
    for name in request.query_params:
        if len(request.query_params.getlist(name)) > 1:
            raise problems.wrong_parameter(name[: problems.LONGEST_QUOTE], "is given more than once")


AssessmentId = Annotated[str, PathParameter(description="from the answer to the video")]
_ID = re.compile(r"[0-9a-f]{32}")


def known_assessment(
    request: Request,
    id: AssessmentId,  # noqa: A002 - as in the path
    service: ServiceParts,
    caller: KnownCaller,
    access: AccessParts,
) -> AssessmentRecord:
    """The caller's assessment with this id; who reads or changes it is written down. Raises `ProblemError` (404)."""
    record = None
    if _ID.fullmatch(id):  # no database takes every character that a path may hold
        with service.database.reading() as connection:
            record = assessments.find(connection, id, clinic_id=caller.clinic_id)
    if record is None:
        raise problems.unknown_assessment()
    if record.is_finished or request.method != "GET":  # before its end there is nothing to read
        note(request, access, caller, record.id)
    return record


KnownAssessment = Annotated[AssessmentRecord, Depends(known_assessment)]
