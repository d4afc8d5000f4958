"""Live checks of many users at once on one service process: how long a reading takes, what a frame costs the process,
and how many users it carries.
"""

from __future__ import annotations

import asyncio
import json
import statistics
import sys
import time
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path

import live_checks
from running_service import Service, running_service
from websockets.asyncio.client import ClientConnection, connect

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))  # the stick figure

RATE = 15.0
LASTS_S, SETTLES_S = 20.0, 6.0
"""How long a round lasts, and how much of its beginning does not count."""
USERS = 40
STEP = 1.25
MOST_USERS = 1000
LIMIT_MS = 50.0
_SETTINGS = {
    "CV_ROM_MAX_LIVE": "2000",
    "CV_ROM_MAX_LIVE_PER_KEY": "2000",
    "CV_ROM_LIVE_RESUME_S": "3600",  # no round is disturbed by the analyses of the ones before
}


@dataclass(frozen=True)
class Round:
    """What was counted of a round: milliseconds from each frame to its reading, and the processor time of the service
    process, its own and the system's for it, over these frames, milliseconds a frame.
    """

    taken_ms: list[float]
    processor_ms: float


def report() -> None:
    """Print the latency with 40 users, then with more and more until it breaks."""
    messages = recorded()
    print(f"live checks on one service process, each {RATE:.0f} frames/s (the users share its machine):")
    with running_service("sqlite", **_SETTINGS) as service:
        users = USERS
        while users <= MOST_USERS:
            found = asyncio.run(round_of(service, messages, users))
            p50, p95 = (statistics.quantiles(found.taken_ms, n=20)[i] for i in (9, 18))
            print(f"  {users:4d} users: reading after p50 {p50:6.1f} ms, p95 {p95:6.1f} ms;", end="")
            print(f" processor time of the service process {found.processor_ms:.2f} ms a frame", flush=True)
            if p95 > LIMIT_MS:
                break
            users = round(users * STEP)


def recorded() -> list[str]:
    """The messages of somebody who squats, as a browser sends them."""
    from live_client import frame_of

    frames = islice(live_checks.squats(RATE), round(LASTS_S * RATE))
    return [json.dumps(frame_of(pose, foot_motion=motion and asdict(motion))) for pose, motion in frames]


async def round_of(service: Service, messages: list[str], users: int) -> Round:
    """A round of so many users, each beginning at another moment of a frame."""
    address = str(service.client.base_url).rstrip("/").replace("http", "ws", 1) + "/v1/live?height_cm=175"
    key = {"Authorization": service.client.headers["Authorization"]}
    start_s = time.perf_counter() + 2.0 + users / 100.0
    begins = [start_s + number / users / RATE for number in range(users)]
    before = asyncio.create_task(_processor_s(service, start_s + SETTLES_S))
    found = await asyncio.gather(*(_user(address, key, messages, begin_s) for begin_s in begins))
    taken_ms = [taken_ms for of_user in found for taken_ms in of_user]
    return Round(taken_ms, 1000.0 * (service.processor_s() - await before) / len(taken_ms))


async def _processor_s(service: Service, at_s: float) -> float:
    """The processor time that the service process has taken by then."""
    await asyncio.sleep(at_s - time.perf_counter())
    return service.processor_s()


async def _user(address: str, key: dict[str, str], messages: list[str], begin_s: float) -> list[float]:
    async with connect(address, additional_headers=key, compression=None) as line:
        await line.recv()
        sent_s: list[float] = []
        sending = asyncio.create_task(_send(line, messages, begin_s, sent_s))
        taken_ms = []
        for number in range(len(messages)):
            await line.recv()
            taken_ms.append(1000.0 * (time.perf_counter() - sent_s[number]))
        await sending
    return taken_ms[round(SETTLES_S * RATE) :]


async def _send(line: ClientConnection, messages: list[str], begin_s: float, sent_s: list[float]) -> None:
    """Send at the times at which a camera would, whatever the answers do: the latency counts from then."""
    for number, message in enumerate(messages):
        due_s = begin_s + number / RATE
        await asyncio.sleep(max(0.0, due_s - time.perf_counter()))
        sent_s.append(due_s)
        await line.send(message)


if __name__ == "__main__":
    report()
