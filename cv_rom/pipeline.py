"""One recording through the house: frames -> people -> the assessed person's track, refined -> assessment.

Knows interfaces only: any frame source, any pose estimator, any refinement. Nothing is dropped on the way, and
nothing but poses is kept, so memory does not grow with the pictures.
"""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import nullcontext
from dataclasses import dataclass, replace
from typing import Protocol, Self

import numpy as np
from numpy.typing import NDArray

from cv_rom.analysis import analyze_track, stance_frames
from cv_rom.biomechanics.subject import choose_subject
from cv_rom.frames import Frame, FrameSource
from cv_rom.outlines import LegOutline
from cv_rom.pose_estimators.estimator import PoseEstimator
from cv_rom.poses import Pose, PoseTrack
from cv_rom.results import Assessment, Quality, QualityWarning
from cv_rom.scene import Scene
from cv_rom.texts import counted, text

Progress = Callable[[float], None]
"""Called with the share that is done, 0 to 1."""


@dataclass(frozen=True)
class Recording:
    """The poses of a recording.

    Attributes:
        track: the assessed person.
        people: everybody found in each frame, for blurring faces.
        others: how many other people were in view for long.

    """

    track: PoseTrack
    people: tuple[tuple[Pose, ...], ...]
    others: int

    @property
    def frames_with_person(self) -> int:
        """In how many frames the assessed person was found."""
        return int(self.track.person_seen.sum())


class Refinement(Protocol):
    """Looks at the full-resolution picture for better points than the pose model's; used for one recording."""

    def collect(self, frame: Frame, pose: Pose) -> None:
        """Take what is needed from a frame; frames come in the order of time."""

    def finish(self, track: PoseTrack, stance: NDArray[np.bool_]) -> tuple[PoseTrack, LegOutline]:
        """The track with better points, and the leg's outline, once it is known which frames (T,) are stance."""


class _Beside:
    """Runs the refinement in a thread beside the pose estimation, a few frames behind it at most: both cores work."""

    DEPTH = 8
    SWITCH_S = 0.0005  # the estimator must not wait 5 ms, Python's own interval, for the interpreter after each frame

    def __init__(self, refinement: Refinement) -> None:
        self._refinement = refinement
        self._usual_switch_s = sys.getswitchinterval()
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="refinement")
        self._waiting: deque[Future[None]] = deque()

    def collect(self, frame: Frame, pose: Pose) -> None:
        """Hand a frame over; waits while too many are under way; raises what the thread raised."""
        self._waiting.append(self._thread.submit(self._refinement.collect, frame, pose))
        while len(self._waiting) > self.DEPTH or (self._waiting and self._waiting[0].done()):
            self._waiting.popleft().result()

    def __enter__(self) -> Self:
        sys.setswitchinterval(self.SWITCH_S)
        return self

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        sys.setswitchinterval(self._usual_switch_s)
        self._thread.shutdown(wait=True, cancel_futures=error is not None)
        if error is None:
            for future in self._waiting:
                future.result()


def record(
    source: FrameSource,
    estimator: PoseEstimator,
    *,
    refinement: Refinement | None = None,
    bystanders: int = 0,
    progress: Progress | None = None,
) -> Recording:
    """Estimate the poses in every frame, then choose whom to assess.

    `bystanders` is how many other people are known to be in view, whom the estimator may take for the one to assess.
    The `refinement` sees the frames in which one person was found.
    """
    people: list[tuple[Pose, ...]] = []
    times: list[float] = []
    with nullcontext() if refinement is None else _Beside(refinement) as beside:
        for frame in source:
            people.append(tuple(estimator.estimate(frame)))
            times.append(frame.time_s)
            if beside is not None and len(people[-1]) == 1:
                beside.collect(frame, people[-1][0])
            if progress is not None and source.frames_expected:
                progress(min(1.0, len(times) / source.frames_expected))
    chosen = choose_subject(people, np.array(times), width_px=source.width_px, bystanders=bystanders > 0)
    return Recording(chosen.track, tuple(people), max(chosen.others, bystanders))


def refine(
    recording: Recording, refinement: Refinement, scene: Scene, *, protocol: str, side: str
) -> tuple[Recording, Scene]:
    """The recording with better points, and the scene with the leg's outline.

    The stance that points are counted from is the one that the landmarks show.
    """
    stance = stance_frames(recording.track, scene, protocol, side=side)
    track, outline = refinement.finish(recording.track, stance)
    return replace(recording, track=track), replace(scene, outline=outline)


def assess(recording: Recording, scene: Scene, *, protocol: str, side: str) -> Assessment:
    """Measure a recording; bystanders become a warning. Raises ValueError for an unknown protocol or side."""
    assessment = analyze_track(recording.track, scene, protocol, side=side)
    if not recording.others:
        return assessment
    warning = QualityWarning(
        "several_people", text("warning.several_people", others=counted("person", recording.others))
    )
    return replace(assessment, quality=Quality((warning, *assessment.quality.warnings)))
