"""What travels over HTTP."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from cv_rom.results import MinimalDetectableChange
from cv_rom_api.problems import Problem
from cv_rom_api.store.assessments import AssessmentRecord, JobStatus

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


class AssessmentItem(BaseModel):
    """An assessment in a list."""

    id: str
    status: JobStatus
    progress: Annotated[float, Field(ge=0, le=1)]
    created_at: datetime
    finished_at: datetime | None
    protocol: str = Field(description="the movement that was asked for")
    side: str = Field(description="the leg that was asked for")
    name: str | None = Field(description="name of the video")
    subject: str | None = Field(description="code of the person")

    @classmethod
    def of(cls, record: AssessmentRecord, codes: Mapping[str, str]) -> AssessmentItem:
        """The item for a record; `codes` holds the code of each subject's id."""
        order = record.order
        return cls(
            id=record.id,
            status=record.status,
            progress=record.progress,
            created_at=record.created_at,
            finished_at=record.finished_at,
            protocol=order["protocol"],
            side=order["side"],
            name=order["name"],
            subject=None if record.subject_id is None else codes.get(record.subject_id),  # deleted just now, perhaps
        )


class AssessmentList(BaseModel):
    """A page of assessments."""

    items: list[AssessmentItem]
    next_cursor: str | None = Field(default=None, description="leads to the next page; null on the last one")


class Health(BaseModel):
    """The service answers, or is ready: check by check."""

    status: Literal["ok"] = "ok"
    checks: dict[str, str] = Field(default_factory=dict)


class SubjectState(BaseModel):
    """A person under a code that only the clinic can resolve."""

    id: str
    code: str
    created_at: datetime


class SubjectList(BaseModel):
    """The people of a clinic, by code."""

    items: list[SubjectState]


class Change(BaseModel):
    """How a value differs from the first one of its series."""

    difference: float
    interval_95: tuple[float, float] = Field(description="of the difference, from the intervals of both values")
    real_change: bool | None = Field(
        description="true where the difference is larger than its interval and the minimal detectable change; "
        "null where none is established, or the footwear differs"
    )


class ProgressPoint(BaseModel):
    """One value of a subject's history."""

    assessment_id: str
    at: datetime
    value: float
    interval_95: tuple[float, float]
    footwear: str
    change: Change | None = Field(default=None, description="from the first value of the series; null for that one")


class ProgressSeries(BaseModel):
    """One measure of one leg over time, the oldest value first."""

    protocol: str
    measure: str
    side: str
    unit: str
    minimal_detectable_change: MinimalDetectableChange | None = Field(
        description="null where none is established, as for squats"
    )
    points: list[ProgressPoint]


class Progress(BaseModel):
    """The history of a subject."""

    subject: SubjectState
    series: list[ProgressSeries]
