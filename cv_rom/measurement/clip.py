"""The numbers of the whole clip: stance, best and mean of the valid repetitions, hold time, compensations."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from cv_rom.biomechanics.leg_curves import curve
from cv_rom.biomechanics.leg_view import Curve, LegView
from cv_rom.biomechanics.repetitions import RepetitionWindow
from cv_rom.compensations import HEEL_LIFT, CompensationRule, Deviation, assess, deviation
from cv_rom.geometry import FloatArray
from cv_rom.measurement.measures import measured, over_repetitions, refused, stance_measure
from cv_rom.measurement.shot import Shot
from cv_rom.protocols import Protocol
from cv_rom.results import Compensation, Measure, Reason, Repetition
from cv_rom.texts import text

HOLD_DEG = 5.0
"""The bottom is held while the knee stays within this of its deepest flexion."""


def clip_measures(shot: Shot, protocol: Protocol, repetitions: Sequence[Repetition]) -> tuple[Measure, ...]:
    """Stance values of the main shot, hold time, best and mean over the clip's valid repetitions, per side."""
    measures: list[Measure] = []
    for leg in shot.legs:
        measures += [
            stance_measure("stance_dorsiflexion_deg", "dorsiflexion_deg", leg),
            stance_measure("stance_tibia_inclination_deg", "tibia_inclination_deg", leg),
            stance_measure("mean_toe_out_deg", "toe_out_deg", leg),
        ]
        measures += _summaries(leg, protocol, repetitions)
        if protocol.holds:
            measures.append(hold_time(leg, shot.repetitions))
    return tuple(measures)


def _summaries(leg: LegView, protocol: Protocol, repetitions: Sequence[Repetition]) -> Iterable[Measure]:
    """Best and mean of this leg's numbers over the repetitions that count."""
    none: Reason = "no_valid_attempt" if repetitions else "no_repetition"
    counting = _counting(repetitions)
    for spec in protocol.measures:
        found = [m for r in counting for m in r.measures if (m.name, m.side) == (spec.name, leg.side.value)]
        kinds: tuple[Literal["best", "mean"], ...] = ("best", "mean") if spec.name in protocol.best else ("mean",)
        for kind in kinds:
            yield over_repetitions(kind, found, spec, leg, none)


def _counting(repetitions: Sequence[Repetition]) -> Sequence[Repetition]:
    """The valid ones; where the heel is sure to be down in some of them, those alone: one that came up reads more."""
    valid = [r for r in repetitions if r.valid]
    return [r for r in valid if HEEL_LIFT.name not in r.unchecked] or valid


def hold_time(leg: LegView, windows: Sequence[RepetitionWindow]) -> Measure:
    """Longest time of a repetition within 5 deg of its deepest knee flexion with the heel down, seconds."""
    definition = text("definition.hold_s")
    flexion, heel = curve(leg, "knee_flexion_deg"), deviation(HEEL_LIFT, leg, slice(None))
    if not isinstance(flexion, Curve):
        return refused("hold_s", leg.side.value, flexion, "s", definition)
    if not windows:
        return refused("hold_s", leg.side.value, "no_repetition", "s", definition)
    if not isinstance(heel, Deviation):
        return refused("hold_s", leg.side.value, heel, "s", definition)
    time_s = leg.track.time_s
    steps = np.gradient(time_s)
    held = [float(steps[w.frames][_deep(flexion.values[w.frames]) & ~_lifted(leg, w.frames)].sum()) for w in windows]
    return measured("hold_s", leg.side.value, max(held), float(np.median(steps)), "s", definition)


def _lifted(leg: LegView, frames: slice) -> NDArray[np.bool_]:
    """In which of these frames of a repetition the heel is off the floor."""
    heel = deviation(HEEL_LIFT, leg, frames)
    return heel.exceeded[frames] if isinstance(heel, Deviation) else np.zeros(frames.stop - frames.start, dtype=bool)


def _deep(flexion: FloatArray) -> NDArray[np.bool_]:
    """Frames within 5 deg of the deepest flexion."""
    return np.asarray(flexion >= np.nanmax(flexion) - HOLD_DEG)


def clip_compensations(
    shots: Sequence[Shot], protocol: Protocol, repetitions: Sequence[Repetition]
) -> tuple[Compensation, ...]:
    """Each compensation over all repetitions of the clip, per side."""
    sides = dict.fromkeys(leg.side.value for shot in shots for leg in shot.legs)
    result = []
    for side in sides:
        for rule in protocol.compensations:
            parts = [c for r in repetitions for c in r.compensations if (c.name, c.side) == (rule.name, side)]
            result.append(_join(parts) if parts else _without_repetition(rule, shots, side))
    return tuple(result)


def _join(parts: Sequence[Compensation]) -> Compensation:
    """One compensation over several repetitions: present if it ever was, absent if it was told absent at least once."""
    told = [c for c in parts if c.status != "not_assessable"]
    if not told:
        return parts[0]
    worst = max(told, key=lambda c: c.peak.value if c.peak else -np.inf)
    present = any(c.status == "present" for c in told)
    episodes = tuple(e for c in told for e in c.episodes)
    return Compensation(
        worst.name, worst.side, "present" if present else "absent", None, worst.peak, worst.threshold, episodes
    )


def _without_repetition(rule: CompensationRule, shots: Sequence[Shot], side: str) -> Compensation:
    """A clip without repetitions shows no compensation: the view's own reason, else that nothing was done."""
    leg = next(leg for shot in shots for leg in shot.legs if leg.side.value == side)
    found = assess(rule, leg, slice(None))
    reason: Reason = found.reason or "no_repetition"
    return Compensation(rule.name, leg.side.value, "not_assessable", reason, None, found.threshold)
