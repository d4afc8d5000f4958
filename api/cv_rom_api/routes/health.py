"""Is the service alive, and is it ready to analyse?"""

from __future__ import annotations

from fastapi import APIRouter

from cv_rom.errors import ModelBundleError
from cv_rom.pose_estimators.model_bundle import find_bundle, verify
from cv_rom_api import problems
from cv_rom_api.dependencies import ServiceParts
from cv_rom_api.problems import documented
from cv_rom_api.schemas import Health

router = APIRouter(prefix="/health", tags=["operations"])


@router.get("/live", summary="The service answers", responses=documented())
async def live() -> Health:
    """Says nothing about whether it can analyse; see `/health/ready`."""
    return Health(checks={})


@router.get("/ready", summary="The service can analyse a video", responses=documented(503))
def ready(service: ServiceParts) -> Health:
    """Checks that the pose model is whole, the data folder can be written and the workers work."""
    checks = {
        "model": _model_state(),
        "data_folder": "ok" if service.storage.is_writable() else "cannot be written",
    }
    if service.worker is not None:  # others may run elsewhere, of which this service knows nothing
        checks["workers"] = "ok" if service.worker.is_working else "stopped"
    if any(state != "ok" for state in checks.values()):
        raise problems.not_ready(checks)
    return Health(checks=checks)


def _model_state() -> str:
    try:
        verify(find_bundle())
    except ModelBundleError as error:
        return str(error)
    return "ok"
