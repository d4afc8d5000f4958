"""What a comparison says, in sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cv_rom.results import Finding, Pair
from cv_rom.texts import amount, report_words, text
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
SHORTEST_HOLD_S = 5.0
"""A position that lasts less is no hold."""


def comparison_findings(pairs: Sequence[Pair]) -> tuple[Finding, ...]:
    """A sentence for each pair that matters, in the order of the measures."""
    if not pairs:
        return (Finding("notice", text("comparison.nothing")),)
    return tuple(_findings(pairs))


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
    first, second, difference = (
        amount(value, pair.unit, decimals=1) for value in (pair.first.value, pair.second.value, pair.difference)
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
