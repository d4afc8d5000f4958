"""The clips of one sitting joined: what the sides show, what the front shows, and what is still missing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from cv_rom.results.assessment import (
    Assessment,
    Compensation,
    Finding,
    Measure,
    QualityWarning,
    Reason,
    SideName,
)
from cv_rom.results.comparison import Pair

View = Literal["side", "front"]
"""From where something has to be filmed."""


@dataclass(frozen=True, slots=True)
class SessionMeasure:
    """A number of one leg, from the clip that tells it best; `clip` is its place in `Session.clips`, from 0."""

    protocol: str
    measure: Measure
    clip: int


@dataclass(frozen=True, slots=True)
class SessionCompensation:
    """A compensation of one leg over all clips that could show it: seen if any clip shows it.

    `clip` is the clip that it is told from, None where no clip could show it.
    """

    protocol: str
    compensation: Compensation
    clip: int | None


@dataclass(frozen=True, slots=True)
class MissingView:
    """What of a test nobody could assess, for which legs, from where to film it, and why a clip did not do.

    `reason` is None where there is no clip of it from there; `invalid_reasons` are what spoiled the attempts where none
    was valid.
    """

    protocol: str
    sides: tuple[SideName, ...]
    view: View
    reason: Reason | None
    invalid_reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Session:
    """One sitting of one person.

    Attributes:
        clips: the assessments, oldest first.
        measures: everything that was measured, each leg's number once.
        compensations: each compensation of each leg once.
        pairs: left against right.
        missing: what is to be filmed yet.
        findings: left against right in sentences.
        warnings: what makes the joining doubtful.

    """

    clips: tuple[Assessment, ...]
    measures: tuple[SessionMeasure, ...]
    compensations: tuple[SessionCompensation, ...]
    pairs: tuple[Pair, ...]
    missing: tuple[MissingView, ...]
    findings: tuple[Finding, ...]
    warnings: tuple[QualityWarning, ...]

    @property
    def protocols(self) -> tuple[str, ...]:
        """The tests of the sitting."""
        return tuple(dict.fromkeys(clip.protocol for clip in self.clips))
