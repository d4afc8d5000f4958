"""The service under load: polling while analyses run, many uploads at once, and what a second worker is worth."""

from __future__ import annotations

import os
import statistics
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import long_clips
import open_loop
from running_service import TEST_DATABASE, Service, running_service

SAMPLE = Path(__file__).parent.parent / "samples" / "squat-side.mp4"
POLLS_PER_S, POLLING_S = 500, 20
UPLOADS = 40
ROUNDS = 3


def report() -> None:
    """Print all three, on SQLite and, where `CV_ROM_TEST_DATABASE_URL` names a server, on Postgres."""
    print(f"service, on {os.cpu_count()} cores:")
    for database in ("sqlite", "postgres") if os.environ.get(TEST_DATABASE) else ("sqlite",):
        report_polling(database)
        report_uploads(database)
        report_second_worker(database)


def report_polling(database: str) -> None:
    """How long the status takes to come while the cores are busy."""
    video = long_clips.squats(120)
    with running_service(database, CV_ROM_WORKERS="2", CV_ROM_RATE_PER_MINUTE="0") as service:
        locations = [service.accepted(video) for _ in range(2)]
        for location in locations:
            service.wait(location, "running")
        urls = [str(service.client.base_url.join(location)) for location in locations]
        key = {"Authorization": service.client.headers["Authorization"]}
        answers = open_loop.ask(urls, per_s=POLLS_PER_S, for_s=POLLING_S, headers=key)
        if {service.status(location) for location in locations} != {"running"}:
            raise RuntimeError("the analyses did not last long enough")
        print(f"  {database}: {POLLS_PER_S} polls/s offered for {POLLING_S} s while two analyses run {load()}")
        percentiles = ", ".join(f"p{percent} {answers.percentile_ms(percent):.1f} ms" for percent in (50, 95, 99))
        print(f"    {answers.rate:.0f}/s answered, {percentiles}; by status {dict(answers.statuses)}", flush=True)
        for location in locations:
            service.client.delete(location).raise_for_status()


def report_uploads(database: str) -> None:
    """Whether everything that was accepted is also done."""
    with running_service(database, CV_ROM_WORKERS="2", CV_ROM_UPLOADS_PER_MINUTE="0") as service:
        with ThreadPoolExecutor(UPLOADS) as pool:
            answers = list(pool.map(lambda _: service.send(SAMPLE), range(UPLOADS)))
        statuses = Counter(answer.status_code for answer in answers)
        accepted = [answer.headers["location"] for answer in answers if answer.status_code == 202]
        ends = Counter(service.wait(location) for location in accepted)
    print(f"  {database}: {UPLOADS} uploads at once: {dict(statuses)}; of the accepted ones in the end {dict(ends)}")


def report_second_worker(database: str) -> None:
    """How much sooner two videos are done with it, the two ways taking turns."""
    video = long_clips.squats(20)
    with running_service(database) as service:
        two_videos_s(service, SAMPLE)  # fills the caches
        ratios = []
        for _ in range(ROUNDS):
            alone = two_videos_s(service, video)
            with service.second_worker():
                ratios.append(alone / two_videos_s(service, video))
    rounds = ", ".join(f"{ratio:.2f}" for ratio in ratios)
    print(f"  {database}: two videos, {statistics.median(ratios):.2f} times as fast with a second worker {load()}")
    print(f"    by round {rounds}", flush=True)


def two_videos_s(service: Service, video: Path) -> float:
    """Seconds from the first upload until both are done."""
    start = time.perf_counter()
    locations = [service.accepted(video) for _ in range(2)]
    ends = {service.wait(location) for location in locations}
    seconds = time.perf_counter() - start
    if ends != {"done"}:
        raise RuntimeError(f"the videos are {ends}")
    for location in locations:
        service.client.delete(location).raise_for_status()
    return seconds


def load() -> str:
    """What else the machine was doing, as far as it says."""
    return f"(load average {os.getloadavg()[0]:.1f})"
