"""The stand-in for the analysis in soak.py: quick but for a few, and it notes who is at work."""

from __future__ import annotations

import fcntl
import json
import os
import time
from pathlib import Path

from cv_rom_api.analysis_child import Progress, Work, analyze_video

LEDGER = "CV_ROM_SOAK_LEDGER"
"""Environment variable: the folder in which each analysis notes its beginning and its end."""
REAL = "real"
_STEPS = 8
_STEP_S = 0.25


def marked(clip: bytes, mark: str) -> bytes:
    """The clip with a text in a box that players skip, so that each upload is another one."""
    box = b"free" + mark.encode()
    return clip + (len(box) + 4).to_bytes(4, "big") + box


def analyze(work: Work, progress: Progress) -> None:
    """Analyse what is marked as real; for anything else take a moment and say what the mark was."""
    ledger, job = Path(os.environ[LEDGER]), work.video.parent.name
    mark = work.video.read_bytes().rpartition(b"free")[2].decode()
    with (ledger / f"{job}.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            _note(ledger, "at-once", job)
        _note(ledger, "begun", job)
        if mark.startswith(REAL):
            analyze_video(work, progress)
        else:
            _pretend(work, mark, progress)
        _note(ledger, "ended", job)


def _pretend(work: Work, mark: str, progress: Progress) -> None:
    for step in range(_STEPS):
        time.sleep(_STEP_S)
        progress((step + 1) / _STEPS)
    (work.out_dir / "assessment.json").write_text(json.dumps({"mark": mark}))
    (work.out_dir / "report.html").write_text(mark)


def _note(ledger: Path, what: str, job: str) -> None:
    with (ledger / what).open("a") as file:  # one short line at once, whoever else writes
        file.write(f"{job}\n")
