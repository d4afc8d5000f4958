"""`programme.html`: the programme as one self-contained sheet to print and write on, without scripts."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

from markupsafe import Markup

from cv_rom.reports.page_templates import fill_template
from cv_rom.reports.whole_file import write_whole
from cv_rom.results import Programme
from cv_rom.texts import counted, decimal, spoken, text


def write_programme_html(programme: Programme, path: Path) -> None:
    """Write the sheet in the language that is spoken just now, whole or not at all."""
    write_whole(path, render_programme_html(programme))


def render_programme_html(programme: Programme) -> str:
    """The sheet as a page: questions, reasons, exercises with room for a pain rating after each set, rules."""
    return fill_template(
        "programme.html.j2",
        p=programme,
        t=text,
        language=spoken(),
        subtitle=text(
            "programme.subtitle",
            minutes=decimal(programme.minutes, 0),
            exercises=counted("exercise", len(programme.exercises)),
        ),
        # The drawings are ours, made of numbers, so they go into the page as they are.
        parts=[(kind, list(part)) for kind, part in groupby(programme.exercises, key=lambda e: e.kind)],
        svg=Markup,
    )
