"""Fetch the files of an assessment."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import FileResponse

from cv_rom_api import problems
from cv_rom_api.artefacts import ARTEFACTS
from cv_rom_api.dependencies import KnownAssessment, ServiceParts
from cv_rom_api.headers import PDF_POLICY, REPORT_POLICY, VIDEO_POLICY
from cv_rom_api.problems import documented
from cv_rom_api.ranges import byte_range, ranged_response

router = APIRouter(prefix="/v1/assessments", tags=["assessments"])

_BINARY = {"type": "string", "format": "binary"}
_RESULT = {
    "type": "object",
    "description": "schema `cv-rom/assessment/1`, which `cv-rom version --schema` prints",
    "properties": {"schema": {"const": "cv-rom/assessment/1"}},
}
_SCHEMAS: dict[str, dict[str, Any]] = {"application/json": _RESULT}
_EXAMPLES = {
    "series.csv": "time_s,left_dorsiflexion_deg\n0.0000,2.914\n0.0333,2.921\n",
    "angles.mot": "cv-rom\nversion=1\nnRows=2\nnColumns=2\ninDegrees=yes\n\nendheader\n"
    "time\tankle_angle_l\n0.000000\t2.9140\n0.033333\t2.9210\n",
    "points.trc": "PathFileType\t4\t(X/Y/Z)\tpoints.trc\n"
    "DataRate\tCameraRate\tNumFrames\tNumMarkers\tUnits\tOrigDataRate\tOrigDataStartFrame\tOrigNumFrames\n"
    "30.0000\t30.0000\t2\t1\tmm\t30.0000\t1\t2\nFrame#\tTime\tLKnee\t\t\n\t\tX1\tY1\tZ1\n\n"
    "1\t0.000000\t81.2000\t478.1000\t0.0000\t\n2\t0.033333\t81.4000\t478.0000\t0.0000\t\n",
}
"""The beginnings of the files that are text."""
_POLICIES = {"text/html": REPORT_POLICY, "application/pdf": PDF_POLICY, "video/mp4": VIDEO_POLICY}


def _artefact_reader(name: str, media_type: str) -> Callable[..., Response]:
    policy = _POLICIES.get(media_type)
    headers = {"Content-Security-Policy": policy} if policy else None

    def read_artefact(request: Request, record: KnownAssessment, service: ServiceParts) -> Response:
        if not record.is_finished:
            raise problems.not_finished()
        size_bytes = service.storage.size_bytes(record.id, name)
        if size_bytes is None:
            raise problems.no_artefact(name, record.status)
        path, asked = service.storage.local_path(record.id, name), request.headers.get("range")
        wanted = byte_range(asked, size_bytes)
        if path is not None and (wanted is not None or asked is None):  # the framework refuses other ranges
            return FileResponse(path, media_type=media_type, headers=headers)
        return ranged_response(service.storage.read(record.id, name), size_bytes, wanted, media_type, headers)

    return read_artefact


for _name, (_media_type, _summary) in ARTEFACTS.items():
    _content: dict[str, dict[str, Any]] = {_media_type: {"schema": _SCHEMAS.get(_media_type, _BINARY)}}
    if _name in _EXAMPLES:
        _content[_media_type]["example"] = _EXAMPLES[_name]
    _file: dict[int | str, dict[str, Any]] = {
        200: {"description": "The file", "content": _content},
        206: {"description": "The bytes that `Range` asks for", "content": {_media_type: {"schema": _BINARY}}},
    }
    router.get(
        f"/{{id}}/{_name}",
        name=_name,
        summary=_summary,
        response_class=Response,
        responses=_file | documented(404, 409, 416),
    )(_artefact_reader(_name, _media_type))
