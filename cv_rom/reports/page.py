"""What stands in the HTML report, as values: the template only lays it out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from cv_rom.reports.words import (
    Words,
    compensation_label,
    invalid_reason,
    measure_label,
    number,
    quantity_label,
    side_label,
    threshold_text,
    unit_text,
    with_unit,
)
from cv_rom.results import Assessment, Compensation, Interval, Measure, Repetition, SideName

Column = tuple[str, SideName | None]
"""Name and side of a measure."""

_HEADLINES = (
    "best_toe_to_wall_cm",
    "best_peak_dorsiflexion_deg",
    "best_peak_tibia_inclination_deg",
    "best_peak_knee_flexion_deg",
    "hold_s",
    "stance_dorsiflexion_deg",
    "mean_toe_out_deg",
    "best_peak_knee_valgus_deg",
)
"""The numbers that stand first, where measured."""
_MOST_CARDS = 6


@dataclass(frozen=True)
class Card:
    """One headline number."""

    label: str
    side: str | None
    value: str
    interval: str
    definition: str
    note: str
    references: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Gap:
    """What could not be assessed for one reason."""

    why: str
    how: str
    names: tuple[str, ...]


@dataclass(frozen=True)
class RepetitionRow:
    """One line of the table of repetitions; `cells` fit `repetition_columns`."""

    index: int
    time: str
    lowest: str
    valid: bool
    why: str
    cells: tuple[str, ...]
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


def cards(assessment: Assessment, words: Words) -> tuple[Card, ...]:
    """The headline numbers that were measured."""
    order = {name: i for i, name in enumerate(_HEADLINES)}
    measured = [m for m in assessment.measures if m.value is not None and m.name in order]
    measured.sort(key=lambda m: order[m.name])
    found = [_card(m, assessment, words) for m in measured[:_MOST_CARDS]]
    return (*_card_of_invalid(assessment, words), *found)


def _card_of_invalid(assessment: Assessment, words: Words) -> tuple[Card, ...]:
    """The largest dorsiflexion of all repetitions, marked as not valid, where none is valid."""
    if any(r.valid for r in assessment.repetitions):
        return ()
    name = "peak_dorsiflexion_deg"
    measures = [(m, r) for r in assessment.repetitions for m in r.measures if m.name == name and m.value is not None]
    if not measures:
        return ()
    measure, repetition = max(measures, key=lambda pair: pair[0].value or 0.0)
    why = "; ".join(invalid_reason(code, words) for code in repetition.invalid_reasons)
    note = words["labels"]["not_valid_note"].format(number=repetition.index, why=why)
    return (replace(_card(measure, assessment, words), note=note),)


def _card(measure: Measure, assessment: Assessment, words: Words) -> Card:
    references = words["references"].get(assessment.protocol, {}).get(measure.name, ())
    if not references and measure.name == "best_peak_dorsiflexion_deg":
        references = ((words["reference_none"], ""),)
    return Card(
        label=measure_label(measure.name, words),
        side=side_label(measure.side, words) if measure.side else None,
        value=value_text(measure, words),
        interval=interval_text(measure.interval_95, measure.unit, words),
        definition=measure.definition,
        note=_change_from_stance(measure, assessment, words),
        references=tuple(references),
    )


def _change_from_stance(measure: Measure, assessment: Assessment, words: Words) -> str:
    """The sentence that sets the best angle against the same angle standing still."""
    standing_name = measure.name.replace("best_peak_", "stance_")
    standing = [m for m in assessment.measures if m.name == standing_name and m.side == measure.side]
    if not measure.name.startswith("best_peak_") or not standing or None in (standing[0].value, measure.value):
        return ""
    change = (measure.value or 0.0) - (standing[0].value or 0.0)
    stance = value_text(standing[0], words)
    return str(words["labels"]["stance_change"].format(stance=stance, change=with_unit(change, measure.unit, words)))


def gaps(assessment: Assessment, words: Words) -> tuple[Gap, ...]:
    """What could not be assessed, by reason, in the order of the assessment; each quantity once."""
    named: dict[str, dict[tuple[str, SideName | None], None]] = {}
    measures = [*assessment.measures, *(m for r in assessment.repetitions for m in r.measures)]
    for m in measures:
        if m.reason is not None:
            named.setdefault(m.reason, {})[(quantity_label(m.name, words), m.side)] = None
    for c in assessment.compensations:
        if c.reason is not None:
            named.setdefault(c.reason, {})[(compensation_label(c.name, words), c.side)] = None
    found = []
    for code, names in named.items():
        why, how = words["reasons"].get(code, (code.replace("_", " "), ""))
        found.append(Gap(why, how, tuple(_with_side(label, side, words) for label, side in names)))
    return tuple(found)


def _with_side(label: str, side: str | None, words: Words) -> str:
    return label if side is None else f"{label} ({side_label(side, words).lower()})"


def repetition_columns(assessment: Assessment) -> tuple[Column, ...]:
    """(name, side) of the measures that at least one repetition has a value for."""
    measures = (m for r in assessment.repetitions for m in r.measures if m.value is not None)
    return tuple(dict.fromkeys((m.name, m.side) for m in measures))


def column_labels(assessment: Assessment, words: Words) -> tuple[str, ...]:
    """Headings of the measures in the table of repetitions; the side where it is not the same in all of them."""
    columns = repetition_columns(assessment)
    one_side = common_side(assessment) is not None
    return tuple(_with_side(measure_label(name, words), None if one_side else side, words) for name, side in columns)


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


def _repetition_row(repetition: Repetition, columns: Sequence[Column], words: Words) -> RepetitionRow:
    labels = words["labels"]
    by_column = {(m.name, m.side): m for m in repetition.measures}
    seen = [c for c in repetition.compensations if c.status == "present"]
    return RepetitionRow(
        index=repetition.index,
        time=f"{number(repetition.start_s, 1)}–{with_unit(repetition.end_s, 's', words)}",
        lowest=with_unit(repetition.peak_s, "s", words),
        valid=repetition.valid,
        why="; ".join(invalid_reason(code, words) for code in repetition.invalid_reasons),
        cells=tuple(value_text(by_column.get(column), words) for column in columns),
        seen=", ".join(_seen_text(c, columns, words) for c in seen) or labels["none_seen"],
        unchecked=_names(repetition.unchecked, words) or labels["nothing_unchecked"],
    )


def _seen_text(compensation: Compensation, columns: Sequence[Column], words: Words) -> str:
    side = compensation.side if {side for _, side in columns} != {compensation.side} else None
    label = _with_side(compensation_label(compensation.name, words), side, words)
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
    episodes = (f"{number(e.start_s, 1)}–{with_unit(e.end_s, 's', words)}" for e in compensation.episodes)
    return CompensationRow(
        name=compensation_label(compensation.name, words),
        note=words["compensation_notes"].get(compensation.name, ""),
        side=side_label(compensation.side, words),
        status=compensation.status,
        result=_result(compensation, words),
        why=_reason(compensation.reason, words),
        largest=largest or words["no_side"],
        threshold=threshold_text(threshold.value, threshold.unit, words),
        source=threshold.source,
        when=", ".join(episodes) or words["no_side"],
    )


def _result(compensation: Compensation, words: Words) -> str:
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


def repetition_definitions(assessment: Assessment, words: Words) -> tuple[tuple[str, str], ...]:
    """Name and definition of each number in the table of repetitions."""
    shown = {name for name, _ in repetition_columns(assessment)}
    measures = (m for r in assessment.repetitions for m in r.measures if m.name in shown)
    return tuple({m.name: (measure_label(m.name, words), m.definition) for m in measures}.values())


def view_facts(assessment: Assessment, words: Words) -> str:
    """From where the person was filmed, in one line."""
    view, labels = assessment.view, words["labels"]
    parts = [words["planes"][view.plane]]
    if view.facing is not None:
        parts.append(words["facing"][view.facing])
    if view.near_side is not None:
        parts.append(labels["near"].format(side=words["sides"][view.near_side].lower()))
    if view.yaw_deg is not None:
        parts.append(labels["yaw"].format(value=number(view.yaw_deg, 0)))
    if view.roll_deg is not None:
        parts.append(labels["roll"].format(value=number(view.roll_deg, 1)))
    return ", ".join(parts)


def created(assessment: Assessment) -> str:
    """Date and time of the analysis as people write them; as stored, where that is no ISO date."""
    stored = "" if assessment.provenance is None else assessment.provenance.created_at
    try:
        return datetime.fromisoformat(stored).strftime("%Y-%m-%d %H:%M %Z").strip()
    except ValueError:
        return stored


def value_text(measure: Measure | None, words: Words) -> str:
    """The value with its unit, a dash where there is none."""
    if measure is None or measure.value is None:
        return str(words["no_side"])
    return with_unit(measure.value, measure.unit, words)


def interval_text(interval: Interval | None, unit: str, words: Words) -> str:
    """`95 % interval 21.5 to 26.5°`, empty where there is none."""
    if interval is None:
        return ""
    low = with_unit(interval[0], unit, words).removesuffix(unit_text(unit, words))
    return f"{words['labels']['interval']} {low} {words['labels']['to']} {with_unit(interval[1], unit, words)}"


def _value_or_why(measure: Measure, words: Words) -> str:
    if measure.value is None:
        return f"{words['statuses']['not_assessable']}: {_reason(measure.reason, words)}"
    interval = interval_text(measure.interval_95, measure.unit, words)
    return value_text(measure, words) + (f" ({interval})" if interval else "")


def _reason(code: str | None, words: Words) -> str:
    return "" if code is None else str(words["reasons"].get(code, (code.replace("_", " "), ""))[0])
