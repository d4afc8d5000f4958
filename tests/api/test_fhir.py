"""The FHIR bundle: valid R4B, every code looked up once more here, nothing said that the assessment does not say."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from cv_rom_api.fhir import fhir_bundle
from cv_rom_api.fhir.codes import quantity
from cv_rom_api.fhir.example import EXAMPLE
from fhir.resources.R4B.bundle import Bundle
from sample_clips import EXPECTED

from cv_rom.reports.json_report import assessment_from_dict
from cv_rom.results import Assessment

ID = "3f0c9a52e1b84d7796c2d4a8f05b1e63"
RECEIVED = datetime(2026, 5, 4, 9, 30, tzinfo=UTC)
ANALYSED = "2026-05-04T09:32:10+00:00"
OURS = ("urn:cv-rom:measure", "urn:cv-rom:compensation", "urn:cv-rom:component", "urn:cv-rom:reason")
KNOWN = {
    ("http://snomed.info/sct", "364564000"): "Range of joint movement",
    ("http://snomed.info/sct", "51636004"): "Structure of left ankle",
    ("http://snomed.info/sct", "6685009"): "Structure of right ankle",
    ("http://snomed.info/sct", "70258002"): "Ankle joint structure",
    ("http://snomed.info/sct", "22335008"): "Structure of left foot",
    ("http://snomed.info/sct", "7769000"): "Structure of right foot",
    ("http://snomed.info/sct", "82169009"): "Structure of left knee region",
    ("http://snomed.info/sct", "6757004"): "Structure of right knee region",
    ("http://terminology.hl7.org/CodeSystem/observation-category", "exam"): "Exam",
    ("http://terminology.hl7.org/CodeSystem/data-absent-reason", "unknown"): "Unknown",
    ("http://terminology.hl7.org/CodeSystem/data-absent-reason", "not-performed"): "Not Performed",
}
"""What each code means in published value sets (HL7, DICOM); the FHIR library does not check it."""
SAMPLES = sorted(path.stem for path in EXPECTED.glob("*.json"))


def sample(name: str) -> Assessment:
    content = json.loads((EXPECTED / f"{name}.json").read_text("utf-8"))
    content["provenance"]["created_at"] = ANALYSED  # left out of the stored ones
    return assessment_from_dict(content)


def bundle(assessment: Assessment, *, assessment_id: str = ID, subject: str | None = None) -> dict[str, Any]:
    return fhir_bundle(
        assessment, assessment_id=assessment_id, received_at=RECEIVED, clinic_id="clinic-7", subject=subject
    )


def resources(found: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    return [entry["resource"] for entry in found["entry"] if entry["resource"]["resourceType"] == kind]


def observation(found: dict[str, Any], code: str, side: str | None = None) -> dict[str, Any]:
    """The one observation of that measure or compensation (and side, where one is named)."""
    (only,) = [
        one
        for one in resources(found, "Observation")
        if one["code"]["coding"][0]["code"] == code and (side is None or one["bodySite"]["text"].startswith(side))
    ]
    return only


def component(one: dict[str, Any], code: str) -> dict[str, Any]:
    (only,) = [part for part in one["component"] if part["code"]["coding"][0]["code"] == code]
    return only


def elements(value: Any) -> Iterator[dict[str, Any]]:
    """Every JSON object in a bundle."""
    if isinstance(value, dict):
        yield value
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            yield from elements(item)


def mirrored(assessment: Assessment) -> Assessment:
    """The same numbers of the other side."""
    other = {"left": "right", "right": "left", None: None}

    def swap(found: Any) -> tuple[Any, ...]:
        return tuple(replace(one, side=other[one.side]) for one in found)

    repetitions = tuple(
        replace(r, measures=swap(r.measures), compensations=swap(r.compensations)) for r in assessment.repetitions
    )
    return replace(
        assessment,
        repetitions=repetitions,
        measures=swap(assessment.measures),
        compensations=swap(assessment.compensations),
    )


@pytest.fixture(params=SAMPLES)
def assessment(request: pytest.FixtureRequest) -> Assessment:
    return sample(request.param)


def test_the_bundle_is_valid_r4b(assessment: Assessment) -> None:
    text = json.dumps(bundle(assessment, subject="P-017"), allow_nan=False)
    assert len(Bundle.model_validate_json(text).entry) == len(assessment.measures) + len(assessment.compensations) + 3


def test_the_example_is_valid_r4b() -> None:
    assert Bundle.model_validate(EXAMPLE).type == "collection"
    assert {entry["resource"]["resourceType"] for entry in EXAMPLE["entry"]} == {
        "DiagnosticReport",
        "Observation",
        "Device",
    }


def test_every_code_is_a_known_one(assessment: Assessment) -> None:
    codings = [coding for one in elements(bundle(assessment)) for coding in one.get("coding", [])]
    foreign = {(c["system"], c["code"]): c["display"] for c in codings if c["system"] not in OURS}
    assert foreign.items() <= KNOWN.items()
    assert all("display" not in coding for coding in codings if coding["system"] in OURS)


def test_codes_that_fhir_fixes_are_of_its_lists(assessment: Assessment) -> None:
    found = bundle(assessment)
    (report,), (device,) = resources(found, "DiagnosticReport"), resources(found, "Device")
    assert found["type"] == "collection"
    assert (report["status"], report["text"]["status"]) == ("final", "generated")
    assert device["deviceName"][0]["type"] == "user-friendly-name"
    assert {one["status"] for one in resources(found, "Observation")} == {"final"}


def test_every_unit_is_a_ucum_one(assessment: Assessment) -> None:
    units = [one for one in elements(bundle(assessment)) if "unit" in one]
    shown = {(one["system"], one["code"], one["unit"]) for one in units}
    ucum = "http://unitsofmeasure.org"
    assert shown <= {(ucum, "deg", "°"), (ucum, "mm", "mm"), (ucum, "cm", "cm"), (ucum, "s", "s")}


@pytest.mark.parametrize("code", [code for system, code in KNOWN if system.endswith("/sct")])
def test_snomed_codes_have_a_right_check_digit(code: str) -> None:
    """Verhoeff's scheme: finds every single wrong digit and every swap of neighbours."""
    check = 0
    for place, digit in enumerate(reversed(code)):
        check = dihedral(check, permuted(int(digit), place))
    assert check == 0


def dihedral(a: int, b: int) -> int:
    """Product in the dihedral group of order ten."""
    if a < 5:
        return (a + b) % 5 if b < 5 else 5 + (a + b) % 5
    return 5 + (a - b) % 5 if b < 5 else (a - b) % 5


def permuted(digit: int, times: int) -> int:
    for _ in range(times % 8):
        digit = (1, 5, 7, 6, 2, 8, 3, 0, 9, 4)[digit]
    return digit


def test_all_references_resolve_and_ids_are_unique(assessment: Assessment) -> None:
    found = bundle(assessment)
    urls = [entry["fullUrl"] for entry in found["entry"]]
    references = [one["reference"] for one in elements(found) if "reference" in one]
    assert len(set(urls)) == len(urls)
    assert set(references) == set(urls[1:])  # the report refers to all others, and nobody to the report
    assert all(entry["fullUrl"] == f"urn:uuid:{entry['resource']['id']}" for entry in found["entry"])


def test_every_measure_is_said_as_it_is(assessment: Assessment) -> None:
    found = bundle(assessment)
    for measure, one in zip(assessment.measures, resources(found, "Observation"), strict=False):
        assert one["code"]["coding"][0]["code"] == measure.name
        assert measure.definition in one["method"]["text"]
        assert one.get("valueQuantity", {}).get("value") == measure.value
        if measure.interval_95 is not None:
            limits = component(one, "interval-95")["valueRange"]
            assert (limits["low"]["value"], limits["high"]["value"]) == measure.interval_95
        if measure.value is None:
            assert one["dataAbsentReason"]["coding"][1] == {"system": "urn:cv-rom:reason", "code": measure.reason}


def test_a_value_or_the_reason_why_there_is_none(assessment: Assessment) -> None:
    for one in resources(bundle(assessment), "Observation"):
        for part in (one, *one.get("component", [])):
            values = [key for key in part if key.startswith("value") or key == "dataAbsentReason"]
            assert len(values) == 1, part["code"]
            assert "referenceRange" not in part


def test_components_share_no_code_with_their_observation(assessment: Assessment) -> None:
    for one in resources(bundle(assessment), "Observation"):
        own = [coding["code"] for coding in one["code"]["coding"]]
        parts = [coding["code"] for part in one.get("component", []) for coding in part["code"]["coding"]]
        assert not set(own) & set(parts)
        assert len(set(parts)) == len(parts)


def test_the_reason_is_said_in_words() -> None:
    absent = observation(bundle(sample("squat-side")), "mean_toe_out_deg")["dataAbsentReason"]
    assert absent["text"] == "the camera view cannot show it"
    assert [coding["code"] for coding in absent["coding"]] == ["unknown", "wrong_view"]


def test_the_repetitions_stand_behind_their_mean() -> None:
    one = observation(bundle(sample("squat-side-heel-lift")), "mean_peak_dorsiflexion_deg")
    first, second = component(one, "repetition-1"), component(one, "repetition-2")
    peaks = [r.measures[0].value for r in sample("squat-side-heel-lift").repetitions]
    assert [first["valueQuantity"]["value"], second["valueQuantity"]["value"]] == peaks[:2]
    assert (first["code"]["text"], second["code"]["text"]) == ("Repetition 1", "Repetition 2 (not valid)")
    assert component(one, "repetition-2-interval-95")["code"]["text"] == "Repetition 2 (not valid): 95 % interval"


def test_attempts_at_the_wall_are_called_so() -> None:
    one = observation(bundle(sample("knee-to-wall-left")), "mean_toe_to_wall_cm")
    assert component(one, "repetition-1")["code"]["text"] == "Attempt 1"
    assert one["method"]["text"].endswith("Centimetres from: foot length as stated.")


def test_a_repetition_without_a_number_says_why() -> None:
    assessment = sample("squat-side")
    first = assessment.repetitions[0]
    gone = replace(first.measures[0], value=None, interval_95=None, status="not_assessable", reason="feet_not_visible")
    first = replace(first, measures=(gone, *first.measures[1:]))
    found = bundle(replace(assessment, repetitions=(first, *assessment.repetitions[1:])))
    part = component(observation(found, "mean_peak_dorsiflexion_deg"), "repetition-1")
    assert part["dataAbsentReason"]["text"] == "the feet were not fully in the picture"


def test_what_no_repetition_showed_is_said_once() -> None:
    one = observation(bundle(sample("squat-front-turn-out")), "mean_peak_dorsiflexion_deg", "left")
    assert "component" not in one


def test_compensations_are_present_absent_or_not_told() -> None:
    assessment = sample("squat-side-heel-lift")
    (stored,) = [c for c in assessment.compensations if c.name == "heel_lift"]
    assert stored.peak is not None
    found = bundle(assessment)
    lift = observation(found, "heel_lift")
    assert lift["valueCodeableConcept"] == {"text": "present"}
    assert component(lift, "peak")["valueQuantity"]["value"] == stored.peak.value
    limits = component(lift, "peak-interval-95")["valueRange"]
    assert (limits["low"]["value"], limits["high"]["value"]) == stored.peak.interval_95
    assert component(lift, "threshold")["valueQuantity"]["value"] == stored.threshold.value
    shown = [component(lift, f"repetition-{n}")["valueCodeableConcept"]["text"] for n in (1, 2, 3)]
    assert shown == ["absent", "present", "present"]
    assert observation(found, "knee_valgus")["dataAbsentReason"]["coding"][1]["code"] == "wrong_view"


def test_the_repetitions_are_counted_with_what_was_not_checked() -> None:
    counted = observation(bundle(sample("squat-side-heel-lift")), "valid_repetitions")
    assert counted["valueInteger"] == 1
    assert component(counted, "repetition-2")["valueCodeableConcept"]["text"].startswith(
        "not valid: the heel came off the floor; not checked in this view: Arch collapse"
    )


def test_no_repetition_is_not_a_zero() -> None:
    counted = observation(bundle(replace(sample("squat-side"), repetitions=())), "valid_repetitions")
    assert counted["dataAbsentReason"]["text"] == "no repetition was found"


def test_both_sides_are_there() -> None:
    found = bundle(sample("squat-front-turn-out"))
    sites = {
        side: observation(found, "mean_toe_out_deg", side)["bodySite"]["coding"][0]["code"]
        for side in ("left", "right")
    }
    assert sites == {"left": "22335008", "right": "7769000"}


def test_mirroring_swaps_the_sides_and_nothing_else(assessment: Assessment) -> None:
    """Left and right differ in the words of the code, in the body site and in the ids only."""
    swapped = {"51636004": "6685009", "22335008": "7769000", "82169009": "6757004"}
    swapped |= {right: left for left, right in swapped.items()} | {"left": "right", "right": "left"}
    here, there = (resources(bundle(a), "Observation") for a in (assessment, mirrored(assessment)))
    for one, other in zip(here, there, strict=True):
        if "bodySite" in one:
            side, part = one["bodySite"]["text"].split()
            assert other["bodySite"]["text"] == f"{swapped[side]} {part}"
            assert other["code"]["text"] == one["code"]["text"].replace(f"({side})", f"({swapped[side]})")
            codes = [[c["code"] for c in o["bodySite"].get("coding", [])] for o in (one, other)]
            assert codes[1] == [swapped[code] for code in codes[0]]
        for key in ("valueQuantity", "dataAbsentReason", "component", "method", "effectiveDateTime"):
            assert one.get(key) == other.get(key)


def test_the_report_says_the_findings_and_what_it_is_not() -> None:
    assessment = sample("squat-side-heel-lift")
    (report,) = resources(bundle(assessment), "DiagnosticReport")
    lines = report["conclusion"].split("\n")
    assert lines[: len(assessment.findings)] == [finding.text for finding in assessment.findings]
    assert lines[-2] == "The time stated is when the video was received."
    assert "Not a medical device" in lines[-1]
    assert all("Not a medical device" in o["note"][0]["text"] for o in resources(bundle(assessment), "Observation"))


def test_text_from_the_assessment_cannot_become_markup() -> None:
    assessment = sample("squat-side")
    finding = replace(assessment.findings[0], text="<script>a & b</script>")
    (report,) = resources(bundle(replace(assessment, findings=(finding,))), "DiagnosticReport")
    assert "<p>&lt;script&gt;a &amp; b&lt;/script&gt;</p>" in report["text"]["div"]


def test_the_device_names_software_and_model() -> None:
    made_by = sample("squat-side").provenance
    assert made_by is not None
    (device,) = resources(bundle(sample("squat-side")), "Device")
    software, model = device["version"]
    assert software["value"] == made_by.cv_rom_version
    assert (model["component"]["value"], model["value"]) == (made_by.model_name, f"sha256:{made_by.model_sha256}")
    other = bundle(sample("squat-front-turn-out"), assessment_id="0" * 32)
    assert resources(other, "Device") == [device], "one software, whatever it measured"


def test_poses_without_a_video_have_a_device_without_a_version() -> None:
    found = bundle(replace(sample("squat-side"), provenance=None))
    assert "version" not in resources(found, "Device")[0]
    assert resources(found, "Observation")[0]["issued"] == "2026-05-04T09:30:00.000+00:00"
    Bundle.model_validate(found)


def test_the_subject_is_a_pseudonym_or_nobody() -> None:
    for one in resources(bundle(sample("squat-side"), subject="P-017"), "Observation"):
        assert one["subject"] == {
            "type": "Patient",
            "identifier": {"system": "urn:cv-rom:subject:clinic-7", "value": "P-017"},
        }
    assert not any("subject" in one for one in elements(bundle(sample("squat-side"))))


def test_nothing_of_the_video_leaks() -> None:
    text = json.dumps(bundle(sample("squat-side")))
    source = sample("squat-side").source
    assert source is not None
    assert source.name not in text
    assert source.sha256 not in text


def test_times_are_those_of_receipt_and_of_analysis() -> None:
    one = resources(bundle(sample("squat-side")), "Observation")[0]
    assert one["effectiveDateTime"] == "2026-05-04T09:30:00.000+00:00"
    assert one["issued"] == "2026-05-04T09:32:10.000+00:00"


def test_a_time_without_zone_is_refused() -> None:
    naive = datetime(2026, 5, 4)
    with pytest.raises(ValueError, match="time zone"):
        fhir_bundle(sample("squat-side"), assessment_id=ID, received_at=naive, clinic_id="local", subject=None)


def test_the_same_assessment_gives_the_same_bundle(assessment: Assessment) -> None:
    assert json.dumps(bundle(assessment)) == json.dumps(bundle(assessment))
    other = bundle(assessment, assessment_id="0" * 32)
    shared = {entry["fullUrl"] for entry in other["entry"]} & {
        entry["fullUrl"] for entry in bundle(assessment)["entry"]
    }
    assert len(shared) == 1, "only the device"


@pytest.mark.parametrize("value", [float("nan"), float("inf"), float("-inf")])
def test_a_quantity_is_finite(value: float) -> None:
    with pytest.raises(ValueError, match="finite"):
        quantity(value, "deg")
