"""The waiting list, the worker and what a restart finds."""

from __future__ import annotations

import os
import signal
import socket
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import httpx
import pytest
from service_client import SlowAnalyses, eventually, fake_service, is_alive, wait_for

Serve = Callable[..., AbstractContextManager[httpx.Client]]


def send(client: httpx.Client, name: str) -> str:
    answer = client.post(f"/v1/assessments?protocol=squat&name={name}", content=b"video")
    assert answer.status_code == 202, answer.text
    return answer.headers["location"]


@pytest.fixture
def slow(data_dir: Path) -> SlowAnalyses:
    """The slow analyses of `client`."""
    return SlowAnalyses(data_dir)


@pytest.fixture(scope="module")
def narrow_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("narrow")


@pytest.fixture(scope="module")
def narrow(narrow_dir: Path) -> Iterator[httpx.Client]:
    """A service with narrow limits."""
    with fake_service(narrow_dir, max_waiting=1, job_attempts=2, job_memory_limit_mb=1000) as client:
        yield client


@pytest.fixture(scope="module")
def wide_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("wide")


@pytest.fixture(scope="module")
def wide(wide_dir: Path) -> Iterator[httpx.Client]:
    """A service that does and keeps more than by default."""
    with fake_service(wide_dir, workers=2, keep_uploads=True) as client:
        yield client


def test_one_at_a_time_the_others_wait_in_order(client: httpx.Client, slow: SlowAnalyses) -> None:
    first, second = send(client, "slow"), send(client, "slow")
    slow.pid(client, first)
    assert client.get(second).json()["status"] == "queued"
    slow.release(first, second)
    assert wait_for(client, second)["status"] == "done"
    assert client.get(first).json()["status"] == "done"


def test_two_workers_run_two_at_a_time(wide: httpx.Client, wide_dir: Path) -> None:
    slow = SlowAnalyses(wide_dir)
    locations = [send(wide, "slow"), send(wide, "slow")]
    assert len({slow.pid(wide, location) for location in locations}) == 2
    slow.release(*locations)
    assert [wait_for(wide, location)["status"] for location in locations] == ["done", "done"]


def test_uploads_are_kept_where_that_is_wanted(wide: httpx.Client, wide_dir: Path) -> None:
    state = wait_for(wide, send(wide, "quick"))
    assert (wide_dir / "assessments" / state["id"] / "upload").read_bytes() == b"video"


def test_a_full_list_asks_to_come_back_later(narrow: httpx.Client, narrow_dir: Path) -> None:
    before = set((narrow_dir / "assessments").iterdir())
    SlowAnalyses(narrow_dir).pid(narrow, running := send(narrow, "slow"))
    waiting = send(narrow, "slow")
    answer = narrow.post("/v1/assessments?protocol=squat", content=b"video")
    assert answer.status_code == 429
    assert int(answer.headers["retry-after"]) > 0
    assert len(set((narrow_dir / "assessments").iterdir()) - before) == 2, "the refused video is not kept"
    narrow.delete(waiting)
    narrow.delete(running)
    assert wait_for(narrow, send(narrow, "quick"))["status"] == "done", "a deleted one frees its place"


def test_an_upload_on_its_way_holds_its_place(narrow: httpx.Client, narrow_dir: Path) -> None:
    address = (narrow.base_url.host, narrow.base_url.port)
    with socket.create_connection(address, timeout=60) as connection:
        connection.sendall(b"POST /v1/assessments HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 9\r\n\r\nhalf")
        eventually(lambda: list((narrow_dir / "incoming").iterdir()))
        assert narrow.post("/v1/assessments", content=b"video").status_code == 429
    eventually(lambda: not list((narrow_dir / "incoming").iterdir()))
    wait_for(narrow, send(narrow, "quick"))


def test_a_killed_analysis_is_tried_again_then_given_up(narrow: httpx.Client, narrow_dir: Path) -> None:
    slow = SlowAnalyses(narrow_dir)
    location = send(narrow, "slow")
    for _ in range(2):
        pid = slow.pid(narrow, location)
        assert pid is not None
        (slow.folder(location) / "pid").unlink()
        os.kill(pid, signal.SIGKILL)
    problem = wait_for(narrow, location)["problem"]
    assert problem["type"] == "urn:cv-rom:problem:worker-died"
    assert "(SIGKILL)" in problem["detail"]
    assert problem["detail"].endswith("(Tried 2 times.)")
    assert narrow.get("/health/live").status_code == 200
    assert wait_for(narrow, send(narrow, "quick"))["status"] == "done"


def test_an_analysis_over_its_memory_is_ended(narrow: httpx.Client) -> None:
    problem = wait_for(narrow, send(narrow, "greedy"))["problem"]
    assert problem["type"] == "urn:cv-rom:problem:out-of-memory"


def test_an_analysis_over_its_time_is_ended(serve: Serve, tmp_path: Path) -> None:
    with serve(job_time_limit_s=1.0, job_attempts=1) as client:
        location = send(client, "slow")
        pid = SlowAnalyses(tmp_path).pid(client, location)
        state = wait_for(client, location)
        assert state["problem"]["type"] == "urn:cv-rom:problem:took-too-long"
        assert "1 s" in state["problem"]["detail"]
        assert pid is None or not is_alive(pid)


@pytest.mark.parametrize("way", ["delete", "cancel"])
def test_an_unwanted_analysis_ends(client: httpx.Client, slow: SlowAnalyses, way: str) -> None:
    running, waiting = send(client, "slow"), send(client, "slow")
    pid = slow.pid(client, running)
    assert pid is not None
    for location in (waiting, running):
        answer = client.delete(location) if way == "delete" else client.post(f"{location}/cancel")
        assert answer.status_code == (204 if way == "delete" else 200)
        assert client.get(location).status_code == (404 if way == "delete" else 200)
    eventually(lambda: not is_alive(pid))
    assert wait_for(client, send(client, "quick"))["status"] == "done"
    assert not any(slow.folder(location).exists() for location in (waiting, running))


def test_only_what_is_unfinished_can_be_cancelled(client: httpx.Client, slow: SlowAnalyses) -> None:
    cancelled = send(client, "slow")
    slow.pid(client, cancelled)
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
    slow = SlowAnalyses(tmp_path)
    with serve() as client:
        done = send(client, "quick")
        wait_for(client, done)
        running, waiting = send(client, "slow"), send(client, "slow")
        pid = slow.pid(client, running)
        assert pid is not None
    eventually(lambda: not is_alive(pid))
    slow.release(running, waiting)
    with serve() as client:
        assert client.get(done).json()["status"] == "done"
        assert client.get(f"{done}/report.html").status_code == 200
        assert [wait_for(client, location)["status"] for location in (running, waiting)] == ["done", "done"]


def test_a_start_clears_away_what_a_killed_service_left(serve: Serve, tmp_path: Path) -> None:
    half_uploaded = tmp_path / "incoming" / ("a" * 32)
    half_uploaded.mkdir(parents=True)
    (half_uploaded / "upload").write_bytes(b"half a video")
    with serve(worker=False):
        assert not half_uploaded.exists()
