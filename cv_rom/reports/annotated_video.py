"""The recording with skeleton, angles, repetition count and flags drawn on every frame, faces blurred."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Protocol

import cv2
import numpy as np

from cv_rom.frames import Frame
from cv_rom.poses import Pose, PoseTrack
from cv_rom.reports.drawing import Image, draw, placed
from cv_rom.reports.timeline import Timeline
from cv_rom.results import Assessment

LONGEST_SIDE_PX = 1280

FaceBlur = Callable[[Image, list[Pose]], Image]
"""(picture, poses of everybody in it, in its pixels) -> the picture with faces blurred."""


class ImageWriter(Protocol):
    """Takes the pictures of the annotated video, all of one size, in the order of time."""

    def write(self, image: Image, time_s: float) -> None:
        """Append an RGB picture (H, W, 3) shown at `time_s`."""


class AnnotatedVideo:
    """Draws each frame pushed into it and hands it on to `writer`.

    `people[i]` are all persons found in the frame of the track's row i, in its pixels; their faces are blurred.
    Of a frame that the track does not know, faces are left to what the blur finds by itself.
    """

    def __init__(
        self,
        assessment: Assessment,
        track: PoseTrack,
        writer: ImageWriter,
        blur: FaceBlur,
        people: Sequence[Sequence[Pose]],
    ) -> None:
        self._timeline = Timeline(assessment, track)
        self._writer = writer
        self._blur = blur
        self._people = people

    def push(self, frame: Frame) -> None:
        """Draw on the frame and write it; the frame itself is left as it is."""
        height, width = frame.image.shape[:2]
        size = output_size(width, height)
        image = frame.image
        if size != (width, height):
            image = np.asarray(cv2.resize(image, size, interpolation=cv2.INTER_AREA), dtype=np.uint8)
        scale = size[0] / width
        row = self._timeline.row(frame.time_s)
        people = self._people[row] if row is not None else ()
        image = self._blur(image, [placed(pose, scale=scale) for pose in people])
        if row is not None:
            overlay = self._timeline.overlay(row)
            image = draw(image, replace(overlay, pose=placed(overlay.pose, scale=scale)))
        self._writer.write(image, frame.time_s)


def annotate(
    frames: Iterable[Frame],
    assessment: Assessment,
    track: PoseTrack,
    writer: ImageWriter,
    blur: FaceBlur,
    people: Sequence[Sequence[Pose]],
) -> None:
    """Write the annotated video of all `frames`; see `AnnotatedVideo`."""
    video = AnnotatedVideo(assessment, track, writer, blur, people)
    for frame in frames:
        video.push(frame)


def output_size(width_px: int, height_px: int) -> tuple[int, int]:
    """Size (width, height) of the annotated video: at most 1280 on the longest side, even for H.264."""
    scale = min(1.0, LONGEST_SIDE_PX / max(width_px, height_px))
    return _even(width_px * scale), _even(height_px * scale)


def _even(length: float) -> int:
    return 2 * max(1, round(length) // 2)
