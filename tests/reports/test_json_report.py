"""assessment.json: schema, round trip, refusals."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from pathlib import Path

import jsonschema
import numpy as np
import pytest

from cv_rom.errors import AnalysisError
from cv_rom.reports.json_report import assessment_to_dict, json_schema, read_json, write_json
from cv_rom.results import Assessment, Provenance, View

ALL = ["side_view", "front_view", "nothing_measured"]


@pytest.mark.parametrize("example", ALL)
def test_written_file_fits_the_schema(example: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    path = tmp_path / "assessment.json"
    write_json(request.getfixturevalue(example), path)
    jsonschema.Draft202012Validator.check_schema(json_schema())
    jsonschema.validate(json.loads(path.read_text()), json_schema(), jsonschema.Draft202012Validator)
    assert [p.name for p in tmp_path.iterdir()] == ["assessment.json"]


@pytest.mark.parametrize("example", ALL)
def test_round_trip_gives_an_equal_assessment(example: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    assessment = request.getfixturevalue(example)
    write_json(assessment, tmp_path / "a.json")
    assert read_json(tmp_path / "a.json") == assessment


def test_keys_come_in_the_published_order(side_view: Assessment) -> None:
    content = assessment_to_dict(side_view)
    assert " ".join(content) == (
        "schema protocol source view subject scale repetitions measures compensations findings quality provenance"
    )
    assert " ".join(content["measures"][0]) == "name side value unit interval_95 status reason definition"
    assert " ".join(content["compensations"][0]) == "name side status reason peak threshold episodes"


def test_numbers_are_rounded_and_settings_are_not(side_view: Assessment) -> None:
    exact = replace(
        side_view,
        view=View("sagittal", "right", "left", 4.12678, -0.001),
        provenance=Provenance("0", "m", "0", {"cutoff_hz": 6.12345, "n": np.int64(3), "pair": (1, 2)}, "now"),
        repetitions=(replace(side_view.repetitions[0], peak_s=1.23456),),
    )
    content = assessment_to_dict(exact)
    assert content["view"]["yaw_deg"] == 4.13
    assert math.copysign(1.0, content["view"]["roll_deg"]) == 1.0  # no "-0.0"
    assert content["repetitions"][0]["peak_s"] == 1.235
    assert content["provenance"]["settings"] == {"cutoff_hz": 6.12345, "n": 3, "pair": [1, 2]}


@pytest.mark.parametrize("bad", [math.nan, math.inf])
def test_a_number_is_never_nan_or_infinite(side_view: Assessment, bad: float, tmp_path: Path) -> None:
    broken = replace(side_view, view=View("sagittal", "right", "left", bad, None))
    with pytest.raises(ValueError, match="yaw_deg must be finite"):
        write_json(broken, tmp_path / "a.json")
    in_settings = replace(side_view, provenance=Provenance("0", "m", "0", {"x": bad}, "now"))
    with pytest.raises(ValueError):
        write_json(in_settings, tmp_path / "a.json")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("{", "is not a JSON file", id="broken"),
        pytest.param("[]", "names no schema", id="not an object"),
        pytest.param('{"schema": "cv-rom/assessment/2"}', "has the schema 'cv-rom/assessment/2'", id="other schema"),
        pytest.param('{"schema": "cv-rom/assessment/1"}', "protocol: ", id="fields missing"),
        pytest.param('{"schema": NaN}', "NaN is not a JSON number", id="not a number"),
    ],
)
def test_foreign_files_are_refused_in_one_line(text: str, message: str, tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(text)
    with pytest.raises(AnalysisError, match=message) as error:
        read_json(path)
    assert "\n" not in str(error.value)


def test_files_that_cannot_be_read_are_refused(tmp_path: Path) -> None:
    (tmp_path / "binary.json").write_bytes(b"\xff\xfe\x00")
    for path in (tmp_path / "missing.json", tmp_path, tmp_path / "binary.json"):
        with pytest.raises(AnalysisError):
            read_json(path)


def test_contradicting_measure_is_refused(side_view: Assessment, tmp_path: Path) -> None:
    content = assessment_to_dict(side_view)
    content["measures"][0]["status"] = "not_assessable"
    (tmp_path / "a.json").write_text(json.dumps(content))
    with pytest.raises(AnalysisError, match=r"measures\.0: "):
        read_json(tmp_path / "a.json")


def test_a_newer_file_with_further_fields_can_be_read(side_view: Assessment, tmp_path: Path) -> None:
    content = assessment_to_dict(side_view) | {"added_later": 1}
    content["view"]["pitch_deg"] = 2.0
    jsonschema.validate(content, json_schema())
    (tmp_path / "a.json").write_text(json.dumps(content))
    assert read_json(tmp_path / "a.json") == side_view


@pytest.mark.parametrize("missing", ["schema", "measures", "provenance"])
def test_the_schema_requires_every_field(side_view: Assessment, missing: str) -> None:
    content = assessment_to_dict(side_view)
    del content[missing]
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(content, json_schema())


def test_the_schema_names_units_in_titles_and_leaves_out_series() -> None:
    schema = json_schema()
    assert "series" not in schema["properties"]
    assert schema["$defs"]["Repetition"]["properties"]["peak_s"]["title"] == "Peak (seconds)"
    assert schema["$defs"]["Measure"]["description"].startswith("One number with its unit")
    assert schema["properties"]["schema"]["const"] == "cv-rom/assessment/1"
