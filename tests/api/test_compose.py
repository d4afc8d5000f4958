"""compose.yaml: what it promises, and that its commands with their environment make a service that works."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
import yaml
from cv_rom_api.settings import Settings
from postgres_databases import fresh_postgres
from service_client import wait_for

ROOT = Path(__file__).parents[2]
PASSWORD = "not-checked-by-the-server-of-the-tests"
CLINIC = "Praxis am Markt"


def with_variables(text: str, variables: dict[str, str]) -> str:
    """Put variables into a compose file as Compose does it: `${NAME:?message}` and `${NAME:-default}`."""

    def value(match: re.Match[str]) -> str:
        name, sign, rest = match.groups()
        if name not in variables and sign == "?":
            raise KeyError(f"{name}: {rest}")
        return variables.get(name, rest)

    return re.sub(r"\$\{(\w+):([?-])([^}]*)\}", value, text)


def services(**variables: str) -> dict[str, dict[str, Any]]:
    text = (ROOT / "compose.yaml").read_text("utf-8")
    services: dict[str, dict[str, Any]] = yaml.safe_load(with_variables(text, variables))["services"]
    return services


def test_without_a_password_it_says_what_to_do() -> None:
    with pytest.raises(KeyError, match=r"POSTGRES_PASSWORD: set it in the file \.env"):
        services()


def test_no_part_has_more_rights_than_it_needs() -> None:
    for name, service in services(POSTGRES_PASSWORD=PASSWORD).items():
        assert service["read_only"] is True, name
        assert service["security_opt"] == ["no-new-privileges:true"], name
        assert service["mem_limit"], name
        assert service["restart"] == "unless-stopped", name
        assert "privileged" not in service, name
        assert all(port.startswith("127.0.0.1:") for port in service.get("ports", [])), name


def test_its_settings_exist() -> None:
    known = {f"CV_ROM_{name.upper()}" for name in Settings.model_fields}
    for service in services(POSTGRES_PASSWORD=PASSWORD).values():
        assert {name for name in service["environment"] if name.startswith("CV_ROM_")} <= known


def environment_of(service: dict[str, Any], database_url: str, data_dir: Path) -> dict[str, str]:
    """The environment of the container: of the image, then of the service, with the places of this machine."""
    of_image = re.findall(r"(CV_ROM_\w+)=(\S+)", (ROOT / "Dockerfile").read_text("utf-8"))
    environment = dict(of_image) | service["environment"]
    assert environment["CV_ROM_DATABASE_URL"] == "postgresql://cv_rom@database/cv_rom"
    assert environment["CV_ROM_DATA_DIR"] == "/data"
    here = {"CV_ROM_DATABASE_URL": database_url, "CV_ROM_DATA_DIR": str(data_dir)}
    modules = {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    return {**os.environ, **modules, **environment, **here}


def command_here(command: list[str]) -> list[str]:
    """The command, listening on a free port of this machine."""
    here = {"cv-rom": None, "0.0.0.0": "127.0.0.1", "8000": "0"}
    program = [sys.executable, "-c", "from cv_rom.cli import main; main()"]
    return program + [here.get(word) or word for word in command if word != "cv-rom"]


@contextmanager
def running(service: dict[str, Any], environment: dict[str, str], log: Path) -> Iterator[str]:
    """Run the command of a service; the block gets what it says first."""
    with log.open("wb") as stderr:
        process = subprocess.Popen(command_here(service["command"]), env=environment, stderr=stderr)
    try:
        while not log.read_text().endswith("\n"):
            assert process.poll() is None, log.read_text()
            time.sleep(0.05)
        yield log.read_text()
    finally:
        process.send_signal(signal.SIGTERM)  # as Compose stops it
        code = process.wait(timeout=float(service["stop_grace_period"].removesuffix("s")))
        assert code == 0, log.read_text()


@pytest.mark.postgres
def test_its_commands_make_a_service(tmp_path: Path) -> None:
    parts = services(POSTGRES_PASSWORD=PASSWORD)
    with fresh_postgres() as url:
        environments = {name: environment_of(parts[name], url, tmp_path) for name in ("app", "worker")}
        create = command_here(["cv-rom", "keys", "create", "--clinic", CLINIC])
        made = subprocess.run(create, env=environments["app"], capture_output=True, text=True, timeout=60, check=True)
        with (
            running(parts["app"], environments["app"], tmp_path / "app.log") as said,
            running(parts["worker"], environments["worker"], tmp_path / "worker.log"),
        ):
            served = re.search(r"http://127\.0\.0\.1:\d+", said)
            assert served is not None
            headers = {"Authorization": f"Bearer {made.stdout.strip()}"}
            with httpx.Client(base_url=served[0], headers=headers, timeout=60) as client:
                assert client.get("/health/ready").status_code == 200
                video = (ROOT / "samples" / "knee-to-wall-left.mp4").read_bytes()
                sent = client.post("/v1/assessments?protocol=knee-to-wall", content=video)
                state = wait_for(client, sent.headers["location"], limit_s=200)
                assert state["status"] == "done"
                assert "<html" in client.get(state["artefacts"]["report.html"]).text
        assert '"message": "analysis ended"' in (tmp_path / "worker.log").read_text()
