"""Workers beside a service that has none of its own, on SQLite and on Postgres."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from cv_rom_api.app import create_app
from cv_rom_api.settings import Settings
from postgres_databases import fresh_postgres
from service_client import serving, wait_for


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def settings(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Settings]:
    if request.param == "sqlite":
        yield Settings(data_dir=tmp_path)
        return
    with fresh_postgres() as url:
        yield Settings(data_dir=tmp_path, database_url=url)


@pytest.fixture
def client(settings: Settings) -> Iterator[httpx.Client]:
    with serving(create_app(settings, worker=False, check_video="fake_analyses:check_video")) as client:
        yield client


def start_worker(settings: Settings, worker_id: str) -> subprocess.Popen[bytes]:
    run = [sys.executable, "-m", "cv_rom_api.worker", worker_id, "fake_analyses:analyze"]
    environment = {**os.environ, **settings.environment(), "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    worker = subprocess.Popen(run, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment)
    assert worker.stdout is not None
    assert worker.stdout.readline() == b"ready\n"
    return worker


def stop(worker: subprocess.Popen[bytes]) -> None:
    for stream in (worker.stdin, worker.stdout):
        assert stream is not None
        stream.close()
    worker.wait(timeout=20)


def send(client: httpx.Client, name: str) -> str:
    answer = client.post(f"/v1/assessments?name={name}", content=b"video")
    return str(answer.headers["location"])


def file_beside(settings: Settings, location: str, name: str) -> Path:
    return settings.data_dir / "assessments" / location.rsplit("/", 1)[-1] / name


def test_a_living_worker_takes_over_from_a_killed_one(client: httpx.Client, settings: Settings) -> None:
    first = start_worker(settings, "first")
    location = send(client, "slow")
    pid = file_beside(settings, location, "pid")
    deadline = time.monotonic() + 20
    while not pid.exists():
        assert time.monotonic() < deadline
        time.sleep(0.02)
    os.kill(first.pid, signal.SIGKILL)
    stop(first)
    file_beside(settings, location, "release").touch()
    second = start_worker(settings, "second")
    try:
        assert wait_for(client, location)["status"] == "done"
    finally:
        stop(second)


def test_a_worker_that_stops_lets_its_job_wait_for_another(client: httpx.Client, settings: Settings) -> None:
    first = start_worker(settings, "first")
    location = send(client, "slow")
    wait_for(client, location, "running")
    stop(first)
    assert client.get(location).json()["status"] == "queued"
    file_beside(settings, location, "release").touch()
    second = start_worker(settings, "second")
    try:
        assert wait_for(client, location)["status"] == "done"
    finally:
        stop(second)


def test_a_name_belongs_to_one_worker(client: httpx.Client, settings: Settings) -> None:
    worker = start_worker(settings, "only")
    try:
        command = [
            sys.executable,
            "-c",
            "from cv_rom_api import worker; worker._WAIT_FOR_NAME_S = 0; worker.work('only')",
        ]
        environment = {**os.environ, **settings.environment()}
        done = subprocess.run(command, capture_output=True, text=True, timeout=30, env=environment, check=False)
        assert done.returncode == 2
        assert done.stderr == "cv-rom worker: there is a worker only already; give this one a name with --id\n"
    finally:
        stop(worker)
