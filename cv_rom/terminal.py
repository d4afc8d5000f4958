"""What the command line shows: progress bars, tables of findings, one-line messages."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn
from rich.table import Table

from cv_rom.results import Assessment, Measure, Repetition
from cv_rom.texts import amount, text

out = Console(highlight=False)
err = Console(stderr=True, highlight=False, soft_wrap=True)

COLUMNS = {
    "peak_dorsiflexion_deg": "dorsi-\nflexion",
    "peak_tibia_inclination_deg": "tibia\ntilt",
    "peak_knee_flexion_deg": "knee\nbend",
    "toe_to_wall_cm": "toe to\nwall",
    "peak_heel_height_mm": "heel\nheight",
    "peak_knee_valgus_deg": "knee\nvalgus",
}
MARKS = {"present": "yes", "absent": "no", "not_assessable": "?"}


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


def show_findings(name: str, assessment: Assessment, folder: Path) -> None:
    """The findings of one video, its repetitions as a table, and where the reports are."""
    out.rule(escape(name), align="left")
    for finding in assessment.findings:
        mark = "[yellow]![/yellow]" if finding.severity == "notice" else "[green]-[/green]"
        out.print(f" {mark} {escape(finding.text)}")
    for warning in assessment.quality.warnings:
        out.print(f" [yellow]*[/yellow] {escape(warning.text)}")
    if assessment.repetitions:
        out.print(_repetition_table(assessment.repetitions))
    out.print(f"   Report: {escape(str(folder / _best_file(folder)))}", soft_wrap=True)


def _best_file(folder: Path) -> str:
    return "report.html" if (folder / "report.html").is_file() else "assessment.json"


def _repetition_table(repetitions: Sequence[Repetition]) -> Table:
    """One row a repetition and side; only columns that hold something."""
    sides = dict.fromkeys(m.side for r in repetitions for m in r.measures)
    shown = [n for n in COLUMNS if any(m.value is not None for r in repetitions for m in r.measures if m.name == n)]
    flags = list(dict.fromkeys(c.name for r in repetitions for c in r.compensations if c.status != "not_assessable"))
    table = Table(box=None, padding=(0, 1), show_edge=False)
    table.add_column("#", justify="right")
    table.add_column("valid", min_width=6, max_width=14)  # early, so that a narrow terminal never cuts it off
    flag_headings = [n.replace("_", "\n", 1).replace("_", "-") for n in flags]
    for heading in ("side", "at", *(COLUMNS[n] for n in shown), *flag_headings):
        table.add_column(heading, justify="left" if heading == "side" else "right", no_wrap=True)
    for r in repetitions:
        for side in sides:
            table.add_row(str(r.index), _valid(r), side or "", f"{r.peak_s:.1f} s", *_cells(r, side, shown, flags))
    return table


def _cells(repetition: Repetition, side: str | None, shown: Sequence[str], flags: Sequence[str]) -> Iterator[str]:
    measures = {m.name: m for m in repetition.measures if m.side == side}
    compensations = {c.name: c for c in repetition.compensations if c.side == side}
    yield from (_number(measures.get(name)) for name in shown)
    yield from (MARKS[compensations[name].status] if name in compensations else "?" for name in flags)


def _number(m: Measure | None) -> str:
    """Value with half its interval: `31° ±4`."""
    if m is None or m.value is None:
        return "-"
    half = f" ±{(m.interval_95[1] - m.interval_95[0]) / 2:.{1 if m.unit == 'cm' else 0}f}" if m.interval_95 else ""
    return f"{amount(m.value, m.unit)}{half}"


def _valid(repetition: Repetition) -> str:
    if not repetition.valid:
        return "no: " + ", ".join(text(f"reason_invalid.{reason}") for reason in repetition.invalid_reasons)
    heels = [c.reason for c in repetition.compensations if c.name == "heel_lift" and c.status == "not_assessable"]
    if not heels:
        return "yes"
    return "heel undecided" if "too_uncertain" in heels else "heels not seen"


def show_summary(rows: Sequence[tuple[str, Assessment | None, str]]) -> None:
    """One line a video: name, what was found, or why it could not be read."""
    table = Table("video", "protocol", "view", "repetitions", "valid", box=None, padding=(0, 1))
    table.add_column("reports, or what was wrong", overflow="fold")
    for name, assessment, note in rows:
        if assessment is None:
            table.add_row(escape(name), "-", "-", "-", "-", escape(note))
            continue
        valid = sum(r.valid for r in assessment.repetitions)
        counts = (str(len(assessment.repetitions)), str(valid))
        table.add_row(escape(name), assessment.protocol, assessment.view.plane, *counts, escape(note))
    out.rule("Summary", align="left")
    out.print(table)
