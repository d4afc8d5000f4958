"""WS /v1/live: landmarks in, readings out, and an assessment at the end; limits that hurt only those who break them."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import numpy as np
import pytest
from cv_rom_api import administration
from cv_rom_api.app import create_app
from cv_rom_api.live import line
from cv_rom_api.live.messages import MAX_MESSAGE_BYTES
from cv_rom_api.settings import Settings
from live_client import HEIGHT, LIFTS, SQUATS, STANDING, WIDTH, LiveClient, frame_of, live
from seen_ends import FOOT_CM, outline
from service_client import ServerProcess, serving, wait_for
from stick_figure import Camera, film, lunges, squats, standing
from track_changes import cut, joined
from websockets.exceptions import ConnectionClosed, InvalidStatus

Serve = Callable[..., AbstractContextManager[httpx.Client]]
FRAME = frame_of(STANDING[0])


@pytest.fixture(autouse=True)
def no_hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    """The tests send faster than a camera films."""
    monkeypatch.setattr(line, "BURST", 1e6)


@pytest.fixture
def limited(tmp_path: Path) -> Serve:
    """Makes services over `tmp_path` that analyse nothing."""
    return lambda **settings: serving(create_app(Settings(data_dir=tmp_path, **settings), worker=False))


@pytest.fixture(scope="module")
def measured(client: httpx.Client) -> Iterator[tuple[LiveClient, dict[str, Any]]]:
    """A check with a squat that counts and one with the heel up, and its end."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(line, "BURST", 1e6)
        with live(client, protocol="squat", height_cm=175) as check:
            check.do(LIFTS)
            yield check, check.stop()


def problem(message: dict[str, Any]) -> str:
    return str(message["problem"]["type"]).removeprefix("urn:cv-rom:problem:")


def test_readings_go_from_setup_to_measuring(measured: tuple[LiveClient, dict[str, Any]]) -> None:
    check, _ = measured
    assert list(dict.fromkeys(reading["step"] for reading in check.readings)) == ["setup", "calibrate", "measure"]
    flags = [tuple(reading["flags"]) for reading in check.readings]
    assert ("heel_lift",) in flags
    assert flags[-1] == ()
    deepest = max(reading["dorsiflexion_deg"] or 0.0 for reading in check.readings)
    assert deepest == pytest.approx(30.0, abs=1.5)


def test_the_end_names_the_assessment(measured: tuple[LiveClient, dict[str, Any]], client: httpx.Client) -> None:
    _, done = measured
    assert (done["step"], done["repetitions"], done["valid_repetitions"]) == ("done", 2, 1)
    state = wait_for(client, f"/v1/assessments/{done['assessment']}")
    assert state["status"] == "done"
    item = next(i for i in client.get("/v1/assessments").json()["items"] if i["id"] == done["assessment"])
    assert (item["protocol"], item["side"]) == ("squat", "right")


def test_the_assessment_is_the_recording_s_analysis(tmp_path: Path) -> None:
    filmed = replace(LIFTS, time_s=LIFTS.time_s + 100.0)  # the camera was open for long already
    with serving(create_app(Settings(data_dir=tmp_path))) as client:
        with live(client, protocol="squat", height_cm=175, footwear="barefoot") as check:
            check.do(filmed)
            done = check.stop()
        state = wait_for(client, f"/v1/assessments/{done['assessment']}")
        assert state["status"] == "done", state["problem"]
        reports = {"assessment.json", "report.html", "report.pdf", "series.csv", "angles.mot", "points.trc"}
        assert reports <= state["artefacts"].keys()
        assert "annotated.mp4" not in state["artefacts"]
        report = client.get(state["artefacts"]["report.html"]).text
    assert 'id="h-exercises"' in report, "as in the report of a video"
    assessment = state["assessment"]
    assert [r["valid"] for r in assessment["repetitions"]] == [True, False]
    assert assessment["repetitions"][0]["start_s"] > 0.0
    assert assessment["repetitions"][1]["end_s"] <= assessment["source"]["duration_s"] <= LIFTS.time_s[-1]
    assert (assessment["source"]["name"], assessment["source"]["width"]) == ("Live check", WIDTH)
    assert assessment["subject"]["footwear"] == "barefoot"
    assert assessment["provenance"]["settings"]["live"] is True
    peaks = {m["name"]: m["value"] for m in assessment["repetitions"][0]["measures"]}
    assert peaks["peak_dorsiflexion_deg"] == pytest.approx(30.0, abs=1.5)


ROLLED = replace(Camera(), roll_deg=4.0)
UPRIGHT = [[x, 4.0, 300.0] for x in (-300.0, -250.0, 220.0, 310.0)]


def test_the_room_s_lines_tell_how_far_the_camera_is_turned(tmp_path: Path) -> None:
    filmed = joined(film(standing(3.0), ROLLED), film(squats((30.0,)), ROLLED))
    with serving(create_app(Settings(data_dir=tmp_path))) as client:
        with live(client, protocol="squat", height_cm=175) as check:
            check.do(filmed, lines=UPRIGHT)
            done = check.stop()
        state = wait_for(client, f"/v1/assessments/{done['assessment']}")
    assert state["assessment"]["view"]["roll_deg"] == pytest.approx(4.0, abs=0.1)
    deepest = max(reading["dorsiflexion_deg"] or 0.0 for reading in check.readings)
    assert deepest == pytest.approx(30.0, abs=1.5)
    [repetition] = state["assessment"]["repetitions"]
    peaks = {m["name"]: m["value"] for m in repetition["measures"]}
    assert peaks["peak_tibia_inclination_deg"] == pytest.approx(30.0, abs=1.5)


def test_the_ends_of_foot_and_knee_give_the_distance_to_the_wall(tmp_path: Path) -> None:
    filmed = joined(film(standing(3.0)), film(lunges((36.0,), rest_s=2.0)))
    seen = outline(filmed, Camera())
    with serving(create_app(Settings(data_dir=tmp_path))) as client:
        with live(client, protocol="knee-to-wall", foot_length_cm=FOOT_CM) as check:
            last = check.do(filmed, ends=seen)
            done = check.stop()
        state = wait_for(client, f"/v1/assessments/{done['assessment']}")
    true_cm = (seen.knee_px[:, 0].max() - np.median(seen.toe_px[:, 0])) / Camera().px_per_cm
    assert last["attempts"][0]["toe_to_wall_cm"] == pytest.approx(true_cm, abs=0.3)
    assert state["assessment"]["scale"]["px_per_cm"] == pytest.approx(Camera().px_per_cm, rel=0.01)
    [toes] = [m for m in state["assessment"]["repetitions"][0]["measures"] if m["name"] == "toe_to_wall_cm"]
    assert toes["value"] == pytest.approx(true_cm, abs=0.3)


@pytest.mark.parametrize(
    "lines", [[], [[0.0, 2.0, 30.0]], [[0.0, -8.0, 200.0], [10.0, 0.0, 200.0], [20.0, 8.0, 200.0]]]
)
def test_a_room_that_tells_nothing_changes_nothing(client: httpx.Client, lines: list[list[float]]) -> None:
    with live(client, protocol="squat", height_cm=175) as silent:
        silent.do(STANDING)
    with live(client, protocol="squat", height_cm=175) as check:
        check.do(STANDING, lines=lines)
    assert check.readings == silent.readings


def test_a_check_that_never_measured_leaves_nothing(client: httpx.Client, leaves_nothing: None) -> None:
    with live(client) as check:
        assert check.ask(FRAME)["step"] == "setup"
        assert check.stop()["assessment"] is None


def test_stopping_at_once_is_no_fault(client: httpx.Client) -> None:
    with live(client) as check:
        assert check.stop() == {"step": "done", "message": None, "flags": [], "assessment": None}
        assert check.is_closed()


ENDS = {"heel_px": [100, 500], "toe_px": [200, 500], "noise_px": 1}


def with_leg(**ends: dict[str, object]) -> str:
    """A frame whose right leg has these ends."""
    leg = {"heel": None, "forefoot": None} | ends
    return json.dumps(FRAME | {"foot_motion": {"reference_time_s": 0, "left": None, "right": leg}})


@pytest.mark.parametrize(
    ("message", "named"),
    [
        pytest.param("", "the message", id="empty"),
        pytest.param("hello", "the message", id="no JSON"),
        pytest.param("[1, 2]", "the message", id="a list"),
        pytest.param('{"stop": false}', "stop: Input should be True", id="no stop"),
        pytest.param(b"{}", "a binary frame: messages are JSON in text frames", id="binary"),
        pytest.param(json.dumps(FRAME | {"time_s": "1"}), "time_s", id="time as text"),
        pytest.param(json.dumps(FRAME | {"time_s": float("nan")}), "time_s", id="no time"),
        pytest.param(json.dumps(FRAME | {"width": 0}), "width", id="no picture"),
        pytest.param(json.dumps(FRAME | {"landmarks": FRAME["landmarks"][:32]}), "landmarks", id="a landmark missing"),
        pytest.param(json.dumps(FRAME | {"landmarks": [[0.5, 0.5]] * 33}), "landmarks.0.2", id="no visibility"),
        pytest.param(json.dumps(FRAME | {"landmarks": [[1e9, 0.5, 1]] * 33}), "landmarks.0.0", id="far away"),
        pytest.param(json.dumps(FRAME | {"light": 256}), "light", id="lighter than white"),
        pytest.param(json.dumps(FRAME | {"upright_lines": [[0, 60, 10]]}), "upright_lines.0.1", id="no upright line"),
        pytest.param(json.dumps(FRAME | {"upright_lines": [[0, 1, 9]] * 31}), "upright_lines", id="many lines"),
        pytest.param(
            json.dumps(FRAME | {"foot_motion": {"reference_time_s": 0, "left": None, "right": {"heel": 3}}}),
            "foot_motion.right.heel",
            id="a patch that is none",
        ),
        pytest.param(with_leg(ends={"heel_px": [9, 9], "toe_px": [99, 9]}), "foot_motion.right.ends", id="no noise"),
        pytest.param(with_leg(ends=ENDS | {"noise_px": 0}), "foot_motion.right.ends.noise_px", id="an exact end"),
        pytest.param(with_leg(ends=ENDS | {"noise_px": 101}), "foot_motion.right.ends.noise_px", id="an end anywhere"),
        pytest.param(with_leg(ends=ENDS | {"toe_px": [9]}), "foot_motion.right.ends.toe_px", id="half a place"),
        pytest.param(with_leg(ends=ENDS | {"toe_px": [105, 500]}), "foot_motion.right.ends", id="a foot of 5 pixels"),
        pytest.param(
            with_leg(ends=ENDS | {"toe_px": [1e9, 500]}),
            "foot_motion: Value error, the ends",
            id="a foot out of the picture",
        ),
        pytest.param(with_leg(ends=ENDS | {"toe_px": [float("inf"), 5]}), "foot_motion.right.ends.toe_px", id="no end"),
        pytest.param(with_leg(knee={"at_px": [-1, 5], "noise_px": 1}), "foot_motion", id="a knee out of the picture"),
        pytest.param(with_leg(knee={"at_px": [5, 5], "noise_px": "1"}), "foot_motion.right.knee", id="noise as text"),
    ],
)
def test_a_wrong_message_is_named_and_the_line_goes_on(client: httpx.Client, message: str | bytes, named: str) -> None:
    with live(client) as check:
        answer = check.ask(message)
        assert problem(answer) == "wrong-message"
        assert answer["problem"]["detail"].startswith(named)
        assert "ends" not in answer
        assert check.ask(FRAME)["step"] == "setup"


def test_time_must_rise(client: httpx.Client) -> None:
    with live(client) as check:
        check.ask(FRAME | {"time_s": 1.0})
        assert "time_s must rise" in check.ask(FRAME | {"time_s": 1.0})["problem"]["detail"]


def test_nobody_in_view_is_told(client: httpx.Client) -> None:
    with live(client) as check:
        assert check.ask(FRAME | {"landmarks": None})["message"] == "no_person"


def test_nothing_but_wrong_messages_ends_the_line(client: httpx.Client) -> None:
    with live(client) as check:
        answers = [check.ask("nonsense") for _ in range(line.MOST_WRONG + 1)]
        assert [answer.get("ends", False) for answer in answers] == [False] * line.MOST_WRONG + [True]
        assert check.is_closed()


def test_a_huge_message_ends_its_own_line_only(client: httpx.Client) -> None:
    with live(client) as other, live(client) as check:
        answer = check.ask("x" * 100_000)
        assert (problem(answer), answer["ends"]) == ("wrong-message", True)
        assert check.is_closed()
        assert other.ask(FRAME)["step"] == "setup"


def test_a_flood_ends_its_own_line_only(client: httpx.Client, monkeypatch: pytest.MonkeyPatch) -> None:
    with live(client) as other:
        monkeypatch.setattr(line, "BURST", 20.0)
        with live(client) as check:
            with suppress(ConnectionClosed):
                for i in range(60):
                    check.send(FRAME | {"time_s": float(i)})
            answers = iter(check.receive, None)
            refused = next(answer for answer in answers if "problem" in answer)
            assert (problem(refused), refused["ends"]) == ("too-many-requests", True)
            assert check.is_closed()
        assert other.ask(FRAME)["step"] == "setup"


def test_a_silent_camera_ends_the_line(limited: Serve) -> None:
    with limited(live_idle_s=0.2) as client, live(client) as check:
        assert (problem(check.receive()), check.is_closed()) == ("live-idle", True)


def test_a_line_of_the_service_outlives_the_limits_of_a_request(tmp_path: Path) -> None:
    server = ServerProcess.start(tmp_path, CV_ROM_HEAD_LIMIT_S="0.5")
    with httpx.Client(base_url=server.url) as client, live(client) as check:
        check.ask(FRAME)
        time.sleep(1.2)
        assert check.ask(FRAME | {"time_s": 1.0})["step"] == "setup"
        with suppress(ConnectionClosed):
            check.send("x" * 2 * MAX_MESSAGE_BYTES)
        assert check.is_closed()
        refused(client, 403, "foreign-origin", Origin="https://example.org")
    assert "handshake" not in server.stop()


def test_a_check_has_its_time(limited: Serve) -> None:
    with limited(live_minutes=0.001) as client, live(client) as check:
        time.sleep(0.1)
        assert check.ask(FRAME)["step"] == "done"


@pytest.mark.parametrize("limit", ["max_live", "max_live_per_key"])
def test_there_is_room_for_so_many(limited: Serve, limit: str) -> None:
    with limited(**{limit: 1}) as client:
        with live(client) as first:
            with live(client) as second:
                assert (problem(second.hello), second.hello["ends"]) == ("too-many-live", True)
            assert first.ask(FRAME)["step"] == "setup"
            first.stop()
        with live(client) as third:
            assert "resume_token" in third.hello


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ({"protocol": "yoga"}, "protocol: must be one of squat, knee-to-wall"),
        ({"protocol": "auto"}, "protocol"),
        ({"side": "both"}, "side"),
        ({"height_cm": 3}, "height_cm: must be a number from 80 to 250"),
        ({"heigth_cm": 180}, "heigth_cm: is not known"),
        ({"subject": "K-17"}, "consent"),
    ],
)
def test_a_wrong_parameter_is_named(client: httpx.Client, query: dict[str, Any], named: str) -> None:
    with live(client, **query) as check:
        assert (problem(check.hello), check.hello["ends"]) == ("wrong-parameter", True)
        assert check.hello["problem"]["detail"].startswith(named)
        assert check.is_closed()


def test_a_broken_line_is_taken_up_again(client: httpx.Client) -> None:
    half = len(cut(SQUATS, end_s=5.0))
    with live(client) as check:
        before = check.do(cut(SQUATS, end_s=5.0))
        check.drop()
    with live(client, resume=check.hello["resume_token"]) as again:
        after = again.do(SQUATS, start=half)
        assert (before["step"], after["step"]) == ("measure", "measure")
        assert after["repetitions"] == 2
        assert again.stop()["assessment"] is not None
    with live(client, resume=check.hello["resume_token"]) as late:
        assert (problem(late.hello), late.hello["ends"]) == ("live-over", True)


def test_a_new_line_takes_the_check_from_an_old_one(client: httpx.Client) -> None:
    with live(client) as old:
        old.ask(FRAME)
        with live(client, resume=old.hello["resume_token"]) as new:
            assert new.ask(FRAME | {"time_s": 1.0})["step"] == "setup"
            old.send(FRAME | {"time_s": 2.0})
            assert old.is_closed()
            assert new.ask(FRAME | {"time_s": 3.0})["step"] == "setup"


def test_a_line_that_stays_broken_leaves_what_was_measured(limited: Serve) -> None:
    with limited(live_resume_s=0.2) as client:
        with live(client) as check:
            check.do(SQUATS)
            check.drop()
        deadline = time.monotonic() + 10.0
        while not (items := client.get("/v1/assessments").json()["items"]):
            assert time.monotonic() < deadline
            time.sleep(0.05)
    assert [(item["status"], item["protocol"]) for item in items] == [("queued", "squat")]


def test_a_service_that_stops_keeps_what_was_measured(limited: Serve) -> None:
    with limited() as client, live(client) as check:
        check.do(SQUATS)
    with limited() as client:
        assert [item["status"] for item in client.get("/v1/assessments").json()["items"]] == ["queued"]


def test_a_phone_may_be_turned_before_it_measures_and_not_after(client: httpx.Client) -> None:
    with live(client) as check:
        assert check.ask(FRAME | {"width": HEIGHT, "height": WIDTH})["step"] == "setup"
        assert check.do(STANDING, start=1)["step"] == "measure"
        turned = check.ask(frame_of(STANDING[-1], time_s=99.0, width=HEIGHT, height=WIDTH))
        assert turned["problem"]["detail"].startswith("width, height")
        assert check.ask(frame_of(STANDING[-1], time_s=100.0))["step"] == "measure"


def test_a_result_belongs_to_a_subject_of_the_clinic(
    serve: Serve, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CV_ROM_DATA_DIR", str(tmp_path))
    keys = []
    for clinic in ("Praxis am Markt", "Praxis am See"):
        administration.create_key(clinic, "desk")
        keys.append({"Authorization": f"Bearer {capsys.readouterr().out.strip()}"})
    with serve() as client:
        with live(client, headers=keys[0], subject="K-17", consent="true") as check:
            check.do(SQUATS)
            token = check.hello["resume_token"]
            with live(client, headers=keys[1], resume=token) as foreign:
                assert problem(foreign.hello) == "live-over"
            path = f"/v1/assessments/{check.stop()['assessment']}"
        client.headers.update(keys[0])
        assert wait_for(client, path)["status"] == "done"
        assert client.get(path, headers=keys[1]).status_code == 404
        [item] = client.get("/v1/assessments?subject=K-17").json()["items"]
        assert path.endswith(item["id"])
        session = client.post("/login", content=f"key={keys[0]['Authorization'].split()[1]}").cookies["cv_rom_session"]
        with live(client, headers={"Cookie": f"cv_rom_session={session}"}) as of_browser:
            assert of_browser.ask(FRAME)["step"] == "setup"
        refused(client, 401, "no-key")
        refused(client, 401, "wrong-key", Authorization=f"Bearer cvrom_0123456789_{'x' * 43}")


def refused(client: httpx.Client, status: int, kind: str, **headers: str) -> None:
    with pytest.raises(InvalidStatus) as refusal, live(client, headers=headers):
        pass
    response = refusal.value.response
    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"
    assert response.headers["x-content-type-options"] == "nosniff"
    assert json.loads(response.body)["type"].endswith(kind)


def test_other_sites_may_not_open_a_line(client: httpx.Client) -> None:
    refused(client, 403, "foreign-origin", Origin="https://example.org")
    host = str(client.base_url).split("//")[1].rstrip("/")
    with live(client, headers={"Origin": f"http://{host}"}) as check:
        assert check.ask(FRAME)["step"] == "setup"
