"""What the live page runs in the browser and others made: the pose library, and the pose model that comes with cv-rom.

Each lies under an address that says which one it is, so that browsers may keep it for ever.
"""

from __future__ import annotations

import mimetypes
import os
from functools import cache
from importlib.resources import as_file, files

from fastapi import APIRouter, HTTPException
from fastapi.responses import FileResponse
from starlette.responses import Response
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from cv_rom.pose_estimators.model_bundle import DEFAULT, ModelBundle, find_bundle
from cv_rom_api.headers import WORKER_POLICY

router = APIRouter(include_in_schema=False)

_LIBRARY = "/vendor/tasks-vision-1.1.0"  # see web/vendor/manifest.toml
_FOR_EVER = {"Cache-Control": "public, max-age=31536000, immutable"}
_TYPES = {".mjs": "text/javascript", ".js": "text/javascript", ".wasm": "application/wasm"}


@cache
def browser_model() -> ModelBundle:
    """The pose model that browsers run: the shipped one, whichever the service itself uses."""
    return find_bundle(DEFAULT["pose"])


def model_places() -> dict[str, str]:
    """Where the live page finds the pose library, its two WebAssembly files, and the model."""
    return {
        "library": f"{_LIBRARY}/vision_bundle.mjs",
        "loader": f"{_LIBRARY}/vision_wasm_module_internal.js",
        "binary": f"{_LIBRARY}/vision_wasm_module_internal.wasm",
        "model": f"/models/{browser_model().sha256}.task",
    }


@router.get("/static/live/pose_worker.js")
def pose_worker() -> FileResponse:
    """The worker that runs it; a worker's policy is that of its own file."""
    with as_file(files("cv_rom_api") / "web" / "static" / "live" / "pose_worker.js") as script:
        return FileResponse(script, media_type="text/javascript", headers={"Content-Security-Policy": WORKER_POLICY})


@router.get("/models/{sha256}.task")
def pose_model(sha256: str) -> FileResponse:
    """The pose model."""
    bundle = browser_model()
    if sha256 != bundle.sha256:
        raise HTTPException(404)
    return FileResponse(bundle.path, media_type="application/octet-stream", headers=_FOR_EVER)


class _UnchangingFiles(StaticFiles):
    def file_response(
        self, full_path: str | os.PathLike[str], stat_result: os.stat_result, scope: Scope, status_code: int = 200
    ) -> Response:
        """The file, which browsers may keep."""
        answer = super().file_response(full_path, stat_result, scope, status_code)
        answer.headers.update(_FOR_EVER)
        return answer


def vendored_files() -> Mount:
    """The libraries in web/vendor, at /vendor."""
    for ending, media_type in _TYPES.items():
        mimetypes.add_type(media_type, ending)
    with as_file(files("cv_rom_api") / "web" / "vendor") as folder:
        return Mount("/vendor", _UnchangingFiles(directory=folder), name="vendor")
