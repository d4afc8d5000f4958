"""What the routes need to know about who calls: `KnownCaller`, and the answers that a missing key and haste get."""

from __future__ import annotations

from typing import Annotated, Any, cast

from fastapi import Depends, Request, Security
from fastapi.security import APIKeyCookie, HTTPAuthorizationCredentials, HTTPBearer
from starlette.requests import HTTPConnection

from cv_rom_api import problems
from cv_rom_api.access.audit_trail import AuditTrail
from cv_rom_api.access.callers import LOCAL_CALLER, Caller, Callers, Credentials
from cv_rom_api.access.rate_limits import RateLimit
from cv_rom_api.problems import documented
from cv_rom_api.settings import Settings
from cv_rom_api.store.database import Database

SESSION_COOKIE = "cv_rom_session"
PROTECTED: dict[int | str, dict[str, Any]] = documented(401, 429)
"""Answers of every route that is for known callers only."""

_BEARER = HTTPBearer(scheme_name="key", description="a key from `cv-rom keys create`", auto_error=False)
_COOKIE = APIKeyCookie(
    name=SESSION_COOKIE, scheme_name="session", description="of a browser that signed in at /login", auto_error=False
)


class Access:
    """Who may call, and how often."""

    def __init__(self, database: Database, settings: Settings) -> None:
        self.failures = RateLimit(settings.failures_per_minute)
        self.callers = Callers(database, self.failures)
        self.calls = RateLimit(settings.rate_per_minute)
        self.uploads = RateLimit(settings.uploads_per_minute)
        self.trail = AuditTrail(database)


async def _access(request: Request) -> Access:
    return cast(Access, request.app.state.access)


AccessParts = Annotated[Access, Depends(_access)]


def address_of(request: HTTPConnection) -> str | None:
    """Where a request comes from, as far as the server knows."""
    return None if request.client is None else request.client.host


async def _credentials(
    request: Request,
    bearer: Annotated[HTTPAuthorizationCredentials | None, Security(_BEARER)],
    session: Annotated[str | None, Security(_COOKIE)],
) -> Credentials:
    return Credentials(None if bearer is None else bearer.credentials, session, address_of(request))


GivenCredentials = Annotated[Credentials, Depends(_credentials)]


def _known_caller(credentials: GivenCredentials, access: AccessParts) -> Caller:
    return access.callers.caller(credentials)


KnownCaller = Annotated[Caller, Depends(_known_caller)]


def _page_visitor(request: Request, access: AccessParts) -> Caller | None:
    credentials = Credentials(None, request.cookies.get(SESSION_COOKIE), address_of(request))
    try:
        return access.callers.caller(credentials)
    except problems.ProblemError:
        return None


PageVisitor = Annotated[Caller | None, Depends(_page_visitor)]
"""Who looks at a page; None for somebody who has to sign in first."""


async def within_rate(caller: KnownCaller, access: AccessParts) -> None:
    """Count the call. Raises `ProblemError` (429)."""
    count_call(access, caller)


def count_call(access: Access, caller: Caller) -> None:
    """What `within_rate` does, for a route that finds out itself who calls."""
    _count(access.calls, caller)


async def within_upload_rate(caller: KnownCaller, access: AccessParts) -> None:
    """Count the upload. Raises `ProblemError` (429)."""
    _count(access.uploads, caller)


def note(request: Request, access: Access, caller: Caller, target: str) -> None:
    """Write into the audit log what this request is about to do; its action is the name of the call."""
    name = request.scope["route"].name
    if request.method == "GET":
        access.trail.read(caller, name if name.startswith("read_") else f"read_{name}", target)
    else:
        access.trail.change(caller, name, target)


def _count(limit: RateLimit, caller: Caller) -> None:
    if caller == LOCAL_CALLER:  # whoever may slow this machine down sits at it
        return
    wait_s = limit.take(caller.actor)
    if wait_s:
        raise problems.too_fast(wait_s)
