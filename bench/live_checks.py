"""The live check: a push, an hour, the desktop path. `python bench/live_checks.py PART` prints one of them as JSON."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from itertools import chain, count
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests"))  # the stick figure

ROUNDS = 4
HOUR_S = 3600.0
WIDTH, HEIGHT, RATE = 640, 480, 30.0


def squats(rate: float) -> Iterator[tuple[Any, Any]]:
    """Poses of somebody who squats without end, as noisy as a pose model's, and what is told of the planted foot."""
    from live_runs import motion_of
    from stick_figure import film, squats
    from track_changes import noisy

    from cv_rom.poses import Pose
    from cv_rom.skeleton import Side

    truth = film(squats((30.0, 26.0, 34.0), heel_lift_deg=(0.0, 10.0, 0.0), rest_s=2.5, rate=rate))
    track = noisy(truth, 1.0, stated_px=3.0)
    for number in count():
        frame = number % len(track)
        motion = motion_of(truth, 0, frame, Side.RIGHT)
        pose = Pose(number / rate, track.xy_px[frame], track.visibility[frame], track.noise_px[frame])
        yield pose, None if number < 2.2 * rate else type(motion)(2.1, motion.left, motion.right)


def check() -> Any:
    from stick_figure import scene

    from cv_rom.live import LiveCheck

    return LiveCheck("squat", scene(height_cm=175.0))


def yardstick_us() -> float:
    """Time of a fixed piece of numpy work, which tells how quick this machine is just now."""
    values = np.arange(33.0)
    start = time.thread_time_ns()
    for _ in range(50):
        np.median(values)
    return (time.thread_time_ns() - start) / 50e3


def push() -> dict[str, Any]:
    """Microseconds of processor time of a push at two frame rates, taking turns with the yardstick."""
    rates = (15.0, 30.0)
    taken: dict[float, list[float]] = {rate: [] for rate in rates}
    yardstick = []
    for _ in range(ROUNDS):
        for rate in rates:
            yardstick.append(yardstick_us())
            live = check()
            for (pose, motion), _ in zip(squats(rate), range(int(40 * rate)), strict=False):
                start = time.thread_time_ns()
                live.push(pose, motion)
                taken[rate].append((time.thread_time_ns() - start) / 1e3)
    return {
        "yardstick_us": float(np.median(yardstick)),
        "push_us": {f"{rate:.0f}": np.percentile(taken[rate], [50, 99]).tolist() for rate in rates},
    }


def resident_mb() -> float:
    """Memory of this process now."""
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * 4096 / 1e6


def hour() -> dict[str, Any]:
    """An hour at 30 frames/s, replayed: memory after the first quarter and at the end, and the time of the analysis."""
    live, memory = check(), []
    marks = [HOUR_S / 60, HOUR_S / 4, HOUR_S]
    start = time.perf_counter()
    for pose, motion in squats(RATE):
        live.push(pose, motion)
        if pose.time_s >= marks[len(memory)]:
            memory.append(resident_mb())
            if len(memory) == len(marks):
                break
    replayed_s = time.perf_counter() - start
    start = time.perf_counter()
    found = live.finish()
    return {
        "resident_mb": memory,
        "pushes_s": live.reading.time_s * RATE / replayed_s,
        "repetitions": live.reading.repetitions,
        "kept_frames": len(live.recorded),
        "kept_repetitions": len(found.repetitions),
        "finish_s": time.perf_counter() - start,
        "finish_peak_mb": resident_mb(),
    }


class Camera:
    """Plays pictures in memory at 30 a second, again and again, as a camera would give them."""

    width_px, height_px, frames_expected = WIDTH, HEIGHT, None

    def __init__(self, images: list[Any], seconds: float, clock: Callable[[], float]) -> None:
        self.images, self.frames, self.clock = images, int(seconds * RATE), clock

    def __iter__(self) -> Iterator[Any]:
        from cv_rom.frames import Frame

        start_s = self.clock()
        standing = [self.images[0]] * int(4.0 * RATE)
        for index, image in zip(range(self.frames), chain(standing, *[self.images] * 99), strict=False):
            time.sleep(max(0.0, start_s + index / RATE - self.clock()))
            yield Frame(image, self.clock(), index)  # a driver's copy and conversion come on top: about 1 ms


def pictures() -> list[Any]:
    """A sample clip as a camera of 640 x 480 would have seen it."""
    import cv2

    from cv_rom.video.video_file import VideoFile

    found = []
    with VideoFile(ROOT / "samples" / "squat-side.mp4") as video:
        width = round(HEIGHT * video.width_px / video.height_px)
        left = (WIDTH - width) // 2
        for frame in video:
            canvas = np.full((HEIGHT, WIDTH, 3), 128, np.uint8)
            canvas[:, left : left + width] = cv2.resize(frame.image, (width, HEIGHT), interpolation=cv2.INTER_AREA)
            found.append(canvas)
    return found


def desktop() -> dict[str, Any]:
    """Readings a second and the time from a frame to its reading, with and without the window's drawing."""
    from cv_rom.live_screen import live_panel
    from cv_rom.live_workflow import LiveRequest, live_estimator, new_session
    from cv_rom.reports.live_picture import LivePicture
    from cv_rom.skeleton import Side
    from cv_rom.video.newest import NewestFrames

    images, answers = pictures(), {}
    with live_estimator() as estimator:
        for name in ("without drawing", "with drawing"):
            camera = Camera(images, 25.0, time.monotonic)
            session = new_session(LiveRequest("squat", height_cm=175.0), camera, estimator, "auto")
            drawing = LivePicture(width_px=WIDTH, height_px=HEIGHT)
            latency_ms, times_s = [], []
            with NewestFrames(camera) as frames:
                for frame in frames:
                    step = session.push(frame)
                    now_s = time.monotonic()
                    latency_ms.append(1e3 * (now_s - frame.time_s))
                    times_s.append(now_s)
                    if name == "with drawing":
                        panel = live_panel(step.reading, knee_to_wall=False, muted=False)
                        drawing.draw(frame.image, step.pose, Side.RIGHT, panel)
            answers[name] = {
                "readings_a_second": (len(times_s) - 1) / (times_s[-1] - times_s[0]),
                "latency_ms": np.percentile(latency_ms[10:], [50, 95]).tolist(),
                "repetitions": session.check.reading.repetitions,
            }
    return answers


def measured(what: str) -> dict[str, Any]:
    """One measurement in a process of its own."""
    done = subprocess.run([sys.executable, __file__, what], capture_output=True, check=False, text=True)
    if done.returncode != 0:
        sys.exit(done.stderr)
    answer: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return answer


def report() -> None:
    """Print all three."""
    taken = measured("push")
    print("live check, processor time of a push (yardstick: numpy's median of 33 numbers, taken in turns):")
    for rate, (middle, slow) in taken["push_us"].items():
        print(f"  {rate} frames/s               {middle:6.0f} us, 99 % within {slow:.0f} us", end="")
        print(f" ({middle / taken['yardstick_us']:.0f} yardsticks of {taken['yardstick_us']:.1f} us)")
    long = measured("hour")
    print("an hour at 30 frames/s, replayed:")
    print(f"  memory                    {', '.join(f'{mb:.0f}' for mb in long['resident_mb'])} MB after 1, 15, 60 min")
    print(f"  replayed at               {long['pushes_s']:6.0f} poses/s, {long['repetitions']} repetitions counted")
    print(f"  analysis at the end       {long['finish_s']:6.1f} s for the {long['kept_frames']} poses that were kept")
    print(f"desktop path, camera of {WIDTH} x {HEIGHT} at {RATE:.0f} frames/s:")
    for name, found in measured("desktop").items():
        middle, slow = found["latency_ms"]
        print(
            f"  {name:25s} {found['readings_a_second']:5.1f} readings/s, from frame to reading {middle:.0f} ms", end=""
        )
        print(f", 95 % within {slow:.0f} ms")


if __name__ == "__main__":
    print(json.dumps({"push": push, "hour": hour, "desktop": desktop}[sys.argv[1]]()))
