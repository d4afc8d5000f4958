from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cv_rom import geometry as g

LAWS = settings(derandomize=True, max_examples=60, deadline=None)
coordinate = st.floats(-1000.0, 1000.0)
point = st.tuples(coordinate, coordinate)


@pytest.mark.parametrize(
    ("angle", "wrapped"),
    [
        pytest.param(0.0, 0.0, id="zero"),
        pytest.param(180.0, -180.0, id="the upper end is open"),
        pytest.param(-180.0, -180.0, id="the lower end is closed"),
        pytest.param(181.0, -179.0, id="just over"),
        pytest.param(-181.0, 179.0, id="just under"),
        pytest.param(725.0, 5.0, id="two turns"),
        pytest.param(-725.0, -5.0, id="two turns back"),
    ],
)
def test_wrapped_angles_lie_in_a_half_open_interval(angle: float, wrapped: float) -> None:
    assert g.wrap_deg(angle) == pytest.approx(wrapped)


def test_an_angle_comes_back_from_many_turns() -> None:
    angles = np.random.default_rng(0).uniform(-180.0, 180.0, 50)
    for turns in (-3, 1, 7):
        np.testing.assert_allclose(g.wrap_deg(angles + 360.0 * turns), angles, atol=1e-9)


@pytest.mark.parametrize(
    ("proximal", "distal", "angle"),
    [
        pytest.param((0, -1), (0, 1), 180.0, id="straight"),
        pytest.param((0, -1), (1, 0), 90.0, id="right angle"),
        pytest.param((0, -1), (-1, 0), 90.0, id="right angle to the other side"),
        pytest.param((0, -1), (0, -3), 0.0, id="folded"),
        pytest.param((0, -2), (1, -1), 45.0, id="sharp"),
        pytest.param((0, -1), (1, 1), 135.0, id="blunt"),
    ],
)
def test_angle_at_a_joint(proximal: tuple[int, int], distal: tuple[int, int], angle: float) -> None:
    joint = np.array([7.0, -3.0])
    assert g.angle_at_joint_deg(joint + proximal, joint, joint + distal) == pytest.approx(angle)
    assert g.angle_at_joint_deg(joint + distal, joint, joint + proximal) == pytest.approx(angle)


def test_tiny_bends_of_a_straight_joint_are_exact() -> None:
    bend = 1e-6
    distal = (np.sin(np.radians(bend)), np.cos(np.radians(bend)))
    assert 180.0 - g.angle_at_joint_deg((0, -1), (0, 0), distal) == pytest.approx(bend, rel=1e-4)


@pytest.mark.parametrize(
    ("upper", "forward", "inclination"),
    [
        pytest.param((0, -10), 1, 0.0, id="upright"),
        pytest.param((10, -10), 1, 45.0, id="leans right, faces right"),
        pytest.param((-10, -10), 1, -45.0, id="leans left, faces right"),
        pytest.param((-10, -10), -1, 45.0, id="leans left, faces left"),
        pytest.param((10, -10), -1, -45.0, id="leans right, faces left"),
        pytest.param((10, 0), 1, 90.0, id="level"),
        pytest.param((5, -5 * np.sqrt(3)), 1, 30.0, id="30 deg"),
    ],
)
def test_inclination_is_positive_forward(upper: tuple[float, float], forward: int, inclination: float) -> None:
    lower = np.array([100.0, 200.0])
    assert g.inclination_deg(lower, lower + upper, forward) == pytest.approx(inclination)


@pytest.mark.parametrize(
    ("toe", "forward", "pitch"),
    [
        pytest.param((20, 0), 1, 0.0, id="level, faces right"),
        pytest.param((-20, 0), -1, 0.0, id="level, faces left"),
        pytest.param((20, 20), 1, 45.0, id="heel up, faces right"),
        pytest.param((-20, 20), -1, 45.0, id="heel up, faces left"),
        pytest.param((20, -20), 1, -45.0, id="toes up, faces right"),
    ],
)
def test_pitch_is_positive_heel_up(toe: tuple[int, int], forward: int, pitch: float) -> None:
    heel = np.array([50.0, 80.0])
    assert g.pitch_deg(heel, heel + toe, forward) == pytest.approx(pitch)


@pytest.mark.parametrize(
    ("point", "offset"),
    [
        pytest.param((13, 7), 3.0, id="image right of a line that runs down"),
        pytest.param((8, 70), -2.0, id="image left"),
        pytest.param((10, 500), 0.0, id="on the line, beyond its end"),
    ],
)
def test_offset_from_a_line(point: tuple[int, int], offset: float) -> None:
    assert g.offset_from_line(point, (10, 0), (10, 100)) == pytest.approx(offset)
    assert g.offset_from_line(point, (10, 100), (10, 0)) == pytest.approx(-offset)


def test_distance_midpoint_and_rotation_by_hand() -> None:
    assert g.distance((1, 1), (4, 5)) == 5.0
    np.testing.assert_array_equal(g.midpoint((0, 2), (4, -2)), (2, 0))
    np.testing.assert_allclose(g.rotate((0, -1), 90.0), (1, 0), atol=1e-12, err_msg="clockwise: up turns right")
    np.testing.assert_allclose(g.rotate((3, 2), 180.0, centre=(1, 2)), (-1, 2), atol=1e-12)


@pytest.mark.parametrize(
    "measure",
    [
        pytest.param(g.distance, id="distance"),
        pytest.param(lambda a, b: g.inclination_deg(a, b, 1), id="inclination"),
        pytest.param(lambda a, b: g.pitch_deg(a, b, -1), id="pitch"),
        pytest.param(lambda a, b: g.angle_at_joint_deg(a, b, a + 1.0), id="angle at a joint"),
        pytest.param(lambda a, b: g.offset_from_line(a, b, b + 1.0), id="offset from a line"),
    ],
)
def test_shapes_broadcast_and_nan_stays_where_it_is(measure: object) -> None:
    many = np.random.default_rng(1).normal(size=(4, 3, 2))
    many[2, 1, 0] = np.nan
    one = np.array([0.3, -5.0])
    result = measure(many, one)
    assert result.shape == (4, 3)
    assert np.argwhere(~np.isfinite(result)).tolist() == [[2, 1]]
    for place in np.ndindex(4, 3):
        np.testing.assert_array_equal(measure(many[place], one), result[place])


@LAWS
@given(lower=point, upper=point, angle=st.floats(-30.0, 30.0))
def test_turning_the_picture_turns_an_inclination_by_that_amount(
    lower: tuple[float, float], upper: tuple[float, float], angle: float
) -> None:
    if g.distance(lower, upper) < 1e-3:
        return
    before = g.inclination_deg(lower, upper, 1.0)
    after = g.inclination_deg(g.rotate(lower, angle), g.rotate(upper, angle), 1.0)
    assert g.wrap_deg(after - before - angle) == pytest.approx(0.0, abs=1e-4)


@LAWS
@given(a=point, b=point, forward=st.sampled_from([1.0, -1.0]))
def test_facing_the_other_way_is_looking_into_a_mirror(
    a: tuple[float, float], b: tuple[float, float], forward: float
) -> None:
    if a == b:
        return  # no line, no angle
    mirror = np.array([-1.0, 1.0])
    for measure in (g.inclination_deg, g.pitch_deg):
        there = measure(a, b, forward)
        back = measure(a * mirror, b * mirror, -forward)
        assert g.wrap_deg(there - back) == pytest.approx(0.0, abs=1e-9)
