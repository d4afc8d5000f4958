"""Send a video, follow its analysis, fetch and delete what came out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

from anyio import to_thread
from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.responses import FileResponse

from cv_rom_api import problems
from cv_rom_api.access.callers import Caller
from cv_rom_api.access.request import KnownCaller, within_upload_rate
from cv_rom_api.artefacts import ARTEFACTS, UPLOAD
from cv_rom_api.dependencies import KnownAssessment, Service, ServiceParts
from cv_rom_api.headers import REPORT_POLICY
from cv_rom_api.orders import AnalysisOrder, Submission
from cv_rom_api.problems import Problem, documented
from cv_rom_api.processes import run_worker
from cv_rom_api.ranges import ranged_response
from cv_rom_api.schemas import Accepted, AssessmentState
from cv_rom_api.store import assessments, audit, subjects
from cv_rom_api.uploads import plain_name, receive_upload
from cv_rom_api.worker import Work

router = APIRouter(prefix="/v1/assessments", tags=["assessments"])

_CHECK_TIME_LIMIT_S = 30.0
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
    responses=_ACCEPTED | documented(408, 413, 415, 422, 429, 504),
    openapi_extra={"requestBody": _BODY},
    dependencies=[Depends(within_upload_rate)],
)
async def create_assessment(
    request: Request,
    response: Response,
    submission: Annotated[Submission, Query()],
    service: ServiceParts,
    caller: KnownCaller,
) -> Accepted:
    """The body is the video itself (`curl --upload-file`) or a form with the file field `video`.

    The size limit holds while the video is being read, and the content decides whether it is a video, not its
    name. The uploaded video is deleted after the analysis.
    """
    assessment_id = assessments.new_id()
    with service.jobs.place():
        order = await _take_in(request, submission.order(), assessment_id, service)
        await to_thread.run_sync(_create, assessment_id, order, submission, service, caller)
        service.jobs.submit(assessment_id)
    response.headers["Location"] = request.app.url_path_for("read_assessment", id=assessment_id)
    return Accepted(id=assessment_id, status="queued")


async def _take_in(request: Request, order: AnalysisOrder, assessment_id: str, service: Service) -> AnalysisOrder:
    """Keep the upload once it proves to be a video; returns the order with the video's name."""
    settings = service.settings
    with service.incoming(assessment_id) as folder:
        video = folder / UPLOAD
        form_name = await receive_upload(
            request, video, max_upload_mb=settings.max_upload_mb, idle_s=settings.upload_idle_s
        )
        order = order.model_copy(update={"name": plain_name(order.name or form_name)})
        work = Work(video=video, out_dir=folder, order=order)
        async with service.checks:
            await run_worker(service.check_video, work, time_limit_s=_CHECK_TIME_LIMIT_S, on_progress=lambda _: None)
        await to_thread.run_sync(service.storage.put, assessment_id, UPLOAD, video)
    return order


def _create(assessment_id: str, order: AnalysisOrder, submission: Submission, service: Service, caller: Caller) -> None:
    with service.database.writing() as connection:
        subject_id = None
        if submission.subject is not None:
            subject_id = subjects.with_code(connection, caller.clinic_id, submission.subject).id
        assessments.create(
            connection,
            assessment_id,
            clinic_id=caller.clinic_id,
            subject_id=subject_id,
            order=order.model_dump(mode="json"),
            consent=submission.consent,
        )
        audit.record(
            connection,
            clinic_id=caller.clinic_id,
            actor=caller.actor,
            action="create_assessment",
            target=assessment_id,
        )


@router.get("/{id}", summary="How far an assessment is, and its result", responses=documented(404))
def read_assessment(request: Request, record: KnownAssessment, service: ServiceParts) -> AssessmentState:
    """Once `status` is `done`, `assessment` holds the result and `artefacts` the paths of the files.

    `done` also stands for a video in which nothing could be measured: the assessment then says why. `failed`
    comes with a `problem`.
    """
    problem = None if record.problem is None else Problem.model_validate(record.problem)
    state = AssessmentState(id=record.id, status=record.status, progress=record.progress, problem=problem)
    if record.status != "done":
        return state
    with service.database.reading() as connection:
        assessment = assessments.result_of(connection, record.id)
    names = [*service.storage.artefacts(record.id), "fhir"]
    artefacts = {name: request.app.url_path_for(name, id=record.id) for name in names}
    return state.model_copy(update={"assessment": assessment, "artefacts": artefacts})


@router.delete("/{id}", status_code=204, summary="Delete an assessment", responses=documented(404))
async def delete_assessment(record: KnownAssessment, service: ServiceParts) -> None:
    """Removes the result, the artefacts and the video; an analysis that is waiting or running is ended."""
    await service.jobs.discard(record.id)


def _artefact_reader(name: str, media_type: str) -> Callable[..., Response]:
    headers = {"Content-Security-Policy": REPORT_POLICY} if media_type == "text/html" else None

    def read_artefact(request: Request, record: KnownAssessment, service: ServiceParts) -> Response:
        if not record.is_finished:
            raise problems.not_finished()
        size_bytes = service.storage.size_bytes(record.id, name)
        if size_bytes is None:
            raise problems.no_artefact(name, record.status)
        path = service.storage.local_path(record.id, name)
        if path is not None:
            return FileResponse(path, media_type=media_type, headers=headers)
        return ranged_response(request, service.storage.read(record.id, name), size_bytes, media_type, headers)

    return read_artefact


for _name, (_media_type, _summary) in ARTEFACTS.items():
    _file: dict[int | str, dict[str, Any]] = {
        200: {"description": "The file", "content": {_media_type: {"schema": _BINARY}}}
    }
    router.get(
        f"/{{id}}/{_name}",
        name=_name,
        summary=_summary,
        response_class=Response,
        responses=_file | documented(404, 409),
    )(_artefact_reader(_name, _media_type))
