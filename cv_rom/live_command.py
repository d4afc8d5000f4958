"""`cv-rom live`: safety questions, the loop over frames, readings in a window or as JSON lines, the report."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Collection
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from itertools import chain, count
from pathlib import Path

from cv_rom import terminal
from cv_rom.analyze_command import check_folder, complain_of_missing_points, complain_unwritten, why_nothing
from cv_rom.errors import CvRomError, VideoError
from cv_rom.exit_codes import MEASURED, NOTHING_MEASURED, UNREADABLE, WRONG_USAGE
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
from cv_rom.report_folder import ARTEFACTS, DEFAULT_FORMATS
from cv_rom.results import Assessment
from cv_rom.texts import speaking, text

QUESTIONS = ("pain", "injury", "unsteady")


def run_live(
    request: LiveRequest,
    out: Path | None,
    *,
    headless: bool,
    ask: bool,
    formats: Collection[str] = DEFAULT_FORMATS,
) -> int:
    """Check until the video ends, or somebody stops; returns the exit code.

    Args:
        request: what to check.
        out: folder for the reports, None = no reports. What lies there is kept: a check cannot be done again, so that
            the next one goes to the first `check-N` in it that is free.
        headless: print each reading as a JSON line instead of opening a window.
        ask: ask the safety questions first.
        formats: which reports; see `write_report_files`.

    Raises:
        CvRomError: no camera, no video, no model, no screen, or nobody to answer the questions.

    """
    with speaking(request.language), ExitStack() as stack:
        if out is not None and not _writable(out):
            return WRONG_USAGE
        if ask and not _safe():
            terminal.complain(text("live.advice"))
            return NOTHING_MEASURED
        frames = stack.enter_context(live_frames(request))
        screen = None if headless else stack.enter_context(LiveScreen(frames))
        estimator = stack.enter_context(live_estimator())
        checks = _Checks(request, frames, estimator, out, formats, headless=headless)
        lost = _watch(frames, checks, screen)
        checks.end()
        if lost:
            return UNREADABLE
        if checks.unwritten:
            return WRONG_USAGE
        return MEASURED if checks.measured_anything else NOTHING_MEASURED


def _writable(out: Path) -> bool:
    """Whether reports can be written there; says why not."""
    try:
        check_folder(out)
    except OSError as error:
        complain_unwritten(out, error)
        return False
    return True


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
    formats: Collection[str]
    headless: bool
    muted: bool = False
    measured_anything: bool = False
    unwritten: bool = False
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

    def end(self) -> None:
        """End the check that is under way, write its report, and say what was found and where that is."""
        last = self.reading
        assessment = finished(self.session, self.request, self.estimator)
        if self.headless:
            _print(self.reading)
        measured = last.reference > 0 and assessment.measured_anything
        if self.ended and not measured:
            return  # one that was begun for nothing
        self.ended += 1
        self.measured_anything = self.measured_anything or measured
        folder = self._write(assessment)
        name = text("live.check", number=self.ended)
        if not measured:
            hindrance = None if last.step == "measure" else live_message(replace(last, countdown_s=None))
            terminal.complain(text("live.nothing_measured", why=hindrance or why_nothing(assessment)))
        elif not self.headless:
            terminal.show_findings(name, assessment)
        if folder is not None:
            complain_of_missing_points(name, assessment, self.formats)
            terminal.name_report(folder, on=terminal.err if self.headless else terminal.out)

    def _write(self, assessment: Assessment) -> Path | None:
        """Write the reports, where they are wanted; gives their folder, None where there are none."""
        if self.out is None:
            return None
        try:
            folder = _unused(self.out)
            write_live_reports(self.session, assessment, folder, formats=self.formats, language=self.request.language)
        except OSError as error:
            complain_unwritten(self.out, error)
            self.unwritten = True
            return None
        return folder

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
    """Take in frames until they end or somebody stops; whether the camera was lost, or the video broke off."""
    knee_to_wall = checks.request.protocol == "knee-to-wall"
    try:
        for frame in frames:
            before = checks.reading
            step = checks.session.push(frame)
            if screen is None:
                if not _print(step.reading):
                    break
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
    return False


def _news(before: LiveReading, now: LiveReading) -> bool:
    """Whether somebody who looks away should hear of this reading."""
    return now.repetitions > before.repetitions or bool(set(now.flags) - set(before.flags))


def _print(reading: LiveReading) -> bool:
    """A reading as one line; whether anybody reads it."""
    try:
        sys.stdout.write(json.dumps(reading.as_message(), separators=(",", ":"), allow_nan=False) + "\n")
        sys.stdout.flush()
    except BrokenPipeError:  # the interpreter must not try again at its end
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return False
    return True


def _unused(out: Path) -> Path:
    """`out`, or the first `out/check-N` in which no report lies: no check can be done again, as a video can."""
    places = chain([out], (out / f"check-{number}" for number in count(2)))
    return next(place for place in places if not any((place / name).exists() for name in ARTEFACTS))
