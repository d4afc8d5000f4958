"""What is drawn is what is measured: the track without outliers, steady, shot by shot."""

from __future__ import annotations

import numpy as np
import pytest
from stick_figure import film, squats

from cv_rom.biomechanics.shots import part_of
from cv_rom.measurement.preparation import as_measured
from cv_rom.poses import PoseTrack
from cv_rom.skeleton import Landmark, Side, index


def jitter_px(track: PoseTrack, still: PoseTrack) -> float:
    """How far the ankle jumps from frame to frame beside its true path."""
    error = track.xy(Landmark.ANKLE, Side.RIGHT) - still.xy(Landmark.ANKLE, Side.RIGHT)
    return float(np.nanmean(np.abs(np.diff(error, axis=0))[5:-5]))


def test_points_are_steady_and_outliers_gone() -> None:
    still = film(squats())
    noise = np.random.default_rng(3).normal(0.0, 2.0, still.xy_px.shape)
    noisy = still.with_points(still.xy_px + noise)
    noisy.xy_px[40, index(Landmark.ANKLE, Side.RIGHT)] += 80.0
    drawn = as_measured(noisy)
    assert jitter_px(drawn, still) < 0.35 * jitter_px(noisy, still)
    assert drawn.xy(Landmark.ANKLE, Side.RIGHT)[40] == pytest.approx(still.xy(Landmark.ANKLE, Side.RIGHT)[40], abs=3.0)
    assert drawn.time_s is noisy.time_s


def test_frames_of_no_shot_stay_as_they_are() -> None:
    briefly = part_of(film(squats()), slice(0, 4))  # too short for a shot
    assert np.array_equal(as_measured(briefly).xy_px, briefly.xy_px)
