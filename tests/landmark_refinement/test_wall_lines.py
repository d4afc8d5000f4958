"""A floor, a skirting board and a wall drawn in perspective before a foot."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from cv_rom.geometry import FloatArray, rotate
from cv_rom.landmark_refinement.wall_lines import find_wall_lines
from cv_rom.outlines import FootEnds

WIDTH, HEIGHT = 900, 700
MIDDLE = np.array([WIDTH, HEIGHT]) / 2.0
FLOOR, BOARD, WALL, BACK = (150, 120, 90), (235, 235, 230), (190, 180, 160), (120, 130, 150)
FOOT = FootEnds(np.array([520.0, 590.0]), np.array([670.0, 600.0]), 1.0)
FOOT_PX = 150.0


def drawn(wall_x: float, *, roll_deg: float = 0.0) -> np.ndarray:
    """A picture of a wall to the right of a foot, whose foot crosses the level of the toes at `wall_x`."""
    picture = np.full((HEIGHT, WIDTH, 3), FLOOR, np.uint8)
    picture[:420] = BACK
    down = (np.array([wall_x, FOOT.toe_px[1]]) - MIDDLE) / (FOOT.toe_px[1] - MIDDLE[1])
    near, far = MIDDLE + 310.0 * down, MIDDLE + 70.0 * down
    up = np.array([0.0, -1.0])
    for height, colour in ((4.0, WALL), (0.12, BOARD)):
        face = np.array([near, far, far + 70.0 * height * up, near + 310.0 * height * up])
        side = np.array([400.0, 0.0])
        end = np.array([near, near + 310.0 * height * up, near + 310.0 * height * up + side, near + side])
        for polygon in (face, end):
            cv2.fillPoly(picture, [np.rint(polygon * 16).astype(np.int32)], colour, cv2.LINE_AA, 4)
    noisy = np.clip(picture + np.random.default_rng(0).normal(0.0, 2.0, picture.shape), 0, 255).astype(np.uint8)
    turn = cv2.getRotationMatrix2D((float(MIDDLE[0]), float(MIDDLE[1])), -roll_deg, 1.0)
    return cv2.warpAffine(noisy, turn, (WIDTH, HEIGHT), borderMode=cv2.BORDER_REPLICATE)


def crossing_x(ends_px: FloatArray, level: float = float(FOOT.toe_px[1])) -> float:
    (x, y), (dx, dy) = ends_px[0], ends_px[1] - ends_px[0]
    return float(x + dx / dy * (level - y))


@pytest.mark.parametrize("wall_x", [705.0, 740.0, 800.0])
def test_the_foot_of_the_wall_is_found_and_not_the_top_of_its_board(wall_x: float) -> None:
    ((ends_px, sd_px),) = find_wall_lines(drawn(wall_x), FOOT)
    assert crossing_x(ends_px) == pytest.approx(wall_x, abs=1.5)
    assert sd_px < 2.0


def test_in_a_mirror_it_is_mirrored() -> None:
    flip, shift = np.array([-1.0, 1.0]), np.array([WIDTH - 1.0, 0.0])
    foot = FootEnds(FOOT.heel_px * flip + shift, FOOT.toe_px * flip + shift, 1.0)
    ((ends_px, _),) = find_wall_lines(np.ascontiguousarray(drawn(740.0)[:, ::-1]), foot)
    assert WIDTH - 1.0 - crossing_x(ends_px) == pytest.approx(740.0, abs=1.5)


def test_a_rolled_camera_changes_nothing_where_the_roll_is_known() -> None:
    roll_deg = 5.0
    foot = FootEnds(rotate(FOOT.heel_px, roll_deg, MIDDLE), rotate(FOOT.toe_px, roll_deg, MIDDLE), 1.0)
    ((ends_px, _),) = find_wall_lines(drawn(740.0, roll_deg=roll_deg), foot, roll_deg=roll_deg)
    assert crossing_x(rotate(ends_px, -roll_deg, MIDDLE)) == pytest.approx(740.0, abs=2.5)


def test_a_wall_out_of_reach_is_none() -> None:
    assert find_wall_lines(drawn(860.0), FOOT) == ()


def test_a_joint_between_tiles_is_no_wall() -> None:
    picture = np.full((HEIGHT, WIDTH, 3), FLOOR, np.uint8)
    start, end = (int(v) for v in MIDDLE), (790, 680)
    cv2.line(picture, tuple(start), tuple(end), (60, 60, 60), 2, cv2.LINE_AA)
    assert find_wall_lines(picture, FOOT) == ()


def test_a_plain_floor_has_no_lines() -> None:
    assert find_wall_lines(np.full((HEIGHT, WIDTH, 3), FLOOR, np.uint8), FOOT) == ()


def test_a_foot_at_the_picture_s_edge_has_nothing_before_it() -> None:
    foot = FootEnds(np.array([740.0, 590.0]), np.array([WIDTH - 1.0, 600.0]), 1.0)
    assert find_wall_lines(drawn(740.0)[:, : WIDTH - 40], foot) == ()
