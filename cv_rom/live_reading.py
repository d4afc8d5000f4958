"""`LiveReading`: what a live check says after each pose; a message of the service, a line of `cv-rom live --headless`.

Field names and codes are a contract: add, do not change. NaN never occurs: what is not known is None.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cached_property
from typing import Any, Literal

from cv_rom.results import Interval, Repetition, SideName
from cv_rom.skeleton import Side

Step = Literal["setup", "calibrate", "measure", "done"]
LiveMessage = Literal[
    "more_light",
    "no_person",
    "step_back",
    "come_closer",
    "feet_not_in_view",
    "camera_tilted",
    "camera_too_high",
    "turn_side_on",
    "turn_around",
    "stand_still",
    "stand_upright",
    "hold_position",
    "start",
    "foot_moved",
    "foot_lost",
    "no_whole_body",
]
"""The one thing to tell the person now. Setup: what hinders (`no_whole_body`: landmarks as on a
close-up of legs). Calibrate: `hold_position`. Measure: `start` until the
first movement; `foot_moved`: stand still, so that the stance is taken anew; `foot_lost`: the picture of the foot is
followed no more, so that the heel cannot be judged."""
ATTEMPTS_SHOWN = 10


@dataclass(frozen=True)
class LiveAttempt:
    """A finished repetition (squat) or attempt (knee-to-wall), as far as it can be judged by now.

    The reasons and what was left unchecked are those of `results.Repetition`.
    """

    index: int
    peak_s: float
    valid: bool
    invalid_reasons: tuple[str, ...]
    unchecked: tuple[str, ...]
    dorsiflexion_deg: float | None
    heel_height_mm: float | None
    toe_to_wall_cm: float | None
    hold_s: float | None

    @classmethod
    def of(cls, repetition: Repetition, *, hold_s: float | None) -> LiveAttempt:
        """The attempt that a measured repetition was."""
        known = {measure.name: measure.value for measure in repetition.measures}
        return cls(
            index=repetition.index,
            peak_s=repetition.peak_s,
            valid=repetition.valid,
            invalid_reasons=repetition.invalid_reasons,
            unchecked=repetition.unchecked,
            dorsiflexion_deg=known.get("peak_dorsiflexion_deg"),
            heel_height_mm=known.get("peak_heel_height_mm"),
            toe_to_wall_cm=known.get("toe_to_wall_cm"),
            hold_s=hold_s,
        )

    @cached_property
    def message(self) -> dict[str, Any]:
        """The attempt as JSON types, numbers with three decimals: every reading that follows tells it again."""
        return _message(self, _ATTEMPT)


@dataclass(frozen=True, slots=True)
class LiveReading:
    """What is known at the time of one pose.

    Attributes:
        time_s: time of the pose.
        step: setup (something hinders), calibrate (standing still), measure, done.
        message: the one thing to tell the person now, None = nothing.
        side: the leg that is measured, once it is known.
        landmark_side: as which leg the pose model labels it, while it is measured: the one to follow in the picture.
        countdown_s: how much longer to stand still, while calibrating.
        dorsiflexion_deg, interval_95: now, with its 95 % interval.
        best_dorsiflexion_deg: largest peak so far of the valid repetitions whose heel could be judged.
        knee_flexion_deg, heel_height_mm: now; the heel's height since stance, where a size is known.
        repetitions, valid_repetitions: how many were completed, and how many of them count.
        unjudged_repetitions: how many of those that count were done with a heel that could not be judged.
        hold_s: so long the bottom of the repetition under way has been held with the heel down; 0 when upright.
        best_hold_s: the longest hold so far.
        flags: compensations that are present now, by name.
        unchecked: compensations that cannot be judged now: neither present nor absent.
        knee_to_wall_cm, knee_at_wall: gap of the knee to where the wall was met before; None while that is not known.
        attempts: the last ten.
        reference: rises by one whenever pictures of the planted foot are to be taken anew; 0 = not yet.

    """

    time_s: float
    step: Step
    message: LiveMessage | None
    side: SideName | None = None
    countdown_s: float | None = None
    dorsiflexion_deg: float | None = None
    interval_95: Interval | None = None
    best_dorsiflexion_deg: float | None = None
    knee_flexion_deg: float | None = None
    heel_height_mm: float | None = None
    repetitions: int = 0
    valid_repetitions: int = 0
    hold_s: float = 0.0
    best_hold_s: float = 0.0
    flags: tuple[str, ...] = ()
    unchecked: tuple[str, ...] = ()
    knee_to_wall_cm: float | None = None
    knee_at_wall: bool | None = None
    attempts: tuple[LiveAttempt, ...] = ()
    reference: int = 0
    landmark_side: SideName | None = None
    unjudged_repetitions: int = 0

    @property
    def shown_side(self) -> Side | None:
        """The side whose landmarks show the leg; until it is measured, presumably."""
        name = self.landmark_side or self.side
        return None if name is None else Side(name)

    def as_message(self) -> dict[str, Any]:
        """The reading as JSON types, numbers with three decimals."""
        message = _message(self, _READING)
        message["attempts"] = [attempt.message for attempt in self.attempts]
        return message


_READING, _ATTEMPT = (tuple(field.name for field in fields(kind)) for kind in (LiveReading, LiveAttempt))


def _message(told: LiveReading | LiveAttempt, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: _plain(getattr(told, name)) for name in names}


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, (str, int)):
        return value
    if isinstance(value, float):
        return round(value, 3)
    return [_plain(part) for part in value] if isinstance(value, tuple) else value
