"""Ankles and toes of drawn legs seen from the front, against what was drawn."""

from __future__ import annotations

from functools import cache

import cv2
import numpy as np
import pytest
from drawn_front import HEIGHT, WIDTH, front_frames

from cv_rom.biomechanics.joint_angles import ankle_inward_px
from cv_rom.landmark_refinement.forefoot import Forefoot
from cv_rom.landmark_refinement.front_reference import FrontReference
from cv_rom.landmark_refinement.front_refinement import from_front
from cv_rom.landmark_refinement.leg_refinement import LegRefinement
from cv_rom.poses import Pose, PoseTrack
from cv_rom.skeleton import Landmark, Side

SIDES = pytest.mark.parametrize("side", Side, ids=lambda side: side.value)
STILL, DOWN = 15, 12
BEND = np.concatenate(
    [np.zeros(STILL), np.linspace(0.0, 1.0, DOWN), np.ones(8), np.linspace(1.0, 0.0, DOWN), np.zeros(8)]
)
STANCE = np.arange(len(BEND)) < STILL
BOTTOM = slice(STILL + DOWN + 1, STILL + DOWN + 7)
AT_BOTTOM = np.zeros(len(BEND), dtype=bool)
AT_BOTTOM[BOTTOM] = True


@pytest.fixture(autouse=True, scope="module")
def _one_thread():
    before = cv2.getNumThreads()
    cv2.setNumThreads(1)
    yield
    cv2.setNumThreads(before)


@cache
def refine(*, stands: bool = True, hides: bool = False, **drawing: float) -> tuple[PoseTrack, PoseTrack]:
    """The landmarks and the refined track of one drawn squat."""
    refinement = LegRefinement(width_px=WIDTH, height_px=HEIGHT)
    poses = []
    for frame, pose in front_frames(BEND, hidden=AT_BOTTOM & hides, **drawing):
        refinement.collect(frame, pose)
        poses.append(pose)
    track = PoseTrack.from_poses(poses)
    return track, refinement.finish(track, STANCE & stands)[0]


def travel_px(track: PoseTrack, side: Side) -> float:
    inward = ankle_inward_px(track, side, facing="camera")
    return float(np.median(inward[BOTTOM]) - np.median(inward[STANCE]))


@SIDES
@pytest.mark.parametrize("built_px", [0.0, 6.0])
def test_the_ankle_travels_inward_by_what_was_drawn(built_px: float, side: Side) -> None:
    landmarks, refined = refine(inward_px=built_px)
    assert travel_px(refined, side) == pytest.approx(built_px, abs=1.4 + 0.15 * built_px)
    noise = refined.noise(Landmark.ANKLE, side)[BOTTOM]
    assert (noise < 0.5 * landmarks.noise(Landmark.ANKLE, side)[BOTTOM]).all()
    assert abs(travel_px(refined, side) - built_px) < 1.96 * float(np.median(noise))


@SIDES
@pytest.mark.parametrize("knee_out_px", [-25.0, 25.0])
def test_knees_that_fall_in_or_out_do_not_move_the_ankle(knee_out_px: float, side: Side) -> None:
    assert abs(travel_px(refine(knee_out_px=knee_out_px)[1], side)) < 1.8


@SIDES
def test_a_hand_held_camera_that_sways_is_no_collapse(side: Side) -> None:
    assert abs(travel_px(refine(sway_px=6.0)[1], side)) < 1.5


@SIDES
def test_feet_that_step_keep_their_landmarks(side: Side) -> None:
    landmarks, refined = refine(step_px=14.0)
    stepped = [refined.noise(x, side)[BOTTOM] for x in (Landmark.ANKLE, Landmark.HEEL, Landmark.TOE)]
    assert np.array_equal(stepped, np.full_like(stepped, 4.0))
    ankles = [track.xy(Landmark.ANKLE, side)[BOTTOM] for track in (landmarks, refined)]
    assert np.array_equal(*ankles)


@SIDES
def test_hidden_legs_keep_their_landmarks(side: Side) -> None:
    _, refined = refine(hides=True)
    assert (refined.noise(Landmark.ANKLE, side)[BOTTOM] == 4.0).any()
    assert (refined.noise(Landmark.ANKLE, side)[STANCE][9:] < 4.0).all()


def test_without_stance_everything_stays() -> None:
    landmarks, refined = refine(stands=False)
    assert np.array_equal(landmarks.xy_px, refined.xy_px)


def test_knees_and_hips_are_left_alone() -> None:
    landmarks, refined = refine(inward_px=6.0)
    for landmark in (Landmark.KNEE, Landmark.HIP):
        for side in Side:
            assert np.array_equal(landmarks.xy(landmark, side), refined.xy(landmark, side))


def first(**drawing) -> tuple[np.ndarray, Pose]:
    frame, pose = next(front_frames(BEND, **drawing))
    return frame.image, pose


def test_narrow_shoulders_are_not_seen_from_the_front() -> None:
    assert from_front(first()[1], before=False)
    assert not from_front(first(shoulders_px=15.0)[1], before=True)


@pytest.mark.parametrize("before", [True, False])
def test_a_bent_trunk_does_not_tell_the_view(before: bool) -> None:
    _, pose = first()
    xy_px = pose.xy_px.copy()
    xy_px[11:13, 1] += 140.0
    bent = Pose(pose.time_s, xy_px, pose.visibility, pose.noise_px)
    assert from_front(bent, before=before) == before
    assert from_front(Pose.nobody(0.0), before=before) == before


def test_landmarks_that_were_not_seen_give_no_reference() -> None:
    image, pose = first()
    assert FrontReference.cut(image, pose, Side.LEFT) is not None
    xy_px = pose.xy_px.copy()
    xy_px[27:33] = np.nan
    unseen = Pose(pose.time_s, xy_px, pose.visibility, pose.noise_px)
    assert FrontReference.cut(image, unseen, Side.LEFT) is None
    reference = FrontReference.cut(image, pose, Side.LEFT)
    assert reference is not None
    assert reference.motion(image, unseen) is None


def test_feet_cut_off_by_the_picture_give_no_reference() -> None:
    image, pose = first()
    assert FrontReference.cut(np.ascontiguousarray(image[:590]), pose, Side.LEFT) is None


# --- the forefoot ---------------------------------------------------------------------------------------------------


def speckled(shift: tuple[float, float] = (0.0, 0.0)) -> np.ndarray:
    rng = np.random.default_rng(3)
    grey = cv2.GaussianBlur(rng.normal(0.0, 1.0, (160, 200)).astype(np.float32), (0, 0), 3.0)
    moved = cv2.warpAffine(grey, np.array([[1.0, 0, shift[0]], [0, 1.0, shift[1]]]), (200, 160), flags=cv2.INTER_CUBIC)
    return np.repeat(np.clip(128.0 + 300.0 * moved, 0, 255).astype(np.uint8)[..., None], 3, axis=2)


TOE = np.array([100.0, 90.0])


@pytest.mark.parametrize("shift", [(0.0, 0.0), (3.4, -2.3), (-5.5, 4.0)])
def test_a_forefoot_is_found_to_a_fraction_of_a_pixel(shift: tuple[float, float]) -> None:
    forefoot = Forefoot.cut(speckled(), TOE, 150.0)
    assert forefoot is not None
    assert forefoot.shift_px(speckled(shift)) == pytest.approx(shift, abs=0.15)


def test_something_else_is_no_forefoot() -> None:
    forefoot = Forefoot.cut(speckled(), TOE, 150.0)
    assert forefoot is not None
    assert forefoot.shift_px(speckled()[::-1, ::-1]) is None
    assert forefoot.shift_px(speckled()[:10]) is None, "a picture smaller than the forefoot"


@pytest.mark.parametrize(
    ("picture", "toe"),
    [
        pytest.param(np.full((160, 200, 3), 90, np.uint8), TOE, id="plain"),
        pytest.param(speckled(), np.array([10.0, 90.0]), id="cut off"),
    ],
)
def test_what_cannot_be_followed_gives_none(picture: np.ndarray, toe: np.ndarray) -> None:
    assert Forefoot.cut(picture, toe, 150.0) is None
