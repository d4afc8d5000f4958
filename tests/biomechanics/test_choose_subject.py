"""Two people in view: one is chosen for the whole recording, and kept."""

from __future__ import annotations

import numpy as np
import pytest
from stick_figure import Camera, film, squats, standing, walk
from track_changes import absent, between, people

from cv_rom.biomechanics.subject import choose_subject
from cv_rom.poses import Pose, PoseTrack

SUBJECT = film(squats((30.0, 25.0)))
TIME_S = SUBJECT.time_s
BEHIND = film(squats((30.0, 25.0)), Camera("left", px_per_cm=2.0, floor_px=(250.0, 600.0)))
SAME_SIZE_AT_THE_EDGE = film(squats((30.0, 25.0)), Camera("left", floor_px=(1150.0, 860.0)))


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(BEHIND, id="a smaller one"),
        pytest.param(SAME_SIZE_AT_THE_EDGE, id="one at the edge"),
    ],
)
@pytest.mark.parametrize("order", ["subject first", "other first", "order changes from frame to frame"])
def test_the_large_central_one_is_followed(other: PoseTrack, order: str) -> None:
    everybody = people(SUBJECT, other)
    for i, poses in enumerate(everybody):
        if order == "other first" or (order.startswith("order") and i % 3 == 0):
            poses.reverse()
    chosen = choose_subject(everybody, TIME_S, width_px=1280)
    np.testing.assert_array_equal(chosen.track.xy_px, SUBJECT.xy_px)
    assert chosen.others == 1


def test_the_choice_holds_while_the_other_one_is_nearer() -> None:
    """A passer-by fills the picture for a second; the person who was there all along stays the subject."""
    passing = film(squats((30.0, 25.0)), Camera("left", px_per_cm=5.0, floor_px=(1000.0, 940.0)))
    passing = absent(passing, ~between(passing, 3.0, 4.0))
    chosen = choose_subject(people(SUBJECT, passing), TIME_S, width_px=1280)
    np.testing.assert_array_equal(chosen.track.xy_px, SUBJECT.xy_px)


def test_gaps_of_the_subject_are_not_filled_with_somebody_else() -> None:
    lost = between(SUBJECT, 2.0, 2.6)
    chosen = choose_subject(people(absent(SUBJECT, lost), BEHIND), TIME_S, width_px=1280)
    np.testing.assert_array_equal(chosen.track.person_seen, ~lost)
    np.testing.assert_array_equal(chosen.track.xy_px[~lost], SUBJECT.xy_px[~lost])


def test_one_person_alone_has_no_others() -> None:
    chosen = choose_subject(people(SUBJECT), TIME_S, width_px=1280)
    assert chosen.others == 0
    np.testing.assert_array_equal(chosen.track.xy_px, SUBJECT.xy_px)


def test_a_glimpse_of_somebody_is_no_second_person() -> None:
    glimpse = absent(BEHIND, ~between(BEHIND, 1.0, 1.2))
    assert choose_subject(people(SUBJECT, glimpse), TIME_S, width_px=1280).others == 0


def test_nobody_at_all() -> None:
    chosen = choose_subject([[], [], []], np.array([0.0, 0.1, 0.2]), width_px=640)
    assert chosen.others == 0
    assert chosen.track.time_s.tolist() == [0.0, 0.1, 0.2]
    assert not chosen.track.person_seen.any()


def test_a_recording_without_frames() -> None:
    chosen = choose_subject([], np.empty(0), width_px=640)
    assert len(chosen.track) == 0


def test_somebody_who_walks_through_is_followed() -> None:
    walker = walk()
    still = film(standing((len(walker) - 1) / 30.0), Camera("camera", px_per_cm=1.5, floor_px=(200.0, 500.0)))
    chosen = choose_subject(people(walker, still), walker.time_s, width_px=1280)
    np.testing.assert_array_equal(chosen.track.xy_px, walker.xy_px)


def test_times_of_frames_without_the_subject_are_kept() -> None:
    everybody: list[list[Pose]] = people(SUBJECT)
    everybody[10] = []
    chosen = choose_subject(everybody, TIME_S, width_px=1280)
    np.testing.assert_array_equal(chosen.track.time_s, TIME_S)
    assert chosen.track[10].is_nobody
