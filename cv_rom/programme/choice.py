"""Which exercises, in which order, and in whose words."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import get_args

from cv_rom.programme.exercise import Exercise, dose_text
from cv_rom.programme.exercises import EXERCISES
from cv_rom.programme.needs import Needs, needs_of
from cv_rom.programme.pictograms import pictogram_svg
from cv_rom.results import Assessment, Felt, Kind, PlannedExercise, Programme, Question, SideName
from cv_rom.texts import lines, text

KINDS: tuple[Kind, ...] = get_args(Kind)
JOINT_FIRST: tuple[Kind, ...] = ("warm_up", "mobilise", "release", "stretch", "strengthen", "use")
"""Felt at the front, the joint comes first."""
MINUTES = 15.0
"""How long a programme is to be; a bit more does no harm."""
MOST_OVER = 1.0
MOST_OF_A_KIND = 2
FITS = 1.0
"""An exercise of less weight than what everybody does is not worth the time."""
HELPER_COSTS = 2.5
"""Few people have a helper at hand: such an exercise is a suggestion, not a part."""
MOST_OTHERS = 6
WIDENING: tuple[Kind, ...] = ("stretch", "mobilise")
"""What widens the range, and is done once more on a shorter side."""


@dataclass(frozen=True)
class Answers:
    """The answers to the safety questions; None where the question was not answered yet."""

    pain: bool | None = None
    injury: bool | None = None
    unsteady: bool | None = None


def choose_programme(
    assessments: Sequence[Assessment] = (), felt: Collection[Felt] = (), answers: Answers | None = None
) -> Programme:
    """The programme for the assessments of one sitting, or for nobody in particular.

    A safety question that was answered with yes gives advice and no exercises.
    """
    answers = answers or Answers()
    questions = (
        Question("pain", text("safety.pain"), answers.pain),
        Question("injury", text("safety.injury"), answers.injury),
        Question("unsteady", text("safety.unsteady"), answers.unsteady),
    )
    stopping = lines("programme.stopping")
    if any(question.answer for question in questions):
        return Programme(questions, lines("safety.advice.lines"), (), (), 0.0, (), stopping, ())
    needs = needs_of(assessments, felt)
    chosen = choose(needs)
    return Programme(
        questions=questions,
        advice=(),
        reasons=needs.reasons,
        exercises=tuple(planned(exercise, _more_side(exercise, needs)) for exercise in chosen),
        minutes=_minutes(chosen),
        frequency=lines("programme.frequency"),
        stopping=stopping,
        others=tuple(text(f"exercise.{e.id}.name") for e in _others(needs, chosen)),
    )


def choose(needs: Needs) -> list[Exercise]:
    """The best exercise of each kind, then more of the best ones until the time is full; in the order to be done."""
    ranked = _ranked(needs)
    chosen = [next(e for e in ranked if e.kind == kind) for kind in KINDS]
    for exercise in ranked:
        of_kind = sum(e.kind == exercise.kind for e in chosen)
        if (
            exercise not in chosen
            and fit(exercise, needs) >= FITS
            and of_kind < MOST_OF_A_KIND
            and _minutes(chosen) + exercise.minutes <= MINUTES + MOST_OVER
        ):
            chosen.append(exercise)
    order = JOINT_FIRST if needs.joint_first else KINDS
    places = list(EXERCISES)
    return sorted(chosen, key=lambda e: (order.index(e.kind), places.index(e.id)))


def fit(exercise: Exercise, needs: Needs) -> float:
    """How well an exercise answers the needs: the weights of all that it works on."""
    weight = sum(needs.weights.get(emphasis, 0.0) for emphasis in exercise.emphases)
    return weight - (HELPER_COSTS if exercise.helper else 0.0)


def _ranked(needs: Needs) -> list[Exercise]:
    """All exercises, the best fitting first; of equal ones the one that stands earlier in the data."""
    return sorted(EXERCISES.values(), key=lambda e: -fit(e, needs))


def _others(needs: Needs, chosen: Collection[Exercise]) -> list[Exercise]:
    """Exercises that fit as well, for a change."""
    fitting = [e for e in _ranked(needs) if e not in chosen and fit(e, needs) > 0.0]
    return fitting[:MOST_OTHERS]


def _minutes(exercises: Iterable[Exercise]) -> float:
    return sum(exercise.minutes for exercise in exercises)


def _more_side(exercise: Exercise, needs: Needs) -> SideName | None:
    """The side to do one set more on."""
    return needs.short_side if exercise.dose.each_side and exercise.kind in WIDENING else None


def planned(exercise: Exercise, more_side: SideName | None = None) -> PlannedExercise:
    """The exercise in the language that is spoken just now."""
    general = tuple(text(f"caution.{name}") for name in exercise.cautions)
    return PlannedExercise(
        id=exercise.id,
        kind=exercise.kind,
        name=text(f"exercise.{exercise.id}.name"),
        steps=lines(f"exercise.{exercise.id}.steps"),
        cautions=(*general, *lines(f"exercise.{exercise.id}.caution")),
        needs=lines(f"exercise.{exercise.id}.needs"),
        dose=exercise.dose,
        dose_text=dose_text(exercise.dose),
        more_side=more_side,
        tracking=exercise.tracking,
        minutes=exercise.minutes,
        source=", ".join(text(f"guide.{guide}") for guide in exercise.guides),
        pictogram_svg=pictogram_svg(exercise.id),
    )
