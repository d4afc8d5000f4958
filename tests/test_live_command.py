"""`cv-rom live`: JSON lines, keys, reports, exit codes, and one clear line for what cannot work."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

import numpy as np
import pytest
from stick_figure import film, squats, standing
from track_changes import absent, cut

from cv_rom import live_command, terminal
from cv_rom.cli import app
from cv_rom.errors import CvRomError, VideoError
from cv_rom.exit_codes import MEASURED, NOTHING_MEASURED, UNREADABLE
from cv_rom.frames import Frame
from cv_rom.live_command import run_live
from cv_rom.live_window import LiveWindow
from cv_rom.live_workflow import LiveRequest
from cv_rom.pose_estimators.recorded import RecordedEstimator
from cv_rom.poses import PoseTrack

IMAGE = np.zeros((960, 1280, 3), np.uint8)
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
    assert capsys.readouterr().err == "cv-rom: camera 0 gives no more pictures; was it unplugged?\n"
    assert len(json.loads((tmp_path / "assessment.json").read_text("utf-8"))["repetitions"]) == 1


def test_control_c_stops_and_keeps(plugged: Any, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    plugged(cut(SQUATS, end_s=6.5), KeyboardInterrupt())
    assert run_live(REQUEST, tmp_path, headless=True, ask=False) == MEASURED
    assert lines(capsys)[-1]["step"] == "done"
    assert (tmp_path / "report.html").is_file()


def test_nothing_measured_says_what_hindered(plugged: Any, capsys: pytest.CaptureFixture[str]) -> None:
    track = film(standing(2.0, rate=RATE))
    plugged(absent(track, slice(None)))
    assert run_live(REQUEST, None, headless=True, ask=False) == NOTHING_MEASURED
    assert capsys.readouterr().err == "cv-rom: nothing could be measured. Nobody is seen. Step into the picture.\n"


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


def _commands() -> Iterator[Any]:
    yield from app.registered_commands
    for group in app.registered_groups:
        yield from group.typer_instance.registered_commands


def test_a_sample_from_the_file_to_the_last_line(tmp_path: Path) -> None:
    """The whole way once, with the true model: every frame, heel lifts flagged while they last."""
    video = Path(__file__).parent.parent / "samples" / "squat-side-heel-lift.mp4"
    done = command("--headless", "--fast", "--video", str(video), "--height-cm", "175", "--out", str(tmp_path))
    assert (done.returncode, done.stderr) == (MEASURED, "")
    printed = [json.loads(line) for line in done.stdout.splitlines()]
    assert (printed[-1]["repetitions"], printed[-1]["valid_repetitions"]) == (3, 1)
    flagged_s = [line["time_s"] for line in printed if "heel_lift" in line["flags"]]
    assert min(flagged_s) > 2.0, "not in the first repetition, whose heels stay down"
    assert any(abs(time_s - 4.1) < 0.3 for time_s in flagged_s)
    assert (tmp_path / "report.html").is_file()
