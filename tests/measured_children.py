"""The real analysis functions; each process leaves its peak memory in the file that `CV_ROM_TEST_PEAKS` names."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cv_rom_api import analysis_child
from cv_rom_api.analysis_child import Progress, Work

PEAKS = "CV_ROM_TEST_PEAKS"


def check_video(work: Work, progress: Progress) -> None:
    with _measured("check", work):
        analysis_child.check_video(work, progress)


def analyze(work: Work, progress: Progress) -> None:
    with _measured("analysis", work):
        analysis_child.analyze_video(work, progress)


@contextmanager
def _measured(what: str, work: Work) -> Iterator[None]:
    try:
        yield
    finally:
        # Not the maximum of getrusage: that one begins with what the process that started this one takes.
        peak_kb = re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text())
        assert peak_kb is not None
        with Path(os.environ[PEAKS]).open("a") as file:
            file.write(f"{what} {work.order.name} {int(peak_kb[1]) / 1000:.0f}\n")
