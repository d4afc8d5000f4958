"""Services for the tests."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack
from functools import partial
from pathlib import Path
from typing import Any

import httpx
import pytest
from browser import chromium, watched_page
from page_steps import Open
from played_live_page import Played
from playwright.sync_api import Browser, Page
from service_client import ServerProcess, eventually, fake_service

Serve = Callable[..., AbstractContextManager[httpx.Client]]


@pytest.fixture
def serve(tmp_path: Path) -> Serve:
    """Makes services over `tmp_path`, with the analyses of fake_analyses.py."""
    return partial(fake_service, tmp_path)


@pytest.fixture(scope="session")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder behind `client`."""
    return tmp_path_factory.mktemp("data")


@pytest.fixture(scope="session")
def client(data_dir: Path) -> Iterator[httpx.Client]:
    """A client of one service for many tests, with the analyses of fake_analyses.py."""
    with fake_service(data_dir) as client:
        yield client


@pytest.fixture
def leaves_nothing(client: httpx.Client, data_dir: Path) -> Iterator[None]:
    """Checks that a test leaves no assessment behind, once the ones before it are through."""
    folders = [data_dir / name for name in ("assessments", "incoming", "work")]

    def files() -> set[Path]:
        return {path for folder in folders if folder.exists() for path in folder.iterdir()}

    def is_quiet() -> bool:
        items = client.get("/v1/assessments", params={"limit": "200"}).json()["items"]
        work = data_dir / "work"
        return not any(item["status"] in ("queued", "running") for item in items) and not list(work.glob("*/*"))

    eventually(is_quiet)
    before = files()
    yield
    assert files() == before


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerProcess]:
    """A service as users run it, with a limit of 3 MB for an upload."""
    server = ServerProcess.start(tmp_path_factory.mktemp("served"), CV_ROM_MAX_UPLOAD_MB="3")
    yield server
    server.stop()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture
def played(browser: Browser, client: httpx.Client) -> Iterator[Played]:
    """A live page whose service is played by the test."""
    with watched_page(browser, str(client.base_url)) as page:
        yield Played(page)


@pytest.fixture
def open_page(browser: Browser, client: httpx.Client) -> Iterator[Open]:
    """Opens a page of the service with quick analyses (or of another one)."""
    with ExitStack() as pages:

        def open_page(path: str = "/", url: str = str(client.base_url), **options: Any) -> Page:
            page = pages.enter_context(watched_page(browser, url, **options))
            page.goto(path)
            return page

        yield open_page
