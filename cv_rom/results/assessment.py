"""What an analysis says: the one contract for JSON, CSV, HTML and the service.

The field names are those of `assessment.json` (schema `cv-rom/assessment/1`); the JSON Schema is generated
from these types. A value is never NaN: what was not measured is None with a reason.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np

from cv_rom.geometry import FloatArray
from cv_rom.scene import Footwear

SCHEMA: Literal["cv-rom/assessment/1"] = "cv-rom/assessment/1"

ATTEMPTED = frozenset({"knee-to-wall", "half-kneeling"})
"""Protocols whose repetitions are attempts at a wall."""
SHORTEST_HOLD_S = 5.0
"""A position at the bottom that lasts less (`hold_s`) is no hold."""

SideName = Literal["left", "right"]
Plane = Literal["sagittal", "frontal", "oblique", "unknown"]
Facing = Literal["left", "right", "camera", "away"]
Reason = Literal[
    "wrong_view",
    "far_side",
    "feet_not_visible",
    "person_not_found",
    "camera_rolled",
    "no_stance",
    "no_scale",
    "no_wall",
    "landmarks_unstable",
    "too_uncertain",
    "too_short",
    "no_repetition",
    "no_valid_attempt",
]
"""Why something could not be assessed."""
Interval = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Measure:
    """One number with its unit, its 95 % interval and its definition, or the reason why there is none."""

    name: str
    side: SideName | None
    value: float | None
    unit: str
    interval_95: Interval | None
    status: Literal["measured", "not_assessable"]
    reason: Reason | None
    definition: str

    def __post_init__(self) -> None:
        measured = self.status == "measured"
        if measured != (self.value is not None) or measured != (self.reason is None):
            raise ValueError(f"{self.name}: measured means a value and no reason, got {self}")
        if self.value is not None and not np.isfinite(self.value):
            raise ValueError(f"{self.name}: a value is finite, got {self.value}")


@dataclass(frozen=True, slots=True)
class Threshold:
    """From which deviation on a compensation is called present, and where that figure comes from."""

    value: float
    unit: str
    source: str


@dataclass(frozen=True, slots=True)
class Peak:
    """The largest deviation, with its interval."""

    value: float
    unit: str
    interval_95: Interval | None


@dataclass(frozen=True, slots=True)
class Episode:
    """A stretch of time [start, end) in which a compensation was present, and its peak there."""

    start_s: float
    end_s: float
    peak: float


@dataclass(frozen=True, slots=True)
class Compensation:
    """A way in which the body cheated, or did not, or that this view cannot show."""

    name: str
    side: SideName | None
    status: Literal["present", "absent", "not_assessable"]
    reason: Reason | None
    peak: Peak | None
    threshold: Threshold
    episodes: tuple[Episode, ...] = ()


@dataclass(frozen=True, slots=True)
class Repetition:
    """One repetition (squat) or attempt (knee-to-wall), counted from 1."""

    index: int
    start_s: float
    peak_s: float
    end_s: float
    valid: bool
    invalid_reasons: tuple[str, ...]
    unchecked: tuple[str, ...]
    measures: tuple[Measure, ...]
    compensations: tuple[Compensation, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """The video that was analysed."""

    name: str
    sha256: str
    duration_s: float
    frames_declared: int | None
    frames_decoded: int
    frames_with_person: int
    width: int
    height: int
    rotation_deg: int
    frame_rate_mean: float | None
    variable_frame_rate: bool


@dataclass(frozen=True, slots=True)
class View:
    """From where the camera saw the person.

    `yaw_deg` is how far the camera stands off the side (sagittal, oblique) or off the front or back (frontal), 0 to 90;
    `roll_deg` how far the picture is turned, + where true vertical leans to the image right at its top.
    """

    plane: Plane
    facing: Facing | None
    near_side: SideName | None
    yaw_deg: float | None
    roll_deg: float | None


@dataclass(frozen=True, slots=True)
class Subject:
    """What the user told about the person."""

    footwear: Footwear
    foot_length_cm: float | None
    height_cm: float | None


@dataclass(frozen=True, slots=True)
class Scale:
    """Pixels per centimetre at the person, and what it was taken from."""

    source: Literal["marker", "a4", "foot_length", "height", "none"]
    px_per_cm: float | None
    uncertainty_percent: float | None


@dataclass(frozen=True, slots=True)
class Finding:
    """One sentence for people; `refers_to` names the measures and compensations it speaks of."""

    severity: Literal["info", "notice"]
    text: str
    refers_to: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class QualityWarning:
    """Something about the recording that a reader of the numbers should know."""

    code: str
    text: str


@dataclass(frozen=True, slots=True)
class Quality:
    """Warnings about the recording."""

    warnings: tuple[QualityWarning, ...] = ()


@dataclass(frozen=True, slots=True)
class Provenance:
    """What made this assessment."""

    cv_rom_version: str
    model_name: str
    model_sha256: str
    settings: Mapping[str, Any]
    created_at: str


@dataclass(frozen=True, slots=True)
class Series:
    """Curves over time for `series.csv` and the plots; NaN = not seen.

    Attributes:
        time_s: shape (T,).
        columns: name with unit (`right_tibia_inclination_deg`) -> shape (T,).
        half_intervals_95: of a column, how far its 95 % interval reaches to either side -> shape (T,).
        stance_s: the moment that shows the stance best from which changes are counted; None without a stance.

    """

    time_s: FloatArray
    columns: Mapping[str, FloatArray] = field(default_factory=dict)
    half_intervals_95: Mapping[str, FloatArray] = field(default_factory=dict)
    stance_s: float | None = None


@dataclass(frozen=True, slots=True)
class Assessment:
    """Everything that was found in one recording.

    `source` and `provenance` are None where poses were analysed without a video. `series` is not part of
    `assessment.json`; it goes into `series.csv`.
    """

    protocol: str
    view: View
    subject: Subject
    scale: Scale
    repetitions: tuple[Repetition, ...]
    measures: tuple[Measure, ...]
    compensations: tuple[Compensation, ...]
    findings: tuple[Finding, ...]
    quality: Quality
    source: Source | None = None
    provenance: Provenance | None = None
    schema: Literal["cv-rom/assessment/1"] = SCHEMA
    series: Series = field(default_factory=lambda: Series(np.empty(0)), compare=False, repr=False)

    @property
    def noun(self) -> Literal["repetition", "attempt"]:
        """What its repetitions are called."""
        return "attempt" if self.protocol in ATTEMPTED else "repetition"

    @property
    def measured_anything(self) -> bool:
        """Whether any measure of the clip or of a repetition has a value."""
        measures = [m for r in self.repetitions for m in r.measures] + list(self.measures)
        return any(m.status == "measured" for m in measures)
