"""Requests that no well-behaved client sends: each gets a problem, in bounded time, and nothing is left of it."""

from __future__ import annotations

import json
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack
from urllib.parse import urlsplit

import httpx
import pytest
from service_client import ServerProcess

HEAD_LIMIT_S = 1.0
IDLE_S = 0.5
PATIENCE_S = 10.0
POST = b"POST /v1/assessments HTTP/1.1\r\nHost: 127.0.0.1\r\n"
GET = b"GET /health/live HTTP/1.1\r\nHost: 127.0.0.1\r\n"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerProcess]:
    """A service with short patience."""
    limits = {"CV_ROM_HEAD_LIMIT_S": HEAD_LIMIT_S, "CV_ROM_UPLOAD_IDLE_S": IDLE_S, "CV_ROM_UPLOAD_MIN_KB_PER_S": 1}
    environment = {name: str(value) for name, value in limits.items()}
    server = ServerProcess.start(tmp_path_factory.mktemp("impatient"), **environment)
    yield server
    assert "Traceback" not in server.stop()


@pytest.fixture(autouse=True)
def _healthy_and_empty(server: ServerProcess) -> Iterator[None]:
    """Whatever a test sends, the service is ready afterwards, and has kept nothing."""
    yield
    deadline = time.monotonic() + PATIENCE_S
    while left := [path for name in ("incoming", "assessments") for path in (server.data_dir / name).iterdir()]:
        assert time.monotonic() < deadline, left
        time.sleep(0.02)
    assert httpx.get(f"{server.url}/health/ready").status_code == 200


def connect(server: ServerProcess) -> socket.socket:
    address = urlsplit(server.url)
    return socket.create_connection((address.hostname, address.port), timeout=PATIENCE_S)


def rest_of(connection: socket.socket) -> bytes:
    """Everything until the service closes."""
    received = b""
    try:
        while more := connection.recv(65536):
            received += more
    except ConnectionResetError:
        pass
    return received


def alive(connection: socket.socket) -> bytes:
    """The whole answer of /health/live."""
    received = b""
    while not received.endswith(b"}}"):
        received += connection.recv(65536)
    return received


def exchange(server: ServerProcess, request: bytes) -> bytes:
    with connect(server) as connection:
        connection.sendall(request)
        return rest_of(connection)


def assert_problem(answer: bytes, status: int, kind: str) -> None:
    head, _, body = answer.partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 %d " % status), answer
    assert b"content-type: application/problem+json" in head.lower()
    assert b"x-content-type-options: nosniff" in head.lower()
    problem = json.loads(body)
    assert (problem["status"], problem["type"]) == (status, f"urn:cv-rom:problem:{kind}")


def trickle(connection: socket.socket, piece: bytes) -> bytes:
    """Send a piece every now and then until the service answers or closes."""
    connection.settimeout(0.1)
    deadline = time.monotonic() + PATIENCE_S
    while time.monotonic() < deadline:
        try:
            connection.sendall(piece)
            answer = connection.recv(65536)
        except TimeoutError:
            continue
        except (ConnectionResetError, BrokenPipeError):
            return b""
        connection.settimeout(PATIENCE_S)
        return answer + rest_of(connection) if answer else b""
    raise AssertionError("the service waits and waits")


def test_headers_that_never_end(server: ServerProcess) -> None:
    with connect(server) as connection:
        connection.sendall(GET)
        assert_problem(trickle(connection, b"X-More: 1\r\n"), 408, "request-stalled")


def test_headers_that_never_end_after_a_whole_request(server: ServerProcess) -> None:
    with connect(server) as connection:
        connection.sendall(GET + b"\r\n")
        assert alive(connection).startswith(b"HTTP/1.1 200")
        connection.sendall(GET)
        assert_problem(trickle(connection, b"X-More: 1\r\n"), 408, "request-stalled")


def test_a_connection_that_says_nothing(server: ServerProcess) -> None:
    with connect(server) as connection:
        assert rest_of(connection) == b""


def test_a_body_that_comes_by_the_byte(server: ServerProcess) -> None:
    with connect(server) as connection:
        connection.sendall(POST + b"Content-Length: 1000000\r\n\r\n")
        assert_problem(trickle(connection, b"x"), 408, "upload-stalled")


def test_a_body_that_nobody_reads(server: ServerProcess) -> None:
    with connect(server) as connection:
        connection.sendall(GET + b"Content-Length: 1000000\r\n\r\n")
        assert alive(connection).startswith(b"HTTP/1.1 200")
        assert trickle(connection, b"x") == b""


def test_many_slow_connections_keep_nobody_else_out(server: ServerProcess) -> None:
    with ExitStack() as stack:
        slow = [stack.enter_context(connect(server)) for _ in range(100)]
        for connection in slow:
            connection.sendall(POST)
        for _ in range(5):
            assert httpx.get(f"{server.url}/v1/assessments").status_code == 200
        for connection in slow:
            assert_problem(rest_of(connection), 408, "request-stalled")


@pytest.mark.parametrize(
    ("request_", "status", "kind"),
    [
        pytest.param(b"GET /" + b"x" * 20_000, 431, "head-too-large", id="endless address"),
        pytest.param(GET + b"X-A: " + b"x" * 20_000, 431, "head-too-large", id="endless header"),
        pytest.param(GET + b"A: b\r\n" * 5000, 431, "head-too-large", id="flood of headers"),
        pytest.param(b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n", 400, "bad-request", id="TLS"),
        pytest.param(b"GET / HTTP/1.1\r\n\r\n", 400, "bad-request", id="no host"),
        pytest.param(GET + b"Host: evil.example\r\n\r\n", 400, "bad-request", id="two hosts"),
        pytest.param(GET + b"X: a\x00b\r\n\r\n", 400, "bad-request", id="NUL in a header"),
        pytest.param(POST + b"Content-Length: 5, 6\r\n\r\nhello", 400, "bad-request", id="two lengths"),
        pytest.param(POST + b"Content-Length: -5\r\n\r\nhello", 400, "bad-request", id="negative length"),
        pytest.param(POST + b"Content-Length: " + b"9" * 99 + b"\r\n\r\n", 400, "bad-request", id="absurd length"),
        pytest.param(POST + b"Transfer-Encoding: gzip\r\n\r\nx", 400, "bad-request", id="unknown transfer encoding"),
        pytest.param(
            POST + b"Transfer-Encoding: chunked\r\n\r\nnonsense\r\n", 400, "bad-request", id="chunk without a size"
        ),
        pytest.param(
            POST + b"Transfer-Encoding: chunked\r\n\r\n" + b"f" * 30 + b"\r\n", 400, "bad-request", id="endless chunk"
        ),
    ],
)
def test_what_is_no_request(server: ServerProcess, request_: bytes, status: int, kind: str) -> None:
    assert_problem(exchange(server, request_), status, kind)


@pytest.mark.parametrize("length", [b"3", b"999999999999"])
def test_chunks_count_whatever_length_is_declared(server: ServerProcess, length: bytes) -> None:
    """A proxy that trusts the other one of the two must not see another request in the rest: the connection ends."""
    lie = POST + b"Transfer-Encoding: chunked\r\nContent-Length: " + length
    answer = exchange(server, lie + b"\r\nConnection: close\r\n\r\n5\r\nhello\r\n0\r\n\r\n")
    status, kind = (413, "too-large") if length != b"3" else (415, "not-a-video")
    assert_problem(answer, status, kind)


def test_a_body_shorter_than_its_length_is_given_up(server: ServerProcess) -> None:
    with connect(server) as connection:
        connection.sendall(POST + b"Content-Length: 99\r\n\r\nhalf")
        connection.shutdown(socket.SHUT_WR)
        assert b" 202 " not in rest_of(connection)


def test_what_follows_a_body_is_no_part_of_it(server: ServerProcess) -> None:
    answer = exchange(server, POST + b"Content-Length: 4\r\n\r\ntextGARBAGE\r\n\r\n")
    first, _, second = answer.partition(b"HTTP/1.1 400 ")
    assert first.startswith(b"HTTP/1.1 415 ")
    assert_problem(b"HTTP/1.1 400 " + second, 400, "bad-request")


def test_a_broken_chunk_behind_an_answer_ends_the_connection(server: ServerProcess) -> None:
    head = GET + b"Transfer-Encoding: chunked\r\n\r\n"
    with connect(server) as connection:
        connection.sendall(head)
        assert alive(connection).startswith(b"HTTP/1.1 200")
        connection.sendall(b"nonsense\r\n")
        assert rest_of(connection) == b""


@pytest.mark.parametrize(
    ("path", "parameter"),
    [
        ("/v1/assessments?side=left&side=right", "side"),
        ("/v1/assessments?subject=a&subject=b&consent=true", "subject"),
        ("/v1/assessments?foot_length_cm=25&foot_length_cm=25", "foot_length_cm"),
    ],
)
def test_a_parameter_that_is_given_twice(server: ServerProcess, path: str, parameter: str) -> None:
    answer = httpx.post(f"{server.url}{path}", content=b"video")
    assert (answer.status_code, answer.json()["detail"]) == (422, f"{parameter}: is given more than once")


@pytest.mark.parametrize(
    "path",
    [
        "/v1/assessments?limit=1&limit=2",
        "/v1/comparisons?ids=a&ids=b",
        "/v1/assessments?subject=%00",
        "/v1/assessments?subject=a%20b",
        "/v1/assessments?cursor=MDAwMS0wMS0wMVQwMDowMDowMCsyMzo1OSAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMA",
        "/v1/assessments?cursor=OTk5OS0xMi0zMVQyMzo1OTo1OS0yMzo1OSAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMA",
    ],
    ids=["limits", "ids", "NUL", "blank", "first day of the calendar", "last day of the calendar"],
)
def test_a_query_that_no_page_makes(server: ServerProcess, path: str) -> None:
    answer = httpx.get(f"{server.url}{path}")
    assert (answer.status_code, answer.json()["type"]) == (422, "urn:cv-rom:problem:wrong-parameter")


def test_a_thousand_unknown_parameters_make_no_long_answer(server: ServerProcess) -> None:
    query = "&".join(f"unknown{number}=1" for number in range(1000))
    answer = httpx.post(f"{server.url}/v1/assessments?{query}", content=b"video")
    assert (answer.status_code, len(answer.json()["errors"])) == (422, 10)
    assert len(answer.content) < 8000


def part(header: bytes, content: bytes = b"text") -> bytes:
    return b"--cut\r\n" + header + b"\r\n\r\n" + content + b"\r\n"


VIDEO = b'Content-Disposition: form-data; name="video"; filename="a.mp4"'


@pytest.mark.parametrize(
    ("kind", "body", "says"),
    [
        pytest.param("boundary=cut", part(VIDEO) + part(VIDEO) + b"--cut--", "it holds 2", id="two files"),
        pytest.param("boundary=cut", part(b"a: b") * 21 + b"--cut--", "more than 20 parts", id="many parts"),
        pytest.param("boundary=cut", part(b"a: b\r\n" * 99) + b"--cut--", "cannot be read", id="many part headers"),
        pytest.param("boundary=cut", part(VIDEO + b"x" * 99_999) + b"--cut--", "cannot be read", id="long part header"),
        pytest.param(f"boundary={'x' * 999}", b"x", "cannot be read", id="long boundary"),
        pytest.param("boundary=", b"x", "no boundary", id="empty boundary"),
        pytest.param("charset=cut", part(VIDEO) + b"--cut--", "no boundary", id="no boundary"),
    ],
)
def test_a_form_with_tricks(server: ServerProcess, kind: str, body: bytes, says: str) -> None:
    headers = {"Content-Type": f"multipart/form-data; {kind}"}
    answer = httpx.post(f"{server.url}/v1/assessments", content=body, headers=headers)
    assert (answer.status_code, answer.headers["content-type"]) == (422, "application/problem+json")
    assert says in answer.json()["detail"]


def test_a_form_in_a_form_is_no_video(server: ServerProcess) -> None:
    inner = part(VIDEO, b"text").replace(b"cut", b"inner") + b"--inner--"
    body = part(VIDEO + b"\r\nContent-Type: multipart/mixed; boundary=inner", inner) + b"--cut--"
    headers = {"Content-Type": "multipart/form-data; boundary=cut"}
    answer = httpx.post(f"{server.url}/v1/assessments", content=body, headers=headers)
    assert (answer.status_code, answer.json()["type"]) == (415, "urn:cv-rom:problem:not-a-video")


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/pass\0wd", "passwd"),
        ("a\r\nSet-Cookie: x=1\r\n\r\n<script>.mp4", "aSet-Cookie: x=1<script>.mp4"),
        ('\u202egpj.4pm\u2066"; filename="evil.html', 'gpj.4pm"; filename="evil.html'),
    ],
    ids=["path", "line breaks", "bidi and quotes"],
)
def test_a_name_is_only_shown(server: ServerProcess, name: str, shown: str) -> None:
    answer = httpx.post(f"{server.url}/v1/assessments", params={"name": name}, content=b"text")
    assert answer.status_code == 415
    assert answer.json()["detail"].startswith(f"{shown} is not a video")
    assert "set-cookie" not in answer.headers
    assert not list(server.data_dir.rglob("passwd"))


def test_a_name_in_a_form_is_only_shown(server: ServerProcess) -> None:
    disposition = b'Content-Disposition: form-data; name="video"; filename="..\\\\..\\\\a\\"; x=\x00\xff.mp4"'
    headers = {"Content-Type": "multipart/form-data; boundary=cut"}
    answer = httpx.post(f"{server.url}/v1/assessments", content=part(disposition) + b"--cut--", headers=headers)
    assert (answer.status_code, answer.json()["type"]) == (415, "urn:cv-rom:problem:not-a-video")
    assert "\0" not in answer.text
    assert "\\\\" not in answer.text
