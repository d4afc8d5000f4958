"""A programme of exercises as a person takes it away: what to do, how often, and when to stop."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from cv_rom.results.assessment import SideName

Felt = Literal["front", "achilles", "calf"]
"""Where the person feels the stretch end: the front of the ankle, the Achilles tendon, the calf."""
Kind = Literal["warm_up", "release", "stretch", "mobilise", "strengthen", "use"]
"""Parts of a programme, in the order in which they are done."""
Movement = Literal["squat", "lunge", "heel_raise", "toe_raise", "single_leg_reach", "march", "kneel"]
"""What a camera would see the body do."""


@dataclass(frozen=True, slots=True)
class Dose:
    """How much of an exercise: `sets` of `repetitions`, each held or the whole lasting so long; ranges from, to."""

    sets: int = 1
    repetitions: tuple[int, int] | None = None
    hold_s: tuple[float, float] | None = None
    lasts_s: tuple[float, float] | None = None
    each_side: bool = True

    def __post_init__(self) -> None:
        if self.sets < 1 or (self.repetitions is None and self.hold_s is None and self.lasts_s is None):
            raise ValueError(f"a dose has sets, and repetitions or a time, got {self}")


@dataclass(frozen=True, slots=True)
class Tracking:
    """How a live check follows an exercise: it counts repetitions of a movement, or times a position that is held."""

    mode: Literal["repetitions", "hold"]
    movement: Movement


@dataclass(frozen=True, slots=True)
class Question:
    """A safety question, its answer where one was given, and what a yes means."""

    name: Literal["pain", "injury", "unsteady"]
    text: str
    answer: bool | None


@dataclass(frozen=True, slots=True)
class PlannedExercise:
    """An exercise of a programme, in words.

    Attributes:
        id: its name in every language and in a live session.
        kind: the part of the programme.
        name, steps, cautions: what it is called, how it is done, what to mind.
        needs: things that it takes, empty where nothing.
        dose: how much; `dose_text` says it.
        more_side: the side to do one set more on, where one is shorter.
        tracking: how a live check follows it, None where it cannot.
        minutes: about how long it takes.
        source: which guide it is from.
        pictogram_svg: its drawing.

    """

    id: str
    kind: Kind
    name: str
    steps: tuple[str, ...]
    cautions: tuple[str, ...]
    needs: tuple[str, ...]
    dose: Dose
    dose_text: str
    more_side: SideName | None
    tracking: Tracking | None
    minutes: float
    source: str
    pictogram_svg: str


@dataclass(frozen=True, slots=True)
class Programme:
    """The questions first; then either advice (one was answered with yes) or exercises, never both.

    Attributes:
        questions: the safety questions with their answers.
        advice: what to do instead, where a question was answered with yes; else empty.
        reasons: why these exercises were chosen.
        exercises: in the order in which they are done.
        minutes: about how long all of it takes.
        frequency, stopping: how often, and when to stop.
        others: names of further exercises that fit as well.

    """

    questions: tuple[Question, ...]
    advice: tuple[str, ...]
    reasons: tuple[str, ...]
    exercises: tuple[PlannedExercise, ...]
    minutes: float
    frequency: tuple[str, ...]
    stopping: tuple[str, ...]
    others: tuple[str, ...]

    def __post_init__(self) -> None:
        if bool(self.advice) == bool(self.exercises):
            raise ValueError("a programme holds either advice or exercises")
