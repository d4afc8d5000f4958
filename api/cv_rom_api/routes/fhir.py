"""An assessment for clinical systems."""

from __future__ import annotations

import json
from typing import Any

from fastapi import APIRouter, Response

from cv_rom.reports.json_report import assessment_from_dict
from cv_rom_api import problems
from cv_rom_api.dependencies import KnownAssessment, ServiceParts
from cv_rom_api.fhir import MEDIA_TYPE, fhir_bundle
from cv_rom_api.fhir.example import EXAMPLE
from cv_rom_api.problems import documented
from cv_rom_api.store import assessments, subjects

router = APIRouter(prefix="/v1/assessments", tags=["assessments"])

_FILE_NAME = {"Content-Disposition": 'inline; filename="fhir.json"'}  # else browsers save it without an ending
_BUNDLE: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "A Bundle of type collection: DiagnosticReport, Observations, Device",
        "content": {MEDIA_TYPE: {"schema": {"type": "object"}, "example": EXAMPLE}},
    }
}


@router.get(
    "/{id}/fhir",
    name="fhir",
    summary="The result as HL7 FHIR R4B, for clinical systems",
    response_class=Response,
    responses=_BUNDLE | documented(404, 409),
)
def read_fhir(record: KnownAssessment, service: ServiceParts) -> Response:
    """One Observation a measure and side, with method, body site, and the 95 % interval as a component.

    What could not be assessed has a `dataAbsentReason` and no value. Codes are SNOMED CT and UCUM where the meaning is
    certain, else text; codes of `urn:cv-rom:...` are the names in `assessment.json`. The ids are the same each time.
    """
    if not record.is_finished:
        raise problems.not_finished()
    with service.database.reading() as connection:
        result = assessments.result_of(connection, record.id)
        subject = record.subject_id and subjects.find(connection, record.clinic_id, record.subject_id)
    if result is None:
        raise problems.no_artefact("fhir", record.status)
    bundle = fhir_bundle(
        assessment_from_dict(result, name=record.id),
        assessment_id=record.id,
        received_at=record.created_at,
        clinic_id=record.clinic_id,
        subject=subject.code if subject else None,
    )
    text = json.dumps(bundle, ensure_ascii=False, allow_nan=False)
    return Response(text, media_type=MEDIA_TYPE, headers=_FILE_NAME)
