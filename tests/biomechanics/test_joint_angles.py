"""Each angle of one leg against a stick figure built with that angle, and the table of signs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from stick_figure import Body, Camera, Motion, film, standing

from cv_rom.biomechanics import joint_angles as angles
from cv_rom.poses import Pose, PoseTrack
from cv_rom.skeleton import Landmark, Side

BODY = Body()
SIDES = pytest.mark.parametrize("side", Side, ids=lambda side: side.value)
FORWARD = {"right": 1.0, "left": -1.0}
SIDE_VIEWS = pytest.mark.parametrize(("facing", "forward"), FORWARD.items(), ids=["facing right", "facing left"])
FRONT_VIEWS = pytest.mark.parametrize("facing", ["camera", "away"], ids=["from the front", "from the back"])


def held(**changes: float) -> Motion:
    """Somebody who stands still with some angles changed."""
    motion = standing(0.1)
    return replace(motion, **{name: np.full(len(motion.time_s), float(value)) for name, value in changes.items()})


def seen(facing: str, **changes: float) -> PoseTrack:
    return film(held(**changes), Camera(facing))


@SIDES
@SIDE_VIEWS
@pytest.mark.parametrize("built_deg", [-10.0, 0.0, 3.0, 20.0, 45.0])
def test_tibia_inclination_is_what_was_built(side: Side, facing: str, forward: float, built_deg: float) -> None:
    track = seen(facing, tibia_deg=built_deg)
    assert angles.tibia_inclination_deg(track, side, forward=forward) == pytest.approx(built_deg)


@SIDES
@SIDE_VIEWS
@pytest.mark.parametrize("built_deg", [-5.0, 0.0, 8.0, 30.0])
def test_foot_pitch_is_what_was_built(side: Side, facing: str, forward: float, built_deg: float) -> None:
    track = seen(facing, foot_pitch_deg=built_deg)
    flat = seen(facing, foot_pitch_deg=0.0)
    pitch = [angles.foot_line_pitch_deg(t, side, forward=forward) for t in (track, flat)]
    assert angles.sole_pitch_deg(pitch[0] - pitch[1]) == pytest.approx(built_deg)


@SIDES
@SIDE_VIEWS
@pytest.mark.parametrize("built_deg", [5.0, 60.0, 110.0, 140.0])
def test_knee_flexion_is_what_was_built(side: Side, facing: str, forward: float, built_deg: float) -> None:
    track = seen(facing, tibia_deg=25.0, knee_flexion_deg=built_deg)
    assert angles.knee_flexion_deg(track, side) == pytest.approx(built_deg)


@SIDES
@FRONT_VIEWS
@pytest.mark.parametrize("built_mm", [-8.0, 0.0, 15.0])
def test_inward_travel_of_the_ankle_is_what_was_built(side: Side, facing: str, built_mm: float) -> None:
    track = seen(facing, ankle_inward_mm=built_mm)
    assert angles.ankle_inward_px(track, side, facing=facing) == pytest.approx(
        angles.ankle_inward_px(seen(facing), side, facing=facing) + 0.4 * built_mm
    )


# anatomical movement -> a measure that must grow with it: the table of signs
GROWS: dict[str, tuple[str, dict[str, float], Callable[[PoseTrack, Side, str], np.ndarray]]] = {
    "tibia tilts forward over the toes": (
        "side",
        {"tibia_deg": 20.0},
        lambda track, side, facing: angles.tibia_inclination_deg(track, side, forward=FORWARD[facing]),
    ),
    "heel comes off the floor: foot pitch": (
        "side",
        {"foot_pitch_deg": 15.0},
        lambda track, side, facing: angles.foot_line_pitch_deg(track, side, forward=FORWARD[facing]),
    ),
    "heel comes off the floor: heel height": (
        "side",
        {"foot_pitch_deg": 15.0},
        lambda track, side, facing: angles.height_px(track, Landmark.HEEL, side),
    ),
    "heel comes off the floor: the ankle rises with it": (
        "side",
        {"foot_pitch_deg": 15.0},
        lambda track, side, facing: angles.height_px(track, Landmark.ANKLE, side),
    ),
    "knee bends": (
        "side",
        {"knee_flexion_deg": 60.0},
        lambda track, side, facing: angles.knee_flexion_deg(track, side),
    ),
    "arch drops, ankle rolls inward": (
        "front",
        {"ankle_inward_mm": 10.0},
        lambda track, side, facing: angles.ankle_inward_px(track, side, facing=facing),
    ),
}
SIGNS = [
    pytest.param(movement, side, facing, id=f"{movement}, {side.value} leg, facing {facing}")
    for movement, (view, _, _) in GROWS.items()
    for side in Side
    for facing in (("right", "left") if view == "side" else ("camera", "away"))
]


@pytest.mark.parametrize(("movement", "side", "facing"), SIGNS)
def test_the_sign_of_an_anatomical_movement(movement: str, side: Side, facing: str) -> None:
    _, changes, measure = GROWS[movement]
    rest = measure(seen(facing), side, facing)
    there = measure(seen(facing, **changes), side, facing)
    back = measure(seen(facing, **{name: -value for name, value in changes.items()}), side, facing)
    assert (there > rest + 1.0).all()
    if "knee bends" not in movement:  # a knee does not bend the other way
        assert (back < rest - 1.0).all()


@SIDE_VIEWS
@pytest.mark.parametrize("roll_deg", [-6.0, 4.0])
def test_a_known_roll_is_taken_out_of_the_tibia(facing: str, forward: float, roll_deg: float) -> None:
    track = film(held(tibia_deg=30.0), Camera(facing, roll_deg=roll_deg))
    found = angles.tibia_inclination_deg(track, Side.LEFT, forward=forward, roll_deg=roll_deg)
    assert found == pytest.approx(30.0)
    assert angles.tibia_inclination_deg(track, Side.LEFT, forward=forward) == pytest.approx(30.0 + forward * roll_deg)


MEASURES = {
    "tibia": lambda points: angles.tibia_inclination_deg(points, Side.LEFT, forward=1.0),
    "pitch": lambda points: angles.foot_line_pitch_deg(points, Side.LEFT, forward=1.0),
    "height": lambda points: angles.height_px(points, Landmark.HEEL, Side.LEFT),
    "knee": lambda points: angles.knee_flexion_deg(points, Side.LEFT),
    "inward": lambda points: angles.ankle_inward_px(points, Side.LEFT, facing="camera"),
    "shank": lambda points: angles.shank_px(points, Side.LEFT),
    "leg": lambda points: angles.leg_px(points, Side.LEFT),
}


@pytest.mark.parametrize("measure", MEASURES.values(), ids=MEASURES)
def test_one_pose_gives_the_number_that_the_track_gives(measure: Callable[[Pose | PoseTrack], np.ndarray]) -> None:
    track = film(replace(standing(0.2), tibia_deg=np.linspace(0.0, 30.0, 7)))
    values = measure(track)
    assert values.shape == (7,)
    for frame in range(7):
        single = measure(track[frame])
        assert single.shape == ()
        assert single == pytest.approx(values[frame])
    assert np.isnan(measure(Pose.nobody(0.0)))


def test_lengths_of_the_leg() -> None:
    track = film(standing(0.1))
    assert angles.shank_px(track, Side.LEFT) == pytest.approx(4.0 * BODY.shank)
    assert angles.leg_px(track, Side.RIGHT) == pytest.approx(4.0 * (BODY.shank + BODY.thigh))
