"""Uploads: limits while reading, forms in pieces, names that are only names."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import httpx
import pytest
from cv_rom_api.problems import ProblemError
from cv_rom_api.uploads import MultipartField, plain_name
from hypothesis import given
from hypothesis import strategies as st

SQUAT = "/v1/assessments?protocol=squat"
FORM = {"Content-Type": "multipart/form-data; boundary=cut"}
Serve = Callable[..., AbstractContextManager[httpx.Client]]


def form(*parts: tuple[str, bytes]) -> bytes:
    """A multipart body of (header, content) parts with the boundary "cut"."""
    return b"".join(b"--cut\r\n%s\r\n\r\n%s\r\n" % (head.encode(), body) for head, body in parts) + b"--cut--\r\n"


VIDEO = 'Content-Disposition: form-data; name="video"; filename="a.mp4"'
OTHER = 'Content-Disposition: form-data; name="remark"'


@given(cuts=st.lists(st.integers(1, 40), max_size=30), video=st.binary(max_size=200))
def test_a_form_may_be_cut_anywhere(cuts: list[int], video: bytes) -> None:
    body = form((OTHER, b"before"), (VIDEO, video), (OTHER, b"after"))
    field = MultipartField("video", b"cut")
    read, position = b"", 0
    for cut in [*cuts, len(body)]:
        read += field.feed(body[position : position + cut])
        position += cut
    field.finish()
    assert (read, field.file_name) == (video, "a.mp4")


@pytest.mark.parametrize(
    ("body", "message"),
    [
        pytest.param(form((OTHER, b"x")), "it holds 0", id="no video"),
        pytest.param(form((VIDEO, b"x"), (VIDEO, b"y")), "it holds 2", id="two videos"),
        pytest.param(form((VIDEO, b"x"))[:-12], "ends in the middle", id="cut short"),
        pytest.param(b"no form at all", "cannot be read", id="no form"),
    ],
)
@pytest.mark.usefixtures("leaves_nothing")
def test_an_unusable_form_is_refused(client: httpx.Client, body: bytes, message: str) -> None:
    answer = client.post(SQUAT, content=body, headers=FORM)
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["parameter"] == "video"
    assert message in answer.json()["detail"]


def test_a_parameter_in_the_form_is_not_overlooked(client: httpx.Client) -> None:
    answer = client.post(SQUAT, data={"side": "left"}, files={"video": b"video"})
    assert answer.status_code == 422
    assert answer.json()["detail"] == "side: belongs in the query, not in the form: ?side=..."


def test_a_form_without_boundary_is_refused(client: httpx.Client) -> None:
    answer = client.post(SQUAT, content=b"x", headers={"Content-Type": "multipart/form-data"})
    assert (answer.status_code, answer.json()["detail"]) == (422, "video: the form's Content-Type has no boundary")


@pytest.mark.parametrize("body", [b"", form((VIDEO, b""))], ids=["raw", "form"])
def test_an_empty_upload_is_refused(client: httpx.Client, body: bytes) -> None:
    answer = client.post(SQUAT, content=body, headers=FORM if body else {})
    assert (answer.status_code, answer.json()["errors"][0]["parameter"]) == (422, "video")


def test_an_upload_that_stands_still_is_given_up(serve: Serve, tmp_path: Path) -> None:
    with serve(worker=False, upload_idle_s=0.2) as client:
        address = (client.base_url.host, client.base_url.port)
        with socket.create_connection(address, timeout=10) as connection:
            head = b"POST /v1/assessments HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 9\r\n\r\nhalf"
            connection.sendall(head)
            assert connection.recv(65536).startswith(b"HTTP/1.1 408")
        assert list((tmp_path / "assessments").iterdir()) == []


@pytest.mark.usefixtures("leaves_nothing")
def test_what_is_no_video_is_refused_in_the_words_of_the_reader(client: httpx.Client) -> None:
    answer = client.post(f"{SQUAT}&name=holiday.mp4", content=b"text", headers={"Content-Type": "video/mp4"})
    assert answer.status_code == 415
    assert answer.json()["detail"] == "holiday.mp4 is not a video"


@pytest.mark.parametrize(
    ("content", "status", "detail"),
    [
        (b"crash", 415, "clip.mp4: reading it breaks off; convert it to H.264"),
        (b"greedy", 413, "clip.mp4: its first picture needs more memory than may be"),
    ],
)
@pytest.mark.usefixtures("leaves_nothing")
def test_what_ends_the_first_look_is_refused(client: httpx.Client, content: bytes, status: int, detail: str) -> None:
    answer = client.post(f"{SQUAT}&name=clip.mp4", content=content)
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
    assert answer.json()["detail"].startswith(detail)


def test_a_declared_length_over_the_limit_is_refused_at_once(serve: Serve, tmp_path: Path) -> None:
    with serve(worker=False, max_upload_mb=0.001) as client:
        assert client.post(SQUAT, content=b"x" * 1000).status_code == 202
        answer = client.post(SQUAT, content=b"x" * 1001)
        assert answer.status_code == 413
        assert "limit of 0.001 MB" in answer.json()["detail"]
        assert len(list((tmp_path / "assessments").iterdir())) == 1


def test_the_limit_holds_without_a_declared_length(serve: Serve, tmp_path: Path) -> None:
    def pieces() -> Iterator[bytes]:
        for _ in range(1001):
            yield b"x"

    with serve(worker=False, max_upload_mb=0.001) as client:
        assert client.post(SQUAT, content=pieces()).status_code == 413
        assert list((tmp_path / "assessments").iterdir()) == []


@pytest.mark.parametrize(
    ("given_name", "shown"),
    [
        ("squat.mp4", "squat.mp4"),
        ("/etc/passwd", "passwd"),
        ("..\\..\\boot.ini", "boot.ini"),
        ("a\nb\x1b[31m\u202e.mp4", "ab[31m.mp4"),
        ("Kniebeuge mit Ferse – größer.mov", "Kniebeuge mit Ferse – größer.mov"),
        ("x" * 300, "x" * 120),
        ("folder/", "video"),
        (" ", "video"),
        (None, "video"),
    ],
)
def test_a_name_is_only_a_name(given_name: str | None, shown: str) -> None:
    assert plain_name(given_name) == shown


def test_a_form_with_endless_headers_is_refused() -> None:
    field = MultipartField("video", b"cut")
    with pytest.raises(ProblemError, match="cannot be read"):
        field.feed(b"--cut\r\nX-Long: " + b"x" * 100_000)
