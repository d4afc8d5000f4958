"""The tables of the HTML report, as values: repetitions, compensations, all numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cv_rom.reports.words import (
    interval_text,
    invalid_reason,
    range_text,
    reason_text,
    side_label,
    threshold_text,
    value_text,
    with_side,
    with_unit,
)
from cv_rom.results import Assessment, Compensation, Measure, Repetition, SideName
from cv_rom.texts import decimal, retold
from cv_rom.texts.names import Words, capitalised, compensation_label, measure_label

Column = tuple[str, SideName | None]
"""Name and side of a measure."""

LEFT_OUT = frozenset({"peak_dorsiflexion_change_deg"})
"""Not in the table of repetitions, which is wide enough: in all of them it is one number less than the dorsiflexion."""
Cell = tuple[str, str]
"""A value and its interval."""


@dataclass(frozen=True)
class RepetitionRow:
    """One line of the table of repetitions; `cells` (value and interval) fit `repetition_columns`."""

    index: int
    time: str
    lowest: str
    valid: bool
    checked: bool
    """Whether the heel was seen, without which nothing can be called valid."""
    why: str
    cells: tuple[Cell, ...]
    seen: str
    unchecked: str


@dataclass(frozen=True)
class CompensationRow:
    """One line of the table of compensations."""

    name: str
    note: str
    side: str
    status: str
    result: str
    why: str
    largest: str
    threshold: str
    source: str
    when: str


@dataclass(frozen=True)
class MeasureRow:
    """One line of the table of all numbers."""

    name: str
    side: str
    value: str
    definition: str


def repetition_columns(assessment: Assessment) -> tuple[Column, ...]:
    """(name, side) of the measures that at least one repetition has a value for."""
    measures = (m for r in assessment.repetitions for m in r.measures if m.value is not None)
    return tuple(dict.fromkeys((m.name, m.side) for m in measures if m.name not in LEFT_OUT))


def column_labels(assessment: Assessment, words: Words) -> tuple[str, ...]:
    """Headings of the measures in the table of repetitions; the side where it is not the same in all of them."""
    columns = repetition_columns(assessment)
    one_side = common_side(assessment) is not None
    return tuple(with_side(measure_label(name, words), None if one_side else side, words) for name, side in columns)


def common_side(assessment: Assessment) -> SideName | None:
    """The side that all measures in the table of repetitions speak of, None where there are two or none."""
    sides = {side for _, side in repetition_columns(assessment)}
    return sides.pop() if len(sides) == 1 else None


def common_unchecked(assessment: Assessment, words: Words) -> str:
    """What no repetition could be checked for, where that is the same for all of them; else empty."""
    unchecked = {r.unchecked for r in assessment.repetitions}
    return _names(unchecked.pop(), words) if len(unchecked) == 1 else ""


def _names(unchecked: Sequence[str], words: Words) -> str:
    return ", ".join(words["unchecked"].get(name) or compensation_label(name, words) for name in unchecked)


def repetition_rows(assessment: Assessment, words: Words) -> tuple[RepetitionRow, ...]:
    """The table of repetitions."""
    columns = repetition_columns(assessment)
    return tuple(_repetition_row(r, columns, words) for r in assessment.repetitions)


def count_text(assessment: Assessment, rows: Sequence[RepetitionRow], words: Words) -> str:
    """How many repetitions there are, how many are valid, and of how many nobody saw the heel."""
    total, valid = len(rows), sum(row.valid and row.checked for row in rows)
    unknown = sum(row.valid and not row.checked for row in rows)
    kind = f"{assessment.noun}_count" + ("_unchecked" if unknown else "")
    return str(words["labels"][kind].format(valid=valid, total=total, unknown=unknown))


def _repetition_row(repetition: Repetition, columns: Sequence[Column], words: Words) -> RepetitionRow:
    labels = words["labels"]
    by_column = {(m.name, m.side): m for m in repetition.measures}
    seen = [c for c in repetition.compensations if c.status == "present"]
    return RepetitionRow(
        index=repetition.index,
        time=f"{decimal(repetition.start_s, 1)}–{with_unit(repetition.end_s, 's', words)}",
        lowest=with_unit(repetition.peak_s, "s", words),
        valid=repetition.valid,
        checked="heel_lift" not in repetition.unchecked,
        why=_why(repetition, words),
        cells=tuple(_cell(by_column.get(column), words) for column in columns),
        seen=", ".join(_seen_text(c, columns, words) for c in seen) or labels["none_seen"],
        unchecked=_names(repetition.unchecked, words) or labels["nothing_unchecked"],
    )


def _cell(measure: Measure | None, words: Words) -> Cell:
    if measure is None or measure.value is None:
        return value_text(measure, words), ""
    return value_text(measure, words), range_text(measure.interval_95, measure.unit, words)


def _why(repetition: Repetition, words: Words) -> str:
    """Why it does not count; of one whose heel nobody saw, that it was not seen."""
    if repetition.valid and "heel_lift" in repetition.unchecked:
        return str(words["heel_unchecked"])
    return "; ".join(invalid_reason(code, words) for code in repetition.invalid_reasons)


def _seen_text(compensation: Compensation, columns: Sequence[Column], words: Words) -> str:
    side = compensation.side if {side for _, side in columns} != {compensation.side} else None
    label = with_side(compensation_label(compensation.name, words), side, words)
    peak = compensation.peak
    return label if peak is None else f"{label} {with_unit(peak.value, peak.unit, words)}"


def compensation_rows(assessment: Assessment, words: Words) -> tuple[CompensationRow, ...]:
    """The table of compensations."""
    return tuple(_compensation_row(c, words) for c in assessment.compensations)


def _compensation_row(compensation: Compensation, words: Words) -> CompensationRow:
    peak, threshold = compensation.peak, compensation.threshold
    largest = "" if peak is None else with_unit(peak.value, peak.unit, words)
    if peak is not None and peak.interval_95 is not None:
        largest += f" ({interval_text(peak.interval_95, peak.unit, words)})"
    episodes = (f"{decimal(e.start_s, 1)}–{with_unit(e.end_s, 's', words)}" for e in compensation.episodes)
    return CompensationRow(
        name=compensation_label(compensation.name, words),
        note=words["compensation_notes"].get(compensation.name, ""),
        side=side_label(compensation.side, words),
        status=compensation.status,
        result=result_text(compensation, words),
        why=reason_text(compensation.reason, words),
        largest=largest or words["no_side"],
        threshold=threshold_text(threshold.value, threshold.unit, words),
        source=threshold.source,
        when=", ".join(episodes) or words["no_side"],
    )


def result_text(compensation: Compensation, words: Words) -> str:
    """Seen, not seen or not assessable; a proxy such as the arch's is at most likely."""
    proxy = compensation.name in words["compensation_notes"]
    return str(
        words["likely"] if proxy and compensation.status == "present" else words["statuses"][compensation.status]
    )


def measure_rows(assessment: Assessment, words: Words) -> tuple[MeasureRow, ...]:
    """The table of all numbers of the clip; what was not measured says why."""
    return tuple(
        MeasureRow(measure_label(m.name, words), side_label(m.side, words), _value_or_why(m, words), m.definition)
        for m in assessment.measures
    )


def definitions(assessment: Assessment, words: Words) -> tuple[tuple[str, str], ...]:
    """What each quantity is, in the language that is spoken just now: name and definition, each once."""
    measures = [*assessment.measures, *(m for r in assessment.repetitions for m in r.measures)]
    found: dict[str, str] = {}
    for m in measures:
        quantity = next((q for q in words["quantities"] if m.name.endswith(q)), m.name)
        label = capitalised(words["quantities"].get(quantity, measure_label(m.name, words)))
        found.setdefault(label, retold(f"definition.{quantity}", m.definition))
    return tuple(found.items())


def _value_or_why(measure: Measure, words: Words) -> str:
    if measure.value is None:
        return f"{words['statuses']['not_assessable']}: {reason_text(measure.reason, words)}"
    interval = interval_text(measure.interval_95, measure.unit, words)
    return value_text(measure, words) + (f" ({interval})" if interval else "")
