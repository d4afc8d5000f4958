"""The analysis process: reads its work from one line of standard input, answers with one JSON object a line.

A process of its own for each video keeps the service alive whatever a video does to its reader, can be
ended at any moment, and gives all its memory back. Run as `python -m cv_rom_api.analysis_child MODULE:FUNCTION`.
"""

from __future__ import annotations

import json
import os
import pkgutil
import signal
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from cv_rom.errors import CvRomError, VideoError, VideoLimitError, is_out_of_memory
from cv_rom.video.limits import DEFAULT_LIMITS, VideoLimits
from cv_rom_api.orders import JobOrder
from cv_rom_api.signals import on_ending

Progress = Callable[[float], None]
REPORT_FORMATS = ("json", "html", "pdf", "csv", "mot")
_NICENESS = 10  # where the time is shared between threads, of which an analysis has many and the service few
_SESSION_NICENESS = 10  # where it is first shared between sessions: a tenth of the weight of the service
_ANALYSIS_SHARE = 0.75  # of the time; the rest goes into the reports, mostly the annotated video


class Work(BaseModel):
    """What the process is to do: this video (or what a live check recorded), with these parameters, into this folder,
    within these limits.

    `memory_limit_mb` is for the address space of the process.
    """

    video: Path
    out_dir: Path
    order: JobOrder
    limits: VideoLimits = DEFAULT_LIMITS
    memory_limit_mb: float | None = None


def check_video(work: Work, progress: Progress) -> None:
    """Open the video; raises `VideoError` where that cannot be done."""
    from cv_rom.video.video_file import VideoFile

    with VideoFile(work.video, work.limits):
        progress(1.0)


def analyze_video(work: Work, progress: Progress) -> None:
    """Analyse the video and write the artefacts into `work.out_dir`."""
    if work.order.live is not None:
        from cv_rom_api.live.analysis import analyze_recorded

        analyze_recorded(work.video, work.order, work.out_dir, formats=REPORT_FORMATS)
        progress(1.0)
        return
    from cv_rom.workflow import AnalysisRequest, analyze_file, write_reports

    request = AnalysisRequest(video=work.video, limits=work.limits, **work.order.model_dump(exclude={"live"}))
    analysis = analyze_file(request, progress=lambda done: progress(done * _ANALYSIS_SHARE))
    write_reports(
        analysis,
        work.out_dir,
        formats=REPORT_FORMATS,
        video=True,
        progress=lambda done: progress(_ANALYSIS_SHARE + done * (1.0 - _ANALYSIS_SHARE)),
    )


def main(function_path: str) -> int:
    """Do the work that standard input holds."""
    # A service manager may tell all processes at once. This one ends with its worker, which puts the work back.
    on_ending(signal.SIG_IGN)
    # Libraries write to standard output too: keep a copy of it for us and send theirs to the log.
    with os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8") as messages:
        os.dup2(sys.stderr.fileno(), sys.stdout.fileno())

        def send(**message: Any) -> None:
            messages.write(json.dumps(message) + "\n")
            messages.flush()  # fails where the service is gone, which ends this process: as it should

        _step_back()
        work = Work.model_validate_json(sys.stdin.buffer.readline())
        threading.Thread(target=_end_with_the_worker, daemon=True).start()
        _limit_memory(work.memory_limit_mb)
        try:
            pkgutil.resolve_name(function_path)(work, lambda done: send(progress=round(float(done), 2)))
        except VideoError as error:
            # The reader names the file as it lies on our disk; the client knows it by another name.
            reason = str(error).replace(work.video.name, work.order.name or "video", 1)
            send(**{"too_large" if isinstance(error, VideoLimitError) else "not_a_video": reason})
        except CvRomError as error:
            send(failed=str(error))
        except Exception as error:
            if not is_out_of_memory(error):
                raise
            send(out_of_memory=True)
        else:
            send(done=True)
    return 0


def _step_back() -> None:
    """Let the service answer first: an analysis takes what processor time is left on a machine that does both."""
    if hasattr(os, "nice"):  # not on Windows
        os.nice(_NICENESS)
        if os.getsid(0) == os.getpid():  # alone in its session; what Linux makes of sessions is in sched(7), autogroup
            with suppress(OSError):
                Path("/proc/self/autogroup").write_text(str(_SESSION_NICENESS))


def _end_with_the_worker() -> None:
    # Nothing follows the work: the end of the input is the end of who waits for the answer, and who may soon
    # begin the same work again.
    os.read(sys.stdin.fileno(), 1)
    os._exit(1)


def _limit_memory(limit_mb: float | None) -> None:
    try:
        import resource
    except ImportError:  # Windows
        return
    if limit_mb is not None:
        limit_bytes = int(limit_mb * 1_000_000)
        resource.setrlimit(resource.RLIMIT_AS, (limit_bytes, limit_bytes))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
