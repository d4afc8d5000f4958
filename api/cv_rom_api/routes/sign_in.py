"""How a person with a key signs in to the web pages: the browser gets a session instead of the key."""

from __future__ import annotations

import asyncio
import re
from typing import Annotated
from urllib.parse import parse_qs, urlencode

from anyio import to_thread
from fastapi import APIRouter, Depends, HTTPException, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from cv_rom_api import problems
from cv_rom_api.access.callers import LOCAL_CALLER, SESSION_LASTS, Credentials
from cv_rom_api.access.request import SESSION_COOKIE, AccessParts, PageVisitor, address_of
from cv_rom_api.routes.pages import PageReader, Reader

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)

_PATH = re.compile(r"/(?!/)[\w./-]*")  # of a page of ours: nothing that leads to another site
_MAX_FORM_BYTES = 4096
_FORM_TIME_LIMIT_S = 10.0


def signed_in(request: Request, visitor: PageVisitor) -> None:
    """For pages: lead whoever may not call to the page that asks for the key."""
    if visitor is None:
        raise HTTPException(303, headers={"Location": f"/login?{urlencode({'next': request.url.path})}"})


PAGES_NEED = [Depends(signed_in)]


@router.get("/login")
def sign_in_page(reader: PageReader, next_path: Annotated[str, Query(alias="next")] = "/") -> Response:
    """Asks for the key, or says who is signed in."""
    if reader.visitor == LOCAL_CALLER:
        return RedirectResponse("/", 303)
    return _page(reader, _own_path(next_path))


@router.post("/login")
async def sign_in(request: Request, reader: PageReader, access: AccessParts) -> Response:
    """Turns the key into a session."""
    form = parse_qs((await _body(request)).decode(errors="replace"))
    next_path = _own_path(form.get("next", ["/"])[0])
    key = form.get("key", [""])[0].strip()
    try:
        token = await to_thread.run_sync(access.callers.sign_in, Credentials(key, None, address_of(request)))
    except problems.ProblemError as error:
        page = _page(reader, next_path, problem="too_often" if error.problem.status == 429 else "wrong")
        page.status_code = error.problem.status
        request.scope[problems.PROBLEM_KIND] = error.problem.kind
        page.headers.update(error.headers or {})
        return page
    answer = RedirectResponse(next_path, 303)
    answer.set_cookie(
        SESSION_COOKIE,
        token,
        max_age=int(SESSION_LASTS.total_seconds()),
        secure=request.url.scheme == "https",
        httponly=True,
        samesite="strict",
    )
    return answer


@router.post("/logout")
def sign_out(request: Request, access: AccessParts) -> Response:
    """Ends the session."""
    access.callers.sign_out(request.cookies.get(SESSION_COOKIE, ""))
    answer = RedirectResponse("/login", 303)
    answer.delete_cookie(SESSION_COOKIE, httponly=True, samesite="strict")
    return answer


def _own_path(path: str) -> str:
    return path if _PATH.fullmatch(path) else "/"


async def _body(request: Request) -> bytes:
    body = b""
    try:
        async with asyncio.timeout(_FORM_TIME_LIMIT_S):
            async for chunk in request.stream():
                body += chunk
                if len(body) > _MAX_FORM_BYTES:
                    raise problems.too_large(_MAX_FORM_BYTES / 1e6)
    except TimeoutError:
        raise problems.upload_stalled(_FORM_TIME_LIMIT_S) from None
    return body


def _page(reader: Reader, next_path: str, *, problem: str = "") -> HTMLResponse:
    return reader.page("sign_in.html.j2", "/login", next=next_path, problem=problem)
