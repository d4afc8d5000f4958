"""`assessment.json`: writing it, reading it back, and its published JSON Schema.

The schema is generated from the types in `cv_rom.results`. Every property is required; further properties
are allowed, because the format grows by addition and an old reader must accept a newer file.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import make_dataclass
from functools import cache
from pathlib import Path
from typing import Any, get_type_hints

from pydantic import TypeAdapter, ValidationError

from cv_rom.errors import AnalysisError
from cv_rom.reports.json_values import json_text, plain, published_schema, refuse_constant
from cv_rom.reports.whole_file import write_whole
from cv_rom.results import SCHEMA, Assessment

_KEYS = (
    "schema",
    "protocol",
    "source",
    "view",
    "subject",
    "scale",
    "repetitions",
    "measures",
    "compensations",
    "findings",
    "quality",
    "provenance",
)
"""The order of `assessment.json`; `series` goes into `series.csv`."""

_DESCRIPTIONS = {
    "schema": "Name and version of this format; raised when a field changes its meaning.",
    "protocol": "The test that was analysed, spelled as on the command line.",
    "side": "The person's own left or right; null where the measure belongs to no side.",
    "value": "The number in its unit; never NaN or infinite.",
    "interval_95": "Lower and upper end of the 95 % interval of what this clip can tell.",
    "reason": "Why it could not be assessed; null where it was.",
    "status": "Whether there is an answer. What was not assessed has no value; it is never zero.",
    "definition": "What the number is.",
    "valid": "Whether the repetition counts towards best and mean.",
    "invalid_reasons": "Why the repetition does not count.",
    "unchecked": "Compensations that this view cannot show.",
    "episodes": "When the compensation was present.",
    "refers_to": "Names of the measures and compensations that the sentence speaks of.",
    "sha256": "Hash of the video file.",
    "created_at": "Date and time (ISO 8601).",
    "roll_deg": "How far the picture is turned; + where true vertical leans to the image right at its top.",
    "yaw_deg": "How far the camera stands off the side or the front, 0 to 90.",
}


def write_json(assessment: Assessment, path: Path) -> None:
    """Write `assessment.json`; whole or not at all. ValueError where a number is NaN or infinite."""
    write_whole(path, json_text(assessment_to_dict(assessment)))


def assessment_to_dict(assessment: Assessment) -> dict[str, Any]:
    """The assessment as JSON values in the published order, without `series`.

    Numbers are rounded to 2 decimals (seconds and rates to 3); `settings` are kept as they are.
    """
    return {key: plain(getattr(assessment, key), name=key) for key in _KEYS}


def read_json(path: Path) -> Assessment:
    """Read an `assessment.json`; its `series` is empty. AnalysisError where it is none of ours."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"), parse_constant=refuse_constant)
    except OSError as error:
        raise AnalysisError(f"cannot read {path}: {error.strerror}") from error
    except ValueError as error:
        raise AnalysisError(f"{path} is not a JSON file: {error}") from error
    return assessment_from_dict(content, name=str(path))


def assessment_from_dict(content: object, *, name: str = "the assessment") -> Assessment:
    """The assessment in the JSON value `content`; AnalysisError, naming `name`, where it does not fit the schema."""
    if not isinstance(content, Mapping) or "schema" not in content:
        raise AnalysisError(f"{name} is not an assessment of cv-rom: it names no schema")
    if content["schema"] != SCHEMA:
        raise AnalysisError(f"{name} has the schema {content['schema']!r}; this version reads {SCHEMA!r}")
    try:
        stored = _adapter().validate_python(content)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise AnalysisError(f"{name} does not fit {SCHEMA}: {where}: {first['msg']}") from error
    return Assessment(**{key: getattr(stored, key) for key in _KEYS})


def json_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of `assessment.json`."""
    return published_schema(
        _adapter(),
        title=SCHEMA,
        description="What cv-rom found in one recording. For information and education; not a medical device.",
        descriptions=_DESCRIPTIONS,
    )


@cache
def _adapter() -> TypeAdapter[Any]:
    """Reader of the stored part of an assessment: the same fields without `series`."""
    hints = get_type_hints(Assessment)
    return TypeAdapter(make_dataclass("StoredAssessment", [(key, hints[key]) for key in _KEYS], frozen=True))
