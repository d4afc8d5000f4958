"""`cv-rom analyze` and `cv-rom demo`: videos one after the other, reports, tables, exit codes."""

from __future__ import annotations

import errno
import os
import tomllib
import traceback
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import chain, count
from pathlib import Path
from typing import Literal

from cv_rom import terminal
from cv_rom.bundled import samples_dir
from cv_rom.errors import CvRomError, is_out_of_memory
from cv_rom.exit_codes import FAULT_OF_OURS, MEASURED, NOTHING_MEASURED, UNREADABLE, WORST_FIRST, WRONG_USAGE
from cv_rom.report_folder import DEFAULT_FORMATS
from cv_rom.results import Assessment
from cv_rom.scene import Footwear
from cv_rom.texts import Language, speaking, text
from cv_rom.workflow import AnalysisRequest, analyze_file, holds_another, write_reports


@dataclass(frozen=True)
class Wishes:
    """What the user asked for, the same for all videos of one call."""

    protocol: str = "auto"
    side: Literal["auto", "left", "right"] = "auto"
    foot_length_cm: float | None = None
    height_cm: float | None = None
    footwear: Footwear = "unknown"
    a4: bool = False
    formats: frozenset[str] = frozenset(DEFAULT_FORMATS)
    video: bool = True
    keep_faces: bool = False
    language: Language = "en"


@dataclass(frozen=True)
class _Outcome:
    """One video's result for the summary and the exit code; `folder` is where its reports are, if there are any."""

    name: str
    assessment: Assessment | None
    code: int
    note: str = ""
    folder: Path | None = None


def analyze_videos(videos: Sequence[Path], out: Path | None, wishes: Wishes) -> int:
    """Analyse each video into a folder of its own; returns the exit code."""
    folders = _folders(videos, out)
    with speaking(wishes.language):
        return _finish([_analyze(v, folder, wishes) for v, folder in zip(videos, folders, strict=True)])


def analyze_samples(out: Path, language: Language) -> int:
    """Analyse the sample clips that come with the package; returns the exit code."""
    outcomes = []
    with speaking(language):
        for sample in tomllib.loads((samples_dir() / "samples.toml").read_text("utf-8")).values():
            told = {key: sample[key] for key in ("protocol", "side", "foot_length_cm", "height_cm")}
            video = samples_dir() / sample["file"]
            outcomes.append(_analyze(video, out / video.stem, Wishes(language=language, **told)))
        code = _finish(outcomes)
        terminal.show_next_steps()
        return code


def _finish(outcomes: Sequence[_Outcome]) -> int:
    if len(outcomes) > 1:
        terminal.show_summary([(o.name, o.assessment, o.note) for o in outcomes])
        for outcome in outcomes:
            if outcome.folder is not None:
                terminal.name_report(outcome.folder)
    return next(code for code in WORST_FIRST if any(o.code == code for o in outcomes))


def _folders(videos: Sequence[Path], out: Path | None) -> list[Path]:
    """Where each video's reports go: `<video name>-report`, inside `out` when there are several videos."""
    if out is not None and len(videos) == 1:
        return [out]
    folders: list[Path] = []
    for video in videos:
        names = (f"{video.stem}-report{number}" for number in chain([""], (f"-{n}" for n in count(2))))
        places = ((out or Path()) / name for name in names)
        folders.append(next(place for place in places if place not in folders and not holds_another(place, video)))
    return folders


def _analyze(video: Path, folder: Path, wishes: Wishes) -> _Outcome:
    """Analyse one video; an error becomes one line and a code, so that the next video still has its turn."""
    try:
        check_folder(folder)
        assessment = _measure_and_report(video, folder, wishes)
    except Exception as error:
        return _failed(video, folder, error)
    terminal.show_findings(video.name, assessment)
    terminal.name_report(folder)
    if assessment.measured_anything:
        return _Outcome(video.name, assessment, MEASURED, folder=folder)
    terminal.complain(text("terminal.nothing_measured", name=video.name, why=why_nothing(assessment)))
    return _Outcome(video.name, assessment, NOTHING_MEASURED, text("terminal.nothing_measured_short"), folder)


def _failed(video: Path, folder: Path, error: Exception) -> _Outcome:
    """Say what went wrong; a fault of ours must not take the other videos with it."""
    if isinstance(error, CvRomError):
        terminal.complain(str(error))
        return _Outcome(video.name, None, UNREADABLE, str(error))
    if is_out_of_memory(error):
        terminal.complain(f"{video.name}: this machine has too little memory for it; scale it down, or cut it")
        return _Outcome(video.name, None, UNREADABLE, "too little memory")
    if isinstance(error, OSError):
        complain_unwritten(folder, error)
        return _Outcome(video.name, None, WRONG_USAGE, "reports not written")
    terminal.complain(f"{video.name}: a fault of cv-rom ({type(error).__name__}: {error}); please report it")
    terminal.err.print("".join(traceback.format_exception(error)), markup=False)
    return _Outcome(video.name, None, FAULT_OF_OURS, "a fault of cv-rom")


def complain_unwritten(folder: Path, error: OSError) -> None:
    """Say that, and why, there are no reports in the folder."""
    terminal.complain(f"{folder}: reports cannot be written: {error.strerror or error}")


def complain_of_missing_points(name: str, assessment: Assessment, formats: Collection[str]) -> None:
    """Where `points.trc` was asked for, and is missing for lack of a scale, say so."""
    if "mot" in formats and assessment.measured_anything and assessment.scale.px_per_cm is None:
        terminal.complain(text("terminal.no_points", name=name))


def check_folder(folder: Path) -> None:
    """Refuse a folder that reports cannot be written to, before the long work. Raises OSError."""
    if folder.exists() and not folder.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, "there is a file of this name; give another --out")
    existing = next(place for place in (folder, *folder.absolute().parents) if place.exists())
    if not existing.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, f"{existing} is a file; give another --out")
    if not os.access(existing, os.W_OK):
        raise PermissionError(errno.EACCES, "no permission to write there; give another --out")


def why_nothing(assessment: Assessment) -> str:
    """The reasons that kept everything from being measured; the wrong view only where nothing else did."""
    reasons = dict.fromkeys(m.reason for m in assessment.measures if m.reason is not None)
    telling = [r for r in reasons if r not in ("wrong_view", "no_repetition")] or list(reasons)
    return " ".join(text(f"reason.{reason}") for reason in telling)


def _measure_and_report(video: Path, folder: Path, wishes: Wishes) -> Assessment:
    request = AnalysisRequest(
        video=video,
        protocol=wishes.protocol,
        side=wishes.side,
        foot_length_cm=wishes.foot_length_cm,
        height_cm=wishes.height_cm,
        footwear=wishes.footwear,
        a4=wishes.a4,
        language=wishes.language,
    )
    with terminal.progress_bar(text("terminal.measuring", name=video.name)) as progress:
        analysis = analyze_file(request, progress=progress)
    with terminal.progress_bar(text("terminal.drawing", name=video.name)) as progress:
        write_reports(
            analysis,
            folder,
            formats=wishes.formats,
            video=wishes.video,
            keep_faces=wishes.keep_faces,
            progress=progress,
        )
    complain_of_missing_points(video.name, analysis.assessment, wishes.formats)
    return analysis.assessment
