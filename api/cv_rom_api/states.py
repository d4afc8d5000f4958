"""The state of an assessment as clients see it."""

from __future__ import annotations

from fastapi import FastAPI

from cv_rom_api.dependencies import Service
from cv_rom_api.problems import Problem
from cv_rom_api.schemas import AssessmentState
from cv_rom_api.store import assessments
from cv_rom_api.store.assessments import AssessmentRecord


def state_of(record: AssessmentRecord, app: FastAPI, service: Service) -> AssessmentState:
    """How far an assessment is; its result and the paths of its files once it is done."""
    problem = None if record.problem is None else Problem.model_validate(record.problem)
    state = AssessmentState(id=record.id, status=record.status, progress=record.progress, problem=problem)
    if record.status != "done":
        return state
    with service.database.reading() as connection:
        assessment = assessments.result_of(connection, record.id)
    names = [*service.storage.artefacts(record.id), "fhir"]
    artefacts = {name: str(app.url_path_for(name, id=record.id)) for name in names}
    return state.model_copy(update={"assessment": assessment, "artefacts": artefacts})
