"""Warnings that nobody who reads the numbers may miss, and which numbers each of them is about."""

from __future__ import annotations

from cv_rom.results import Assessment, QualityWarning, SideName
from cv_rom.texts import retold
from cv_rom.texts.names import Words

_ABOUT = {
    "beyond_anatomy": ("dorsiflexion", "tibia_inclination"),
    "off_front": ("knee_valgus", "toe_out", "foot_turn_out"),
}
"""Parts of the names of the measures and compensations that a warning is about."""
_MIRRORED = "mirrored"
"""Doubts which leg was filmed, so it is about everything that belongs to one."""


def cautions(assessment: Assessment) -> tuple[QualityWarning, ...]:
    """The warnings that make numbers unreliable: they stand among the main results, whatever room there is."""
    return tuple(w for w in assessment.quality.warnings if w.code in _ABOUT or w.code == _MIRRORED)


def caution_at(name: str, side: SideName | None, assessment: Assessment, words: Words) -> str:
    """What to know beside this number or compensation, in a few words; empty where there is nothing."""
    return " ".join(str(words["cautions"][w.code]) for w in cautions(assessment) if _concerns(w.code, name, side))


def _concerns(code: str, name: str, side: SideName | None) -> bool:
    if code == _MIRRORED:
        return side is not None
    return any(part in name for part in _ABOUT[code])


def retold_warning(warning: QualityWarning) -> str:
    """The warning in the language that is spoken just now, where that can be had; else as it was stored."""
    return retold(f"warning.{warning.code}", warning.text)
