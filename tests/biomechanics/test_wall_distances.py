"""Knee-to-wall distances from the ends of foot and knee that the picture shows, on a stick figure of known measures."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from assessed import assess, measure, peaks, value
from seen_ends import FOOT_CM, outline
from stick_figure import Camera, film, lunges, scene
from track_changes import hidden, mirrored, moved, turned

from cv_rom.geometry import rotate
from cv_rom.outlines import FloorLine, LegOutline
from cv_rom.poses import PoseTrack
from cv_rom.results import Assessment
from cv_rom.scene import Scene
from cv_rom.skeleton import Landmark, Side

MOTION = lunges((36.0, 26.0, 36.0))


def seen_by(camera: Camera, **given: object) -> tuple[PoseTrack, Scene]:
    """The lunges through a camera, and a scene that holds their outline."""
    track = film(MOTION, camera)
    return track, replace(scene(camera, **given), outline=outline(track, camera))


def true_toe_to_wall_cm() -> float:
    """By the landmarks of a camera without yaw: furthest knee minus toe tip."""
    camera = Camera()
    track = film(MOTION, camera)
    ends = outline(track, camera)
    return float((ends.knee_px[:, 0].max() - np.median(ends.toe_px[:, 0])) / camera.px_per_cm)


@pytest.mark.parametrize("yaw_deg", [0.0, 15.0, 30.0])
def test_the_ends_give_scale_and_distances_whatever_the_yaw(yaw_deg: float) -> None:
    track, seen = seen_by(Camera(yaw_deg=yaw_deg), foot_length_cm=FOOT_CM, height_cm=175.0)
    found = assess(track, "knee-to-wall", seen=seen)
    assert found.scale.source == "foot_length"
    assert found.scale.px_per_cm == pytest.approx(4.0, rel=0.02)
    assert peaks(found, "toe_to_wall_cm") == pytest.approx(3 * [true_toe_to_wall_cm()], abs=0.25)
    assert [r.valid for r in found.repetitions] == [True, False, True]


def test_the_interval_is_narrower_than_without_the_ends() -> None:
    track, seen = seen_by(Camera(), foot_length_cm=FOOT_CM, height_cm=175.0, roll_deg=0.0, roll_sd_deg=0.5)
    widths = []
    for looked_at in (seen, replace(seen, outline=None)):
        low, high = measure(assess(track, "knee-to-wall", seen=looked_at), "best_toe_to_wall_cm").interval_95
        widths.append(high - low)
    assert widths[0] < 0.6 * widths[1]


def test_a_rolled_camera_is_undone() -> None:
    camera = Camera()
    track, seen = seen_by(camera, foot_length_cm=FOOT_CM)
    roll_deg, centre = 6.0, (640.0, 480.0)
    ends = seen.outline
    tipped = LegOutline(
        *(rotate(points, roll_deg, centre) for points in (ends.heel_px, ends.toe_px, ends.knee_px)),
        ends.foot_sd_px,
        ends.knee_sd_px,
    )
    rolled = replace(seen, outline=tipped, roll_deg=roll_deg, roll_sd_deg=0.5)
    found = assess(turned(track, roll_deg, centre), "knee-to-wall", seen=rolled)
    assert value(found, "best_toe_to_wall_cm") == pytest.approx(true_toe_to_wall_cm(), abs=0.15)


def test_in_a_mirror_the_distances_stay() -> None:
    track, seen = seen_by(Camera(), foot_length_cm=FOOT_CM)
    camera = Camera("left")
    flipped = mirrored(track)
    other = replace(seen, outline=outline(flipped, camera, side=Side.LEFT))
    straight, turned_over = assess(track, "knee-to-wall", seen=seen), assess(flipped, "knee-to-wall", seen=other)
    for name in ("toe_to_wall_cm", "knee_to_wall_cm"):
        assert peaks(turned_over, name) == pytest.approx(peaks(straight, name), abs=1e-6)


def test_ends_of_another_leg_are_left_out() -> None:
    track, seen = seen_by(Camera(), foot_length_cm=FOOT_CM, height_cm=175.0)
    away = replace(seen, outline=outline(track, Camera(), side=Side.LEFT))
    assert assess(track, "knee-to-wall", seen=away).scale.source == "height"


def test_where_no_ends_were_found_the_landmarks_serve() -> None:
    track, seen = seen_by(Camera(), foot_length_cm=FOOT_CM, height_cm=175.0)
    unseen = assess(track, "knee-to-wall", seen=replace(seen, outline=LegOutline.unseen(len(track))))
    without = assess(track, "knee-to-wall", seen=replace(seen, outline=None))
    assert unseen.repetitions == without.repetitions


def test_shoes_are_longer_than_their_feet() -> None:
    """With the height given it is the better scale; without it the shoe's length serves, with more room for error."""
    track, seen = seen_by(Camera(), foot_length_cm=FOOT_CM - 2.5)
    bare = assess(track, "knee-to-wall", seen=replace(seen, foot_length_cm=FOOT_CM, footwear="barefoot")).scale
    shod = assess(track, "knee-to-wall", seen=replace(seen, footwear="shoes")).scale
    assert shod.px_per_cm == pytest.approx(bare.px_per_cm, rel=0.01)
    assert shod.uncertainty_percent > 1.5 * bare.uncertainty_percent
    tall = replace(seen, footwear="shoes", height_cm=175.0)
    assert assess(track, "knee-to-wall", seen=tall).scale.source == "height"


def test_a_knee_that_is_never_seen_gives_no_distance() -> None:
    track, seen = seen_by(Camera(), foot_length_cm=FOOT_CM)
    blind = hidden(track, Landmark.KNEE, Side.RIGHT)
    assert all(r.value is None for r in assess(blind, "knee-to-wall", seen=seen).measures if "to_wall" in r.name)


def with_floor_line(seen: Scene, track: PoseTrack, beyond_cm: float, roll_sd_deg: float) -> Scene:
    """A line on the floor that runs away from the camera, so far beyond the furthest place of the knee's front."""
    assert seen.outline is not None
    x = float(seen.outline.knee_px[:, 0].max()) + 4.0 * beyond_cm
    level = float(np.median(seen.outline.toe_px[:, 1]))
    line = FloorLine(3, np.array([[x, level + 40.0], [x, level - 80.0]]), 1.0)
    return replace(seen, outline=replace(seen.outline, floor_lines=(line,)), roll_deg=0.0, roll_sd_deg=roll_sd_deg)


def centred(track: PoseTrack, seen: Scene) -> tuple[PoseTrack, Scene]:
    """The toes in the picture's middle, where the knee's nearness to the camera moves nothing."""
    assert seen.outline is not None
    by = np.array([640.0 - np.median(track.xy(Landmark.TOE, Side.RIGHT)[:, 0]), 0.0])
    ends = seen.outline
    shifted = replace(ends, heel_px=ends.heel_px + by, toe_px=ends.toe_px + by, knee_px=ends.knee_px + by)
    return moved(track, by_px=(float(by[0]), 0.0)), replace(seen, outline=shifted)


def found_with_line(beyond_cm: float, *, roll_sd_deg: float = 0.5) -> Assessment:
    track, seen = centred(*seen_by(Camera(), foot_length_cm=FOOT_CM))
    return assess(track, "knee-to-wall", seen=with_floor_line(seen, track, beyond_cm, roll_sd_deg))


def test_a_wall_that_is_seen_where_the_knee_came_confirms_the_contact() -> None:
    found = found_with_line(0.5)
    assert [r.valid for r in found.repetitions] == [True, False, True]
    assert all("wall_contact" not in r.unchecked for r in found.repetitions)
    assert 0.0 < peaks(found, "toe_to_wall_cm")[0] - true_toe_to_wall_cm() < 0.5


def test_a_wall_that_is_seen_beyond_makes_every_attempt_a_miss() -> None:
    found = found_with_line(4.0)
    assert [r.invalid_reasons for r in found.repetitions] == 3 * [("knee_short_of_wall",)]
    assert all("wall_contact" not in r.unchecked for r in found.repetitions)
    assert peaks(found, "toe_to_wall_cm") == pytest.approx(3 * [true_toe_to_wall_cm() + 4.0], abs=0.1)
    assert measure(found, "best_toe_to_wall_cm").reason == "no_valid_attempt"


def test_a_line_that_the_knee_has_passed_is_not_the_wall() -> None:
    found = found_with_line(-4.0)
    assert [r.valid for r in found.repetitions] == [True, False, True]
    assert all("wall_contact" in r.unchecked for r in found.repetitions)


def test_a_line_too_far_for_a_touch_and_too_near_for_a_miss_leaves_the_contact_open() -> None:
    found = found_with_line(1.7, roll_sd_deg=1.5)
    assert [r.valid for r in found.repetitions] == [True, False, True]
    assert all("wall_contact" in r.unchecked for r in found.repetitions)
    low, high = measure(found, "best_toe_to_wall_cm").interval_95
    assert low < true_toe_to_wall_cm() < true_toe_to_wall_cm() + 1.7 < high


def test_the_nearer_knee_is_seen_too_far_from_the_middle_of_the_picture() -> None:
    """Half of the long side off the middle a knee 2.5 cm nearer seems 2.5 * 0.5 / 0.8 cm further out."""
    track, seen = centred(*seen_by(Camera(), foot_length_cm=FOOT_CM))
    middle = value(assess(track, "knee-to-wall", seen=seen), "best_toe_to_wall_cm")
    by = np.array([320.0, 0.0])
    ends = seen.outline
    right = replace(ends, heel_px=ends.heel_px + by, toe_px=ends.toe_px + by, knee_px=ends.knee_px + by)
    found = assess(moved(track, by_px=(320.0, 0.0)), "knee-to-wall", seen=replace(seen, outline=right))
    assert middle - value(found, "best_toe_to_wall_cm") == pytest.approx(2.5 * 0.25 / 0.8, abs=0.05)
