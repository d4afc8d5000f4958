"""The foot enlarged: what is cut out, and where the sole's line lies."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from cv_rom.reports.drawing import SOLE
from cv_rom.reports.foot_closeup import (
    MOST_ENLARGED,
    WIDTH_PX,
    FootPoints,
    FootShot,
    closeup_box,
    foot_closeup,
    moved_sole,
    sole_of,
)

SIZE = {"width_px": 640, "height_px": 480}
STANDING = FootPoints(np.array([300.0, 400.0]), np.array([380.0, 405.0]))
NO_SWAY = np.zeros(2)


def lifted_by(height_px: float, pitch_deg: float = 20.0) -> FootPoints:
    return FootPoints(STANDING.heel - np.array([0.0, height_px]), STANDING.toe, pitch_deg)


def mirrored(points: np.ndarray) -> np.ndarray:
    return np.stack([SIZE["width_px"] - points[..., 0], points[..., 1]], axis=-1)


def test_the_box_holds_the_foot_in_both_moments_with_room_and_stays_in_the_picture() -> None:
    box = closeup_box(STANDING, lifted_by(30.0), NO_SWAY, **SIZE)
    assert box is not None
    left, top, right, bottom = box
    length = STANDING.length_px
    assert left <= 300.0 - 0.5 * length
    assert right >= 380.0 + 0.4 * length
    assert top <= 370.0 - 0.7 * length
    assert 405.0 + 0.4 * length <= bottom <= 480
    assert 0 <= left < right <= 640


def test_the_box_of_a_foot_at_the_edge_is_cut_off_there() -> None:
    down = np.array([0.0, 60.0])
    low = FootPoints(STANDING.heel + down, STANDING.toe + down)
    box = closeup_box(low, low, NO_SWAY, **SIZE)
    assert box is not None
    assert box[3] == 480


def test_the_box_of_a_mirrored_foot_is_the_mirrored_box() -> None:
    lifted = lifted_by(30.0)
    there = closeup_box(STANDING, lifted, NO_SWAY, **SIZE)
    turned = [FootPoints(mirrored(foot.heel), mirrored(foot.toe)) for foot in (STANDING, lifted)]
    back = closeup_box(turned[0], turned[1], NO_SWAY, **SIZE)
    assert there is not None
    assert back is not None
    assert back == (640 - there[2], there[1], 640 - there[0], there[3])


def test_a_foot_that_is_not_seen_has_no_box() -> None:
    unseen = FootPoints(np.full(2, np.nan), STANDING.toe)
    assert closeup_box(STANDING, unseen, NO_SWAY, **SIZE) is None
    away = FootPoints(STANDING.heel + 2000.0, STANDING.toe + 2000.0)
    assert closeup_box(away, away, NO_SWAY, **SIZE) is None


def test_a_heel_that_turns_about_the_ball_takes_the_sole_with_it() -> None:
    sole = np.array([[300.0, 420.0], [360.0, 420.0]])
    for forward in (1.0, -1.0):
        turn = np.radians(25.0 * forward)
        rotation = np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
        flat = sole if forward > 0 else mirrored(sole)
        foot = STANDING if forward > 0 else FootPoints(mirrored(STANDING.heel), mirrored(STANDING.toe))
        heel = flat[1] + rotation @ (foot.heel - flat[1])
        moved = moved_sole(flat, foot, FootPoints(heel, foot.toe, 25.0))
        assert moved[0] == pytest.approx(flat[1] + rotation @ (flat[0] - flat[1]))
        assert moved[0][1] < flat[0][1]  # up
        assert moved[1] == pytest.approx(flat[1])


def test_nothing_moved_leaves_the_sole_where_it_was() -> None:
    sole = np.array([[300.0, 420.0], [360.0, 421.0]])
    assert moved_sole(sole, STANDING, STANDING) == pytest.approx(sole)


def picture_of_a_foot(sway: tuple[int, int] = (0, 0)) -> np.ndarray:
    """A pale foot on a dark floor; its sole lies at y = 420."""
    image = np.full((480, 640, 3), 60, np.uint8)
    cv2.rectangle(image, (295 + sway[0], 360 + sway[1]), (395 + sway[0], 419 + sway[1]), (210, 180, 160), cv2.FILLED)
    return image


@pytest.mark.parametrize("sway", [(0, 0), (12, -7)])
def test_the_sole_is_found_where_foot_and_floor_meet(sway: tuple[int, int]) -> None:
    sole = sole_of(FootShot(picture_of_a_foot(sway), STANDING, np.array(sway, dtype=float)))
    assert sole is not None
    assert sole[:, 1] == pytest.approx([420.0, 420.0], abs=2.5)  # 3 % of the foot
    assert sole[0][0] == pytest.approx(300.0, abs=3.0)


def test_a_plain_picture_gives_the_usual_sole_and_a_tiny_foot_none() -> None:
    plain = np.full((480, 640, 3), 128, np.uint8)
    sole = sole_of(FootShot(plain, STANDING, NO_SWAY))
    assert sole is not None
    assert ((sole[:, 1] > STANDING.heel[1]) & (sole[:, 1] < STANDING.heel[1] + 0.4 * STANDING.length_px)).all()
    tiny = FootPoints(STANDING.heel, STANDING.heel + 10.0)
    assert sole_of(FootShot(plain, tiny, NO_SWAY)) is None


def test_both_pictures_show_the_same_place_at_the_same_size_whatever_the_camera_sways() -> None:
    still = FootShot(picture_of_a_foot(), STANDING, NO_SWAY)
    swayed = FootShot(picture_of_a_foot((12, -7)), STANDING, np.array([12.0, -7.0]))
    pair = foot_closeup(still, swayed, None, "0 mm")
    assert pair is not None
    assert pair.standing.shape == pair.lifted.shape
    assert pair.standing.shape[1] <= WIDTH_PX
    assert np.abs(pair.standing.astype(int) - pair.lifted.astype(int)).mean() < 1.0


def test_the_sole_is_drawn_where_it_lies() -> None:
    shot = FootShot(picture_of_a_foot(), STANDING, NO_SWAY)
    up = FootShot(picture_of_a_foot(), lifted_by(30.0), NO_SWAY)
    pair = foot_closeup(shot, up, sole_of(shot), "34 mm")
    box = closeup_box(STANDING, up.foot, NO_SWAY, **SIZE)
    assert pair is not None
    assert box is not None
    scale = min(WIDTH_PX / (box[2] - box[0]), MOST_ENLARGED)
    column = round((330.0 - box[0]) * scale)
    green = np.flatnonzero((np.abs(pair.standing[:, column].astype(int) - SOLE) < 30).all(axis=1))
    assert green.mean() / scale + box[1] == pytest.approx(420.0, abs=2.0)
    raised = np.flatnonzero((np.abs(pair.lifted[:, column].astype(int) - SOLE) < 30).all(axis=1))
    assert raised.mean() < green.mean() - 10.0
