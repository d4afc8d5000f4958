"""The shell lines of the README do what it says, as printed."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import httpx
import pytest
from cv_rom_api import administration
from cv_rom_api.settings import Settings
from service_client import ServerProcess
from typer.testing import CliRunner

from cv_rom import cli

Serve = Callable[..., AbstractContextManager[httpx.Client]]
ROOT = Path(__file__).parents[2]
PRINTED_URL = "http://127.0.0.1:8000"


def http_section() -> str:
    readme = (ROOT / "README.md").read_text("utf-8")
    return readme.split("\n## HTTP service\n")[1].split("\n## ")[0]


def shell_blocks() -> list[str]:
    return re.findall(r"```(?:ba)?sh\n(.*?)```", (ROOT / "README.md").read_text("utf-8"), flags=re.DOTALL)


def curl_blocks() -> list[str]:
    return [block for block in shell_blocks() if "curl" in block]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder that looks like the checkout from which the lines are run."""
    (tmp_path / "samples").symlink_to(ROOT / "samples", target_is_directory=True)
    (tmp_path / "README.md").symlink_to(ROOT / "README.md")
    return tmp_path


def run(block: str, folder: Path, url: str, **environment: str) -> str:
    assert PRINTED_URL in block
    script = block.replace(PRINTED_URL, url)
    command = ["bash", "-eu", "-o", "pipefail", "-c", script]
    done = subprocess.run(
        command, cwd=folder, capture_output=True, text=True, check=False, timeout=200, env={**os.environ, **environment}
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


has_curl = pytest.mark.skipif(
    None in (shutil.which("curl"), shutil.which("bash")), reason="curl is not installed (Debian: apt-get install curl)"
)


@has_curl
def test_the_curl_lines_work_as_printed(folder: Path, server: ServerProcess) -> None:
    use, misuse, _ = curl_blocks()
    output = run(use, folder, server.url)
    assert "HTTP/1.1 204" in output
    from_form = json.loads(output.splitlines()[-1])
    assert from_form["status"] == "queued"
    httpx.delete(f"{server.url}/v1/assessments/{from_form['id']}")
    assessment = json.loads((folder / "assessment.json").read_text())
    assert (assessment["source"]["name"], assessment["subject"]["foot_length_cm"]) == ("squat-side.mp4", 24.2)
    assert len(assessment["repetitions"]) == 3
    assert "<html" in (folder / "report.html").read_text()
    assert (folder / "series.csv").read_text().startswith("time_s,")
    assert b"ftyp" in (folder / "annotated.mp4").read_bytes()[:16]

    answers = run(misuse, folder, server.url)
    statuses = re.findall(r"HTTP/1\.1 (4\d\d)", answers)
    assert statuses == ["415", "413", "422"]
    assert answers.count("content-type: application/problem+json") == 3
    assert "README.md is not a video" in answers


@has_curl
def test_the_curl_lines_work_with_a_key(
    serve: Serve, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """With quick analyses. The other lines get the key from curl's own file of settings."""
    monkeypatch.setenv("CV_ROM_DATA_DIR", str(folder))
    administration.create_key("Praxis am Markt", "")
    key = capsys.readouterr().out.strip()
    (folder / ".curlrc").write_text(f'header = "Authorization: Bearer {key}"\n')
    use, misuse, with_key = curl_blocks()
    with serve() as client:
        url = str(client.base_url).rstrip("/")
        first, again = (run(with_key, folder, url, CV_ROM_KEY=key) for _ in range(2))
        listed = client.get("/v1/assessments", headers={"Authorization": f"Bearer {key}"}).json()["items"]
        used = run(use, folder, url, CURL_HOME=str(folder))
        misused = run(misuse, folder, url, CURL_HOME=str(folder))
    assert '"status":"done"' in first.splitlines()[-2]
    assert '"status":"done"' in again
    assert [one["subject"] for one in listed] == ["K-17"], "sent twice under one Idempotency-Key"
    assert json.loads((folder / "fhir.json").read_text())["resourceType"] == "Bundle"
    assert "HTTP/1.1 204" in used
    assert re.findall(r"HTTP/1\.1 (4\d\d)", misused) == ["413", "422"], "these analyses take any file for a video"


def test_every_other_shell_line_means_something() -> None:
    """`make` has the target, `cv-rom` takes the options, `pip` finds the file: running them is for others."""
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), flags=re.MULTILINE))
    others = [block for block in shell_blocks() if "curl" not in block]
    for program, *arguments in (line.split("#")[0].split() for block in others for line in block.splitlines()):
        if program == "make":
            assert set(arguments) <= targets
        elif program == "cv-rom":
            assert CliRunner().invoke(cli.app, [*arguments, "--help"]).exit_code == 0, arguments
        else:
            assert [program, *arguments[:3]] == ["python", "-m", "pip", "install"]
            assert all((ROOT / name).exists() for name in arguments if name.endswith(".lock"))


def test_the_readme_names_every_setting_with_its_default() -> None:
    rows = dict(re.findall(r"^\| `CV_ROM_(\w+)` \| (.*?) \|", http_section(), flags=re.MULTILINE))
    defaults = {name.upper(): field.default for name, field in Settings.model_fields.items()}
    assert set(rows) == set(defaults)
    del rows["DATA_DIR"]
    texts = ("DATABASE_URL", "ARTEFACTS_URL", "ALLOWED_HOSTS", "ALLOWED_ORIGINS", "METRICS_KEY")
    assert {name: rows.pop(name) for name in texts} == {
        "DATABASE_URL": "SQLite in the data folder",
        "ARTEFACTS_URL": "a folder in the data folder",
        "ALLOWED_HOSTS": "none",
        "ALLOWED_ORIGINS": "none",
        "METRICS_KEY": "none",
    }
    assert {name: rows.pop(name) for name in ("LOG_FORMAT", "LOG_LEVEL")} == {"LOG_FORMAT": "text", "LOG_LEVEL": "info"}
    assert {name: float(value) for name, value in rows.items()} == {name: float(defaults[name]) for name in rows}
