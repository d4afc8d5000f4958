"""Analyses without a model, for the tests of the service: the name of the video says what happens to it."""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from hashlib import sha256
from pathlib import Path

from cv_rom_api.analysis_child import Progress, Work

from cv_rom.errors import ModelBundleError, VideoError

SAMPLE = Path(__file__).parent.parent / "samples" / "expected" / "squat-side-heel-lift.json"
RELEASE = "release"  # a slow analysis goes on once a file of this name lies beside its video


def check_video(work: Work, progress: Progress) -> None:
    """Accepts whatever does not begin with a word for what goes wrong."""
    content = work.video.read_bytes()
    if content.startswith(b"text"):
        raise VideoError(f"{work.video.name} is not a video")
    if content.startswith(b"crash"):
        os.kill(os.getpid(), signal.SIGSEGV)
    if content.startswith(b"greedy"):
        raise MemoryError
    if content.startswith(b"slow"):
        time.sleep(30)


def analyze(work: Work, progress: Progress) -> None:
    """Behaves as the name of the video says; any other name is analysed at once."""
    behaviour = {
        "slow": _slow,
        "crash": _crash,
        "fault": _fault,
        "unreadable": _unreadable,
        "no-model": _no_model,
        "sample": _sample,
    }
    behaviour |= {"squat-side.mp4": _sample, "greedy": _greedy, "Erika Mustermann.mp4": _telling}
    behaviour.get(str(work.order.name), _quick)(work, progress)


def _quick(work: Work, progress: Progress) -> None:
    sys.stdout.write("a library that writes to standard output\n")
    _write_artefacts(work)
    progress(1.0)


def _slow(work: Work, progress: Progress) -> None:
    (work.video.with_name("pid")).write_text(str(os.getpid()))
    (work.out_dir / "half-made.mp4").write_bytes(b"half")
    progress(0.5)
    deadline = time.monotonic() + 300.0
    while not work.video.with_name(RELEASE).exists() and time.monotonic() < deadline:
        time.sleep(0.02)
    _write_artefacts(work)


def _sample(work: Work, progress: Progress) -> None:
    """The stored result of a sample clip."""
    _write_artefacts(work)
    assessment = json.loads(SAMPLE.read_text("utf-8"))
    assessment["provenance"]["created_at"] = "2026-05-04T09:32:10+00:00"  # left out of the stored ones
    assessment["source"]["sha256"] = sha256(work.video.read_bytes()).hexdigest()
    (work.out_dir / "assessment.json").write_text(json.dumps(assessment), "utf-8")


def analyze_sample(work: Work, progress: Progress) -> None:
    """The same whatever the name."""
    _sample(work, progress)


def _greedy(work: Work, progress: Progress) -> None:
    bytearray(2_000_000_000)


def _crash(work: Work, progress: Progress) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _fault(work: Work, progress: Progress) -> None:
    raise RuntimeError("a slip in the code")


def _telling(work: Work, progress: Progress) -> None:
    raise RuntimeError(f"a library that names {work.order.name}")


def _unreadable(work: Work, progress: Progress) -> None:
    raise VideoError(f"{work.video.name}: no picture could be decoded")


def _no_model(work: Work, progress: Progress) -> None:
    raise ModelBundleError("the model is missing; reinstall cv-rom")


def _write_artefacts(work: Work) -> None:
    """The artefacts, with the order and the size of the video in the assessment."""
    assessment = {"order": work.order.model_dump(), "video_bytes": work.video.stat().st_size}
    (work.out_dir / "assessment.json").write_text(json.dumps(assessment))
    (work.out_dir / "report.html").write_text("<!doctype html><title>report</title>")
    (work.out_dir / "report.pdf").write_bytes(b"%PDF-1.7\n")
    (work.out_dir / "series.csv").write_text("time_s\n0.0\n")
    (work.out_dir / "angles.mot").write_text("time\n0.0\n")
    (work.out_dir / "points.trc").write_text("PathFileType\n")
    (work.out_dir / "annotated.mp4").write_bytes(bytes(range(256)) * 10)
    (work.out_dir / "annotated.jpg").write_bytes(b"\xff\xd8\xff\xd9")
