"""Clips of one sitting joined: each number once, from the clip that knows it best, and what is still missing."""

from __future__ import annotations

from dataclasses import replace

import pytest
from assessed import HEIGHT_CM, assess
from stick_figure import Camera, film, lunges, scene, squats

from cv_rom.errors import AnalysisError
from cv_rom.results import Assessment, MissingView, Provenance, Session, Source
from cv_rom.session import ANKLE, join_session
from cv_rom.skeleton import Side


def clip(found: Assessment, video: str, day: str = "2026-05-01") -> Assessment:
    """The assessment as if of a video of this name and content."""
    source = Source(video, video, 9.0, None, 270, 270, 640, 480, 0, 30.0, False)
    return replace(found, source=source, provenance=Provenance("0", "m", "0", {}, f"{day}T09:00:00+00:00"))


def from_side(
    side: Side, angle_deg: float = 30.0, *, heel_lift_deg: float = 0.0, protocol: str = "squat"
) -> Assessment:
    facing = "right" if side is Side.RIGHT else "left"
    if protocol == "squat":
        motion = squats((angle_deg,), heel_lift_deg=heel_lift_deg)
    else:
        motion = lunges((angle_deg,), leg=side, heel_lift_deg=heel_lift_deg)
    return clip(assess(film(motion, Camera(facing)), protocol), f"{side.value} {angle_deg} {protocol}")


def from_front(valgus_deg: float = 0.0) -> Assessment:
    camera = Camera("camera")
    track = film(squats((28.0,), knee_deg=85.0, valgus_deg=valgus_deg), camera)
    return clip(assess(track, seen=scene(camera, height_cm=HEIGHT_CM)), f"front {valgus_deg}")


LEFT, RIGHT, FRONT = from_side(Side.LEFT, 26.0), from_side(Side.RIGHT, 32.0), from_front()


def number(session: Session, name: str, side: str) -> tuple[float, int]:
    """Its value and the clip it is from."""
    (only,) = [m for m in session.measures if (m.measure.name, m.measure.side) == (name, side)]
    assert only.measure.value is not None
    return only.measure.value, only.clip


def statuses(session: Session, name: str) -> dict[str | None, str]:
    return {c.compensation.side: c.compensation.status for c in session.compensations if c.compensation.name == name}


def test_ankles_come_from_the_sides_and_knees_from_the_front() -> None:
    session = join_session([LEFT, RIGHT, FRONT])
    assert number(session, ANKLE, "left") == (pytest.approx(26.0, abs=0.5), 0)
    assert number(session, ANKLE, "right") == (pytest.approx(32.0, abs=0.5), 1)
    assert number(session, "mean_toe_out_deg", "left")[1] == 2
    assert statuses(session, "heel_lift") == {"left": "absent", "right": "absent"}
    assert statuses(session, "knee_valgus") == {"left": "absent", "right": "absent"}
    assert session.protocols == ("squat",)


def test_left_stands_against_right() -> None:
    session = join_session([LEFT, RIGHT, FRONT])
    (pair,) = [pair for pair in session.pairs if pair.measure == ANKLE]
    assert (pair.first.assessment, pair.second.assessment) == (0, 1)
    assert pair.difference == pytest.approx(6.0, abs=0.7)
    assert any("left" in finding.text and ANKLE in finding.refers_to for finding in session.findings)


def test_a_complete_sitting_misses_nothing_that_can_be_told() -> None:
    session = join_session([LEFT, RIGHT, FRONT])
    assert [m for m in session.missing if m.view == "side"] == []
    assert [m for m in session.missing if m.reason is None] == []


@pytest.mark.parametrize(
    ("clips", "missing"),
    [
        pytest.param(
            [LEFT],
            [MissingView("squat", ("right",), "side", None), MissingView("squat", ("left", "right"), "front", None)],
            id="only the left side",
        ),
        pytest.param([LEFT, RIGHT], [MissingView("squat", ("left", "right"), "front", None)], id="no front"),
    ],
)
def test_what_is_missing_is_told_with_where_to_film_it(clips: list[Assessment], missing: list[MissingView]) -> None:
    assert list(join_session(clips).missing) == missing


def test_a_clip_that_did_not_do_says_why() -> None:
    lifted = from_side(Side.LEFT, 27.0, heel_lift_deg=20.0)
    (left,) = [m for m in join_session([lifted, RIGHT]).missing if m.view == "side"]
    assert (left.sides, left.reason) == (("left",), "no_valid_attempt")


def unsteady(side: str) -> Assessment:
    """A clip that shows nothing of either leg."""
    measures = tuple(
        replace(m, value=None, status="not_assessable", reason="landmarks_unstable") for m in LEFT.measures
    )
    of_side = tuple(replace(m, side=side) for m in measures)  # type: ignore[arg-type]
    return clip(replace(LEFT, measures=of_side, repetitions=(), compensations=()), f"unsteady {side}")


def test_the_reason_is_that_of_the_best_clip_of_the_leg() -> None:
    lifted = from_side(Side.LEFT, 27.0, heel_lift_deg=20.0)
    for clips in ([lifted, unsteady("left"), RIGHT], [unsteady("left"), lifted, RIGHT]):
        (left,) = [m for m in join_session(clips).missing if m.view == "side"]
        assert (left.reason, left.invalid_reasons) == ("no_valid_attempt", ("heel_lift",))
    (left,) = [m for m in join_session([unsteady("left"), FRONT, RIGHT]).missing if m.view == "side"]
    assert left.reason is None, "good clips from elsewhere tell more than one that shows nothing"
    (left,) = [m for m in join_session([unsteady("left")]).missing if m.sides == ("left",) and m.view == "side"]
    assert left.reason == "landmarks_unstable"


def test_each_test_misses_its_own() -> None:
    session = join_session([LEFT, RIGHT, FRONT, from_side(Side.LEFT, 35.0, protocol="knee-to-wall")])
    assert session.protocols == ("squat", "knee-to-wall")
    assert {m.protocol for m in session.missing if m.view == "side"} == {"knee-to-wall"}
    assert all(pair.first.assessment < 3 for pair in session.pairs), "a lunge is not set against a squat"


def test_of_two_clips_of_one_leg_the_surer_one_stands() -> None:
    unsure = replace(
        from_side(Side.LEFT, 25.0),
        measures=tuple(
            replace(m, interval_95=(m.value - 20.0, m.value + 20.0)) if m.value is not None else m
            for m in from_side(Side.LEFT, 25.0).measures
        ),
    )
    for clips in ([unsure, LEFT], [LEFT, unsure]):
        value, place = number(join_session(clips), ANKLE, "left")
        assert value == pytest.approx(26.0, abs=0.5)
        assert clips[place] is LEFT


def test_what_one_clip_shows_was_there() -> None:
    lifted = from_side(Side.LEFT, 27.0, heel_lift_deg=20.0)
    for clips in ([LEFT, lifted], [lifted, LEFT]):
        assert statuses(join_session(clips), "heel_lift") == {"left": "present"}
    (seen,) = [c for c in join_session([LEFT, lifted]).compensations if c.compensation.name == "heel_lift"]
    assert seen.clip == 1


def test_the_reason_of_the_right_view_counts_more_than_that_of_the_wrong_one() -> None:
    undecided = replace(
        FRONT,
        compensations=tuple(
            replace(c, status="not_assessable", reason="too_uncertain", peak=None) if c.name == "knee_valgus" else c
            for c in FRONT.compensations
        ),
    )
    for clips in ([LEFT, undecided], [undecided, LEFT]):
        told = {(c.compensation.name, c.compensation.side): c for c in join_session(clips).compensations}
        assert told["knee_valgus", "left"].compensation.reason == "too_uncertain"
        assert told["knee_valgus", "left"].clip is None


def test_clips_stand_in_the_order_of_their_dates() -> None:
    late = clip(LEFT, "late", "2026-05-01")
    early = clip(RIGHT, "early", "2026-04-30")
    assert [c.source.name for c in join_session([late, early]).clips if c.source] == ["early", "late"]


def test_a_sitting_over_several_days_is_doubtful() -> None:
    warnings = join_session([LEFT, clip(RIGHT, "r", "2026-06-01")]).warnings
    assert [w.code for w in warnings] == ["different_days"]
    assert join_session([LEFT, RIGHT]).warnings == ()


@pytest.mark.parametrize(("clips", "message"), [([], "one assessment at least"), ([LEFT, LEFT], "the same video")])
def test_what_is_no_session_is_refused(clips: list[Assessment], message: str) -> None:
    with pytest.raises(AnalysisError, match=message):
        join_session(clips)
