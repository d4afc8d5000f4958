"""The web pages for people. What they show they fetch from /v1 themselves, like every other client."""

from __future__ import annotations

import mimetypes
from importlib.resources import as_file, files
from typing import Annotated, Any, cast

from fastapi import APIRouter, Cookie, Depends, Header, Query
from fastapi.responses import HTMLResponse
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from cv_rom.programme import guided_exercises
from cv_rom.texts import Language, lines, speaking, text
from cv_rom_api.access.callers import LOCAL_CALLER
from cv_rom_api.access.request import PageVisitor
from cv_rom_api.dependencies import ServiceParts
from cv_rom_api.headers import APPLICATION_POLICY, LIVE_POLICY
from cv_rom_api.orders import ALLOWED
from cv_rom_api.routes.vendored import model_places
from cv_rom_api.web.languages import chosen_language
from cv_rom_api.web.rendering import render

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)

_COOKIE = "cv_rom_language"
_VARY = "Accept-Language, Cookie"
_ONE_YEAR_S = 365 * 24 * 3600


def static_files() -> Mount:
    """Scripts and style of the pages, at /static."""
    mimetypes.add_type("text/javascript", ".js")  # a Windows registry may say otherwise, and browsers insist
    with as_file(files("cv_rom_api") / "web" / "static") as folder:
        return Mount("/static", StaticFiles(directory=folder), name="static")


class Reader:
    """Who reads a page, and in which language."""

    def __init__(
        self,
        visitor: PageVisitor,
        lang: Annotated[str | None, Query()] = None,
        cv_rom_language: Annotated[str | None, Cookie()] = None,
        accept_language: Annotated[str | None, Header()] = None,
    ) -> None:
        self.visitor = visitor
        self.language = cast(Language, chosen_language(lang, cv_rom_language, accept_language))
        self.chose_now = lang == self.language

    def page(self, template: str, here: str, *, policy: str = APPLICATION_POLICY, **values: Any) -> HTMLResponse:
        """The page in the reader's language; `here` is its entry in the menu."""
        headers = {
            "Content-Security-Policy": policy,
            "Referrer-Policy": "same-origin",  # else browsers hide the origin of the form that signs out
            "Content-Language": self.language,
            "Vary": _VARY,
        }
        key = self.visitor.actor if self.visitor not in (None, LOCAL_CALLER) else ""
        answer = HTMLResponse(render(template, self.language, here=here, signed_in_with=key, **values), headers=headers)
        if self.chose_now:
            answer.set_cookie(_COOKIE, self.language, max_age=_ONE_YEAR_S, httponly=True, samesite="lax")
        return answer


PageReader = Annotated[Reader, Depends()]


@router.get("/")
def upload_page(reader: PageReader, service: ServiceParts) -> HTMLResponse:
    """Safety questions, how to film, and the upload."""
    limit_mb = service.settings.max_upload_mb
    return reader.page("upload.html.j2", "/", limits=ALLOWED, max_upload_mb=limit_mb, limit_mb=f"{limit_mb:g}")


@router.get("/live")
def live_page(reader: PageReader) -> HTMLResponse:
    """The live check, and exercises under its eyes; `?exercise=ID` chooses one, which the page's script reads."""
    with speaking(reader.language):
        words = {
            "exercises": guided_exercises(),
            "stopping": lines("programme.stopping"),
            "pain": text("programme.pain_rating"),
        }
    return reader.page("live.html.j2", "/live", policy=LIVE_POLICY, limits=ALLOWED, places=model_places(), **words)


@router.get("/assessments")
def assessments_page(reader: PageReader) -> HTMLResponse:
    """The list of results."""
    return reader.page("assessments.html.j2", "/assessments")


@router.get("/subjects")
def subjects_page(reader: PageReader) -> HTMLResponse:
    """The people, by their codes."""
    return reader.page("subjects.html.j2", "/subjects")


@router.get("/subjects/{id}")
def subject_page(id: str, reader: PageReader) -> HTMLResponse:  # noqa: A002 - as in the API's paths
    """The history of one person."""
    return reader.page("subject.html.j2", "", id=id)


@router.get("/assessments/{id}")
def assessment_page(id: str, reader: PageReader) -> HTMLResponse:  # noqa: A002 - as in the API's paths
    """One result, or how far it is; the page itself finds out whether it exists."""
    return reader.page("assessment.html.j2", "", id=id)
