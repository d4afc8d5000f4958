from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
import pytest
from drawn_leg import HEIGHT, WIDTH, leg_frames

from cv_rom.geometry import inclination_deg
from cv_rom.landmark_refinement.leg_refinement import LegRefinement
from cv_rom.poses import PoseTrack
from cv_rom.skeleton import Landmark, Side

STILL, DOWN = 15, 12
BEND = np.concatenate(
    [np.zeros(STILL), np.linspace(0.0, 1.0, DOWN), np.ones(6), np.linspace(1.0, 0.0, DOWN), np.zeros(8)]
)
STANCE = np.arange(len(BEND)) < STILL
BOTTOM = slice(STILL + DOWN, STILL + DOWN + 6)


@pytest.fixture(autouse=True, scope="module")
def _one_thread():
    before = cv2.getNumThreads()
    cv2.setNumThreads(1)
    yield
    cv2.setNumThreads(before)


def refine(
    *, tilt_deg: float, lift_deg: float, stance=STANCE, redraw=lambda image: image, **drawing
) -> tuple[PoseTrack, PoseTrack]:
    """The landmarks and the refined track of one drawn repetition, each picture redrawn before it is looked at."""
    refinement = LegRefinement(width_px=WIDTH, height_px=HEIGHT, outlined=False)
    poses = []
    for frame, pose in leg_frames(2.0 + tilt_deg * BEND, lift_deg * BEND, **drawing):
        refinement.collect(replace(frame, image=redraw(frame.image)), pose)
        poses.append(pose)
    track = PoseTrack.from_poses(poses)
    return track, refinement.finish(track, stance)[0]


def rise_px(track: PoseTrack) -> float:
    height = -track.xy(Landmark.HEEL, Side.RIGHT)[:, 1]
    return float(np.median(height[BOTTOM]) - np.median(height[STANCE]))


def tilt_change_deg(track: PoseTrack) -> float:
    tilt = inclination_deg(track.xy(Landmark.ANKLE, Side.RIGHT), track.xy(Landmark.KNEE, Side.RIGHT), 1.0)
    return float(np.median(tilt[BOTTOM]) - np.median(tilt[STANCE]))


def test_a_flat_heel_stays_down_and_the_shank_tilts():
    landmarks, refined = refine(tilt_deg=30.0, lift_deg=0.0)
    assert abs(rise_px(refined)) < 0.3
    assert tilt_change_deg(refined) == pytest.approx(30.0, abs=1.5)
    heel_noise = refined.noise(Landmark.HEEL, Side.RIGHT)
    assert np.median(heel_noise) < 0.3 * np.median(landmarks.noise(Landmark.HEEL, Side.RIGHT))


def test_a_lifted_heel_rises_by_what_was_drawn():
    _, refined = refine(tilt_deg=25.0, lift_deg=8.0)
    assert rise_px(refined) == pytest.approx(
        85.0 * np.sin(np.radians(8.0)), abs=1.5
    )  # the heel lies 85 px behind the ball
    assert tilt_change_deg(refined) == pytest.approx(25.0, abs=2.0)


def test_a_darker_and_noisier_picture_leaves_the_points_less_certain():
    random = np.random.default_rng(0)

    def stated_px(gain: float, noise: float) -> list[float]:
        def redraw(image):
            return np.clip(gain * image + random.normal(0.0, noise, image.shape), 0, 255).astype(np.uint8)

        _, refined = refine(tilt_deg=30.0, lift_deg=0.0, redraw=redraw)
        return [float(np.median(refined.noise(x, Side.RIGHT)[BOTTOM])) for x in (Landmark.KNEE, Landmark.HEEL)]

    light, dark = stated_px(1.0, 0.0), stated_px(0.12, 5.0)
    assert all(lit_px < dark_px for lit_px, dark_px in zip(light, dark, strict=True))


def test_a_swaying_camera_lifts_no_heel():
    sway = 8.0 * np.sin(np.pi * BEND / 2)
    landmarks, refined = refine(tilt_deg=20.0, lift_deg=0.0, sway_px=sway)
    assert rise_px(landmarks) < -6.0
    assert abs(rise_px(refined)) < 0.8


def test_a_clip_that_begins_in_the_middle_of_a_movement_is_refined_from_its_start():
    bend = np.concatenate([np.linspace(0.5, 1.0, 6), np.ones(6), np.linspace(1.0, 0.0, DOWN), np.zeros(STILL)])
    refinement = LegRefinement(width_px=WIDTH, height_px=HEIGHT, outlined=False)
    poses = []
    for frame, pose in leg_frames(2.0 + 25.0 * bend, 8.0 * bend):
        refinement.collect(frame, pose)
        poses.append(pose)
    landmarks = PoseTrack.from_poses(poses)
    stance = np.arange(len(bend)) >= len(bend) - 8
    refined, _ = refinement.finish(landmarks, stance)
    tilt = inclination_deg(refined.xy(Landmark.ANKLE, Side.RIGHT), refined.xy(Landmark.KNEE, Side.RIGHT), 1.0)
    assert (refined.noise(Landmark.HEEL, Side.RIGHT) < landmarks.noise(Landmark.HEEL, Side.RIGHT)).all()
    assert np.median(tilt[6:12]) - np.median(tilt[stance]) == pytest.approx(25.0, abs=1.5)


def test_where_the_leg_is_hidden_the_landmarks_stay_and_are_less_certain():
    hidden = np.zeros(len(BEND), dtype=bool)
    hidden[BOTTOM] = True
    landmarks, refined = refine(tilt_deg=20.0, lift_deg=0.0, hidden=hidden)
    np.testing.assert_array_equal(refined.xy_px[BOTTOM], landmarks.xy_px[BOTTOM])
    for landmark in (Landmark.KNEE, Landmark.ANKLE, Landmark.HEEL, Landmark.TOE):
        stated, alone = (t.noise(landmark, Side.RIGHT)[BOTTOM] for t in (landmarks, refined))
        np.testing.assert_array_equal(alone, 2.0 * stated)


def test_without_stance_nothing_moves():
    landmarks, refined = refine(tilt_deg=10.0, lift_deg=0.0, stance=np.zeros(len(BEND), dtype=bool))
    np.testing.assert_array_equal(refined.xy_px, landmarks.xy_px)


def test_the_far_leg_and_the_noise_of_others_stay():
    landmarks, refined = refine(tilt_deg=10.0, lift_deg=0.0)
    np.testing.assert_array_equal(refined.xy(Landmark.KNEE, Side.LEFT), landmarks.xy(Landmark.KNEE, Side.LEFT))
    np.testing.assert_array_equal(refined.noise(Landmark.HIP, Side.RIGHT), landmarks.noise(Landmark.HIP, Side.RIGHT))


def test_the_ends_of_the_foot_are_carried_to_every_frame_in_which_it_was_found():
    refinement = LegRefinement(width_px=WIDTH, height_px=HEIGHT)
    poses = []
    for frame, pose in leg_frames(2.0 + 20.0 * BEND, 8.0 * BEND):
        refinement.collect(frame, pose)
        poses.append(pose)
    outline = refinement.finish(PoseTrack.from_poses(poses), STANCE)[1]
    found = np.isfinite(outline.heel_px[:, 0])
    assert found.mean() > 0.8
    np.testing.assert_allclose(outline.toe_px[found, 0], 312.0, atol=2.0)
    assert np.median(outline.heel_px[BOTTOM, 1]) < np.median(outline.heel_px[found & STANCE, 1]) - 8.0


def test_a_leg_that_needs_no_outline_gets_none():
    refinement = LegRefinement(width_px=WIDTH, height_px=HEIGHT, outlined=False)
    poses = []
    for frame, pose in leg_frames(2.0 + 20.0 * BEND, 0.0 * BEND):
        refinement.collect(frame, pose)
        poses.append(pose)
    assert np.isnan(refinement.finish(PoseTrack.from_poses(poses), STANCE)[1].heel_px).all()


def test_a_mask_of_the_wrong_length_is_refused():
    empty = PoseTrack.from_poses([])
    with pytest.raises(ValueError, match="stance"):
        LegRefinement(width_px=10, height_px=10).finish(empty, np.zeros(3, dtype=bool))
