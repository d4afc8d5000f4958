"""Asks a web server at a fixed rate, whether it keeps up or not, and tells how long each answer took.

A request's time runs from the moment when it was due, not from when a connection was free for it: a server that stands
still for a second is charged for everything that should have been asked in that second (no coordinated omission).
"""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import numpy as np

CONNECTIONS = 64
_LATE_S = 5.0  # how long to wait for what is under way when the time is over


@dataclass
class Answers:
    """What came back: `seconds` from when each request was due, and how many answers of each status there were."""

    seconds: list[float] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)
    asked: int = 0
    within_s: float = 0.0

    @property
    def rate(self) -> float:
        """Answers a second."""
        return len(self.seconds) / self.within_s

    def percentile_ms(self, percent: float) -> float:
        """What `percent` of the requests did not exceed; those without an answer count as endless."""
        seconds = self.seconds + [float("inf")] * (self.asked - len(self.seconds))
        return float(np.percentile(seconds, percent, method="higher")) * 1000


def ask(urls: Sequence[str], *, per_s: float, for_s: float, headers: dict[str, str]) -> Answers:
    """Get the URLs (of one server) in turn, `per_s` of them a second, on connections that stay open."""
    return asyncio.run(_ask(urls, per_s, for_s, headers))


async def _ask(urls: Sequence[str], per_s: float, for_s: float, headers: dict[str, str]) -> Answers:
    server = urlsplit(urls[0])
    connections = [await _Connection.open(server.hostname or "", server.port or 80) for _ in range(CONNECTIONS)]
    idle: asyncio.Queue[_Connection] = asyncio.Queue()
    for connection in connections:
        idle.put_nowait(connection)
    try:
        return await _ask_on(idle, [_request(url, headers) for url in urls], per_s, round(per_s * for_s))
    finally:
        for connection in connections:
            await connection.close()


async def _ask_on(idle: asyncio.Queue[_Connection], requests: list[bytes], per_s: float, count: int) -> Answers:
    answers = Answers()
    start = time.perf_counter()
    under_way = set()
    for i in range(count):
        due = start + i / per_s
        await asyncio.sleep(max(0.0, due - time.perf_counter()))
        under_way.add(asyncio.create_task(_one(idle, requests[i % len(requests)], due, answers)))
        answers.asked += 1
    done, late = await asyncio.wait(under_way, timeout=_LATE_S)
    answers.within_s = time.perf_counter() - start
    for task in late:
        task.cancel()
    for task in done:
        task.result()
    return answers


async def _one(idle: asyncio.Queue[_Connection], request: bytes, due: float, answers: Answers) -> None:
    connection = await idle.get()
    status = await connection.ask(request)
    answers.seconds.append(time.perf_counter() - due)
    answers.statuses[status] += 1
    idle.put_nowait(connection)


def _request(url: str, headers: dict[str, str]) -> bytes:
    parts = urlsplit(url)
    lines = [f"GET {parts.path} HTTP/1.1", f"Host: {parts.netloc}", *(f"{k}: {v}" for k, v in headers.items())]
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


@dataclass(frozen=True)
class _Connection:
    """A connection that stays open."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter

    @classmethod
    async def open(cls, host: str, port: int) -> _Connection:
        return cls(*await asyncio.open_connection(host, port))

    async def ask(self, request: bytes) -> int:
        """Send it and read the whole answer; returns its status."""
        self.writer.write(request)
        head = (await self.reader.readuntil(b"\r\n\r\n")).lower()
        _, _, length = head.partition(b"content-length:")
        await self.reader.readexactly(int(length.split(b"\r\n")[0]))
        return int(head.split(b" ", 2)[1])

    async def close(self) -> None:
        """Let go of it, whatever is under way."""
        self.writer.close()
        with suppress(OSError):
            await self.writer.wait_closed()
