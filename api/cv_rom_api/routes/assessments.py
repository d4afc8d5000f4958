"""Send a video, list, cancel and delete; how far one is tells status.py."""

from __future__ import annotations

from typing import Annotated, Any

from anyio import to_thread
from fastapi import APIRouter, Depends, Header, Query, Request, Response

from cv_rom_api import cursors, problems
from cv_rom_api.access.request import KnownCaller, within_upload_rate
from cv_rom_api.dependencies import KnownAssessment, ServiceParts, parameters_once
from cv_rom_api.orders import SUBJECT_CODE, Submission
from cv_rom_api.problems import documented
from cv_rom_api.schemas import Accepted, AssessmentItem, AssessmentList, AssessmentState
from cv_rom_api.store import assessments, subjects
from cv_rom_api.submissions import submit

router = APIRouter(prefix="/v1/assessments", tags=["assessments"])

_BINARY = {"type": "string", "format": "binary"}
_FORM = {"type": "object", "required": ["video"], "properties": {"video": _BINARY}}
_BODY = {
    "required": True,
    "description": "the video as it is, or a form with one file field `video`",
    "content": {"video/*": {"schema": _BINARY}, "multipart/form-data": {"schema": _FORM}},
}
_ACCEPTED: dict[int | str, dict[str, Any]] = {
    202: {
        "description": "Accepted; follow `Location`",
        "headers": {"Location": {"description": "path of the assessment", "schema": {"type": "string"}}},
    }
}


@router.post(
    "",
    status_code=202,
    summary="Send a video to be analysed",
    responses=_ACCEPTED | documented(408, 413, 415, 422, 429, 503, 504),
    openapi_extra={"requestBody": _BODY},
    dependencies=[Depends(within_upload_rate), Depends(parameters_once)],
)
async def create_assessment(
    request: Request,
    response: Response,
    submission: Annotated[Submission, Query()],
    service: ServiceParts,
    caller: KnownCaller,
    idempotency_key: Annotated[
        str | None,
        Header(
            min_length=1,
            max_length=255,
            pattern=r"^[\x21-\x7e]+$",
            examples=["5f2b9c1e-upload-1"],
            description="any text of your own; the same request with the same key makes one assessment",
        ),
    ] = None,
) -> Accepted:
    """The body is the video itself (`curl --upload-file`) or a form with the file field `video`.

    The size limit holds while the video is being read, and the content decides whether it is a video, not its
    name. The uploaded video is deleted after the analysis. A client that did not hear the answer sends the same
    again with the same `Idempotency-Key`, and is told of the assessment that it made.
    """
    record = await submit(request, submission, idempotency_key, service, caller)
    response.headers["Location"] = request.app.url_path_for("read_assessment", id=record.id)
    return Accepted(id=record.id, status=record.status)


@router.get(
    "",
    summary="The assessments, newest first",
    responses=documented(422),
    dependencies=[Depends(parameters_once)],
)
def list_assessments(
    service: ServiceParts,
    caller: KnownCaller,
    limit: Annotated[int, Query(ge=1, le=200, examples=[20], description="how many at most")] = 50,
    cursor: Annotated[str | None, Query(max_length=200, description="`next_cursor` of the page before")] = None,
    subject: Annotated[
        str | None,
        Query(max_length=64, pattern=SUBJECT_CODE, examples=["P-17"], description="only those of this person"),
    ] = None,
) -> AssessmentList:
    """A page of the list; `next_cursor` leads to the next one, where there is one."""
    before = None if cursor is None else cursors.decode(cursor)
    with service.database.reading() as connection:
        of_subject = None if subject is None else subjects.find_by_code(connection, caller.clinic_id, subject)
        if subject is not None and of_subject is None:
            return AssessmentList(items=[])
        subject_id = None if of_subject is None else of_subject.id
        found = assessments.page(connection, caller.clinic_id, limit=limit + 1, before=before, subject_id=subject_id)
        codes = subjects.codes(connection, {record.subject_id for record in found if record.subject_id})
    items = [AssessmentItem.of(record, codes) for record in found[:limit]]
    last = found[limit - 1] if len(found) > limit else None
    next_cursor = None if last is None else cursors.encode(last.created_at, last.id)
    return AssessmentList(items=items, next_cursor=next_cursor)


@router.post(
    "/{id}/cancel",
    summary="Give an analysis up",
    responses=documented(404, problems.already_finished()),
)
async def cancel_assessment(request: Request, record: KnownAssessment, service: ServiceParts) -> AssessmentState:
    """Ends an analysis that waits or runs, and deletes its video. The assessment stays, as `cancelled`."""
    if not await to_thread.run_sync(service.jobs.cancel, record.id) and record.status != "cancelled":
        raise problems.already_finished()
    return AssessmentState(id=record.id, status="cancelled", progress=record.progress)


@router.delete("/{id}", status_code=204, summary="Delete an assessment", responses=documented(404))
def delete_assessment(record: KnownAssessment, service: ServiceParts) -> None:
    """Removes the result, the artefacts and the video; an analysis that is waiting or running is ended."""
    service.jobs.discard(record.id)
