"""A programme on the screen, as a sheet that can be printed and written on."""

from __future__ import annotations

from itertools import groupby

from rich.markup import escape

from cv_rom.results import PlannedExercise, Programme, Question
from cv_rom.terminal import out
from cv_rom.texts import counted, decimal, text


def show_programme(programme: Programme) -> None:
    """Print the questions first; then the advice, or the exercises with the rules around them."""
    _heading(text("programme.title"))
    out.print(escape(text("programme.disclaimer")))
    _heading(text("safety.title"))
    out.print(escape(f"{text('safety.lead')} {text('safety.yes_means')}"))
    for question in programme.questions:
        out.print(f"  {escape(_question(question))}")
    if programme.advice:
        _heading(text("safety.advice.title"))
        _list(programme.advice)
        return
    _heading(text("programme.stop"))
    _list(programme.stopping)
    _heading(text("programme.why"))
    _list(programme.reasons)
    for kind, exercises in groupby(programme.exercises, key=lambda e: e.kind):
        _heading(text(f"kind.{kind}"))
        for exercise in exercises:
            _show(exercise)
    _heading(text("programme.how_often"))
    minutes, number = decimal(programme.minutes, 0), counted("exercise", len(programme.exercises))
    _list((text("programme.subtitle", minutes=minutes, exercises=number), *programme.frequency))
    if programme.others:
        out.print(f"{escape(text('programme.others'))}: {escape(', '.join(programme.others))}")


def _show(exercise: PlannedExercise) -> None:
    more = "" if exercise.more_side is None else text("programme.more_side", side=text(f"on_side.{exercise.more_side}"))
    out.print(f"\n[bold]{escape(exercise.name)}[/bold]: {escape(exercise.dose_text)}. {escape(more)}".rstrip())
    for number, step in enumerate(exercise.steps, start=1):
        out.print(f"  {number}. {escape(step)}")
    for caution in exercise.cautions:
        out.print(f"  [yellow]![/yellow] {escape(caution)}")
    if exercise.needs:
        out.print(f"  {escape(text('programme.needs', things=', '.join(exercise.needs)))}")
    sets = exercise.dose.sets + (exercise.more_side is not None)
    boxes = "   ".join(f"{text('programme.set', number=number)} ____" for number in range(1, sets + 1))
    out.print(f"  {escape(text('programme.pain_short'))} {escape(boxes)}")


def _question(question: Question) -> str:
    """The question, with its answer or with room for one."""
    if question.answer is None:
        return f"[ ] {text('safety.yes')}  [ ] {text('safety.no')}   {question.text}"
    return f"{question.text} {text('safety.yes' if question.answer else 'safety.no')}"


def _heading(words: str) -> None:
    out.print(f"\n[bold]{escape(words)}[/bold]")


def _list(lines: tuple[str, ...]) -> None:
    for line in lines:
        out.print(f"  - {escape(line)}")
