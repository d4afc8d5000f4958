"""Drawing on pictures: where, in which colour, and never on the original."""

from __future__ import annotations

import numpy as np
import pytest

from cv_rom.poses import Pose, PoseTrack
from cv_rom.reports.drawing import FAR, NEAR, SOLE, TIBIA, Overlay, ShankMark, draw, placed
from cv_rom.skeleton import Landmark, Side

GREY = np.full((320, 180, 3), 90, np.uint8)
SHANK = ShankMark(Side.LEFT, 1, 0.0, "Shin 12°")


def nearby(image: np.ndarray, point: np.ndarray, colour: tuple[int, int, int]) -> bool:
    """Whether a pixel of that colour lies within 4 pixels of the point."""
    x, y = (int(v) for v in point)
    patch = image[y - 4 : y + 5, x - 4 : x + 5].astype(int)
    return bool((np.abs(patch - np.array(colour)).max(axis=-1) <= 2).any())


def test_tibia_sole_and_near_leg_are_drawn_where_they_are(track: PoseTrack) -> None:
    pose = track[0]
    image = draw(GREY, Overlay(pose, (Side.LEFT,), SHANK))
    knee, ankle = pose.xy(Landmark.KNEE, Side.LEFT), pose.xy(Landmark.ANKLE, Side.LEFT)
    heel, toe = pose.xy(Landmark.HEEL, Side.LEFT), pose.xy(Landmark.TOE, Side.LEFT)
    hip = pose.xy(Landmark.HIP, Side.LEFT)
    assert nearby(image, (knee + ankle) / 2.0, TIBIA)
    assert nearby(image, (heel + toe) / 2.0, SOLE)
    assert nearby(image, (hip + knee) / 2.0, NEAR)
    assert (GREY == 90).all()


def test_the_vertical_leans_with_the_cameras_roll(track: PoseTrack) -> None:
    upright = draw(GREY, Overlay(track[0], (), SHANK))
    rolled = draw(GREY, Overlay(track[0], (), ShankMark(Side.LEFT, 1, 10.0, "Shin 12°")))
    top = np.array([88.0, 280.0]) + 60.0 * np.array([np.sin(np.radians(10.0)), -np.cos(np.radians(10.0))])
    changed = np.abs(upright.astype(int) - rolled.astype(int)).max(axis=-1) > 30
    assert changed[int(top[1]) - 5 : int(top[1]) + 5, int(top[0]) - 5 : int(top[0]) + 5].any()


def test_what_was_not_seen_is_not_drawn(track: PoseTrack) -> None:
    nobody = Pose.nobody(0.0)
    assert (draw(GREY, Overlay(nobody, (Side.LEFT,), SHANK, ((Side.LEFT, "8°"),))) == 90).all()
    xy = track[0].xy_px.copy()
    xy[[25, 26]] = np.nan
    footed = Pose(0.0, xy, track[0].visibility, track[0].noise_px)
    image = draw(GREY, Overlay(footed, (Side.LEFT,), SHANK))
    assert nearby(image, (footed.xy(Landmark.HEEL, Side.LEFT) + footed.xy(Landmark.TOE, Side.LEFT)) / 2.0, SOLE)
    assert not nearby(image, np.array([91.0, 250.0]), TIBIA)


@pytest.mark.parametrize("shape", [(320, 180, 3), (40, 30, 3), (8, 8, 3), (720, 1280, 3)])
def test_text_fits_into_pictures_of_any_size(shape: tuple[int, int, int], track: PoseTrack) -> None:
    flags = ("Heel lift 21 mm", "Arch collapse 7 mm")
    marks = ((Landmark.HEEL, Side.LEFT),)
    overlay = Overlay(track[0], (Side.LEFT,), SHANK, ((Side.LEFT, "−8°"),), flags, marks, "1/3 speed")
    image = draw(np.full(shape, 90, np.uint8), overlay)
    assert image.shape == shape
    assert (image != 90).any()


def test_the_degree_sign_is_drawn() -> None:
    plain, with_degree, question = (
        draw(GREY, Overlay(Pose.nobody(0.0), flags=(text,))) for text in ("24", "24°", "24?")
    )
    assert (with_degree != plain).any()
    assert (with_degree != question).any()


def test_placed_moves_then_scales(track: PoseTrack) -> None:
    pose = placed(track[0], scale=2.0, origin_px=(80.0, 200.0))
    assert pose.xy(Landmark.KNEE, Side.LEFT) == pytest.approx([28.0, 40.0])
    assert pose.noise_px[25] == 2.0


def test_flags_stand_at_the_top_left_with_a_sign_and_the_speed_at_the_top_right() -> None:
    flagged, slow = (draw(GREY, Overlay(Pose.nobody(0.0), **part)) for part in ({"flags": ("Heel",)}, {"sign": "1/3"}))
    assert (flagged[40:] == 90).all()
    assert nearby(flagged, np.array([12.0, 12.0]), (255, 255, 255))  # the triangle
    assert (flagged[:, 150:] == 90).all()
    assert (slow[40:] == 90).all()
    assert (slow[:, :90] == 90).all()
    assert (slow[:, 100:] != 90).any()


def test_the_speed_stands_below_flags_that_reach_so_far() -> None:
    narrow = np.full((600, 200, 3), 90, np.uint8)
    both = draw(narrow, Overlay(Pose.nobody(0.0), flags=("Abheben der Ferse 33°",), sign="1/3 Tempo"))
    alone = draw(narrow, Overlay(Pose.nobody(0.0), flags=("Abheben der Ferse 33°",)))
    changed = np.flatnonzero((both != alone).any(axis=(1, 2)))
    flag = np.flatnonzero((alone != narrow).any(axis=(1, 2)))
    assert changed.min() > flag.max()


def test_what_a_flag_is_about_is_ringed(track: PoseTrack) -> None:
    heel = track[0].xy(Landmark.HEEL, Side.LEFT)
    plain, ringed = (draw(GREY, Overlay(track[0], (Side.LEFT,), marks=m)) for m in ((), ((Landmark.HEEL, Side.LEFT),)))
    rows, columns = np.nonzero((plain != ringed).any(axis=2))
    assert (columns.mean(), rows.mean()) == pytest.approx(tuple(heel), abs=3)
    assert np.hypot(columns - heel[0], rows - heel[1]).min() > 3


def test_slow_movements_are_drawn_between_pixels(track: PoseTrack) -> None:
    pictures = [draw(GREY, Overlay(placed(track[0], scale=1.0, origin_px=(-x, 0)), (Side.LEFT,))) for x in (0.0, 0.25)]
    assert not np.array_equal(*pictures)


def test_from_the_side_the_far_leg_is_not_drawn(track: PoseTrack) -> None:
    xy = track[0].xy_px.copy()
    xy[26] += (40, 0)  # the right knee
    pose = Pose(0.0, xy, track[0].visibility, track[0].noise_px)
    assert nearby(draw(GREY, Overlay(pose)), xy[26], FAR)
    assert (draw(GREY, Overlay(pose, (Side.LEFT,)))[210:230, 120:150] == 90).all()
