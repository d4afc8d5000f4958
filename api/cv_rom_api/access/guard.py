"""Turns away what a web page elsewhere makes a browser send: requests under a foreign host name or origin.

A page whose name is made to point at this machine (DNS rebinding) is told by its name in `Host`; one that sends a form
or opens a socket across sites by its `Origin`, which browsers add themselves. Programs send no origin and pass.
"""

from __future__ import annotations

from collections.abc import Collection
from ipaddress import ip_address
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from cv_rom_api import problems

_SAFE_METHODS = ("GET", "HEAD", "OPTIONS")
_POLICY_VIOLATION = 1008


class HostAndOriginGuard:
    """ASGI middleware: answers 421 to a foreign host and 403 to a change or a socket from a foreign origin.

    `hosts` are names beside localhost, "*" for any; `origins` are those of other sites that may call.
    """

    def __init__(self, app: ASGIApp, hosts: Collection[str], origins: Collection[str]) -> None:
        self._app = app
        self._hosts = frozenset(name.lower() for name in hosts) | {"localhost"}
        self._origins = frozenset(origins)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or answer why not."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        problem = self._problem(scope, Headers(scope=scope))
        if problem is None:
            await self._app(scope, receive, send)
        elif scope["type"] == "websocket" and "websocket.http.response" not in scope.get("extensions", {}):
            await send({"type": "websocket.close", "code": _POLICY_VIOLATION})
        else:
            await problems.problem_response(problem.problem)(scope, receive, send)

    def _problem(self, scope: Scope, headers: Headers) -> problems.ProblemError | None:
        host = headers.get("host", "")
        if not self._is_ours(host):
            return problems.wrong_host(host)
        changes = scope["type"] == "websocket" or scope["method"] not in _SAFE_METHODS
        if changes and not self._is_from_here(headers, host):
            return problems.foreign_origin()
        return None

    def _is_ours(self, host: str) -> bool:
        try:
            name = urlsplit(f"//{host}").hostname or ""
        except ValueError:
            return False
        # An address instead of a name cannot be rebound: there is no name to point elsewhere.
        return bool(name) and ("*" in self._hosts or name in self._hosts or _is_address(name))

    def _is_from_here(self, headers: Headers, host: str) -> bool:
        origin = headers.get("origin")
        if origin is None:
            return headers.get("sec-fetch-site", "none") in ("same-origin", "none")
        # The scheme may be another one behind a proxy that speaks TLS.
        return origin in self._origins or origin.partition("://")[2].lower() == host.lower()


def _is_address(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True
