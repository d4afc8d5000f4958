"""`comparison.html`: assessments of one test side by side, today against earlier and left against right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath

from markupsafe import Markup

from cv_rom.reports.interval_bars import change_bar
from cv_rom.reports.page_templates import fill_template
from cv_rom.reports.whole_file import write_whole
from cv_rom.reports.words import DECIMALS, date_text, range_text, side_label, with_unit
from cv_rom.results import ComparedAssessment, ComparedValue, Comparison, Interval, Pair, PairKind
from cv_rom.texts import difference_as_shown, report_words
from cv_rom.texts.names import Words, measure_label


@dataclass(frozen=True)
class ComparedCell:
    """One value of a pair, its interval, and from which assessment (1, 2, ...) it is."""

    value: str
    interval: str
    assessment: int


@dataclass(frozen=True)
class PairRow:
    """One line of a table of pairs; `verdict` is yes, no or unknown, `why` what it takes to know or to be real."""

    label: str
    first: ComparedCell
    second: ComparedCell
    difference: str
    interval: str
    bar: str
    verdict: str
    answer: str
    why: str


def write_comparison_html(comparison: Comparison, path: Path) -> None:
    """Write the page in the language that is spoken just now, whole or not at all."""
    write_whole(path, render_comparison_html(comparison))


def render_comparison_html(comparison: Comparison) -> str:
    """The page. Every text that comes from outside (file names) is escaped."""
    words = report_words()
    return fill_template(
        "comparison.html.j2",
        c=comparison,
        w=words,
        labels=words["labels"],
        said=words["comparison"],
        tables=[(kind, pair_rows(comparison, kind, words)) for kind in ("over_time", "left_right")],
        assessments=[_assessment(a, words) for a in comparison.assessments],
        several=len(comparison.assessments) > 2,
        svg=Markup,  # the bars are ours, made of numbers, so they go into the page as they are
    )


def pair_rows(comparison: Comparison, kind: PairKind, words: Words) -> list[PairRow]:
    """The pairs of a kind, those that the findings speak of first; of a mean only where there is no best value."""
    order = list(dict.fromkeys(name for finding in comparison.findings for name in finding.refers_to))
    pairs = [pair for pair in comparison.pairs if pair.kind == kind]
    names = {pair.measure for pair in pairs}
    pairs = [pair for pair in pairs if pair.measure.replace("mean_", "best_", 1) not in names - {pair.measure}]
    pairs.sort(key=lambda pair: order.index(pair.measure) if pair.measure in order else len(order))
    return [_row(pair, words) for pair in pairs]


def _row(pair: Pair, words: Words) -> PairRow:
    label = measure_label(pair.measure, words)
    if pair.kind == "over_time" and pair.second.side is not None:
        label = f"{label} ({side_label(pair.second.side, words).lower()})"
    verdict = {True: "yes", False: "no", None: "unknown"}[pair.real_change]
    return PairRow(
        label=label,
        first=_cell(pair.first, pair.unit, words),
        second=_cell(pair.second, pair.unit, words),
        difference=_signed(_difference(pair), pair.unit, words),
        interval=_interval(pair.combined_interval_95, pair.unit, words),
        bar=change_bar(pair),
        verdict=verdict,
        answer=words["comparison"][f"real_{verdict}"],
        why=_why(pair, words),
    )


def _difference(pair: Pair) -> float:
    return difference_as_shown(pair.first.value, pair.second.value, DECIMALS.get(pair.unit, 1))


def _why(pair: Pair, words: Words) -> str:
    """From what on a difference is real, or why nobody knows."""
    said = words["comparison"]
    if pair.unknown_because is not None:
        return str(said[f"unknown_{pair.unknown_because}"])
    low, high = pair.combined_interval_95 or (0.0, 0.0)
    if low <= 0.0 <= high:
        return str(said["within_interval"])
    detectable = pair.minimal_detectable_change
    assert detectable is not None  # else it were unknown
    limit = with_unit(detectable.value, detectable.unit, words)
    return str(said["above" if pair.real_change else "below"].format(limit=limit, source=detectable.source))


def _cell(value: ComparedValue, unit: str, words: Words) -> ComparedCell:
    return ComparedCell(
        with_unit(value.value, unit, words), range_text(value.interval_95, unit, words), value.assessment + 1
    )


def _interval(interval: Interval | None, unit: str, words: Words) -> str:
    if interval is None:
        return ""
    return f"{_signed(interval[0], unit, words)} {words['labels']['to']} {_signed(interval[1], unit, words)}"


def _signed(value: float, unit: str, words: Words) -> str:
    said = with_unit(value, unit, words)
    return f"+{said}" if value > 0.0 and said != with_unit(0.0, unit, words) else said


def _assessment(assessment: ComparedAssessment, words: Words) -> Sequence[str]:
    """Name, view, footwear and date."""
    view, footwear = words["planes"][assessment.plane], words["footwear"][assessment.footwear]
    return _shown_name(assessment.name), view, footwear, date_text(assessment.created_at)


def _shown_name(name: str) -> str:
    """The folder's name of a file that is called like all others, `squat-report/assessment.json`; else the name."""
    path = PurePath(name)
    return path.parent.name if path.name == "assessment.json" and path.parent.name else name
