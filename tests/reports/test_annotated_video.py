"""The annotated video: every frame once, flags only while they last, in both languages, readable back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from cv_rom.frames import Frame
from cv_rom.poses import PoseTrack
from cv_rom.reports.annotated_video import AnnotatedVideo, picture_size
from cv_rom.reports.timeline import Timeline, assessed_sides, row_at
from cv_rom.results import Assessment, View
from cv_rom.skeleton import Landmark, Side
from cv_rom.texts import speaking
from cv_rom.video.clip_writer import ClipWriter
from cv_rom.video.video_file import VideoFile

Frames = Callable[[], list[Frame]]


def video_of(assessment: Assessment, track: PoseTrack) -> AnnotatedVideo:
    return AnnotatedVideo(assessment, track, width_px=180, height_px=320)


def test_every_frame_is_drawn_once_and_slowly_around_the_bottoms(
    side_view: Assessment, track: PoseTrack, frames: Frames
) -> None:
    originals = frames()
    drawn = [video_of(side_view, track).draw(frame) for frame in originals]
    gaps = np.diff([time_s for _, time_s in drawn])
    assert drawn[0][1] == 0.0
    assert gaps[17:23] == pytest.approx([0.15] * 6)  # the first bottom is at 1.0 s, frame 20
    assert gaps[:14] == pytest.approx([0.05] * 14)
    assert drawn[-1][1] == pytest.approx(1.5 * 2.95)  # no longer than that
    height = picture_size(180, 320)[1]
    assert all((image[200:height] != 90).any() for image, _ in drawn[:-1])  # nobody is in the last
    assert all((frame.image == 90).all() for frame in originals)


def test_it_is_read_back_whole_with_its_times(
    side_view: Assessment, track: PoseTrack, frames: Frames, tmp_path: Path
) -> None:
    video = video_of(side_view, track)
    width, height = video.size_px
    drawn = [video.draw(frame) for frame in frames()]
    with ClipWriter(tmp_path / "annotated.mp4", width=width, height=height) as writer:
        for image, time_s in drawn:
            writer.write(image, time_s)
    with VideoFile(tmp_path / "annotated.mp4") as file:
        read = list(file)
    assert [frame.time_s for frame in read] == pytest.approx([time_s for _, time_s in drawn], abs=1e-3)
    assert read[20].image.shape == (height, width, 3)
    assert np.abs(read[20].image.astype(int) - drawn[20][0]).mean() < 4.0


def test_the_poster_is_the_deepest_point_of_the_best_repetition(
    side_view: Assessment, nothing_measured: Assessment, track: PoseTrack, frames: Frames
) -> None:
    for assessment, row in ((side_view, 20), (nothing_measured, 30)):
        video = video_of(assessment, track)
        assert [frame.index for frame in frames() if video.is_poster(frame)] == [row]
    assert not video.is_poster(Frame(frames()[0].image, 99.0, 60))


def test_where_nothing_was_measured_no_line_is_drawn_and_the_band_says_why(
    nothing_measured: Assessment, side_view: Assessment, track: PoseTrack, frames: Frames
) -> None:
    height = picture_size(180, 320)[1]
    with speaking("en"):
        assert Timeline(nothing_measured, track).nothing_measured.startswith("Nothing could be measured: ")
        assert Timeline(replace(nothing_measured, measures=()), track).nothing_measured == (
            "Nothing could be measured in this recording"
        )
        assert Timeline(side_view, track).nothing_measured == ""
    # Curves of points that were too unsteady are not shown either.
    for assessment in (nothing_measured, replace(nothing_measured, series=side_view.series)):
        image, _ = video_of(assessment, track).draw(frames()[20])
        assert (image[:height] == 90).all()
        assert (image[height:] == 255).any()
        assert Timeline(assessment, track).trace is None


def test_a_frame_without_a_row_is_left_undrawn(side_view: Assessment, track: PoseTrack, frames: Frames) -> None:
    image, _ = video_of(side_view, track).draw(Frame(frames()[0].image, 99.0, 60))
    assert (image[: picture_size(180, 320)[1]] == 90).all()


@pytest.mark.parametrize(
    ("size", "expected"),
    [
        ((720, 1280), (720, 1280)),
        ((2160, 3840), (720, 1280)),
        ((1920, 1080), (1280, 720)),
        ((272, 480), (544, 960)),
        ((90, 160), (180, 320)),
        ((541, 1001), (540, 1000)),
    ],
)
def test_pictures_are_even_and_neither_too_large_nor_too_coarse(
    size: tuple[int, int], expected: tuple[int, int]
) -> None:
    assert picture_size(*size) == expected


def test_large_frames_are_scaled_with_their_points(side_view: Assessment, track: PoseTrack, frames: Frames) -> None:
    large = AnnotatedVideo(side_view, replace(track, xy_px=track.xy_px * 10.0), width_px=1800, height_px=3200)
    small = AnnotatedVideo(side_view, replace(track, xy_px=track.xy_px * 4.0), width_px=720, height_px=1280)
    images = [
        video.draw(Frame(np.full((height, width, 3), 90, np.uint8), 1.0, 20))[0]
        for video, height, width in ((large, 3200, 1800), (small, 1280, 720))
    ]
    assert np.array_equal(*images)


def test_what_is_said_at_a_moment(side_view: Assessment, track: PoseTrack) -> None:
    timeline = Timeline(side_view, track)
    assert timeline.count(0.2) == ("Rep 0/2", "", True)
    assert timeline.count(1.0) == ("Rep 1/2", "valid", True)
    assert timeline.count(2.0) == ("Rep 2/2", "not valid: the heel came off the floor", False)
    assert timeline.angle(0.9) == ("Dorsiflexion 24°", "")
    assert timeline.angle(1.0) == ("Dorsiflexion 26°", "largest (95 %): 26° (24 to 29)")
    assert timeline.angle(0.0) == ("Dorsiflexion –", "")
    first, second = timeline.overlay(20), timeline.overlay(40)
    assert first.flags == ()
    assert first.shank is not None
    assert first.shank.text == "Shin 26°"
    assert second.flags == ("Heel lift 21 mm",)
    assert timeline.marks(2.0) == ((Landmark.HEEL, Side.LEFT),)
    assert timeline.marks(1.0) == ()
    assert timeline.overlay(0).shank is None


def test_the_angle_is_said_and_shaded_with_its_interval_where_that_is_known(
    side_view: Assessment, track: PoseTrack
) -> None:
    half = np.full(60, 3.2)
    half[10] = np.nan
    series = replace(side_view.series, half_intervals_95={"left_dorsiflexion_deg": half})
    timeline = Timeline(replace(side_view, series=series), track)
    assert timeline.angle(0.9)[0] == "Dorsiflexion 24° ± 3°"
    assert timeline.angle(0.5)[0] == "Dorsiflexion 2°"
    assert timeline.trace is not None
    assert timeline.trace.curves[0].half_interval is half


def test_a_repetition_whose_heel_was_not_seen_is_valid_only_as_far_as_seen(
    front_view: Assessment, track: PoseTrack
) -> None:
    assert Timeline(front_view, track).count(1.0)[1] == "heel could not be judged"


def test_it_speaks_german(side_view: Assessment, track: PoseTrack, frames: Frames) -> None:
    with speaking("de"):
        german = Timeline(side_view, track)
        assert german.count(2.0)[0] == "Wdh. 2/2"
        assert german.count(2.0)[1].startswith("nicht gültig: ")
        assert german.angle(1.0) == ("Dorsalflexion 26°", "größter Wert (95 %): 26° (24 bis 29)")
        image, _ = video_of(side_view, track).draw(frames()[20])
    assert not np.array_equal(image, video_of(side_view, track).draw(frames()[20])[0])


def test_front_view_shows_both_knees(front_view: Assessment, track: PoseTrack) -> None:
    timeline = Timeline(front_view, track)
    overlay = timeline.overlay(20)
    assert overlay.strong_sides == (Side.LEFT, Side.RIGHT)
    assert overlay.shank is None
    assert overlay.knee_texts == ((Side.LEFT, "12°"), (Side.RIGHT, "3°"))
    assert timeline.angle(1.0) == ("Knee valgus L 12°  R 3°", "largest (95 %): L 12° (10 to 15)")
    assert overlay.flags == ("L Knee falling inward 12°",)
    assert timeline.trace is not None
    assert [curve.name for curve in timeline.trace.curves] == ["L", "R"]


def test_a_clip_without_curves_is_drawn_without_numbers(
    nothing_measured: Assessment, track: PoseTrack, frames: Frames
) -> None:
    video = video_of(nothing_measured, track)
    width, height = picture_size(180, 320)
    assert video.size_px[0] == width
    assert video.size_px[1] > height  # for the caption
    drawn = [video.draw(frame) for frame in frames()]
    assert [time_s for _, time_s in drawn] == [frame.time_s for frame in frames()]
    overlay = Timeline(nothing_measured, track).overlay(0)
    assert (overlay.flags, overlay.strong_sides) == ((), ())
    facing = replace(nothing_measured, view=View("sagittal", "left", "right", None, None))
    assert assessed_sides(facing) == (Side.RIGHT,)


def test_a_recording_in_which_no_frame_was_read_has_a_size(nothing_measured: Assessment) -> None:
    empty = PoseTrack(np.empty(0), np.empty((0, 33, 2)), np.empty((0, 33)), np.empty((0, 33)))
    width, height = video_of(nothing_measured, empty).size_px
    assert width == 360
    assert height > 640


def test_rows_are_found_by_time() -> None:
    times = np.array([0.0, 0.033, 0.066])
    assert [row_at(times, t) for t in (0.0, 0.0335, 0.05, 0.066, 1.0)] == [0, 1, None, 2, None]
    assert row_at(np.empty(0), 0.0) is None
