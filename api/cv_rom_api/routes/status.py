"""How far an assessment is: what clients ask again and again, and therefore the call that must cost least.

Who calls, whether they may, and the state are found out in one go, in one thread; the other routes do it step by step.
"""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from cv_rom_api.access.request import PROTECTED, AccessParts, GivenCredentials, count_call
from cv_rom_api.dependencies import AssessmentId, ServiceParts, known_assessment
from cv_rom_api.problems import documented
from cv_rom_api.schemas import AssessmentState
from cv_rom_api.states import state_of

router = APIRouter(prefix="/v1/assessments", tags=["assessments"], responses=PROTECTED)


@router.get(
    "/{id}",
    summary="How far an assessment is, and its result",
    response_model=AssessmentState,
    responses=documented(404),
)
def read_assessment(
    request: Request,
    id: AssessmentId,  # noqa: A002 - as in the path
    credentials: GivenCredentials,
    access: AccessParts,
    service: ServiceParts,
) -> Response:
    """Once `status` is `done`, `assessment` holds the result and `artefacts` the paths of the files.

    `done` also stands for a video in which nothing could be measured: the assessment then says why. `failed`
    comes with a `problem`. `cancelled` was given up on request.
    """
    caller = access.callers.caller(credentials)
    count_call(access, caller)
    state = state_of(known_assessment(request, id, service, caller, access), request.app, service)
    return Response(state.model_dump_json(), media_type="application/json")
