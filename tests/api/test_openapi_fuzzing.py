"""schemathesis sends what the OpenAPI document allows, and what it forbids: every answer is a documented one.

`make fuzz` gives it ten minutes instead of seconds.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import httpx
import pytest
from cv_rom_api import administration
from cv_rom_api.app import create_app
from cv_rom_api.settings import Settings
from service_client import serving

CONFIG = Path(__file__).parent / "schemathesis.toml"
SECONDS = int(os.environ.get("CV_ROM_FUZZ_S", "8"))
Serve = Callable[[], AbstractContextManager[httpx.Client]]


@pytest.fixture
def serve(tmp_path: Path) -> Serve:
    """A service without limits for how often, whose analyses find what is in a sample."""
    unlimited = {"failures_per_minute": 0, "rate_per_minute": 0, "uploads_per_minute": 0, "max_waiting": 100_000}
    fakes = {"analyze": "fake_analyses:analyze_sample", "check_video": "fake_analyses:check_video"}
    return lambda: serving(create_app(Settings(data_dir=tmp_path, **unlimited), **fakes))


@pytest.fixture
def key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> str:
    monkeypatch.setenv("CV_ROM_DATA_DIR", str(tmp_path))
    administration.create_key("Praxis am Markt", "fuzzer")
    return capsys.readouterr().out.strip()


def without_default(api: dict[str, Any]) -> dict[str, Any]:
    """The document without the answer for everything else, so that a status is documented or is not."""
    for calls in api["paths"].values():
        for call in calls.values():
            del call["responses"]["default"]
    return api


def without_security(api: dict[str, Any]) -> dict[str, Any]:
    for calls in api["paths"].values():
        for call in calls.values():
            call.pop("security", None)
    return api


def assert_survives_fuzzing(
    client: httpx.Client, api: dict[str, Any], folder: Path, *options: str, **environment: str
) -> None:
    document = folder / "openapi.json"
    document.write_text(json.dumps(without_default(api)))
    command = [sys.executable, "-m", "schemathesis.cli", "--config-file", str(CONFIG), "run", str(document)]
    command += ["--url", str(client.base_url), "--no-color", "--seed", "1", "--max-time", str(SECONDS), *options]
    done = subprocess.run(
        command, cwd=folder, capture_output=True, text=True, env=os.environ | environment, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert client.get("/health/ready").status_code == 200
    assert 'method="POST",route="/v1/assessments",status="2xx"' in client.get("/metrics").text, "videos were accepted"


@pytest.mark.timeout(0)
def test_with_a_key(serve: Serve, key: str, tmp_path: Path) -> None:
    """All phases; calls without the key, or with another one, are refused."""
    with serve() as client:
        api = client.get("/openapi.json").json()
        assert_survives_fuzzing(client, api, tmp_path, "--max-examples", "5", CV_ROM_KEY=key)


@pytest.mark.timeout(0)
def test_without_keys(serve: Serve, tmp_path: Path) -> None:
    """Where no key was made none is asked for."""
    with serve() as client:
        api = without_security(client.get("/openapi.json").json())
        assert_survives_fuzzing(client, api, tmp_path, "--phases", "examples,coverage", CV_ROM_KEY="")
