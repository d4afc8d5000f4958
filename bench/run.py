"""`make bench`: how fast, how large, how soon, how exact. All timings are of this machine; the ratios travel.

The parts run in processes of their own: this one stays small, because a child's peak memory is never
reported below its parent's.
"""

from __future__ import annotations

import argparse
import json
import shlex
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import accuracy
import live_checks
import live_page
import live_users
import long_clips
import reports
import service
import variations

PARTS = ("speed", "memory", "start", "reports", "live", "live-users", "live-page", "service", "accuracy")
INSIDE = Path(__file__).with_name("inside.py")
CV_ROM = Path(sys.executable).with_name("cv-rom")


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
    helped = median_s([str(CV_ROM), "--help"])
    print("start:")
    print(f"  import cv_rom             {imported:6.3f} s")
    print(f"  cv-rom --help             {helped:6.3f} s")


def report_accuracy(given: argparse.Namespace) -> None:
    print("accuracy of", given.clips or "samples/")
    only = given.clip or []
    if given.methods:
        accuracy.report_methods(given.clips, given.cv_rom, only=only, page=given.page)
    elif given.variations is None:
        accuracy.report(given.clips, given.cv_rom, only=only, page=given.page)
    else:
        names = given.variations or list(variations.VARIATIONS)
        accuracy.report_variations(given.clips, given.cv_rom, names, only=only, page=given.page)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", nargs="+", choices=PARTS, default=PARTS, help="only these parts")
    clips = parser.add_argument_group("accuracy and live-page")
    clips.add_argument("--clips", type=Path, help="folder of CLIP.mp4 with CLIP.json beside; without: samples/")
    clips.add_argument("--clip", nargs="+", help="only clips whose names start like this")
    clips.add_argument(
        "--variations",
        nargs="*",
        choices=variations.VARIATIONS,
        help="the same clips mirrored, rolled, noisy, ... instead, by variation (slow); without names: all of them",
    )
    clips.add_argument("--methods", action="store_true", help="one part of the method taken away at a time instead")
    clips.add_argument("--page", type=Path, help="a page whose marked block takes the tables")
    clips.add_argument("--cv-rom", default=shlex.quote(str(CV_ROM)), help="the command that is measured")
    given = parser.parse_args()
    if given.clips and not given.clips.is_dir():
        parser.error(f"{given.clips} is no folder")
    if given.variations is not None and not given.clips:
        parser.error("variations need --clips: the samples have no truth of every frame")
    return given


def main() -> None:
    given = arguments()
    parts = {
        "speed": report_speed,
        "memory": report_memory,
        "start": report_start,
        "reports": lambda: reports.report(inside),
        "live": live_checks.report,
        "live-users": live_users.report,
        "service": service.report,
    }
    for part in given.only:
        if part == "accuracy":
            report_accuracy(given)
        elif part == "live-page":
            live_page.report(given.clips, given.cv_rom, given.clip or [])
        else:
            parts[part]()
        print(flush=True)


if __name__ == "__main__":
    main()
