"""Assessments side by side."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import JSONResponse

from cv_rom.comparison import compare
from cv_rom.errors import AnalysisError
from cv_rom.reports.comparison_json import comparison_to_dict
from cv_rom.reports.json_report import assessment_from_dict
from cv_rom.results import Assessment, Comparison
from cv_rom_api import problems
from cv_rom_api.access.request import AccessParts, KnownCaller, note
from cv_rom_api.dependencies import Service, ServiceParts, parameters_once
from cv_rom_api.problems import documented
from cv_rom_api.routes.comparison_example import EXAMPLE
from cv_rom_api.store import assessments
from cv_rom_api.store.assessments import AssessmentRecord

router = APIRouter(prefix="/v1/comparisons", tags=["assessments"])

MOST = 20
"""So many assessments are compared at a time."""
_ID = re.compile(r"[0-9a-f]{32}")
_COMPARED: dict[int | str, dict[str, Any]] = {
    200: {"description": "Schema `cv-rom/comparison/1`", "content": {"application/json": {"example": EXAMPLE}}}
}

_EXAMPLE_IDS = "3f0c9a52e1b84d7796c2d4a8f05b1e63,b8a1f0d34c5e4f6a9d2e7c1b0a3f5d68"
Ids = Annotated[
    str,
    Query(
        max_length=33 * MOST,
        json_schema_extra={"pattern": f"^[0-9a-f]{{32}}(,[0-9a-f]{{32}}){{1,{MOST - 1}}}$"},
        examples=[_EXAMPLE_IDS],
        description="ids of two assessments or more, with commas between",
    ),
]


@router.get(
    "",
    summary="Compare assessments",
    response_model=Comparison,
    responses=_COMPARED | documented(404, 409, 422),
    dependencies=[Depends(parameters_once)],
)
def read_comparison(
    request: Request, ids: Ids, service: ServiceParts, caller: KnownCaller, access: AccessParts
) -> JSONResponse:
    """The newest value of each measure and side against each earlier one, and left against right.

    The assessments are of one test and of one person. `real_change` is true only where a difference is larger than the
    combined interval and than the minimal detectable change of the test; null where that is not established.
    """
    records = _known(ids.split(","), service, caller.clinic_id)
    for record in records:
        note(request, access, caller, record.id)
    found = [_result(record, service) for record in records]
    if len({record.subject_id for record in records if record.subject_id is not None}) > 1:
        raise problems.not_comparable("The assessments are of different people.")
    try:
        comparison = compare(found, [record.id for record in records])
    except AnalysisError as error:
        raise problems.not_comparable(str(error)) from error
    return JSONResponse(comparison_to_dict(comparison))


def _known(ids: Sequence[str], service: Service, clinic_id: str) -> list[AssessmentRecord]:
    """The caller's own assessments of these ids. Raises `ProblemError` (404, 422)."""
    if len(set(ids)) < len(ids):
        raise problems.wrong_parameter("ids", "names an assessment twice")
    if not 2 <= len(ids) <= MOST:
        raise problems.wrong_parameter("ids", f"must name 2 to {MOST} assessments, with commas between")
    with service.database.reading() as connection:
        found = [assessments.find(connection, one, clinic_id=clinic_id) if _ID.fullmatch(one) else None for one in ids]
    records = [record for record in found if record is not None]
    if len(records) < len(found):
        raise problems.unknown_assessment()
    return records


def _result(record: AssessmentRecord, service: Service) -> Assessment:
    if not record.is_finished:
        raise problems.not_finished()
    with service.database.reading() as connection:
        result = assessments.result_of(connection, record.id)
    if result is None:
        raise problems.no_artefact("result to compare", record.status)
    return assessment_from_dict(result, name=record.id)
