"""Runs the service on this machine: what `cv-rom serve` calls."""

from __future__ import annotations

import asyncio
import errno
import logging
import os
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import NoReturn

import uvicorn
from fastapi import FastAPI

from cv_rom_api.access.callers import is_loopback
from cv_rom_api.app import create_app
from cv_rom_api.connections import protocol_with
from cv_rom_api.live.messages import MAX_MESSAGE_BYTES
from cv_rom_api.monitoring import logs
from cv_rom_api.settings import Settings, load_settings, tell_misspelt
from cv_rom_api.signals import on_ending
from cv_rom_api.store import keys
from cv_rom_api.store.database import DatabaseError
from cv_rom_api.store.locks import file_lock

_MAX_HEAD_BYTES = 16_384  # of the first line and all headers
# Threads that ask the database wait for the interpreter several times in each query; 5 ms each, Python's own interval,
# would add up.
_SWITCH_S = 0.0005
# For longer than clients and proxies do (nginx: 60 s): who closes a connection first may cut off a call on its way.
_KEEP_ALIVE_S = 75
_SHUTDOWN_S = 5  # how long open answers may take after Ctrl-C
_HANG_UP_S = 5  # how long the rest may take once their connections are closed


def serve(host: str = "127.0.0.1", port: int = 8000, *, worker: bool = True) -> None:
    """Serve until Ctrl-C, with a worker or without one: then `cv-rom worker` does the analyses.

    Ends with exit code 2 and one line where a setting is wrong, or the address or the data folder cannot be used.
    """
    settings = _settings()
    logs.set_up(settings.log_format, settings.log_level, process="service")
    tell_misspelt("cv-rom serve", os.environ)
    # Both are taken before the service starts, which would touch the jobs of another one that is running.
    with _listening(host, port) as listener, _only_service_in(settings.data_dir):
        app = _app(settings, worker=worker)
        _refuse_to_be_open(app, listener)
        address = _address(listener)
        announcement = f"cv-rom serves on {address} (calls: {address}/docs). Ctrl-C ends it."
        server = _Server(app, announcement)
        sys.setswitchinterval(_SWITCH_S)
        on_ending(server.handle_exit)
        server.run(sockets=[listener])


def _app(settings: Settings, *, worker: bool) -> FastAPI:
    try:
        app = create_app(settings, worker=worker)
        app.state.service.database.open()
    except (DatabaseError, ValueError) as error:
        _refuse(str(error))
    return app


class _Server(uvicorn.Server):
    """Says where it serves once it does, and ends in order whatever is open."""

    def __init__(self, app: FastAPI, announcement: str) -> None:
        config = uvicorn.Config(
            app,
            http=protocol_with(app.state.service.settings.head_limit_s),
            h11_max_incomplete_event_size=_MAX_HEAD_BYTES,
            ws_max_size=MAX_MESSAGE_BYTES,
            ws_per_message_deflate=False,  # costs more than it saves in a clinic's own network
            log_config=None,
            log_level="warning",
            access_log=False,  # see `WatchedRequests`
            server_header=False,
            timeout_keep_alive=_KEEP_ALIVE_S,
            timeout_graceful_shutdown=_SHUTDOWN_S + _HANG_UP_S,
        )
        super().__init__(config)
        logging.getLogger("uvicorn.error").addFilter(_is_no_refused_line)
        self._app = app
        self._announcement = announcement
        self._loop: asyncio.AbstractEventLoop | None = None

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """End as soon as the answers that are open are given; told again, do not wait for them."""
        if self.should_exit and self._loop is not None:
            self._loop.call_soon_threadsafe(self._hang_up)
        self.should_exit = True

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, then say so."""
        await super().startup(sockets=sockets)
        self._loop = asyncio.get_running_loop()
        if self.started and not self.should_exit:
            logs.announce(self._announcement)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Let streams and uploads come to their end, give the other answers some time, then stop."""
        self._app.state.service.stopping.set()
        late = asyncio.get_running_loop().call_later(_SHUTDOWN_S, self._hang_up)
        await super().shutdown(sockets=sockets)
        late.cancel()

    def _hang_up(self) -> None:
        for connection in list(self.server_state.connections):
            connection.transport.abort()


def _is_no_refused_line(record: logging.LogRecord) -> bool:
    """Uvicorn takes a WebSocket that was refused with an answer (a problem) for a fault of the application."""
    return record.getMessage() != "ASGI callable returned without completing handshake."


def _refuse(reason: str) -> NoReturn:
    logs.announce(f"cv-rom serve: {reason}", logging.ERROR)
    raise SystemExit(2)


def _settings() -> Settings:
    try:
        return load_settings()
    except ValueError as error:
        _refuse(str(error))


def _refuse_to_be_open(app: FastAPI, listener: socket.socket) -> None:
    """Nobody but this machine may reach a service that asks for no key."""
    address = listener.getsockname()[0]
    with app.state.service.database.reading() as connection:
        if not is_loopback(address) and not keys.any_was_made(connection):
            _refuse(
                f"anybody who can reach {address} could use the service, as there is no key yet; "
                "make one first: cv-rom keys create --clinic NAME"
            )


def _listening(host: str, port: int) -> socket.socket:
    if not 0 <= port <= 65535:
        _refuse(f"there is no port {port}; choose one from 1 to 65535 with --port")
    try:
        family, *_, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listener = socket.create_server(address[:2], family=family)
        # Answers go at once, not after what the client's side waits before it confirms the headers (40 ms).
        listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return listener
    except OSError as error:
        reasons = {
            errno.EADDRINUSE: f"port {port} on {host} is taken; choose another one with --port",
            errno.EACCES: f"port {port} needs more rights; choose one above 1023 with --port",
        }
        _refuse(reasons.get(error.errno or 0, f"cannot listen on {host}, port {port}: {error.strerror}"))


@contextmanager
def _only_service_in(data_dir: Path) -> Iterator[None]:
    """Hold the data folder, in which uploads on their way are this service's own."""
    try:
        lock = file_lock(data_dir / "service.lock")
    except OSError as error:
        _refuse(f"the data folder {data_dir} cannot be used: {error.strerror}; set CV_ROM_DATA_DIR to another one")
    if lock is None:
        _refuse(f"another service is using the data folder {data_dir}; set CV_ROM_DATA_DIR to another one")
    try:
        yield
    finally:
        lock.release()


def _address(listener: socket.socket) -> str:
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
