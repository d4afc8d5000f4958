"""The processes of soak.py: a service and workers that are killed with -9 and come back."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import IO

import httpx

_START_S = 60.0
_END_S = 30.0


class Service:
    """`cv-rom serve --no-worker` on an address that stays the same."""

    def __init__(self, environment: dict[str, str], log: IO[bytes]) -> None:
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{port}"
        self.kills = 0
        command = Path(sys.executable).with_name("cv-rom")
        self._command = [command, "serve", "--no-worker", "--port", str(port)]
        self._environment, self._log = environment, log
        self._process = self._start()
        self.wait_until_it_answers()

    def kill(self) -> None:
        """Kill it with -9 and start it again; clients have to wait until it answers."""
        self._process.kill()
        self._process.wait()
        self.kills += 1
        self._process = self._start()

    def stop(self) -> int:
        """Let it end; returns its exit code."""
        self._process.terminate()
        return self._process.wait(_END_S)

    def wait_until_it_answers(self) -> None:
        """Return once it does."""
        deadline = time.monotonic() + _START_S
        while True:
            try:
                httpx.get(f"{self.url}/health/live").raise_for_status()
            except httpx.HTTPError:
                if self._process.poll() is not None or time.monotonic() > deadline:
                    raise
                time.sleep(0.1)
            else:
                return

    def _start(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen(self._command, env=self._environment, stderr=self._log)


class Worker:
    """A worker process with a given id, whose analyses are those of soak_analysis.py."""

    def __init__(self, worker_id: str, environment: dict[str, str], log: IO[bytes]) -> None:
        self.kills = 0
        self._command = [sys.executable, "-m", "cv_rom_api.worker", worker_id, "soak_analysis:analyze"]
        self._environment, self._log = environment, log
        self._process = self._start()

    @property
    def works_for_s(self) -> float:
        """How long it has been at work; 0 while it starts."""
        return time.monotonic() - self._ready_at[0] if self._ready_at else 0.0

    def kill(self) -> None:
        """Kill it with -9; it begins anew under its id."""
        self._process.kill()
        self._end()
        self.kills += 1
        self._process = self._start()

    def stop(self) -> int:
        """Let it end; returns its exit code."""
        self._process.terminate()
        return self._end()

    def _start(self) -> subprocess.Popen[bytes]:
        process = subprocess.Popen(
            self._command, env=self._environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self._log
        )
        self._ready_at: list[float] = []
        threading.Thread(target=_note_ready, args=(process.stdout, self._ready_at), daemon=True).start()
        return process

    def _end(self) -> int:
        assert self._process.stdin is not None
        code = self._process.wait(_END_S)
        self._process.stdin.close()
        return code


def _note_ready(output: IO[bytes], ready_at: list[float]) -> None:
    with output:
        if output.readline():
            ready_at.append(time.monotonic())


def environment_of(settings: dict[str, str], **more: str) -> dict[str, str]:
    """The environment of these processes: settings, and the modules that this process finds."""
    return {**os.environ, **settings, **more, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
