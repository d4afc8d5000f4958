"""`cv-rom compare`: what can be done with stored assessments."""

from __future__ import annotations

import json
from enum import Enum
from pathlib import Path
from typing import Annotated

import typer

from cv_rom.exit_codes import MEASURED, NOTHING_MEASURED
from cv_rom.language_option import LanguageOption, chosen_language
from cv_rom.texts import speaking

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
        if output_format is OutputFormat.JSON:
            typer.echo(follow_up.comparison_json(comparison), nl=False)
        else:
            from cv_rom.comparison_table import show_comparison

            show_comparison(comparison)
    raise typer.Exit(MEASURED if comparison.pairs else NOTHING_MEASURED)
