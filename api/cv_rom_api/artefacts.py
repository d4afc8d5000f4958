"""The files of the assessments, by assessment and name: in a local folder, or wherever an fsspec URL points."""

from __future__ import annotations

import shutil
import uuid
from pathlib import Path
from typing import IO, cast

import fsspec

ARTEFACTS = {
    "assessment.json": ("application/json", "The result as a file"),
    "report.html": ("text/html", "The report for people"),
    "report.pdf": ("application/pdf", "The report on two pages, to print and to file"),
    "series.csv": ("text/csv", "The curves, one row a frame"),
    "angles.mot": ("text/tab-separated-values", "The angles for OpenSim; there is none where nothing was measured"),
    "points.trc": ("text/tab-separated-values", "The points in mm for OpenSim; there is none without a scale"),
    "annotated.mp4": ("video/mp4", "The video with the skeleton and the angles; byte ranges are served"),
    "annotated.jpg": ("image/jpeg", "The picture to show before that video is played"),
}
"""File name -> media type and what it is."""
UPLOAD = "upload"
"""Name of the uploaded video: never the client's, and without an ending that could steer the reader."""


class ArtefactStorage:
    """Keeps files under `url/ID/NAME`. Ids and names are always ours, never a client's.

    Raises `ValueError` where the URL is of a kind that is not known, or whose library is missing.
    """

    def __init__(self, url: str) -> None:
        try:
            self._files, self._root = fsspec.url_to_fs(url)
        except (ImportError, ValueError) as error:
            raise ValueError(f"CV_ROM_ARTEFACTS_URL cannot be used: {error}") from error
        self._is_local = "file" in self._protocols()

    def open(self) -> None:
        """Make the folder."""
        self._files.makedirs(self._root, exist_ok=True)

    def put(self, assessment_id: str, name: str, source: Path) -> None:
        """Keep the file at `source`, in place of an earlier one."""
        target = self._path(assessment_id, name)
        self._files.makedirs(self._path(assessment_id), exist_ok=True)
        if self._is_local:
            shutil.move(source, target)
        else:
            self._files.put_file(str(source), target)

    def local_copy(self, assessment_id: str, name: str, folder: Path) -> Path:
        """A local path to read a file from: itself, or a copy of it in `folder`.

        Raises `FileNotFoundError` where there is none.
        """
        if self._is_local:
            return Path(self._path(assessment_id, name))
        self._files.get_file(self._path(assessment_id, name), str(folder / name))
        return folder / name

    def local_path(self, assessment_id: str, name: str) -> Path | None:
        """Where a file lies on this machine; None in a storage elsewhere."""
        return Path(self._path(assessment_id, name)) if self._is_local else None

    def read(self, assessment_id: str, name: str) -> IO[bytes]:
        """The file, opened for reading at any place in it."""
        return cast("IO[bytes]", self._files.open(self._path(assessment_id, name), "rb"))

    def size_bytes(self, assessment_id: str, name: str) -> int | None:
        """How large a file is; None where there is none."""
        try:
            return int(self._files.info(self._path(assessment_id, name))["size"])
        except FileNotFoundError:
            return None

    def artefacts(self, assessment_id: str) -> list[str]:
        """Names of the artefacts that are there."""
        return [name for name in ARTEFACTS if self._files.isfile(self._path(assessment_id, name))]

    def remove_file(self, assessment_id: str, name: str) -> None:
        """Delete one file, if it is there."""
        if self._files.exists(self._path(assessment_id, name)):
            self._files.rm_file(self._path(assessment_id, name))

    def remove(self, assessment_id: str) -> None:
        """Delete all files of an assessment."""
        if self._files.exists(self._path(assessment_id)):
            self._files.rm(self._path(assessment_id), recursive=True)

    def ids(self) -> list[str]:
        """The assessments that have files."""
        self._files.invalidate_cache()
        return [str(path).rstrip("/").rsplit("/", 1)[-1] for path in self._files.ls(self._root, detail=False)]

    def is_writable(self) -> bool:
        """Whether files can be kept."""
        if self._is_local and not self._files.isdir(self._root):  # which writing would hide: it makes the folder
            return False
        probe = f"{self._root}/.probe-{uuid.uuid4().hex}"
        try:
            with self._files.open(probe, "wb"):
                pass
            self._files.rm_file(probe)
        except OSError:
            return False
        return True

    def _path(self, *parts: str) -> str:
        return "/".join((self._root, *parts))

    def _protocols(self) -> tuple[str, ...]:
        protocol = self._files.protocol
        return (protocol,) if isinstance(protocol, str) else tuple(protocol)
