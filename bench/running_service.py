"""A service as an operator runs it, for the bench: `cv-rom serve`, `cv-rom worker`, and a key of its own."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx

CV_ROM = [sys.executable, "-c", "from cv_rom.cli import main; main()"]
TEST_DATABASE = "CV_ROM_TEST_DATABASE_URL"
_END_S = 60.0
_OVER = ("done", "failed", "cancelled")


@dataclass(frozen=True)
class Service:
    """A running one; `client` brings its key, `pid` is that of the process which answers."""

    client: httpx.Client
    environment: dict[str, str]
    pid: int

    def processor_s(self) -> float:
        """Processor time that this process has taken so far, its own and the system's for it; not that of workers."""
        times = Path(f"/proc/{self.pid}/stat").read_text("ascii").rpartition(")")[2].split()
        return sum(map(int, times[11:13])) / os.sysconf("SC_CLK_TCK")  # utime and stime, see proc_pid_stat(5)

    def send(self, video: Path) -> httpx.Response:
        """The answer to an upload."""
        with video.open("rb") as file:
            return self.client.post("/v1/assessments?protocol=squat", content=file)

    def accepted(self, video: Path) -> str:
        """The path of the assessment of a video that the service takes."""
        return str(self.send(video).raise_for_status().headers["location"])

    def status(self, location: str) -> str:
        """How far an assessment is."""
        return str(self.client.get(location).raise_for_status().json()["status"])

    def wait(self, location: str, *statuses: str, limit_s: float = 1200.0) -> str:
        """The status of an assessment once it is one of these (without any: once it is over)."""
        deadline = time.monotonic() + limit_s
        while (status := self.status(location)) not in (statuses or _OVER):
            if time.monotonic() > deadline:
                raise TimeoutError(f"{location} is still {status}")
            time.sleep(0.2)
        return status

    @contextmanager
    def second_worker(self) -> Iterator[None]:
        """A worker beside the one that the service brings along."""
        with _process([*CV_ROM, "worker", "--id", "second"], self.environment, "cv-rom worker second "):
            yield


@contextmanager
def running_service(database: str, **settings: str) -> Iterator[Service]:
    """A service on "sqlite" or "postgres", with settings as their environment variables."""
    with TemporaryDirectory() as data_dir, _database(database) as url:
        environment = {**os.environ, "CV_ROM_DATA_DIR": data_dir, "CV_ROM_DATABASE_URL": url, **settings}
        make_key = [*CV_ROM, "keys", "create", "--clinic", "bench"]
        key = subprocess.run(make_key, env=environment, capture_output=True, text=True, check=True).stdout.strip()
        headers = {"Authorization": f"Bearer {key}"}
        with (
            _process([*CV_ROM, "serve", "--port", "0"], environment, "cv-rom serves on ") as (pid, address),
            httpx.Client(base_url=address, headers=headers, timeout=300) as client,
        ):
            yield Service(client, environment, pid)


@contextmanager
def open_service() -> Iterator[str]:
    """The address of a service on SQLite without keys, as somebody at home runs it."""
    with TemporaryDirectory() as data_dir:
        environment = {**os.environ, "CV_ROM_DATA_DIR": data_dir, "CV_ROM_DATABASE_URL": ""}
        with _process([*CV_ROM, "serve", "--port", "0"], environment, "cv-rom serves on ") as (_, address):
            yield address


@contextmanager
def _process(command: list[str], environment: dict[str, str], announcement: str) -> Iterator[tuple[int, str]]:
    """A process by its id, and the word behind the announcement with which it says that it is ready; it gets a signal
    to end.
    """
    log_path = Path(environment["CV_ROM_DATA_DIR"]) / f"{uuid.uuid4().hex}.log"
    with log_path.open("wb") as log:
        process = subprocess.Popen(command, env=environment, stderr=log, start_new_session=True)
    try:
        while announcement not in (said := log_path.read_text()):
            if process.poll() is not None:
                sys.exit(said)
            time.sleep(0.1)
        yield process.pid, said.split(announcement)[1].split()[0]
    finally:
        process.terminate()
        process.wait(timeout=_END_S)


@contextmanager
def _database(kind: str) -> Iterator[str]:
    """The URL of an empty database; the service knows where to keep its SQLite."""
    if kind == "sqlite":
        yield ""
        return
    import psycopg
    from sqlalchemy import make_url

    name = f"cv_rom_bench_{uuid.uuid4().hex}"
    with psycopg.connect(os.environ[TEST_DATABASE], autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{name}"')
        try:
            yield make_url(os.environ[TEST_DATABASE]).set(database=name).render_as_string(hide_password=False)
        finally:
            server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
