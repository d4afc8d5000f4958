"""Poses stored on disk: one compressed numpy archive (`.npz`) per `PoseTrack`, without pickled objects.

Beside them may lie the outline of the leg (its ends, without lines on the floor).
"""

from __future__ import annotations

import os
import tempfile
import zipfile
import zlib
from pathlib import Path

import numpy as np

from cv_rom.errors import PoseFileError
from cv_rom.outlines import LegOutline
from cv_rom.poses import PoseTrack

SCHEMA = "cv-rom/poses/1"
ARRAYS = ("time_s", "xy_px", "visibility", "noise_px")
OUTLINE = "outline"
MAX_BYTES = 2 * 10**9  # unpacked; an hour at 60 frames/s takes 0.23 GB


def write_poses(path: str | Path, track: PoseTrack, outline: LegOutline | None = None) -> None:
    """Write `track` to `path`, and an `outline` of the same frames in which anything was seen; whole or not at all.

    Raises:
        PoseFileError: the file cannot be written.

    """
    path = Path(path)
    arrays = {name: getattr(track, name) for name in ARRAYS}
    if outline is not None and np.isfinite(outline.numbers).any():
        arrays[OUTLINE] = outline.numbers
    try:
        descriptor, draft = tempfile.mkstemp(dir=path.parent, prefix=".poses-", suffix=".npz")
        try:
            with os.fdopen(descriptor, "wb") as file:
                np.savez_compressed(file, schema=np.array(SCHEMA), **arrays)
            os.replace(draft, path)
        except BaseException:
            os.unlink(draft)
            raise
    except OSError as error:
        raise PoseFileError(f"{path}: the poses cannot be written ({error.strerror or error})") from error


def read_poses(path: str | Path) -> PoseTrack:
    """The track that `write_poses` stored in `path`.

    Raises:
        PoseFileError: there is no such file, or it is damaged, or not a file of poses.

    """
    return read_recording(path)[0]


def read_recording(path: str | Path) -> tuple[PoseTrack, LegOutline | None]:
    """The track and its outline, None without one; raises what `read_poses` raises."""
    path = Path(path)
    try:
        with path.open("rb") as file:
            return _read(path, file)
    except OSError as error:
        raise PoseFileError(f"{path}: the poses cannot be read ({error.strerror or error})") from error
    except (ValueError, EOFError, KeyError, zipfile.BadZipFile, zlib.error, NotImplementedError) as error:
        raise PoseFileError(f"{path}: the file is damaged or holds no poses; store them again") from error


def _read(path: Path, file: object) -> tuple[PoseTrack, LegOutline | None]:
    with zipfile.ZipFile(file) as archive:  # type: ignore[call-overload]
        members = {info.filename: info.file_size for info in archive.infolist()}
    if set(members) - {f"{OUTLINE}.npy"} != {f"{name}.npy" for name in ("schema", *ARRAYS)}:
        raise PoseFileError(f"{path}: this is not a file of poses written by cv-rom")
    if sum(members.values()) > MAX_BYTES:
        raise PoseFileError(f"{path}: the poses are larger than {MAX_BYTES // 10**6} MB unpacked")
    with np.load(path, allow_pickle=False) as stored:
        schema = str(stored["schema"])
        if schema != SCHEMA:
            raise PoseFileError(f"{path}: the poses are of schema {schema[:40]!r}, this version reads {SCHEMA!r}")
        track = PoseTrack(*(stored[name] for name in ARRAYS))
        outline = LegOutline.of_numbers(stored[OUTLINE]) if OUTLINE in stored else None
    if outline is not None and len(outline.heel_px) != len(track):
        raise ValueError("the outline is that of other poses")
    return track, outline
