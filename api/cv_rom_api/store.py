"""The folders of the assessments: `data_dir/assessments/ID/`, with `status.json` and what the analysis wrote."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
import uuid
from collections.abc import Iterator
from pathlib import Path

from cv_rom_api.schemas import AssessmentRecord

ARTEFACTS = {
    "assessment.json": ("application/json", "The result as a file"),
    "report.html": ("text/html", "The report for people"),
    "series.csv": ("text/csv", "The curves, one row a frame"),
    "annotated.mp4": ("video/mp4", "The video with the skeleton and the angles; byte ranges are served"),
}
"""File name -> media type and what it is."""
_ID = re.compile(r"[0-9a-f]{32}")
_STATUS = "status.json"
_UPLOAD = "upload"  # never named by the client, and without an ending that could steer the reader


class AssessmentStore:
    """Keeps assessments in folders; what is on the disk is the truth."""

    def __init__(self, data_dir: Path) -> None:
        self.root = data_dir / "assessments"

    def open(self) -> None:
        """Make the folder, and remove what an upload left behind when the service was killed."""
        self.root.mkdir(parents=True, exist_ok=True)
        for folder in self._folders():
            if not (folder / _STATUS).exists():
                shutil.rmtree(folder)

    def create(self) -> str:
        """A new folder; returns its id, which nobody can guess."""
        new_id = uuid.uuid4().hex
        (self.root / new_id).mkdir(mode=0o700)
        return new_id

    def folder(self, assessment_id: str) -> Path:
        """Where an assessment of ours lives; the id must come from `create` or `find`."""
        return self.root / assessment_id

    def upload(self, assessment_id: str) -> Path:
        """Where the uploaded video is until it was analysed."""
        return self.folder(assessment_id) / _UPLOAD

    def find(self, assessment_id: str) -> AssessmentRecord | None:
        """The state of an assessment, or None where there is none with this id (of whatever form)."""
        if not _ID.fullmatch(assessment_id):
            return None
        try:
            text = (self.root / assessment_id / _STATUS).read_bytes()
        except FileNotFoundError:
            return None
        return AssessmentRecord.model_validate_json(text)

    def save(self, record: AssessmentRecord) -> None:
        """Write the state so that a reader sees the old one or the new one, after a power cut too."""
        folder = self.folder(record.id)
        with tempfile.NamedTemporaryFile("w", dir=folder, encoding="utf-8", delete=False) as file:
            file.write(record.model_dump_json(exclude_none=True))
            file.flush()
            os.fsync(file.fileno())
        os.replace(file.name, folder / _STATUS)

    def all(self) -> Iterator[AssessmentRecord]:
        """Every assessment, in no particular order."""
        for folder in self._folders():
            record = self.find(folder.name)
            if record is not None:
                yield record

    def artefacts(self, assessment_id: str) -> list[str]:
        """Names of the artefacts that are there."""
        return [name for name in ARTEFACTS if (self.folder(assessment_id) / name).is_file()]

    def remove_upload(self, assessment_id: str) -> None:
        """Delete the uploaded video."""
        self.upload(assessment_id).unlink(missing_ok=True)

    def remove_all_but_status(self, assessment_id: str) -> None:
        """Delete the video and half-made artefacts of an analysis that failed."""
        for path in self.folder(assessment_id).iterdir():
            if path.is_dir():
                shutil.rmtree(path)
            elif path.name != _STATUS:
                path.unlink()

    def remove(self, assessment_id: str) -> None:
        """Delete everything about an assessment."""
        shutil.rmtree(self.folder(assessment_id), ignore_errors=True)

    def is_writable(self) -> bool:
        """Whether results can be written."""
        try:
            with tempfile.TemporaryFile(dir=self.root):
                return True
        except OSError:
            return False

    def _folders(self) -> list[Path]:
        return [path for path in self.root.glob("*") if _ID.fullmatch(path.name) and path.is_dir()]
