"""The manifest, the bundles and the script that rebuilds them speak of the same files."""

from __future__ import annotations

import hashlib
import runpy
import tomllib
import zipfile
from pathlib import Path

MODELS = Path(__file__).parent.parent.parent / "models"
BUNDLES = tomllib.loads((MODELS / "manifest.toml").read_text("utf-8"))["bundle"]


def test_every_model_file_is_listed_and_unchanged() -> None:
    listed = {bundle["file"]: bundle["sha256"] for bundle in BUNDLES}
    there = [path for path in MODELS.iterdir() if path.suffix in (".task", ".tflite")]
    assert {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in there} == listed


def test_the_script_rebuilds_what_is_listed() -> None:
    script = runpy.run_path(str(MODELS / "rebuild_bundles.py"))
    assert set(script["BUNDLES"]) == {bundle["file"] for bundle in BUNDLES}
    for bundle in BUNDLES:
        assert script["WHEEL"].replace("==", " ") in bundle["origin"]
        for part in bundle["part"]:
            assert part["taken_from"].removeprefix("mediapipe/modules/") in script["BUILD"]


def test_the_pose_bundle_can_be_mapped_into_memory() -> None:
    with zipfile.ZipFile(MODELS / "pose_landmarker_full.task") as archive:
        parts = {part.filename: part for part in archive.infolist()}
    listed = next(bundle for bundle in BUNDLES if bundle["kind"] == "pose")
    assert list(parts) == [part["name"] for part in listed["part"]]
    for name, part in parts.items():
        assert part.compress_type == zipfile.ZIP_STORED
        assert (part.header_offset + 30 + len(name)) % 4 == 0  # 30 bytes: the fixed part of a local file header


def test_every_model_has_its_licence_and_its_place_in_the_card() -> None:
    assert "Apache License" in (MODELS / "LICENSE").read_text("utf-8")
    card = (MODELS / "MODEL_CARD.md").read_text("utf-8")
    for bundle in BUNDLES:
        assert bundle["licence"] == "Apache-2.0"
        assert bundle["file"] in card
