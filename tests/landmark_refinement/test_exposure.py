"""A camera's new exposure is undone, and little light made up for; what moves in front of it changes nothing."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from cv_rom.landmark_refinement.exposure import Exposure

PLACES = np.random.default_rng(0).integers(60, 165, (8, 10, 3)).astype(np.uint8)
ROOM = cv2.resize(PLACES, (200, 160))


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


@pytest.mark.parametrize("share", [0.5, 0.2])
def test_what_was_filmed_in_the_dark_looks_as_in_a_lit_room(share: float) -> None:
    dark = np.rint(ROOM * share).astype(np.uint8)
    exposure = Exposure.of(dark)
    lit = exposure.brightened(dark)
    assert np.percentile(lit.max(axis=2), 95) == pytest.approx(150.0, abs=5.0)
    assert np.corrcoef(lit.ravel(), ROOM.ravel())[0, 1] > 0.97
    darker = np.rint(dark * 0.6).astype(np.uint8)
    assert np.abs(exposure.restored(darker).astype(int) - lit).mean() < 4.0


def test_a_lit_room_stays_as_it_is() -> None:
    assert Exposure.of(ROOM).brightened(ROOM) is ROOM


def test_a_black_picture_is_brightened_no_further_than_noise_bears() -> None:
    faint = np.full_like(ROOM, 3)
    assert Exposure.of(faint).brightened(faint).max() == 24
