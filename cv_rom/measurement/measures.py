"""Curves become numbers: a value, its interval, and its definition, or the reason why there is none."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import numpy as np

from cv_rom.biomechanics.leg_curves import curve
from cv_rom.biomechanics.leg_view import Curve, LegView
from cv_rom.biomechanics.quantities import QUANTITIES
from cv_rom.biomechanics.repetitions import RepetitionWindow
from cv_rom.biomechanics.uncertainty import combine, interval_95
from cv_rom.protocols.protocol import RepetitionMeasure, Summary
from cv_rom.results import Measure, Reason, SideName
from cv_rom.texts import text

AT_BOTTOM_S = 0.15
"""What is measured at the bottom is the median of the frames within this time of it."""


def measured(name: str, side: SideName | None, value: float, sd: float, unit: str, definition: str) -> Measure:
    """A measure with a value."""
    return Measure(name, side, value, unit, interval_95(value, sd), "measured", None, definition)


def refused(name: str, side: SideName | None, reason: Reason, unit: str, definition: str) -> Measure:
    """A measure without a value."""
    return Measure(name, side, None, unit, None, "not_assessable", reason, definition)


def repetition_measure(spec: RepetitionMeasure, leg: LegView, window: RepetitionWindow) -> Measure:
    """One number of one repetition."""
    quantity = QUANTITIES[spec.quantity]
    definition = f"{text('summary.' + spec.summary)}: {text('definition.' + spec.quantity)}"
    found = curve(leg, spec.quantity)
    if not isinstance(found, Curve):
        return refused(spec.name, leg.side.value, found, quantity.unit, definition)
    number = _summarise(found, leg, window, spec.summary)
    if number is None:
        return refused(spec.name, leg.side.value, "landmarks_unstable", quantity.unit, definition)
    return measured(spec.name, leg.side.value, *number, quantity.unit, definition)


def _summarise(found: Curve, leg: LegView, window: RepetitionWindow, summary: Summary) -> tuple[float, float] | None:
    """Value and standard deviation of a curve in a repetition; None if the curve was not seen there."""
    time_s = leg.track.time_s
    values = found.values[window.frames]
    if not np.isfinite(values).any():
        return None
    if summary == "at_bottom":
        near = np.abs(time_s - time_s[window.bottom]) <= AT_BOTTOM_S
        near &= np.isfinite(found.values)
        return (float(np.median(found.values[near])), float(np.median(found.sd[near]))) if near.any() else None
    frame = window.start + int(np.nanargmax(values) if summary == "largest" else np.nanargmin(values))
    return float(found.values[frame]), float(combine(found.sd[frame], _between_frames_sd(found.values, frame)))


def _between_frames_sd(values: np.ndarray, frame: int) -> float:
    """How much a peak may be missed because it fell between two frames: a quarter of the curve's bend there."""
    around = values[max(frame - 1, 0) : frame + 2]
    if len(around) < 3 or not np.isfinite(around).all():
        return 0.0
    return float(abs(around[0] - 2 * around[1] + around[2]) / 4.0)


def stance_measure(name: str, quantity: str, leg: LegView) -> Measure:
    """The median of a quantity in stance."""
    entry = QUANTITIES[quantity]
    definition = f"{text('summary.stance')}: {text('definition.' + quantity)}"
    found = curve(leg, quantity)
    if not isinstance(found, Curve):
        return refused(name, leg.side.value, found, entry.unit, definition)
    value = leg.stance.median(found.values) if leg.stance is not None else np.nan
    if leg.stance is None or not np.isfinite(value):
        return refused(name, leg.side.value, "no_stance", entry.unit, definition)
    return measured(name, leg.side.value, value, leg.stance.median(found.sd_of_stance), entry.unit, definition)


def over_repetitions(
    kind: Literal["best", "mean"], measures: Sequence[Measure], spec: RepetitionMeasure, leg: LegView, none: Reason
) -> Measure:
    """`best` (the largest, of gaps the smallest) or `mean` of a leg's measure over the valid repetitions.

    `none` is the reason where there are none.

    The errors of one clip's repetitions have the same causes, so a mean's interval is not narrower by their number.
    """
    quantity = QUANTITIES[spec.quantity]
    name, definition = f"{kind}_{spec.name}", f"{text('summary.' + kind)}: {text('definition.' + spec.quantity)}"
    usable = [m for m in measures if m.value is not None]
    if not usable:
        reasons = [reason for reason in (leg.refusal(quantity), *(m.reason for m in measures)) if reason is not None]
        return refused(name, leg.side.value, (*reasons, none)[0], quantity.unit, definition)
    values = [m.value for m in usable if m.value is not None]
    if kind == "best":
        best = usable[int(np.argmin(values) if spec.summary == "smallest" else np.argmax(values))]
        return Measure(name, best.side, best.value, best.unit, best.interval_95, "measured", None, definition)
    value = float(np.mean(values))
    halves = [(m.interval_95[1] - m.interval_95[0]) / 2.0 for m in usable if m.interval_95 is not None]
    interval = (value - float(np.mean(halves)), value + float(np.mean(halves))) if halves else None
    return Measure(name, leg.side.value, value, quantity.unit, interval, "measured", None, definition)
