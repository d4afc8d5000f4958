"""Hostile and odd uploads: each gets the answer that the API documents, and the service goes on as if nothing was."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import av
import httpx
import measured_children
import pytest
from cv_rom_api.app import create_app
from cv_rom_api.settings import Settings
from hostile_uploads import HUGE_INDEX, NO_VIDEO, ODD, TOO_LARGE, Upload, png_movie
from service_client import serving, wait_for

SAMPLES = Path(__file__).parents[2] / "samples"
SENT = {"page.mp4", "playlist.mp4", "archive.mp4", "sound.mp4", "alias.mov", "cut.mp4", "speck.mp4"}
"""The others would get their answers from the same lines."""
KINDS = {"no-video": (415, "not-a-video"), "too-large": (413, "too-large")}
CHECK_MB = 800
"""What looking at an upload may take; nothing here needs more than pictures of 144 million pixels do."""
LIMIT_MB = 2600


@pytest.fixture(scope="module")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("data")


@pytest.fixture(scope="module")
def client(data_dir: Path) -> Iterator[httpx.Client]:
    """A client of a service that really looks at uploads and really analyses them."""
    functions = {name: f"measured_children:{name}" for name in ("analyze", "check_video")}
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv(measured_children.PEAKS, str(data_dir / "peaks"))
        settings = Settings(data_dir=data_dir, job_memory_limit_mb=LIMIT_MB, workers=2)
        with serving(create_app(settings, **functions)) as client:
            client.timeout = 60
            yield client


def peaks_mb(data_dir: Path, what: str) -> dict[str, int]:
    """The peak memory of each process, by the name of its video."""
    lines = [line.split() for line in (data_dir / "peaks").read_text().splitlines()]
    return {name: int(peak_mb) for kind, name, peak_mb in lines if kind == what}


def post(client: httpx.Client, path: Path) -> httpx.Response:
    headers = {"Content-Type": "text/html"}  # which decides nothing
    return client.post("/v1/assessments", params={"name": path.name}, content=path.read_bytes(), headers=headers)


def write(upload: Upload, folder: Path) -> Path:
    upload.write(folder / upload.name)
    return folder / upload.name


def beginning_of_a_sample(path: Path) -> Path:
    """A second of a real video."""
    with av.open(str(SAMPLES / "squat-side.mp4")) as source, av.open(str(path), "w") as target:
        stream = target.add_stream_from_template(source.streams.video[0])
        for packet in source.demux(video=0):
            if packet.dts is None or packet.pts * packet.time_base > 1.0:
                break
            packet.stream = stream
            target.mux(packet)
    return path


def test_each_is_refused_with_its_reason(client: httpx.Client, data_dir: Path, tmp_path: Path) -> None:
    uploads = [*(upload for upload in NO_VIDEO if upload.name in SENT), *TOO_LARGE, HUGE_INDEX]
    paths = [write(upload, tmp_path) for upload in uploads]
    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(lambda path: post(client, path), paths))
    for upload, answer in zip(uploads, answers, strict=True):
        status, kind = KINDS[upload.outcome]
        assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json"), upload.name
        problem = answer.json()
        assert (problem["type"], problem["status"]) == (f"urn:cv-rom:problem:{kind}", status)
        assert problem["detail"].startswith(upload.name)
        assert upload.says in problem["detail"]
    assert [folder.name for folder in data_dir.glob("*/*") if folder.parent.name in ("incoming", "assessments")] == []
    peaks = peaks_mb(data_dir, "check")
    assert set(peaks) == {upload.name for upload in uploads}
    assert max(peaks.values()) < CHECK_MB, peaks
    assert client.get("/health/ready").status_code == 200


def test_odd_videos_are_analysed_and_say_why_nothing_was_measured(
    client: httpx.Client, data_dir: Path, tmp_path: Path
) -> None:
    [odd] = (upload for upload in ODD if upload.name == "microseconds.mp4")
    sent = {odd.name: post(client, write(odd, tmp_path))}
    greedy = tmp_path / "greedy.mov"
    greedy.write_bytes(png_movie(5900, 40))
    sent["greedy.mov"] = post(client, greedy)
    sent["sample.mp4"] = post(client, beginning_of_a_sample(tmp_path / "sample.mp4"))
    assert {name: answer.status_code for name, answer in sent.items()} == dict.fromkeys(sent, 202)
    states = {name: wait_for(client, answer.headers["location"]) for name, answer in sent.items()}
    assert states[odd.name]["assessment"]["repetitions"] == []
    assert {measure["reason"] for measure in states[odd.name]["assessment"]["measures"]} == {"person_not_found"}
    assert states["greedy.mov"]["problem"]["type"] == "urn:cv-rom:problem:out-of-memory"
    assert "Send a shorter or smaller video" in states["greedy.mov"]["problem"]["detail"]
    assert states["sample.mp4"]["assessment"]["source"]["frames_with_person"] > 20
    assert {folder.name for folder in (data_dir / "assessments").iterdir()} == {
        state["id"] for name, state in states.items() if name != "greedy.mov"
    }
    peaks = peaks_mb(data_dir, "analysis")
    assert set(peaks) == set(sent)
    assert max(peaks.values()) < LIMIT_MB, peaks
