"""The leg at this moment: numbers and flags from the last smoothed poses, with the code that measures recordings."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from cv_rom.biomechanics.joint_angles import knee_flexion_deg
from cv_rom.biomechanics.leg_curves import curve
from cv_rom.biomechanics.leg_view import Curve, LegView, Wall
from cv_rom.biomechanics.quantities import QUANTITIES
from cv_rom.biomechanics.uncertainty import interval_95
from cv_rom.compensations import HEEL_LIFT, assess
from cv_rom.compensations.compensation import MINIMUM_DURATION_S
from cv_rom.geometry import FloatArray
from cv_rom.live.calibration import Calibration
from cv_rom.poses import PoseTrack
from cv_rom.protocols import Protocol
from cv_rom.results import Compensation, Interval

LOOKED_AT_S = 0.35
"""How far back flags are looked for: twice what a compensation must last, so that one that is gone is gone at once."""


@dataclass(frozen=True)
class LegNow:
    """What the newest pose shows. Degrees, mm and cm; None where it cannot be known."""

    dorsiflexion_deg: float | None = None
    interval_95: Interval | None = None
    knee_flexion_deg: float | None = None
    heel_height_mm: float | None = None
    knee_to_wall_cm: float | None = None
    flags: tuple[str, ...] = ()
    unchecked: tuple[str, ...] = ()

    @property
    def heel_up(self) -> bool:
        """Whether the heel is surely off the floor."""
        return HEEL_LIFT.name in self.flags


NOT_MEASURED = LegNow()


def leg_now(
    calibration: Calibration, calm: PoseTrack, ends: FloatArray, protocol: Protocol, wall: Wall | None
) -> LegNow:
    """The leg in the newest of the smoothed poses `calm` (T), which last a third of a second, with `ends` (T, 8)."""
    plane = calibration.view.plane
    shown = {r.name: r for r in protocol.compensations if any(QUANTITIES[q].plane == plane for q in r.quantities)}
    leg = calibration.leg_view(calm, ends)
    if wall is not None:
        leg = replace(leg, wall=wall)
    angle = curve(leg, "dorsiflexion_deg")
    value, sd = (angle.values[-1], angle.sd[-1]) if isinstance(angle, Curve) else (np.nan, np.nan)
    hidden = (rule.name for rule in protocol.compensations if rule.name not in shown)
    found = [assess(rule, leg, slice(1, None)) for rule in shown.values()]
    return LegNow(
        dorsiflexion_deg=_known(value),
        interval_95=interval_95(float(value), float(sd)) if np.isfinite(value) else None,
        knee_flexion_deg=_knee_flexion(leg),
        heel_height_mm=_newest(leg, "heel_height_mm"),
        knee_to_wall_cm=None if wall is None else _newest(leg, "knee_to_wall_cm"),
        flags=tuple(c.name for c in found if c.status == "present" and _lasts(c, calm)),
        unchecked=(*(c.name for c in found if c.status == "not_assessable"), *hidden),
    )


def _knee_flexion(leg: LegView) -> float | None:
    """Without the deviation that its curve has: nobody asks for it."""
    if leg.refusal(QUANTITIES["knee_flexion_deg"]) is not None:
        return None
    return _known(knee_flexion_deg(leg.track, leg.side)[-1])


def _newest(leg: LegView, name: str) -> float | None:
    found = curve(leg, name)
    return _known(found.values[-1]) if isinstance(found, Curve) else None


def _known(value: float) -> float | None:
    return float(value) if np.isfinite(value) else None


def _lasts(compensation: Compensation, calm: PoseTrack) -> bool:
    """Whether it was there until a moment ago, if not now."""
    return compensation.episodes[-1].end_s > float(calm.time_s[-1]) - MINIMUM_DURATION_S / 2.0
