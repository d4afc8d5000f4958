"""`--format`: which reports a command writes that measures."""

from __future__ import annotations

from typing import Annotated

import typer

from cv_rom.report_folder import DEFAULT_FORMATS, FORMATS

FormatOption = Annotated[str, typer.Option("--format", help=f"Which reports: {','.join(FORMATS)}.")]
USUAL = ",".join(DEFAULT_FORMATS)


def chosen_formats(listed: str) -> frozenset[str]:
    """The formats of a list with commas. Raises typer.BadParameter for an empty list, or an unknown format."""
    chosen = frozenset(part.strip() for part in listed.split(",") if part.strip())
    if not chosen:
        raise typer.BadParameter(f"no format given; choose from {','.join(FORMATS)}", param_hint="--format")
    if unknown := chosen - set(FORMATS):
        raise typer.BadParameter(
            f"{', '.join(sorted(unknown))} is not available; choose from {','.join(FORMATS)}", param_hint="--format"
        )
    return chosen
