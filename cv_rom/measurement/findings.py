"""What the numbers say, in sentences; and what the recording lacked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cv_rom.measurement.shot import Shot
from cv_rom.protocols import Protocol
from cv_rom.results import Compensation, Finding, Measure, QualityWarning, Reason, Repetition, View
from cv_rom.texts import text

AIM_TOE_TO_WALL_CM = 10.0
"""What exercise guides aim for: the big toe at least 10 cm (4 in) from the wall."""
SLOW_FRAME_RATE = 20.0
HEADLINES = {"squat": "best_peak_dorsiflexion_deg", "knee-to-wall": "best_toe_to_wall_cm"}


def findings(
    protocol: Protocol,
    repetitions: Sequence[Repetition],
    measures: Sequence[Measure],
    compensations: Sequence[Compensation],
) -> tuple[Finding, ...]:
    """The findings of one clip, most important first."""
    return (
        *_counted(protocol, repetitions),
        *_ranges(measures),
        *_distances(measures),
        *_compensations(compensations),
        *_not_assessable(measures, compensations),
    )


def _counted(protocol: Protocol, repetitions: Sequence[Repetition]) -> Iterator[Finding]:
    invalid = [r for r in repetitions if not r.valid]
    kind = "attempts" if protocol.locate_wall is not None else "repetitions"
    if not repetitions:
        yield Finding("notice", text(f"finding.no_{kind}"))
    elif invalid:
        reasons = ", ".join(dict.fromkeys(text(f"reason_invalid.{x}") for r in invalid for x in r.invalid_reasons))
        counts = {"total": len(repetitions), "invalid": len(invalid)}
        yield Finding("notice", text(f"finding.{kind}_invalid", **counts, reasons=reasons))
    else:
        yield Finding("info", text(f"finding.{kind}_all_valid", total=len(repetitions)))


def _ranges(measures: Sequence[Measure]) -> Iterator[Finding]:
    """Best dorsiflexion of each side, with its change from stance."""
    by_name = {(m.name, m.side): m for m in measures if m.value is not None}
    for (name, side), best in by_name.items():
        if name != "best_peak_dorsiflexion_deg" or best.value is None:
            continue
        stance = by_name.get(("stance_dorsiflexion_deg", side))
        words = {"side": text(f"side.{side}"), "value": best.value, "interval": _interval(best)}
        refers = (name,) if stance is None else (name, stance.name)
        sentence = text("finding.dorsiflexion", **words)
        if stance is not None and stance.value is not None:
            sentence += " " + text("finding.change_from_stance", change=best.value - stance.value)
        yield Finding("info", sentence, refers)


def _distances(measures: Sequence[Measure]) -> Iterator[Finding]:
    for m in measures:
        if m.name == "best_toe_to_wall_cm" and m.value is not None:
            words = {"side": text(f"side.{m.side}"), "value": m.value, "interval": _interval(m)}
            below = m.interval_95 is not None and m.interval_95[1] < AIM_TOE_TO_WALL_CM
            yield Finding("notice" if below else "info", text("finding.toe_to_wall", **words), (m.name,))


def _compensations(compensations: Sequence[Compensation]) -> Iterator[Finding]:
    for c in compensations:
        if c.status == "present" and c.peak is not None:
            words = {"side": text(f"side.{c.side}"), "peak": c.peak.value, "unit": text(f"unit.{c.peak.unit}")}
            yield Finding("notice", text(f"finding.{c.name}", **words, times=len(c.episodes)), (c.name,))
    looked_for = {c.name for c in compensations if c.status != "not_assessable"}
    clear = [name for name in looked_for if all(c.status != "present" for c in compensations if c.name == name)]
    if clear:
        names = ", ".join(text(f"compensation.{c.name}") for c in _first_of_each(compensations, clear))
        yield Finding("info", text("finding.not_seen", names=names), tuple(sorted(clear)))


def _first_of_each(compensations: Sequence[Compensation], names: Sequence[str]) -> list[Compensation]:
    return list({c.name: c for c in compensations if c.name in names}.values())


def _not_assessable(measures: Sequence[Measure], compensations: Sequence[Compensation]) -> Iterator[Finding]:
    """One sentence for each reason that kept something from being assessed."""
    reasons: dict[Reason, list[str]] = {}
    for name, reason in [(m.name, m.reason) for m in measures] + [(c.name, c.reason) for c in compensations]:
        if reason is not None:
            reasons.setdefault(reason, []).append(name)
    for reason, names in reasons.items():
        yield Finding("info", text(f"reason.{reason}"), tuple(dict.fromkeys(names)))


def _interval(m: Measure) -> str:
    if m.interval_95 is None:
        return text("interval.unknown")
    return text("interval", low=m.interval_95[0], high=m.interval_95[1])


def recording_warnings(view: View, shots: Sequence[Shot], frame_rate: float | None) -> Iterator[QualityWarning]:
    """What a reader of the numbers should know about how this was filmed."""
    if len(shots) > 1:
        yield QualityWarning("several_shots", text("warning.several_shots", shots=len(shots)))
    if view.plane == "oblique":
        yield QualityWarning("oblique_view", text("warning.oblique_view", yaw=view.yaw_deg))
    if frame_rate is not None and frame_rate < SLOW_FRAME_RATE:
        yield QualityWarning("low_frame_rate", text("warning.low_frame_rate", rate=frame_rate))
    if any(leg.stance is not None and not leg.stance.before_first for shot in shots for leg in shot.legs):
        yield QualityWarning("stance_not_first", text("warning.stance_not_first"))
