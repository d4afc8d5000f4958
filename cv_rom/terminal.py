"""What the command line shows: progress bars, tables of findings, one-line messages."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from shutil import which

import typer
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn
from rich.table import Table

from cv_rom.results import Assessment, Finding, Measure, QualityWarning, Repetition
from cv_rom.texts import amount, decimal, text

NAME = "cv-rom"
out = Console(highlight=False)
err = Console(stderr=True, highlight=False, soft_wrap=True)

COLUMNS = (
    "peak_dorsiflexion_deg",
    "peak_tibia_inclination_deg",
    "peak_knee_flexion_deg",
    "toe_to_wall_cm",
    "peak_heel_height_mm",
    "peak_knee_valgus_deg",
)
"""The measures that the table of repetitions shows, in this order."""


@contextmanager
def progress_bar(label: str) -> Iterator[Callable[[float], None]]:
    """A progress bar with the time left, on stderr; nothing where stderr is no terminal."""
    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        TaskProgressColumn(),
        TimeRemainingColumn(),
        console=err,
        transient=True,
        disable=not err.is_terminal,
    )
    with bar:
        task = bar.add_task(escape(label), total=1.0)
        yield lambda share: bar.update(task, completed=share)


def complain(message: str) -> None:
    """One line on stderr."""
    err.print(f"cv-rom: {escape(message)}")


def says_yes(question: str) -> bool:
    """Ask a question on the terminal until it is answered with yes or no. Raises typer.Abort at Ctrl-C or Ctrl-D."""
    yes, no = text("terminal.yes"), text("terminal.no")
    while True:
        try:
            answer = str(typer.prompt(f"{question} [{yes}/{no}]", err=True)).strip().lower()
        except typer.Abort:
            err.print()  # what is said next begins a line
            raise
        if answer in (yes, no, yes[0], no[0]):
            return answer[0] == yes[0]


def bell() -> None:
    """Make the terminal sound, if stderr is one."""
    if err.is_terminal:
        err.bell()


def show_findings(name: str, assessment: Assessment) -> None:
    """The findings of one recording, and its repetitions as a table."""
    out.rule(escape(name), align="left")
    show_sentences(assessment.findings, assessment.quality.warnings)
    if assessment.repetitions:
        out.print(_repetition_table(assessment.repetitions))
        for repetition in assessment.repetitions:
            if not repetition.valid:
                out.print(f"   {escape(_why_not_valid(repetition))}")


def name_report(folder: Path, *, on: Console = out) -> None:
    """Say where the reports are, on a line of its own that is never broken, so that the path can be copied."""
    report = text("terminal.report", path=folder / _best_file(folder))
    on.print(f"   {escape(report)}", soft_wrap=True)


def show_sentences(findings: Sequence[Finding], warnings: Sequence[QualityWarning]) -> None:
    """Findings and warnings, one sentence a line, marked."""
    for finding in findings:
        mark = "[yellow]![/yellow]" if finding.severity == "notice" else "[green]-[/green]"
        out.print(f" {mark} {escape(finding.text)}")
    for warning in warnings:
        out.print(f" [yellow]*[/yellow] {escape(warning.text)}")


def _best_file(folder: Path) -> str:
    return next((name for name in ("report.html", "report.pdf") if (folder / name).is_file()), "assessment.json")


def _repetition_table(repetitions: Sequence[Repetition]) -> Table:
    """One row a repetition and side; only columns that hold something."""
    sides = dict.fromkeys(m.side for r in repetitions for m in r.measures)
    shown = [n for n in COLUMNS if any(m.value is not None for r in repetitions for m in r.measures if m.name == n)]
    flags = list(dict.fromkeys(c.name for r in repetitions for c in r.compensations if c.status != "not_assessable"))
    table = Table(box=None, padding=(0, 1), show_edge=False, pad_edge=False)
    table.add_column("#", justify="right")
    # Early, so that a narrow terminal never cuts it off.
    table.add_column(text("terminal.valid"), min_width=6, max_width=14)
    table.add_column(text("terminal.side"), no_wrap=True)
    for heading in (text("terminal.at"), *(text(f"terminal.column.{name}") for name in (*shown, *flags))):
        table.add_column(heading, justify="right", no_wrap=True)
    for r in repetitions:
        for side in sides:
            seen_at = text("amount.s", value=decimal(r.peak_s, 1))
            table.add_row(str(r.index), _valid(r), _side(side), seen_at, *_cells(r, side, shown, flags))
    return table


def _cells(repetition: Repetition, side: str | None, shown: Sequence[str], flags: Sequence[str]) -> Iterator[str]:
    measures = {m.name: m for m in repetition.measures if m.side == side}
    compensations = {c.name: c for c in repetition.compensations if c.side == side}
    yield from (_number(measures.get(name)) for name in shown)
    statuses = (compensations[name].status if name in compensations else "not_assessable" for name in flags)
    yield from (text(f"terminal.mark.{status}") for status in statuses)


def _side(side: str | None) -> str:
    return "" if side is None else text(f"on_side.{side}")


def _number(m: Measure | None) -> str:
    """Value with half its interval: `31° ±4`."""
    if m is None or m.value is None:
        return "-"
    if m.interval_95 is None:
        return amount(m.value, m.unit)
    half = (m.interval_95[1] - m.interval_95[0]) / 2.0
    return f"{amount(m.value, m.unit)} ±{decimal(half, 1 if m.unit == 'cm' else 0)}"


def _why_not_valid(repetition: Repetition) -> str:
    """A line of its own: in a column, reasons would push others off a narrow terminal."""
    reasons = ", ".join(text(f"invalid.{reason}") for reason in repetition.invalid_reasons)
    return text("terminal.not_valid", number=repetition.index, reasons=reasons)


def _valid(repetition: Repetition) -> str:
    if not repetition.valid:
        return text("terminal.no")
    heels = [c.reason for c in repetition.compensations if c.name == "heel_lift" and c.status == "not_assessable"]
    if not heels:
        return text("terminal.yes")
    return text("terminal.heel_undecided" if "too_uncertain" in heels else "terminal.heels_not_seen")


def show_summary(rows: Sequence[tuple[str, Assessment | None, str]]) -> None:
    """One line a video: name, what was found, and what was wrong where anything was."""
    columns = ("video", "protocol", "view", "repetitions", "valid")
    table = Table(*(text(f"terminal.heading.{name}") for name in columns), box=None, padding=(0, 1), pad_edge=False)
    wrong = any(note for *_, note in rows)
    if wrong:
        table.add_column(text("terminal.heading.note"), overflow="fold")
    for name, assessment, note in rows:
        notes = (escape(note),) if wrong else ()
        table.add_row(escape(name), *_summary(assessment), *notes)
    out.rule(text("terminal.summary"), align="left")
    out.print(table)


def _summary(assessment: Assessment | None) -> tuple[str, ...]:
    """Protocol, view, repetitions, valid ones."""
    if assessment is None:
        return ("-",) * 4
    valid = sum(r.valid for r in assessment.repetitions)
    plane = text(f"terminal.plane.{assessment.view.plane}")
    return (assessment.protocol, plane, str(len(assessment.repetitions)), str(valid))


def show_next_steps() -> None:
    """What one can do after the demo, each with its command as it is called here."""
    out.rule(text("terminal.next.title"), align="left")
    for step in ("analyze", "live", "serve"):
        told = text(f"terminal.next.{step}", program=_program())
        out.print(f"   {escape(told)}", soft_wrap=True)


def _program() -> str:
    """How this program is called here: by its name where the shell finds it, else by its path (`make demo`)."""
    called = sys.argv[0]
    return NAME if which(NAME) or Path(called).stem != NAME else called
