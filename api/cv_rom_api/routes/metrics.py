"""The metrics, for whoever runs the service: totals over all clinics, which no clinic's key opens."""

from __future__ import annotations

from hmac import compare_digest
from typing import Annotated, Any, cast

from fastapi import APIRouter, Depends, Header, Request, Response, Security
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from cv_rom_api import problems
from cv_rom_api.access.callers import is_loopback
from cv_rom_api.access.request import AccessParts, address_of
from cv_rom_api.dependencies import ServiceParts
from cv_rom_api.monitoring.metrics import Metrics
from cv_rom_api.problems import CHALLENGE, ProblemError, documented, problem

router = APIRouter(tags=["operations"])

_FORWARDED = {"forwarded", "x-forwarded-for"}
_BEARER = HTTPBearer(scheme_name="metrics key", description="CV_ROM_METRICS_KEY, where it is set", auto_error=False)
_TEXT: dict[int | str, dict[str, Any]] = {
    200: {"description": "The metrics", "content": {"text/plain": {"schema": {"type": "string"}}}}
}


def _no_key() -> ProblemError:
    detail = "Send the key of the metrics: `Authorization: Bearer KEY`. Who runs the service set CV_ROM_METRICS_KEY."
    return problem("no-metrics-key", 401, "A key is needed", detail, headers={"WWW-Authenticate": CHALLENGE})


def _may_read(
    request: Request,
    service: ServiceParts,
    access: AccessParts,
    bearer: Annotated[HTTPAuthorizationCredentials | None, Security(_BEARER)],
) -> None:
    """With a key whoever has it; without one this machine alone. Raises `ProblemError` (401, 403, 429)."""
    key, address = service.settings.metrics_key, address_of(request)
    if not key:
        # What came through a proxy is not this machine's own, whatever address it claims.
        if not is_loopback(address) or not _FORWARDED.isdisjoint(request.headers):
            raise problems.metrics_closed()
    elif bearer is None:
        raise _no_key()
    elif not compare_digest(bearer.credentials.encode(), key.encode()):
        wait_s = access.failures.take(address or "unknown")
        raise problems.too_fast(wait_s) if wait_s else _no_key()


@router.get(
    "/metrics",
    summary="Metrics in the format of Prometheus",
    response_class=Response,
    responses=_TEXT | documented(_no_key(), 403, 429),
    dependencies=[Depends(_may_read)],
    openapi_extra={"security": [{}]},  # or without a key, where none is set and this machine asks
)
def read_metrics(request: Request, accept: Annotated[str, Header()] = "") -> Response:
    """Totals of the whole service: nobody's name, code, id or key is in them."""
    metrics = cast(Metrics, request.app.state.metrics)
    content, media_type = metrics.render(accept)
    return Response(content, headers={"Content-Type": media_type})
