"""Watches each request: gives it an id, counts it, and writes one line about it when it is over."""

from __future__ import annotations

import logging
import re
import time
from dataclasses import dataclass, field
from uuid import uuid4

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from cv_rom_api.headers import REQUEST_ID, REQUEST_ID_HEADER
from cv_rom_api.monitoring import logs
from cv_rom_api.monitoring.http_metrics import HttpMetrics
from cv_rom_api.problems import PROBLEM_KIND

_LOG = logging.getLogger(__name__)
_REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")
_ASSESSMENT_ID = re.compile(r"[0-9a-f]{32}")
_METHODS = frozenset(("GET", "HEAD", "POST", "DELETE", "PUT", "PATCH", "OPTIONS", "WEBSOCKET"))
_ANSWERS = ("http.response.start", "websocket.http.response.start", "websocket.accept")
_LINE = 101  # the status with which HTTP hands over to a WebSocket
_CLOSED_UNANSWERED = 403  # what the server makes of a line that is closed before it is opened
_ASKED_ALL_THE_TIME = ("/health/live", "/health/ready", "/metrics", "static")
_POLLED = ("GET", "/v1/assessments/{id}")  # who read a result stands in the audit log
_UNANSWERED = 500  # the server ends it, or answers with a fault


class WatchedRequests:
    """ASGI middleware, the outermost: whatever the others answer is counted too."""

    def __init__(self, app: ASGIApp, metrics: HttpMetrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and the answer back, with the request's id."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        request = _Request(scope, receive, send, self._metrics)
        try:
            await self._app(scope, request.receive, request.send)
        except Exception:
            scope[PROBLEM_KIND] = "fault"  # as it will be answered further out
            raise
        finally:
            self._metrics.count(
                route=request.route,
                method=request.method,
                status=request.status,
                duration_s=(request.answered_s or time.perf_counter()) - request.began_s,
                received_bytes=request.received_bytes,
                problem=scope.get(PROBLEM_KIND),
            )
            if request.is_line:
                self._metrics.live_lines.dec()
            request.log()


@dataclass
class _Request:
    """One request on its way through the service: a call, or a line (WebSocket) that stays open."""

    scope: Scope
    _receive: Receive
    _send: Send
    _metrics: HttpMetrics
    began_s: float = field(default_factory=time.perf_counter)
    answered_s: float | None = None
    status: int = _UNANSWERED
    received_bytes: int = 0

    def __post_init__(self) -> None:
        given = Headers(scope=self.scope).get(REQUEST_ID_HEADER, "")
        self._id = given if _REQUEST_ID.fullmatch(given) else uuid4().hex
        self.scope[REQUEST_ID] = self._id
        logs.bind(request_id=self._id)

    async def receive(self) -> Message:
        message = await self._receive()
        for content in ("body", "bytes", "text"):
            self.received_bytes += len(message.get(content) or "")
        return message

    async def send(self, message: Message) -> None:
        if message["type"] in _ANSWERS:
            self.answered_s = time.perf_counter()
            self.status = message.get("status", _LINE)
            message.setdefault("headers", [])
            MutableHeaders(scope=message)[REQUEST_ID_HEADER] = self._id
            if self.is_line:
                self._metrics.live_lines.inc()
        elif message["type"] == "websocket.close" and self.answered_s is None:
            self.status = _CLOSED_UNANSWERED
        await self._send(message)

    @property
    def is_line(self) -> bool:
        """Whether it is a line that was opened."""
        return self.status == _LINE

    @property
    def method(self) -> str:
        method: str = self.scope.get("method", "WEBSOCKET")
        return method if method in _METHODS else "other"

    @property
    def route(self) -> str:
        """The template that the path fits; one name for all files that are always the same, one for unknown paths."""
        route = self.scope.get("route")
        if route is not None:
            return str(route.path)
        return "static" if "endpoint" in self.scope else "unknown"

    def log(self) -> None:
        level = self._level()
        if not _LOG.isEnabledFor(level):
            return
        fields = {"method": self.method, "route": self.route, "status": self.status}
        fields |= {"duration_ms": round((time.perf_counter() - self.began_s) * 1000, 1)}
        fields |= self._details()
        _LOG.log(level, "request", extra=fields)

    def _level(self) -> int:
        if self.status >= 500:
            return logging.WARNING
        is_poll = (self.method, self.route) == _POLLED and self.status < 400
        return logging.DEBUG if is_poll or self.route in _ASKED_ALL_THE_TIME else logging.INFO

    def _details(self) -> dict[str, object]:
        """What not every request has."""
        named = self.scope.get("path_params", {}).get("id", "")
        is_assessment = "/assessments/{id}" in self.route and _ASSESSMENT_ID.fullmatch(named)
        details = {
            "assessment": named if is_assessment else None,
            "problem": self.scope.get(PROBLEM_KIND),
            "received_bytes": self.received_bytes or None,
        }
        return {name: value for name, value in details.items() if value is not None}
