"""What a programme is to answer: where the stretch is felt, and what the assessments found."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from cv_rom.comparison import left_right_pairs
from cv_rom.measurement.findings import AIM_TOE_TO_WALL_CM, GAP_LEFT_CM
from cv_rom.programme.exercise import Emphasis
from cv_rom.results import Assessment, Felt, Measure, SideName
from cv_rom.texts import text

EVERYBODY: Mapping[Emphasis, float] = {"all": 1.0, "joint": 1.0, "calf": 1.0, "tendon": 0.5}
"""What has a place in every programme."""
FELT: Mapping[Felt, Mapping[Emphasis, float]] = {
    "front": {"joint": 3.0},
    "achilles": {"tendon": 3.0},
    "calf": {"calf": 3.0, "nerve": 2.0},
}
FOUND: Mapping[str, Mapping[Emphasis, float]] = {
    "heel_lift": {},
    "arch_collapse": {"arch": 2.0},
    "foot_turn_out": {"arch": 2.0},
    "knee_valgus": {"balance": 1.0},
}
"""By the compensation that was seen; a heel lift changes how deep one goes, not what one does."""


@dataclass(frozen=True)
class Needs:
    """What the exercises are chosen by.

    Attributes:
        weights: how much each emphasis counts.
        joint_first: whether the joint comes before the stretches.
        short_side: the side that is shorter beyond the test's uncertainty, if one is.
        reasons: the same in sentences.

    """

    weights: Mapping[Emphasis, float]
    joint_first: bool
    short_side: SideName | None
    reasons: tuple[str, ...]


def needs_of(assessments: Sequence[Assessment], felt: Collection[Felt]) -> Needs:
    """What the assessments of one sitting (or none) and the places where it is felt (or none) ask for."""
    found = [name for name in FOUND if _seen(assessments, name)]
    short = short_side(assessments)
    weights = dict(EVERYBODY)
    for more in (*(FELT[place] for place in FELT if place in felt), *(FOUND[name] for name in found)):
        for emphasis, weight in more.items():
            weights[emphasis] = weights.get(emphasis, 0.0) + weight
    if any(a.noun == "attempt" for a in assessments):
        weights["lunge"] = 1.0
    reasons = (*_reasons_felt(felt), *_reasons_found(assessments, found, short))
    return Needs(weights, "front" in felt, short, reasons)


def short_side(assessments: Sequence[Assessment]) -> SideName | None:
    """The side whose range is smaller by more than the uncertainty and the minimal detectable change."""
    for pair in left_right_pairs(assessments):
        if pair.real_change:
            return "left" if pair.difference > 0 else "right"
    return None


def _seen(assessments: Sequence[Assessment], compensation: str) -> bool:
    return any(c.name == compensation and c.status == "present" for a in assessments for c in a.compensations)


def _reasons_felt(felt: Collection[Felt]) -> Iterator[str]:
    if not felt:
        yield text("programme.reason.felt_nothing")
    for place in FELT:
        if place in felt:
            yield text(f"programme.felt.{place}")


def _reasons_found(assessments: Sequence[Assessment], found: Sequence[str], short: SideName | None) -> Iterator[str]:
    """One sentence for everything that the assessments found, or for why they found nothing."""
    below = any(value < AIM_TOE_TO_WALL_CM for value in _values(assessments, "best_toe_to_wall_cm"))
    gap = any(value >= GAP_LEFT_CM for value in _values(assessments, "best_knee_to_wall_cm"))
    if not assessments:
        yield text("programme.reason.no_assessment")
    elif not any(a.measured_anything for a in assessments):
        yield text("programme.reason.nothing_measured")
    elif not (found or below or gap or short):
        yield text("programme.reason.nothing_found")
    for name in found:
        yield text(f"programme.found.{name}")
    if below:
        yield text("programme.reason.below_aim")
    if gap:
        yield text("programme.reason.gap_left")
    if short is not None:
        yield text("programme.reason.short_side", side=text(f"on_side.{short}"))


def _values(assessments: Sequence[Assessment], name: str) -> list[float]:
    measures: list[Measure] = [m for a in assessments for m in a.measures if m.name == name]
    return [m.value for m in measures if m.value is not None]
