"""A camera's new exposure is undone; what moves in front of it is not."""

from __future__ import annotations

import numpy as np
import pytest

from cv_rom.landmark_refinement.exposure import Exposure

ROOM = np.random.default_rng(0).integers(40, 150, (160, 200, 3)).astype(np.uint8)


@pytest.mark.parametrize("gains", [(0.6, 0.6, 0.6), (1.4, 1.4, 1.4), (1.2, 1.0, 0.8)])
def test_another_exposure_and_white_balance_are_undone(gains: tuple[float, float, float]) -> None:
    later = np.rint(ROOM * np.array(gains)).astype(np.uint8)
    restored = Exposure.of(ROOM).restored(later)
    assert np.abs(restored.astype(int) - ROOM).mean() < 2.0


def test_a_person_who_moves_changes_nothing() -> None:
    later = ROOM.copy()
    later[:, :70] = 20
    assert Exposure.of(ROOM).restored(later) is later


@pytest.mark.parametrize("level", [0, 255])
def test_a_black_or_burnt_out_picture_tells_nothing(level: int) -> None:
    later = np.full_like(ROOM, level)
    assert Exposure.of(ROOM).restored(later) is later
