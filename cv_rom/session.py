"""Joining the clips of one sitting: ankles from the sides, knees, arches and turn-out from the front.

Nothing is measured anew. Where several clips tell the same number of the same leg, the one with the narrowest interval
stands; a compensation that any clip shows was there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from cv_rom.comparison import doubts, left_right_pairs, oldest_first
from cv_rom.comparison_findings import WRONG_PLACE, comparison_findings
from cv_rom.errors import AnalysisError
from cv_rom.results import (
    Assessment,
    Compensation,
    Measure,
    MissingView,
    Reason,
    Session,
    SessionCompensation,
    SessionMeasure,
    SideName,
)

ANKLE = "best_peak_dorsiflexion_deg"
"""What a clip from the side is for."""
FROM_FRONT = ("arch_collapse", "foot_turn_out", "knee_valgus")
"""What a clip from the front is for."""
SIDES: tuple[SideName, ...] = ("left", "right")
_Why = tuple[Reason | None, tuple[str, ...]]
"""A reason, and what spoiled the attempts where none was valid."""


def join_session(assessments: Sequence[Assessment]) -> Session:
    """One session of the clips of a sitting. AnalysisError where there is none, or one video twice."""
    videos = [a.source.sha256 for a in assessments if a.source is not None]
    if not assessments:
        raise AnalysisError("a session needs one assessment at least")
    if len(set(videos)) < len(videos):
        raise AnalysisError("two of the assessments are of the same video; give each clip of the sitting once")
    clips = [assessments[i] for i in oldest_first(assessments)]
    pairs = tuple(left_right_pairs(clips))
    return Session(
        clips=tuple(clips),
        measures=tuple(_measures(clips)),
        compensations=tuple(_compensations(clips)),
        pairs=pairs,
        missing=tuple(_missing(clips)),
        findings=comparison_findings(pairs),
        warnings=tuple(doubts(clips, pairs)),
    )


def _measures(clips: Sequence[Assessment]) -> Iterator[SessionMeasure]:
    """Each number of each leg once, from the clip that knows it best."""
    told: dict[tuple[str, str, SideName | None], SessionMeasure] = {}
    for i, clip in enumerate(clips):
        for measure in clip.measures:
            key = (clip.protocol, measure.name, measure.side)
            known = told.get(key)
            if measure.value is not None and (known is None or _width(measure) < _width(known.measure)):
                told[key] = SessionMeasure(clip.protocol, measure, i)
    yield from told.values()


def _width(measure: Measure) -> float:
    return float("inf") if measure.interval_95 is None else measure.interval_95[1] - measure.interval_95[0]


def _compensations(clips: Sequence[Assessment]) -> Iterator[SessionCompensation]:
    """Each compensation of each leg once: where it was seen, else where it could be told, else that nobody could."""
    best: dict[tuple[str, str, SideName | None], SessionCompensation] = {}
    ranks: dict[tuple[str, str, SideName | None], int] = {}
    for i, clip in enumerate(clips):
        for compensation in clip.compensations:
            key = (clip.protocol, compensation.name, compensation.side)
            rank = _tells(compensation, clip)
            if rank > ranks.get(key, -1):
                ranks[key] = rank
                told = None if compensation.status == "not_assessable" else i
                best[key] = SessionCompensation(clip.protocol, compensation, told)
    yield from best.values()


def _tells(compensation: Compensation, clip: Assessment) -> int:
    """How much it says: seen, not seen, else why it could not be told."""
    if compensation.status == "not_assessable":
        return _weight(compensation.reason, clip)
    return 4 if compensation.status == "absent" else 5


def _weight(reason: Reason | None, clip: Assessment) -> int:
    """How much a reason of this clip says: that no attempt was valid, what else was wrong where the clip showed
    something, that this was the wrong place, what was wrong with a clip that showed nothing.
    """
    if reason == "no_valid_attempt":
        return 3
    if not clip.measured_anything:
        return 0
    return 1 if reason in WRONG_PLACE else 2


def _missing(clips: Sequence[Assessment]) -> Iterator[MissingView]:
    """For each test what no clip shows: each ankle from its side; knees, arches and turn-out from the front."""
    for protocol in dict.fromkeys(clip.protocol for clip in clips):
        of_test = [clip for clip in clips if clip.protocol == protocol]
        for side in SIDES:
            ankles = [(m, c) for c in of_test for m in c.measures if (m.name, m.side) == (ANKLE, side)]
            if all(m.value is None for m, _ in ankles):
                yield MissingView(protocol, (side,), "side", *_why((m.reason, c) for m, c in ankles))
        open_from_front: dict[_Why, list[SideName]] = {}
        for side in SIDES:
            shown = [(x, c) for c in of_test for x in c.compensations if x.name in FROM_FRONT and x.side == side]
            if {x.name for x, _ in shown if x.status != "not_assessable"} != set(FROM_FRONT):
                open_from_front.setdefault(_why((x.reason, c) for x, c in shown), []).append(side)
        for why, sides in open_from_front.items():  # one clip shows both legs
            yield MissingView(protocol, tuple(sides), "front", *why)


def _why(found: Iterable[tuple[Reason | None, Assessment]]) -> _Why:
    """Why the best clip did not do, and what spoiled its attempts; None where no clip is from the right place."""
    reasons = [(reason, clip) for reason, clip in found if reason is not None]
    if not reasons:
        return None, ()
    reason, clip = max(reasons, key=lambda pair: _weight(*pair))
    if reason in WRONG_PLACE:
        return None, ()
    spoiled = dict.fromkeys(code for r in clip.repetitions for code in r.invalid_reasons)
    return reason, tuple(spoiled) if reason == "no_valid_attempt" else ()
