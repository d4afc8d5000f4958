"""Who is where: two detectors shared out over the frames, so that each frame costs little."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import cycle, islice
from pathlib import Path

import numpy as np

from cv_rom.face_blur.body import on_body
from cv_rom.face_blur.face_detector import FaceDetector
from cv_rom.face_blur.heads import Head, Image
from cv_rom.face_blur.person_detector import PersonDetector
from cv_rom.face_blur.tiles import Tile, face_plan, person_plan, tile_around
from cv_rom.poses import Pose

FACE_MODEL = "face_detector_short_range.tflite"
POSE_MODEL = "pose_landmarker_full.task"
FACE_TILES_PER_FRAME = 2
"""Each costs 2 ms. All of a picture's 100 or so are searched in 50 frames, about as many as are held back."""
LOOK_EVERY = 2
"""In every second frame one bystander known is looked at again."""
PERSON_EVERY = 6
"""In every sixth frame one tile is searched for people, which costs 11 ms and 15 ms for each one found; half-way
between, the surroundings of a bystander who was lost."""
CLOSE_UP_RADII = (6.0, 4.5)
"""Sides of the tiles, in radii of a head, in which its face is looked at again: the second if the first shows none."""
PERSON_RADII, PERSON_BELOW = 12.0, 3.0
"""The tile in which somebody is searched anew, in radii of the head: its side, and how far under the head its
centre lies."""
LARGEST_FACE = 1.5
LARGEST_PERSON = 3.0
"""A bystander's head is at most this many times as large as those whose pose is known. The face detector takes
barbell plates for faces, the pose model does not."""


class HeadFinder:
    """Finds heads with the face detector and the pose model; `close` it after use."""

    def __init__(self, models: Path) -> None:
        """Load both models from this folder.

        Raises:
            ModelBundleError: a model is missing or damaged.

        """
        self._faces = FaceDetector(models / FACE_MODEL)
        self._people = PersonDetector(models / POSE_MODEL)
        self._turn = 0

    def close(self) -> None:
        """Release the models."""
        self._faces.close()
        self._people.close()

    def find_everywhere(self, image: Image, poses: Sequence[Pose], posed: Sequence[Head]) -> list[Head]:
        """Heads in the whole picture, of people whose pose is known (`posed`) and of others: 0.3 s."""
        height, width = image.shape[:2]
        found: list[Head] = []
        for tile in person_plan(width, height):
            found += self._people_in(image, tile, poses, posed)
        for tile in face_plan(width, height):
            found += self._faces_in(image, tile, poses, posed, found)
        return found

    def find(
        self, image: Image, poses: Sequence[Pose], posed: Sequence[Head], known: Sequence[Head], lost: Sequence[Head]
    ) -> list[Head]:
        """The heads that this frame's share of the search shows.

        `known` are bystanders found before, `lost` those of them that cannot be followed.
        """
        height, width = image.shape[:2]
        turn, self._turn = self._turn, self._turn + 1
        found: list[Head] = []
        if turn % PERSON_EVERY == 0:
            plan = person_plan(width, height)
            found += self._people_in(image, plan[turn // PERSON_EVERY % len(plan)], poses, posed)
        elif lost and turn % PERSON_EVERY == PERSON_EVERY // 2:
            newest = min(lost, key=lambda head: head.unseen)
            around = tile_around(newest, width, height, radii=PERSON_RADII, below=PERSON_BELOW)
            found += self._people_in(image, around, poses, posed)
        if known and turn % LOOK_EVERY == 0:
            again = self._close_up(image, known[turn // LOOK_EVERY % len(known)], poses, posed)
            found += [again] if again else []
        for tile in self._face_tiles(turn, width, height, posed):
            found += self._faces_in(image, tile, poses, posed, [*known, *found])
        return found

    def _face_tiles(self, turn: int, width: int, height: int, posed: Sequence[Head]) -> list[Tile]:
        plan = face_plan(width, height)
        first = turn * FACE_TILES_PER_FRAME % len(plan)
        tiles = list(islice(cycle(plan), first, first + FACE_TILES_PER_FRAME))
        if posed and turn % PERSON_EVERY == PERSON_EVERY // 2:  # the pose may have its head beside the true one
            tiles.append(tile_around(posed[turn // PERSON_EVERY % len(posed)], width, height))
        return tiles

    def _people_in(self, image: Image, tile: Tile, poses: Sequence[Pose], posed: Sequence[Head]) -> list[Head]:
        heads = self._people.heads_in(image, tile)
        return [head for head in heads if _is_plausible(head, LARGEST_PERSON, poses, posed)]

    def _faces_in(
        self, image: Image, tile: Tile, poses: Sequence[Pose], posed: Sequence[Head], known: Sequence[Head]
    ) -> list[Head]:
        """Faces in a tile; one where nobody was known must be found in a close-up, too."""
        found: list[Head] = []
        for head in self._faces.heads_in(image, tile):
            if not _is_plausible(head, LARGEST_FACE, poses, posed) or any(head.near(other) for other in found):
                continue
            if any(other.covers(head) for other in posed):
                continue
            is_known = any(head.near(other) for other in known)
            if confirmed := head if is_known else self._close_up(image, head, poses, posed):
                found.append(confirmed)
        return found

    def _close_up(self, image: Image, head: Head, poses: Sequence[Pose], posed: Sequence[Head]) -> Head | None:
        """The face as a close look shows it, or None: the detector's second opinion."""
        height, width = image.shape[:2]
        for radii in CLOSE_UP_RADII:
            faces = self._faces.heads_in(image, tile_around(head, width, height, radii=radii))
            seen = [face for face in faces if face.near(head) and _is_plausible(face, LARGEST_FACE, poses, posed)]
            if seen:
                return min(seen, key=head.distance)
        return None


def _is_plausible(head: Head, largest: float, poses: Sequence[Pose], posed: Sequence[Head]) -> bool:
    limit = largest * max((other.radius for other in posed), default=np.inf)
    return head.radius < limit and not on_body(head, poses)
