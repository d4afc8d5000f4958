"""Every code that leaves this package, in one place.

SNOMED CT and UCUM codes stand here only where their meaning was looked up; what has none is said in text. There is
no LOINC code for ankle dorsiflexion under load, so none is given. Codes of the systems `urn:cv-rom:...` are our own:
they repeat the names of `assessment.json`, so that programs need not read the text.
"""

from __future__ import annotations

from typing import Any

from cv_rom.results import SideName

Element = dict[str, Any]
"""A FHIR element or resource as a JSON object."""

SNOMED = "http://snomed.info/sct"
UCUM = "http://unitsofmeasure.org"
CATEGORY = "http://terminology.hl7.org/CodeSystem/observation-category"
ABSENT = "http://terminology.hl7.org/CodeSystem/data-absent-reason"
URI = "urn:ietf:rfc:3986"

MEASURE = "urn:cv-rom:measure"
COMPENSATION = "urn:cv-rom:compensation"
COMPONENT = "urn:cv-rom:component"
REASON = "urn:cv-rom:reason"
SUBJECT = "urn:cv-rom:subject"  # and the clinic, whose own the pseudonym is

UNITS = {"deg": ("deg", "°"), "cm": ("cm", "cm"), "mm": ("mm", "mm"), "s": ("s", "s")}
"""Our unit -> code in UCUM, and how it is shown."""

EXAM = {"system": CATEGORY, "code": "exam", "display": "Exam"}
RANGE_OF_MOVEMENT = {"system": SNOMED, "code": "364564000", "display": "Range of joint movement"}
_ANGLES_OF_RANGE = ("peak_dorsiflexion_deg", "peak_dorsiflexion_change_deg")

BODY_SITES: dict[tuple[str, SideName | None], tuple[str, str]] = {
    ("ankle", "left"): ("51636004", "Structure of left ankle"),
    ("ankle", "right"): ("6685009", "Structure of right ankle"),
    ("ankle", None): ("70258002", "Ankle joint structure"),
    ("foot", "left"): ("22335008", "Structure of left foot"),
    ("foot", "right"): ("7769000", "Structure of right foot"),
    ("knee", "left"): ("82169009", "Structure of left knee region"),
    ("knee", "right"): ("6757004", "Structure of right knee region"),
}
"""Part of the body and side -> SNOMED CT code and display."""

_PARTS = {
    "dorsiflexion_deg": "ankle",
    "dorsiflexion_change_deg": "ankle",
    "tibia_inclination_deg": "shin",
    "foot_pitch_deg": "foot",
    "heel_height_mm": "foot",
    "knee_flexion_deg": "knee",
    "knee_valgus_deg": "knee",
    "medial_collapse_mm": "ankle",
    "toe_out_deg": "foot",
    "toe_to_wall_cm": "foot",
    "knee_to_wall_cm": "knee",
    "heel_lift": "foot",
    "arch_collapse": "foot",
    "foot_turn_out": "foot",
    "knee_valgus": "knee",
}
_PREFIXES = ("best_", "mean_", "stance_", "peak_")

_NOT_PERFORMED = ("no_valid_attempt",)


def measure_coding(name: str) -> list[Element]:
    """Codings of a measure: our own, and SNOMED CT's for the range of the ankle."""
    general = [RANGE_OF_MOVEMENT] if name.removeprefix("best_").removeprefix("mean_") in _ANGLES_OF_RANGE else []
    return [{"system": MEASURE, "code": name}, *general]


def body_site(name: str, side: SideName | None) -> Element | None:
    """Where on the body a measure or compensation is; None for one of the whole body, such as a hold time."""
    for prefix in _PREFIXES:
        name = name.removeprefix(prefix)
    part = _PARTS.get(name)
    if part is None:
        return None
    site: Element = {"text": part if side is None else f"{side} {part}"}
    if (part, side) in BODY_SITES:
        code, display = BODY_SITES[part, side]
        site["coding"] = [{"system": SNOMED, "code": code, "display": display}]
    return site


def absent_reason(reason: str, text: str) -> Element:
    """Why there is no value: the general code of FHIR, our own, and the reason in words."""
    code, display = ("not-performed", "Not Performed") if reason in _NOT_PERFORMED else ("unknown", "Unknown")
    general = {"system": ABSENT, "code": code, "display": display}
    return {"coding": [general, {"system": REASON, "code": reason}], "text": text}


def quantity(value: float, unit: str) -> Element:
    """A number with its UCUM unit, as finely as `assessment.json` states it. ValueError unless it is finite."""
    code, shown = UNITS[unit]
    rounded = round(value, 3 if unit == "s" else 2) + 0.0  # -0.0 + 0.0 = 0.0
    if not abs(rounded) < float("inf"):
        raise ValueError(f"a quantity is finite, got {value}")
    return {"value": rounded, "unit": shown, "system": UCUM, "code": code}
