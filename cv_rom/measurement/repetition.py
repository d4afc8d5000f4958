"""One repetition (or attempt) measured and judged: valid or not, and why; what this view could not check."""

from __future__ import annotations

from cv_rom.biomechanics.leg_view import LegView
from cv_rom.biomechanics.repetitions import RepetitionWindow
from cv_rom.biomechanics.wall_distances import WALL_TOUCH_CM
from cv_rom.compensations import assess
from cv_rom.measurement.measures import repetition_measure
from cv_rom.measurement.shot import Shot
from cv_rom.protocols import Protocol
from cv_rom.results import Compensation, Measure, Repetition

SHORT_OF_WALL = "knee_short_of_wall"
TOES_MISPLACED = "toes_misplaced"


def measure_repetition(shot: Shot, window: RepetitionWindow, protocol: Protocol, index: int) -> Repetition:
    """All numbers of one repetition, counted from 1."""
    measures = tuple(repetition_measure(spec, leg, window) for leg in shot.legs for spec in protocol.measures)
    compensations = tuple(assess(rule, leg, window.frames) for leg in shot.legs for rule in protocol.compensations)
    reasons = _invalid_reasons(protocol, shot.legs, measures, compensations)
    time_s = shot.time_s
    return Repetition(
        index=index,
        start_s=float(time_s[window.start]),
        peak_s=float(time_s[window.bottom]),
        end_s=float(time_s[window.end]),
        valid=not reasons,
        invalid_reasons=reasons,
        unchecked=_unchecked(protocol, shot.legs, compensations),
        measures=measures,
        compensations=compensations,
    )


def _invalid_reasons(
    protocol: Protocol,
    legs: tuple[LegView, ...],
    measures: tuple[Measure, ...],
    compensations: tuple[Compensation, ...],
) -> tuple[str, ...]:
    """What spoils the repetition: a compensation that the protocol forbids, a knee short of the wall where it has to
    touch it, or toes elsewhere than they have to stand.
    """
    reasons = [c.name for c in compensations if c.status == "present" and c.name in protocol.invalidating]
    gaps = [m.value for m in measures if m.name == "knee_to_wall_cm" and m.value is not None]
    if protocol.touch_needed and any(gap > WALL_TOUCH_CM for gap in gaps):
        reasons.append(SHORT_OF_WALL)
    if any(leg.wall is not None and leg.wall.toes_misplaced for leg in legs):
        reasons.append(TOES_MISPLACED)
    return tuple(dict.fromkeys(reasons))


def _unchecked(
    protocol: Protocol, legs: tuple[LegView, ...], compensations: tuple[Compensation, ...]
) -> tuple[str, ...]:
    """What this view could not check."""
    names = [c.name for c in compensations if c.status == "not_assessable"]
    if any(leg.wall is not None and not leg.wall.seen for leg in legs):
        # The wall itself was not seen, only how far the knee came, or where the toes stood.
        names.append("wall_contact" if protocol.toes_away_cm is None else "wall_place")
    return tuple(dict.fromkeys(names))
