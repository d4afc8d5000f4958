"""Variations of clips with known truth: the same recording mirrored, turned, noisy, small ..., its truth changed along.

    python bench/variations.py CLIPS OUT [--variation NAME...] [--clip NAME...]

CLIPS holds CLIP.mp4 with CLIP.json beside it (frames and definitions: samples/SOURCES.md); OUT gets a folder for each
variation with clips of the same names. What is varied here stays exactly known; another body, room or direction of
view would have to be rendered. Encoded with H.264 at a quality that hides nothing (crf 16), but for `compressed`.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice
from pathlib import Path
from typing import Any

import av
import cv2
import numpy as np
from numpy.typing import NDArray

Image = NDArray[np.uint8]
Matrix = NDArray[np.float64]
Truth = dict[str, Any]
Redraw = Callable[[Image, np.random.Generator], Image]

SMALL = 0.6
DIM_GAIN, DIM_GAMMA, DIM_NOISE = 0.4, 1.4, 5.0
NOISE = 12.0
BLUR_PX = 2.0


@dataclass(frozen=True)
class Variation:
    """How a picture (H, W, 3) is redrawn and its truth changed; one frame in `every` is kept, time runs `slower`."""

    redraw: Redraw = lambda image, _: image
    change: Callable[[Truth], None] = lambda _: None
    degraded: bool = False
    every: int = 1
    slower: float = 1.0
    crf: int = 16


# --- geometry: one matrix (2, 3) for the picture and the points, in pixels with the corner of the picture at 0, 0 -----


def turning(angle_deg: float, width: int, height: int) -> Matrix:
    """Clockwise about the picture's centre."""
    cos, sin = np.cos(np.radians(angle_deg)), np.sin(np.radians(angle_deg))
    turn, centre = np.array([[cos, -sin], [sin, cos]]), np.array([width, height]) / 2.0
    return np.column_stack([turn, centre - turn @ centre])


def landscape(width: int, height: int) -> tuple[int, int]:
    """The smallest 4:3 picture that holds one of the given size; even sides, as H.264 wants them."""
    high = max(height, width * 3 / 4)
    return 2 * round(high * 2 / 3), 2 * round(high / 2)


def shrinking(width: int, height: int) -> tuple[Matrix, tuple[int, int]]:
    """Scaled to 60 % in the middle of a 4:3 picture, and that picture's size."""
    size = landscape(round(SMALL * width), round(SMALL * height))
    shift = [(size[0] - SMALL * width) / 2.0, (size[1] - SMALL * height) / 2.0]
    return np.array([[SMALL, 0.0, shift[0]], [0.0, SMALL, shift[1]]]), size


def warp(image: Image, matrix: Matrix, size: tuple[int, int]) -> Image:
    """The picture under the matrix; what lies outside it repeats its border. OpenCV has 0, 0 at a pixel's centre."""
    shifted = matrix.copy()
    shifted[:, 2] += matrix[:, :2] @ [0.5, 0.5] - 0.5
    scale = np.sqrt(np.linalg.det(matrix[:, :2]))
    if scale < 1.0:  # else the finer texture would turn into noise
        image = cv2.GaussianBlur(image, (0, 0), 0.5 * np.sqrt(1.0 / scale**2 - 1.0))
    return cv2.warpAffine(image, shifted, size, flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)


def turn_picture(angle_deg: float) -> Redraw:
    def redraw(image: Image, _: np.random.Generator) -> Image:
        height, width = image.shape[:2]
        return warp(image, turning(angle_deg, width, height), (width, height))

    return redraw


def shrink_picture(image: Image, _: np.random.Generator) -> Image:
    matrix, size = shrinking(image.shape[1], image.shape[0])
    return warp(image, matrix, size)


# --- truth ------------------------------------------------------------------------------------------------------------


def move_points(truth: Truth, matrix: Matrix) -> None:
    for points in truth["points_px"].values():
        for name, track in points.items():
            points[name] = np.round(np.array(track) @ matrix[:, :2].T + matrix[:, 2], 2).tolist()


def scale_pixels(truth: Truth, scale: float, matrix: Matrix, size: tuple[int, int]) -> None:
    """Everything that is told in pixels."""
    move_points(truth, matrix)
    truth["width"], truth["height"] = size
    camera = truth["camera"]
    rendered = camera["render_scale"]  # the camera is told in pixels before this scale
    camera["width"], camera["height"] = (round(side / rendered) for side in size)
    camera["focal_px"] *= scale
    camera["principal_px"] = (matrix[:, :2] @ camera["principal_px"] + matrix[:, 2] / rendered).tolist()
    for side in truth["sides"].values():
        side["px_per_cm_at_ankle"] = [round(scale * value, 3) for value in side["px_per_cm_at_ankle"]]


def halve(truth: Truth) -> None:
    size = (truth["width"] // 2, truth["height"] // 2)
    scale_pixels(truth, 0.5, np.array([[0.5, 0.0, 0.0], [0.0, 0.5, 0.0]]), size)


def shrink(truth: Truth) -> None:
    scale_pixels(truth, SMALL, *shrinking(truth["width"], truth["height"]))


def turn(angle_deg: float) -> Callable[[Truth], None]:
    """The camera turned the other way: only what is told in the picture changes, and the camera."""

    def change(truth: Truth) -> None:
        move_points(truth, turning(angle_deg, truth["width"], truth["height"]))
        truth["camera_roll_deg"] += angle_deg
        camera = truth["camera"]
        camera["roll_deg"] += angle_deg
        cos, sin = np.cos(np.radians(angle_deg)), np.sin(np.radians(angle_deg))
        across, up = np.array(camera["world_to_camera"][:2])
        camera["world_to_camera"][:2] = [(cos * across + sin * up).tolist(), (cos * up - sin * across).tolist()]
        for side in truth["sides"].values():
            name = "tibia_inclination_image_deg"
            side[name] = [round(value + angle_deg, 3) for value in side[name]]

    return change


def mirror(truth: Truth) -> None:
    """The world seen in a mirror: left is right; x, roll and signed angles in the picture change their sign.

    The direction of view stays: it is counted towards the person's front, on whichever side the camera stands.
    """
    width = truth["width"]
    truth["camera_roll_deg"] *= -1
    camera = truth["camera"]
    camera["roll_deg"] *= -1
    for name in ("position_m", "target_m"):
        camera[name][0] *= -1
    camera["principal_px"][0] = camera["width"] - camera["principal_px"][0]
    across = np.diag([-1.0, 1.0, 1.0, 1.0])
    camera["world_to_camera"] = (across @ np.array(camera["world_to_camera"]) @ across).tolist()
    move_points(truth, np.array([[-1.0, 0.0, width], [0.0, 1.0, 0.0]]))
    for side in truth["sides"].values():
        side["tibia_inclination_image_deg"] = [-value for value in side["tibia_inclination_image_deg"]]
    for node in [truth, *nested(truth)]:
        if node.keys() == {"L", "R"}:
            node["L"], node["R"] = node["R"], node["L"]
        for name in ("test_side", "camera_side"):
            if node.get(name):
                node[name] = {"L": "R", "R": "L"}[node[name]]


def nested(node: Any) -> Iterator[Truth]:
    """Every dictionary inside `node`."""
    for item in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        if isinstance(item, dict):
            yield item
        yield from nested(item)


def thin(truth: Truth, every: int) -> None:
    """One frame in `every`: all lists that run over the frames, and the numbers of frames."""
    count = truth["n_frames"]
    for node in [truth, *nested(truth)]:
        for name, item in node.items():
            if isinstance(item, list) and len(item) == count:
                node[name] = item[::every]
            elif name.startswith("frame_"):
                node[name] = item // every
    truth["n_frames"] = len(truth["time_s"])
    truth["fps"] /= every


def slow_down(truth: Truth, factor: float) -> None:
    truth["fps"] /= factor
    truth["time_s"] = [round(factor * time, 5) for time in truth["time_s"]]
    for repetition in truth["reps"]:
        for name in ("start_s", "bottom_s", "end_s"):
            repetition[name] = round(factor * repetition[name], 3)


# --- quality ----------------------------------------------------------------------------------------------------------


def add_noise(image: Image, random: np.random.Generator, sd: float = NOISE) -> Image:
    noisy = image + sd * random.standard_normal(image.shape, dtype=np.float32)
    return np.clip(noisy, 0.0, 255.0).astype(np.uint8)


def dim(image: Image, random: np.random.Generator) -> Image:
    """Little light: a third of the brightness, darks darker still, and the sensor's noise."""
    dark = 255.0 * DIM_GAIN * (image / np.float32(255.0)) ** DIM_GAMMA
    return add_noise(dark.astype(np.float32), random, DIM_NOISE)


VARIATIONS = {
    "mirror": Variation(lambda image, _: np.ascontiguousarray(image[:, ::-1]), mirror),
    "roll_3": Variation(turn_picture(3.0), turn(3.0)),
    "roll_minus_6": Variation(turn_picture(-6.0), turn(-6.0)),
    "small": Variation(shrink_picture, shrink),
    "15_fps": Variation(every=2),
    "slow": Variation(slower=1.5),
    "noise": Variation(add_noise, degraded=True),
    "dim": Variation(dim, degraded=True),
    "blur": Variation(lambda image, _: cv2.GaussianBlur(image, (0, 0), BLUR_PX), degraded=True),
    "half": Variation(
        lambda image, _: cv2.resize(image, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA), halve, degraded=True
    ),
    "compressed": Variation(degraded=True, crf=36),
}


# --- writing ----------------------------------------------------------------------------------------------------------


def varied_truth(truth: Truth, name: str) -> Truth:
    """The truth of a clip after the variation `name`."""
    variation, truth = VARIATIONS[name], deepcopy(truth)
    variation.change(truth)
    if variation.every > 1:
        thin(truth, variation.every)
    if variation.slower != 1.0:
        slow_down(truth, variation.slower)
    truth["description"] += f" ({name.replace('_', ' ')})"
    if variation.degraded:
        truth["post"] = {**(truth.get("post") or {}), "variation": name}
    return truth


def write_clip(source: Path, target: Path, variation: Variation, *, most_frames: int | None = None) -> None:
    """The pictures of `source` (the first of them) redrawn into `target`."""
    random = np.random.default_rng(0)
    options = {"crf": str(variation.crf), "preset": "fast", "threads": "1"}  # the same bytes each time
    with av.open(source) as reader, av.open(target, "w") as writer:
        video = reader.streams.video[0]
        rate = video.average_rate / variation.every / Fraction(variation.slower)
        stream = writer.add_stream("libx264", rate=rate, options=options)
        stream.pix_fmt = "yuv420p"
        for i, frame in enumerate(islice(reader.decode(video), most_frames)):
            if i % variation.every:
                continue
            image = variation.redraw(frame.to_ndarray(format="rgb24"), random)
            if not i:
                stream.height, stream.width = image.shape[:2]
            writer.mux(stream.encode(av.VideoFrame.from_ndarray(image)))
        writer.mux(stream.encode(None))


def write(clip: Path, name: str, folder: Path) -> Path:
    """Write `clip` and its truth, varied, into `folder`; a clip that is there already is kept."""
    target = folder / clip.name
    folder.mkdir(parents=True, exist_ok=True)
    truth = json.loads(clip.with_suffix(".json").read_text("utf-8"))
    target.with_suffix(".json").write_text(json.dumps(varied_truth(truth, name)), encoding="utf-8")
    if not target.is_file():
        unfinished = target.with_suffix(".part.mp4")
        write_clip(clip, unfinished, VARIATIONS[name])
        unfinished.replace(target)
    return target


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("clips", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--variation", nargs="+", choices=VARIATIONS, default=list(VARIATIONS))
    parser.add_argument("--clip", nargs="+", help="only these; the start of a name is enough")
    given = parser.parse_args()
    for name in given.variation:
        for clip in sorted(given.clips.glob("*.mp4")):
            if clip.with_suffix(".json").is_file() and (not given.clip or clip.name.startswith(tuple(given.clip))):
                print(write(clip, name, given.out / name), flush=True)


if __name__ == "__main__":
    main()
