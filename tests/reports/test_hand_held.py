"""Where points lie in the picture of a hand-held camera."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from cv_rom.poses import Pose, PoseTrack
from cv_rom.reports.hand_held import as_seen, sway_px
from cv_rom.skeleton import Landmark, Side, index


def moved(pose: Pose, by: tuple[float, float]) -> Pose:
    return replace(pose, xy_px=pose.xy_px + np.array(by))


def test_the_sway_is_how_far_the_trunk_moved_whatever_was_made_of_the_legs(track: PoseTrack) -> None:
    seen = moved(track[0], (7.0, -3.0))
    legs = seen.xy_px.copy()
    legs[index(Landmark.HEEL, Side.LEFT)] += 40.0
    assert sway_px(track[0], [replace(seen, xy_px=legs)]) == pytest.approx([7.0, -3.0])


def test_it_is_taken_from_the_nearest_person(track: PoseTrack) -> None:
    people = [moved(track[0], (120.0, 0.0)), moved(track[0], (4.0, 2.0))]
    assert sway_px(track[0], people) == pytest.approx([4.0, 2.0])
    assert as_seen(track[0], people).xy_px == pytest.approx(people[1].xy_px)


def test_swapped_sides_do_not_matter(track: PoseTrack) -> None:
    xy = track[0].xy_px.copy()
    shoulders = [index(Landmark.SHOULDER, side) for side in Side]
    xy[shoulders[0]] += 30.0
    pose = replace(track[0], xy_px=xy)
    swapped = xy.copy()
    swapped[shoulders] = swapped[shoulders[::-1]]
    assert sway_px(pose, [moved(replace(pose, xy_px=swapped), (5.0, 5.0))]) == pytest.approx([5.0, 5.0])


def test_nobody_no_sway(track: PoseTrack) -> None:
    assert sway_px(track[0], []) == pytest.approx([0.0, 0.0])
    assert sway_px(track[0], [track[-1]]) == pytest.approx([0.0, 0.0])
