"""Model bundles: the shipped ones, and official ones that the user adds. Nothing is downloaded.

A pose bundle is an uncompressed zip of two TensorFlow Lite networks (the runtime maps it into memory); the
face bundle is one network. Each is listed with its SHA-256 in a manifest: `models/manifest.toml` for the
shipped ones, one small file beside each bundle in the user's own data folder.
"""

from __future__ import annotations

import hashlib
import io
import os
import re
import sys
import tempfile
import tomllib
import zipfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

from cv_rom.bundled import models_dir
from cv_rom.errors import ModelBundleError

Kind = Literal["pose", "face"]
DEFAULT: Mapping[Kind, str] = {"pose": "pose_landmarker_full", "face": "face_detector_short_range"}
POSE_PARTS = {"pose_detector.tflite", "pose_landmarks_detector.tflite"}
TFLITE_MARK = b"TFL3"  # the file identifier of the TensorFlow Lite flatbuffer schema, at byte 4
MAX_BYTES = 200 * 10**6  # the official heavy bundle has 31 MB
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")


@dataclass(frozen=True, slots=True)
class ModelBundle:
    """A model file and what its manifest says of it; `sha256` is the promised checksum of the file."""

    name: str
    kind: Kind
    path: Path
    sha256: str
    licence: str
    origin: str
    description: str


def data_dir() -> Path:
    """The user's data folder: `CV_ROM_DATA_DIR`, or where programs keep their data on this system."""
    if chosen := os.environ.get("CV_ROM_DATA_DIR"):
        return Path(chosen)
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", Path.home() / "AppData" / "Local")) / "cv-rom"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "cv-rom"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "cv-rom"


def installed_bundles() -> list[ModelBundle]:
    """The shipped bundles, then those the user added, by name.

    Raises:
        ModelBundleError: a manifest is damaged.

    """
    own = sorted((data_dir() / "models").glob("*.toml"))
    return _listed(models_dir() / "manifest.toml") + [bundle for manifest in own for bundle in _listed(manifest)]


def find_bundle(name: str | None = None, *, kind: Kind = "pose") -> ModelBundle:
    """The bundle `name`; without a name the pose model that `CV_ROM_MODEL` names, or the shipped one.

    Raises:
        ModelBundleError: no bundle of this name and kind is installed.

    """
    wanted = name or (os.environ.get("CV_ROM_MODEL") if kind == "pose" else None) or DEFAULT[kind]
    known = {bundle.name: bundle for bundle in installed_bundles() if bundle.kind == kind}
    if wanted not in known:
        raise ModelBundleError(f"no {kind} model is called {wanted!r}; installed: {', '.join(known)}")
    return known[wanted]


def verify(bundle: ModelBundle) -> None:
    """Check the file against its promised checksum and the structure that the runtime needs.

    Raises:
        ModelBundleError: the file is missing, damaged, or not what its manifest says.

    """
    content = _content(bundle.path)
    if hashlib.sha256(content).hexdigest() != bundle.sha256:
        raise ModelBundleError(f"{bundle.path}: the checksum differs from the manifest; install the model again")
    if bundle.kind == "pose":
        _check_pose_bundle(bundle.path, content)
    else:
        _check_network(bundle.path, content)


def add_bundle(file: str | Path) -> ModelBundle:
    """Copy the user's own pose bundle (`pose_landmarker_heavy.task`, say) into the data folder, whole or not at all.

    It is known by the file's name without its ending. Adding another file under a name replaces the former.

    Raises:
        ModelBundleError: the file is no pose bundle, its name cannot be used, or it cannot be stored.

    """
    source = Path(file)
    name = source.stem
    if source.suffix != ".task" or not NAME.fullmatch(name):
        raise ModelBundleError(f"{source}: a pose model file is called NAME.task, with letters, digits, '-', '_', '.'")
    content = _content(source)
    _check_pose_bundle(source, content)
    sha256 = hashlib.sha256(content).hexdigest()
    for shipped in _listed(models_dir() / "manifest.toml"):
        if shipped.sha256 == sha256:
            return shipped
        if shipped.name == name:
            raise ModelBundleError(f"{source}: a shipped model is already called {name}; rename the file and add it")
    target = data_dir() / "models" / f"{name}-{sha256[:16]}.task"
    added = ModelBundle(name, "pose", target, sha256, "as the file's publisher says", source.name, "added by the user")
    try:
        _store(added, content)
    except OSError as error:
        raise ModelBundleError(f"{target.parent}: the model cannot be stored ({error.strerror or error})") from error
    return added


def _store(bundle: ModelBundle, content: bytes) -> None:
    """Write the bundle, then its manifest, which makes it known; then forget what it replaces."""
    folder = bundle.path.parent
    folder.mkdir(parents=True, exist_ok=True)
    _write(bundle.path, content)
    entry = asdict(bundle) | {"file": bundle.path.name}
    del entry["path"]
    # A name holds no character that a TOML string would have to escape; the origin may.
    quoted = {key: value.replace("\\", "\\\\").replace('"', '\\"') for key, value in entry.items()}
    lines = [f'{key} = "{value}"' for key, value in quoted.items()]
    _write(folder / f"{bundle.name}.toml", "\n".join(["[[bundle]]", *lines, ""]).encode())
    for former in folder.glob(f"{bundle.name}-{'[0-9a-f]' * 16}.task"):
        if former != bundle.path:
            former.unlink()


def _write(path: Path, content: bytes) -> None:
    descriptor, draft = tempfile.mkstemp(dir=path.parent, prefix=".adding-")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
        os.replace(draft, path)
    except BaseException:
        os.unlink(draft)
        raise


def _listed(manifest: Path) -> list[ModelBundle]:
    try:
        entries = tomllib.loads(manifest.read_text("utf-8"))["bundle"]
        return [_bundle(manifest.parent, entry) for entry in entries]
    except (OSError, KeyError, TypeError, ValueError) as error:
        raise ModelBundleError(
            f"{manifest}: the list of models is damaged; remove it and add the model again"
        ) from error


def _bundle(folder: Path, entry: Mapping[str, Any]) -> ModelBundle:
    if entry["kind"] not in DEFAULT or Path(entry["file"]).name != entry["file"]:
        raise ValueError("unknown kind of model, or a file outside the folder")
    texts = {key: str(entry[key]) for key in ("name", "sha256", "licence", "origin", "description")}
    return ModelBundle(kind=entry["kind"], path=folder / entry["file"], **texts)


def _content(path: Path) -> bytes:
    try:
        if not path.is_file():
            raise ModelBundleError(f"{path}: there is no such model file")
        if path.stat().st_size > MAX_BYTES:
            raise ModelBundleError(f"{path}: larger than {MAX_BYTES // 10**6} MB, so not a pose model")
        return path.read_bytes()
    except OSError as error:
        raise ModelBundleError(f"{path}: the model cannot be read ({error.strerror or error})") from error


def _check_pose_bundle(path: Path, content: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            if sorted(part.filename for part in parts) != sorted(POSE_PARTS):
                raise ModelBundleError(
                    f"{path}: not a pose model bundle: it must hold {' and '.join(sorted(POSE_PARTS))}"
                )
            if any(part.compress_type != zipfile.ZIP_STORED for part in parts):
                raise ModelBundleError(
                    f"{path}: the bundle is compressed, which the runtime cannot map; store it instead"
                )
            for part in parts:
                _check_network(path, archive.read(part))
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        raise ModelBundleError(f"{path}: not a pose model bundle, or damaged") from error


def _check_network(path: Path, content: bytes) -> None:
    if content[4:8] != TFLITE_MARK:
        raise ModelBundleError(f"{path}: holds no TensorFlow Lite network")
