"""MediaPipe Pose through its Tasks API: people in the frames of a video, and a survey of single pictures."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import ExitStack, nullcontext
from dataclasses import replace
from types import TracebackType
from typing import Any, Self

import numpy as np
from mediapipe import Image, ImageFormat
from mediapipe.tasks.python import BaseOptions
from mediapipe.tasks.python.vision import PoseLandmarker, PoseLandmarkerOptions, RunningMode

from cv_rom.blazepose import pose_of_landmarks
from cv_rom.bundled import native_log_silenced
from cv_rom.errors import ModelBundleError
from cv_rom.frames import Frame
from cv_rom.pose_estimators.model_bundle import ModelBundle, verify
from cv_rom.poses import Pose, PoseTrack

MIN_CONFIDENCE = 0.5
"""Of detection and presence. Eight frames each of twelve clips: at 0.3 one person is found twice on some
pictures and on close-ups of legs; at 0.7 some true people are missed."""
TIME_STRETCH = 10_000
"""How much slower than life MediaPipe is told that the video runs.

With one person in VIDEO mode its graph passes the landmarks through a one-euro filter that lags. The filter
weighs by the time between frames; told that minutes pass, it hands each frame's own landmarks through, and
tracking, which knows no time, goes on. On nine rendered clips (squats and lunges from the side, 30 frames/s)
the knee's lag falls from 0.58 to 0.08 frames and the hip's from 0.39 to 0.07. The knee's frame-to-frame
jitter rises from 1.8 to 3.6 mm, but after zero-phase filtering at 6 Hz it is 0.8 instead of 0.7 mm; the
error of the tibia's inclination at its peaks scatters less (sd 1.43 instead of 1.52 deg) about the same
bias (-3.0 and -2.9 deg)."""
SAME_PERSON_OVERLAP = 0.5
SAME_PERSON_DISTANCE = 0.25
"""Two poses are one person where their boxes overlap by more than half (intersection over union) and the median
distance of their landmarks is under a quarter of the larger box's longer side. Seen on clips: one person found
twice 0.05 to 0.21 at overlaps 0.54 to 0.82; two people 0.43 and more at overlaps of 0.33 and less."""


Focus = tuple[int, int, int, int]
"""Left, top, right and bottom of a part of the picture, pixels; right and bottom are outside."""
ROOM_AROUND = 0.25
"""Room around the focus, as a share of its height: people move between the surveyed frames."""


class MediapipeEstimator:
    """A `PoseEstimator` that runs a pose model bundle over the frames of one video; a context manager.

        with MediapipeEstimator(find_bundle()) as estimator:
            poses = estimator.estimate(frame)

    Positions are each frame's own, without smoothing over time. It follows one person: MediaPipe can follow
    several, but takes people whose boxes overlap for one, and changes over from one to the other. Where bystanders
    are in view, `focus` limits what it sees to the part of the picture in which the assessed person moves.
    """

    def __init__(self, bundle: ModelBundle, *, focus: Focus | None = None) -> None:
        """Check and load the model.

        Raises:
            ModelBundleError: the bundle is missing, damaged, or cannot be run.

        """
        self.model_name = bundle.name
        self.model_sha256 = bundle.sha256
        self._landmarker = _Landmarker(bundle, RunningMode.VIDEO, max_people=1)
        self._focus = focus
        self._first_s: float | None = None
        self._stamp_ms = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._landmarker.close()

    def estimate(self, frame: Frame) -> list[Pose]:
        """The person found in this frame, if any; frames come in the order of time."""
        if self._first_s is None:
            self._first_s = frame.time_s
        # Counted from the first frame: MediaPipe reckons in 64-bit nanoseconds, which stretched clocks overflow.
        stamp_ms = round((frame.time_s - self._first_s) * 1000 * TIME_STRETCH)
        self._stamp_ms = max(stamp_ms, self._stamp_ms + 1)
        if self._focus is None:
            return self._landmarker.poses(frame, self._stamp_ms)
        left, top, right, bottom = self._focus
        part = replace(frame, image=np.ascontiguousarray(frame.image[top:bottom, left:right]))
        poses = self._landmarker.poses(part, self._stamp_ms)
        return [replace(pose, xy_px=pose.xy_px + np.array([left, top])) for pose in poses]


def focus_on(track: PoseTrack, *, width_px: int, height_px: int) -> Focus | None:
    """The part of the picture in which somebody moves, with room around; None if they are nowhere seen."""
    if not track.person_seen.any():
        return None
    low, high = np.nanmin(track.xy_px, axis=(0, 1)), np.nanmax(track.xy_px, axis=(0, 1))
    room = ROOM_AROUND * (high[1] - low[1])
    left, top = np.maximum(low - room, 0).astype(int)
    right, bottom = np.minimum(high + room, (width_px, height_px)).astype(int)
    return int(left), int(top), int(right), int(bottom)


def survey(frames: Iterable[Frame], bundle: ModelBundle, *, max_people: int = 5) -> list[list[Pose]]:
    """Everybody found in each of some sampled frames, each picture searched on its own.

    Tells whether a second person is in view, before a whole video is estimated. A single picture shows fewer
    people than a video: it misses some that tracking would keep, so take the most of several frames.

    Raises:
        ModelBundleError: the bundle is missing, damaged, or cannot be run.

    """
    landmarker = _Landmarker(bundle, RunningMode.IMAGE, max_people)
    try:
        return [landmarker.poses(frame) for frame in frames]
    finally:
        landmarker.close()


class _Landmarker:
    """A MediaPipe landmarker that keeps its log off stderr and speaks in poses."""

    def __init__(self, bundle: ModelBundle, mode: RunningMode, max_people: int) -> None:
        verify(bundle)
        self._mode = mode
        options = PoseLandmarkerOptions(
            base_options=BaseOptions(model_asset_path=str(bundle.path)),
            running_mode=mode,
            num_poses=max_people,
            min_pose_detection_confidence=MIN_CONFIDENCE,
            min_pose_presence_confidence=MIN_CONFIDENCE,
        )
        with native_log_silenced(), ExitStack() as on_failure:
            try:
                self._tasks = PoseLandmarker.create_from_options(options)
                on_failure.callback(_close, self._tasks)
                self._detect(np.zeros((64, 64, 3), np.uint8), 0)  # networks that do not fit fail only when run
            except (RuntimeError, ValueError, OSError) as error:
                raise ModelBundleError(f"{bundle.path}: MediaPipe cannot run this model; install it again") from error
            on_failure.pop_all()
        self._warned = False

    def poses(self, frame: Frame, stamp_ms: int = 0) -> list[Pose]:
        # The first person found makes MediaPipe log one more warning.
        with nullcontext() if self._warned else native_log_silenced():
            result = self._detect(frame.image, stamp_ms)
        self._warned = self._warned or bool(result.pose_landmarks)
        height, width = frame.image.shape[:2]
        people = [[(point.x, point.y, point.visibility) for point in landmarks] for landmarks in result.pose_landmarks]
        found = [pose_of_landmarks(frame.time_s, person, width_px=width, height_px=height) for person in people]
        return each_person_once(found)

    def _detect(self, image: np.ndarray[Any, np.dtype[np.uint8]], stamp_ms: int) -> Any:
        picture = Image(image_format=ImageFormat.SRGB, data=np.ascontiguousarray(image))
        if self._mode is RunningMode.VIDEO:
            return self._tasks.detect_for_video(picture, stamp_ms)
        return self._tasks.detect(picture)

    def close(self) -> None:
        with native_log_silenced():
            _close(self._tasks)


def _close(tasks: PoseLandmarker) -> None:
    """Close a landmarker for good.

    One whose graph has failed raises when it is closed and keeps its handle; closing it again, which its
    finalizer does at any later time, would wait for ever.
    """
    try:
        tasks.close()
    except RuntimeError:
        tasks._handle = None


def each_person_once(poses: list[Pose]) -> list[Pose]:
    """The poses without second findings of the same person; the one with more visible landmarks stays."""
    kept: list[Pose] = []
    for pose in sorted(poses, key=lambda pose: -float(pose.visibility.mean())):
        if not any(_same_person(pose, other) for other in kept):
            kept.append(pose)
    return kept


def _same_person(a: Pose, b: Pose) -> bool:
    low = np.array([a.xy_px.min(axis=0), b.xy_px.min(axis=0)])
    size = np.array([np.ptp(a.xy_px, axis=0), np.ptp(b.xy_px, axis=0)])
    common = np.prod(np.clip((low + size).min(axis=0) - low.max(axis=0), 0.0, None))
    overlap = common / (size.prod(axis=1).sum() - common)
    distance = np.median(np.hypot(*(a.xy_px - b.xy_px).T))
    return bool(overlap > SAME_PERSON_OVERLAP and distance < SAME_PERSON_DISTANCE * size.max())
