"""What a protocol declares: how deep the body is, what is measured in a repetition, and what spoils it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from cv_rom.biomechanics.camera_view import CameraView
from cv_rom.biomechanics.leg_view import LegView, Wall
from cv_rom.biomechanics.repetitions import RepetitionWindow
from cv_rom.compensations import CompensationRule
from cv_rom.geometry import FloatArray
from cv_rom.poses import PoseTrack
from cv_rom.results import Plane
from cv_rom.skeleton import Side

Summary = Literal["largest", "smallest", "at_bottom"]


@dataclass(frozen=True)
class RepetitionMeasure:
    """One number of a repetition: a quantity and how its curve becomes a number there."""

    name: str
    quantity: str
    summary: Summary


SIDE_VIEW_MEASURES = (
    RepetitionMeasure("peak_dorsiflexion_deg", "dorsiflexion_deg", "largest"),
    RepetitionMeasure("peak_dorsiflexion_change_deg", "dorsiflexion_change_deg", "largest"),
    RepetitionMeasure("peak_tibia_inclination_deg", "tibia_inclination_deg", "largest"),
    RepetitionMeasure("peak_foot_pitch_deg", "foot_pitch_deg", "largest"),
    RepetitionMeasure("peak_heel_height_mm", "heel_height_mm", "largest"),
    RepetitionMeasure("peak_knee_flexion_deg", "knee_flexion_deg", "largest"),
)
"""What a side view gives of every squat and lunge."""


@dataclass(frozen=True)
class Protocol:
    """A movement test.

    Attributes:
        name: as on the command line and in the result; what it is stands in the texts.
        depth: (shot, view, side) -> how deep the body is in each frame, as a share of its own length.
        test_sides: (shot, view) -> the sides that a clip of this view tests, when the user names none.
        min_depth: smallest dip that is a repetition, in the unit of `depth`.
        planes: the views in which a repetition can be seen at all.
        measures: the numbers of each repetition.
        best: the measures of which the best of the valid repetitions is stated; all get a mean.
        compensations: what is looked for.
        invalidating: the compensations that make a repetition invalid.
        locate_wall: (leg, repetitions) -> the wall, where the protocol has one.
        touch_needed: whether an attempt counts only with the knee at the wall.
        toes_away_cm: how far from the wall the toes are to stand, where the protocol says so.
        holds: whether the time at the bottom is measured.

    """

    name: str
    depth: Callable[[PoseTrack, CameraView, Side], FloatArray]
    test_sides: Callable[[PoseTrack, CameraView], tuple[Side, ...]]
    min_depth: float
    planes: frozenset[Plane]
    measures: tuple[RepetitionMeasure, ...]
    compensations: tuple[CompensationRule, ...]
    invalidating: frozenset[str]
    best: tuple[str, ...]
    locate_wall: Callable[[LegView, Sequence[RepetitionWindow]], Wall | None] | None = None
    touch_needed: bool = False
    toes_away_cm: float | None = None
    holds: bool = False
