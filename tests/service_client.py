"""What the tests of the service share: services in this process and in processes of their own, and patience."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import uvicorn
from cv_rom_api.app import create_app
from cv_rom_api.settings import Settings
from fastapi import FastAPI

_SERVE_WITH_FAKES = """
from functools import partial
from cv_rom_api import server
fakes = {"analyze": "fake_analyses:analyze", "check_video": "fake_analyses:check_video"}
server.create_app = partial(server.create_app, **fakes)
server.serve("127.0.0.1", 0)
"""


@dataclass(frozen=True)
class ServerProcess:
    """A running `cv-rom serve`."""

    url: str
    process: subprocess.Popen[bytes]
    data_dir: Path
    log: Path

    @classmethod
    def start(cls, data_dir: Path, *, fakes: bool = False, **environment: str) -> ServerProcess:
        """Start one on a free port, with settings given as environment variables, and with fake analyses if wanted."""
        run = _SERVE_WITH_FAKES if fakes else "from cv_rom_api.server import serve; serve('127.0.0.1', 0)"
        path = os.pathsep.join(filter(None, sys.path))
        environment = {**os.environ, "PYTHONPATH": path, "CV_ROM_DATA_DIR": str(data_dir), **environment}
        log = data_dir / f"service-{time.monotonic_ns()}.log"
        with log.open("wb") as stderr:
            process = subprocess.Popen([sys.executable, "-c", run], stderr=stderr, env=environment)
        while not log.read_text().endswith("\n"):
            assert process.poll() is None, "the service did not start"
            time.sleep(0.02)
        announcement = re.search(r"cv-rom serves on (http://127\.0\.0\.1:\d+)", log.read_text())
        assert announcement is not None, log.read_text()
        return cls(announcement[1], process, data_dir, log)

    def stop(self) -> str:
        """End it as Ctrl-C does; returns what it wrote to standard error after its announcement."""
        self.process.send_signal(signal.SIGINT if os.name == "posix" else signal.SIGTERM)
        self.process.wait(timeout=60)
        return self.log.read_text().partition("\n")[2]


@contextmanager
def serving(app: FastAPI) -> Iterator[httpx.Client]:
    """A client of `app`, which is served by a thread of this process."""
    listener = socket.create_server(("127.0.0.1", 0))
    # Connections are kept for longer than the client keeps them: who closes first may cut off a call on its way.
    server = uvicorn.Server(uvicorn.Config(app, log_config=None, timeout_keep_alive=75, timeout_graceful_shutdown=2))
    thread = threading.Thread(target=server.run, args=([listener],))
    thread.start()
    try:
        while not server.started:
            assert thread.is_alive(), "the service did not start"
            time.sleep(0.01)
        with httpx.Client(base_url=f"http://127.0.0.1:{listener.getsockname()[1]}", timeout=60) as client:
            yield client
    finally:
        server.should_exit = True
        thread.join(timeout=60)
        listener.close()


def fake_service(data_dir: Path, *, worker: bool = True, **settings: Any) -> AbstractContextManager[httpx.Client]:
    """A client of a service over `data_dir`, with the analyses of fake_analyses.py."""
    fakes = {"analyze": "fake_analyses:analyze", "check_video": "fake_analyses:check_video"}
    return serving(create_app(Settings(data_dir=data_dir, **settings), worker=worker, **fakes))


def wait_for(client: httpx.Client, location: str, *statuses: str, limit_s: float = 120.0) -> dict[str, Any]:
    """Poll an assessment until it has one of the statuses (default: until it is over)."""
    deadline = time.monotonic() + limit_s
    while True:
        state: dict[str, Any] = client.get(location).json()
        if state["status"] in (statuses or ("done", "failed", "cancelled")):
            return state
        assert time.monotonic() < deadline, f"{location} is still {state['status']}"
        time.sleep(0.05)


def eventually(is_so: Callable[[], object], limit_s: float = 60.0) -> None:
    """Wait until it is so."""
    deadline = time.monotonic() + limit_s
    while not is_so():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def is_alive(pid: int) -> bool:
    """Whether there is such a process."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


@dataclass(frozen=True)
class SlowAnalyses:
    """The analyses of videos with the name "slow", of which the fake ones tell and wait beside the video."""

    data_dir: Path

    def folder(self, location: str) -> Path:
        """Where the files of an assessment are."""
        return self.data_dir / "assessments" / location.rsplit("/", 1)[-1]

    def pid(self, client: httpx.Client, location: str) -> int | None:
        """The process that analyses, once it does; None where it is over before it said so."""
        file = self.folder(location) / "pid"
        while client.get(location).json()["status"] in ("queued", "running"):
            if file.exists() and (text := file.read_text()):
                return int(text)
            time.sleep(0.02)
        return None

    def release(self, *locations: str) -> None:
        """Let them go on, those that wait too."""
        for location in locations:
            (self.folder(location) / "release").touch()
