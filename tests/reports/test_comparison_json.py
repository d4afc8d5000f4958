"""The comparison as JSON fits its published schema."""

from __future__ import annotations

import json

import jsonschema

from cv_rom.reports.comparison_json import comparison_schema, comparison_to_dict
from cv_rom.results import (
    ComparedAssessment,
    ComparedValue,
    Comparison,
    Finding,
    MinimalDetectableChange,
    Pair,
    QualityWarning,
)

CHANGE = MinimalDetectableChange(4.7, "deg", "Powden 2015 review")
REAL = Pair("over_time", "best_peak_dorsiflexion_deg", "deg", ComparedValue(0, "left", 30.004, (28.0, 32.0)),
            ComparedValue(1, "left", 38.0, (36.0, 40.0)), 7.996, (5.2, 10.8), CHANGE, True, None)  # fmt: skip
UNKNOWN = Pair("left_right", "mean_toe_out_deg", "deg", ComparedValue(1, "left", 9.0, None),
               ComparedValue(1, "right", 12.0, None), 3.0, None, None, None, "no_interval")  # fmt: skip
COMPARISON = Comparison(
    protocol="knee-to-wall",
    assessments=(
        ComparedAssessment("a.json", "2026-05-01T09:00:00+00:00", "sagittal", "barefoot", "0.1.0"),
        ComparedAssessment("b.json", None, "frontal", "unknown", None),
    ),
    pairs=(REAL, UNKNOWN),
    findings=(Finding("notice", "More than before.", ("best_peak_dorsiflexion_deg",)),),
    warnings=(QualityWarning("different_days", "On different days."),),
)


def test_a_comparison_fits_its_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(comparison_schema())
    content = json.loads(json.dumps(comparison_to_dict(COMPARISON), allow_nan=False))
    jsonschema.validate(content, comparison_schema(), jsonschema.Draft202012Validator)
    assert " ".join(content) == "schema protocol assessments pairs findings warnings"
    assert content["schema"] == "cv-rom/comparison/1"
    assert (content["pairs"][0]["first"]["value"], content["pairs"][0]["difference"]) == (30.0, 8.0)
    assert (content["pairs"][1]["real_change"], content["pairs"][1]["unknown_because"]) == (None, "no_interval")


def test_the_schema_is_strict_about_what_is_there() -> None:
    content = comparison_to_dict(COMPARISON)
    for name in content:
        broken = {key: value for key, value in content.items() if key != name}
        assert not jsonschema.Draft202012Validator(comparison_schema()).is_valid(broken)
    assert comparison_schema()["properties"]["schema"]["const"] == "cv-rom/comparison/1"
    assert "unknown" in comparison_schema()["$defs"]["Pair"]["properties"]["real_change"]["description"]
