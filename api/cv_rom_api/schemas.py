"""What travels over HTTP."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from cv_rom_api.problems import Problem
from cv_rom_api.store.assessments import JobStatus

_EXAMPLE_ID = "3f0c9a52e1b84d7796c2d4a8f05b1e63"


class Accepted(BaseModel):
    """The answer to an accepted video."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"id": _EXAMPLE_ID, "status": "queued"}]})

    id: str
    status: JobStatus


class AssessmentState(BaseModel):
    """How far an assessment is, and what came out."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "id": _EXAMPLE_ID,
                    "status": "running",
                    "progress": 0.42,
                    "assessment": None,
                    "problem": None,
                    "artefacts": {},
                }
            ]
        }
    )

    id: str
    status: JobStatus = Field(description="`done` also where nothing could be measured: the assessment says why")
    progress: Annotated[float, Field(ge=0, le=1)]
    assessment: dict[str, Any] | None = Field(
        default=None, description="the result, schema `cv-rom/assessment/1`, once the status is done"
    )
    problem: Problem | None = Field(default=None, description="why the analysis failed, where it did")
    artefacts: dict[str, str] = Field(description="name -> path of what can be fetched", default_factory=dict)


class Health(BaseModel):
    """The service answers, or is ready: check by check."""

    status: Literal["ok"] = "ok"
    checks: dict[str, str] = Field(default_factory=dict)
