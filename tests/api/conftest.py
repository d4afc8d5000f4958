"""Services for the tests."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import httpx
import pytest
from cv_rom_api.app import create_app
from cv_rom_api.settings import Settings
from service_client import ServerProcess, serving

Serve = Callable[..., AbstractContextManager[httpx.Client]]


@pytest.fixture
def serve(tmp_path: Path) -> Serve:
    """Makes services over `tmp_path`, with the analyses of fake_analyses.py."""

    def start(**settings: Any) -> AbstractContextManager[httpx.Client]:
        fakes = {"analyze": "fake_analyses:analyze", "check_video": "fake_analyses:check_video"}
        return serving(create_app(Settings(data_dir=tmp_path, **settings), **fakes))

    return start


@pytest.fixture
def client(serve: Serve) -> Iterator[httpx.Client]:
    with serve() as client:
        yield client


@pytest.fixture(scope="session")
def idle_client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """A client for what changes nothing in the service."""
    with serving(create_app(Settings(data_dir=tmp_path_factory.mktemp("idle")))) as client:
        yield client


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerProcess]:
    """A service as users run it, with a limit of 3 MB for an upload."""
    server = ServerProcess.start(tmp_path_factory.mktemp("served"), CV_ROM_MAX_UPLOAD_MB="3")
    yield server
    server.stop()
