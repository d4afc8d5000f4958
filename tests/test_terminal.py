"""What the command line shows of several videos, and after the demo: paths and commands that can be copied."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from assessed import assess
from stick_figure import Camera, film, scene, squats

from cv_rom import analyze_command, terminal
from cv_rom.analyze_command import Wishes, analyze_samples, analyze_videos
from cv_rom.bundled import samples_dir
from cv_rom.errors import VideoError
from cv_rom.exit_codes import MEASURED, UNREADABLE
from cv_rom.reports.json_report import assessment_from_dict
from cv_rom.results import Assessment
from cv_rom.texts import LANGUAGES, Language, speaking

LONG = Path("a-folder-of-some-length") / "and-one-in-it-that-is-longer" / "so-that-nothing-fits-on-a-line-of-80"


@pytest.fixture(autouse=True)
def narrow(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A terminal of 80 columns, and a stick figure in place of each video."""
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.chdir(tmp_path)
    squatted = assess(film(squats((30.0, 26.0))), seen=scene(Camera(), height_cm=175.0))

    def measure(video: Path, folder: Path, _: Wishes) -> Assessment:
        if video.stem == "broken":
            raise VideoError("broken.mp4 is not a video that can be read")
        folder.mkdir(parents=True)
        (folder / "report.html").touch()
        return squatted

    monkeypatch.setattr(analyze_command, "_measure_and_report", measure)


def test_paths_stand_below_the_summary_unbroken(capsys: pytest.CaptureFixture[str]) -> None:
    assert analyze_videos([Path("one.mp4"), Path("two.mp4")], LONG, Wishes()) == MEASURED
    summary = capsys.readouterr().out.partition("Summary ")[2].splitlines()
    reports = [f"   Report: {LONG / name / 'report.html'}" for name in ("one-report", "two-report")]
    assert summary[-2:] == reports
    assert [line.split() for line in summary[1:-2]] == [
        ["video", "protocol", "view", "repetitions", "valid"],
        ["one.mp4", "squat", "side", "2", "2"],
        ["two.mp4", "squat", "side", "2", "2"],
    ]


def test_what_was_wrong_stands_in_the_summary(capsys: pytest.CaptureFixture[str]) -> None:
    assert analyze_videos([Path("one.mp4"), Path("broken.mp4")], LONG, Wishes()) == UNREADABLE
    out, err = capsys.readouterr()
    summary = out.partition("Summary ")[2]
    assert "what was wrong" in summary
    assert summary.count("Report: ") == 1
    assert err == "cv-rom: broken.mp4 is not a video that can be read\n"


def test_the_widest_table_fits_on_a_terminal_of_80_columns(capsys: pytest.CaptureFixture[str]) -> None:
    with speaking("de"):
        terminal.show_findings("knee-to-wall-left.mp4", stored("knee-to-wall-left"))
    rows = [line.split() for line in capsys.readouterr().out.splitlines() if line[:1] in "12"]
    assert [row[-1] for row in rows] == ["nein", "nein"], "no heel lift, in whole words"


def stored(sample: str) -> Assessment:
    content = json.loads((samples_dir() / "expected" / f"{sample}.json").read_text("utf-8"))
    content["provenance"]["created_at"] = "2026-05-04T09:00:00+00:00"  # left out of the stored ones
    return assessment_from_dict(content, name=sample)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_demo_points_on(language: Language, capsys: pytest.CaptureFixture[str]) -> None:
    assert analyze_samples(Path("demo-reports"), language) == MEASURED
    last = capsys.readouterr().out.splitlines()[-3:]
    assert [line.split()[:2] for line in last] == [["cv-rom", word] for word in ("analyze", "live", "serve")]


@pytest.mark.parametrize(
    ("called", "found", "told"),
    [
        pytest.param(".venv/bin/cv-rom", None, ".venv/bin/cv-rom", id="by make demo"),
        pytest.param("/opt/bin/cv-rom", "/opt/bin/cv-rom", "cv-rom", id="by its name"),
        pytest.param("-c", None, "cv-rom", id="from Python"),
    ],
)
def test_commands_are_told_as_they_are_called_here(
    called: str, found: str | None, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(terminal.sys, "argv", [called])
    monkeypatch.setattr(terminal, "which", lambda _: found)
    assert terminal._program() == told
