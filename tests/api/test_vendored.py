"""What browsers run of others: unchanged, with its licence, and served so that it need be fetched once."""

from __future__ import annotations

import hashlib
import re
import tomllib
from pathlib import Path

import cv_rom_api
import httpx
import pytest

VENDOR = Path(cv_rom_api.__file__).parent / "web" / "vendor"
PACKAGES = tomllib.loads((VENDOR / "manifest.toml").read_text("utf-8"))["package"]


def test_every_vendored_file_is_listed_and_unchanged() -> None:
    listed = {f"{p['folder']}/{f['name']}": f["sha256"] for p in PACKAGES for f in p["file"]}
    there = [path for path in VENDOR.rglob("*") if path.is_file() and path.parent != VENDOR and path.name != "LICENSE"]
    found = {path.relative_to(VENDOR).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in there}
    assert found == listed


@pytest.mark.parametrize("package", PACKAGES, ids=lambda package: package["name"])
def test_every_package_is_pinned_and_has_its_licence(package: dict[str, str]) -> None:
    assert package["folder"].endswith(f"-{package['version']}")
    assert re.fullmatch(r"sha512-[A-Za-z0-9+/]{86}==", package["integrity"])
    assert package["licence"] == "Apache-2.0"
    assert "Apache License" in (VENDOR / package["folder"] / "LICENSE").read_text("utf-8")


@pytest.mark.parametrize(
    ("name", "media_type"),
    [("vision_bundle.mjs", "text/javascript"), ("vision_wasm_module_internal.wasm", "application/wasm")],
)
def test_a_vendored_file_is_kept_for_ever(client: httpx.Client, name: str, media_type: str) -> None:
    answer = client.get(f"/vendor/tasks-vision-1.1.0/{name}")
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith(media_type)
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert client.get("/vendor/../routes/pages.py").status_code == 404


def test_browsers_get_the_shipped_pose_model(client: httpx.Client) -> None:
    model = re.search(r'data-model="([^"]+)"', client.get("/live").text)
    assert model is not None
    answer = client.get(model[1])
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert hashlib.sha256(answer.content).hexdigest() in model[1]
    assert client.get("/models/" + "0" * 64 + ".task").status_code == 404


def test_the_worker_may_call_nobody_else(client: httpx.Client) -> None:
    answer = client.get("/static/live/pose_worker.js")
    assert answer.headers["content-type"].startswith("text/javascript")
    policy = answer.headers["content-security-policy"]
    assert policy == "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'"
