"""The service as an ASGI application."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.metadata import version
from typing import Any

from fastapi import Depends, FastAPI
from fastapi.middleware.cors import CORSMiddleware
from fastapi.responses import HTMLResponse

from cv_rom_api.access.guard import HostAndOriginGuard
from cv_rom_api.access.request import PROTECTED, Access, within_rate
from cv_rom_api.artefacts import ArtefactStorage
from cv_rom_api.dependencies import Service
from cv_rom_api.docs import docs_page
from cv_rom_api.embedded_worker import EmbeddedWorker
from cv_rom_api.headers import PAGE_POLICY, REQUEST_ID_HEADER, SecurityHeaders
from cv_rom_api.jobs import Jobs
from cv_rom_api.live.description import DESCRIPTION as LIVE_DESCRIPTION
from cv_rom_api.live.keeping import keeper
from cv_rom_api.live.sessions import LiveSessions
from cv_rom_api.monitoring.metrics import Metrics
from cv_rom_api.monitoring.watched_requests import WatchedRequests
from cv_rom_api.orders import ALLOWED
from cv_rom_api.problem_handlers import add_problem_handlers
from cv_rom_api.routes import (
    artefacts,
    assessments,
    comparisons,
    events,
    fhir,
    health,
    live,
    metrics,
    pages,
    sign_in,
    status,
    subjects,
    vendored,
)
from cv_rom_api.routes.comparison_example import EXAMPLE as COMPARISON_EXAMPLE
from cv_rom_api.settings import Settings
from cv_rom_api.store.database import Database
from cv_rom_api.worker import ANALYZE

_DESCRIPTION = f"""\
Ankle range of motion from ordinary video. Send a video, follow its analysis, fetch the result.
Once keys were made, calls under /v1 need one: `Authorization: Bearer KEY`. Every error is
`application/problem+json`. For information and education; not a medical device.

{LIVE_DESCRIPTION}"""


def create_app(
    settings: Settings | None = None,
    *,
    worker: bool = True,
    analyze: str = ANALYZE,
    check_video: str = "cv_rom_api.analysis_child:check_video",
) -> FastAPI:
    """The application with these settings (default: from the environment).

    With `worker`, a worker of its own does the analyses. `analyze` and `check_video` are the functions, as
    `module:name`, that an analysis process calls with its `Work` and a progress function.
    """
    settings = settings or Settings()
    app = _Api(
        title="cv-rom",
        version=version("cv-rom"),
        description=_DESCRIPTION,
        lifespan=_lifespan,
        docs_url=None,  # the stock page loads its scripts from elsewhere
        redoc_url=None,
        redirect_slashes=False,
        generate_unique_id_function=lambda route: route.name,
    )
    database = Database(settings.database)
    storage = ArtefactStorage(settings.artefacts)
    jobs = Jobs(settings, database, storage)
    embedded = EmbeddedWorker(settings, analyze) if worker else None
    app.state.service = Service(settings, database, storage, jobs, check_video, embedded)
    app.state.access = Access(database, settings)
    app.state.metrics = Metrics(settings, database)
    app.state.live = LiveSessions(settings, keeper(app.state.service))
    _add_middleware(app, settings)
    add_problem_handlers(app, ALLOWED)
    app.include_router(status.router)
    for routes in (assessments, artefacts, events, fhir, comparisons, subjects):
        app.include_router(routes.router, responses=PROTECTED, dependencies=[Depends(within_rate)])
    app.include_router(live.router)
    app.include_router(health.router)
    app.include_router(metrics.router)
    app.include_router(sign_in.router)
    app.include_router(vendored.router)
    app.include_router(pages.router, dependencies=sign_in.PAGES_NEED)
    app.router.routes += [pages.static_files(), vendored.vendored_files()]
    _add_docs(app)
    return app


def _add_middleware(app: FastAPI, settings: Settings) -> None:
    """The last one sees a request first."""
    if settings.origins:
        app.add_middleware(
            CORSMiddleware,
            allow_origins=settings.origins,
            allow_methods=["GET", "POST", "DELETE"],
            allow_headers=["Authorization", "Content-Type", "Idempotency-Key", "Range", REQUEST_ID_HEADER],
            expose_headers=["Location", "Retry-After", "Content-Range", REQUEST_ID_HEADER],
        )
    app.add_middleware(HostAndOriginGuard, hosts=settings.hosts, origins=settings.origins)
    app.add_middleware(SecurityHeaders)
    app.add_middleware(WatchedRequests, metrics=app.state.metrics.http)


class _Api(FastAPI):
    def openapi(self) -> dict[str, Any]:
        """The description, with the nulls of its example: the framework drops them."""
        document = super().openapi()
        answer = document["paths"]["/v1/comparisons"]["get"]["responses"]["200"]
        answer["content"]["application/json"]["example"] = COMPARISON_EXAMPLE
        return document


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    service: Service = app.state.service
    service.open()
    if service.worker is not None:
        await service.worker.start()
    try:
        yield
    finally:
        await app.state.live.close()
        if service.worker is not None:
            await service.worker.stop()
        service.close()


def _add_docs(app: FastAPI) -> None:
    @app.get("/docs", include_in_schema=False)
    def docs() -> HTMLResponse:
        return HTMLResponse(docs_page(app.openapi()), headers={"Content-Security-Policy": PAGE_POLICY})
