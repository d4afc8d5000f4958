"""Knee line and foot direction seen from front and back, against a stick figure filmed by a phone."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from stick_figure import Body, Camera, Motion, film, scene, squats

from cv_rom.analysis import _measure_shots
from cv_rom.biomechanics import frontal_plane
from cv_rom.biomechanics.frontal_plane import Viewpoint
from cv_rom.biomechanics.leg_curves import curve
from cv_rom.biomechanics.leg_view import Curve, LegView
from cv_rom.biomechanics.perspective import Pinhole
from cv_rom.scene import Scene
from cv_rom.skeleton import Side

SIDES = pytest.mark.parametrize("side", Side, ids=lambda side: side.value)
FRONT_VIEWS = pytest.mark.parametrize("facing", ["camera", "away"], ids=["from the front", "from the back"])


def leg_view(motion: Motion, camera: Camera, side: Side, seen: Scene | None = None) -> LegView:
    shots = _measure_shots(film(motion, camera), seen or scene(camera, height_cm=175.0), "squat", "auto")[2]
    return next(leg for leg in shots[0].legs if leg.side is side)


def leg_curve(leg: LegView, name: str) -> Curve:
    found = curve(leg, name)
    assert isinstance(found, Curve)
    return found


def bottom(motion: Motion) -> int:
    return int(np.argmin(np.abs(motion.time_s - motion.bottoms_s[0])))


@SIDES
@FRONT_VIEWS
@pytest.mark.parametrize("built_deg", [-30.0, -5.0, 0.0, 20.0])
def test_knee_line_is_what_was_built(side: Side, facing: str, built_deg: float) -> None:
    motion = squats((28.0,), knee_deg=85.0, valgus_deg=built_deg)
    found = leg_curve(leg_view(motion, Camera(facing), side), "knee_valgus_deg")
    assert found.values[bottom(motion)] == pytest.approx(built_deg, abs=0.6)
    assert found.values[0] == pytest.approx(0.0, abs=0.6)


@SIDES
def test_perspective_hides_knee_valgus_in_the_picture(side: Side) -> None:
    """What would be read in the plain picture: the reason for undoing it."""
    motion = squats((28.0,), knee_deg=85.0, valgus_deg=12.0)
    leg = leg_view(motion, Camera("camera"), side)
    far_away = Viewpoint(Pinhole(1e6, np.array([640.0, 480.0])))
    assert frontal_plane.knee_line_deg(leg, far_away)[bottom(motion)] < 10.0


@SIDES
@FRONT_VIEWS
@pytest.mark.parametrize("built_deg", [-10.0, 0.0, 15.0, 40.0])
def test_feet_point_where_they_were_built(side: Side, facing: str, built_deg: float) -> None:
    """The stick figure's toe landmark lies 0.63 foot lengths before the ankle, a person's 0.68 on average."""
    leg = leg_view(squats((28.0,), knee_deg=85.0, toe_out_deg=built_deg), Camera(facing), side)
    assert leg_curve(leg, "toe_out_deg").values[0] == pytest.approx(built_deg, abs=1.0 + 0.12 * abs(built_deg))


@SIDES
@pytest.mark.parametrize("turned_deg", [-8.0, 8.0])
def test_a_person_who_faces_past_the_camera_is_within_the_interval(side: Side, turned_deg: float) -> None:
    motion = squats((28.0,), knee_deg=85.0, valgus_deg=10.0, toe_out_deg=10.0)
    leg = leg_view(motion, Camera("camera", yaw_deg=turned_deg), side)
    knee, foot = leg_curve(leg, "knee_valgus_deg"), leg_curve(leg, "toe_out_deg")
    deep = bottom(motion)
    assert abs(knee.values[deep] - 10.0) < 1.96 * knee.sd[deep]
    assert abs(foot.values[0] - 10.0) < 1.96 * foot.sd[0]
    assert abs(foot.values[0] - 10.0) < abs(turned_deg), "half of it is undone"


@SIDES
def test_who_stands_aside_of_the_axis_is_not_read_as_turned_out(side: Side) -> None:
    aside = Camera("camera", floor_px=(900.0, 860.0))
    leg = leg_view(squats((28.0,), knee_deg=85.0), aside, side)
    assert leg_curve(leg, "toe_out_deg").values[0] == pytest.approx(0.0, abs=2.0)


@SIDES
def test_the_foots_own_length_is_used_where_it_is_given(side: Side) -> None:
    motion, camera = squats((28.0,), knee_deg=85.0, toe_out_deg=25.0), Camera("camera")
    plain, given = (
        leg_view(motion, camera, side, scene(camera, height_cm=175.0, foot_length_cm=cm))
        for cm in (None, 1.1 * Body().foot_length_cm)
    )
    assert frontal_plane.foot_length_px(given) > 1.05 * frontal_plane.foot_length_px(plain)


def test_a_point_farther_than_its_segment_is_long_lies_beside_its_base() -> None:
    camera = Pinhole(1000.0, np.zeros(2))
    base = camera.at_feet(np.array([0.0, 300.0]))
    near, far = (camera.joined(np.array([0.0, 100.0]), base, 50.0, nearer=nearer) for nearer in (True, False))
    assert near == pytest.approx(far)
    assert abs(near[2] - base[2]) < 60.0


def test_segments_keep_their_length_in_space() -> None:
    camera = Pinhole(1000.0, np.zeros(2))
    base = camera.at_feet(np.array([50.0, 300.0]))
    for nearer in (True, False):
        place = camera.joined(np.array([60.0, 150.0]), base, 220.0, nearer=nearer)
        assert np.linalg.norm(place - base) == pytest.approx(220.0)
        assert (place[2] < base[2]) == nearer


def test_an_unknown_viewpoint_widens_the_interval_in_a_squat_more_than_in_stance() -> None:
    motion = squats((28.0,), knee_deg=85.0, valgus_deg=10.0)
    found = leg_curve(leg_view(motion, Camera("camera"), Side.LEFT), "knee_valgus_deg")
    assert found.sd[bottom(motion)] > 2.0 * found.sd[0]


def test_yaw_of_a_person_never_seen_in_a_squat_is_the_usual_one() -> None:
    leg = leg_view(squats((28.0,), knee_deg=85.0), Camera("camera"), Side.LEFT)
    nobody = replace(leg, track=replace(leg.track, xy_px=np.full_like(leg.track.xy_px, np.nan)))
    assert frontal_plane.facing_yaw_deg(nobody, Pinhole.usual(leg.scene)) == (0.0, frontal_plane.FACING_SD_DEG)
