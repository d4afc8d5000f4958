"""Services and workers that are told to end, or killed, while much is going on."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest
from service_client import ServerProcess, SlowAnalyses, eventually, is_alive, wait_for

QUIET = {"CV_ROM_LOG_LEVEL": "error"}
ONE_ATTEMPT = QUIET | {"CV_ROM_JOB_ATTEMPTS": "1"}  # an analysis that is cut short and counted is not tried again
HALF_AN_UPLOAD = b"POST /v1/assessments HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 9\r\n\r\nhalf"


@dataclass
class Busy:
    """A service with an analysis at work, a client that follows it, and half an upload."""

    server: ServerProcess
    location: str = ""
    pid: int = 0
    seen: list[str] = field(default_factory=list)

    def begin(self) -> None:
        with httpx.Client(base_url=self.server.url, timeout=60) as client:
            self.location = client.post("/v1/assessments?name=slow", content=b"video").headers["location"]
            self.pid = SlowAnalyses(self.server.data_dir).pid(client, self.location) or 0
        address = urlsplit(self.server.url)
        self.upload = socket.create_connection((address.hostname, address.port), timeout=60)
        self.upload.sendall(HALF_AN_UPLOAD)
        self.follower = threading.Thread(target=self._follow)
        self.follower.start()
        eventually(lambda: bool(self.seen) and bool(self.incoming()))

    def end(self) -> None:
        """Leave nothing behind, whatever the test came to."""
        self.server.process.kill()
        self.server.process.wait(timeout=60)
        self.upload.close()
        self.follower.join(timeout=60)

    def _follow(self) -> None:
        with (
            suppress(httpx.RemoteProtocolError),  # of a killed service
            httpx.stream("GET", f"{self.server.url}{self.location}/events", timeout=60) as stream,
        ):
            for line in stream.iter_lines():
                self.seen.append(line)
            self.seen.append("over")

    def incoming(self) -> list[Path]:
        return list((self.server.data_dir / "incoming").iterdir())

    def assert_goes_on(self) -> None:
        """Check that the next service on the same data finishes the analysis, and keeps no half upload."""
        SlowAnalyses(self.server.data_dir).release(self.location)
        again = ServerProcess.start(self.server.data_dir, fakes=True, **ONE_ATTEMPT)
        try:
            assert self.incoming() == []
            with httpx.Client(base_url=again.url, timeout=60) as client:
                assert wait_for(client, self.location)["status"] == "done"
        finally:
            assert again.stop() == ""


@pytest.fixture
def busy(tmp_path: Path) -> Iterator[Busy]:
    busy = Busy(ServerProcess.start(tmp_path, fakes=True, **ONE_ATTEMPT))
    try:
        busy.begin()
        yield busy
    finally:
        busy.end()


@pytest.mark.parametrize("signals", [["SIGTERM"], ["SIGINT", "SIGINT"]], ids=["a service manager", "Ctrl-C twice"])
def test_a_busy_service_ends_in_order(busy: Busy, signals: Sequence[str]) -> None:
    os.kill(busy.pid, signal.SIGTERM)  # as from a service manager that tells all processes at once
    for name in signals:
        busy.server.process.send_signal(getattr(signal, name))
    told_again_at_the_very_end = -signal.SIGINT if len(signals) > 1 else 0
    assert busy.server.process.wait(timeout=60) in (0, told_again_at_the_very_end)
    assert busy.server.log.read_text().count("\n") == 1, "nothing but the announcement"
    busy.follower.join(timeout=60)
    assert busy.seen[-1] == "over" or len(signals) > 1, "who is told twice hangs up"
    answer = busy.upload.recv(65536)
    assert answer == b"" or answer.startswith(b"HTTP/1.1 503")
    assert busy.incoming() == []
    eventually(lambda: not is_alive(busy.pid))
    busy.assert_goes_on()


def test_a_killed_service_goes_on_where_it_was(busy: Busy) -> None:
    busy.server.process.kill()
    busy.server.process.wait(timeout=60)
    eventually(lambda: not is_alive(busy.pid))
    busy.assert_goes_on()


def children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


@pytest.mark.skipif(not Path("/proc/thread-self/children").exists(), reason="children are found in /proc")
def test_a_killed_worker_of_a_service_comes_back(tmp_path: Path) -> None:
    server, slow = ServerProcess.start(tmp_path, fakes=True, CV_ROM_JOB_ATTEMPTS="2"), SlowAnalyses(tmp_path)
    try:
        [worker] = children(server.process.pid)
        with httpx.Client(base_url=server.url, timeout=60) as client:
            location = client.post("/v1/assessments?name=slow", content=b"video").headers["location"]
            analysis = slow.pid(client, location)
            assert analysis is not None
            os.kill(worker, signal.SIGKILL)
            eventually(lambda: not is_alive(analysis))
            slow.release(location)
            assert wait_for(client, location)["status"] == "done"
        assert worker not in children(server.process.pid)
        assert "the worker ended; it is started again" in server.log.read_text()
    finally:
        server.stop()


def test_a_client_that_does_not_read_does_not_keep_the_service(tmp_path: Path) -> None:
    server = ServerProcess.start(tmp_path, fakes=True, **QUIET)
    with httpx.Client(base_url=server.url, timeout=60) as client:
        location = client.post("/v1/assessments", content=b"video").headers["location"]
        folder = tmp_path / "assessments" / wait_for(client, location)["id"]
    (folder / "annotated.mp4").write_bytes(bytes(30_000_000))
    address = urlsplit(server.url)
    with socket.create_connection((address.hostname, address.port), timeout=60) as connection:
        connection.sendall(f"GET {location}/annotated.mp4 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode())
        assert connection.recv(100).startswith(b"HTTP/1.1 200")
        server.process.send_signal(signal.SIGINT)
        assert server.stop() == ""
        assert server.process.returncode == 0


@pytest.mark.parametrize("name", ["SIGTERM", "SIGINT", "SIGHUP"])
def test_the_worker_command_ends_in_order(tmp_path: Path, name: str) -> None:
    run = [sys.executable, "-c", "from cv_rom.cli import main; main()", "worker", "--id", "one"]
    settings = QUIET | {"CV_ROM_DATA_DIR": str(tmp_path), "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    with subprocess.Popen(run, stderr=subprocess.PIPE, env=os.environ | settings) as worker:
        assert worker.stderr is not None
        assert worker.stderr.readline() == b"cv-rom worker one is ready. Ctrl-C ends it.\n"
        worker.send_signal(getattr(signal, name))
        assert (worker.stderr.read(), worker.wait(timeout=60)) == (b"", 0)
