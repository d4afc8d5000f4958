"""A session on the screen: how left and right compare, and what is still to be filmed."""

from __future__ import annotations

from rich.markup import escape

from cv_rom import terminal
from cv_rom.results import MissingView, Session
from cv_rom.texts import report_words, text
from cv_rom.texts.names import why_missing


def show_session(session: Session) -> None:
    """Print the clips, the findings, and what is missing."""
    words = report_words()
    for number, clip in enumerate(session.clips, start=1):
        name = clip.source.name if clip.source else "?"
        plane = text(f"terminal.plane.{clip.view.plane}")
        terminal.out.print(f" {number}  {escape(name)}: {words['protocols'][clip.protocol]}, {plane}", soft_wrap=True)
    terminal.show_sentences(session.findings, session.warnings)
    for missing in session.missing:
        terminal.out.print(f" [yellow]?[/yellow] {escape(_missing(missing))}")


def _missing(missing: MissingView) -> str:
    """What is missing and how to film it."""
    words = report_words()
    sides, said = [words["sides"][side] for side in missing.sides], words["session"]
    what = said[f"missing_{missing.view}"].format(side=", ".join(sides))
    how = said[f"how_{missing.view}"].format(side=sides[0].lower())
    why = why_missing(missing.reason, missing.invalid_reasons, words)
    return f"{words['protocols'][missing.protocol]}. {what}: {why}. {how}"
