"""Runs an analysis process: feeds it, listens to it, ends it in time, and says as a problem what went wrong."""

from __future__ import annotations

import asyncio
import json
import logging
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from typing import IO

from cv_rom_api import problems
from cv_rom_api.analysis_child import Work

_LOG = logging.getLogger(__name__)
_LOG_TAIL_BYTES = 4000


async def run_analysis(
    function_path: str, work: Work, *, time_limit_s: float, on_progress: Callable[[float], None]
) -> None:
    """Do `work` in a new process; returns when it is done.

    `function_path` is `module:function`. Raises `ProblemError` where the video cannot be read, the work
    fails, takes longer than `time_limit_s`, or the process dies. Cancelling ends the process.
    """
    with tempfile.TemporaryFile() as log:
        process = await _start(function_path, log)
        try:
            async with asyncio.timeout(time_limit_s):
                await _send_work(process, work)
                finished = await _listen(process, on_progress)
                await process.wait()
        except TimeoutError:
            raise problems.took_too_long(time_limit_s) from None
        finally:
            await _end(process)
        if not finished:
            _write_to_log(process.returncode, log, work.order.name)
            raise _sudden_end(process.returncode)


def child_environment() -> dict[str, str]:
    """The environment in which a child finds the same modules."""
    return os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}


async def _start(function_path: str, log: IO[bytes]) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        *(sys.executable, "-P", "-m", "cv_rom_api.analysis_child", function_path),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=log,
        env=child_environment(),
        # Out of reach of a Ctrl-C that is meant for the service, which ends them itself.
        start_new_session=True,
        creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
    )


async def _send_work(process: asyncio.subprocess.Process, work: Work) -> None:
    assert process.stdin is not None
    process.stdin.write(work.model_dump_json().encode() + b"\n")
    with suppress(BrokenPipeError, ConnectionResetError):  # where it died before it read; listening will tell
        await process.stdin.drain()  # and it stays open: its end would end the process


async def _listen(process: asyncio.subprocess.Process, on_progress: Callable[[float], None]) -> bool:
    """Follow the messages to their end; returns whether the work was done."""
    assert process.stdout is not None
    async for line in process.stdout:
        message = json.loads(line)
        if "progress" in message:
            on_progress(min(max(message["progress"], 0.0), 1.0))
        elif "too_large" in message:
            raise problems.video_too_large(message["too_large"])
        elif "not_a_video" in message:
            raise problems.not_a_video(message["not_a_video"])
        elif "out_of_memory" in message:
            raise problems.out_of_memory()
        elif "failed" in message:
            raise problems.analysis_failed(message["failed"])
        else:
            return True
    return False


async def _end(process: asyncio.subprocess.Process) -> None:
    if process.returncode is None:
        with suppress(ProcessLookupError):  # where it was faster
            process.kill()
        await process.wait()


def _sudden_end(returncode: int | None) -> problems.ProblemError:
    if returncode is not None and returncode < 0:  # by a signal: a crash in a decoder, or out of memory
        return problems.worker_died(signal.Signals(-returncode).name)
    return problems.fault()


def _write_to_log(returncode: int | None, log: IO[bytes], video_name: str | None) -> None:
    size = log.seek(0, os.SEEK_END)
    log.seek(max(0, size - _LOG_TAIL_BYTES))
    output = log.read().decode(errors="replace")
    if video_name:  # which may tell whose video it is
        output = output.replace(video_name, "[name]")
    _LOG.error("an analysis process ended unexpectedly", extra={"exit_code": returncode, "output": output})
