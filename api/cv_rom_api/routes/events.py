"""The state of an assessment as server-sent events."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Annotated, Any

from anyio import to_thread
from fastapi import APIRouter, FastAPI, Header, Request, Response
from fastapi.responses import StreamingResponse

from cv_rom_api.dependencies import KnownAssessment, Service, ServiceParts
from cv_rom_api.problems import documented
from cv_rom_api.states import state_of
from cv_rom_api.store import assessments
from cv_rom_api.store.assessments import AssessmentRecord

router = APIRouter(prefix="/v1/assessments", tags=["assessments"])

_LOOK_S = 0.5
_HEARTBEAT_S = 15.0  # proxies close what is silent
_END = "end"
_STREAM: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "Events whose data is the state; the last one has the id `end`",
        "content": {"text/event-stream": {}},
    },
    204: {"description": "Nothing more will come; a browser's EventSource stops to ask"},
}


@router.get(
    "/{id}/events",
    summary="How far an assessment is, as it changes",
    response_class=Response,
    responses=_STREAM | documented(404),
)
async def follow_assessment(
    request: Request,
    record: KnownAssessment,
    service: ServiceParts,
    last_event_id: Annotated[str | None, Header(description="sent by a browser that connects again")] = None,
) -> Response:
    """Server-sent events: the state now, whenever it changes, and at the end; the stream closes behind it.

    Each event holds the whole state, so that a client that connects again has missed nothing.
    """
    if last_event_id == _END:
        return Response(status_code=204)
    events = _events(record, request.app, service)
    return StreamingResponse(events, media_type="text/event-stream", headers={"X-Accel-Buffering": "no"})


async def _events(record: AssessmentRecord | None, app: FastAPI, service: Service) -> AsyncIterator[str]:
    said: tuple[str, float] | None = None
    silent_s = 0.0
    while record is not None and not service.stopping.is_set():
        state = (record.status, record.progress)
        if state != said:
            body = await to_thread.run_sync(state_of, record, app, service)
            event_id = _END if record.is_finished else f"{record.status}-{record.progress:g}"
            yield f"id: {event_id}\ndata: {body.model_dump_json()}\n\n"
            said, silent_s = state, 0.0
        elif silent_s >= _HEARTBEAT_S:
            yield ": still there\n\n"
            silent_s = 0.0
        if record.is_finished:
            return
        await asyncio.sleep(_LOOK_S)
        silent_s += _LOOK_S
        record = await to_thread.run_sync(_find, record.id, service)


def _find(assessment_id: str, service: Service) -> AssessmentRecord | None:
    with service.database.reading() as connection:
        return assessments.find(connection, assessment_id)
