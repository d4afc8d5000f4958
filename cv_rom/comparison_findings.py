"""What a comparison says, in sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cv_rom.results import SHORTEST_HOLD_S, Assessment, Finding, Pair
from cv_rom.texts import amount, difference_as_shown, report_words, text
from cv_rom.texts.names import measure_label

SAID = (
    "best_toe_to_wall_cm",
    "best_peak_dorsiflexion_deg",
    "best_peak_knee_flexion_deg",
    "hold_s",
    "mean_toe_out_deg",
    "mean_peak_knee_valgus_deg",
    "mean_peak_medial_collapse_mm",
)
"""The measures that are put into words, most important first; all others stand in the table."""
WRONG_PLACE = ("wrong_view", "far_side")
"""Reasons for which the same clip from elsewhere would do."""


def comparison_findings(pairs: Sequence[Pair]) -> tuple[Finding, ...]:
    """A sentence for each pair that matters, in the order of the measures."""
    return tuple(_findings(pairs))


def nothing_compared(assessments: Sequence[Assessment], pairs: Sequence[Pair]) -> tuple[Finding, ...]:
    """That no number that matters could be compared, and for each measure and side without a value why."""
    lead = text("comparison.nothing_main" if pairs else "comparison.nothing")
    return (Finding("notice", lead), *_without_value(assessments))


def _without_value(assessments: Sequence[Assessment]) -> Iterator[Finding]:
    """A sentence for each measure and side that somebody tried and nobody got a value of."""
    words = report_words()
    for name in SAID:
        found = [m for a in assessments for m in a.measures if m.name == name]
        for side in dict.fromkeys(m.side for m in found):
            reasons = [m.reason for m in found if m.side == side and m.reason not in WRONG_PLACE]
            if any(m.value is not None for m in found if m.side == side) or not reasons:
                continue
            why = words["reasons"].get(reasons[-1], (str(reasons[-1]), ""))[0]
            of_side = "" if side is None else f" ({text(f'on_side.{side}')})"
            label = f"{measure_label(name, words)}{of_side}"
            yield Finding("notice", text("comparison.no_value", measure=label, why=why), (name,))


def _findings(pairs: Sequence[Pair]) -> Iterator[Finding]:
    for name in SAID:
        for pair in pairs:
            if pair.measure == name and not _held_nothing(pair):
                said = text(f"comparison.pair.{pair.kind}", **_words(pair))
                yield Finding("notice" if pair.real_change else "info", f"{said} {_verdict(pair)}", (name,))


def _held_nothing(pair: Pair) -> bool:
    """Whether this is the time at the bottom of somebody who turned round at once both times."""
    return pair.measure == "hold_s" and max(pair.first.value, pair.second.value) < SHORTEST_HOLD_S


def _verdict(pair: Pair) -> str:
    """Whether the difference is real, and why nobody knows where nobody does."""
    if pair.unknown_because is not None:
        return text(f"comparison.unknown.{pair.unknown_because}")
    interval, detectable = pair.combined_interval_95, pair.minimal_detectable_change
    if interval is None or interval[0] <= 0.0 <= interval[1]:
        return text("comparison.within_interval")
    assert detectable is not None  # else it were unknown
    limit = amount(detectable.value, detectable.unit, decimals=1)
    return text("comparison.real" if pair.real_change else "comparison.below", limit=limit, source=detectable.source)


def _words(pair: Pair) -> dict[str, str]:
    """The values of a pair as people read them."""
    change = difference_as_shown(pair.first.value, pair.second.value, 1)
    first, second, difference = (
        amount(value, pair.unit, decimals=1) for value in (pair.first.value, pair.second.value, change)
    )
    interval = text("interval.unknown")
    if pair.combined_interval_95 is not None:
        low, high = (amount(end, pair.unit, decimals=1) for end in pair.combined_interval_95)
        interval = text("interval.known", low=low, high=high)
    return {
        "measure": measure_label(pair.measure, report_words()),
        "side": "" if pair.second.side is None else text(f"on_side.{pair.second.side}"),
        "first": first,
        "second": second,
        "difference": difference,
        "interval": interval,
    }
