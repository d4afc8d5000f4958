"""The people behind the assessments: codes, never names, and how their values changed."""

from __future__ import annotations

import re
from typing import Annotated

from anyio import to_thread
from fastapi import APIRouter, Depends, Path, Request

from cv_rom_api import problems
from cv_rom_api.access.request import AccessParts, KnownCaller, note
from cv_rom_api.dependencies import Service, ServiceParts
from cv_rom_api.problems import documented
from cv_rom_api.progress import progress_series
from cv_rom_api.schemas import Progress, SubjectList, SubjectState
from cv_rom_api.store import assessments, subjects
from cv_rom_api.store.subjects import Subject

router = APIRouter(prefix="/v1/subjects", tags=["subjects"])

SubjectId = Annotated[str, Path(description="from the list of subjects")]
_ID = re.compile(r"[0-9a-f]{32}")


def _known_subject(
    request: Request,
    id: SubjectId,  # noqa: A002 - as in the path
    service: ServiceParts,
    caller: KnownCaller,
    access: AccessParts,
) -> Subject:
    subject = None
    if _ID.fullmatch(id):
        with service.database.reading() as connection:
            subject = subjects.find(connection, caller.clinic_id, id)
    if subject is None:
        raise problems.unknown_subject()
    note(request, access, caller, subject.id)
    return subject


KnownSubject = Annotated[Subject, Depends(_known_subject)]


@router.get("", summary="The subjects of the clinic", responses=documented())
def list_subjects(service: ServiceParts, caller: KnownCaller) -> SubjectList:
    """Sorted by code. A subject comes into being with the first video that names its code."""
    with service.database.reading() as connection:
        return SubjectList(items=[_state(subject) for subject in subjects.of_clinic(connection, caller.clinic_id)])


@router.get("/{id}", summary="One subject", responses=documented(404))
def read_subject(subject: KnownSubject) -> SubjectState:
    """The code and since when it is known."""
    return _state(subject)


@router.get("/{id}/progress", summary="How a subject's values changed", responses=documented(404))
def read_progress(subject: KnownSubject, service: ServiceParts) -> Progress:
    """Each measure of each leg over time, with the change from the first value and whether it is real."""
    with service.database.reading() as connection:
        results = assessments.results_of_subject(connection, subject.id)
    return Progress(subject=_state(subject), series=progress_series(results))


@router.delete("/{id}", status_code=204, summary="Delete a subject", responses=documented(404))
async def delete_subject(
    subject: KnownSubject, service: ServiceParts, caller: KnownCaller, access: AccessParts
) -> None:
    """Removes the code with all its assessments and their files; analyses that are waiting or running are ended."""
    while not await to_thread.run_sync(_remove, subject, service):  # until no new video came in the meantime
        for assessment_id in await to_thread.run_sync(_assessments_of, subject, service):
            await to_thread.run_sync(access.trail.change, caller, "delete_assessment", assessment_id)
            await to_thread.run_sync(service.jobs.discard, assessment_id)


def _remove(subject: Subject, service: Service) -> bool:
    with service.database.writing() as connection:
        gone = subjects.find(connection, subject.clinic_id, subject.id) is None  # somebody else was faster
        return gone or subjects.remove(connection, subject.id)


def _assessments_of(subject: Subject, service: Service) -> list[str]:
    with service.database.reading() as connection:
        return assessments.ids_of_subject(connection, subject.id)


def _state(subject: Subject) -> SubjectState:
    return SubjectState(id=subject.id, code=subject.code, created_at=subject.created_at)
