"""The worker that `cv-rom serve` brings along: a process of its own that begins and ends with the service."""

from __future__ import annotations

import asyncio
import hashlib
import logging
import os
import socket
import sys

from cv_rom_api.processes import child_environment
from cv_rom_api.settings import Settings
from cv_rom_api.worker import READY

_LOG = logging.getLogger(__name__)
_START_S = 60.0
_STOP_S = 15.0
_RESTART_AFTER_S = 1.0


class EmbeddedWorker:
    """Keeps one worker process alive."""

    def __init__(self, settings: Settings, analyze: str) -> None:
        self._settings = settings
        self._analyze = analyze
        self._process: asyncio.subprocess.Process | None = None
        self._keeper: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Start it; returns once it works. Raises `RuntimeError` where it does not come to that."""
        await self._start_process()
        self._keeper = asyncio.create_task(self._keep_alive())

    async def stop(self) -> None:
        """End it; what it was doing waits again."""
        if self._keeper is not None:
            self._keeper.cancel()
            await asyncio.wait({self._keeper})
        if self._process is not None:
            await _end(self._process)

    async def _keep_alive(self) -> None:
        while True:
            assert self._process is not None
            code = await self._process.wait()
            _LOG.error("the worker ended; it is started again", extra={"exit_code": code})
            await asyncio.sleep(_RESTART_AFTER_S)
            try:
                await self._start_process()
            except RuntimeError:
                _LOG.exception("the worker does not start")

    async def _start_process(self) -> None:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-P", "-m", "cv_rom_api.worker", _worker_id(self._settings), self._analyze),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            env=child_environment() | self._settings.environment(),
            start_new_session=True,  # out of reach of a Ctrl-C that is meant for the service
        )
        self._process = process
        assert process.stdout is not None
        try:
            async with asyncio.timeout(_START_S):
                line = await process.stdout.readline()
        except TimeoutError:
            line = b""
        if line.decode().strip() != READY:
            await _end(process)
            raise RuntimeError("the worker does not start")


async def _end(process: asyncio.subprocess.Process) -> None:
    assert process.stdin is not None
    process.stdin.close()  # which it takes as the end
    try:
        async with asyncio.timeout(_STOP_S):
            await process.wait()
    except TimeoutError:
        process.kill()
        await process.wait()


def _worker_id(settings: Settings) -> str:
    """The same after each start, and another one for each data folder, which one service at a time holds."""
    folder = hashlib.sha256(os.fsencode(settings.data_dir.absolute())).hexdigest()[:8]
    return f"{socket.gethostname()}-{folder}"
