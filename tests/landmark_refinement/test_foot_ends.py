from __future__ import annotations

import cv2
import numpy as np
import pytest
from drawn_leg import HEEL, TOE, WIDTH, leg_frames

from cv_rom.landmark_refinement.foot_ends import find_foot_ends

TRUE_HEEL_X, TRUE_TOE_X = 193.0, 312.0


@pytest.fixture(scope="module")
def picture() -> np.ndarray:
    frame, _ = next(leg_frames(np.array([2.0]), np.array([0.0])))
    return frame.image


def test_the_ends_lie_where_the_foot_was_drawn(picture: np.ndarray) -> None:
    ends = find_foot_ends(picture, HEEL, TOE)
    assert ends is not None
    assert ends.heel_px[0] == pytest.approx(TRUE_HEEL_X, abs=1.5)
    assert ends.toe_px[0] == pytest.approx(TRUE_TOE_X, abs=1.5)
    assert 0.5 < ends.sd_px < 2.0


def test_landmarks_that_are_off_move_nothing(picture: np.ndarray) -> None:
    off = find_foot_ends(picture, HEEL + np.array([5.0, 2.0]), TOE - np.array([6.0, 3.0]))
    assert off is not None
    assert off.heel_px[0] == pytest.approx(TRUE_HEEL_X, abs=1.5)
    assert off.toe_px[0] == pytest.approx(TRUE_TOE_X, abs=1.5)


def test_in_a_mirror_the_ends_are_mirrored(picture: np.ndarray) -> None:
    straight = find_foot_ends(picture, HEEL, TOE)
    flip = np.array([-1.0, 1.0])
    shift = np.array([WIDTH - 1.0, 0.0])
    turned = find_foot_ends(np.ascontiguousarray(picture[:, ::-1]), HEEL * flip + shift, TOE * flip + shift)
    assert straight is not None
    assert turned is not None
    np.testing.assert_allclose(turned.heel_px * flip + shift, straight.heel_px, atol=1.5)
    np.testing.assert_allclose(turned.toe_px * flip + shift, straight.toe_px, atol=1.5)


@pytest.mark.parametrize("light", [0.35, 1.0])
def test_dark_pictures_and_large_ones(picture: np.ndarray, light: float) -> None:
    large = cv2.resize((picture * light).astype(np.uint8), None, fx=2, fy=2, interpolation=cv2.INTER_CUBIC)
    ends = find_foot_ends(large, 2.0 * HEEL, 2.0 * TOE)
    assert ends is not None
    assert ends.toe_px[0] - ends.heel_px[0] == pytest.approx(2.0 * (TRUE_TOE_X - TRUE_HEEL_X), abs=4.0)


def test_a_foot_that_does_not_stand_out_has_no_ends() -> None:
    plain = np.random.default_rng(1).normal(120.0, 6.0, (400, 480, 3)).clip(0, 255).astype(np.uint8)
    assert find_foot_ends(plain, HEEL, TOE) is None


def test_a_foot_cut_off_by_the_edge_has_no_ends(picture: np.ndarray) -> None:
    assert find_foot_ends(np.ascontiguousarray(picture[:, :300]), HEEL, TOE) is None


def test_too_small_a_foot_has_no_ends(picture: np.ndarray) -> None:
    assert find_foot_ends(picture, HEEL, HEEL + np.array([12.0, 1.0])) is None
