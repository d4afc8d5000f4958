"""What workers tidy up beside their analyses."""

from __future__ import annotations

from pathlib import Path

import pytest
from cv_rom_api.artefacts import ArtefactStorage
from cv_rom_api.housekeeping import Housekeeping, worker_name
from cv_rom_api.store import locks, workers
from cv_rom_api.store.database import Database, sqlite_url


@pytest.fixture
def housekeeping(tmp_path: Path) -> Housekeeping:
    database = Database(sqlite_url(tmp_path))
    database.open()
    storage = ArtefactStorage(str(tmp_path / "assessments"))
    return Housekeeping(database, storage, "own", slots=2, work_dirs=tmp_path / "work")


def test_files_of_dead_workers_go_those_of_living_ones_stay(housekeeping: Housekeeping) -> None:
    housekeeping.delete_left_work()  # before there is any
    for name in ("own", "living", "dead"):
        (housekeeping.work_dirs / name / "half").mkdir(parents=True)
    lock = locks.take(housekeeping.database, worker_name("living"))
    assert lock is not None
    housekeeping.delete_left_work()
    assert {path.name for path in housekeeping.work_dirs.iterdir()} == {"own", "living"}
    lock.release()
    housekeeping.delete_left_work()
    assert {path.name for path in housekeeping.work_dirs.iterdir()} == {"own"}
    housekeeping.database.close()


def test_a_worker_says_that_it_lives_and_that_it_ends(housekeeping: Housekeeping) -> None:
    def living() -> list[tuple[str, int]]:
        with housekeeping.database.reading() as connection:
            return [(worker.id, worker.slots) for worker in workers.living(connection)]

    assert living() == []
    housekeeping.say_that_it_lives()
    assert living() == [("own", 2)]
    housekeeping.say_goodbye()
    assert living() == []
    housekeeping.database.close()
