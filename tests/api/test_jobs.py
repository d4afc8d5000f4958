"""The waiting list, the worker and what a restart finds."""

from __future__ import annotations

import os
import signal
import socket
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import httpx
import pytest
from service_client import wait_for

Serve = Callable[..., AbstractContextManager[httpx.Client]]


def send(client: httpx.Client, name: str) -> str:
    answer = client.post(f"/v1/assessments?protocol=squat&name={name}", content=b"video")
    assert answer.status_code == 202, answer.text
    return answer.headers["location"]


def pid_file(location: str, data_dir: Path) -> Path:
    return data_dir / "assessments" / location.rsplit("/", 1)[-1] / "pid"


def eventually(is_so: Callable[[], bool], limit_s: float = 10.0) -> None:
    deadline = time.monotonic() + limit_s
    while not is_so():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def pid_of(client: httpx.Client, location: str, data_dir: Path) -> int:
    """The process that analyses, once it does."""
    file = pid_file(location, data_dir)
    while not file.exists() or not file.read_text():
        assert client.get(location).json()["status"] in ("queued", "running")
        time.sleep(0.02)
    return int(file.read_text())


def release(data_dir: Path) -> None:
    """Let the slow analyses go on, the waiting ones too."""
    for folder in (data_dir / "assessments").iterdir():
        (folder / "release").touch()


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_one_at_a_time_the_others_wait_in_order(serve: Serve, tmp_path: Path) -> None:
    with serve() as client:
        first, second = send(client, "slow"), send(client, "slow")
        pid_of(client, first, tmp_path)
        assert client.get(second).json()["status"] == "queued"
        release(tmp_path)
        assert wait_for(client, second)["status"] == "done"
        assert client.get(first).json()["status"] == "done"


def test_two_workers_run_two_at_a_time(serve: Serve, tmp_path: Path) -> None:
    with serve(workers=2) as client:
        locations = [send(client, "slow"), send(client, "slow")]
        assert len({pid_of(client, location, tmp_path) for location in locations}) == 2
        release(tmp_path)
        assert [wait_for(client, location)["status"] for location in locations] == ["done", "done"]


def test_a_full_list_asks_to_come_back_later(serve: Serve, tmp_path: Path) -> None:
    with serve(max_waiting=1) as client:
        pid_of(client, running := send(client, "slow"), tmp_path)
        waiting = send(client, "slow")
        answer = client.post("/v1/assessments?protocol=squat", content=b"video")
        assert answer.status_code == 429
        assert int(answer.headers["retry-after"]) > 0
        assert len(list((tmp_path / "assessments").iterdir())) == 2, "the refused video is not kept"
        client.delete(waiting)
        client.delete(running)
        assert wait_for(client, send(client, "quick"))["status"] == "done", "a deleted one frees its place"


def test_an_upload_on_its_way_holds_its_place(serve: Serve, tmp_path: Path) -> None:
    with serve(max_waiting=1) as client:
        with socket.create_connection((client.base_url.host, client.base_url.port), timeout=10) as connection:
            connection.sendall(b"POST /v1/assessments HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 9\r\n\r\nhalf")
            eventually(lambda: bool(list((tmp_path / "incoming").iterdir())))
            assert client.post("/v1/assessments", content=b"video").status_code == 429
        eventually(lambda: not list((tmp_path / "incoming").iterdir()))
        send(client, "quick")


@pytest.mark.skipif(not hasattr(os, "nice"), reason="the system knows no niceness")
def test_an_analysis_lets_the_service_answer_first(serve: Serve, tmp_path: Path) -> None:
    with serve() as client:
        location = send(client, "slow")
        analysis = pid_of(client, location, tmp_path)
        assert os.getpriority(os.PRIO_PROCESS, analysis) > os.getpriority(os.PRIO_PROCESS, os.getpid())
        release(tmp_path)
        wait_for(client, location)


def test_a_killed_analysis_is_tried_again_then_given_up(serve: Serve, tmp_path: Path) -> None:
    with serve(job_attempts=2) as client:
        location = send(client, "slow")
        for _ in range(2):
            pid = pid_of(client, location, tmp_path)
            pid_file(location, tmp_path).unlink()
            os.kill(pid, signal.SIGKILL)
        problem = wait_for(client, location)["problem"]
        assert problem["type"] == "urn:cv-rom:problem:worker-died"
        assert "(SIGKILL)" in problem["detail"]
        assert problem["detail"].endswith("(Tried 2 times.)")
        assert client.get("/health/live").status_code == 200
        assert wait_for(client, send(client, "quick"))["status"] == "done"


def test_an_analysis_over_its_time_is_ended(serve: Serve, tmp_path: Path) -> None:
    with serve(job_time_limit_s=1.0, job_attempts=1) as client:
        location = send(client, "slow")
        pid = pid_of(client, location, tmp_path)
        state = wait_for(client, location)
        assert state["problem"]["type"] == "urn:cv-rom:problem:took-too-long"
        assert "1 s" in state["problem"]["detail"]
        assert not is_alive(pid)


def test_an_analysis_over_its_memory_is_ended(serve: Serve) -> None:
    with serve(job_memory_limit_mb=1000, job_attempts=1) as client:
        problem = wait_for(client, send(client, "greedy"))["problem"]
        assert problem["type"] == "urn:cv-rom:problem:out-of-memory"


@pytest.mark.parametrize("way", ["delete", "cancel"])
def test_an_unwanted_analysis_ends(serve: Serve, tmp_path: Path, way: str) -> None:
    with serve() as client:
        running, waiting = send(client, "slow"), send(client, "slow")
        pid = pid_of(client, running, tmp_path)
        for location in (waiting, running):
            answer = client.delete(location) if way == "delete" else client.post(f"{location}/cancel")
            assert answer.status_code == (204 if way == "delete" else 200)
            assert client.get(location).status_code == (404 if way == "delete" else 200)
        eventually(lambda: not is_alive(pid))
        assert wait_for(client, quick := send(client, "quick"))["status"] == "done"
        assert [path.name for path in (tmp_path / "assessments").iterdir()] == [quick.rsplit("/", 1)[-1]]


def test_only_what_is_unfinished_can_be_cancelled(serve: Serve, tmp_path: Path) -> None:
    with serve() as client:
        cancelled = send(client, "slow")
        pid_of(client, cancelled, tmp_path)
        for _ in range(2):
            answer = client.post(f"{cancelled}/cancel")
            assert (answer.status_code, answer.json()["status"]) == (200, "cancelled")
        assert client.get(f"{cancelled}/report.html").status_code == 404
        done = send(client, "quick")
        wait_for(client, done)
        answer = client.post(f"{done}/cancel")
        assert (answer.status_code, answer.json()["type"]) == (409, "urn:cv-rom:problem:already-finished")
        assert client.get(done).json()["status"] == "done"


def test_a_restart_keeps_what_is_done_and_goes_on_with_the_rest(serve: Serve, tmp_path: Path) -> None:
    with serve() as client:
        done = send(client, "quick")
        wait_for(client, done)
        running, waiting = send(client, "slow"), send(client, "slow")
        pid = pid_of(client, running, tmp_path)
    eventually(lambda: not is_alive(pid))
    release(tmp_path)
    with serve() as client:
        assert client.get(done).json()["status"] == "done"
        assert client.get(f"{done}/report.html").status_code == 200
        assert [wait_for(client, location)["status"] for location in (running, waiting)] == ["done", "done"]


def test_uploads_are_kept_where_that_is_wanted(serve: Serve, tmp_path: Path) -> None:
    with serve(keep_uploads=True) as client:
        state = wait_for(client, send(client, "quick"))
        assert (tmp_path / "assessments" / state["id"] / "upload").read_bytes() == b"video"


def test_a_start_clears_away_what_a_killed_service_left(serve: Serve, tmp_path: Path) -> None:
    half_uploaded = tmp_path / "incoming" / ("a" * 32)
    half_uploaded.mkdir(parents=True)
    (half_uploaded / "upload").write_bytes(b"half a video")
    with serve():
        assert not half_uploaded.exists()
