"""The pose model used to find people's heads: in profile, bent down or from behind, where no face is found.

BlazePose finds a person by the whole body (Bazarevsky et al. 2020, arXiv 2006.10204), so a tile must show most of it.
"""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path

import numpy as np
from mediapipe import Image as TasksImage
from mediapipe import ImageFormat
from mediapipe.tasks.python import BaseOptions
from mediapipe.tasks.python.vision import PoseLandmarker, PoseLandmarkerOptions

from cv_rom.bundled import native_log_silenced
from cv_rom.errors import ModelBundleError
from cv_rom.face_blur.heads import Head, Image, head_of
from cv_rom.face_blur.tiles import Tile
from cv_rom.poses import Pose
from cv_rom.skeleton import LANDMARK_COUNT

MOST_PEOPLE = 3
"""In one tile; each person found costs 15 ms, beside 11 ms for the search."""


class PersonDetector:
    """Finds the heads of people in tiles of a picture; `close` it after use."""

    def __init__(self, model: Path) -> None:
        """Load the model.

        Raises:
            ModelBundleError: the model is missing or damaged.

        """
        options = PoseLandmarkerOptions(base_options=BaseOptions(model_asset_path=str(model)), num_poses=MOST_PEOPLE)
        with native_log_silenced():
            try:
                self._tasks = PoseLandmarker.create_from_options(options)
            except (RuntimeError, ValueError, OSError) as error:
                raise ModelBundleError(f"{model}: the pose model cannot be loaded; install cv-rom again") from error
        self._warned = False

    def close(self) -> None:
        """Release the model."""
        with native_log_silenced():
            self._tasks.close()

    def heads_in(self, image: Image, tile: Tile) -> list[Head]:
        """The heads of the people in one tile of `image`, in pixels of the whole picture."""
        left, top, side = tile
        part = np.ascontiguousarray(image[top : top + side, left : left + side])
        with nullcontext() if self._warned else native_log_silenced():  # the first person found makes it log
            people = self._tasks.detect(TasksImage(image_format=ImageFormat.SRGB, data=part)).pose_landmarks
        self._warned = self._warned or bool(people)
        height, width = part.shape[:2]
        heads = []
        for person in people:
            xy_px = np.array([(left + point.x * width, top + point.y * height) for point in person])
            head = head_of(Pose(0.0, xy_px, np.ones(LANDMARK_COUNT), np.ones(LANDMARK_COUNT)))
            if head is not None and left <= head.x < left + width and top <= head.y < top + height:
                heads.append(head)
        return heads
