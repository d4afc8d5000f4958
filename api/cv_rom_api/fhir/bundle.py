"""An assessment as one FHIR R4B Bundle: report, observations and the software that made them.

The resources are plain JSON objects: a library of FHIR types would add 27 MB and accepts wrong codes all the same.
Every id derives from the assessment's, so that the same assessment always gives the same bundle, and a system that
takes it in twice can tell.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime
from html import escape

from cv_rom.results import Assessment, Provenance
from cv_rom.texts import report_words
from cv_rom_api.fhir import codes
from cv_rom_api.fhir.codes import Element
from cv_rom_api.fhir.observations import Writer

MEDIA_TYPE = "application/fhir+json"

_IDS = uuid.uuid5(uuid.NAMESPACE_URL, "urn:cv-rom:fhir")


def fhir_bundle(
    assessment: Assessment, *, assessment_id: str, received_at: datetime, clinic_id: str, subject: str | None
) -> Element:
    """The assessment as a Bundle of type `collection`: a DiagnosticReport, its Observations and the Device.

    `received_at` is when the video came in: when it was filmed is not known, and the report says so. `subject` is the
    pseudonym under which the clinic knows the person; it becomes an identifier, unique within the clinic, never a name.
    Raises ValueError where `received_at` has no time zone.
    """
    issued_at = _issued_at(assessment.provenance, received_at)
    shared: Element = {"effectiveDateTime": _instant(received_at), "issued": _instant(issued_at)}
    if subject is not None:
        identifier = {"system": f"{codes.SUBJECT}:{clinic_id}", "value": subject}
        shared["subject"] = {"type": "Patient", "identifier": identifier}
    device = _device(assessment.provenance)
    observations = [
        _identified(f"{assessment_id}/{key}", observation | shared | {"device": _reference(device)})
        for key, observation in Writer(assessment, report_words()).observations()
    ]
    report = _identified(f"{assessment_id}/report", _report(assessment, observations) | shared)
    bundle_id = _uuid(f"{assessment_id}/bundle")
    return {
        "resourceType": "Bundle",
        "id": bundle_id,
        "identifier": _identifier(bundle_id),
        "type": "collection",
        "timestamp": shared["issued"],
        "entry": [{"fullUrl": _urn(r["id"]), "resource": r} for r in (report, *observations, device)],
    }


def _report(assessment: Assessment, observations: Sequence[Element]) -> Element:
    """The report; R4B gives it no note, so what it must not be taken for stands in the conclusion."""
    protocol = report_words()["protocols"].get(assessment.protocol, assessment.protocol)
    lines = [finding.text for finding in assessment.findings]
    lines += [warning.text for warning in assessment.quality.warnings]
    lines += ["The time stated is when the video was received.", report_words()["disclaimer"]]
    paragraphs = "".join(f"<p>{escape(line, quote=False)}</p>" for line in lines)
    return {
        "resourceType": "DiagnosticReport",
        "text": {"status": "generated", "div": f'<div xmlns="http://www.w3.org/1999/xhtml">{paragraphs}</div>'},
        "status": "final",
        "code": {"text": f"Ankle range of motion from video: {protocol}"},
        "result": [_reference(observation) for observation in observations],
        "conclusion": "\n".join(lines),
    }


def _device(provenance: Provenance | None) -> Element:
    """The software, with its version and the pose model's name and hash; the same for all that it made."""
    device: Element = {
        "resourceType": "Device",
        "deviceName": [{"name": "cv-rom", "type": "user-friendly-name"}],
        "type": {"text": "Software that measures ankle range of motion in video"},
        "note": [{"text": report_words()["disclaimer"]}],
    }
    if provenance is None:
        return _identified("device", device)
    software, model, sha256 = provenance.cv_rom_version, provenance.model_name, provenance.model_sha256
    device["version"] = [
        {"type": {"text": "cv-rom"}, "value": software},
        {"type": {"text": "pose model"}, "component": {"value": model}, "value": f"sha256:{sha256}"},
    ]
    return _identified(f"device/{software}/{model}/{sha256}", device)


def _issued_at(provenance: Provenance | None, received_at: datetime) -> datetime:
    return received_at if provenance is None else datetime.fromisoformat(provenance.created_at)


def _instant(time: datetime) -> str:
    """With time zone and to the millisecond, as FHIR writes it."""
    if time.tzinfo is None:
        raise ValueError(f"a time needs its time zone, got {time}")
    return time.isoformat(timespec="milliseconds")


def _identified(key: str, resource: Element) -> Element:
    """The resource with its id, also as an identifier that survives a server's own ids."""
    own_id = _uuid(key)
    head = {"resourceType": resource["resourceType"], "id": own_id}
    return {**head, "identifier": [_identifier(own_id)], **resource}


def _uuid(key: str) -> str:
    return str(uuid.uuid5(_IDS, key))


def _urn(own_id: str) -> str:
    return f"urn:uuid:{own_id}"


def _identifier(own_id: str) -> Element:
    return {"system": codes.URI, "value": _urn(own_id)}


def _reference(resource: Element) -> Element:
    return {"reference": _urn(resource["id"])}
