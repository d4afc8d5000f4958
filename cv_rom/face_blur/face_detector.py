"""MediaPipe's short-range face detector, run on parts of a picture.

The network looks at 128 x 128 pixels and was made for faces that fill a good part of them (BlazeFace,
Bazarevsky et al. 2019, arXiv 1907.05047). In a picture of a whole person a face is too small for it, so it is
shown square tiles instead.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
from mediapipe import Image as TasksImage
from mediapipe import ImageFormat
from mediapipe.tasks.python import BaseOptions
from mediapipe.tasks.python.vision import FaceDetector as TasksFaceDetector
from mediapipe.tasks.python.vision import FaceDetectorOptions

from cv_rom.bundled import native_log_silenced
from cv_rom.errors import ModelBundleError
from cv_rom.face_blur.heads import Head, Image
from cv_rom.face_blur.tiles import Tile

MIN_CONFIDENCE = 0.5
"""At 0.35 the second look confirms hands and elbows, and followed faces drift off their heads."""
BOX_TO_HEAD = 0.9
"""Radius of the head's circle over the side of the detector's box, which reaches from the brows to the chin."""


class FaceDetector:
    """Finds faces in tiles of a picture; `close` it after use."""

    def __init__(self, model: Path) -> None:
        """Load the model.

        Raises:
            ModelBundleError: the model is missing or damaged.

        """
        options = FaceDetectorOptions(
            base_options=BaseOptions(model_asset_path=str(model)), min_detection_confidence=MIN_CONFIDENCE
        )
        with native_log_silenced():
            try:
                self._tasks = TasksFaceDetector.create_from_options(options)
            except (RuntimeError, ValueError, OSError) as error:
                raise ModelBundleError(f"{model}: the face model cannot be loaded; install cv-rom again") from error

    def close(self) -> None:
        """Release the model."""
        with native_log_silenced():
            self._tasks.close()

    def heads_in(self, image: Image, tile: Tile) -> list[Head]:
        """The heads of the faces in one tile of `image`, in pixels of the whole picture."""
        left, top, side = tile
        part = np.ascontiguousarray(image[top : top + side, left : left + side])
        found = self._tasks.detect(TasksImage(image_format=ImageFormat.SRGB, data=part)).detections
        boxes = [face.bounding_box for face in found]
        return [
            Head(
                left + box.origin_x + box.width / 2,
                top + box.origin_y + box.height / 2,
                BOX_TO_HEAD * max(box.width, box.height),
            )
            for box in boxes
        ]
