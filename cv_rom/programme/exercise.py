"""What an exercise is, and what its dose means in time and in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from cv_rom.results import Dose, Kind, Tracking
from cv_rom.texts import counted, text

Emphasis = Literal["joint", "tendon", "calf", "nerve", "arch", "balance", "lunge", "all"]
"""What an exercise works on; `arch` answers turn-out and a falling arch, `lunge` practises what a lunge test asks."""
Guide = Literal["G1", "G2", "G3", "G4"]
"""The guides behind the programme; `guide.<id>` of the texts names them."""

REPETITION_S = 3.0
"""A slow repetition that is not held."""
BETWEEN_SETS_S = 15.0
SETTING_UP_S = 20.0


@dataclass(frozen=True)
class Exercise:
    """One exercise as data; its name, steps and cautions are the texts under `exercise.<id>`.

    Attributes:
        emphases: what it works on.
        tracking: how a live check could follow it, None where it cannot.
        guides: where it is from.
        heel_down: whether the heel must stay on the floor.
        arch_held: whether it asks for a held arch.
        end_range: whether it loads the end of the range, which pinching at the front forbids.
        balance: whether it needs a support beside one.
        helper: whether it takes a second person.

    """

    id: str
    kind: Kind
    emphases: frozenset[Emphasis]
    dose: Dose
    guides: tuple[Guide, ...]
    tracking: Tracking | None = None
    heel_down: bool = False
    arch_held: bool = False
    end_range: bool = False
    balance: bool = False
    helper: bool = False

    @property
    def cautions(self) -> tuple[str, ...]:
        """What to mind, as the last parts of `caution.<name>` in the texts."""
        return tuple(name for name in ("heel_down", "arch_held", "end_range", "balance") if getattr(self, name))

    @property
    def minutes(self) -> float:
        """About how long it takes, by the lower end of the dose."""
        return minutes_of(self.dose)


def minutes_of(dose: Dose) -> float:
    """About how long a dose takes, setting up and pauses between sets included."""
    held_s = dose.hold_s[0] if dose.hold_s else 0.0
    set_s = dose.lasts_s[0] if dose.lasts_s else held_s
    if dose.repetitions:
        set_s = dose.repetitions[0] * max(held_s, REPETITION_S)
    sides = 2 if dose.each_side else 1
    return (SETTING_UP_S + sides * (dose.sets * set_s + (dose.sets - 1) * BETWEEN_SETS_S)) / 60.0


def dose_text(dose: Dose) -> str:
    """`3 times 30 seconds, each side`; `2 sets of 10 to 15 repetitions, each side`."""
    if dose.repetitions is not None:
        said = _repetitions(dose)
    else:
        span = dose.lasts_s or dose.hold_s
        assert span is not None  # else it were no dose
        said = text("dose.held" if dose.hold_s else "dose.lasts", time=_time(*span))
        if dose.sets > 1:
            said = text("dose.times", times=dose.sets, dose=said)
    return text("dose.each_side", dose=said) if dose.each_side else said


def _repetitions(dose: Dose) -> str:
    assert dose.repetitions is not None
    low, high = dose.repetitions
    said = counted("repetition", low) if low == high else text("dose.repetitions", low=low, high=high)
    if dose.hold_s is not None:
        said = text("dose.each_held", dose=said, time=_time(*dose.hold_s))
    return text("dose.sets", sets=dose.sets, dose=said) if dose.sets > 1 else said


def _time(low_s: float, high_s: float) -> str:
    """`30 seconds`, `30 to 60 seconds`, `1 to 3 minutes`."""
    unit, per = ("minute", 60.0) if low_s >= 60.0 else ("second", 1.0)
    if low_s == high_s:
        return counted(unit, round(low_s / per))
    return text(f"dose.range.{unit}", low=round(low_s / per), high=round(high_s / per))
