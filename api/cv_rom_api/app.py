"""The service as an ASGI application."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.metadata import version

from fastapi import FastAPI
from fastapi.responses import HTMLResponse

from cv_rom_api.artefacts import ArtefactStorage
from cv_rom_api.dependencies import Service
from cv_rom_api.docs import docs_page
from cv_rom_api.headers import PAGE_POLICY, SecurityHeaders
from cv_rom_api.jobs import Jobs
from cv_rom_api.orders import ALLOWED
from cv_rom_api.problems import add_problem_handlers
from cv_rom_api.routes import assessments, fhir, health, pages, subjects
from cv_rom_api.settings import Settings
from cv_rom_api.store.database import Database

_DESCRIPTION = """\
Ankle range of motion from ordinary video. Send a video, follow its analysis, fetch the result.
Every error is `application/problem+json`. For information and education; not a medical device."""


def create_app(
    settings: Settings | None = None,
    *,
    analyze: str = "cv_rom_api.worker:analyze_video",
    check_video: str = "cv_rom_api.worker:check_video",
) -> FastAPI:
    """The application with these settings (default: from the environment).

    `analyze` and `check_video` are the functions, as `module:name`, that a worker process calls with its
    `Work` and a progress function.
    """
    settings = settings or Settings()
    app = FastAPI(
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
    jobs = Jobs(
        database,
        storage,
        work_dir=settings.data_dir / "work",
        analyze=analyze,
        workers=settings.workers,
        max_waiting=settings.max_waiting,
        time_limit_s=settings.job_time_limit_s,
    )
    app.state.service = Service(settings, database, storage, jobs, check_video)
    app.add_middleware(SecurityHeaders)
    add_problem_handlers(app, ALLOWED)
    app.include_router(assessments.router)
    app.include_router(fhir.router)
    app.include_router(subjects.router)
    app.include_router(health.router)
    app.include_router(pages.router)
    app.router.routes.append(pages.static_files())
    _add_docs(app)
    return app


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    service: Service = app.state.service
    service.open()
    await service.jobs.start()
    try:
        yield
    finally:
        await service.jobs.stop()
        service.database.close()


def _add_docs(app: FastAPI) -> None:
    @app.get("/docs", include_in_schema=False)
    def docs() -> HTMLResponse:
        return HTMLResponse(docs_page(app.openapi()), headers={"Content-Security-Policy": PAGE_POLICY})
