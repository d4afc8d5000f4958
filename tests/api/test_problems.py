"""Every error is application/problem+json and says what to do."""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest
from cv_rom_api.app import create_app
from cv_rom_api.settings import Settings
from service_client import serving

SQUAT = "/v1/assessments?protocol=squat"


@pytest.mark.parametrize(
    ("query", "parameter", "allowed"),
    [
        pytest.param("protocol=yoga", "protocol", ["squat", "knee-to-wall", "half-kneeling", "auto"], id="protocol"),
        pytest.param("protocol=squat&side=both", "side", ["auto", "left", "right"], id="side"),
        pytest.param("protocol=squat&footwear=socks", "footwear", ["barefoot", "shoes", "unknown"], id="footwear"),
        pytest.param("protocol=squat&foot_length_cm=260", "foot_length_cm", [10, 40], id="foot in millimetres"),
        pytest.param("protocol=squat&foot_length_cm=nan", "foot_length_cm", [10, 40], id="not a number"),
        pytest.param("protocol=squat&height_cm=1.8", "height_cm", [80, 250], id="height in metres"),
        pytest.param("protocol=squat&height_cm=tall", "height_cm", [80, 250], id="height in words"),
    ],
)
def test_a_wrong_parameter_is_named_with_what_it_may_be(
    client: httpx.Client, query: str, parameter: str, allowed: list[object]
) -> None:
    answer = client.post(f"/v1/assessments?{query}", content=b"video")
    assert (answer.status_code, answer.headers["content-type"]) == (422, "application/problem+json")
    [error] = answer.json()["errors"]
    assert (error["parameter"], error["allowed"]) == (parameter, allowed)
    assert parameter in answer.json()["detail"]


def test_a_misspelled_parameter_is_not_overlooked(client: httpx.Client) -> None:
    answer = client.post(f"{SQUAT}&foot_lenght_cm=25", content=b"video")
    assert answer.status_code == 422
    [error] = answer.json()["errors"]
    assert error["parameter"] == "foot_lenght_cm"
    assert "foot_length_cm" in error["allowed"]


def test_several_wrong_parameters_are_all_named(client: httpx.Client) -> None:
    answer = client.post("/v1/assessments?protocol=yoga&side=both", content=b"video")
    assert [error["parameter"] for error in answer.json()["errors"]] == ["protocol", "side"]
    assert answer.json()["detail"] == (
        "protocol: must be one of squat, knee-to-wall, half-kneeling, auto, not 'yoga'; "
        "side: must be one of auto, left, right, not 'both'"
    )


def test_a_number_is_named_with_its_range(client: httpx.Client) -> None:
    answer = client.post(f"{SQUAT}&foot_length_cm=260", content=b"video")
    assert answer.json()["detail"] == "foot_length_cm: must be a number from 10 to 40, not '260'"


def test_a_name_may_not_be_endless(client: httpx.Client) -> None:
    answer = client.post(f"{SQUAT}&name={'x' * 300}", content=b"video")
    assert answer.json()["detail"] == "name: String should have at most 255 characters"


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("PUT", "/", 405), ("GET", "/v2", 404), ("GET", "/v1/assessments/", 404), ("PUT", "/v1/assessments", 405)],
)
def test_what_is_not_there_is_a_problem_too(client: httpx.Client, method: str, path: str, status: int) -> None:
    answer = client.request(method, path)
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
    assert answer.json()["status"] == status
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_a_fault_of_ours_is_a_problem_without_details(tmp_path: Path) -> None:
    app = create_app(Settings(data_dir=tmp_path))

    @app.get("/slip")
    def slip() -> None:
        raise RuntimeError("secret path")

    with serving(app) as client:
        answer = client.get("/slip")
    assert (answer.status_code, answer.headers["content-type"]) == (500, "application/problem+json")
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "secret" not in answer.text
