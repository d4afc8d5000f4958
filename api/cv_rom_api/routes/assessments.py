"""Send a video, follow its analysis, fetch and delete what came out."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import FileResponse

from cv_rom_api import problems
from cv_rom_api.dependencies import KnownAssessment, Service, ServiceParts
from cv_rom_api.headers import PAGE_POLICY
from cv_rom_api.orders import AnalysisOrder
from cv_rom_api.problems import documented
from cv_rom_api.processes import run_worker
from cv_rom_api.schemas import Accepted, AssessmentState
from cv_rom_api.store import ARTEFACTS
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
)
async def create_assessment(
    request: Request, response: Response, order: Annotated[AnalysisOrder, Query()], service: ServiceParts
) -> Accepted:
    """The body is the video itself (`curl --upload-file`) or a form with the file field `video`.

    The size limit holds while the video is being read, and the content decides whether it is a video, not its
    name. The uploaded video is deleted after the analysis.
    """
    with service.jobs.place():
        assessment_id = service.store.create()
        try:
            order = await _take_in(request, order, assessment_id, service)
            record = service.jobs.submit(assessment_id, order)
        except BaseException:  # cancelled ones too: nothing may stay behind
            service.store.remove(assessment_id)
            raise
    response.headers["Location"] = request.app.url_path_for("read_assessment", id=assessment_id)
    return Accepted(id=record.id, status=record.status)


async def _take_in(request: Request, order: AnalysisOrder, assessment_id: str, service: Service) -> AnalysisOrder:
    """Write the upload to the disk and look whether it is a video; returns the order with the video's name."""
    settings = service.settings
    target = service.store.upload(assessment_id)
    form_name = await receive_upload(
        request, target, max_upload_mb=settings.max_upload_mb, idle_s=settings.upload_idle_s
    )
    order = order.model_copy(update={"name": plain_name(order.name or form_name)})
    work = Work(video=target, out_dir=target.parent, order=order)
    async with service.checks:
        await run_worker(service.check_video, work, time_limit_s=_CHECK_TIME_LIMIT_S, on_progress=lambda _: None)
    return order


@router.get("/{id}", summary="How far an assessment is, and its result", responses=documented(404))
def read_assessment(request: Request, record: KnownAssessment, service: ServiceParts) -> AssessmentState:
    """Once `status` is `done`, `assessment` holds the result and `artefacts` the paths of the files.

    `done` also stands for a video in which nothing could be measured: the assessment then says why. `failed`
    comes with a `problem`.
    """
    state = AssessmentState(id=record.id, status=record.status, progress=record.progress, problem=record.problem)
    if record.status != "done":
        return state
    assessment = json.loads((service.store.folder(record.id) / "assessment.json").read_bytes())
    artefacts = {name: request.app.url_path_for(name, id=record.id) for name in service.store.artefacts(record.id)}
    return state.model_copy(update={"assessment": assessment, "artefacts": artefacts})


@router.delete("/{id}", status_code=204, summary="Delete an assessment", responses=documented(404))
async def delete_assessment(record: KnownAssessment, service: ServiceParts) -> None:
    """Removes the result, the artefacts and the video; an analysis that is waiting or running is ended."""
    await service.jobs.discard(record.id)


def _artefact_reader(name: str, media_type: str) -> Callable[..., FileResponse]:
    headers = {"Content-Security-Policy": PAGE_POLICY} if media_type == "text/html" else None

    def read_artefact(record: KnownAssessment, service: ServiceParts) -> FileResponse:
        if record.status in ("queued", "running"):
            raise problems.not_finished()
        path = service.store.folder(record.id) / name
        if not path.is_file():
            raise problems.no_artefact(name, record.status)
        return FileResponse(path, media_type=media_type, headers=headers)

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
