"""A small bundle for the OpenAPI description, made as every other one."""

from __future__ import annotations

from datetime import UTC, datetime

from cv_rom.results import Assessment, Finding, Measure, Provenance, Quality, Repetition, Scale, Subject, View
from cv_rom_api.fhir.bundle import fhir_bundle

_BEST = Measure(
    name="best_peak_dorsiflexion_deg",
    side="left",
    value=38.47,
    unit="deg",
    interval_95=(34.5, 42.45),
    status="measured",
    reason=None,
    definition="Best of the valid repetitions: tibia-to-foot angle, weight-bearing",
)
_MODEL_SHA256 = "c0497cfc8bbb751602b605687465e1f07755541e7fe4c93172100f6ac4ded800"
_UNCHECKED = ("arch_collapse", "foot_turn_out", "knee_valgus")
_ASSESSMENT = Assessment(
    protocol="knee-to-wall",
    view=View("sagittal", "left", "left", yaw_deg=1.0, roll_deg=0.8),
    subject=Subject("barefoot", foot_length_cm=24.2, height_cm=None),
    scale=Scale("foot_length", px_per_cm=6.1, uncertainty_percent=4.9),
    repetitions=(Repetition(1, 0.5, 1.1, 1.73, True, (), _UNCHECKED, (), ()),),
    measures=(_BEST,),
    compensations=(),
    findings=(Finding("info", "Best left ankle dorsiflexion under load: 38° (95 % interval 34° to 42°)."),),
    quality=Quality(),
    provenance=Provenance("0.1.0", "pose_landmarker_full", _MODEL_SHA256, {}, "2026-05-04T09:32:10+00:00"),
)

EXAMPLE = fhir_bundle(
    _ASSESSMENT,
    assessment_id="3f0c9a52e1b84d7796c2d4a8f05b1e63",
    received_at=datetime(2026, 5, 4, 9, 30, tzinfo=UTC),
    clinic_id="local",
    subject="P-017",
)
"""A bundle with one measure."""
