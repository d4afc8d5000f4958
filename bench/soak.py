"""Nothing is lost and nothing done twice, whoever dies: jobs over two workers, one of them killed every few seconds.

The service is killed too, while videos come in and while they are analysed; its clients send again with the same
Idempotency-Key. On SQLite, and on Postgres where CV_ROM_TEST_DATABASE_URL names a server. Ends with 1 where a job was
lost, failed, made twice or analysed twice at the same time, where an upload was left over, or too little was killed.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "bench")]

import httpx  # noqa: E402
from clips import even_times, write_clip  # noqa: E402
from cv_rom_api.settings import Settings  # noqa: E402
from postgres_databases import SERVER_URL, fresh_postgres  # noqa: E402
from soak_analysis import LEDGER, REAL, marked  # noqa: E402
from soak_processes import Service, Worker, environment_of  # noqa: E402

CLIENTS = 4
REAL_JOBS = 1
TWICE_EVERY = 5  # so many requests are sent twice at once
LIMIT_S = 900.0
SWEEP_S = 150.0  # what a killed service was just keeping is swept away within this time


@dataclass
class Clients:
    """Send the jobs, each until it is accepted.

    `ids` holds what each was told, `cut` how often a request was cut short.
    """

    url: str
    clip: bytes
    ids: dict[int, set[str]] = field(default_factory=dict)
    cut: int = 0

    def send(self, number: int) -> None:
        """Send one job; the same number is the same request."""
        video = marked(self.clip, mark_of(number))
        deadline = time.monotonic() + LIMIT_S
        with httpx.Client(base_url=self.url, timeout=60) as client:
            while time.monotonic() < deadline:
                try:
                    answer = client.post("/v1/assessments", content=video, headers={"Idempotency-Key": f"job-{number}"})
                except httpx.TransportError as error:
                    self.cut += not isinstance(error, httpx.ConnectError)
                    time.sleep(0.2)
                else:
                    self.ids.setdefault(number, set()).add(answer.raise_for_status().json()["id"])
                    return
        raise TimeoutError(f"job {number} was not accepted")


def mark_of(number: int) -> str:
    """What tells the job from the others."""
    return f"{REAL if number < REAL_JOBS else 'job'} {number}"


def statuses(url: str) -> dict[str, str]:
    """The status of every assessment there is; nothing while the service is down."""
    found: dict[str, str] = {}
    cursor = {}
    try:
        with httpx.Client(base_url=url, timeout=60) as client:
            while True:
                page = client.get("/v1/assessments", params={"limit": "200", **cursor}).raise_for_status().json()
                found |= {item["id"]: item["status"] for item in page["items"]}
                if page["next_cursor"] is None:
                    return found
                cursor = {"cursor": page["next_cursor"]}
    except httpx.TransportError:
        return {}


def disturb(service: Service, workers: list[Worker], clients: Clients, jobs: int, kill_every_s: float) -> None:
    """Kill until every job is over: workers in turn, the service when a third is accepted and when a third is done."""
    deadline = time.monotonic() + LIMIT_S
    while time.monotonic() < deadline:
        for worker in workers:
            # Each life is a little longer than the one before, so that this comes to its end on a slow machine too.
            if worker.works_for_s > len(workers) * kill_every_s + 2 * worker.kills:
                worker.kill()
                break
        if service.kills == 0 and len(clients.ids) >= jobs // 3:
            service.kill()
        found = Counter(statuses(service.url).values())
        is_all_sent = len(clients.ids) == jobs and found
        if service.kills == 1 and is_all_sent and found["done"] >= jobs // 3:
            service.kill()
        elif is_all_sent and not found["queued"] + found["running"]:
            return
        time.sleep(0.2)


def is_right(client: httpx.Client, assessment_id: str, number: int) -> bool:
    """Whether a job is done, with its own result and its report."""
    state = client.get(f"/v1/assessments/{assessment_id}").json()
    if state["problem"] is not None:
        print(f"job {number}: {state['problem']['detail']}")
    if state["status"] != "done" or not {"assessment.json", "report.html"} <= set(state["artefacts"]):
        return False
    result = state["assessment"]
    return "repetitions" in result if number < REAL_JOBS else result == {"mark": mark_of(number)}


def uploads_left(data_dir: Path) -> int:
    """How many uploads lie about, once what was just being kept when the service was killed is swept away."""
    deadline = time.monotonic() + SWEEP_S
    while True:
        left = len([*data_dir.glob("assessments/*/upload"), *data_dir.glob("incoming/*")])
        if not left or time.monotonic() > deadline:
            return left
        time.sleep(1.0)


def outcome(clients: Clients) -> dict[str, int]:
    """What became of the jobs."""
    found = statuses(clients.url)
    with httpx.Client(base_url=clients.url, timeout=60) as client:
        right = sum(is_right(client, max(ids), number) for number, ids in clients.ids.items())
    return {
        "records": len(found),
        "lost": len(set().union(*clients.ids.values()) - found.keys()),
        "done": Counter(found.values())["done"],
        "done with the right result": right,
        "told two ids": sum(len(ids) > 1 for ids in clients.ids.values()),
    }


def soak(url: str, jobs: int, kill_every_s: float, folder: Path) -> dict[str, int]:
    """One run on one database; returns its counts."""
    data_dir, ledger = folder / "data", folder / "ledger"
    ledger.mkdir()
    settings = Settings(data_dir=data_dir, database_url=url, max_waiting=2 * jobs, job_attempts=50, workers=2)
    environment = environment_of(settings.environment(), **{LEDGER: str(ledger)})
    clip = write_clip(folder / "clip.mp4", size=(320, 240), times_s=even_times(10)).read_bytes()
    numbers = [number for number in range(jobs) for _ in range(1 if number % TWICE_EVERY else 2)]
    with ExitStack() as stack:
        log = stack.enter_context((folder / "log").open("wb"))
        service = Service(environment, log)
        stack.callback(service.stop)
        workers = [Worker(worker_id, environment, log) for worker_id in ("soak-1", "soak-2")]
        for worker in workers:
            stack.callback(worker.stop)
        clients = Clients(service.url, clip)
        with ThreadPoolExecutor(CLIENTS) as pool:
            sent = pool.map(clients.send, numbers)
            disturb(service, workers, clients, jobs, kill_every_s)
            list(sent)  # raises what went wrong
        service.wait_until_it_answers()
        counts = {"sent": jobs} | outcome(clients) | {"uploads left": uploads_left(data_dir)}
    return counts | {
        "requests cut short": clients.cut,
        "service killed": service.kills,
        "workers killed": sum(worker.kills for worker in workers),
        "analysed twice at the same time": len(read_ledger(ledger / "at-once")),
        "analyses begun": len(read_ledger(ledger / "begun")),
        "analyses ended": len(read_ledger(ledger / "ended")),
    }


def read_ledger(file: Path) -> list[str]:
    """The jobs that an analysis noted."""
    return file.read_text().split() if file.exists() else []


def is_as_it_should_be(counts: dict[str, int]) -> bool:
    """Whether every job is done once and right, and whether that was put to the test."""
    every = ("records", "done", "done with the right result")
    none = ("lost", "told two ids", "analysed twice at the same time", "uploads left")
    is_right = all(counts[name] == counts["sent"] for name in every) and not any(counts[name] for name in none)
    return is_right and counts["requests cut short"] > 0 and counts["service killed"] == 2 <= counts["workers killed"]


def report(name: str, url: str, jobs: int, kill_every_s: float) -> bool:
    """Run it, print the counts; returns whether they are as they should be."""
    began_s = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        counts = soak(url, jobs, kill_every_s, Path(folder))
        all_right = is_as_it_should_be(counts)
        if not all_right:
            print((Path(folder) / "log").read_text(errors="replace")[-20_000:], file=sys.stderr)
    listed = ", ".join(f"{what}: {count}" for what, count in counts.items())
    verdict = "ok" if all_right else "WRONG"
    print(f"soak on {name}: {verdict} in {time.monotonic() - began_s:.0f} s ({listed})", flush=True)
    return all_right


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--jobs", type=int, default=50)
    parser.add_argument("--kill-every", type=float, default=3.0, metavar="SECONDS")
    options = parser.parse_args()
    fine = report("SQLite", "", options.jobs, options.kill_every)
    if SERVER_URL:
        with fresh_postgres() as url:
            fine &= report("Postgres", url, options.jobs, options.kill_every)
    else:
        print("soak on Postgres: skipped, CV_ROM_TEST_DATABASE_URL names no server")
    return 0 if fine else 1


if __name__ == "__main__":
    sys.exit(main())
