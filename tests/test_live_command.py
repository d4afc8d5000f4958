"""`cv-rom live`: JSON lines, keys, reports, exit codes, and one clear line for what cannot work."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

import numpy as np
import pytest
from clips import truncate, write_clip
from stick_figure import film, squats, standing
from track_changes import absent, cut

from cv_rom import live_command, terminal
from cv_rom.cli import app
from cv_rom.errors import CvRomError, VideoError
from cv_rom.exit_codes import MEASURED, NOTHING_MEASURED, UNREADABLE, WRONG_USAGE
from cv_rom.frames import Frame
from cv_rom.live_command import run_live
from cv_rom.live_window import LiveWindow
from cv_rom.live_workflow import LiveRequest, live_frames
from cv_rom.pose_estimators.recorded import RecordedEstimator
from cv_rom.poses import PoseTrack
from cv_rom.report_folder import ARTEFACTS, FORMATS

IMAGE = np.full((960, 1280, 3), 128, np.uint8)
RATE = 15.0
SQUATS = film(squats((30.0, 26.0), rest_s=2.5, rate=RATE))
REQUEST = LiveRequest("squat", height_cm=175.0)


@dataclass
class FakeCamera:
    """Shows a filmed stick figure, then ends: like a video, or with an error."""

    track: PoseTrack
    error: BaseException | None = None
    width_px, height_px, frames_expected = 1280, 960, None

    def __iter__(self) -> Iterator[Frame]:
        for index, time_s in enumerate(self.track.time_s):
            yield Frame(IMAGE, float(time_s), index)
        if self.error is not None:
            raise self.error


@pytest.fixture
def plugged(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Plug in a fake camera, and the poses that will be found in its pictures."""

    def plug(track: PoseTrack, error: BaseException | None = None) -> None:
        @contextmanager
        def frames(_: LiveRequest) -> Iterator[FakeCamera]:
            yield FakeCamera(track, error)

        monkeypatch.setattr(live_command, "live_frames", frames)
        monkeypatch.setattr(live_command, "live_estimator", lambda: RecordedEstimator(track))

    return plug


class FakeScreen:
    """A window on which keys are pressed at given times."""

    keys: ClassVar[dict[float, str]] = {}
    shown: ClassVar[list[bool]] = []

    def __init__(self, _: FakeCamera) -> None:
        self.waiting = sorted(self.keys.items())
        self.shown.clear()

    def __enter__(self) -> FakeScreen:
        return self

    def __exit__(self, *_: object) -> None: ...

    def show(self, step: Any, *, knee_to_wall: bool, muted: bool) -> str | None:
        self.shown.append(muted)
        if self.waiting and step.reading.time_s >= self.waiting[0][0]:
            return self.waiting.pop(0)[1]
        return None


def lines(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


# --- readings as lines --------------------------------------------------------------------------------------------


def test_a_reading_is_a_line(plugged: Any, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    plugged(SQUATS)
    assert run_live(REQUEST, tmp_path / "report", headless=True, ask=False) == MEASURED
    printed = lines(capsys)
    assert len(printed) == len(SQUATS) + 1
    contract = {"time_s", "side", "dorsiflexion_deg", "repetitions", "hold_s", "flags", "step", "message"}
    assert all(contract <= line.keys() for line in printed)
    assert list(dict.fromkeys(line["step"] for line in printed)) == ["setup", "calibrate", "measure", "done"]
    assert (printed[-1]["repetitions"], printed[-1]["side"]) == (2, "right")
    assert printed[-1]["attempts"][0]["dorsiflexion_deg"] == pytest.approx(30.0, abs=0.5)
    assert {path.name for path in (tmp_path / "report").iterdir()} == {"assessment.json", "report.html", "series.csv"}
    stored = json.loads((tmp_path / "report" / "assessment.json").read_text("utf-8"))
    assert len(stored["repetitions"]) == 2
    assert stored["provenance"]["settings"]["protocol"] == "squat"
    assert stored["source"] is None


def test_a_lost_camera_keeps_what_was_measured(
    plugged: Any, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    plugged(cut(SQUATS, end_s=6.5), VideoError("camera 0 gives no more pictures; was it unplugged?"))
    assert run_live(REQUEST, tmp_path, headless=True, ask=False) == UNREADABLE
    lost, report = capsys.readouterr().err.splitlines()
    assert lost == "cv-rom: camera 0 gives no more pictures; was it unplugged?"
    assert report == f"   Report: {tmp_path / 'report.html'}"
    assert len(json.loads((tmp_path / "assessment.json").read_text("utf-8"))["repetitions"]) == 1


def test_control_c_stops_and_keeps(plugged: Any, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    plugged(cut(SQUATS, end_s=6.5), KeyboardInterrupt())
    assert run_live(REQUEST, tmp_path, headless=True, ask=False) == MEASURED
    assert lines(capsys)[-1]["step"] == "done"
    assert (tmp_path / "report.html").is_file()


def test_when_nobody_reads_on_it_stops_and_keeps(plugged: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    plugged(SQUATS)
    read, write = os.pipe()
    os.close(read)
    with open(write, "w", encoding="utf-8") as pipe:
        monkeypatch.setattr(sys, "stdout", pipe)
        assert run_live(REQUEST, tmp_path, headless=True, ask=False) == NOTHING_MEASURED
    assert (tmp_path / "assessment.json").is_file()


def test_nothing_measured_says_what_hindered(plugged: Any, capsys: pytest.CaptureFixture[str]) -> None:
    track = film(standing(2.0, rate=RATE))
    plugged(absent(track, slice(None)))
    assert run_live(REQUEST, None, headless=True, ask=False) == NOTHING_MEASURED
    assert capsys.readouterr().err == "cv-rom: nothing could be measured. Nobody is seen. Step into the picture.\n"


def test_stopped_while_counting_down_it_says_what_was_missing(plugged: Any, capsys: pytest.CaptureFixture[str]) -> None:
    plugged(cut(SQUATS, end_s=0.25))
    assert run_live(REQUEST, None, headless=True, ask=False) == NOTHING_MEASURED
    out, err = capsys.readouterr()
    assert json.loads(out.splitlines()[-2])["step"] == "calibrate"
    assert err == "cv-rom: nothing could be measured. Stand still.\n"


# --- reports ------------------------------------------------------------------------------------------------------


def test_the_formats_are_those_of_analysed_videos(plugged: Any, tmp_path: Path) -> None:
    plugged(SQUATS)
    assert run_live(REQUEST, tmp_path, headless=True, ask=False, formats=FORMATS) == MEASURED
    written = {path.name for path in tmp_path.iterdir()}
    assert written == set(ARTEFACTS) - {"annotated.mp4", "annotated.jpg"}, "no picture is kept"
    assert "exercise-card" in (tmp_path / "report.html").read_text("utf-8")


def test_points_that_are_missing_for_lack_of_a_scale_are_told(
    plugged: Any, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    plugged(SQUATS)
    run_live(LiveRequest("squat"), tmp_path, headless=True, ask=False, formats=["mot"])
    told, report = capsys.readouterr().err.splitlines()
    assert told.startswith("cv-rom: Check 1: no points.trc")
    assert report == f"   Report: {tmp_path / 'assessment.json'}"


def test_a_later_call_keeps_the_reports_of_earlier_ones(
    plugged: Any, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    plugged(SQUATS)
    for place in (tmp_path, tmp_path / "check-2", tmp_path / "check-3"):
        assert run_live(REQUEST, tmp_path, headless=True, ask=False) == MEASURED
        assert capsys.readouterr().err == f"   Report: {place / 'report.html'}\n"
    assert len(list(tmp_path.rglob("assessment.json"))) == 3
    assert (tmp_path / "mine.txt").read_text() == "mine"


def test_a_folder_that_cannot_be_is_told_before_anything_is_measured(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    assert run_live(REQUEST, tmp_path / "file", headless=True, ask=False) == WRONG_USAGE
    out, err = capsys.readouterr()
    [line] = err.splitlines()
    assert line.endswith("file: reports cannot be written: there is a file of this name; give another --out")
    assert out == ""


def test_findings_are_told_even_where_the_disk_is_full(
    plugged: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    plugged(SQUATS)
    monkeypatch.setattr(live_command, "write_live_reports", full)
    monkeypatch.setattr(live_command, "LiveScreen", FakeScreen)
    assert run_live(REQUEST, tmp_path, headless=False, ask=False) == WRONG_USAGE
    out, err = capsys.readouterr()
    assert err == f"cv-rom: {tmp_path}: reports cannot be written: No space left on device\n"
    assert "2 repetitions found" in out
    assert "Report" not in out


def test_a_video_that_breaks_off_ends_like_a_camera_that_is_unplugged(tmp_path: Path) -> None:
    whole = write_clip(tmp_path / "whole.mp4", key_frame_every=1)
    assert len(frames_of(whole)) == 30
    seen: list[Frame] = []
    with pytest.raises(VideoError, match=r"broken\.mp4: The file ends early"):
        frames_of(truncate(shutil.copy(whole, tmp_path / "broken.mp4"), 0.5), seen)
    assert 5 < len(seen) < 30


def frames_of(video: Path, seen: list[Frame] | None = None) -> list[Frame]:
    """The frames of a played video, into `seen` one by one."""
    seen = [] if seen is None else seen
    with live_frames(LiveRequest("squat", video=video, fast=True)) as frames:
        for frame in frames:
            seen.append(frame)
    return seen


# --- window and keys ----------------------------------------------------------------------------------------------


def test_keys_stop_mute_switch_and_restart(
    plugged: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    plugged(SQUATS)
    sounds: list[None] = []
    monkeypatch.setattr(live_command, "LiveScreen", FakeScreen)
    monkeypatch.setattr(terminal, "bell", lambda: sounds.append(None))
    monkeypatch.setattr(FakeScreen, "keys", {0.5: "restart", 3.0: "mute", 6.2: "side", 8.0: "stop"})
    assert run_live(REQUEST, tmp_path, headless=False, ask=False) == MEASURED
    assert FakeScreen.shown.index(True) == pytest.approx(46, abs=1), "muted from 3.0 s on"
    assert len(FakeScreen.shown) == 121, "stopped at 8.0 s"
    assert sounds == []
    assert "1 repetition found, valid" in capsys.readouterr().out
    assert not (tmp_path / "check-2").exists(), "the other side was not measured"


def test_each_check_of_a_call_names_its_report(
    plugged: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    plugged(film(squats((30.0, 26.0, 28.0), rest_s=2.5, rate=RATE)))
    monkeypatch.setattr(live_command, "LiveScreen", FakeScreen)
    monkeypatch.setattr(FakeScreen, "keys", {6.2: "restart"})
    assert run_live(REQUEST, tmp_path, headless=False, ask=False) == MEASURED
    told = [line.split()[0:2] for line in capsys.readouterr().out.splitlines() if "Check" in line or "Report:" in line]
    assert told == [
        ["Check", "1"],
        ["Report:", str(tmp_path / "report.html")],
        ["Check", "2"],
        ["Report:", str(tmp_path / "check-2" / "report.html")],
    ]


def test_a_repetition_sounds(plugged: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    plugged(SQUATS)
    sounds: list[None] = []
    monkeypatch.setattr(live_command, "LiveScreen", FakeScreen)
    monkeypatch.setattr(terminal, "bell", lambda: sounds.append(None))
    run_live(REQUEST, None, headless=False, ask=False)
    assert len(sounds) == 2


def test_without_a_screen_there_is_one_clear_line(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    with pytest.raises(CvRomError, match="--headless"):
        LiveWindow("cv-rom", (64, 48))


def test_a_screen_that_does_not_answer_is_no_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", ":9876")
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    with pytest.raises(CvRomError, match="--headless"):
        LiveWindow("cv-rom", (64, 48))


# --- safety questions ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("answers", "asked"), [((False, True), 2), ((True,), 1)])
def test_a_yes_ends_with_advice(
    answers: tuple[bool, ...], asked: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    given = list(answers)
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(terminal, "says_yes", lambda _: given.pop(0))
    assert run_live(REQUEST, None, headless=False, ask=True) == NOTHING_MEASURED
    assert len(answers) - len(given) == asked
    assert "See a physiotherapist or a doctor first." in capsys.readouterr().err


def test_three_times_no_goes_on(plugged: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    plugged(SQUATS)
    asked: list[str] = []
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(terminal, "says_yes", lambda question: bool(asked.append(question)))
    assert run_live(REQUEST, None, headless=True, ask=True) == MEASURED
    assert len(asked) == 3


@pytest.mark.parametrize(("typed", "yes"), [("y", True), ("no", False), ("perhaps\nYES", True)])
def test_answers_are_yes_or_no(typed: str, yes: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = typed.split("\n")
    monkeypatch.setattr("typer.prompt", lambda *_, **__: answers.pop(0))
    assert terminal.says_yes("Pain?") is yes


# --- the command itself -------------------------------------------------------------------------------------------


def command(*arguments: str) -> subprocess.CompletedProcess[str]:
    code = "from cv_rom.cli import main; main()"
    return subprocess.run(
        [sys.executable, "-c", code, "live", *arguments],
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
        timeout=120,
    )


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (("--camera", "97", "--headless"), UNREADABLE, "camera 97 gives no picture"),
        (("--video", "missing.mp4", "--headless"), UNREADABLE, "there is no file missing.mp4"),
        ((), 2, "--safety-checked"),
        (("--fast",), 2, "--video"),
        (("--format", "pdf"), 2, "--out"),
        (("--format", "doc", "--out", "report"), 2, "doc is not available"),
        (("--protocol", "auto"), 2, "auto"),
    ],
)
def test_what_cannot_work_is_one_line(arguments: tuple[str, ...], code: int, says: str) -> None:
    done = command(*arguments)
    assert done.returncode == code
    [line] = done.stderr.splitlines()
    assert line.startswith("cv-rom: ")
    assert says in line
    assert done.stdout == ""


def test_the_options_are_listed() -> None:
    assert "live" in {command.name or command.callback.__name__ for command in _commands()}


def test_the_help_says_who_asks_the_safety_questions() -> None:
    done = command("--help")
    assert done.returncode == 0
    said = " ".join(re.sub("[│╭╮╰╯─]", " ", done.stdout).split())
    assert "No window, no safety questions: ask them first. Prints JSON lines." in said
    assert "The safety questions were asked, and nothing speaks against it." in said


def _commands() -> Iterator[Any]:
    yield from app.registered_commands
    for group in app.registered_groups:
        yield from group.typer_instance.registered_commands


def test_a_sample_from_the_file_to_the_last_line(tmp_path: Path) -> None:
    """The whole way once, with the true model: every frame, heel lifts flagged while they last."""
    video = Path(__file__).parent.parent / "samples" / "squat-side-heel-lift.mp4"
    done = command("--headless", "--fast", "--video", str(video), "--height-cm", "175", "--out", str(tmp_path))
    assert (done.returncode, done.stderr) == (MEASURED, f"   Report: {tmp_path / 'report.html'}\n")
    printed = [json.loads(line) for line in done.stdout.splitlines()]
    assert (printed[-1]["repetitions"], printed[-1]["valid_repetitions"]) == (3, 1)
    flagged_s = [line["time_s"] for line in printed if "heel_lift" in line["flags"]]
    assert min(flagged_s) > 2.0, "not in the first repetition, whose heels stay down"
    assert any(abs(time_s - 4.1) < 0.3 for time_s in flagged_s)
    assert (tmp_path / "report.html").is_file()
