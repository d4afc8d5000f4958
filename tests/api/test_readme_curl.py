"""The curl lines of the README do what it says, as printed."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import httpx
import pytest
from cv_rom_api.settings import Settings
from service_client import ServerProcess

ROOT = Path(__file__).parents[2]
PRINTED_URL = "http://127.0.0.1:8000"


def http_section() -> str:
    readme = (ROOT / "README.md").read_text("utf-8")
    return readme.split("\n## HTTP service\n")[1].split("\n## ")[0]


def curl_blocks() -> list[str]:
    blocks = re.findall(r"```bash\n(.*?)```", http_section(), flags=re.DOTALL)
    return [block for block in blocks if "curl" in block]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder that looks like the checkout from which the lines are run."""
    (tmp_path / "samples").symlink_to(ROOT / "samples", target_is_directory=True)
    (tmp_path / "README.md").symlink_to(ROOT / "README.md")
    return tmp_path


def run(block: str, folder: Path, server: ServerProcess) -> str:
    assert PRINTED_URL in block
    script = block.replace(PRINTED_URL, server.url)
    command = ["bash", "-eu", "-o", "pipefail", "-c", script]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=200)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed (Debian: apt-get install curl)")
@pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not installed")
def test_the_curl_lines_work_as_printed(folder: Path, server: ServerProcess) -> None:
    use, misuse = curl_blocks()
    output = run(use, folder, server)
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

    answers = run(misuse, folder, server)
    statuses = re.findall(r"HTTP/1\.1 (4\d\d)", answers)
    assert statuses == ["415", "413", "422"]
    assert answers.count("content-type: application/problem+json") == 3
    assert "README.md is not a video" in answers


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
