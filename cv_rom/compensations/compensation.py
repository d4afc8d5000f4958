"""What the compensations share: a deviation signal, a threshold with its source, a minimum duration."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from cv_rom.biomechanics.leg_curves import curve
from cv_rom.biomechanics.leg_view import Curve, LegView
from cv_rom.biomechanics.quantities import QUANTITIES
from cv_rom.biomechanics.uncertainty import interval_95
from cv_rom.filtering import median_of_few
from cv_rom.geometry import FloatArray
from cv_rom.results import Compensation, Episode, Peak, Reason, Threshold
from cv_rom.texts import text

UNDECIDED_SD = 0.5
"""A largest value nearer to the threshold than this many of its standard deviations is neither present nor absent."""
MINIMUM_DURATION_S = 0.15
"""Shorter deviations are noise: five frames of an ordinary camera."""


@dataclass(frozen=True)
class CompensationRule:
    """One way of cheating.

    Attributes:
        name: as in the result: heel_lift, arch_collapse, foot_turn_out or knee_valgus.
        quantities: the curves that show it, larger = worse; the first that this view can give is used.
        threshold: (leg, quantity, its curve or None) -> from which value on it is present.
        useful_up_to: quantity -> largest threshold with which its absence is worth saying.
        deviations: how many of a frame's own standard deviations must be exceeded in that frame, too.

    """

    name: str
    quantities: tuple[str, ...]
    threshold: Callable[[LegView, str, Curve | None], Threshold]
    useful_up_to: Mapping[str, float] = field(default_factory=dict)
    deviations: float = 0.0


@dataclass(frozen=True)
class Deviation:
    """The curve by which a compensation is judged in one leg, and from which value on it is present."""

    rule: CompensationRule
    quantity: str
    curve: Curve
    threshold: Threshold

    @property
    def exceeded(self) -> NDArray[np.bool_]:
        """Frames (T,) over the threshold, and over what the noise of that very frame explains."""
        noise = self.rule.deviations * self.curve.sd if self.rule.deviations else 0.0
        return np.asarray(self.curve.values >= np.maximum(self.threshold.value, noise))  # false where either is NaN

    def may_hide(self, largest: float, sd: float) -> bool:
        """Whether more than `largest` may have been there unseen: the threshold is too high to tell, or too near."""
        too_high = self.threshold.value > self.rule.useful_up_to.get(self.quantity, np.inf)
        return bool(too_high or largest + UNDECIDED_SD * sd > self.threshold.value)


def deviation(rule: CompensationRule, leg: LegView, frames: slice) -> Deviation | Reason:
    """The deviation of a leg in the given frames, or why this view shows none.

    Its threshold knows the noise of these frames alone: what follows the last repetition may be tracked worse.
    """
    for name in rule.quantities:
        found = curve(leg, name)
        if isinstance(found, Curve):
            sd = np.full_like(found.sd, np.nan)
            sd[frames] = found.sd[frames]
            return Deviation(rule, name, found, rule.threshold(leg, name, Curve(found.values, sd)))
    reason = curve(leg, rule.quantities[0])
    assert not isinstance(reason, Curve)
    return reason


def assess(rule: CompensationRule, leg: LegView, frames: slice) -> Compensation:
    """Whether the compensation is present in the given frames of a leg's shot, absent, or cannot be told."""
    found = deviation(rule, leg, frames)
    if not isinstance(found, Deviation):
        return _not_assessable(rule, leg, found)
    values, sd, time_s = found.curve.values[frames], found.curve.sd[frames], leg.track.time_s[frames]
    if not np.isfinite(values).any():
        return _not_assessable(rule, leg, "landmarks_unstable")
    top = int(np.where(np.isfinite(values), values, -np.inf).argmax())
    threshold = found.threshold
    episodes = find_episodes(time_s, values, found.exceeded[frames])
    if not episodes and found.may_hide(float(values[top]), float(sd[top])):
        return _not_assessable(rule, leg, "too_uncertain", threshold)
    return Compensation(
        name=rule.name,
        side=leg.side.value,
        status="present" if episodes else "absent",
        reason=None,
        peak=Peak(float(values[top]), threshold.unit, interval_95(float(values[top]), float(sd[top]))),
        threshold=threshold,
        episodes=episodes,
    )


def find_episodes(time_s: FloatArray, values: FloatArray, exceeded: NDArray[np.bool_]) -> tuple[Episode, ...]:
    """The stretches [start, end) that last long enough in which `values` (T,) exceed their limit."""
    above = np.zeros(len(exceeded) + 2, dtype=bool)
    above[1:-1] = exceeded
    edges = np.flatnonzero(above[1:] != above[:-1])
    return tuple(
        Episode(float(time_s[start]), _end_time(time_s, end), float(np.max(values[start:end])))
        for start, end in edges.reshape(-1, 2)
        if _end_time(time_s, end) - time_s[start] >= MINIMUM_DURATION_S
    )


def _end_time(time_s: FloatArray, end: NDArray[np.intp]) -> float:
    """Time at which a stretch that ends before frame `end` is over."""
    return float(time_s[min(int(end), len(time_s) - 1)])


def _not_assessable(
    rule: CompensationRule, leg: LegView, reason: Reason, threshold: Threshold | None = None
) -> Compensation:
    threshold = threshold or rule.threshold(leg, rule.quantities[0], None)
    return Compensation(rule.name, leg.side.value, "not_assessable", reason, None, threshold)


def beyond_noise(found: Curve | None, *, smallest: float, deviations: float, unit: str, source: str) -> Threshold:
    """The smallest deviation that the noise of the curve supports, at least `smallest`."""
    known = found.sd[np.isfinite(found.sd)] if found is not None else np.empty(0)
    own = float(median_of_few(known)) if len(known) else 0.0
    return Threshold(round(max(smallest, deviations * own), 1), unit, source)


def fixed(value: float, key: str) -> Callable[[LegView, str, Curve | None], Threshold]:
    """A threshold that is the same for everybody; `threshold.<key>` of the texts says where it comes from."""
    return lambda leg, quantity, found: Threshold(value, QUANTITIES[quantity].unit, text(f"threshold.{key}"))
