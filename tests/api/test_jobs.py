"""The waiting list, the workers and what a restart finds."""

from __future__ import annotations

import os
import signal
import socket
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import httpx
from service_client import wait_for

Serve = Callable[..., AbstractContextManager[httpx.Client]]


def send(client: httpx.Client, name: str) -> str:
    answer = client.post(f"/v1/assessments?protocol=squat&name={name}", content=b"video")
    assert answer.status_code == 202, answer.text
    return answer.headers["location"]


def pid_of(client: httpx.Client, location: str, data_dir: Path) -> int:
    """The process that analyses, once it does."""
    file = data_dir / "assessments" / location.rsplit("/", 1)[-1] / "pid"
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
            while not list((tmp_path / "incoming").iterdir()):
                time.sleep(0.02)
            assert client.post("/v1/assessments", content=b"video").status_code == 429
        while list((tmp_path / "incoming").iterdir()):
            time.sleep(0.02)
        send(client, "quick")


def test_a_killed_worker_fails_its_job_only(serve: Serve, tmp_path: Path) -> None:
    with serve() as client:
        location = send(client, "slow")
        os.kill(pid_of(client, location, tmp_path), signal.SIGKILL)
        assert wait_for(client, location)["problem"]["type"] == "urn:cv-rom:problem:worker-died"
        assert client.get("/health/live").status_code == 200
        assert wait_for(client, send(client, "quick"))["status"] == "done"


def test_an_analysis_over_its_time_is_ended(serve: Serve, tmp_path: Path) -> None:
    with serve(job_time_limit_s=1.0) as client:
        location = send(client, "slow")
        pid = pid_of(client, location, tmp_path)
        state = wait_for(client, location)
        assert state["problem"]["type"] == "urn:cv-rom:problem:took-too-long"
        assert "1 s" in state["problem"]["detail"]
        assert not is_alive(pid)


def test_deleting_a_running_analysis_ends_its_worker(serve: Serve, tmp_path: Path) -> None:
    with serve() as client:
        location = send(client, "slow")
        pid = pid_of(client, location, tmp_path)
        assert client.delete(location).status_code == 204
        assert not is_alive(pid)
        assert list((tmp_path / "assessments").iterdir()) == []


def test_a_restart_keeps_what_is_done_and_fails_what_is_not(serve: Serve, tmp_path: Path) -> None:
    with serve() as client:
        done = send(client, "quick")
        wait_for(client, done)
        running, waiting = send(client, "slow"), send(client, "slow")
        pid = pid_of(client, running, tmp_path)
    assert not is_alive(pid)
    with serve() as client:
        assert client.get(done).json()["status"] == "done"
        assert client.get(f"{done}/report.html").status_code == 200
        for location in (running, waiting):
            problem = client.get(location).json()["problem"]
            assert problem["type"] == "urn:cv-rom:problem:interrupted"
            assert problem["detail"].endswith("Send the video again.")


def test_a_start_clears_away_what_a_killed_service_left(serve: Serve, tmp_path: Path) -> None:
    half_uploaded = tmp_path / "incoming" / ("a" * 32)
    half_uploaded.mkdir(parents=True)
    (half_uploaded / "upload").write_bytes(b"half a video")
    with serve():
        assert not half_uploaded.exists()
