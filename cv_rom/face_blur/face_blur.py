"""`FaceBlur`: covers the heads of everybody in view, the person measured and bystanders."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import nullcontext
from itertools import cycle, islice
from types import TracebackType
from typing import Self

import numpy as np

from cv_rom.bundled import models_dir, native_log_silenced
from cv_rom.face_blur.face_detector import FaceDetector, Tile, tile_around, tiles
from cv_rom.face_blur.heads import Head, Image, cover, head_of, remembered
from cv_rom.poses import Pose

MODEL = "face_detector_short_range.tflite"
TILE_SHARES = (0.5, 0.3)
"""Sides of the tiles that are searched for bystanders, as shares of the picture's shorter side."""
TILES_PER_FRAME = 3
LOOKS_PER_FRAME = 2
"""How many tiles are searched, and how many bystanders looked at again, in one frame of a video: each costs 2 ms."""
LARGEST_HEAD = 1.5
"""A bystander's head is at most this many times as large as those whose pose is known; a barbell plate is larger."""
SCENE_CHANGE = 25.0
"""Mean difference of grey values (0 to 255) between two pictures from which on they are two scenes."""


class FaceBlur:
    """Covers faces frame by frame; a context manager.

        with FaceBlur() as face_blur:
            picture = face_blur.blur(frame.image, poses)

    Heads of people whose pose is known are covered in every frame, from behind too. Bystanders without a pose
    are found by the face detector: the first frame and the first of each new scene are searched as a whole,
    later ones in turns of a few tiles, and a face once found is followed and kept covered over short misses. So
    somebody who walks in can be seen for up to a second, unless `thorough`, which searches every picture as a
    whole (for single pictures: about 0.1 s each). Small faces in profile are missed at times.
    """

    def __init__(self, *, thorough: bool = False) -> None:
        """Load the face model.

        Raises:
            ModelBundleError: the model is missing or damaged.

        """
        self._thorough = thorough
        self._detector = FaceDetector(models_dir() / MODEL)
        self._posed: list[Head] = []
        self._bystanders: list[Head] = []
        self._thumbnail: Image | None = None
        self._turn = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._detector.close()

    def blur(self, image: Image, poses: Sequence[Pose]) -> Image:
        """A copy of `image`, RGB of shape (H, W, 3), with every head covered that `poses` or the detector know."""
        new_scene = self._scene_changes(image)
        if new_scene:
            self._posed, self._bystanders = [], []
        self._posed = remembered(self._posed, [head for pose in poses if (head := head_of(pose))])
        with native_log_silenced() if new_scene else nullcontext():  # the detector's first runs log, too
            self._follow(image)
            self._search(image, everywhere=new_scene or self._thorough)
        self._bystanders = [head for head in self._bystanders if not self._is_covered(head)]
        return cover(image, self._posed + self._bystanders)

    def _scene_changes(self, image: Image) -> bool:
        step = max(1, min(image.shape[:2]) // 24)
        before, self._thumbnail = self._thumbnail, image[::step, ::step, 1].copy()
        if before is None or before.shape != self._thumbnail.shape:
            return True
        return bool(np.abs(self._thumbnail.astype(np.int16) - before).mean() > SCENE_CHANGE)

    def _is_covered(self, head: Head) -> bool:
        return any(posed.covers(head) for posed in self._posed)

    def _is_plausible(self, head: Head) -> bool:
        largest = max((posed.radius for posed in self._posed), default=np.inf)
        return head.radius < LARGEST_HEAD * largest

    def _follow(self, image: Image) -> None:
        """Look again where bystanders were; those whose turn it is not stay as they are."""
        first = self._turn % max(1, len(self._bystanders))
        order = self._bystanders[first:] + self._bystanders[:first]
        looked_at, others = order[:LOOKS_PER_FRAME], order[LOOKS_PER_FRAME:]
        found = [again for head in looked_at if (again := self._look(image, head))]
        self._bystanders = others + remembered(looked_at, found)

    def _look(self, image: Image, head: Head) -> Head | None:
        """The head as a close look shows it, or None: the detector's second opinion."""
        height, width = image.shape[:2]
        close_up = tile_around(head, width, height)
        heads = self._detector.heads_in(image, close_up)
        seen = [other for other in heads if other.near(head) and self._is_plausible(other)]
        return min(seen, key=head.distance) if seen else None

    def _search(self, image: Image, *, everywhere: bool) -> None:
        for tile in self._tiles_of_this_turn(image, everywhere=everywhere):
            for candidate in self._detector.heads_in(image, tile):
                known = self._is_covered(candidate) or any(candidate.near(other) for other in self._bystanders)
                if not known and (head := self._look(image, candidate)):
                    self._bystanders.append(head)
        self._turn += 1

    def _tiles_of_this_turn(self, image: Image, *, everywhere: bool) -> list[Tile]:
        height, width = image.shape[:2]
        plan = [
            tile for share in TILE_SHARES for tile in tiles(width, height, max(16, int(share * min(width, height))))
        ]
        if everywhere:
            return plan
        first = self._turn * TILES_PER_FRAME % len(plan)
        turn = list(islice(cycle(plan), first, first + TILES_PER_FRAME))
        if self._posed:  # the pose may have its head beside the true one
            turn.append(tile_around(self._posed[self._turn % len(self._posed)], width, height))
        return turn
