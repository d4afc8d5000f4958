"""A comparison on the screen: its findings, and the pairs that they speak of as a table."""

from __future__ import annotations

from datetime import datetime

from rich.markup import escape
from rich.table import Table

from cv_rom import terminal
from cv_rom.results import Comparison, Pair
from cv_rom.texts import amount, decimal, difference_as_shown, report_words, text
from cv_rom.texts.names import measure_label

COLUMNS = ("measure", "real", "values", "difference")


def show_comparison(comparison: Comparison) -> None:
    """Print the assessments, oldest first, the findings, and the table; all other pairs are in the JSON."""
    for number, assessment in enumerate(comparison.assessments, start=1):
        terminal.out.print(f" {number}  {_day(assessment.created_at)}  {escape(assessment.name)}", soft_wrap=True)
    terminal.show_sentences(comparison.findings, comparison.warnings)
    said = {name for finding in comparison.findings for name in finding.refers_to}
    if pairs := [pair for pair in comparison.pairs if pair.measure in said]:
        terminal.out.print(_table(pairs, several=len(comparison.assessments) > 2))


def _table(pairs: list[Pair], *, several: bool) -> Table:
    """A row a pair; where there are `several` assessments each value says of which it is."""
    table = Table(box=None, padding=(0, 1), show_edge=False)
    for name in COLUMNS:
        wide = name == "measure"
        table.add_column(text(f"comparison.table.{name}"), min_width=16 if wide else None, no_wrap=not wide)
    for pair in pairs:
        table.add_row(*(escape(cell) for cell in _row(pair, several)))
    return table


def _row(pair: Pair, several: bool) -> tuple[str, ...]:
    first, second = (
        (f"#{value.assessment + 1} " if several else "") + amount(value.value, pair.unit, decimals=1)
        for value in (pair.first, pair.second)
    )
    both = pair.kind == "left_right"
    side = text("comparison.table.left_and_right") if both else text(f"on_side.{pair.second.side}")
    return (
        f"{measure_label(pair.measure, report_words())} ({side})",
        _real(pair),
        f"{first} | {second}" if both else f"{first} → {second}",
        _difference(pair),
    )


def _difference(pair: Pair) -> str:
    """`+8.0`, below it `(+6.5 … +9.5)`."""
    difference = _signed(difference_as_shown(pair.first.value, pair.second.value, 1))
    if pair.combined_interval_95 is None:
        return difference
    low, high = (_signed(end) for end in pair.combined_interval_95)
    return f"{difference}\n({low} … {high})"


def _signed(value: float) -> str:
    said = decimal(value, 1)
    return f"+{said}" if value > 0 and said != decimal(0.0, 1) else said


def _detectable(pair: Pair) -> str:
    change = pair.minimal_detectable_change
    if change is None:
        return text("comparison.table.none_established")
    return amount(change.value, change.unit, decimals=1)


def _real(pair: Pair) -> str:
    """Whether the difference is real, below it from which difference on the test can tell."""
    if pair.real_change is None:
        verdict = text("comparison.table.unknown")
    else:
        verdict = text("comparison.table.yes" if pair.real_change else "comparison.table.no")
    return f"{verdict}\n({_detectable(pair)})"


def _day(created_at: str | None) -> str:
    """Date and time of the analysis; as stored, where that is no ISO date."""
    try:
        return datetime.fromisoformat(created_at or "").strftime("%Y-%m-%d %H:%M")
    except ValueError:
        return created_at or ""
