"""The marker and sheets of A4 drawn in perspective into pictures; what only looks like them is left alone."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
import pytest
from sample_clips import SAMPLES, TRUTH

from cv_rom.biomechanics.scale_target import target_scales
from cv_rom.frames import Frame
from cv_rom.geometry import FloatArray, rotate
from cv_rom.landmark_refinement.scale_target import find_scale_targets
from cv_rom.poses import Pose
from cv_rom.scene import ScaleTarget, Scene
from cv_rom.skeleton import LANDMARK_COUNT
from cv_rom.video.sampling import sample_frames

WIDTH, HEIGHT = 900, 700
CELL = 40
LYING = np.array([[420.3, 560.2], [465.1, 559.8], [472.7, 580.6], [421.9, 581.1]])
STANDING = np.array([[420.3, 500.2], [475.8, 503.4], [473.9, 558.2], [419.2, 555.1]])
SHEET = np.array([[420.3, 500.2], [520.4, 503.4], [518.9, 574.2], [419.2, 570.1]])
WHITE = np.full((300, 420, 3), 235, np.uint8)


def room(*, dark: bool = False) -> np.ndarray:
    """A floor and a wall with some texture."""
    picture = np.full((HEIGHT, WIDTH, 3), (150, 130, 105), np.uint8)
    picture[:420] = (165, 170, 160)
    cv2.line(picture, (0, 420), (WIDTH, 420), (90, 90, 90), 6)
    return picture // 4 if dark else picture


def marker(number: int = 0) -> np.ndarray:
    """The marker with its white margin, one cell wide, RGB."""
    pattern = cv2.aruco.generateImageMarker(cv2.aruco.getPredefinedDictionary(cv2.aruco.DICT_4X4_50), number, 6 * CELL)
    return cv2.cvtColor(cv2.copyMakeBorder(pattern, *4 * [CELL], cv2.BORDER_CONSTANT, value=255), cv2.COLOR_GRAY2RGB)


def pasted(picture: np.ndarray, thing: np.ndarray, corners: FloatArray, *, margin: int = 0) -> np.ndarray:
    """The picture with a thing whose corners, `margin` inside of it, lie there; edges blurred as a camera does."""
    high, wide = thing.shape[:2]
    inner = np.array([[0, 0], [wide, 0], [wide, high], [0, high]]) + margin * np.array(
        [[1, 1], [-1, 1], [-1, -1], [1, -1]]
    )
    finer = 4
    to_fine = cv2.getPerspectiveTransform(
        (inner - 0.5).astype(np.float32), (finer * corners + (finer - 1) / 2).astype(np.float32)
    )
    size = (finer * picture.shape[1], finer * picture.shape[0])
    colour = cv2.warpPerspective(thing, to_fine, size, flags=cv2.INTER_AREA)
    inside = cv2.warpPerspective(np.full((high, wide), 255, np.uint8), to_fine, size)
    colour, inside = (cv2.resize(x, picture.shape[1::-1], interpolation=cv2.INTER_AREA) for x in (colour, inside))
    share = inside[..., None] / 255.0
    return (colour + (1.0 - share) * picture).clip(0, 255).astype(np.uint8)


def moved(corners: FloatArray, right_px: float) -> FloatArray:
    return np.asarray(corners + np.array([right_px, 0.0]))


def frames(*pictures: np.ndarray, count: int = 5) -> list[Frame]:
    """Pictures in turn, each with noise of its own."""
    noise = np.random.default_rng(0)
    taken = [pictures[i % len(pictures)] for i in range(count)]
    noisy = [np.clip(p + noise.normal(0.0, 2.0, p.shape), 0, 255).astype(np.uint8) for p in taken]
    return [Frame(picture, i / 3.0, i) for i, picture in enumerate(noisy)]


def found_in(taken: Sequence[Frame], *, a4: bool = False, people: Sequence[Pose] = ()) -> tuple[ScaleTarget, ...]:
    return find_scale_targets(taken, [people] * len(taken), a4=a4)


def with_marker(corners: FloatArray, number: int = 0, *, dark: bool = False) -> np.ndarray:
    thing = marker(number)
    return pasted(room(dark=dark), thing // 4 if dark else thing, corners, margin=CELL)


def off_px(target: ScaleTarget, corners: FloatArray) -> float:
    """Largest distance of corresponding corners, whichever comes first."""
    return min(float(np.linalg.norm(np.roll(target.corners_px, k, axis=0) - corners, axis=1).max()) for k in range(4))


def area_share(target: ScaleTarget, corners: FloatArray) -> float:
    return cv2.contourArea(target.corners_px.astype(np.float32)) / cv2.contourArea(corners.astype(np.float32))


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("turned_deg", [0.0, 30.0, 90.0])
@pytest.mark.parametrize("corners", [LYING, STANDING], ids=["lying", "standing"])
def test_a_marker_is_found_to_half_a_pixel(corners: FloatArray, turned_deg: float, dark: bool) -> None:
    there = rotate(corners, turned_deg if corners is STANDING else 0.0, corners.mean(axis=0))
    [target] = found_in(frames(with_marker(there, dark=dark)))
    assert target.source == "marker"
    assert off_px(target, there) < 0.8
    assert area_share(target, there) == pytest.approx(1.0, abs=0.03)


@pytest.mark.parametrize("dark", [False, True])
def test_a_sheet_is_found_to_half_a_pixel(dark: bool) -> None:
    [target] = found_in(frames(pasted(room(dark=dark), WHITE // 3 if dark else WHITE, SHEET)), a4=True)
    assert target.source == "a4"
    assert off_px(target, SHEET) < 0.8
    assert area_share(target, SHEET) == pytest.approx(1.0, abs=0.01)


def test_a_lying_sheet_is_found() -> None:
    lying = np.array([[420.0, 560.0], [520.0, 561.0], [531.0, 590.0], [417.0, 588.0]])
    [target] = found_in(frames(pasted(room(), WHITE, lying)), a4=True)
    assert off_px(target, lying) < 1.0


def test_a_sheet_counts_only_when_it_is_told_of() -> None:
    taken = frames(pasted(room(), WHITE, SHEET))
    assert found_in(taken) == ()
    assert found_in([]) == ()


def test_the_marker_is_preferred_to_a_sheet() -> None:
    both = pasted(with_marker(LYING), WHITE, moved(SHEET, 200.0))
    assert [target.source for target in found_in(frames(both), a4=True)] == ["marker"]


def half_hidden() -> np.ndarray:
    picture = with_marker(STANDING)
    picture[480:530, 400:500] = (60, 50, 40)
    return picture


@pytest.mark.parametrize(
    "picture",
    [
        pytest.param(room(), id="no marker"),
        pytest.param(with_marker(STANDING, number=1), id="another number"),
        pytest.param(half_hidden(), id="half hidden"),
        pytest.param(pasted(with_marker(STANDING), marker(), moved(STANDING, 150.0), margin=CELL), id="two of them"),
        pytest.param(with_marker(STANDING.mean(axis=0) + (STANDING - STANDING.mean(axis=0)) / 6.0), id="tiny"),
    ],
)
def test_without_one_whole_marker_there_is_none(picture: np.ndarray) -> None:
    assert found_in(frames(picture)) == ()


def test_a_marker_that_is_carried_about_is_none() -> None:
    assert found_in(frames(*(with_marker(moved(STANDING, 20.0 * i)) for i in range(5)))) == ()


def test_a_marker_may_be_hidden_for_a_while() -> None:
    assert len(found_in(frames(with_marker(STANDING), room(), count=6))) == 1
    assert found_in(frames(with_marker(STANDING), room(), room(), room(), room(), count=10)) == ()


def door() -> np.ndarray:
    picture = room()
    cv2.rectangle(picture, (600, 60), (780, 430), (240, 240, 240), -1)
    return picture


def framed() -> np.ndarray:
    picture = pasted(room(), np.full_like(WHITE, 60), SHEET)
    return pasted(picture, np.dstack([WHITE[..., 0], WHITE[..., 0] // 2, WHITE[..., 0] // 4]), SHEET * 0.9 + 48.0)


@pytest.mark.parametrize(
    "picture",
    [
        pytest.param(door(), id="a white door"),
        pytest.param(framed(), id="a coloured picture"),
        pytest.param(pasted(room(), WHITE, moved(SHEET, -430.0)), id="cut by the frame's edge"),
        pytest.param(pasted(room(), WHITE, SHEET * (1.0, 0.05) + (0.0, 500.0)), id="a sliver"),
        pytest.param(pasted(room(), (WHITE * 0.62).astype(np.uint8), SHEET), id="hardly brighter than the floor"),
        pytest.param(pasted(room(), WHITE, SHEET - 0.5 * (SHEET - SHEET[0]) * [[0], [0], [1], [0]]), id="a dart"),
    ],
)
def test_what_is_no_blank_bright_sheet_is_left_alone(picture: np.ndarray) -> None:
    assert found_in(frames(picture), a4=True) == ()


def test_a_bright_patch_of_a_person_is_no_sheet() -> None:
    points = np.full((LANDMARK_COUNT, 2), np.nan)
    points[:2] = SHEET.mean(axis=0)
    pose = Pose(0.0, points, np.ones(LANDMARK_COUNT), np.ones(LANDMARK_COUNT))
    assert found_in(frames(pasted(room(), WHITE, SHEET)), a4=True, people=[pose]) == ()


@pytest.mark.parametrize(("thing", "size_cm"), [("marker", (10.0, 10.0)), ("a4", (21.0, 29.7))])
def test_in_a_sample_clip_the_scale_is_the_one_it_was_pasted_with(thing: str, size_cm: tuple[float, float]) -> None:
    """Stood up before the toes, in the plane of a foot whose 24.2 cm are seen 145 pixels long."""
    taken = sample_frames(SAMPLES / TRUTH["knee-to-wall-left"]["file"], 4)
    height, width = taken[0].image.shape[:2]
    foot_px, px_per_cm = np.array([330.0, 1120.0]), 145.0 / TRUTH["knee-to-wall-left"]["foot_length_cm"]
    corners = (245.0, 1136.0) + px_per_cm * np.array([[-1, -1], [0, -1], [0, 0], [-1, 0]]) * size_cm
    picture, margin = (marker(), CELL) if thing == "marker" else (WHITE, 0)
    taken = [Frame(pasted(f.image, picture, corners, margin=margin), f.time_s, f.index) for f in taken]
    targets = found_in(taken, a4=thing == "a4")
    scales = [s for t in targets for s in target_scales(t, Scene(width, height, roll_deg=0.0), foot_px)]
    assert min(abs(scale.px_per_cm / px_per_cm - 1.0) for scale in scales) < 0.02
