"""The load generator of the bench charges a server for every request that was due while it stood still."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import open_loop
import pytest

ANSWER = b"HTTP/1.1 204 No Content\r\nContent-Length: 0\r\n\r\n"


@contextmanager
def server(*, stands_still_s: float) -> Iterator[str]:
    """Answers one connection, the first request late."""
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def serve() -> None:
            connection, _ = listener.accept()
            with connection:
                wait_s = stands_still_s
                while connection.recv(10_000):
                    time.sleep(wait_s)
                    connection.sendall(ANSWER)
                    wait_s = 0.0

        thread = threading.Thread(target=serve)
        thread.start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}/"
        thread.join(timeout=10)


def test_what_was_due_while_the_server_stood_still_waited_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(open_loop, "CONNECTIONS", 1)
    with server(stands_still_s=0.2) as url:
        answers = open_loop.ask([url], per_s=100, for_s=0.1, headers={})
    assert answers.statuses == {204: 10}
    assert len(answers.seconds) == answers.asked == 10
    waited = [seconds + i / 100 for i, seconds in enumerate(answers.seconds)]  # since the first one was due
    assert min(waited) >= 0.2


def test_what_has_no_answer_counts_as_endless() -> None:
    answers = open_loop.Answers(seconds=[0.001] * 9, asked=10, within_s=3.0)
    assert answers.percentile_ms(50) == 1.0
    assert answers.percentile_ms(95) == float("inf")
    assert answers.rate == 3.0
