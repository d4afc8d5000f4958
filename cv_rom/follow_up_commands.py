"""`cv-rom compare`, `report` and `programme`: what can be done with stored assessments."""

from __future__ import annotations

import json
import sys
from enum import Enum
from pathlib import Path
from typing import Annotated

import typer

from cv_rom.exit_codes import MEASURED, NOTHING_MEASURED
from cv_rom.language_option import LanguageOption, chosen_language
from cv_rom.texts import speaking, text

app = typer.Typer()


class OutputFormat(str, Enum):
    """How a result is printed."""

    TEXT = "text"
    JSON = "json"


FormatOption = Annotated[OutputFormat, typer.Option("--format", help="What to print.")]


@app.command()
def compare(
    assessments: Annotated[
        list[Path] | None, typer.Argument(help="Two assessment.json or more, of one person and one test.")
    ] = None,
    out: Annotated[Path | None, typer.Option(help="Folder for comparison.html and comparison.json.")] = None,
    output_format: FormatOption = OutputFormat.TEXT,
    schema: Annotated[bool, typer.Option("--schema", help="Print the JSON Schema of the comparison.")] = False,
    language: LanguageOption = None,
) -> None:
    """Compare assessments: the newest with earlier ones, and left with right."""
    from cv_rom import follow_up

    if schema:
        typer.echo(json.dumps(follow_up.comparison_schema(), indent=2))
        return
    with speaking(chosen_language(language)):
        comparison = follow_up.compare_files(assessments or ())
        page = None if out is None else follow_up.write_comparison(comparison, out)
        if output_format is OutputFormat.JSON:
            typer.echo(follow_up.comparison_json(comparison), nl=False)
        else:
            from cv_rom.comparison_table import show_comparison

            show_comparison(comparison)
            if page is not None:
                typer.echo(text("terminal.report", path=page))
    raise typer.Exit(MEASURED if comparison.compared_anything else NOTHING_MEASURED)


class FeltName(str, Enum):
    """Where the stretch is felt."""

    FRONT = "front"
    ACHILLES = "achilles"
    CALF = "calf"


@app.command()
def programme(
    assessments: Annotated[
        list[Path] | None, typer.Argument(help="An assessment.json, or several of one sitting.", show_default=False)
    ] = None,
    felt: Annotated[list[FeltName] | None, typer.Option(help="Where the end is felt; may be given again.")] = None,
    pain: Annotated[bool | None, typer.Option("--pain/--no-pain", help="Pain in ankle, foot or knee now.")] = None,
    injury: Annotated[bool | None, typer.Option("--injury/--no-injury", help="Recent injury or surgery.")] = None,
    unsteady: Annotated[bool | None, typer.Option("--unsteady/--steady", help="Unsteady on the feet.")] = None,
    out: Annotated[Path | None, typer.Option(help="Folder for programme.html, a sheet to print.")] = None,
    language: LanguageOption = None,
) -> None:
    """Propose exercises: by what was measured, and by where it is felt. Asks the safety questions first."""
    from cv_rom import follow_up
    from cv_rom.programme import Answers, choose_programme
    from cv_rom.programme_sheet import show_programme

    with speaking(chosen_language(language)):
        found = follow_up.read_assessments(assessments or ())
        answers = Answers(_answer("pain", pain), _answer("injury", injury), _answer("unsteady", unsteady))
        chosen = choose_programme(found, [place.value for place in felt or ()], answers)
        show_programme(chosen)
        if out is not None:
            typer.echo(f"\n{text('terminal.programme', path=follow_up.write_programme(chosen, out))}")


@app.command()
def report(
    assessments: Annotated[list[Path], typer.Argument(help="The assessment.json of each clip.", show_default=False)],
    out: Annotated[Path, typer.Option(help="Folder for session.html, session.pdf and programme.html.")],
    felt: Annotated[list[FeltName] | None, typer.Option(help="Where the end is felt; may be given again.")] = None,
    language: LanguageOption = None,
) -> None:
    """Join the clips of one sitting (left side, right side, front) into one report, with exercises that fit."""
    from cv_rom import follow_up
    from cv_rom.programme import choose_programme
    from cv_rom.session import join_session
    from cv_rom.session_table import show_session

    with speaking(chosen_language(language)):
        session = join_session(follow_up.read_assessments(assessments))
        exercises = choose_programme(session.clips, [place.value for place in felt or ()])
        path = follow_up.write_session(session, exercises, out)
        show_session(session)
        typer.echo(text("terminal.report", path=path))
    raise typer.Exit(MEASURED if session.measures else NOTHING_MEASURED)


def _answer(question: str, given: bool | None) -> bool | None:
    """The answer to a safety question: as given, else asked for; left open where nobody sits at a terminal."""
    if given is not None or not _at_a_terminal():
        return given
    return typer.confirm(text(f"safety.{question}"), default=None)


def _at_a_terminal() -> bool:
    return sys.stdin.isatty()
