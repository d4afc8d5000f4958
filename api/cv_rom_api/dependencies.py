"""What the routes share: the service's parts, and the assessment that a path names."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import Annotated, cast

from fastapi import Depends, Path, Request

from cv_rom_api import problems
from cv_rom_api.jobs import Jobs
from cv_rom_api.schemas import AssessmentRecord
from cv_rom_api.settings import Settings
from cv_rom_api.store import AssessmentStore

_CHECKS_AT_A_TIME = 2


@dataclass(frozen=True)
class Service:
    """The parts of a running service.

    `check_video` is the `module:function` that looks whether an upload is a video; `checks` limits how many
    such looks run at a time.
    """

    settings: Settings
    store: AssessmentStore
    jobs: Jobs
    check_video: str
    checks: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(_CHECKS_AT_A_TIME))


def _service(request: Request) -> Service:
    return cast(Service, request.app.state.service)


ServiceParts = Annotated[Service, Depends(_service)]


AssessmentId = Annotated[str, Path(description="from the answer to the video")]


def _known_assessment(id: AssessmentId, service: ServiceParts) -> AssessmentRecord:  # noqa: A002 - as in the path
    record = service.store.find(id)
    if record is None:
        raise problems.unknown_assessment()
    return record


KnownAssessment = Annotated[AssessmentRecord, Depends(_known_assessment)]
