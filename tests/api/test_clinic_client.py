"""The example of a clinic's client, as a clinic would run it."""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import ModuleType

import httpx
import pytest
from cv_rom_api import administration

SCRIPT = Path(__file__).parents[2] / "docs" / "clinic_client.py"
Serve = Callable[..., AbstractContextManager[httpx.Client]]


def run(url: str, video: Path, *arguments: str, key: str = "") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, SCRIPT, video, "--service", url, *arguments]
    environment = {**os.environ, "CV_ROM_KEY": key}
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60, env=environment)


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    path = tmp_path / "sample"
    path.write_bytes(b"video")
    return path


def test_a_video_becomes_a_report_a_bundle_and_a_line(client: httpx.Client, sample: Path, tmp_path: Path) -> None:
    out = tmp_path / "K-17"
    done = run(str(client.base_url), sample, "--subject", "K-17", "--consent", "--protocol", "squat", "--out", str(out))
    assert (done.returncode, done.stdout) == (
        0,
        "best_peak_dorsiflexion_deg (left): 26.0 deg, 95 % interval 22.9 to 29.1\n",
    ), done.stderr
    assert done.stderr.splitlines()[-1] == "done, 100%"
    assert "<title>report</title>" in (out / "report.html").read_text()
    assert json.loads((out / "fhir.json").read_text())["resourceType"] == "Bundle"
    assert json.loads((out / "assessment.json").read_text())["protocol"] == "squat"


@pytest.mark.parametrize(
    ("name", "arguments", "said"),
    [
        pytest.param("notes.txt", [], "refused (415): notes.txt is not a video", id="not a video"),
        pytest.param("sample", ["--subject", "K-1"], "refused (422): consent: must be true", id="without consent"),
        pytest.param("unreadable", [], "failed: unreadable: no picture could be decoded", id="failed"),
    ],
)
def test_what_goes_wrong_is_said(
    client: httpx.Client, tmp_path: Path, name: str, arguments: list[str], said: str
) -> None:
    video = tmp_path / name
    video.write_bytes(b"text" if name == "notes.txt" else b"video")
    done = run(str(client.base_url), video, *arguments)
    assert (done.returncode, done.stdout) == (1, "")
    assert said in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("url", "video", "message"),
    [
        ("127.0.0.1:8000", "sample", "127.0.0.1:8000 is no address of a service: give it as http://"),
        ("http://127.0.0.1:9", "nowhere.mp4", "there is no video"),
    ],
)
def test_slips_are_told_at_once(sample: Path, url: str, video: str, message: str) -> None:
    done = run(url, sample.with_name(video))
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert done.stderr.startswith(message)


def test_a_key_is_sent(
    serve: Serve, sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CV_ROM_DATA_DIR", str(tmp_path))
    administration.create_key("Praxis am Markt", "")
    key = capsys.readouterr().out.strip()
    with serve() as client:
        assert "refused (401)" in run(str(client.base_url), sample).stderr
        assert run(str(client.base_url), sample, "--out", str(tmp_path / "out"), key=key).returncode == 0


@pytest.fixture
def module() -> ModuleType:
    spec = importlib.util.spec_from_file_location("clinic_client", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_a_missing_number_comes_with_its_reason(module: ModuleType) -> None:
    values = {"value": None, "interval_95": None, "unit": "deg", "side": "left", "reason": "wrong_view"}
    angle = {"name": "best_peak_dorsiflexion_deg", **values}
    words = module.in_words(module.key_figure([angle]))
    assert words == "best_peak_dorsiflexion_deg (left): not assessable, wrong_view"
    distance = {"name": "best_toe_to_wall_cm", **values, "value": 9.1, "unit": "cm", "interval_95": [8.0, 10.2]}
    assert module.key_figure([angle, distance]) == distance


class Answers:
    """A server that answers what it is told, one after the other, and notes what it was asked."""

    def __init__(self, *answers: tuple[int, dict[str, str], bytes] | None) -> None:
        self.answers = list(answers)
        self.asked: list[tuple[str, str | None, bytes]] = []

    @contextmanager
    def serving(self) -> Iterator[str]:
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def answer(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                outer.asked.append((self.path.split("?")[0], self.headers["Idempotency-Key"], body))
                answer = outer.answers.pop(0)
                if answer is None:  # the connection breaks
                    return
                status, headers, content = answer
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(content)

            do_GET = do_POST = answer  # noqa: N815 - as http.server wants it

            def log_message(self, *_: object) -> None:
                pass

        with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
            thread = threading.Thread(target=server.serve_forever)
            thread.start()
            yield f"http://127.0.0.1:{server.server_port}"
            server.shutdown()
            thread.join()


def test_a_busy_or_broken_service_is_asked_again_for_the_same(
    module: ModuleType, sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    waited: list[float] = []
    monkeypatch.setattr(module.time, "sleep", waited.append)
    busy, stopping = (429, {"Retry-After": "60"}, b"{}"), (503, {"Retry-After": "10"}, b'{"detail": "stops"}')
    server = Answers(busy, None, stopping, (202, {"Location": "/v1/assessments/1"}, b"{}"))
    with server.serving() as url:
        assert module.Service(url, None).send(sample, {"protocol": "squat"}) == "/v1/assessments/1"
    assert waited == [60.0, 2.0, 10.0]
    assert len(server.asked) == 4
    assert len(set(server.asked)) == 1, "the same video under the same key"
    assert server.asked[0][1:] != (None, b"")


def test_events_that_break_off_are_taken_up_again(module: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module.time, "sleep", lambda _: None)
    running, done = ({"status": status, "progress": 0.5} for status in ("running", "done"))
    first, last = (f"id: 1\ndata: {json.dumps(state)}\n\n".encode() for state in (running, done))
    server = Answers((200, {}, first), (200, {"Content-Length": "999"}, b": still there\n\n"), (200, {}, last))
    with server.serving() as url:
        assert module.Service(url, None).follow("/v1/assessments/1") == done


def test_a_service_that_stays_away_is_given_up(
    module: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(module.time, "sleep", lambda _: None)
    with pytest.raises(SystemExit, match="given up after 6 tries"):
        module.Service("http://127.0.0.1:9", None).fetch("/v1/assessments/1/fhir")
    assert capsys.readouterr().err.count("again in") == 6
