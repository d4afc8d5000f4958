"""Errors as the client sees them: `application/problem+json` (RFC 9457), for every status.

`type` is the stable part that a program may compare; `title` and `detail` are for people.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, Field
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

MEDIA_TYPE = "application/problem+json"
PROBLEM_KIND = "cv_rom.problem"
"""Where a request's scope keeps the kind of the problem that it was answered with, for whoever counts them."""
_RETRY_AFTER_S = 60
_RESTART_S = 10
CHALLENGE = 'Bearer realm="cv-rom"'
LONGEST_QUOTE = 60  # of what the client sent


class ParameterError(BaseModel):
    """What is wrong with one parameter, and what it may be."""

    parameter: str
    message: str
    allowed: list[Any] | None = Field(
        default=None, description="the allowed values, or the smallest and the largest one"
    )


class Problem(BaseModel):
    """Why a request or an analysis failed."""

    type: str = Field(description="stable name of the kind of problem", examples=["urn:cv-rom:problem:not-a-video"])
    title: str = Field(description="the kind of problem in words")
    status: int = Field(description="HTTP status; for a failed analysis the nearest one")
    detail: str = Field(description="what happened here, and what to do")
    errors: list[ParameterError] | None = Field(default=None, description="the parameters at fault")
    checks: dict[str, str] | None = Field(default=None, description="readiness, check by check")

    @property
    def kind(self) -> str:
        """The last part of `type`."""
        return self.type.rpartition(":")[2]


class ProblemError(Exception):
    """Ends a request with a problem; a job stores it instead."""

    def __init__(self, problem: Problem, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(problem.detail)
        self.problem = problem
        self.headers = headers


def problem(
    kind: str,
    status: int,
    title: str,
    detail: str,
    *,
    errors: list[ParameterError] | None = None,
    headers: Mapping[str, str] | None = None,
) -> ProblemError:
    """The error to raise for one kind of problem; `kind` is the last part of its `type`."""
    body = Problem(type=f"urn:cv-rom:problem:{kind}", title=title, status=status, detail=detail, errors=errors)
    return ProblemError(body, headers)


def wrong_parameter(parameter: str, message: str, allowed: list[Any] | None = None) -> ProblemError:
    """A parameter (or the upload itself) that cannot be used."""
    errors = [ParameterError(parameter=parameter, message=message, allowed=allowed)]
    return problem("wrong-parameter", 422, "Wrong parameter", f"{parameter}: {message}", errors=errors)


def too_large(max_upload_mb: float) -> ProblemError:
    """An upload over the limit."""
    detail = f"The upload is larger than the limit of {max_upload_mb:g} MB. Send a shorter or smaller video."
    return problem("too-large", 413, "Upload too large", detail)


def video_too_large(detail: str) -> ProblemError:
    """The reader's own words on which limit a video is over."""
    return problem("too-large", 413, "Video too large", detail)


def bad_request() -> ProblemError:
    """Bytes that are no HTTP request."""
    return problem("bad-request", 400, "Bad request", "What was sent is no HTTP request.")


def head_too_large() -> ProblemError:
    """An address and headers that are too long."""
    return problem("head-too-large", 431, "Headers too large", "The address and the headers are too long.")


def head_stalled(limit_s: float) -> ProblemError:
    """A request that does not come to the end of its headers."""
    detail = f"The headers did not come to their end within {limit_s:g} s."
    return problem("request-stalled", 408, "Request stalled", detail)


def upload_stalled(idle_s: float) -> ProblemError:
    """A client that sends nothing any more."""
    return problem("upload-stalled", 408, "Upload stalled", f"Too little was received in {idle_s:g} s. Send it again.")


def upload_aborted() -> ProblemError:
    """A client that went away; nobody reads this answer."""
    return problem("upload-aborted", 400, "Upload aborted", "The upload was given up before its end.")


def too_many() -> ProblemError:
    """The waiting list is full."""
    detail = f"Too many analyses are waiting. Try again in {_RETRY_AFTER_S} seconds."
    return problem("too-many", 429, "Too many analyses", detail, headers={"Retry-After": str(_RETRY_AFTER_S)})


def too_fast(retry_after_s: int) -> ProblemError:
    """Somebody who calls too often."""
    detail = f"Too many requests. Try again in {retry_after_s} s."
    return problem("too-many-requests", 429, "Too many requests", detail, headers={"Retry-After": str(retry_after_s)})


def no_key() -> ProblemError:
    """A call without a key."""
    detail = "Send a key: `Authorization: Bearer KEY`. Who runs the service makes one with `cv-rom keys create`."
    return problem("no-key", 401, "A key is needed", detail, headers={"WWW-Authenticate": CHALLENGE})


def wrong_key() -> ProblemError:
    """A key that was never made or is revoked: which of the two is not told."""
    headers = {"WWW-Authenticate": f'{CHALLENGE}, error="invalid_token"'}
    return problem("wrong-key", 401, "The key is not valid", "The key is unknown or was revoked.", headers=headers)


def metrics_closed() -> ProblemError:
    """The metrics from elsewhere, without a key being set for them."""
    detail = "Metrics are for the machine of the service itself. Who runs it opens them with CV_ROM_METRICS_KEY."
    return problem("metrics-closed", 403, "Metrics are closed", detail)


def wrong_host(host: str) -> ProblemError:
    """A request under a name that is not the service's."""
    named = f"The service is not reached as {host[:LONGEST_QUOTE]!r}."
    detail = f"{named} Who runs it allows a name with CV_ROM_ALLOWED_HOSTS."
    return problem("wrong-host", 421, "Wrong host", detail)


def foreign_origin() -> ProblemError:
    """A change that a page of another site asks for."""
    detail = "A page of another web site may not change anything here."
    return problem("foreign-origin", 403, "Foreign origin", detail)


def not_a_video(detail: str) -> ProblemError:
    """The reader's own words on why it cannot read the file."""
    return problem("not-a-video", 415, "The upload cannot be read as a video", detail)


def out_of_memory() -> ProblemError:
    """A job that was refused memory."""
    detail = "The analysis needs more memory than it may have. Send a shorter or smaller video."
    return problem("out-of-memory", 500, "The analysis needs too much memory", detail)


def worker_died(how: str) -> ProblemError:
    """An analysis process that ended without a word."""
    detail = f"The analysis process ended unexpectedly ({how}). Try again, perhaps with a shorter or smaller video."
    return problem("worker-died", 500, "The analysis was cut short", detail)


def took_too_long(time_limit_s: float) -> ProblemError:
    """A job over its time limit."""
    detail = f"The analysis was ended after its limit of {time_limit_s:g} s. Send a shorter video."
    return problem("took-too-long", 504, "The analysis took too long", detail)


def analysis_failed(detail: str) -> ProblemError:
    """An error that cv_rom names itself, other than an unreadable video."""
    return problem("analysis-failed", 500, "The analysis failed", detail)


def unknown_assessment() -> ProblemError:
    """An id that names no assessment."""
    return problem("not-found", 404, "Not found", "There is no assessment with this id.")


def unknown_subject() -> ProblemError:
    """An id that names no subject."""
    return problem("not-found", 404, "Not found", "There is no subject with this id.")


def not_finished() -> ProblemError:
    """An artefact was asked for too early."""
    return problem("not-finished", 409, "Not finished", "The analysis is not finished yet; ask for its status.")


def no_artefact(name: str, status: str) -> ProblemError:
    """An artefact that this assessment does not have."""
    return problem("not-found", 404, "Not found", f"This assessment ({status}) has no {name}.")


def wrong_range(size_bytes: int) -> ProblemError:
    """A byte range that begins behind the end of the file."""
    headers = {"Content-Range": f"bytes */{size_bytes}"}
    return problem("wrong-range", 416, "Wrong range", f"The file has {size_bytes} bytes.", headers=headers)


def already_finished() -> ProblemError:
    """What is over cannot be cancelled."""
    return problem("already-finished", 409, "Already finished", "This assessment is finished; it can be deleted.")


def not_comparable(detail: str) -> ProblemError:
    """Assessments that do not belong side by side."""
    return problem("not-comparable", 422, "Not comparable", detail)


def other_request_with_this_key() -> ProblemError:
    """An idempotency key for something else than it was first used for."""
    detail = "This Idempotency-Key came with another video or other parameters before. Use a new key."
    return problem("idempotency-key-reused", 422, "Idempotency key reused", detail)


def not_ready(checks: dict[str, str]) -> ProblemError:
    """What keeps the service from analysing, check by check."""
    error = problem("not-ready", 503, "Not ready", "; ".join(f"{k}: {v}" for k, v in checks.items() if v != "ok"))
    error.problem.checks = checks
    return error


def stopping() -> ProblemError:
    """The service ends, or is started anew."""
    detail = f"The service is being stopped. Send the video again in {_RESTART_S} seconds, when it may be back."
    return problem("stopping", 503, "The service stops", detail, headers={"Retry-After": str(_RESTART_S)})


def fault() -> ProblemError:
    """A fault of ours; the log says more."""
    detail = "Something went wrong inside the service; its log says more. Please report it."
    return problem("fault", 500, "A fault of the service", detail)


def problem_response(body: Problem, headers: Mapping[str, str] | None = None) -> Response:
    """The problem as an HTTP answer."""
    content = body.model_dump_json(exclude_none=True)
    return _ProblemResponse(body.kind, content, body.status, headers=dict(headers or {}), media_type=MEDIA_TYPE)


class _ProblemResponse(Response):
    def __init__(self, kind: str, *answer: Any, **options: Any) -> None:
        super().__init__(*answer, **options)
        self._kind = kind

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        scope[PROBLEM_KIND] = self._kind
        await super().__call__(scope, receive, send)


_DOCUMENTED: dict[int, tuple[str, ProblemError]] = {
    401: ("The key is missing or not valid", no_key()),
    403: ("Not for callers from elsewhere", metrics_closed()),
    404: ("Nothing has this id, or it has no such artefact", unknown_assessment()),
    408: ("The upload stood still for too long", upload_stalled(30)),
    409: ("The state of the assessment does not allow it", not_finished()),
    413: ("The upload, or the video in it, is larger or longer than the limit", too_large(500)),
    415: ("The upload cannot be read as a video", not_a_video("notes.txt is not a video that can be read")),
    416: ("The byte range begins behind the end", wrong_range(2560)),
    422: (
        "A parameter is wrong; `errors` names it and what it may be",
        wrong_parameter("side", "must be one of auto, left, right, not 'both'", ["auto", "left", "right"]),
    ),
    429: ("Too many requests, or analyses that wait; `Retry-After` says when to try again", too_fast(2)),
    503: ("The service is not ready (`checks` says why) or stops", not_ready({"model": "ok", "workers": "stopped"})),
    504: ("Looking at the upload took too long", took_too_long(30)),
}
"""What a status means, and an example of it."""


def documented(*answered: int | ProblemError) -> dict[int | str, dict[str, Any]]:
    """The OpenAPI entries of the problems that a route answers with, and one for whatever else goes wrong.

    A status stands for its usual problem; another one of the same status is given itself.
    """
    schema = {"$ref": "#/components/schemas/Problem"}
    answers: dict[int | str, dict[str, Any]] = {}
    for one in answered:
        status = one if isinstance(one, int) else one.problem.status
        meaning, usual = _DOCUMENTED[status]
        error = usual if isinstance(one, int) else one
        example = error.problem.model_dump(exclude_none=True)
        answers[status] = {"description": meaning, "content": {MEDIA_TYPE: {"schema": schema, "example": example}}}
    other = {"description": "Anything else; 500 is a fault of the service", "content": {MEDIA_TYPE: {"schema": schema}}}
    return answers | {"default": other}
