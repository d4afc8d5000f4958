"""The truth of a varied clip, on a clip of two frames."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest
from clips import write_clip
from truth import clips_in
from variations import VARIATIONS, landscape, turning, varied_truth, warp, write

WIDTH, HEIGHT = 64, 48
TILT_DEG = 20.0


def truth(frames: int = 4) -> dict[str, Any]:
    """A left leg that leans by 20 deg to the image left, seen from the left; a right one that stands upright."""
    ankle = np.array([30.0, 40.0])
    knees = {
        side: ankle - 20.0 * np.array([np.sin(a), np.cos(a)]) for side, a in (("L", np.radians(TILT_DEG)), ("R", 0.0))
    }
    sides = {"L": -TILT_DEG, "R": 0.0}
    return {
        "description": "squat",
        "view": "side",
        "kind": "squat",
        "camera_side": "L",
        "test_side": None,
        "camera_roll_deg": 0.0,
        "camera_azimuth_off_deg": 10.0,
        "width": WIDTH,
        "height": HEIGHT,
        "fps": 30,
        "n_frames": frames,
        "body": {"height_m": 1.7, "foot_length_m": 0.25},
        "time_s": [i / 30 for i in range(frames)],
        "camera": {
            "position_m": [2.0, 0.8, 0.1],
            "target_m": [0.1, 0.8, 0.0],
            "roll_deg": 0.0,
            "focal_px": 50.0,
            "principal_px": [WIDTH / 2, HEIGHT / 2],
            "width": WIDTH,
            "height": HEIGHT,
            "render_scale": 1.0,
            "world_to_camera": np.eye(4).tolist(),
        },
        "points_px": {
            s: {"knee": [np.round(k, 2).tolist()] * frames, "ankle": [ankle.tolist()] * frames}
            for s, k in knees.items()
        },
        "sides": {
            s: {"tibia_inclination_image_deg": [tilt] * frames, "px_per_cm_at_ankle": [4.0] * frames}
            for s, tilt in sides.items()
        },
        "reps": [{"start_s": 0.03, "bottom_s": 0.06, "end_s": 0.1, "sides": {"L": {"frame_peak": 2}, "R": {}}}],
    }


def seen_tilt_deg(of: dict[str, Any], side: str) -> float:
    """The lean of a leg to the image right, from its points."""
    points = of["points_px"][side]
    across, down = np.subtract(points["knee"][0], points["ankle"][0])
    return float(np.degrees(np.arctan2(across, -down)))


@pytest.mark.parametrize("name", VARIATIONS)
@pytest.mark.parametrize("side", "LR")
def test_points_and_angles_are_changed_alike(name: str, side: str) -> None:
    found = varied_truth(truth(), name)
    assert seen_tilt_deg(found, side) == pytest.approx(found["sides"][side]["tibia_inclination_image_deg"][0], abs=0.1)


def test_a_mirror_swaps_the_sides_and_twice_is_nothing() -> None:
    once = varied_truth(truth(), "mirror")
    assert seen_tilt_deg(once, "R") == pytest.approx(TILT_DEG, abs=0.1)
    assert (once["camera_side"], once["camera_azimuth_off_deg"]) == ("R", 10.0)
    assert once["reps"][0]["sides"]["R"] == {"frame_peak": 2}
    twice = varied_truth(once, "mirror")
    assert {**twice, "description": "squat"} == truth()


def test_a_roll_leans_everything_to_the_right() -> None:
    found = varied_truth(truth(), "roll_3")
    assert seen_tilt_deg(found, "R") == pytest.approx(3.0, abs=0.1)
    assert found["camera_roll_deg"] == found["camera"]["roll_deg"] == 3.0


def test_half_the_frames_at_half_the_rate() -> None:
    found = varied_truth(truth(), "15_fps")
    assert (found["n_frames"], found["fps"]) == (2, 15)
    assert found["time_s"] == pytest.approx([0.0, 2 / 30])
    assert len(found["points_px"]["L"]["knee"]) == len(found["sides"]["L"]["px_per_cm_at_ankle"]) == 2
    assert found["reps"][0]["sides"]["L"]["frame_peak"] == 1


def test_slower_stretches_every_time() -> None:
    found = varied_truth(truth(), "slow")
    assert found["fps"] == 20
    assert found["reps"][0]["bottom_s"] == pytest.approx(0.09)


@pytest.mark.parametrize(("name", "scale"), [("half", 0.5), ("small", 0.6)])
def test_a_smaller_person(name: str, scale: float) -> None:
    found = varied_truth(truth(), name)
    assert found["sides"]["L"]["px_per_cm_at_ankle"][0] == pytest.approx(4.0 * scale)
    assert found["camera"]["focal_px"] == pytest.approx(50.0 * scale)
    assert found["camera"]["principal_px"] == pytest.approx([found["width"] / 2, found["height"] / 2])


@pytest.mark.parametrize(("size", "whole"), [((432, 768), (1024, 768)), ((768, 432), (768, 576))])
def test_a_landscape_picture_holds_the_other(size: tuple[int, int], whole: tuple[int, int]) -> None:
    assert landscape(*size) == whole


def test_a_picture_turns_as_its_points_do() -> None:
    image = np.zeros((101, 101, 3), np.uint8)
    image[20:23, 70:73] = 255
    matrix = turning(30.0, 101, 101)
    turned = warp(image, matrix, (101, 101))[..., 0].astype(float)
    rows, columns = np.indices(turned.shape)
    centre = [(turned * x).sum() / turned.sum() + 0.5 for x in (columns, rows)]
    assert centre == pytest.approx(matrix[:, :2] @ [71.5, 21.5] + matrix[:, 2], abs=0.1)


@pytest.mark.parametrize("name", ["15_fps", "half", "roll_3"])
def test_the_written_clip_is_the_one_its_truth_tells_of(name: str, tmp_path: Path) -> None:
    clip = write_clip(tmp_path / "clip.mp4", size=(WIDTH, HEIGHT), times_s=[i / 30 for i in range(4)])
    clip.with_suffix(".json").write_text(json.dumps(truth()), encoding="utf-8")
    varied = write(clip, name, tmp_path / name)
    told = json.loads(varied.with_suffix(".json").read_text("utf-8"))
    with av.open(varied) as container:
        frames = list(container.decode(video=0))
    assert [frame.time for frame in frames] == pytest.approx(told["time_s"], abs=1e-3)
    assert (frames[0].width, frames[0].height) == (told["width"], told["height"])


def test_a_worse_picture_is_in_a_group_of_its_own(tmp_path: Path) -> None:
    for name in ("mirror", "roll_3", "noise"):
        (tmp_path / f"{name}.mp4").touch()
        known = {**varied_truth(truth(), name), "reps": []}
        (tmp_path / f"{name}.json").write_text(json.dumps(known), encoding="utf-8")
    assert {clip.name: clip.group for clip in clips_in(tmp_path)} == {
        "mirror": "core",
        "roll_3": "off axis",
        "noise": "degraded",
    }
