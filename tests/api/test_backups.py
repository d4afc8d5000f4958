"""The commands of docs/deploying.md that back a service up and restore it, as printed."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
from cv_rom_api.store import clinics
from cv_rom_api.store.database import Database, sqlite_url
from postgres_databases import fresh_postgres
from service_client import fake_service, wait_for
from sqlalchemy import make_url

DOCS = Path(__file__).parents[2] / "docs" / "deploying.md"


def commands() -> dict[str, str]:
    """What is printed under "Backups"."""
    section = DOCS.read_text("utf-8").split("\n## Backups\n")[1].split("\n## ")[0]
    sqlite, postgres, sqlite_back, postgres_back = re.findall(r"```sh\n(.*?)```", section, flags=re.DOTALL)
    return {"sqlite": sqlite, "postgres": postgres, "sqlite back": sqlite_back, "postgres back": postgres_back}


def run(script: str, folder: Path, backup: Path, **environment: str) -> None:
    command = ["bash", "-eu", "-o", "pipefail", "-c", script]
    environment = {**os.environ, "BACKUP": str(backup), **environment}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr


def send(client: httpx.Client, name: str) -> str:
    query = {"name": name, "subject": "K-17", "consent": "true"}
    return str(client.post("/v1/assessments", params=query, content=b"video").headers["location"])


@contextmanager
def busy_service(data_dir: Path, **settings: str) -> Iterator[tuple[httpx.Client, str, str]]:
    """A service with one result, and with one analysis that will not come to its end here."""
    with fake_service(data_dir, **settings) as client:
        wait_for(client, done := send(client, "quick"))
        wait_for(client, running := send(client, "slow"), "running")
        yield client, done, running


def check(data_dir: Path, done: str, running: str, **settings: str) -> None:
    """A service over what was restored has the result, and goes on with the analysis."""
    (data_dir / "assessments" / running.rsplit("/", 1)[-1] / "release").touch()
    with fake_service(data_dir, **settings) as client:
        assert client.get(done).json()["status"] == "done"
        assert client.get(f"{done}/report.html").status_code == 200
        assert wait_for(client, running)["status"] == "done"
        (subject,) = client.get("/v1/subjects").json()["items"]
        assert subject["code"] == "K-17"


@pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not installed")
def test_sqlite_is_backed_up_while_it_runs_and_restored(tmp_path: Path) -> None:
    data_dir, backup, restored = (tmp_path / name for name in ("data", "backup", "restored"))
    for folder in (backup, restored):
        folder.mkdir()
    with busy_service(data_dir) as (client, done, running):
        run(commands()["sqlite"], data_dir, backup)
        client.delete(done)
    assert {path.name for path in backup.iterdir()} == {"cv-rom.sqlite", "files.tar"}
    shutil.rmtree(data_dir)
    run(commands()["sqlite back"], restored, backup)
    check(restored, done, running)


def of_this_machine(script: str, data_dir: Path) -> str:
    """The commands without the containers around them."""
    script = re.sub(r"^docker compose up .*\n", "", script, flags=re.MULTILINE)
    script = re.sub(r"docker compose (exec|run --rm) -T \w+ ", "", script)
    assert "docker" not in script
    return script.replace("--directory /data", f"--directory '{data_dir}'")


@pytest.mark.postgres
@pytest.mark.skipif(shutil.which("pg_restore") is None, reason="the programs of Postgres are not on the path")
def test_postgres_is_backed_up_while_it_runs_and_restored(tmp_path: Path) -> None:
    data_dir, backup, restored = (tmp_path / name for name in ("data", "backup", "restored"))
    for folder in (backup, restored):
        folder.mkdir()
    with fresh_postgres() as url, fresh_postgres() as other:
        with busy_service(data_dir, database_url=url) as (client, done, running):
            run(over_there(of_this_machine(commands()["postgres"], data_dir), url), tmp_path, backup, **server_of(url))
            client.delete(done)
        script = over_there(of_this_machine(commands()["postgres back"], restored), other)
        run(script, tmp_path, backup, **server_of(other))
        check(restored, done, running, database_url=other)


def over_there(script: str, url: str) -> str:
    """The commands for this database and its user."""
    where = make_url(url)
    script = re.sub(r"--username cv_rom", f"--username {where.username}", script)
    return re.sub(r"\bcv_rom(?= )", str(where.database), script)


def server_of(url: str) -> dict[str, str]:
    where = make_url(url)
    return {"PGHOST": str(where.host), "PGPORT": str(where.port), "PGPASSWORD": where.password or ""}


def test_sqlite_keeps_nothing_of_what_is_deleted(tmp_path: Path) -> None:
    database = Database(sqlite_url(tmp_path))
    database.open()
    with database.writing() as connection:
        made = clinics.create(connection, "Praxis am Markt")
    with database.writing() as connection:
        connection.exec_driver_sql("DELETE FROM clinics WHERE id = ?", (made.id,))
    database.close()
    (file,) = (path for path in tmp_path.iterdir() if path.is_file())
    assert b"Praxis am Markt" not in file.read_bytes()
