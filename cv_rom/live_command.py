"""`cv-rom live`: safety questions, the loop over frames, readings in a window or as JSON lines, the report."""

from __future__ import annotations

import json
import os
import sys
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from cv_rom import terminal
from cv_rom.analyze_command import check_folder, why_nothing
from cv_rom.errors import CvRomError, VideoError
from cv_rom.exit_codes import MEASURED, NOTHING_MEASURED, UNREADABLE
from cv_rom.frames import FrameSource
from cv_rom.live_reading import LiveReading
from cv_rom.live_screen import LiveScreen, live_message
from cv_rom.live_session import LiveSession
from cv_rom.live_workflow import (
    Estimator,
    LiveRequest,
    SideChoice,
    finished,
    live_estimator,
    live_frames,
    new_session,
    write_live_reports,
)
from cv_rom.texts import speaking, text

QUESTIONS = ("pain", "injury", "unsteady")


def run_live(request: LiveRequest, out: Path | None, *, headless: bool, ask: bool) -> int:
    """Check until the video ends, or somebody stops; returns the exit code.

    Args:
        request: what to check.
        out: folder for the report, None = no report.
        headless: print each reading as a JSON line instead of opening a window.
        ask: ask the safety questions first.

    Raises:
        CvRomError: no camera, no video, no model, no screen, or nobody to answer the questions.

    """
    with speaking(request.language), ExitStack() as stack:
        if out is not None:
            check_folder(out)
        if ask and not _safe():
            terminal.complain(text("live.advice"))
            return NOTHING_MEASURED
        frames = stack.enter_context(live_frames(request))
        screen = None if headless else stack.enter_context(LiveScreen(frames))
        checks = _Checks(request, frames, stack.enter_context(live_estimator()), out)
        camera_lost = _watch(frames, checks, screen)
        checks.end(headless=headless)
        if camera_lost:
            return UNREADABLE
        return MEASURED if checks.measured_anything else NOTHING_MEASURED


def _safe() -> bool:
    """Whether nothing speaks against a test. Raises CvRomError where nobody can answer."""
    if not sys.stdin.isatty():
        raise CvRomError(text("live.cannot_ask"))
    terminal.err.print(text("live.ask"))
    return not any(terminal.says_yes(text(f"live.question.{question}")) for question in QUESTIONS)


@dataclass
class _Checks:
    """The checks of one call: each goes on from where the one before ended, on the same or the other side."""

    request: LiveRequest
    frames: FrameSource
    estimator: Estimator
    out: Path | None
    muted: bool = False
    measured_anything: bool = False
    ended: int = 0
    session: LiveSession = field(init=False)

    def __post_init__(self) -> None:
        self.begin(self.request.side)

    def begin(self, side: SideChoice) -> None:
        """Begin a check."""
        self.session = new_session(self.request, self.frames, self.estimator, side)

    @property
    def reading(self) -> LiveReading:
        """The newest reading."""
        return self.session.check.reading

    def end(self, *, headless: bool = False) -> None:
        """End the check that is under way, say what was found, and write its report."""
        last = self.reading
        assessment = finished(self.session, self.request, self.estimator)
        if headless:
            _print(self.reading)
        if self.ended and not assessment.measured_anything:
            return  # one that was begun for nothing
        self.ended += 1
        folder = self.out
        if folder is not None:
            folder = folder if self.ended == 1 else folder / f"check-{self.ended}"
            write_live_reports(assessment, folder, self.request.language)
        if not assessment.measured_anything:
            hindrance = None if last.step == "measure" else live_message(last)
            terminal.complain(text("live.nothing_measured", why=hindrance or why_nothing(assessment)))
        elif not headless:
            terminal.show_findings(text("live.check", number=self.ended), assessment, folder)
        self.measured_anything = self.measured_anything or assessment.measured_anything

    def obey(self, key: str | None) -> None:
        """Do what a key of the window asks for, but for the stop."""
        if key == "mute":
            self.muted = not self.muted
        elif key in ("side", "restart"):
            side = self.reading.side
            if self.reading.repetitions:
                self.end()
            if key == "side" and side is not None:
                self.begin("left" if side == "right" else "right")
            else:
                self.begin(side or self.request.side)


def _watch(frames: FrameSource, checks: _Checks, screen: LiveScreen | None) -> bool:
    """Take in frames until they end or somebody stops; whether the camera was lost."""
    knee_to_wall = checks.request.protocol == "knee-to-wall"
    try:
        for frame in frames:
            before = checks.reading
            step = checks.session.push(frame)
            if screen is None:
                _print(step.reading)
                continue
            if not checks.muted and _news(before, step.reading):
                terminal.bell()
            key = screen.show(step, knee_to_wall=knee_to_wall, muted=checks.muted)
            if key == "stop":
                break
            checks.obey(key)
    except VideoError as error:
        terminal.complain(str(error))
        return True
    except KeyboardInterrupt:
        pass  # the other way to stop
    except BrokenPipeError:  # nobody reads the readings any more; nor must the interpreter try at its end
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return False


def _news(before: LiveReading, now: LiveReading) -> bool:
    """Whether somebody who looks away should hear of this reading."""
    return now.repetitions > before.repetitions or bool(set(now.flags) - set(before.flags))


def _print(reading: LiveReading) -> None:
    """A reading as one line."""
    sys.stdout.write(json.dumps(reading.as_message(), separators=(",", ":"), allow_nan=False) + "\n")
    sys.stdout.flush()
