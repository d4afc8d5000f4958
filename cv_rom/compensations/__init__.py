"""Ways in which the body cheats: one file each; `compensation` holds what they share."""

from cv_rom.compensations.arch_collapse import ARCH_COLLAPSE
from cv_rom.compensations.compensation import CompensationRule, Deviation, assess, deviation
from cv_rom.compensations.foot_turn_out import LUNGE_TURN_OUT, SQUAT_TURN_OUT
from cv_rom.compensations.heel_lift import HEEL_LIFT
from cv_rom.compensations.knee_valgus import KNEE_VALGUS

__all__ = [
    "ARCH_COLLAPSE",
    "HEEL_LIFT",
    "KNEE_VALGUS",
    "LUNGE_TURN_OUT",
    "SQUAT_TURN_OUT",
    "CompensationRule",
    "Deviation",
    "assess",
    "deviation",
]
