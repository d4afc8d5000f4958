"""A worker: takes analyses from the queue until it is told to stop. What `cv-rom worker` runs, and the service itself.

It may be killed at any moment: its jobs go on where it, or another worker, comes back to them.
"""

from __future__ import annotations

import logging
import os
import shutil
import socket
import sys
import threading
import time
from collections.abc import Callable
from typing import NoReturn

import typer

from cv_rom_api import workflows
from cv_rom_api.analyses import Analyses
from cv_rom_api.artefacts import ArtefactStorage
from cv_rom_api.housekeeping import Housekeeping, worker_name
from cv_rom_api.monitoring import logs
from cv_rom_api.settings import Settings, load_settings, tell_misspelt
from cv_rom_api.signals import on_ending
from cv_rom_api.store import locks
from cv_rom_api.store.database import Database, DatabaseError
from cv_rom_api.store.locks import Lock

ANALYZE = "cv_rom_api.analysis_child:analyze_video"
READY = "ready"
_HOUSEKEEPING_S = 3.0
_WAIT_FOR_NAME_S = 10.0  # of a worker before this one that is about to end
_LOG = logging.getLogger(__name__)


def work(worker_id: str | None = None) -> None:
    """Work until Ctrl-C; ends with exit code 2 and one line where it cannot begin."""
    worker_id = worker_id or socket.gethostname()
    stop = threading.Event()
    on_ending(lambda *_: stop.set())

    def announce() -> None:
        tell_misspelt("cv-rom worker", os.environ)
        logs.announce(f"cv-rom worker {worker_id} is ready. Ctrl-C ends it.")

    try:
        _run(load_settings(), worker_id, ANALYZE, stop, announce)
    except (DatabaseError, OSError, ValueError) as error:
        _refuse(str(error))


def work_for_parent(worker_id: str, analyze: str) -> None:
    """Work until standard input ends, which it does with the process at its other end."""
    stop = threading.Event()
    on_ending(lambda *_: stop.set())

    def wait_for_parent() -> None:
        sys.stdin.buffer.read()
        stop.set()

    threading.Thread(target=wait_for_parent, daemon=True).start()
    _run(Settings(), worker_id, analyze, stop, lambda: typer.echo(READY))


def _run(
    settings: Settings, worker_id: str, analyze: str, stop: threading.Event, announce: Callable[[], None]
) -> NoReturn:
    logs.set_up(settings.log_format, settings.log_level, process="worker", worker=worker_id)
    database = Database(settings.database)
    storage = ArtefactStorage(settings.artefacts)
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    storage.open()
    database.open()
    workflows.prepare(database)
    lock = _name(database, worker_id)
    work_dir = settings.data_dir / "work" / worker_id
    shutil.rmtree(work_dir, ignore_errors=True)
    analyses = Analyses(settings, database, storage, analyze, work_dir)
    workflows.launch(database, analyses, worker_id=worker_id, slots=settings.workers)
    housekeeping = Housekeeping(database, storage, worker_id, settings.workers, settings.data_dir / "work")
    housekeeping.say_that_it_lives()
    announce()
    _keep_house(housekeeping, lock, stop)
    try:
        analyses.put_back_running()
        housekeeping.say_goodbye()
        shutil.rmtree(work_dir, ignore_errors=True)
    except Exception:  # its analyses go on as those of a worker that was killed
        _LOG.exception("this worker does not end in order")
    finally:
        # At once, in the middle of steps: their analysis processes end with this one, and the queue knows what to do.
        os._exit(0)


def _keep_house(housekeeping: Housekeeping, lock: Lock, stop: threading.Event) -> None:
    while not stop.wait(_HOUSEKEEPING_S):
        if not lock.is_held():  # the others take this one for dead, and its jobs
            _LOG.error("the database let go of this worker; it ends")
            os._exit(1)
        try:
            housekeeping.do()
        except Exception:
            _LOG.exception("housekeeping")


def _name(database: Database, worker_id: str) -> Lock:
    deadline = time.monotonic() + _WAIT_FOR_NAME_S
    while (lock := locks.take(database, worker_name(worker_id))) is None:
        if time.monotonic() > deadline:
            raise ValueError(f"there is a worker {worker_id} already; give this one a name with --id")
        time.sleep(0.2)
    return lock


def _refuse(reason: str) -> NoReturn:
    logs.announce(f"cv-rom worker: {reason}", logging.ERROR)
    raise SystemExit(2)


if __name__ == "__main__":
    work_for_parent(*sys.argv[1:])
