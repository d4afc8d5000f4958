"""What the OpenAPI document says runs: its examples are accepted, and each problem that it names comes as it says."""

from __future__ import annotations

import json
import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import jsonschema
import pytest
from cv_rom_api import administration, submissions
from cv_rom_api.app import create_app
from cv_rom_api.settings import Settings
from opensim_files import read_mot, read_trc
from service_client import serving, wait_for

Call = tuple[str, str]
NOWHERE = {"assessments": "0" * 32, "subjects": "0" * 32, "ids": f"{'0' * 32},{'1' * 32}"}
METRICS_KEY = "a-key-for-the-metrics"


def api_of(**settings: Any) -> dict[str, Any]:
    document: dict[str, Any] = create_app(Settings(**settings), worker=False).openapi()
    return document


API = api_of()
CALLS: dict[Call, dict[str, Any]] = {
    (method, path): call for path, calls in API["paths"].items() for method, call in calls.items()
}
PROBLEMS = [
    (*place, status)
    for place, call in CALLS.items()
    for status, answer in call["responses"].items()
    if "example" in answer.get("content", {}).get("application/problem+json", {})
]


@dataclass(frozen=True)
class World:
    """A service with keys, and what is in it: an assessment that is done, and one that is not."""

    client: httpx.Client
    key: str
    data_dir: Path
    done: dict[str, str]
    unfinished: dict[str, str]

    def call(self, method: str, path: str, ids: dict[str, str], **options: Any) -> httpx.Response:
        """Make a call as the document's examples say, with its own options on top."""
        key = METRICS_KEY if path == "/metrics" else self.key
        headers = {"Authorization": f"Bearer {key}"} | options.pop("headers", {})
        query = examples(method, path, "query") | ({"ids": ids["ids"]} if path == "/v1/comparisons" else {})
        if method == "post" and path == "/v1/assessments":
            options = {"content": b"video"} | options
        return self.client.request(
            method,
            path.format(id=ids.get(path.split("/")[2], "")) if "{" in path else path,
            params=query | options.pop("params", {}),
            headers=headers,
            **options,
        )


def examples(method: str, path: str, place: str) -> dict[str, Any]:
    parameters = CALLS[method, path].get("parameters", [])
    given = {one["name"]: one["schema"].get("examples") for one in parameters if one["in"] == place}
    return {name: str(values[0]) for name, values in given.items() if values}


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    data_dir = tmp_path_factory.mktemp("world")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CV_ROM_DATA_DIR", str(data_dir))
        key = made_key(patch)
        settings = Settings(
            data_dir=data_dir,
            metrics_key=METRICS_KEY,
            max_upload_mb=0.01,
            upload_idle_s=1.0,
            uploads_per_minute=0,
            failures_per_minute=0,
        )
        fakes = {"analyze": "fake_analyses:analyze", "check_video": "fake_analyses:check_video"}
        with serving(create_app(settings, **fakes)) as client:
            yield furnished(client, key, data_dir)


def made_key(patch: pytest.MonkeyPatch) -> str:
    said: list[str] = []
    patch.setattr(administration.typer, "echo", lambda message, **_: said.append(message))
    administration.create_key("Praxis am Markt", "desk")
    return next(line for line in said if line.count("_") >= 2 and " " not in line)


def furnished(client: httpx.Client, key: str, data_dir: Path) -> World:
    headers = {"Authorization": f"Bearer {key}"}
    of_a_person = {"subject": "P-17", "consent": "true"}

    def send(name: str, content: bytes = b"video") -> str:
        answer = client.post("/v1/assessments", params={"name": name, **of_a_person}, content=content, headers=headers)
        return str(answer.headers["location"])

    client.headers = httpx.Headers(headers)
    finished = [send("sample"), send("sample", b"another video")]
    for location in finished:
        wait_for(client, location)
    running = send("slow")
    wait_for(client, running, "running")
    [subject] = client.get("/v1/subjects").json()["items"]
    client.headers = httpx.Headers()
    one, other, slow = (location.rsplit("/", 1)[-1] for location in (*finished, running))
    done = {"assessments": one, "ids": f"{one},{other}", "subjects": subject["id"]}
    return World(client, key, data_dir, done, done | {"assessments": slow, "ids": f"{one},{slow}"})


def provoked(world: World, method: str, path: str, status: str) -> httpx.Response:
    """The answer to a call that is wrong in the way that this status stands for."""
    wrong: dict[str, Callable[[], httpx.Response]] = {
        "401": lambda: world.call(method, path, world.done, headers={"Authorization": ""}),
        "404": lambda: world.call(method, path, NOWHERE),
        "408": lambda: stalled(world),
        "409": lambda: world.call(method, path, world.done if path.endswith("/cancel") else world.unfinished),
        "413": lambda: world.call(method, path, {}, content=bytes(20_000)),
        "415": lambda: world.call(method, path, {}, content=b"text"),
        "416": lambda: world.call(method, path, world.done, headers={"Range": "bytes=999999-"}),
        "422": lambda: world.call(method, path, NOWHERE, params={"side": "both", "limit": "0", "ids": "x"}),
        "504": lambda: looked_at_for_too_long(world),
    }
    return wrong[status]()


def looked_at_for_too_long(world: World) -> httpx.Response:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(submissions, "_CHECK_TIME_LIMIT_S", 0.2)
        return world.call("post", "/v1/assessments", {}, content=b"slow")


def stalled(world: World) -> httpx.Response:
    address = urlsplit(str(world.client.base_url))
    head = f"POST /v1/assessments HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {world.key}\r\n"
    with socket.create_connection((address.hostname, address.port), timeout=10) as connection:
        connection.sendall(head.encode() + b"Content-Length: 9\r\nConnection: close\r\n\r\nhalf")
        answer = b""
        while more := connection.recv(65536):
            answer += more
    head_, _, body = answer.partition(b"\r\n\r\n")
    lines = head_.decode().split("\r\n")
    headers = [tuple(line.split(": ", 1)) for line in lines[1:]]
    return httpx.Response(int(lines[0].split()[1]), headers=headers, content=body)


def assert_is_the_example(answer: httpx.Response, method: str, path: str, status: str) -> None:
    example = CALLS[method, path]["responses"][status]["content"]["application/problem+json"]["example"]
    assert (str(answer.status_code), answer.headers["content-type"]) == (status, "application/problem+json")
    problem = answer.json()
    jsonschema.validate(problem, {**API["components"]["schemas"]["Problem"], "components": API["components"]})
    assert {name: problem[name] for name in ("type", "title", "status")} == {
        name: example[name] for name in ("type", "title", "status")
    }


ELSEWHERE = {"403", "429", "503"}
"""Need a service of their own."""


@pytest.mark.parametrize(("method", "path", "status"), [one for one in PROBLEMS if one[2] not in ELSEWHERE])
def test_a_documented_problem_comes_as_it_says(world: World, method: str, path: str, status: str) -> None:
    assert_is_the_example(provoked(world, method, path, status), method, path, status)


def test_too_many_calls_are_told_as_documented(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CV_ROM_DATA_DIR", str(tmp_path))
    key = made_key(monkeypatch)
    settings = Settings(data_dir=tmp_path, rate_per_minute=1, failures_per_minute=1, metrics_key=METRICS_KEY)
    with serving(create_app(settings, worker=False)) as client:
        world = World(client, key, tmp_path, NOWHERE, NOWHERE)
        wrong = {"headers": {"Authorization": "Bearer wrong"}}
        world.call("get", "/v1/subjects", NOWHERE)
        world.call("get", "/metrics", NOWHERE, **wrong)
        for method, path, status in PROBLEMS:
            if status == "429":
                answer = world.call(method, path, NOWHERE, **(wrong if path == "/metrics" else {}))
                assert_is_the_example(answer, method, path, status)
                assert int(answer.headers["retry-after"]) > 0


def test_what_is_closed_or_not_ready_is_told_as_documented(tmp_path: Path) -> None:
    with serving(create_app(Settings(data_dir=tmp_path), worker=False)) as client:
        answer = client.get("/metrics", headers={"X-Forwarded-For": "203.0.113.7"})
        assert_is_the_example(answer, "get", "/metrics", "403")
        (tmp_path / "assessments").rmdir()
        (tmp_path / "assessments").touch()
        assert_is_the_example(client.get("/health/ready"), "get", "/health/ready", "503")


def assert_fits(value: Any, schema: dict[str, Any]) -> None:
    jsonschema.validate(value, {**schema, "components": API["components"]})


@pytest.mark.parametrize(("method", "path"), [call for call in CALLS if call[0] != "delete"])
def test_an_example_is_accepted_and_answered_as_documented(world: World, method: str, path: str) -> None:
    ids = world.unfinished if path.endswith("/cancel") else world.done
    headers = examples(method, path, "header")
    answer = world.call(method, path, ids, headers=headers)
    documented = CALLS[method, path]["responses"][str(answer.status_code)]
    assert answer.is_success
    kinds = documented["content"]
    kind = answer.headers["content-type"].partition(";")[0]
    assert kind in kinds
    schema = kinds[kind].get("schema", {})
    if "json" in kind:
        assert_fits(answer.json(), schema)
    elif schema:
        assert schema["type"] == "string"


@pytest.mark.parametrize("name", [name for name, one in API["components"]["schemas"].items() if "examples" in one])
def test_the_example_of_a_schema_fits_it(name: str) -> None:
    schema = API["components"]["schemas"][name]
    for example in schema["examples"]:
        assert_fits(example, schema)


def test_examples_of_answers_fit_their_schemas() -> None:
    for call in CALLS.values():
        for answer in call["responses"].values():
            for content in answer.get("content", {}).values():
                if "example" in content:
                    assert_fits(content["example"], content["schema"])
                    json.dumps(content["example"], allow_nan=False)


def test_the_examples_of_opensim_files_are_such() -> None:
    def example(name: str) -> str:
        (content,) = CALLS["get", f"/v1/assessments/{{id}}/{name}"]["responses"]["200"]["content"].values()
        return str(content["example"])

    assert list(read_mot(example("angles.mot"))[1]) == ["time", "ankle_angle_l"]
    assert list(read_trc(example("points.trc"))[2]) == ["LKnee"]
