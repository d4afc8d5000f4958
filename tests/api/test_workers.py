"""Workers beside a service that has none of its own, on SQLite and on Postgres."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
from cv_rom_api.settings import Settings
from postgres_databases import fresh_postgres
from service_client import SlowAnalyses, eventually, fake_service, is_alive, wait_for


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def settings(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Settings]:
    """For two attempts."""
    if request.param == "sqlite":
        yield Settings(data_dir=tmp_path, job_attempts=2)
        return
    with fresh_postgres() as url:
        yield Settings(data_dir=tmp_path, job_attempts=2, database_url=url)


@pytest.fixture
def client(settings: Settings) -> Iterator[httpx.Client]:
    with fake_service(worker=False, **settings.model_dump()) as client:
        yield client


@contextmanager
def worker(settings: Settings, worker_id: str) -> Iterator[subprocess.Popen[bytes]]:
    """A worker that takes the end of the block for the end of its parent."""
    run = [sys.executable, "-m", "cv_rom_api.worker", worker_id, "fake_analyses:analyze"]
    environment = {**os.environ, **settings.environment(), "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    with subprocess.Popen(run, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"ready\n"
        yield process


def name_is_refused(settings: Settings, worker_id: str) -> bool:
    run = f"from cv_rom_api import worker; worker._WAIT_FOR_NAME_S = 0; worker.work({worker_id!r})"
    environment = {**os.environ, **settings.environment()}
    done = subprocess.run([sys.executable, "-c", run], capture_output=True, text=True, env=environment, check=False)
    message = f"cv-rom worker: there is a worker {worker_id} already; give this one a name with --id\n"
    return (done.returncode, done.stderr) == (2, message)


def test_an_analysis_goes_on_whatever_happens_to_its_workers(client: httpx.Client, settings: Settings) -> None:
    """The first one stops, which is no failed attempt; the second one is killed, which is one of two."""
    slow = SlowAnalyses(settings.data_dir)
    location = client.post("/v1/assessments?name=slow", content=b"video").headers["location"]
    with worker(settings, "first") as first:
        assert slow.pid(client, location)
        assert name_is_refused(settings, "first")
        first.send_signal(signal.SIGTERM)
        assert first.wait(timeout=60) == 0
    assert client.get(location).json()["status"] == "queued"
    (slow.folder(location) / "pid").unlink()
    with worker(settings, "second") as second:
        pid = slow.pid(client, location)
        assert pid is not None
        second.kill()
    eventually(lambda: not is_alive(pid))
    slow.release(location)
    with worker(settings, "third"):
        assert wait_for(client, location)["status"] == "done"
