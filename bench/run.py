"""`make bench`: how fast, how large, how soon, how exact. All timings are of this machine; the ratios travel.

The parts run in processes of their own: this one stays small, because a child's peak memory is never
reported below its parent's.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import accuracy
import long_clips

PARTS = ("speed", "memory", "start", "accuracy")
INSIDE = Path(__file__).with_name("inside.py")
# A scoring script for more clips with known truth, where one lies beside the checkout.
SCORER = Path(__file__).parent.parent.parent / "shared" / "tools" / "score_clips.py"


def inside(what: str, *clip: Path) -> dict[str, Any]:
    """The answer of `bench/inside.py`."""
    done = subprocess.run([sys.executable, INSIDE, what, *clip], capture_output=True, check=False, text=True)
    if done.returncode != 0:
        sys.exit(done.stderr)
    answer: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return answer


def median_s(command: list[str], *, rounds: int = 5) -> float:
    """Median wall-clock time of a command, in seconds, after one round that fills the caches."""
    times = []
    for _ in range(rounds + 1):
        start = time.perf_counter()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        times.append(time.perf_counter() - start)
    return statistics.median(times[1:])


def report_speed() -> None:
    rates = inside("speed", long_clips.squats(20), long_clips.squats(60))
    analysis, bare = statistics.mean(rates["analysis"]), statistics.mean(rates["bare"])
    ratios = ", ".join(f"{a / b:.2f}" for a, b in zip(rates["analysis"], rates["bare"], strict=True))
    print("speed, 60 s at 1280 x 720, one after the other in turns:")
    print(f"  analyze --no-video        {analysis:6.1f} frames/s")
    print(f"  MediaPipe alone           {bare:6.1f} frames/s (pictures already in memory)")
    print(f"  ratio                     {analysis / bare:6.2f} (by round: {ratios})")


def report_memory() -> None:
    short, long = (inside("memory", long_clips.squats(seconds))["peak_mb"] for seconds in (20, 300))
    print("peak memory of one analysis at 1280 x 720:")
    print(f"  20 s                      {short:6.0f} MB")
    print(f"  300 s                     {long:6.0f} MB ({long - short:+.0f} MB, ratio {long / short:.2f})")


def report_start() -> None:
    code = "import time; start = time.perf_counter(); import cv_rom; print(time.perf_counter() - start)"
    command = [sys.executable, "-c", code]
    imported = statistics.median(float(subprocess.check_output(command)) for _ in range(5))
    helped = median_s([str(Path(sys.executable).with_name("cv-rom")), "--help"])
    print("start:")
    print(f"  import cv_rom             {imported:6.3f} s")
    print(f"  cv-rom --help             {helped:6.3f} s")


def report_accuracy() -> None:
    if SCORER.is_file():
        command = Path(sys.executable).with_name("cv-rom")
        subprocess.run([sys.executable, SCORER, "--cv-rom", command], check=True)
    else:
        accuracy.report()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", nargs="+", choices=PARTS, default=PARTS, help="only these parts")
    for part in parser.parse_args().only:
        {"speed": report_speed, "memory": report_memory, "start": report_start, "accuracy": report_accuracy}[part]()
        print(flush=True)


if __name__ == "__main__":
    main()
