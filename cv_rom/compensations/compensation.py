"""What the compensations share: a deviation signal, a threshold with its source, a minimum duration."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cv_rom.biomechanics.leg_curves import curve
from cv_rom.biomechanics.leg_view import Curve, LegView
from cv_rom.biomechanics.quantities import QUANTITIES
from cv_rom.biomechanics.uncertainty import interval_95
from cv_rom.geometry import FloatArray
from cv_rom.results import Compensation, Episode, Peak, Reason, Threshold

MINIMUM_DURATION_S = 0.15
"""Shorter deviations are noise: five frames of an ordinary camera."""


@dataclass(frozen=True)
class CompensationRule:
    """One way of cheating.

    Attributes:
        name: as in the result: heel_lift, arch_collapse, foot_turn_out or knee_valgus.
        quantity: the curve that shows it; larger = worse.
        threshold: from which value on it is present, which may depend on this leg and its noise.

    """

    name: str
    quantity: str
    threshold: Callable[[LegView, Curve | None], Threshold]


def assess(rule: CompensationRule, leg: LegView, frames: slice) -> Compensation:
    """Whether the compensation is present in the given frames of a leg's shot, absent, or cannot be told."""
    found = curve(leg, rule.quantity)
    if not isinstance(found, Curve):
        return _not_assessable(rule, leg, found)
    threshold = rule.threshold(leg, found)
    values, sd, time_s = found.values[frames], found.sd[frames], leg.track.time_s[frames]
    if not np.isfinite(values).any():
        return _not_assessable(rule, leg, "landmarks_unstable")
    top = int(np.nanargmax(values))
    episodes = find_episodes(time_s, values, threshold.value)
    return Compensation(
        name=rule.name,
        side=leg.side.value,
        status="present" if episodes else "absent",
        reason=None,
        peak=Peak(float(values[top]), threshold.unit, interval_95(float(values[top]), float(sd[top]))),
        threshold=threshold,
        episodes=episodes,
    )


def find_episodes(time_s: FloatArray, values: FloatArray, threshold: float) -> tuple[Episode, ...]:
    """The stretches [start, end) in which `values` stay at or above the threshold for long enough."""
    above = np.r_[False, np.nan_to_num(values, nan=-np.inf) >= threshold, False]
    edges = np.flatnonzero(np.diff(above.astype(int)))
    return tuple(
        Episode(float(time_s[start]), _end_time(time_s, end), float(np.max(values[start:end])))
        for start, end in edges.reshape(-1, 2)
        if _end_time(time_s, end) - time_s[start] >= MINIMUM_DURATION_S
    )


def _end_time(time_s: FloatArray, end: NDArray[np.intp]) -> float:
    """Time at which a stretch that ends before frame `end` is over."""
    return float(time_s[min(int(end), len(time_s) - 1)])


def _not_assessable(rule: CompensationRule, leg: LegView, reason: Reason) -> Compensation:
    return Compensation(rule.name, leg.side.value, "not_assessable", reason, None, rule.threshold(leg, None))


def beyond_noise(found: Curve | None, *, smallest: float, deviations: float, unit: str, source: str) -> Threshold:
    """The smallest deviation that this clip's own noise supports, at least `smallest`."""
    own = float(np.nanmedian(found.sd)) if found is not None and np.isfinite(found.sd).any() else 0.0
    return Threshold(round(max(smallest, deviations * own), 1), unit, source)


def fixed(quantity: str, value: float, source: str) -> Callable[[LegView, Curve | None], Threshold]:
    """A threshold that is the same for everybody."""
    threshold = Threshold(value, QUANTITIES[quantity].unit, source)
    return lambda leg, curve: threshold
