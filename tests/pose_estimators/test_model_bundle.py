from __future__ import annotations

import hashlib
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from cv_rom.errors import ModelBundleError
from cv_rom.pose_estimators.model_bundle import MAX_BYTES, add_bundle, find_bundle, installed_bundles, verify

NETWORK = b"\x1c\x00\x00\x00TFL3" + bytes(100)
POSE = {"pose_detector.tflite": NETWORK, "pose_landmarks_detector.tflite": NETWORK}


@pytest.fixture(autouse=True)
def data_dir(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder of its own for each test."""
    monkeypatch.setenv("CV_ROM_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.delenv("CV_ROM_MODEL", raising=False)
    return tmp_path / "data"


def bundle_file(path: Path, parts: dict[str, bytes] = POSE, *, compression: int = zipfile.ZIP_STORED) -> Path:
    with zipfile.ZipFile(path, "w", compression) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def test_the_shipped_bundles_are_there_and_whole() -> None:
    assert [(bundle.name, bundle.kind) for bundle in installed_bundles()] == [
        ("pose_landmarker_full", "pose"),
        ("face_detector_short_range", "face"),
    ]
    for bundle in installed_bundles():
        verify(bundle)
    assert find_bundle().name == "pose_landmarker_full"
    assert find_bundle(kind="face").name == "face_detector_short_range"


def test_an_added_bundle_is_found_by_the_name_of_its_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = bundle_file(tmp_path / "pose_landmarker_heavy.task")
    added = add_bundle(file)
    assert added.sha256 == hashlib.sha256(file.read_bytes()).hexdigest()
    file.unlink()
    assert find_bundle("pose_landmarker_heavy") == added
    verify(added)
    assert find_bundle().name == "pose_landmarker_full"
    monkeypatch.setenv("CV_ROM_MODEL", "pose_landmarker_heavy")
    assert find_bundle() == added
    assert find_bundle("pose_landmarker_full").name == "pose_landmarker_full"


def test_adding_again_replaces_and_leaves_nothing_behind(tmp_path: Path, data_dir: Path) -> None:
    add_bundle(bundle_file(tmp_path / "mine.task"))
    newer = add_bundle(bundle_file(tmp_path / "mine.task", dict.fromkeys(POSE, NETWORK + b"newer")))
    assert find_bundle("mine") == newer
    assert {path.name for path in (data_dir / "models").iterdir()} == {"mine.toml", newer.path.name}


def test_one_bundle_does_not_remove_another_whose_name_begins_alike(tmp_path: Path) -> None:
    longer = add_bundle(bundle_file(tmp_path / "mine-0123456789abcdef.task"))
    shorter = add_bundle(bundle_file(tmp_path / "mine.task"))
    verify(longer)
    assert {longer, shorter} <= set(installed_bundles())


def test_adding_a_shipped_file_gives_the_shipped_bundle(data_dir: Path) -> None:
    assert add_bundle(find_bundle().path) == find_bundle()
    assert not data_dir.exists()


@pytest.mark.parametrize(
    ("name", "message"),
    [
        pytest.param("pose_landmarker_full.task", "already called", id="name of a shipped model"),
        pytest.param("mine.zip", "is called NAME.task", id="another ending"),
        pytest.param(".task", "is called NAME.task", id="no name"),
        pytest.param('a"b.task', "is called NAME.task", id="a quote in the name"),
    ],
)
def test_names_that_are_refused(tmp_path: Path, data_dir: Path, name: str, message: str) -> None:
    expect_refusal(bundle_file(tmp_path / name), message)
    assert not data_dir.exists()


def expect_refusal(file: Path, message: str) -> None:
    with pytest.raises(ModelBundleError, match=message) as caught:
        add_bundle(file)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        pytest.param({}, "must hold", id="nothing in it"),
        pytest.param({"pose_detector.tflite": NETWORK}, "must hold", id="one network missing"),
        pytest.param(POSE | {"more.tflite": NETWORK}, "must hold", id="one too many"),
        pytest.param({"../pose_detector.tflite": NETWORK} | POSE, "must hold", id="a path out of the folder"),
        pytest.param(POSE | {"pose_detector.tflite": b"hello"}, "no TensorFlow Lite", id="another file inside"),
    ],
)
def test_archives_that_are_no_pose_bundle(tmp_path: Path, parts: dict[str, bytes], message: str) -> None:
    expect_refusal(bundle_file(tmp_path / "mine.task", parts), message)


def test_a_compressed_bundle_is_refused(tmp_path: Path) -> None:
    expect_refusal(bundle_file(tmp_path / "mine.task", compression=zipfile.ZIP_DEFLATED), "is compressed")


def test_damage_is_found_wherever_it_is(tmp_path: Path) -> None:
    whole = bundle_file(tmp_path / "mine.task").read_bytes()
    path = tmp_path / "mine.task"
    for damaged in (b"", whole[: len(whole) // 2], whole[:-10], whole.replace(bytes(50), b"x" * 50, 1)):
        path.write_bytes(damaged)
        expect_refusal(path, "damaged")


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    expect_refusal(tmp_path / "none.task", "no such model file")
    (tmp_path / "folder.task").mkdir()
    expect_refusal(tmp_path / "folder.task", "no such model file")
    with (tmp_path / "huge.task").open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    expect_refusal(tmp_path / "huge.task", "larger than 200 MB")


def test_a_folder_that_cannot_be_written(tmp_path: Path, data_dir: Path) -> None:
    data_dir.write_text("a file where the folder should be")
    expect_refusal(bundle_file(tmp_path / "mine.task"), "cannot be stored")


def test_a_bundle_that_changed_after_it_was_added(tmp_path: Path) -> None:
    added = add_bundle(bundle_file(tmp_path / "mine.task"))
    added.path.write_bytes(added.path.read_bytes() + b"x")
    with pytest.raises(ModelBundleError, match="checksum differs"):
        verify(added)
    added.path.unlink()
    with pytest.raises(ModelBundleError, match="no such model file"):
        verify(added)


def test_a_face_model_is_checked_too(tmp_path: Path) -> None:
    other = tmp_path / "face.tflite"
    other.write_bytes(b"hello world")
    face = replace(find_bundle(kind="face"), path=other, sha256=hashlib.sha256(b"hello world").hexdigest())
    with pytest.raises(ModelBundleError, match="no TensorFlow Lite"):
        verify(face)


@pytest.mark.parametrize("text", ["nonsense", "[[bundle]]\nname = 'a'", "bundle = 3", "[[bundle]]\nkind = 'x'"])
def test_a_damaged_list_is_named(data_dir: Path, text: str) -> None:
    (data_dir / "models").mkdir(parents=True)
    (data_dir / "models" / "mine.toml").write_text(text)
    with pytest.raises(ModelBundleError, match=r"mine\.toml: the list of models is damaged"):
        installed_bundles()


def test_a_list_cannot_point_outside_its_folder(tmp_path: Path, data_dir: Path) -> None:
    add_bundle(bundle_file(tmp_path / "mine.task"))
    manifest = data_dir / "models" / "mine.toml"
    manifest.write_text(manifest.read_text().replace('file = "', 'file = "../'))
    with pytest.raises(ModelBundleError, match="damaged"):
        find_bundle("mine")


def test_an_unknown_name_says_what_there_is() -> None:
    with pytest.raises(ModelBundleError, match="no pose model is called 'lite'; installed: pose_landmarker_full"):
        find_bundle("lite")
