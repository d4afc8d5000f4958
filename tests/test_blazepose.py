"""Landmarks as fractions of the picture become a pose with the noise of the net's own pixels."""

from __future__ import annotations

import numpy as np
import pytest

from cv_rom.blazepose import net_pixel_px, pose_of_landmarks
from cv_rom.skeleton import LANDMARK_COUNT


def test_one_pixel_of_the_network() -> None:
    xy_px = np.tile([300.0, 400.0], (LANDMARK_COUNT, 1))
    xy_px[0] = (300.0, 400.0 - 256.0)  # the farthest point from mid-hip: a circle of 512 pixels diameter
    assert net_pixel_px(xy_px) == pytest.approx(1.25 * 512 / 256)


def test_fractions_become_pixels_and_visibility_stays_a_share() -> None:
    landmarks = np.tile([0.5, 0.25, 1.2], (LANDMARK_COUNT, 1))
    landmarks[7] = (0.1, 1.5, -0.1)  # a landmark may lie outside the picture
    pose = pose_of_landmarks(2.5, landmarks, width_px=640, height_px=480)
    assert pose.time_s == 2.5
    assert pose.xy_px[0].tolist() == [320.0, 120.0]
    assert pose.xy_px[7].tolist() == [64.0, 720.0]
    assert pose.visibility[[0, 7]].tolist() == [1.0, 0.0]
    assert pose.noise_px[0] == pytest.approx(net_pixel_px(pose.xy_px))


def test_another_number_of_landmarks_is_refused() -> None:
    with pytest.raises(ValueError, match="landmarks must have shape"):
        pose_of_landmarks(0.0, np.zeros((32, 3)), width_px=640, height_px=480)
