"""`cv-rom analyze --format`: which files come of it, what they hold, and what is missing for lack of a scale."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import typer
from assessed import assess
from opensim_files import read_mot, read_trc
from stick_figure import Body, Camera, film, scene, squats

from cv_rom import analyze_command, workflow
from cv_rom.analyze_command import Wishes, analyze_videos
from cv_rom.exit_codes import MEASURED
from cv_rom.format_option import chosen_formats
from cv_rom.pipeline import Recording
from cv_rom.report_folder import DEFAULT_FORMATS, FORMATS
from cv_rom.workflow import Analysis, AnalysisRequest

DEEPEST_DEG = 32.0


@pytest.fixture(autouse=True)
def analysed_stick_figure(monkeypatch: pytest.MonkeyPatch) -> None:
    """Instead of a video a stick figure squats, and nobody takes pictures of it."""

    def analyze_file(request: AnalysisRequest, **_: object) -> Analysis:
        track = film(squats((DEEPEST_DEG, 28.0)))
        seen = scene(Camera(), height_cm=request.height_cm)
        return Analysis(request, assess(track, seen=seen), Recording(track, ((),) * len(track), 0))

    monkeypatch.setattr(analyze_command, "analyze_file", analyze_file)
    monkeypatch.setattr(workflow, "take_key_frames", lambda *_, **__: ())


def analyze(folder: Path, *formats: str, height_cm: float | None = 175.0) -> set[str]:
    """The files that are written for these formats."""
    wishes = Wishes(formats=frozenset(formats or DEFAULT_FORMATS), height_cm=height_cm, video=False)
    assert analyze_videos([Path("squat.mp4")], folder, wishes) == MEASURED
    return {path.name for path in folder.iterdir()}


def test_each_format_is_its_files(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert analyze(tmp_path) == {"assessment.json", "report.html", "series.csv"}
    assert analyze(tmp_path, "mot") == {"assessment.json", "angles.mot", "points.trc"}
    assert analyze(tmp_path, "pdf") == {"assessment.json", "report.pdf"}
    everything = {"assessment.json", "report.html", "report.pdf", "series.csv", "angles.mot", "points.trc"}
    assert analyze(tmp_path, *FORMATS) == everything
    out, err = capfd.readouterr()
    assert err == ""
    assert "Report: " in out


def test_without_a_scale_there_are_no_points_and_a_line_says_so(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert analyze(tmp_path, "mot", height_cm=None) == {"assessment.json", "angles.mot"}
    [line] = capfd.readouterr().err.splitlines()
    assert line.startswith("cv-rom: squat.mp4: no points.trc, as the scale is not known. Give the body height")


def test_the_opensim_files_tell_what_the_figure_did(tmp_path: Path) -> None:
    analyze(tmp_path, "mot")
    _, angles = read_mot((tmp_path / "angles.mot").read_text())
    assert angles["ankle_angle_r"].max() == pytest.approx(DEEPEST_DEG, abs=1.5)
    _, time_s, points = read_trc((tmp_path / "points.trc").read_text())
    np.testing.assert_allclose(time_s, angles["time"], atol=1e-6)
    shank_mm = np.linalg.norm(points["RKnee"] - points["RAnkle"], axis=1)
    assert np.median(shank_mm) == pytest.approx(10.0 * Body().shank, rel=0.05)
    assert (points["RKnee"] - points["RHeel"])[:, 1].min() > 300.0  # the knee is above the heel
    assert points["RKnee"][:, 0].max() > points["RAnkle"][:, 0].max() + 100.0  # and goes forward


def test_formats_are_chosen_by_name() -> None:
    assert chosen_formats("pdf, mot,") == {"pdf", "mot"}
    with pytest.raises(typer.BadParameter, match="doc is not available; choose from json,html,pdf,csv,mot"):
        chosen_formats("pdf,doc")
    with pytest.raises(typer.BadParameter, match="no format given"):
        chosen_formats(" , ")
