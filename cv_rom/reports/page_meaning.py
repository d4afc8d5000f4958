"""What the findings mean in plain words, and what to do next: the same for the page and for print.

Only what the numbers themselves say: no diagnosis, nothing about injuries, no advice on treatment.
"""

from __future__ import annotations

from collections.abc import Iterator

from cv_rom.results import Assessment, Interval, Measure
from cv_rom.texts.names import Words

AIM_CM = 10.0
"""Toe-to-wall distance that exercise guides aim for at least."""
HEALTHY_DEG, HEALTHY_CM = (21.0, 33.0), (9.2, 14.8)
"""Knee-to-wall angle and toe-to-wall distance of healthy adults, mean less and plus a standard deviation: 27.0 and 6.0
(Hall & Docherty 2017), 12 and 2.8 (Hoch & McKeon 2011)."""
SEEN_FROM_FRONT = ("arch_collapse", "foot_turn_out", "knee_valgus")


def meaning(assessment: Assessment, words: Words) -> tuple[str, ...]:
    """What the findings mean, a sentence or two each."""
    if not assessment.measured_anything:
        return ()
    said = words["meaning"]
    return tuple(str(said[key]) for key in _meanings(assessment))


def _meanings(assessment: Assessment) -> Iterator[str]:
    """Keys of what there is to say."""
    seen = {c.name: c.status for c in assessment.compensations if c.status == "present"}
    told = {c.name for c in assessment.compensations if c.status != "not_assessable"}
    if assessment.view.plane == "frontal":
        yield "from_front"
    elif "heel_lift" in told:
        yield "heel_lift" if "heel_lift" in seen else "heel_down"
    yield from _against_references(assessment)
    yield from (name for name in SEEN_FROM_FRONT if name in seen)


def _against_references(assessment: Assessment) -> Iterator[str]:
    """How the best values lie against what is published, where the interval can tell."""
    best = {m.name: m for m in assessment.measures if m.value is not None}
    angle, distance = best.get("best_peak_dorsiflexion_deg"), best.get("best_toe_to_wall_cm")
    if assessment.protocol == "knee-to-wall":
        if distance is not None:
            yield f"distance_{_against((AIM_CM, float('inf')), distance)}"
        if angle is not None:
            yield f"angle_{_against(HEALTHY_DEG, angle)}"
    elif angle is not None:
        yield "no_reference"


def _against(span: Interval, measure: Measure) -> str:
    """`below`, `within` or `above` a span, `unsure` where the interval reaches over one of its ends."""
    assert measure.value is not None
    low, high = measure.interval_95 or (measure.value, measure.value)
    if any(low < end < high for end in span):
        return "unsure"
    return "below" if high <= span[0] else "above" if low >= span[1] else "within"


def next_steps(assessment: Assessment, words: Words) -> tuple[str, ...]:
    """What to do next, a sentence or two each."""
    said = words["next"]
    return tuple(str(said[key]) for key in _steps(assessment))


def _steps(assessment: Assessment) -> Iterator[str]:
    if not assessment.measured_anything:
        yield "film_again"
        return
    if any(c.name == "heel_lift" and c.status == "present" for c in assessment.compensations):
        yield "heel_lift" if assessment.protocol == "squat" else "heel_lift_wall"
    if any("knee_short_of_wall" in r.invalid_reasons for r in assessment.repetitions):
        yield "nearer_to_wall"
    yield "film_sides" if assessment.view.plane == "frontal" else "film_others"
    yield "measure_again_squat" if assessment.protocol == "squat" else "measure_again_wall"
    yield "pain"
