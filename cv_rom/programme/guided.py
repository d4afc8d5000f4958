"""The exercises that a live check can guide: it counts their repetitions, or times their hold, against the dose."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cv_rom.measurement.shot import KNEE_BEND_DEG
from cv_rom.programme.choice import planned
from cv_rom.programme.exercise import BETWEEN_SETS_S
from cv_rom.programme.exercises import EXERCISES
from cv_rom.results import PlannedExercise, Tracking

PROTOCOL_OF: Mapping[Tracking, str] = {
    Tracking("repetitions", "squat"): "squat",
    Tracking("hold", "squat"): "squat",
    Tracking("repetitions", "lunge"): "knee-to-wall",
}
"""By which protocol a live check follows a movement from the side. The others it cannot follow:

- a lunge that is held stretches the leg behind, whose knee is straight or hardly bent: there is no bottom to time;
- a kneeling body is behind the front foot by some 25 deg, which the setup takes for a tilted camera;
- heel raises and toe raises bend no knee, and a lifted heel is what both protocols call a fault;
- in a reach on one leg the hips may come down by less than a squat asks for; in a march the hands are on the floor.
"""


@dataclass(frozen=True)
class GuidedExercise:
    """An exercise in words, and the protocol that follows it."""

    planned: PlannedExercise
    protocol: str

    @property
    def goal(self) -> dict[str, Any]:
        """What is counted and how much is wanted, by the lower end of the dose, as JSON types.

        `wanted` is in repetitions or in seconds by `mode`; `bent_deg`: from this knee flexion on a squat is held.
        """
        dose, tracking = self.planned.dose, self.planned.tracking
        assert tracking is not None  # else it were not guided
        span = dose.repetitions if tracking.mode == "repetitions" else dose.hold_s
        assert span is not None  # the exercises' own test: what is counted has a number, what is held a time
        return {
            "id": self.planned.id,
            "name": self.planned.name,
            "protocol": self.protocol,
            "mode": tracking.mode,
            "sets": dose.sets,
            "wanted": span[0],
            "each_side": dose.each_side,
            "pause_s": BETWEEN_SETS_S,
            "bent_deg": KNEE_BEND_DEG,
        }


def guided_exercises() -> tuple[GuidedExercise, ...]:
    """All of them, in the language that is spoken just now."""
    return tuple(
        GuidedExercise(planned(exercise), PROTOCOL_OF[exercise.tracking])
        for exercise in EXERCISES.values()
        if exercise.tracking is not None and exercise.tracking in PROTOCOL_OF
    )
