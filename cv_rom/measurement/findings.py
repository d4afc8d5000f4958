"""What the numbers say, in sentences; and what the recording lacked."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

import numpy as np

from cv_rom.biomechanics.joint_angles import leg_px
from cv_rom.biomechanics.leg_curves import curve
from cv_rom.biomechanics.leg_view import Curve, LegView
from cv_rom.biomechanics.wall_distances import WALL_TOUCH_CM
from cv_rom.measurement.shot import Shot
from cv_rom.protocols import Protocol
from cv_rom.results import Compensation, Finding, Interval, Measure, QualityWarning, Reason, Repetition, View
from cv_rom.texts import amount, counted, text

AIM_TOE_TO_WALL_CM = 10.0
"""What exercise guides aim for: the big toe at least 10 cm (4 in) from the wall."""
GAP_LEFT_CM = 5.0
"""A gap of 5 cm (2 in) or more in the half-kneeling screen: exercise guides advise mobility work."""
SLOW_FRAME_RATE = 20.0
FAR_OFF_FRONT_DEG = 20.0
"""Further off, knee line and toe-out depend on the yaw by more than they tell: 1 deg of it is 2 deg of knee line."""
SMALL_LEG_PX = 90.0
"""Below this length of thigh and shank a pixel is over one degree of shank, and the foot has under 30 pixels."""

LARGEST_DORSIFLEXION_DEG = 50.0
"""More than ankles bend under load: two standard deviations over the largest published mean (44.9 +- 5.5 deg by an
inclinometer on the shin, which reads 5 to 15 deg more than this line; Hall & Docherty 2017) would be 41 to 51 deg."""
LARGEST_INCLINATION_DEG = 65.0
"""The same with the heel up by 15 deg, some 5 cm."""


def findings(
    protocol: Protocol,
    repetitions: Sequence[Repetition],
    measures: Sequence[Measure],
    compensations: Sequence[Compensation],
) -> tuple[Finding, ...]:
    """The findings of one clip, most important first."""
    return (
        *_counted(protocol, repetitions),
        *_ranges(protocol, measures),
        *_distances(measures),
        *_compensations(repetitions, compensations),
        *_not_assessable(measures, compensations),
    )


def _counted(protocol: Protocol, repetitions: Sequence[Repetition]) -> Iterator[Finding]:
    """How many repetitions there were, and what spoiled them."""
    noun = "attempt" if protocol.locate_wall is not None else "repetition"
    count = counted(noun, len(repetitions))
    invalid = [r for r in repetitions if not r.valid]
    if not repetitions:
        yield Finding("notice", text(f"finding.no_{noun}"))
    elif invalid:
        reasons = ", ".join(dict.fromkeys(text(f"invalid.{x}") for r in invalid for x in r.invalid_reasons))
        yield Finding("notice", text("finding.some_invalid", count=count, invalid=len(invalid), reasons=reasons))
    elif all("heel_lift" in r.unchecked for r in repetitions):
        yield Finding("info", text("finding.heel_unchecked", count=count), ("heel_lift",))
    elif any("heel_lift" in r.unchecked for r in repetitions):
        yield Finding("info", text("finding.some_heels_unchecked", count=count), ("heel_lift",))
    else:
        yield Finding("info", text("finding.valid" if len(repetitions) == 1 else "finding.all_valid", count=count))
    if any("wall_contact" in r.unchecked for r in repetitions):
        yield Finding("notice", text("finding.wall_unchecked"), ("best_toe_to_wall_cm",))
    if any("wall_place" in r.unchecked for r in repetitions):
        yield Finding("notice", text("finding.wall_place"), ("best_knee_to_wall_cm",))


def _ranges(protocol: Protocol, measures: Sequence[Measure]) -> Iterator[Finding]:
    """Best dorsiflexion of each side, with its change from stance."""
    by_name = {(m.name, m.side): m for m in measures if m.value is not None}
    for (name, side), best in by_name.items():
        if name != "best_peak_dorsiflexion_deg" or best.value is None:
            continue
        sentence = text("finding.dorsiflexion", **_words(best))
        stance = by_name.get(("stance_dorsiflexion_deg", side))
        if stance is None or stance.value is None:
            yield Finding("info", sentence, (name,))
            continue
        zero = "start" if protocol.locate_wall is not None else "stance"
        change = text(f"finding.change_from_{zero}", change=amount(best.value - stance.value, "deg"))
        yield Finding("info", f"{sentence} {change}", (name, stance.name))


def _distances(measures: Sequence[Measure]) -> Iterator[Finding]:
    for m in measures:
        if m.name == "best_toe_to_wall_cm" and m.value is not None:
            below = m.interval_95 is not None and m.interval_95[1] < AIM_TOE_TO_WALL_CM
            yield Finding("notice" if below else "info", text("finding.toe_to_wall", **_words(m)), (m.name,))
        if m.name == "best_knee_to_wall_cm" and m.value is not None:
            yield _gap_left(m, m.value)


def _gap_left(m: Measure, gap_cm: float) -> Finding:
    """The result of the half-kneeling screen: the knee that touches passes, where the video is good enough to tell."""
    low, high = m.interval_95 or (-np.inf, np.inf)
    if gap_cm <= WALL_TOUCH_CM and high < GAP_LEFT_CM:
        return Finding("info", text("finding.knee_touched", **_words(m)), (m.name,))
    if low <= WALL_TOUCH_CM:
        return Finding("info", text("finding.gap_undecided", **_words(m)), (m.name,))
    sentence = text("finding.gap_left", **_words(m))
    if gap_cm < GAP_LEFT_CM:
        return Finding("info", sentence, (m.name,))
    return Finding("notice", f"{sentence} {text('finding.gap_advice')}", (m.name,))


def _compensations(repetitions: Sequence[Repetition], compensations: Sequence[Compensation]) -> Iterator[Finding]:
    for c in compensations:
        if c.status == "present" and c.peak is not None:
            peak = amount(c.peak.value, c.peak.unit) + _between(c.peak.interval_95, c.peak.unit)
            words = {"side": text(f"side.{c.side}"), "peak": peak}
            shown = [(d.name, d.side, d.status) for r in repetitions for d in r.compensations]
            times = counted("time", max(1, shown.count((c.name, c.side, "present"))))
            yield Finding("notice", text(f"finding.{c.name}", **words, times=times), (c.name,))
    present = {c.name for c in compensations if c.status == "present"}
    told = {(c.name, c.side) for c in compensations if c.status != "not_assessable"}
    untold = {(c.name, c.side) for r in repetitions for c in r.compensations if c.status == "not_assessable"}
    clear = {name for name, _ in told} - present - {name for name, _ in told & untold}
    if clear:
        names = ", ".join(text(f"compensation.{c.name}") for c in _first_of_each(compensations, clear))
        yield Finding("info", text("finding.not_seen", names=names), tuple(sorted(clear)))


def _first_of_each(compensations: Sequence[Compensation], names: Collection[str]) -> list[Compensation]:
    return list({c.name: c for c in compensations if c.name in names}.values())


def _not_assessable(measures: Sequence[Measure], compensations: Sequence[Compensation]) -> Iterator[Finding]:
    """One sentence for each reason that kept something from being assessed."""
    reasons: dict[Reason, list[str]] = {}
    for name, reason in [(m.name, m.reason) for m in measures] + [(c.name, c.reason) for c in compensations]:
        if reason is not None:
            reasons.setdefault(reason, []).append(name)
    for reason, names in reasons.items():
        yield Finding("info", text(f"reason.{reason}"), tuple(dict.fromkeys(names)))


def _between(interval: Interval | None, unit: str) -> str:
    """` (95 % interval 9° to 46°)`, empty where there is none."""
    if interval is None:
        return ""
    low, high = (amount(end, unit) for end in interval)
    return f" ({text('interval.known', low=low, high=high)})"


def _words(m: Measure) -> dict[str, str]:
    """Side, value and interval of a measure in words."""
    interval = text("interval.unknown")
    if m.interval_95 is not None:
        low, high = (amount(end, m.unit) for end in m.interval_95)
        interval = text("interval.known", low=low, high=high)
    return {"side": text(f"side.{m.side}"), "value": amount(m.value or 0.0, m.unit), "interval": interval}


def _small(leg: LegView) -> bool:
    """Whether the leg covers too few pixels for its landmarks to be worth much."""
    length = leg_px(leg.track, leg.side)
    return bool(np.isfinite(length).any() and np.nanmedian(length) < SMALL_LEG_PX)


def _beyond_anatomy(shot: Shot) -> bool:
    """Whether an ankle seems to bend, or a shin to lean, further than they do."""
    limits = {"dorsiflexion_deg": LARGEST_DORSIFLEXION_DEG, "tibia_inclination_deg": LARGEST_INCLINATION_DEG}
    for leg in shot.legs:
        for name, limit in limits.items():
            found = curve(leg, name)
            if isinstance(found, Curve) and any((found.values[w.frames] > limit).any() for w in shot.repetitions):
                return True
    return False


def recording_warnings(view: View, shots: Sequence[Shot], frame_rate: float | None) -> Iterator[QualityWarning]:
    """What a reader of the numbers should know about how this was filmed."""
    usable = [shot for shot in shots if all(leg.unusable is None for leg in shot.legs)]
    if len(usable) > 1:
        yield QualityWarning("several_shots", text("warning.several_shots", shots=len(usable)))
    if any(_small(leg) for shot in usable for leg in shot.legs):
        yield QualityWarning("small_person", text("warning.small_person"))
    if any(_beyond_anatomy(shot) for shot in usable):
        limits = {"limit": LARGEST_DORSIFLEXION_DEG, "lean": LARGEST_INCLINATION_DEG}
        yield QualityWarning("beyond_anatomy", text("warning.beyond_anatomy", **limits))
    if view.plane == "frontal" and view.yaw_deg is not None and view.yaw_deg > FAR_OFF_FRONT_DEG:
        yield QualityWarning("off_front", text("warning.off_front", yaw=view.yaw_deg))
    if view.plane == "oblique":
        yield QualityWarning("oblique_view", text("warning.oblique_view", yaw=view.yaw_deg))
    if frame_rate is not None and frame_rate < SLOW_FRAME_RATE:
        yield QualityWarning("low_frame_rate", text("warning.low_frame_rate", rate=frame_rate))
    if any(leg.stance is not None and not leg.stance.before_first for shot in shots for leg in shot.legs):
        yield QualityWarning("stance_not_first", text("warning.stance_not_first"))
