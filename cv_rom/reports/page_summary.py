"""The summary of the HTML report, as values: headline numbers, gaps, the view."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from cv_rom.reports.cautions import caution_at
from cv_rom.reports.interval_bars import reference_bar
from cv_rom.reports.page_meaning import AIM_CM, HEALTHY_CM, HEALTHY_DEG
from cv_rom.reports.page_tables import result_text
from cv_rom.reports.words import (
    date_text,
    interval_text,
    invalid_reason,
    range_text,
    side_label,
    threshold_text,
    value_text,
    with_unit,
)
from cv_rom.results import SHORTEST_HOLD_S, Assessment, Compensation, Measure, SideName
from cv_rom.texts import decimal
from cv_rom.texts.names import Words, compensation_label, measure_label, quantity_label

_HEADLINES = (
    "best_toe_to_wall_cm",
    "best_knee_to_wall_cm",
    "best_peak_dorsiflexion_deg",
    "best_peak_tibia_inclination_deg",
    "best_peak_knee_flexion_deg",
    "hold_s",
    "stance_dorsiflexion_deg",
    "mean_toe_out_deg",
    "best_peak_knee_valgus_deg",
)
"""The numbers that stand first, where measured."""
_TOLD_BY = {
    "best_peak_tibia_inclination_deg": "best_peak_dorsiflexion_deg",
    "stance_dorsiflexion_deg": "best_peak_dorsiflexion_deg",
    "best_knee_to_wall_cm": "best_toe_to_wall_cm",
}
"""Numbers that say little beside another one; they stand in the table of all."""
_MOST_CARDS = 6
_WORTH_SAYING_DEG = 1.0


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
    bar: str = ""
    """The value drawn against its reference, an SVG; empty where there is nothing to draw it against."""
    caution: str = ""
    """Why not to rely on it, empty where there is no such reason."""


@dataclass(frozen=True)
class Gap:
    """What could not be assessed for one reason."""

    why: str
    how: str
    names: tuple[str, ...]


def cards(assessment: Assessment, words: Words) -> tuple[Card, ...]:
    """The headline numbers that were measured."""
    order = {name: i for i, name in enumerate(_HEADLINES)}
    measured = [m for m in assessment.measures if m.value is not None and m.name in order and not no_hold(m)]
    measured.sort(key=lambda m: order[m.name])
    invalid = _card_of_invalid(assessment, words)
    told = {m.name for m in measured} | ({"best_peak_dorsiflexion_deg"} if invalid else set())
    measured = [m for m in measured if _TOLD_BY.get(m.name) not in told]
    found = [_card(m, assessment, words) for m in measured]
    seen = [_card_of_compensation(c, assessment, words) for c in assessment.compensations if c.status == "present"]
    told_first = (*seen, *found) if assessment.view.plane == "frontal" else (*found, *seen)
    return (*invalid, *told_first)[:_MOST_CARDS]


def _card_of_compensation(compensation: Compensation, assessment: Assessment, words: Words) -> Card:
    """What was seen, with its largest value and from what on it counts."""
    peak, threshold, labels = compensation.peak, compensation.threshold, words["labels"]
    key = (compensation.name, compensation.side, "present")
    times = sum(any((c.name, c.side, c.status) == key for c in r.compensations) for r in assessment.repetitions)
    limit = f"{labels['threshold']} {threshold_text(threshold.value, threshold.unit, words)}."
    return Card(
        label=compensation_label(compensation.name, words),
        side=side_label(compensation.side, words) if compensation.side else None,
        value=result_text(compensation, words) if peak is None else with_unit(peak.value, peak.unit, words),
        interval="" if peak is None else interval_text(peak.interval_95, peak.unit, words),
        definition=words["compensation_notes"].get(compensation.name, ""),
        note=labels[f"{assessment.noun}_seen"].format(number=times, total=len(assessment.repetitions)),
        references=((limit, threshold.source),),
        caution=caution_at(compensation.name, compensation.side, assessment, words),
    )


def no_hold(m: Measure) -> bool:
    """Whether this is the time at the bottom of somebody who held nothing: repetitions turn round at once."""
    return m.name == "hold_s" and (m.value or 0.0) < SHORTEST_HOLD_S


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
    stated = words["references"].get(assessment.protocol, {}).get(measure.name, ())
    references = [(reference["text"], reference["source"]) for reference in stated]
    if not references and measure.name == "best_peak_dorsiflexion_deg":
        references = [(words["reference_none"], "")]
    return Card(
        label=measure_label(measure.name, words),
        side=side_label(measure.side, words) if measure.side else None,
        value=value_text(measure, words),
        interval=interval_text(measure.interval_95, measure.unit, words),
        definition=measure.definition,
        note=_change_from_stance(measure, assessment, words),
        references=tuple(references),
        bar=_bar(measure, assessment),
        caution=caution_at(measure.name, measure.side, assessment, words),
    )


def _bar(measure: Measure, assessment: Assessment) -> str:
    if measure.value is None or measure.interval_95 is None or assessment.protocol != "knee-to-wall":
        return ""
    if measure.name == "best_peak_dorsiflexion_deg":
        return reference_bar(measure.value, measure.interval_95, span=HEALTHY_DEG)
    if measure.name == "best_toe_to_wall_cm":
        return reference_bar(measure.value, measure.interval_95, span=HEALTHY_CM, aim=AIM_CM)
    return ""


def _change_from_stance(measure: Measure, assessment: Assessment, words: Words) -> str:
    """The sentence that sets the best angle against the same angle standing still."""
    if not (measure.name.startswith("best_peak_") and measure.name.endswith("_deg")):
        return ""
    stance_name = measure.name.replace("best_peak_", "stance_")
    change_name = measure.name.removesuffix("_deg") + "_change_deg"
    of_side = {m.name: m for m in assessment.measures if m.side == measure.side and m.value is not None}
    if not {stance_name, change_name} <= of_side.keys():
        return ""
    change = of_side[change_name]
    interval = range_text(change.interval_95, change.unit, words)
    return str(
        words["stance_change"]
        .get(assessment.protocol, words["stance_change"]["squat"])
        .format(
            stance=value_text(of_side[stance_name], words),
            change=value_text(change, words) + (f" ({interval})" if interval else ""),
        )
    )


def gaps(assessment: Assessment, words: Words) -> tuple[Gap, ...]:
    """What could not be assessed, by reason, in the order of the assessment; each quantity once."""
    named: dict[str, dict[str, list[SideName | None]]] = {}
    measures = [*assessment.measures, *(m for r in assessment.repetitions for m in r.measures)]
    missing = [(m.reason, quantity_label(m.name, words), m.side) for m in _without_echoes(measures)]
    missing += [(c.reason, compensation_label(c.name, words), c.side) for c in assessment.compensations]
    for reason, label, side in missing:
        if reason is not None:
            named.setdefault(reason, {}).setdefault(label, []).append(side)
    found = []
    for code, names in named.items():
        why, how = words["reasons"].get(code, (code.replace("_", " "), ""))
        alone = not assessment.measured_anything and len(named) == 1
        said = [words["labels"]["everything"]] if alone else [_of_sides(*item, words) for item in names.items()]
        found.append(Gap(why, how, tuple(said)))
    return tuple(found)


def _without_echoes(measures: Sequence[Measure]) -> list[Measure]:
    """Measures without those that are missing for the reason for which the quantity that they are made of is."""
    missing = {(m.reason, m.side, _quantity(m.name)) for m in measures if not m.name.startswith("stance_")}
    return [m for m in measures if not _echoes(m, missing)]


def _echoes(m: Measure, missing: Collection[tuple[str | None, SideName | None, str]]) -> bool:
    source = _quantity(m.name).replace("_change_", "_")
    derived = m.name.startswith("stance_") or "_change_" in m.name
    return derived and (m.reason, m.side, source) in missing


def _quantity(name: str) -> str:
    """`best_peak_dorsiflexion_deg` -> `dorsiflexion_deg`."""
    for prefix in ("best_", "mean_", "peak_", "stance_"):
        name = name.removeprefix(prefix)
    return name


def _of_sides(label: str, sides: Sequence[SideName | None], words: Words) -> str:
    """`Heel lift (left)`, `Heel lift (left and right)`."""
    named = [side_label(side, words).lower() for side in dict.fromkeys(sides) if side is not None]
    together = f" {words['labels']['and']} ".join(named)
    return f"{label} ({together})" if named else label


def view_facts(assessment: Assessment, words: Words) -> str:
    """From where the person was filmed, in one line."""
    view, labels = assessment.view, words["labels"]
    parts = [words["planes"][view.plane]]
    if view.facing is not None:
        parts.append(words["facing"][view.facing])
    if view.near_side is not None:
        parts.append(labels["near"].format(side=words["sides"][view.near_side].lower()))
    if view.yaw_deg is not None and view.yaw_deg >= _WORTH_SAYING_DEG:
        parts.append(labels["yaw"].format(value=decimal(view.yaw_deg, 0)))
    if view.roll_deg is not None and abs(view.roll_deg) >= _WORTH_SAYING_DEG:
        parts.append(labels["roll"].format(value=decimal(view.roll_deg, 1)))
    return ", ".join(parts)


def created(assessment: Assessment) -> str:
    """Date and time of the analysis as people write them; as stored, where that is no ISO date."""
    return date_text(None if assessment.provenance is None else assessment.provenance.created_at)
