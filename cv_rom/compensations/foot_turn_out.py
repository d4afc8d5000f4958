"""Foot turn-out: toes turned away from straight ahead, a way round an ankle that does not bend."""

from __future__ import annotations

from cv_rom.biomechanics.leg_view import Curve, LegView
from cv_rom.compensations.compensation import CompensationRule, fixed
from cv_rom.results import Threshold
from cv_rom.texts import text

SQUAT_DEG = 30.0
BEYOND_STANCE_DEG = 10.0
LUNGE_DEG = 10.0


def squat_threshold(leg: LegView, quantity: str, toe_out: Curve | None) -> Threshold:
    """30 deg, or 10 deg beyond the person's own stance where that is less (toes slightly out are right in a squat)."""
    source = text("threshold.squat_turn_out")
    if toe_out is None or leg.stance is None:
        return Threshold(SQUAT_DEG, "deg", source)
    own = max(leg.stance.median(toe_out.values), 0.0) + BEYOND_STANCE_DEG  # toes that come out to straight are right
    return Threshold(round(float(min(SQUAT_DEG, own)), 1), "deg", source)


SQUAT_TURN_OUT = CompensationRule("foot_turn_out", ("toe_out_deg",), squat_threshold)
LUNGE_TURN_OUT = CompensationRule("foot_turn_out", ("toe_out_deg",), fixed(LUNGE_DEG, "lunge_turn_out"))
