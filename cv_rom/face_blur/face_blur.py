"""`FaceBlur`: covers the heads of everybody in view, the person measured and bystanders."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from types import TracebackType
from typing import Self

import numpy as np

from cv_rom.bundled import models_dir, native_log_silenced
from cv_rom.face_blur.background import Background
from cv_rom.face_blur.body import legs_mask, on_body
from cv_rom.face_blur.head_finder import HeadFinder
from cv_rom.face_blur.heads import FRESH_FRAMES, Head, Image, cover, head_of
from cv_rom.face_blur.tracks import Track
from cv_rom.frames import Frame
from cv_rom.poses import Pose, PoseTrack

LOOK_AHEAD_FRAMES = 45
LOOK_AHEAD_BYTES = 192_000_000
"""How many frames are held back, and how much memory they may take: at 1080p 30 frames."""
HELD_BEFORE_FRAMES = 10
"""For how long a head stays covered where it was followed to, going back in time, and then lost."""
SCENE_CHANGE = 25.0
"""Mean difference of grey values (0 to 255) between two pictures from which on they are two scenes."""


@dataclass(frozen=True, slots=True)
class _Held:
    """A frame that waits for what later frames tell; `heads` grows meanwhile."""

    frame: Frame
    poses: Sequence[Pose]
    heads: list[Head]
    begins_scene: bool


class FaceBlur:
    """Covers faces; a context manager.

        with FaceBlur() as face_blur:
            for frame in face_blur.blurred(frames, people):  # a whole video
                ...
            picture = face_blur.blur(frame, poses)  # a single picture

    Heads of people whose pose is known are covered, from behind too. Bystanders are found by a face detector and
    by the pose model: the first frame and the first of each new scene are searched as a whole, later ones in
    turns of a few tiles. A head once found is followed by its look over misses, into the future and, in
    `blurred`, back into the frames that are held back, so that somebody who walks in is covered from the start.
    """

    def __init__(self, *, thorough: bool = False, alone: PoseTrack | None = None) -> None:
        """Load the models.

        `thorough` searches every picture as a whole (for single pictures, 0.3 s each). Of a recording with others in
        view, `alone` is the one person who stays sharp: everything around becomes coarse (see `Background`).

        Raises:
            ModelBundleError: a model is missing or damaged.

        """
        self._thorough = thorough
        self._background = Background(alone) if alone is not None else None
        self._finder = HeadFinder(models_dir())
        self._posed: list[Track] = []
        self._bystanders: list[Track] = []
        self._new: list[Track] = []
        self._thumbnail: Image | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._finder.close()

    def blur(self, frame: Frame, poses: Sequence[Pose]) -> Image:
        """A copy of the frame's picture, RGB of shape (H, W, 3), with every head covered that is known by now."""
        self._look(frame.image, poses)
        return self._covered(frame, poses, self._circles())

    def blurred(self, frames: Iterable[Frame], people: Sequence[Sequence[Pose]]) -> Iterator[Frame]:
        """The frames of a video with every head covered; `people[frame.index]` are the poses known in a frame.

        Frames come out up to 45 later than they go in.
        """
        waiting: deque[_Held] = deque()
        for frame in frames:
            poses = people[frame.index] if frame.index < len(people) else ()
            begins_scene = self._look(frame.image, poses)
            waiting.append(_Held(frame, poses, self._circles(), begins_scene))
            for track in self._new:
                _go_back(track, waiting)
            if len(waiting) > min(LOOK_AHEAD_FRAMES, LOOK_AHEAD_BYTES // frame.image.nbytes):
                yield self._finished(waiting.popleft())
        yield from (self._finished(held) for held in waiting)

    def _finished(self, held: _Held) -> Frame:
        return replace(held.frame, image=self._covered(held.frame, held.poses, held.heads))

    def _covered(self, frame: Frame, poses: Sequence[Pose], heads: Sequence[Head]) -> Image:
        image = frame.image if self._background is None else self._background.blurred(frame.image, frame.index)
        stale = any(head.unseen > FRESH_FRAMES for head in heads)
        return cover(image, heads, legs_mask(poses, *image.shape[:2]) if stale else None)

    def _circles(self) -> list[Head]:
        return [track.circle for track in self._posed + self._bystanders]

    def _look(self, image: Image, poses: Sequence[Pose]) -> bool:
        """Take note of the next picture; whether it begins a new scene."""
        new_scene = self._thorough or self._scene_changes(image)
        if new_scene:
            self._posed, self._bystanders = [], []
        posed = [head for pose in poses if (head := head_of(pose))]
        self._posed, new_posed = _carried_on(self._posed, posed, image, poses=())
        known = [track.head for track in self._bystanders]
        lost = [track.head for track in self._bystanders if track.lost]
        # The detectors' first runs log.
        with native_log_silenced() if new_scene else nullcontext():
            found = (
                self._finder.find_everywhere(image, poses, posed)
                if new_scene
                else self._finder.find(image, poses, posed, known, lost)
            )
        found = [head for head in found if not any(other.covers(head) for other in posed)]
        self._bystanders, new_bystanders = _carried_on(self._bystanders, found, image, poses)
        self._new = new_posed + new_bystanders
        return new_scene

    def _scene_changes(self, image: Image) -> bool:
        step = max(1, min(image.shape[:2]) // 24)
        before, self._thumbnail = self._thumbnail, image[::step, ::step, 1].copy()
        if before is None or before.shape != self._thumbnail.shape:
            return True
        return bool(np.abs(self._thumbnail.astype(np.int16) - before).mean() > SCENE_CHANGE)


def _carried_on(
    tracks: Sequence[Track], found: Sequence[Head], image: Image, poses: Sequence[Pose]
) -> tuple[list[Track], list[Track]]:
    """All tracks in the next picture, and of these the new ones and those found elsewhere than expected."""
    followed = [_followed(track, image, poses) for track in tracks]
    current: list[Track] = []
    new: list[Track] = []
    for head in found:
        if any(_same(head, other.head) for other in current):
            continue
        again = [track for track in followed if track.head.near(head)]
        started = Track.start(image, head)
        if not any(_same(head, track.head) and not track.lost for track in again):
            new.append(started)
        current.append(started)
    kept = [
        track for track in followed if not track.is_over and not any(track.head.near(other.head) for other in current)
    ]
    return current + kept, new


def _same(head: Head, other: Head) -> bool:
    return head.distance(other) < 0.5 * max(head.radius, other.radius)


def _followed(track: Track, image: Image, poses: Sequence[Pose]) -> Track:
    """A look-alike on somebody's body is not the head that was lost."""
    followed = track.followed(image)
    stale = followed.head.unseen > FRESH_FRAMES
    return track.held() if stale and on_body(followed.head, poses) else followed


def _go_back(track: Track, waiting: Sequence[_Held]) -> None:
    """Cover a head that was just found in the frames before, as far as it can be followed."""
    for later, held in zip(reversed(waiting), list(reversed(waiting))[1:], strict=False):
        if later.begins_scene or track.lost > HELD_BEFORE_FRAMES:
            return
        track = _followed(track, held.frame.image, held.poses)
        known = any(_same(track.head, head) for head in held.heads if head.unseen <= FRESH_FRAMES)
        held.heads.append(track.circle)
        if known:
            return
