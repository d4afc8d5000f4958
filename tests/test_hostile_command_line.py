"""`cv-rom analyze` with what is no video, or an odd one: one line that says what to do, and the right exit code."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hostile_uploads import NO_VIDEO, ODD, TOO_LARGE, Upload

from cv_rom import analyze_command
from cv_rom.analyze_command import Wishes, analyze_videos
from cv_rom.exit_codes import NOTHING_MEASURED, UNREADABLE

WITH_ALL_REPORTS = {"microseconds.mp4", "one-picture.mp4", "grey.mp4"}
QUICK = Wishes(formats=frozenset({"json"}), video=False)


def analyze(upload: Upload, folder: Path, wishes: Wishes = QUICK) -> int:
    upload.write(folder / upload.name)
    return analyze_videos([folder / upload.name], folder / "report", wishes)


def told(capfd: pytest.CaptureFixture[str]) -> str:
    """The one line on standard error."""
    [line] = capfd.readouterr().err.splitlines()
    return line


@pytest.mark.parametrize("upload", [*NO_VIDEO, *TOO_LARGE], ids=lambda upload: upload.name)
def test_what_cannot_be_measured(upload: Upload, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert analyze(upload, tmp_path) == UNREADABLE
    line = told(capfd)
    assert line.startswith(f"cv-rom: {upload.name}")
    assert upload.says in line
    assert not (tmp_path / "report").exists()


@pytest.mark.parametrize("upload", ODD, ids=lambda upload: upload.name)
def test_what_is_only_odd(upload: Upload, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    wishes = Wishes() if upload.name in WITH_ALL_REPORTS else QUICK
    assert analyze(upload, tmp_path, wishes) == NOTHING_MEASURED
    assert "nothing could be measured" in told(capfd)
    assert json.loads((tmp_path / "report" / "assessment.json").read_text())["source"]["name"] == upload.name
    reports = {"report.html", "series.csv", "annotated.mp4", "annotated.jpg"} if wishes.video else set()
    assert {path.name for path in (tmp_path / "report").iterdir()} == {"assessment.json", *reports}


@pytest.mark.parametrize("error", [MemoryError(), OSError(12, "Cannot allocate memory")], ids=["Python", "system"])
def test_too_little_memory(
    error: Exception, tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(analyze_command, "analyze_file", refuse)
    assert analyze(ODD[0], tmp_path) == UNREADABLE
    assert told(capfd).endswith("this machine has too little memory for it; scale it down, or cut it")
