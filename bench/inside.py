"""What the bench runs in a process of its own: `python bench/inside.py speed|memory|reports CLIP...` prints JSON."""

from __future__ import annotations

import json
import sys
import time
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

ROUNDS = 2
FRAMES_IN_MEMORY = 120
MODEL = Path(__file__).parent.parent / "models" / "pose_landmarker_full.task"


def analyze(clip: Path) -> float:
    """Seconds that `cv-rom analyze --no-video` needs, from the file to the written reports."""
    from cv_rom.workflow import AnalysisRequest, analyze_file, write_reports

    start = time.perf_counter()
    with TemporaryDirectory() as folder:
        analysis = analyze_file(AnalysisRequest(video=clip, protocol="squat"))
        write_reports(analysis, Path(folder), formats={"json", "html", "csv"}, video=False)
    return time.perf_counter() - start


def bare_loop(clip: Path) -> tuple[float, int]:
    """Seconds that MediaPipe alone needs for the frames of `clip`, and how many they are.

    The pictures wait in memory as RGB (a part of the clip at a time); decoding and loading the model do not count.
    """
    import av
    import mediapipe as mp
    from mediapipe.tasks import python as tasks

    options = tasks.vision.PoseLandmarkerOptions(
        base_options=tasks.BaseOptions(model_asset_path=str(MODEL)),
        running_mode=tasks.vision.RunningMode.VIDEO,
        num_poses=1,
    )
    seconds, count = 0.0, 0
    with tasks.vision.PoseLandmarker.create_from_options(options) as landmarker, av.open(clip) as container:
        video = container.streams.video[0]
        video.thread_type = "AUTO"
        frames = container.decode(video)
        while part := [(f.to_ndarray(format="rgb24"), round(f.time * 1000)) for f in islice(frames, FRAMES_IN_MEMORY)]:
            start = time.perf_counter()
            for image, time_ms in part:
                landmarker.detect_for_video(mp.Image(image_format=mp.ImageFormat.SRGB, data=image), time_ms)
            seconds += time.perf_counter() - start
            count += len(part)
    return seconds, count


def speed(warm_up: Path, clip: Path) -> dict[str, list[float]]:
    """Frames a second of both, taking turns so that a busy machine slows both."""
    analyze(warm_up)
    analysis, bare = [], []
    for _ in range(ROUNDS):
        seconds, frames = bare_loop(clip)
        bare.append(frames / seconds)
        analysis.append(frames / analyze(clip))
    return {"analysis": analysis, "bare": bare}


def memory(clip: Path) -> dict[str, float]:
    """Peak memory of this process after one analysis, in MB."""
    import resource

    analyze(clip)
    unit = 1e6 if sys.platform == "darwin" else 1e3  # macOS counts bytes, Linux kilobytes
    return {"peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit}


def reports(warm_up: Path, clip: Path) -> dict[str, float]:
    """Seconds of the analysis of `clip`, of its key frames, of each kind of report made of them, of the annotated
    video, and of the clip itself.
    """
    from cv_rom.report_pictures import PictureSource, take_key_frames
    from cv_rom.reports.csv_report import write_csv
    from cv_rom.reports.html_report import write_html
    from cv_rom.reports.json_report import write_json
    from cv_rom.reports.opensim_report import write_opensim
    from cv_rom.reports.pdf_report import write_pdf
    from cv_rom.video.limits import DEFAULT_LIMITS
    from cv_rom.workflow import AnalysisRequest, analyze_file, write_reports

    clock = time.perf_counter
    seconds: dict[str, float] = {}
    for video in (warm_up, clip):
        with TemporaryDirectory() as folder:
            out, start = Path(folder), clock()
            analysis = analyze_file(AnalysisRequest(video, protocol="squat", height_cm=175.0))
            assessment = analysis.assessment
            seconds["analysis"], start = clock() - start, clock()
            source = PictureSource(video, DEFAULT_LIMITS, analysis.recording, assessment)
            pictures = take_key_frames(source, keep_faces=False)
            seconds["pictures"], start = clock() - start, clock()
            write_html(assessment, out / "report.html", key_frames=pictures)
            seconds["html"], start = clock() - start, clock()
            write_pdf(assessment, out / "report.pdf", key_frames=pictures)
            seconds["pdf"], start = clock() - start, clock()
            write_json(assessment, out / "assessment.json")
            write_csv(assessment, out / "series.csv")
            write_opensim(assessment, source.track, out)
            seconds["data"], start = clock() - start, clock()
            write_reports(analysis, out, formats={"json"}, video=True)
            seconds["video"] = clock() - start
            seconds["clip"] = assessment.source.duration_s if assessment.source is not None else 0.0
    return seconds


if __name__ == "__main__":
    what, *clips = sys.argv[1:]
    print(json.dumps({"speed": speed, "memory": memory, "reports": reports}[what](*map(Path, clips))))
