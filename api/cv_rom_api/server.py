"""Runs the service on this machine: what `cv-rom serve` calls."""

from __future__ import annotations

import errno
import socket
from contextlib import suppress

import typer
import uvicorn

from cv_rom_api.app import create_app
from cv_rom_api.settings import Settings

_SHUTDOWN_S = 5  # how long open answers may take after Ctrl-C


def serve(host: str = "127.0.0.1", port: int = 8000) -> None:
    """Serve until Ctrl-C. Ends with exit code 2 and one line where the address cannot be used."""
    settings = Settings()
    # Bound before the service starts: a second one must not touch the first one's jobs before it finds this out.
    with _bound(host, port) as listener:
        config = uvicorn.Config(
            create_app(settings), log_level="warning", server_header=False, timeout_graceful_shutdown=_SHUTDOWN_S
        )
        address = _address(listener)
        server = _Server(config, f"cv-rom serves on {address} (calls: {address}/docs). Ctrl-C ends it.")
        with suppress(KeyboardInterrupt):
            server.run(sockets=[listener])


class _Server(uvicorn.Server):
    """Says where it serves once it does."""

    def __init__(self, config: uvicorn.Config, announcement: str) -> None:
        super().__init__(config)
        self._announcement = announcement

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, then say so."""
        await super().startup(sockets=sockets)
        if self.started:
            typer.echo(self._announcement, err=True)


def _bound(host: str, port: int) -> socket.socket:
    try:
        family, *_, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        return socket.create_server(address[:2], family=family)
    except OSError as error:
        typer.echo(f"cv-rom serve: {_reason(error, host, port)}", err=True)
        raise SystemExit(2) from None


def _reason(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"port {port} on {host} is taken; choose another one with --port"
    if error.errno == errno.EACCES:
        return f"port {port} needs more rights; choose one above 1023 with --port"
    return f"cannot listen on {host} port {port}: {error.strerror}"


def _address(listener: socket.socket) -> str:
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
