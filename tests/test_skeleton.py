from __future__ import annotations

import pytest

from cv_rom.skeleton import FACE, LANDMARK_COUNT, LEG, MIRROR, NOSE, SEGMENTS, Landmark, Side, index, leg_indices


def test_mirroring_twice_changes_nothing() -> None:
    assert [MIRROR[MIRROR[i]] for i in range(LANDMARK_COUNT)] == list(range(LANDMARK_COUNT))


def test_only_the_nose_is_its_own_mirror_partner() -> None:
    assert [i for i in range(LANDMARK_COUNT) if MIRROR[i] == i] == [NOSE]


@pytest.mark.parametrize(
    ("landmark", "left", "right"),
    [
        pytest.param(Landmark.SHOULDER, 11, 12, id="shoulder"),
        pytest.param(Landmark.HIP, 23, 24, id="hip"),
        pytest.param(Landmark.KNEE, 25, 26, id="knee"),
        pytest.param(Landmark.ANKLE, 27, 28, id="ankle"),
        pytest.param(Landmark.HEEL, 29, 30, id="heel"),
        pytest.param(Landmark.TOE, 31, 32, id="toe"),
    ],
)
def test_the_places_are_those_of_the_33_blazepose_landmarks(landmark: Landmark, left: int, right: int) -> None:
    assert (index(landmark, Side.LEFT), index(landmark, Side.RIGHT)) == (left, right)


@pytest.mark.parametrize("landmark", Landmark, ids=lambda landmark: landmark.name.lower())
def test_both_sides_come_from_one_definition(landmark: Landmark) -> None:
    assert MIRROR[index(landmark, Side.LEFT)] == index(landmark, Side.RIGHT) != index(landmark, Side.LEFT)


def test_a_leg_runs_from_hip_to_toe_and_the_legs_share_nothing() -> None:
    assert leg_indices(Side.LEFT) == [23, 25, 27, 29, 31]
    assert leg_indices(Side.RIGHT) == [24, 26, 28, 30, 32]
    assert {pair for pair in SEGMENTS if pair[0] in LEG} <= set(SEGMENTS)
    assert not set(FACE) & {index(landmark, side) for landmark in LEG for side in Side}


def test_segments_connect_a_leg_without_a_gap() -> None:
    connected = [LEG[0]]
    for proximal, distal in SEGMENTS:
        if proximal is connected[-1]:
            connected.append(distal)
    assert tuple(connected) == LEG


def test_the_other_side() -> None:
    assert Side.LEFT.other is Side.RIGHT
    assert Side.RIGHT.other is Side.LEFT
    assert Side("left") is Side.LEFT
