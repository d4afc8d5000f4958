"""An assessment as HL7 FHIR R4B resources, for clinical systems."""

from __future__ import annotations

from cv_rom_api.fhir.bundle import MEDIA_TYPE, fhir_bundle

__all__ = ["MEDIA_TYPE", "fhir_bundle"]
