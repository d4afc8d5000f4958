"""Services for the tests: one in the process of the test, one in a process of its own as users run it."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
from cv_rom_api.app import create_app
from cv_rom_api.settings import Settings
from fastapi.testclient import TestClient

HERE = Path(__file__).parent
MakeClient = Callable[..., TestClient]


@pytest.fixture()
def make_client(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[MakeClient]:
    """Starts services over `tmp_path` whose analyses are those of fake_analyses.py."""
    monkeypatch.syspath_prepend(str(HERE))
    clients: list[TestClient] = []

    def start(**settings: Any) -> TestClient:
        app = create_app(
            Settings(data_dir=tmp_path, **settings),
            analyze="fake_analyses:analyze",
            check_video="fake_analyses:check_video",
        )
        client = TestClient(app, raise_server_exceptions=False)
        clients.append(client)
        return client.__enter__()

    yield start
    for client in clients:
        client.__exit__(None, None, None)


@pytest.fixture()
def client(make_client: MakeClient) -> TestClient:
    return make_client()


@dataclass(frozen=True)
class Server:
    """A running `cv-rom serve`."""

    url: str
    process: subprocess.Popen[str]
    data_dir: Path


@pytest.fixture(scope="session")
def start_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Server]]:
    """Starts real services on free ports, with the settings given as environment variables."""
    servers: list[subprocess.Popen[str]] = []

    def start(**environment: str) -> Server:
        data_dir = tmp_path_factory.mktemp("data")
        run = "from cv_rom_api.server import serve; serve('127.0.0.1', 0)"
        environment = {"CV_ROM_DATA_DIR": str(data_dir), **environment}
        process = subprocess.Popen(
            [sys.executable, "-c", run], stderr=subprocess.PIPE, text=True, env=os.environ | environment
        )
        servers.append(process)
        assert process.stderr is not None
        announcement = process.stderr.readline()
        assert announcement.startswith("cv-rom serves on http://127.0.0.1:"), announcement
        return Server(announcement.split()[3], process, data_dir)

    yield start
    for process in servers:
        process.terminate()
        process.communicate(timeout=20)


@pytest.fixture(scope="session")
def server(start_server: Callable[..., Server]) -> Server:
    """A service as users run it, with a limit of 2 MB for an upload."""
    return start_server(CV_ROM_MAX_UPLOAD_MB="2")


def wait_for(client: httpx.Client, location: str, *statuses: str, limit_s: float = 60.0) -> dict[str, Any]:
    """Poll an assessment until it has one of the statuses (default: until it is over)."""
    deadline = time.monotonic() + limit_s
    while time.monotonic() < deadline:
        state: dict[str, Any] = client.get(location).json()
        if state["status"] in (statuses or ("done", "failed")):
            return state
        time.sleep(0.05)
    raise AssertionError(f"{location} is still {state['status']}")
