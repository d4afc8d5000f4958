"""Knee-to-wall distances while they are measured, with the ends of foot and knee that the pictures show."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from assessed import peaks
from live_runs import check_of, poses_of, tracked
from seen_ends import FOOT_CM, outline
from stick_figure import Camera, film, lunges, scene, squats
from track_changes import noisy

from cv_rom.analysis import analyze_track
from cv_rom.live import LiveCheck
from cv_rom.live_reading import LiveReading
from cv_rom.poses import PoseTrack
from cv_rom.scene import Scene
from cv_rom.skeleton import Side

MOTION = lunges((36.0, 26.0, 36.0), rest_s=2.5)
TRUTH = film(MOTION)
SEEN = outline(TRUTH, Camera())
TRUE_CM = float((SEEN.knee_px[:, 0].max() - np.median(SEEN.toe_px[:, 0])) / Camera().px_per_cm)


def check(**given: object) -> LiveCheck:
    return check_of("knee-to-wall", seen=scene(Camera(), foot_length_cm=FOOT_CM, **given))


def run(live: LiveCheck, track: PoseTrack = TRUTH) -> list[LiveReading]:
    return tracked(live, poses_of(track), TRUTH, Side.RIGHT, SEEN)


def toes_cm(reading: LiveReading) -> list[float | None]:
    return [attempt.toe_to_wall_cm for attempt in reading.attempts]


def test_the_ends_give_scale_and_distances() -> None:
    live = check()
    found = run(live, noisy(TRUTH, 1.0, stated_px=3.0))
    assert toes_cm(found[-1]) == pytest.approx(3 * [TRUE_CM], abs=0.3)
    assert [attempt.valid for attempt in found[-1].attempts] == [True, False, True]
    last = live.finish()
    assert last.scale.source == "foot_length"
    assert last.scale.px_per_cm == pytest.approx(4.0, rel=0.01)
    assert peaks(last, "toe_to_wall_cm") == pytest.approx(toes_cm(found[-1]), abs=0.1)


def test_the_interval_is_narrower_than_by_landmarks() -> None:
    with_ends, without = check(), check()
    run(with_ends)
    tracked(without, poses_of(TRUTH), TRUTH, Side.RIGHT)
    widths = []
    for live in (with_ends, without):
        (low, high) = next(
            m.interval_95 for m in live.finish().repetitions[0].measures if m.name == "toe_to_wall_cm"
        ) or (np.nan, np.nan)
        assert low < TRUE_CM < high
        widths.append(high - low)
    assert widths[0] < 0.5 * widths[1]


def test_finishing_is_analysing_what_was_recorded_with_its_outline() -> None:
    live = check()
    run(live)
    found, ends = live.finish(), live.recorded_outline
    start = len(TRUTH) - len(live.recorded)
    told = np.isfinite(ends.toe_px[:, 0])
    assert not told[0], "the reference picture is taken when the stance is known"
    assert told.sum() > 0.7 * len(told)
    np.testing.assert_allclose(ends.knee_px[told], SEEN.knee_px[start:][told], atol=1e-3)
    seen: Scene = scene(Camera(), foot_length_cm=FOOT_CM)
    assert found == analyze_track(live.recorded, replace(seen, outline=ends), "knee-to-wall")
    assert found != analyze_track(live.recorded, seen, "knee-to-wall")


def test_no_reading_depends_on_a_later_picture() -> None:
    for known in (80, 140):
        some = tracked(check(), poses_of(TRUTH)[:known], TRUTH, Side.RIGHT, SEEN)
        assert some == run(check())[:known]


def test_a_squat_does_without_the_ends() -> None:
    truth = film(squats((30.0,), rest_s=2.5))
    seen = outline(truth, Camera())
    with_ends, without = check_of(), check_of()
    found = tracked(with_ends, poses_of(truth), truth, Side.RIGHT, seen)
    assert found == tracked(without, poses_of(truth), truth, Side.RIGHT)
    assert with_ends.finish() == without.finish()
