"""A comparison as JSON, and the published JSON Schema of it."""

from __future__ import annotations

from functools import cache
from typing import Any

from pydantic import TypeAdapter

from cv_rom.reports.json_values import plain, published_schema
from cv_rom.results import COMPARISON_SCHEMA, Comparison

_KEYS = ("schema", "protocol", "assessments", "pairs", "findings", "warnings")
_DESCRIPTIONS = {
    "schema": "Name and version of this format; raised when a field changes its meaning.",
    "protocol": "The test that all assessments are of.",
    "assessments": "What is compared, the oldest first.",
    "created_at": "Date and time of the analysis (ISO 8601); when the video was filmed is not known.",
    "kind": "over_time: one side, earlier and newest; left_right: the newest of each side, which is no measure.",
    "measure": "Name of the measure, as in the assessments.",
    "assessment": "Place in `assessments`, counted from 0.",
    "side": "The person's own left or right.",
    "difference": "Second minus first, in the measure's unit.",
    "combined_interval_95": "95 % interval of the difference, from the intervals of both values.",
    "minimal_detectable_change": "The smallest change that the test can tell from chance; null where none is "
    "established.",
    "real_change": "true: the difference is larger than its interval and than the minimal detectable change; false: it "
    "is not; null: unknown, because of what `unknown_because` names.",
    "unknown_because": "no_interval, different_footwear, or none_established: no minimal detectable change is.",
}


def comparison_to_dict(comparison: Comparison) -> dict[str, Any]:
    """The comparison as JSON values in the published order, numbers rounded to 2 decimals (seconds to 3)."""
    return {key: plain(getattr(comparison, key), name=key) for key in _KEYS}


@cache
def comparison_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a comparison."""
    schema = published_schema(
        TypeAdapter(Comparison),
        title=COMPARISON_SCHEMA,
        description="Assessments of one test side by side. For information and education; not a medical device.",
        descriptions=_DESCRIPTIONS,
    )
    ordered = {key: schema["properties"][key] for key in _KEYS}
    return schema | {"properties": ordered, "required": list(_KEYS)}
