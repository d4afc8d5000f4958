"""Cuts, absences and turns of the camera end a shot; movements and single failures do not."""

from __future__ import annotations

import numpy as np
import pytest
from stick_figure import Camera, film, lunges, squats, standing, walk
from track_changes import absent, between, joined, keep, landmark_moved, moved, noisy

from cv_rom.biomechanics.shots import split_shots
from cv_rom.poses import PoseTrack
from cv_rom.skeleton import Landmark, Side

STAND = film(standing(1.0))
N = len(STAND)


@pytest.mark.parametrize(
    "second",
    [
        pytest.param(moved(STAND, by_px=(300.0, 0.0)), id="somewhere else"),
        pytest.param(moved(STAND, scale=0.5, by_px=(320.0, 400.0)), id="another size"),
        pytest.param(film(standing(1.0), Camera("camera")), id="from the side to the front"),
    ],
)
def test_a_cut_begins_a_new_shot(second: PoseTrack) -> None:
    assert split_shots(joined(STAND, second)) == [slice(0, N), slice(N, 2 * N)]


@pytest.mark.parametrize(
    "track",
    [
        pytest.param(film(squats((38.0,), down_s=0.5, up_s=0.5, knee_deg=120.0)), id="a quick deep squat"),
        pytest.param(noisy(film(squats((30.0,))), 5.0), id="noise"),
        pytest.param(film(lunges((35.0,))), id="a lunge"),
        pytest.param(walk(), id="a walk"),
        pytest.param(joined(STAND, STAND), id="the same again"),
        pytest.param(film(squats((30.0,), rate=10.0)), id="ten pictures a second"),
    ],
)
def test_movements_are_one_shot(track: PoseTrack) -> None:
    assert split_shots(track) == [slice(0, len(track))]


def test_one_frame_of_failed_landmarks_is_no_cut() -> None:
    jump = np.zeros((N, 2))
    jump[N // 2] = 400.0
    track = STAND
    for landmark in (Landmark.HIP, Landmark.SHOULDER):
        for side in Side:
            track = landmark_moved(track, landmark, side, lambda t: jump)
    assert split_shots(track) == [slice(0, N)]


@pytest.mark.parametrize(
    ("lost_s", "shots"), [pytest.param(0.3, 1, id="lost for a moment"), pytest.param(1.0, 2, id="gone for a second")]
)
def test_absences(lost_s: float, shots: int) -> None:
    track = film(squats((30.0,)))
    assert len(split_shots(absent(track, between(track, 2.0, 2.0 + lost_s)))) == shots


def test_a_shot_starts_and_ends_where_somebody_is_seen() -> None:
    track = absent(STAND, ~between(STAND, 0.2, 0.8))
    (only,) = split_shots(track)
    assert track.person_seen[only].all()
    assert only.stop - only.start == track.person_seen.sum()


@pytest.mark.parametrize(
    "track",
    [
        pytest.param(PoseTrack.from_poses([]), id="no frames"),
        pytest.param(keep(STAND, slice(0, 1)), id="one frame"),
        pytest.param(keep(STAND, slice(0, 5)), id="too short"),
        pytest.param(absent(STAND, slice(None)), id="nobody"),
    ],
)
def test_no_shots(track: PoseTrack) -> None:
    assert split_shots(track) == []
