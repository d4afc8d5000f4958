from __future__ import annotations

from itertools import islice

import numpy as np
import pytest

from cv_rom.bundled import samples_dir
from cv_rom.face_blur import FaceBlur
from cv_rom.face_blur.heads import Head, cover, head_of
from cv_rom.face_blur.tiles import tile_around, tiles
from cv_rom.poses import Pose
from cv_rom.skeleton import LANDMARK_COUNT
from cv_rom.video.video_file import VideoFile

NOISE = np.random.default_rng(1).integers(0, 256, (400, 300, 3), dtype=np.uint8)


def upright(x: float, y: float) -> Pose:
    """Somebody 160 pixels from shoulder to hip, seen from the front, the face centred at (x, y)."""
    xy_px = np.tile([x, y], (LANDMARK_COUNT, 1))
    xy_px[7:9] += [[-20, 0], [20, 0]]  # ears
    xy_px[[11, 12]] = [[x - 50, y + 60], [x + 50, y + 60]]
    xy_px[[23, 24]] = [[x - 50, y + 220], [x + 50, y + 220]]
    return Pose(0.0, xy_px, np.ones(LANDMARK_COUNT), np.ones(LANDMARK_COUNT))


def test_the_head_of_a_pose() -> None:
    assert head_of(upright(150, 90)) == Head(150, 90, pytest.approx(0.4 * 160))
    assert head_of(Pose.nobody(0.0)) is None


def test_hips_out_of_sight_leave_the_face_to_tell_the_size() -> None:
    pose = upright(150, 90)
    pose.xy_px[23:] = np.nan
    assert head_of(pose) == Head(150, 90, pytest.approx(1.3 * 40))


def test_a_covered_head_keeps_sixteen_colours_and_the_rest_its_pixels() -> None:
    covered = cover(NOISE, [Head(150, 100, 60)])
    y, x = np.mgrid[:400, :300]
    inside = np.hypot(x - 150, y - 100) <= 60
    assert np.array_equal(covered[~inside], NOISE[~inside])
    # Noise of standard deviation 74 averaged over 30 x 30 pixels: nothing of it is left.
    assert NOISE[inside].std() > 70
    assert covered[inside].std() < 5


def test_the_original_picture_is_left_as_it_is() -> None:
    before = NOISE.copy()
    cover(NOISE, [Head(150, 100, 60)])
    assert np.array_equal(NOISE, before)


@pytest.mark.parametrize("head", [Head(-100, 50, 30), Head(0, 0, 40), Head(299, 399, 500), Head(10, 10, 0.2)])
def test_heads_at_and_beyond_the_edge(head: Head) -> None:
    assert cover(NOISE, [head]).shape == NOISE.shape


@pytest.mark.parametrize(("width", "height", "side"), [(720, 1280, 360), (272, 480, 81), (100, 100, 100), (50, 90, 64)])
def test_tiles_cover_the_whole_picture(width: int, height: int, side: int) -> None:
    seen = np.zeros((height, width), bool)
    for left, top, length in tiles(width, height, side):
        seen[top : top + length, left : left + length] = True
    assert seen.all()


@pytest.mark.parametrize("head", [Head(150, 200, 20), Head(0, 0, 20), Head(299, 399, 300)])
def test_the_tile_around_a_head_lies_inside_the_picture(head: Head) -> None:
    left, top, side = tile_around(head, 300, 400)
    assert left >= 0
    assert top >= 0
    assert side > 0
    assert left + side <= 300
    assert top + side <= 400


@pytest.fixture(scope="module")
def frontal() -> np.ndarray:
    """A rendered person facing the camera."""
    with VideoFile(samples_dir() / "squat-front-turn-out.mp4") as video:
        reading = iter(video)
        (frame,) = islice(reading, 1)
        reading.close()  # type: ignore[attr-defined]
    return frame.image


def changed(before: np.ndarray, after: np.ndarray) -> np.ndarray:
    """Rows and columns of the pixels that differ, shape (N, 2)."""
    return np.argwhere((before != after).any(axis=2))


def test_a_bystander_without_a_pose_is_found_and_followed(
    frontal: np.ndarray, capfd: pytest.CaptureFixture[str]
) -> None:
    with FaceBlur() as face_blur:
        first = changed(frontal, face_blur.blur(frontal, []))
        shifted = np.roll(frontal, 8, axis=1)
        second = changed(shifted, face_blur.blur(shifted, []))
    assert len(first) > 1000
    assert first[:, 0].max() < 0.5 * len(frontal)  # the head, not the legs
    assert second[:, 1].mean() - first[:, 1].mean() == pytest.approx(8, abs=5)
    assert capfd.readouterr() == ("", "")


def test_a_face_stays_covered_when_the_detector_misses_it(frontal: np.ndarray) -> None:
    dim = frontal // 12 + 60  # nothing to see for the detector, but the same scene
    with FaceBlur() as face_blur:
        first = changed(frontal, face_blur.blur(frontal, []))
        face_blur._scene_changes = lambda image: False  # type: ignore[method-assign]
        again = changed(dim, face_blur.blur(dim, []))
    assert np.abs(again.mean(axis=0) - first.mean(axis=0)).max() < 5


def test_a_person_with_a_pose_is_covered_from_behind_too() -> None:
    with FaceBlur(thorough=True) as face_blur:
        rows_columns = changed(NOISE, face_blur.blur(NOISE, [upright(150, 90)]))
    assert rows_columns.mean(axis=0) == pytest.approx([90, 150], abs=3)


def test_a_new_scene_forgets_the_heads_of_the_former() -> None:
    dark = np.zeros_like(NOISE)
    with FaceBlur() as face_blur:
        face_blur.blur(NOISE, [upright(150, 90)])
        assert np.array_equal(face_blur.blur(dark + 7, []), dark + 7)
        assert face_blur._posed == []
