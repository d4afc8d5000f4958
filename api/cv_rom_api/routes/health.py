"""Is the service alive, and is it ready to analyse?"""

from __future__ import annotations

import shutil

from fastapi import APIRouter
from sqlalchemy.exc import SQLAlchemyError

from cv_rom.errors import ModelBundleError
from cv_rom.pose_estimators.model_bundle import find_bundle, verify
from cv_rom_api import problems
from cv_rom_api.dependencies import ServiceParts
from cv_rom_api.problems import documented
from cv_rom_api.schemas import Health
from cv_rom_api.settings import Settings
from cv_rom_api.store import workers

router = APIRouter(prefix="/health", tags=["operations"])


@router.get("/live", summary="The service answers", responses=documented())
async def live() -> Health:
    """Says nothing about whether it can analyse; see `/health/ready`."""
    return Health(checks={})


@router.get("/ready", summary="The service can analyse a video", responses=documented(503))
def ready(service: ServiceParts) -> Health:
    """Checks what an analysis needs: the pose model, the database, the file store, disk space, a living worker."""
    checks = {
        "model": _model(),
        "database": "ok",
        "artefacts": "ok" if service.storage.is_writable() else "cannot be written",
        "disk_space": _disk_space(service.settings),
        "workers": "ok",
    }
    try:
        with service.database.reading() as connection:
            if not workers.living(connection):
                checks["workers"] = f"none was seen for {workers.LIVES_FOR.total_seconds():.0f} s"
    except SQLAlchemyError:
        checks |= {"database": "cannot be read", "workers": "unknown without the database"}
    if any(state != "ok" for state in checks.values()):
        raise problems.not_ready(checks)
    return Health(checks=checks)


def _model() -> str:
    try:
        verify(find_bundle())
    except ModelBundleError as error:
        return str(error)
    return "ok"


def _disk_space(settings: Settings) -> str:
    try:
        free_mb = shutil.disk_usage(settings.data_dir).free / 1e6
    except OSError:
        return "the data folder is gone"
    return "ok" if free_mb >= settings.min_free_mb else f"only {free_mb:.0f} MB free in the data folder"
