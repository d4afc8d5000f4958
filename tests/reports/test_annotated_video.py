"""The annotated video: every frame once, faces blurred before drawing, flags only while they last."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from cv_rom.frames import Frame
from cv_rom.poses import Pose, PoseTrack
from cv_rom.reports.annotated_video import annotate, output_size
from cv_rom.reports.timeline import Timeline, row_at
from cv_rom.results import Assessment, View
from cv_rom.skeleton import Side

Frames = Callable[[], list[Frame]]


class Recorder:
    """Keeps what is written, and what the blur was asked for."""

    def __init__(self) -> None:
        self.images: list[np.ndarray] = []
        self.times_s: list[float] = []
        self.people: list[list[Pose]] = []

    def write(self, image: np.ndarray, time_s: float) -> None:
        self.images.append(image)
        self.times_s.append(time_s)

    def blur(self, image: np.ndarray, people: list[Pose]) -> np.ndarray:
        self.people.append(people)
        blurred = image.copy()
        blurred[:30] = 7
        return blurred


def annotated(assessment: Assessment, track: PoseTrack, frames: list[Frame]) -> Recorder:
    recorder = Recorder()
    everybody = [[track[i], track[i]] for i in range(len(track))]
    annotate(frames, assessment, track, recorder, recorder.blur, everybody)
    return recorder


def test_every_frame_is_blurred_drawn_and_written_once(side_view: Assessment, track: PoseTrack, frames: Frames) -> None:
    originals = frames()
    recorder = annotated(side_view, track, originals)
    assert recorder.times_s == [frame.time_s for frame in originals]
    assert all(len(people) == 2 for people in recorder.people)
    assert all((image[0, 150:] == 7).all() for image in recorder.images)
    assert all((image[100:] != 90).any() for image in recorder.images[:-1])  # nobody is in the last
    assert all((frame.image == 90).all() for frame in originals)


def test_a_frame_without_a_row_is_blurred_and_left_undrawn(
    side_view: Assessment, track: PoseTrack, frames: Frames
) -> None:
    late = Frame(frames()[0].image, 99.0, 60)
    recorder = annotated(side_view, track, [late])
    assert recorder.people == [[]]
    assert (recorder.images[0][30:] == 90).all()


@pytest.mark.parametrize(
    ("size", "expected"),
    [((720, 1280), (720, 1280)), ((2160, 3840), (720, 1280)), ((405, 721), (404, 720)), ((1920, 1080), (1280, 720))],
)
def test_output_is_even_and_at_most_1280(size: tuple[int, int], expected: tuple[int, int]) -> None:
    assert output_size(*size) == expected


def test_large_frames_are_scaled_with_their_points(side_view: Assessment, track: PoseTrack) -> None:
    scaled = replace(track, xy_px=track.xy_px * 10.0)
    frame = Frame(np.full((3200, 1800, 3), 90, np.uint8), 0.0, 0)
    recorder = annotated(side_view, scaled, [frame])
    assert recorder.images[0].shape == (1280, 720, 3)
    assert recorder.people[0][0].xy_px[25] == pytest.approx([94 * 4.0, 220 * 4.0])


def test_readings_count_and_flags_at_a_moment(side_view: Assessment, track: PoseTrack) -> None:
    timeline = Timeline(side_view, track)
    before, first, second = (timeline.overlay(row) for row in (4, 20, 40))
    assert before.lines[0] == "Rep 0/2"
    assert first.lines == ("Rep 1/2", "Dorsiflexion 26°", "Shin 26°", "Knee bend 110°")
    assert first.flags == ()
    assert first.shank is not None
    assert first.shank.text == "Shin 26°"
    assert second.lines[0] == "Rep 2/2  not valid"
    assert second.flags == ("Heel lift 21 mm",)
    assert timeline.overlay(0).lines[1] == "Dorsiflexion –"
    assert timeline.overlay(0).shank is None


def test_front_view_shows_both_knees(front_view: Assessment, track: PoseTrack) -> None:
    overlay = Timeline(front_view, track).overlay(20)
    assert overlay.strong_sides == (Side.LEFT, Side.RIGHT)
    assert overlay.shank is None
    assert overlay.knee_texts == ((Side.LEFT, "12°"), (Side.RIGHT, "3°"))
    assert overlay.lines == ("Rep 1/1", "Knee valgus L 12°  R 3°")
    assert overlay.flags == ("L Knee falling inward 12°",)


def test_a_clip_without_curves_is_drawn_without_numbers(
    nothing_measured: Assessment, track: PoseTrack, frames: Frames
) -> None:
    assert len(annotated(nothing_measured, track, frames()).images) == 60
    overlay = Timeline(nothing_measured, track).overlay(0)
    assert (overlay.lines, overlay.flags, overlay.strong_sides) == ((), (), ())
    facing = replace(nothing_measured, view=View("sagittal", "left", "right", None, None))
    assert Timeline(facing, track).overlay(0).strong_sides == (Side.RIGHT,)


def test_rows_are_found_by_time() -> None:
    times = np.array([0.0, 0.033, 0.066])
    assert [row_at(times, t) for t in (0.0, 0.0335, 0.05, 0.066, 1.0)] == [0, 1, None, 2, None]
    assert row_at(np.empty(0), 0.0) is None
