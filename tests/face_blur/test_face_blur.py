from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

import cv2
import numpy as np
import pytest

from cv_rom.bundled import models_dir, samples_dir
from cv_rom.face_blur import FaceBlur
from cv_rom.face_blur.body import legs_mask, on_body
from cv_rom.face_blur.face_blur import LOOK_AHEAD_FRAMES
from cv_rom.face_blur.head_finder import POSE_MODEL, HeadFinder
from cv_rom.face_blur.heads import FRESH_FRAMES, Head, cover, head_of
from cv_rom.face_blur.person_detector import PersonDetector
from cv_rom.face_blur.tiles import face_plan, person_plan, tile_around, tiles
from cv_rom.face_blur.tracks import FOLLOWED_FRAMES, HELD_FRAMES, Track
from cv_rom.frames import Frame
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


def standing(x: float, y: float) -> Pose:
    """The same person with hanging arms and straight legs: wrists at y + 240, knees at y + 360, feet at y + 500."""
    pose = upright(x, y)
    for left, (dx, dy) in {13: (70, 150), 15: (70, 240), 19: (70, 270), 25: (50, 360), 27: (50, 480)}.items():
        pose.xy_px[[left, left + 1]] = [[x - dx, y + dy], [x + dx, y + dy]]
    pose.xy_px[[29, 30]] = [[x - 50, y + 495], [x + 50, y + 495]]
    pose.xy_px[[31, 32]] = [[x - 60, y + 500], [x + 60, y + 500]]
    return pose


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


@pytest.mark.parametrize(
    ("finding", "own_body"),
    [
        (Head(150, 90, 50), False),  # the head
        (Head(150, 170, 50), False),  # beside it: the pose may err
        (Head(220, 335, 40), True),  # a hand
        (Head(90, 240, 40), True),  # an elbow
        (Head(150, 280, 50), True),  # the belly
        (Head(100, 450, 30), True),  # a knee
        (Head(205, 585, 20), True),  # a foot
        (Head(320, 300, 40), False),  # somebody beside
        (Head(150, 560, 20), False),  # somebody small, seen between the legs
    ],
)
def test_what_lies_on_somebodys_body_is_no_face(finding: Head, own_body: bool) -> None:
    assert on_body(finding, [standing(150, 90)]) is own_body


def test_nobody_has_no_body() -> None:
    assert not on_body(Head(1, 2, 3), [Pose.nobody(0.0)])
    assert legs_mask([], 10, 10) is None
    mask = legs_mask([Pose.nobody(0.0)], 10, 10)
    assert mask is not None
    assert not mask.any()


def test_only_a_head_just_found_may_hide_the_legs() -> None:
    image = np.random.default_rng(2).integers(0, 256, (650, 300, 3), dtype=np.uint8)
    legs = legs_mask([standing(150, 90)], 650, 300)
    assert legs is not None
    assert legs[450, 100]
    assert legs[590, 205]
    assert not legs[450, 150]  # between the legs
    assert not legs[250, 150]  # the belly
    stale = cover(image, [Head(150, 450, 90, unseen=FRESH_FRAMES + 1)], legs)
    assert np.array_equal(stale[legs], image[legs])
    assert not np.array_equal(stale, image)
    fresh = cover(image, [Head(150, 450, 90, unseen=FRESH_FRAMES)], legs)
    assert not np.array_equal(fresh[legs], image[legs])


def test_heads_of_very_different_size_are_two() -> None:
    assert Head(100, 100, 30).near(Head(110, 100, 15))
    assert not Head(100, 100, 30).near(Head(110, 100, 8))


def smooth(height: int, width: int, seed: int) -> np.ndarray:
    """A picture of random blotches about 8 pixels large."""
    coarse = np.random.default_rng(seed).integers(0, 256, (height // 8, width // 8, 3), dtype=np.uint8)
    return cv2.resize(coarse, (width, height), interpolation=cv2.INTER_CUBIC)


WALL = smooth(240, 320, 3) // 4 + 90
FACE = smooth(64, 64, 4)


def somebody_at(x: int, y: int) -> np.ndarray:
    """The wall with a textured head, 64 pixels large, centred at (x, y)."""
    image = WALL.copy()
    image[y - 32 : y + 32, x - 32 : x + 32] = FACE
    return image


@pytest.mark.parametrize("radius", [30, 50])
def test_a_head_is_followed_by_its_look(radius: float) -> None:
    track = Track.start(somebody_at(80, 90), Head(80, 90, radius))
    for step in range(1, 26):
        track = track.followed(somebody_at(80 + 6 * step, 90 + 2 * step))
        assert (track.head.x, track.head.y) == pytest.approx((80 + 6 * step, 90 + 2 * step), abs=6)
    assert (track.lost, track.head.unseen) == (0, 25)


def test_a_lost_head_stays_covered_ever_wider_for_a_while() -> None:
    track = Track.start(somebody_at(80, 90), Head(80, 90, 30))
    for frame in range(HELD_FRAMES):
        assert not track.is_over
        assert track.circle.radius == pytest.approx(30 * (1 + 0.02 * frame))
        track = track.followed(np.full_like(WALL, 90))
        assert (track.head.x, track.head.y) == (80, 90)
    assert track.followed(np.full_like(WALL, 90)).is_over


def test_a_look_that_is_never_confirmed_ends_too() -> None:
    still = somebody_at(80, 90)
    track = Track.start(still, Head(80, 90, 30))
    for _ in range(FOLLOWED_FRAMES):
        track = track.followed(still)
    assert not track.is_over
    assert track.followed(still).is_over


def test_heads_at_the_edge_are_followed_without_complaint() -> None:
    image = somebody_at(40, 40)
    for x, y in ((0, 0), (319, 239), (-20, 100)):
        assert Track.start(image, Head(x, y, 30)).followed(image).head.y == pytest.approx(y, abs=10)


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


def picture(image: np.ndarray) -> Frame:
    return Frame(image, 0.0, 0)


def changed(before: np.ndarray, after: np.ndarray) -> np.ndarray:
    """Rows and columns of the pixels that differ, shape (N, 2)."""
    return np.argwhere((before != after).any(axis=2))


def test_a_bystander_without_a_pose_is_found_and_followed(
    frontal: np.ndarray, capfd: pytest.CaptureFixture[str]
) -> None:
    with FaceBlur() as face_blur:
        first = changed(frontal, face_blur.blur(picture(frontal), []))
        shifted = np.roll(frontal, 8, axis=1)
        second = changed(shifted, face_blur.blur(picture(shifted), []))
    assert len(first) > 1000
    assert first[:, 0].max() < 0.5 * len(frontal)  # the head, not the legs
    assert second[:, 1].mean() - first[:, 1].mean() == pytest.approx(8, abs=5)
    assert capfd.readouterr() == ("", "")


def test_a_face_stays_covered_when_the_detector_misses_it(frontal: np.ndarray) -> None:
    dim = frontal // 12 + 60  # nothing to see for the detector, but the same scene
    with FaceBlur() as face_blur:
        first = changed(frontal, face_blur.blur(picture(frontal), []))
        face_blur._scene_changes = lambda image: False  # type: ignore[method-assign]
        again = changed(dim, face_blur.blur(picture(dim), []))
    assert np.abs(again.mean(axis=0) - first.mean(axis=0)).max() < 5


def test_a_person_with_a_pose_is_covered_from_behind_too() -> None:
    with FaceBlur(thorough=True) as face_blur:
        rows_columns = changed(NOISE, face_blur.blur(picture(NOISE), [upright(150, 90)]))
    assert rows_columns.mean(axis=0) == pytest.approx([90, 150], abs=3)


def test_a_new_scene_forgets_the_heads_of_the_former() -> None:
    dark = np.zeros_like(NOISE)
    with FaceBlur() as face_blur:
        face_blur.blur(picture(NOISE), [upright(150, 90)])
        assert np.array_equal(face_blur.blur(picture(dark + 7), []), dark + 7)
        assert face_blur._posed == []


def test_somebody_small_seen_from_the_side_is_found_by_the_body() -> None:
    with VideoFile(samples_dir() / "squat-side-heel-lift.mp4") as video:
        reading = iter(video)
        image = next(reading).image
        reading.close()  # type: ignore[attr-defined]
    small = cv2.resize(image, (180, 320), interpolation=cv2.INTER_AREA)
    detector = PersonDetector(models_dir() / POSE_MODEL)
    heads = detector.heads_in(small, (0, 0, 320))
    detector.close()
    (head,) = heads
    assert 8 < head.radius < 40
    assert head.y < 0.4 * len(small)


def test_the_plans_cover_the_picture_with_few_tiles() -> None:
    assert len(face_plan(1280, 720)) == len(face_plan(720, 1280))
    assert len(face_plan(720, 1280)) < 130
    assert len(person_plan(720, 1280)) < 15
    assert person_plan(720, 1280)[0] == (0, 0, 1280)


class LateFinder(HeadFinder):
    """Finds the walker in one frame only."""

    def __init__(self, found_in: int, head: Head) -> None:
        self.frame = 0
        self.found_in = found_in
        self.head = head

    def close(self) -> None:
        pass

    def find_everywhere(self, *args: object) -> list[Head]:
        return []

    def find(self, *args: object) -> list[Head]:
        self.frame += 1
        return [self.head] if self.frame == self.found_in else []


def test_somebody_is_covered_before_he_is_found() -> None:
    places = [(60 + 4 * i, 90) for i in range(20)]
    frames = [Frame(somebody_at(*place), i / 30, i) for i, place in enumerate(places)]
    with FaceBlur() as face_blur:
        face_blur._finder.close()
        face_blur._finder = LateFinder(15, Head(*places[15], 40))
        covered = list(face_blur.blurred(frames, []))
    assert [frame.index for frame in covered] == list(range(20))
    for before, after, (x, y) in zip(frames, covered, places, strict=True):
        where = changed(before.image, after.image)
        assert np.abs(where.mean(axis=0) - [y, x]).max() < 8, before.index
        assert len(where) > 0.9 * np.pi * 40**2


def test_frames_are_held_back_only_so_far() -> None:
    taken = 0

    def frames() -> Iterator[Frame]:
        nonlocal taken
        for i in range(100):
            taken += 1
            yield Frame(WALL, i / 30, i)

    nobody: Sequence[Sequence[Pose]] = [()] * 100
    with FaceBlur() as face_blur:
        face_blur._finder.close()
        face_blur._finder = LateFinder(-1, Head(0, 0, 1))
        blurred = face_blur.blurred(frames(), nobody)
        assert next(blurred).index == 0
        assert taken == LOOK_AHEAD_FRAMES + 1
        assert sum(1 for _ in blurred) == 99


def test_the_same_head_is_not_sought_across_a_cut() -> None:
    before, after = np.zeros_like(WALL), somebody_at(100, 100)
    frames = [Frame(before, 0.0, 0), Frame(before, 0.1, 1), Frame(after, 0.2, 2), Frame(after, 0.3, 3)]
    with FaceBlur() as face_blur:
        face_blur._finder.close()
        face_blur._finder = LateFinder(2, Head(100, 100, 40))  # in frame 3: new scenes do not count
        covered = list(face_blur.blurred(frames, []))
    hidden = [len(changed(a.image, b.image)) > 0 for a, b in zip(frames, covered, strict=True)]
    assert hidden == [False, False, True, True]
