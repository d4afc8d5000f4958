"""Turns every error of a request into a problem: ours, the framework's own, and what nobody thought of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.routing import Match

from cv_rom_api import problems
from cv_rom_api.headers import REQUEST_ID, REQUEST_ID_HEADER, SECURITY_HEADERS
from cv_rom_api.problems import LONGEST_QUOTE, ParameterError, ProblemError, problem_response

_MOST_ERRORS = 10
"""So many are told; a request can hold thousands."""


def wrong_parameters(errors: Sequence[Mapping[str, Any]], allowed: Mapping[str, list[Any]]) -> ProblemError:
    """What pydantic found wrong; `allowed` names what each parameter may be."""
    found = [_of_validation(one, allowed) for one in errors[:_MOST_ERRORS]]
    detail = "; ".join(f"{one.parameter}: {one.message}" for one in found)
    return problems.problem("wrong-parameter", 422, "Wrong parameter", detail, errors=found)


def _of_validation(error: Mapping[str, Any], allowed: Mapping[str, list[Any]]) -> ParameterError:
    name = ".".join(str(part) for part in error["loc"] if part not in ("query", "path", "body")) or "body"
    given = repr(error["input"])[:LONGEST_QUOTE]
    values = allowed.get(name)
    if error["type"] == "extra_forbidden":
        values = list(allowed)
        message = f"is not known; known are {_listed(values)}"
    elif error["type"] == "missing":
        message = "is missing"
    elif not values:
        message = error["msg"]
    elif error["type"] == "literal_error":
        message = f"must be one of {_listed(values)}, not {given}"
    else:
        message = f"must be a number from {values[0]} to {values[-1]}, not {given}"
    return ParameterError(parameter=name[:LONGEST_QUOTE], message=message, allowed=values or None)


def _listed(values: Iterable[Any]) -> str:
    return ", ".join(map(str, values))


def _methods(app: FastAPI, request: Request) -> str:
    """The methods that a path has; the framework names those of its first route only."""
    at_the_path = [route for route in app.router.routes if route.matches(request.scope)[0] is not Match.NONE]
    methods = {method for route in at_the_path for method in getattr(route, "methods", None) or ()}
    return ", ".join(sorted(methods))


def add_problem_handlers(app: FastAPI, allowed: Mapping[str, list[Any]]) -> None:
    """Turn every error of `app` into a problem; `allowed` names what each parameter may be."""

    def on_problem(_: Request, error: Exception) -> Response:
        assert isinstance(error, ProblemError)
        return problem_response(error.problem, error.headers)

    def on_validation(_: Request, error: Exception) -> Response:
        assert isinstance(error, RequestValidationError)
        return problem_response(wrong_parameters(error.errors(), allowed).problem)

    def on_http(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        title = HTTPStatus(error.status_code).phrase
        kind = title.lower().replace(" ", "-")
        detail = f"{title}: {request.method} {request.url.path}. The calls are listed at /docs."
        headers = {"Allow": _methods(app, request)} if error.status_code == 405 else error.headers
        return problem_response(problems.problem(kind, error.status_code, title, detail).problem, headers)

    def on_fault(request: Request, _: Exception) -> Response:
        # Answered outside of all middleware, so that this one brings the headers itself.
        headers = SECURITY_HEADERS | {REQUEST_ID_HEADER: request.scope.get(REQUEST_ID, "")}
        return problem_response(problems.fault().problem, headers)

    app.add_exception_handler(ProblemError, on_problem)
    app.add_exception_handler(RequestValidationError, on_validation)
    app.add_exception_handler(HTTPException, on_http)
    app.add_exception_handler(Exception, on_fault)
