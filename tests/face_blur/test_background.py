"""With others in view everything but the assessed person is coarse: nobody can be known who was not found."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from cv_rom.face_blur.background import Background
from cv_rom.poses import PoseTrack
from cv_rom.skeleton import LANDMARK_COUNT, Landmark, Side, index

NOISE = np.random.default_rng(2).integers(0, 256, (600, 400, 3), dtype=np.uint8)
PLACES = {
    Landmark.SHOULDER: (200, 150),
    Landmark.ELBOW: (200, 210),
    Landmark.WRIST: (200, 260),
    Landmark.HIP: (200, 270),
    Landmark.KNEE: (240, 370),
    Landmark.ANKLE: (200, 480),
    Landmark.HEEL: (190, 490),
    Landmark.TOE: (240, 492),
}


@pytest.fixture(name="track")
def _track() -> PoseTrack:
    """Somebody seen from the side, 120 pixels from shoulder to hip, in one frame."""
    xy = np.full((1, LANDMARK_COUNT, 2), (200.0, 100.0))
    for landmark, place in PLACES.items():
        for side in Side:
            xy[0, index(landmark, side)] = place
    return PoseTrack(np.zeros(1), xy, np.ones((1, LANDMARK_COUNT)), np.ones((1, LANDMARK_COUNT)))


def test_legs_and_feet_stay_as_they_are(track: PoseTrack) -> None:
    blurred = Background(track).blurred(NOISE, 0)
    for landmark in (Landmark.HIP, Landmark.KNEE, Landmark.ANKLE, Landmark.HEEL, Landmark.TOE):
        x, y = PLACES[landmark]
        around = np.s_[y - 20 : y + 20, x - 20 : x + 20]
        assert np.array_equal(blurred[around], NOISE[around])


def test_of_a_head_as_large_as_ones_own_sixteen_colours_are_left(track: PoseTrack) -> None:
    blurred = Background(track).blurred(NOISE, 0)
    face = np.s_[20:116, 20:116]  # two head radii, each 0.4 of 120 pixels
    steps = np.abs(np.diff(blurred[face].astype(int), axis=1))
    assert NOISE[face].std() > 70
    assert blurred[face].std() < 8
    assert steps.max() <= 6


def test_where_the_person_is_lost_all_is_coarse(track: PoseTrack) -> None:
    nowhere = replace(track, xy_px=np.full_like(track.xy_px, np.nan))
    for background, frame in ((Background(track), 7), (Background(nowhere), 0)):
        assert (background.blurred(NOISE, frame) == NOISE).mean() < 0.05


def test_the_picture_handed_over_is_left_alone(track: PoseTrack) -> None:
    before = NOISE.copy()
    Background(track).blurred(NOISE, 0)
    assert np.array_equal(NOISE, before)
