"""Joining the clips of one sitting: ankles from the sides, knees, arches and turn-out from the front.

Nothing is measured anew. Where several clips tell the same number of the same leg, the one with the narrowest interval
stands; a compensation that any clip shows was there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cv_rom.comparison import doubts, left_right_pairs, oldest_first
from cv_rom.comparison_findings import comparison_findings
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
WRONG_PLACE = ("wrong_view", "far_side")
"""Reasons for which the same clip from elsewhere would do."""
SIDES: tuple[SideName, ...] = ("left", "right")


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
        findings=comparison_findings(pairs) if pairs else (),
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
    for i, clip in enumerate(clips):
        for compensation in clip.compensations:
            key = (clip.protocol, compensation.name, compensation.side)
            known = best.get(key)
            if known is None or _tells(compensation) > _tells(known.compensation):
                told = None if compensation.status == "not_assessable" else i
                best[key] = SessionCompensation(clip.protocol, compensation, told)
    yield from best.values()


def _tells(compensation: Compensation) -> int:
    """How much it says: seen, not seen, why it could not be told from the right place, that this was the wrong one."""
    if compensation.status == "not_assessable":
        return 0 if compensation.reason in WRONG_PLACE else 1
    return 2 if compensation.status == "absent" else 3


def _missing(clips: Sequence[Assessment]) -> Iterator[MissingView]:
    """For each test what no clip shows: each ankle from its side; knees, arches and turn-out from the front."""
    for protocol in dict.fromkeys(clip.protocol for clip in clips):
        of_test = [clip for clip in clips if clip.protocol == protocol]
        for side in SIDES:
            ankles = [m for c in of_test for m in c.measures if (m.name, m.side) == (ANKLE, side)]
            if all(m.value is None for m in ankles):
                yield MissingView(protocol, (side,), "side", _why(m.reason for m in ankles))
        open_from_front: dict[Reason | None, list[SideName]] = {}
        for side in SIDES:
            shown = [x for c in of_test for x in c.compensations if x.name in FROM_FRONT and x.side == side]
            if {x.name for x in shown if x.status != "not_assessable"} != set(FROM_FRONT):
                open_from_front.setdefault(_why(x.reason for x in shown), []).append(side)
        for reason, sides in open_from_front.items():  # one clip shows both legs
            yield MissingView(protocol, tuple(sides), "front", reason)


def _why(reasons: Iterator[Reason | None]) -> Reason | None:
    """Why a clip from the right place did not do; None where there is no such clip."""
    return next((r for r in reasons if r is not None and r not in WRONG_PLACE), None)
