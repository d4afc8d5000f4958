"""Key moments and their pictures, taken while frames pass by once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import cv2
import numpy as np
import pytest

from cv_rom.frames import Frame
from cv_rom.poses import Pose, PoseTrack
from cv_rom.reports.key_frames import KeyFrameCollector
from cv_rom.reports.key_times import MOST_BOTTOMS, KeyTime, best_repetition, key_times
from cv_rom.results import Assessment, Peak, Series, Threshold


def collect(assessment: Assessment, track: PoseTrack, frames: list[Frame]) -> KeyFrameCollector:
    def blur(frame: Frame, people: Sequence[Pose]) -> np.ndarray:
        assert len(people) == 1
        return np.full_like(frame.image, 200)

    collector = KeyFrameCollector(assessment, track, blur, [[track[i]] for i in range(len(track))])
    for frame in frames:
        collector.push(frame)
    return collector


def test_moments_are_stance_bottoms_and_flags_at_their_largest(side_view: Assessment) -> None:
    assert key_times(side_view) == (
        KeyTime(0.4, "stance"),
        KeyTime(1.0, "best", repetition=1),
        KeyTime(2.0, "bottom", repetition=2),
        KeyTime(2.0, "flag", compensation="heel_lift", side="left"),
    )


def test_a_later_stance_is_shown_where_it_was_and_gives_its_sole_to_the_pictures_before(
    side_view: Assessment, track: PoseTrack, frames: Callable[[], list[Frame]]
) -> None:
    later = replace(side_view, series=replace(side_view.series, stance_s=2.6))
    assert key_times(later)[0] == KeyTime(2.6, "stance")
    collector = collect(later, track, frames())
    first, best, *_, standing, _ = collector.key_frames
    assert (first.moment.time_s, standing.moment.time_s) == (2.6, 2.6)
    as_before = collect(side_view, track, frames()).key_frames[1]
    assert best.jpeg == as_before.jpeg  # people stand alike in both stances


def test_without_its_curve_a_flag_is_shown_in_the_middle(side_view: Assessment) -> None:
    bare = replace(side_view, series=Series(side_view.series.time_s))
    assert key_times(bare)[-1].time_s == pytest.approx(2.0)


def test_a_heel_judged_by_its_pitch_is_shown_when_that_is_the_largest_reported(
    side_view: Assessment, track: PoseTrack, frames: Callable[[], list[Frame]]
) -> None:
    times_s = side_view.series.time_s
    pitch = np.where((times_s > 1.7) & (times_s < 2.3), 9.0, 0.0)
    pitch[[36, 37, 38]] = 14.0, 33.0, 14.0
    lift = side_view.compensations[0]
    by_pitch = replace(lift, peak=Peak(33.0, "deg", None), threshold=Threshold(8.0, "deg", "source"))
    columns = {**side_view.series.columns, "left_foot_pitch_deg": pitch}
    turned = replace(side_view, compensations=(by_pitch,), series=Series(times_s, columns))
    collector = collect(turned, track, frames())
    assert collector.key_frames[-1].readings == ("33°",)
    assert collector.key_frames[-1].moment.time_s == pytest.approx(1.85)


def test_without_repetitions_one_picture_shows_the_recording(side_view: Assessment, front_view: Assessment) -> None:
    assert key_times(replace(side_view, repetitions=(), compensations=())) == (KeyTime(59 / 20 / 2, "overview"),)
    assert best_repetition(front_view) is None
    assert [m.kind for m in key_times(front_view)] == ["start", "bottom", "flag"]  # no stance was found


def test_many_repetitions_show_the_best_and_the_first_few(side_view: Assessment) -> None:
    last = side_view.repetitions[0]
    others = tuple(replace(side_view.repetitions[1], index=i, start_s=i * 0.1) for i in range(1, 20))
    many = replace(side_view, repetitions=(*others, replace(last, index=20, start_s=2.5)))
    shown = [m.repetition for m in key_times(many) if m.repetition is not None]
    assert shown == [1, 2, 3, 4, 5, 20]
    assert len(shown) == MOST_BOTTOMS


def test_no_curves_no_moments(nothing_measured: Assessment, track: PoseTrack) -> None:
    assert key_times(nothing_measured) == ()
    assert collect(nothing_measured, track, []).done


def test_pictures_are_taken_in_one_pass(
    side_view: Assessment, track: PoseTrack, frames: Callable[[], list[Frame]]
) -> None:
    collector = collect(side_view, track, frames())
    assert collector.done
    *moments, standing, lifted = [k.moment for k in collector.key_frames]
    assert moments == list(key_times(side_view))
    assert standing == KeyTime(0.4, "foot_standing", side="left")
    assert lifted == KeyTime(2.0, "foot_lifted", compensation="heel_lift", side="left")
    assert collector.key_frames[-1].readings == ("21 mm",)
    best = collector.key_frames[1]
    assert best.readings == ("Dorsiflexion 26°", "Shin 26°", "Knee bend 110°")
    for key_frame in collector.key_frames:
        image = cv2.imdecode(np.frombuffer(key_frame.jpeg, np.uint8), cv2.IMREAD_COLOR)
        assert image.shape[:2] == (key_frame.height_px, key_frame.width_px)
        assert max(image.shape) <= 640
        assert np.median(image) == pytest.approx(200, abs=4)  # the blurred picture, not the original


def test_a_broken_off_pass_gives_what_it_has(
    side_view: Assessment, track: PoseTrack, frames: Callable[[], list[Frame]]
) -> None:
    collector = collect(side_view, track, frames()[:15])
    assert not collector.done
    assert [k.moment.kind for k in collector.key_frames] == ["stance"]


def test_nobody_in_the_key_frame_shows_the_whole_picture(
    side_view: Assessment, track: PoseTrack, frames: Callable[[], list[Frame]]
) -> None:
    unseen = track.with_points(np.full_like(track.xy_px, np.nan))
    sizes = {(k.width_px, k.height_px) for k in collect(side_view, unseen, frames()).key_frames[:3]}
    assert sizes == {(360, 640)}  # enlarged twice
