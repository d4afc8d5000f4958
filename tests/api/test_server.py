"""`cv-rom serve` in a process of its own, with uploads as clients really send them."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest
from clips import write_clip
from fhir.resources.R4B.bundle import Bundle
from service_client import ServerProcess, wait_for

SAMPLES = Path(__file__).parents[2] / "samples"
SQUAT = "/v1/assessments?protocol=squat"


@pytest.fixture
def client(server: ServerProcess) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=server.url, timeout=60) as client:
        yield client


def pieces(size: int, of_bytes: int = 50_000) -> Iterator[bytes]:
    for _ in range(0, size, of_bytes):
        yield bytes(of_bytes)


def folders(server: ServerProcess) -> set[str]:
    return {path.name for name in ("assessments", "incoming") for path in (server.data_dir / name).iterdir()}


def wait_until_gone(server: ServerProcess, before: set[str]) -> None:
    deadline = time.monotonic() + 10
    while folders(server) - before:
        assert time.monotonic() < deadline, "an upload that was given up is still there"
        time.sleep(0.02)


def raw_exchange(server: ServerProcess, request: bytes) -> bytes:
    """The answer to bytes that no well-behaved client sends."""
    address = urlsplit(server.url)
    with socket.create_connection((address.hostname, address.port), timeout=10) as connection:
        connection.sendall(request)
        return connection.recv(65536)


def test_a_file_that_is_no_video_is_refused(client: httpx.Client, server: ServerProcess) -> None:
    before = folders(server)
    text = (SAMPLES / "SOURCES.md").read_bytes()
    answer = client.post(f"{SQUAT}&name=clip.mp4", content=text, headers={"Content-Type": "video/mp4"})
    assert (answer.status_code, answer.headers["content-type"]) == (415, "application/problem+json")
    assert answer.json()["detail"].startswith("clip.mp4 is not a video that can be read")
    assert folders(server) == before


def test_a_stream_over_the_limit_is_cut_off(client: httpx.Client, server: ServerProcess) -> None:
    before = folders(server)
    answer = client.post(SQUAT, content=pieces(4_000_000))
    assert (answer.status_code, answer.json()["type"]) == (413, "urn:cv-rom:problem:too-large")
    assert folders(server) == before
    assert client.get("/health/live").status_code == 200


def test_a_length_over_the_limit_is_refused_before_the_upload(server: ServerProcess) -> None:
    head = b"POST /v1/assessments?protocol=squat HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 3000001\r\n\r\n"
    assert raw_exchange(server, head).startswith(b"HTTP/1.1 413")


def test_an_upload_that_is_given_up_leaves_nothing(client: httpx.Client, server: ServerProcess) -> None:
    before = folders(server)
    address = urlsplit(server.url)
    with socket.create_connection((address.hostname, address.port), timeout=10) as connection:
        connection.sendall(
            b"POST /v1/assessments?protocol=squat HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 9999\r\n\r\nhalf"
        )
        while not folders(server) - before:
            time.sleep(0.02)
    wait_until_gone(server, before)
    assert client.get("/health/live").status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "/v1/assessments/../../service.lock",
        "/v1/assessments/..%2f..%2fservice.lock",
        "/v1/assessments/../assessments/x/upload",
        "/v1/assessments/%2e%2e/report.html",
        "/v1/assessments/..%5c..%5cservice.lock",
        "/v1/assessments/%00/report.html",
        "/v1/subjects/..%2f..%2fcv-rom.sqlite",
        "/static/..%2f..%2fapp.py",
        "/static/%2e%2e/%2e%2e/app.py",
        "/static//etc/passwd",
        "//etc/passwd",
    ],
)
def test_no_path_leads_out_of_the_assessments(server: ServerProcess, path: str) -> None:
    answer = raw_exchange(server, f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n".encode())
    assert answer.startswith(b"HTTP/1.1 404")
    assert b"application/problem+json" in answer


Attempt = tuple[str, int | None, dict[str, str]]
"""Host, port and settings."""
_ATTEMPTS = """
import contextlib, io, json, os, sys
from cv_rom_api.server import serve
for host, port, settings in json.loads(sys.argv[1]):
    os.environ |= settings
    with contextlib.redirect_stderr(io.StringIO()) as said:
        try:
            serve(host, port)
        except SystemExit as end:
            print(json.dumps([end.code, said.getvalue()]))
"""


@pytest.fixture(scope="module")
def refusals(server: ServerProcess, tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[int, str]]:
    """Exit code and words of services that cannot start, one after the other in one process."""
    folder = tmp_path_factory.mktemp("refused")
    usual = {"CV_ROM_DATA_DIR": str(folder / "data"), "CV_ROM_WORKERS": ""}
    attempts: dict[str, Attempt] = {
        "taken": ("127.0.0.1", urlsplit(server.url).port, usual),
        "port": ("127.0.0.1", 99999, usual),
        "host": ("no.such.host.invalid", 0, usual),
        "setting": ("127.0.0.1", 0, usual | {"CV_ROM_WORKERS": "many"}),
        "data folder": ("127.0.0.1", 0, usual | {"CV_ROM_DATA_DIR": "/dev/null/here"}),
        "second": ("127.0.0.1", 0, usual | {"CV_ROM_DATA_DIR": str(server.data_dir)}),
    }
    refusals = refused(list(attempts.values()))
    assert list(folder.iterdir()) == [], "a service that does not start makes nothing"
    refusals += refused([("0.0.0.0", 0, usual)])  # which looks for keys in its database
    return dict(zip([*attempts, "no key"], refusals, strict=True))


def refused(attempts: Sequence[Attempt]) -> list[tuple[int, str]]:
    """Exit code and words of each attempt to serve."""
    run = [sys.executable, "-c", _ATTEMPTS, json.dumps(attempts)]
    done = subprocess.run(run, capture_output=True, text=True, check=True)
    return [(code, said) for code, said in map(json.loads, done.stdout.splitlines())]


@pytest.mark.parametrize(
    ("attempt", "message"),
    [
        ("taken", "port {port} on 127.0.0.1 is taken; choose another one with --port\n"),
        ("port", "there is no port 99999; choose one from 1 to 65535 with --port\n"),
        ("host", "cannot listen on no.such.host.invalid"),
        ("setting", "the setting CV_ROM_WORKERS is wrong"),
        ("data folder", "the data folder /dev/null/here cannot be used"),
        ("second", "another service is using the data folder {data_dir}"),
        (
            "no key",
            "anybody who can reach 0.0.0.0 could use the service, as there is no key yet; "
            "make one first: cv-rom keys create --clinic NAME\n",
        ),
    ],
)
def test_what_keeps_it_from_starting_is_said_in_one_line(
    server: ServerProcess, refusals: dict[str, tuple[int, str]], attempt: str, message: str
) -> None:
    code, said = refusals[attempt]
    assert (code, said.count("\n")) == (2, 1), said
    expected = message.format(port=urlsplit(server.url).port, data_dir=server.data_dir)
    assert said.startswith(f"cv-rom serve: {expected}")


def test_endless_headers_are_cut_off(client: httpx.Client, server: ServerProcess) -> None:
    head = b"GET /health/live HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Long: " + b"x" * 40_000
    assert raw_exchange(server, head).startswith(b"HTTP/1.1 431")
    assert client.get("/health/live").status_code == 200


def test_two_videos_at_once_end_to_end(client: httpx.Client, server: ServerProcess, tmp_path: Path) -> None:
    """One as a raw stream, one with nobody in view from a form: both are done, the second one says why not."""

    def send_squat() -> str:
        with (SAMPLES / "squat-side.mp4").open("rb") as video:
            answer = client.post(f"{SQUAT}&foot_length_cm=24.2&name=squat-side.mp4", content=video)
        return str(answer.headers["location"])

    def send_nobody() -> str:
        with write_clip(tmp_path / "nobody.mp4", size=(320, 240)).open("rb") as video:
            answer = client.post("/v1/assessments?protocol=knee-to-wall", files={"video": video})
        return str(answer.headers["location"])

    with ThreadPoolExecutor(2) as pool:
        locations = [pool.submit(send_squat), pool.submit(send_nobody)]
    squat, nobody = (wait_for(client, location.result(), limit_s=200) for location in locations)
    assert (squat["status"], nobody["status"]) == ("done", "done"), server.log.read_text()
    assert squat["assessment"]["source"]["name"] == "squat-side.mp4"
    assert squat["assessment"]["subject"]["foot_length_cm"] == 24.2
    assert len(squat["assessment"]["repetitions"]) == 3
    assert nobody["assessment"]["source"]["name"] == "nobody.mp4"
    measures = nobody["assessment"]["measures"]
    assert {measure["status"] for measure in measures} == {"not_assessable"}
    for state in (squat, nobody):
        files = {name: client.get(path) for name, path in state["artefacts"].items()}
        opensim = {"angles.mot", "points.trc"} if state is squat else set()
        reports = {
            "assessment.json",
            "report.html",
            "report.pdf",
            "series.csv",
            "annotated.mp4",
            "annotated.jpg",
            "fhir",
        }
        assert set(files) == reports | opensim
        assert files["assessment.json"].json() == state["assessment"]
        assert files["series.csv"].text.startswith("time_s")
        assert files["report.pdf"].content.startswith(b"%PDF-")
        assert b"ftyp" in files["annotated.mp4"].content[:16]
        assert files["annotated.jpg"].content.startswith(b"\xff\xd8")
        assert Bundle.model_validate_json(files["fhir"].content).entry
        assert not (server.data_dir / "assessments" / state["id"] / "upload").exists()
