from __future__ import annotations

import cv2
import numpy as np
import pytest

from cv_rom.landmark_refinement.rigid_patch import Motion, RigidPatch


def speckled(size: int = 160, seed: int = 3) -> np.ndarray:
    noise = np.random.default_rng(seed).uniform(0, 255, (size, size)).astype(np.float32)
    smooth = cv2.GaussianBlur(noise, (0, 0), 3.0)
    return ((smooth - smooth.mean()) * 8.0 + 128.0)[..., None]


def turned(picture: np.ndarray, pivot: tuple[float, float], angle_rad: float, shift: tuple[float, float]) -> np.ndarray:
    """The picture after its content turned clockwise on the screen about the pivot, then shifted."""
    matrix = cv2.getRotationMatrix2D(pivot, -np.degrees(angle_rad), 1.0)
    matrix[:, 2] += shift
    return cv2.warpAffine(picture[..., 0], matrix, picture.shape[1::-1], flags=cv2.INTER_CUBIC)[..., None]


def patch_of(picture: np.ndarray) -> RigidPatch:
    x, y = np.meshgrid(np.arange(50.0, 110.0, 2.0), np.arange(60.0, 100.0, 2.0))
    points = np.column_stack([x.ravel(), y.ravel()])
    return RigidPatch.cut(picture, points, np.ones((len(points), 1)), np.array([80.0, 80.0]))


def slopes(picture: np.ndarray) -> np.ndarray:
    return np.dstack(
        [cv2.Sobel(picture, cv2.CV_32F, 1, 0, scale=1 / 8), cv2.Sobel(picture, cv2.CV_32F, 0, 1, scale=1 / 8)]
    )


def test_a_quarter_turn_clockwise_takes_right_to_below():
    motion = Motion(np.array([10.0, 10.0]), np.pi / 2, np.array([1.0, 0.0]))
    assert motion.of([15.0, 10.0]) == pytest.approx([11.0, 15.0])


@pytest.mark.parametrize(
    ("angle_rad", "shift"),
    [
        pytest.param(0.0, (0.0, 0.0), id="nothing moved"),
        pytest.param(0.0, (1.3, -0.6), id="fractions of a pixel"),
        pytest.param(0.05, (0.4, 0.7), id="turned by 3 deg and shifted"),
    ],
)
def test_a_known_motion_is_found_to_a_twentieth_of_a_pixel(angle_rad: float, shift: tuple[float, float]):
    still = speckled()
    patch = patch_of(still)
    later = turned(still, (80.0, 80.0), angle_rad, shift)
    found = patch.aligned(later, slopes(later), patch.moved(0.0, (0.0, 0.0)))
    assert found.turn_rad == pytest.approx(angle_rad, abs=0.002)
    assert found.shift_px == pytest.approx(shift, abs=0.05)
    assert patch.likeness(later, found) > 0.98


def test_other_brightness_and_contrast_do_not_move_it():
    still = speckled()
    patch = patch_of(still)
    later = 0.6 * turned(still, (80.0, 80.0), 0.03, (0.5, 0.5)) + 20.0
    found = patch.moved(0.0, (0.0, 0.0))
    for _ in range(3):  # as from frame to frame
        found = patch.aligned(later, slopes(later), found)
    assert found.shift_px == pytest.approx((0.5, 0.5), abs=0.07)


def test_a_large_turn_is_found_by_looking_at_all():
    still = speckled()
    patch = patch_of(still)
    later = turned(still, (80.0, 80.0), 0.5, (0.0, 0.0))
    start = patch.best_of(later, np.arange(-0.2, 0.81, 0.1), np.zeros((1, 2)), every=1)
    assert start.turn_rad == pytest.approx(0.5, abs=0.05)


def test_something_else_is_not_alike_and_a_plain_picture_says_nothing():
    patch = patch_of(speckled())
    none = patch.moved(0.0, (0.0, 0.0))
    assert patch.likeness(speckled(seed=8), none) < 0.4
    assert patch.likeness(np.full((160, 160, 1), 90.0, np.float32), none) == pytest.approx(0.0, abs=1e-3)
