"""Two assessments or more side by side (schema `cv-rom/comparison/1`): over time, and left against right.

The field names are those of the JSON; its JSON Schema is generated from these types.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from cv_rom.results.assessment import Finding, Interval, Plane, QualityWarning, SideName
from cv_rom.scene import Footwear

COMPARISON_SCHEMA: Literal["cv-rom/comparison/1"] = "cv-rom/comparison/1"

PairKind = Literal["over_time", "left_right"]
UnknownBecause = Literal["no_interval", "different_footwear", "none_established"]
"""Why nobody can say whether a difference is real."""


@dataclass(frozen=True, slots=True)
class MinimalDetectableChange:
    """The smallest change that a test can tell from chance, and who found it."""

    value: float
    unit: str
    source: str


@dataclass(frozen=True, slots=True)
class Change:
    """How far a value lies from another one, and whether that is real.

    `real_change` is True where the difference is larger than the combined interval and the minimal detectable change,
    False where it is not larger than both, None (unknown) where it would take what `unknown_because` says is missing.
    """

    difference: float
    combined_interval_95: Interval | None
    real_change: bool | None
    unknown_because: UnknownBecause | None


@dataclass(frozen=True, slots=True)
class ComparedValue:
    """One value of a pair; `assessment` is its place in `Comparison.assessments`, counted from 0."""

    assessment: int
    side: SideName | None
    value: float
    interval_95: Interval | None


@dataclass(frozen=True, slots=True)
class Pair:
    """The same measure twice: of one side at two dates, or of left and right.

    `difference` is second minus first; its interval combines those of both values. `real_change` and `unknown_because`
    as in `Change`. Left against right is a comparison, not a measure.
    """

    kind: PairKind
    measure: str
    unit: str
    first: ComparedValue
    second: ComparedValue
    difference: float
    combined_interval_95: Interval | None
    minimal_detectable_change: MinimalDetectableChange | None
    real_change: bool | None
    unknown_because: UnknownBecause | None


@dataclass(frozen=True, slots=True)
class ComparedAssessment:
    """One of the assessments, as far as a reader of the pairs needs it; `created_at` is when it was analysed."""

    name: str
    created_at: str | None
    plane: Plane
    footwear: Footwear
    cv_rom_version: str | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Assessments of the same test, the oldest first, and every pair of values that can be compared."""

    protocol: str
    assessments: tuple[ComparedAssessment, ...]
    pairs: tuple[Pair, ...]
    findings: tuple[Finding, ...]
    warnings: tuple[QualityWarning, ...]
    schema: Literal["cv-rom/comparison/1"] = COMPARISON_SCHEMA

    @property
    def compared_anything(self) -> bool:
        """Whether a finding speaks of a pair; pairs that no finding speaks of say nothing about the ankle's range."""
        said = {name for finding in self.findings for name in finding.refers_to}
        return any(pair.measure in said for pair in self.pairs)
