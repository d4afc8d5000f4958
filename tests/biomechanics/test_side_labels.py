from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stick_figure import Camera, film, lunges, squats, walk
from track_changes import absent, legs_swapped, noisy

from cv_rom.biomechanics.side_labels import swap_legs, undo_side_swaps
from cv_rom.poses import PoseTrack
from cv_rom.skeleton import Side, leg_indices

CLIPS = {
    "from the front": film(squats((30.0,)), Camera("camera")),
    "off the side": film(squats((30.0,)), Camera(yaw_deg=30.0)),
    "lunge": film(lunges((35.0,))),
}


@pytest.mark.parametrize("track", CLIPS.values(), ids=CLIPS)
@pytest.mark.parametrize(
    "stretches",
    [
        pytest.param([(30, 31)], id="one frame"),
        pytest.param([(20, 26), (50, 80)], id="two stretches"),
        pytest.param([(0, 12)], id="at the start"),
        pytest.param([(-9, None)], id="at the end"),
    ],
)
def test_swapped_labels_are_undone(track: PoseTrack, stretches: list[tuple[int, int | None]]) -> None:
    frames = np.zeros(len(track), dtype=bool)
    for start, end in stretches:
        frames[start:end] = True
    mended, count = undo_side_swaps(legs_swapped(track, frames))
    assert count == frames.sum()
    for name in ("xy_px", "visibility", "noise_px"):
        np.testing.assert_array_equal(getattr(mended, name), getattr(track, name))


@settings(derandomize=True, max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 100), st.integers(1, 20)), max_size=4), st.integers(0, 5))
def test_whichever_frames_are_swapped(stretches: list[tuple[int, int]], seed: int) -> None:
    track = noisy(CLIPS["from the front"], 2.0, seed=seed)
    frames = np.zeros(len(track), dtype=bool)
    for start, length in stretches:
        frames[start : start + length] = True
    mended, count = undo_side_swaps(legs_swapped(track, frames))
    if frames.mean() < 0.5:
        assert count == frames.sum()
        np.testing.assert_array_equal(mended.xy_px, track.xy_px)


@pytest.mark.parametrize("track", [*CLIPS.values(), walk(), walk(Camera("left"))], ids=[*CLIPS, "walk", "walk back"])
def test_right_labels_stay(track: PoseTrack) -> None:
    mended, count = undo_side_swaps(track)
    assert count == 0
    np.testing.assert_array_equal(mended.xy_px, track.xy_px)


def test_what_holds_for_most_frames_is_taken_as_right() -> None:
    track = CLIPS["lunge"]
    frames = np.zeros(len(track), dtype=bool)
    frames[: int(0.8 * len(track))] = True
    mended, count = undo_side_swaps(legs_swapped(track, frames))
    assert count == (~frames).sum()
    np.testing.assert_array_equal(mended.xy_px, legs_swapped(track, slice(None)).xy_px)


def test_a_swap_over_an_absence_is_undone_too() -> None:
    track = CLIPS["from the front"]
    frames = np.zeros(len(track), dtype=bool)
    frames[40:50] = True
    away = np.zeros(len(track), dtype=bool)
    away[35:42] = True
    mended, count = undo_side_swaps(absent(legs_swapped(track, frames), away))
    assert count == 8
    np.testing.assert_array_equal(mended.xy_px[~away], track.xy_px[~away])


def test_exchanging_legs_twice_changes_nothing_and_once_only_the_legs() -> None:
    track = CLIPS["lunge"]
    frames = np.arange(len(track)) % 3 == 0
    once = swap_legs(track, frames)
    np.testing.assert_array_equal(swap_legs(once, frames).xy_px, track.xy_px)
    legs = leg_indices(Side.LEFT) + leg_indices(Side.RIGHT)
    rest = [i for i in range(33) if i not in legs]
    np.testing.assert_array_equal(once.xy_px[:, rest], track.xy_px[:, rest])
    np.testing.assert_array_equal(once.xy_px[frames][:, 25], track.xy_px[frames][:, 26])
    np.testing.assert_array_equal(once.visibility[frames][:, 29], track.visibility[frames][:, 30])


@pytest.mark.parametrize("frames", [0, 1, 2])
def test_very_short_tracks(frames: int) -> None:
    track = CLIPS["lunge"]
    short = PoseTrack.from_poses([track[i] for i in range(frames)])
    mended, count = undo_side_swaps(short)
    assert (len(mended), count) == (frames, 0)


def test_a_leg_that_jumps_aside_and_drifts_back_keeps_its_label() -> None:
    """As a pose model loses a leg in the dark: the labels are right again at the end, if both legs drifted back."""
    track = noisy(CLIPS["off the side"], 1.0)
    share = np.zeros(len(track))
    share[70:80] = np.linspace(1.0, 0.0, 10)
    both = [leg_indices(side) for side in Side]
    legs = track.xy_px[:, both]
    xy_px = track.xy_px.copy()
    xy_px[:, both] = legs + share[:, None, None, None] * (legs[:, ::-1] - legs)
    mended, count = undo_side_swaps(track.with_points(xy_px))
    assert count <= 10
    np.testing.assert_array_equal(mended.xy_px[80:], track.xy_px[80:])
