"""One recording through the house: frames -> people -> the assessed person's track -> assessment.

Knows interfaces only: any frame source, any pose estimator. Nothing is dropped on the way, and nothing but poses is
kept, so memory does not grow with the pictures.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from cv_rom.analysis import analyze_track
from cv_rom.biomechanics.subject import choose_subject
from cv_rom.frames import FrameSource
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


def record(
    source: FrameSource, estimator: PoseEstimator, *, bystanders: int = 0, progress: Progress | None = None
) -> Recording:
    """Estimate the poses in every frame, then choose whom to assess.

    `bystanders` is how many other people are known to be in view, whom the estimator may take for the one to assess.
    """
    people: list[tuple[Pose, ...]] = []
    times: list[float] = []
    for frame in source:
        people.append(tuple(estimator.estimate(frame)))
        times.append(frame.time_s)
        if progress is not None and source.frames_expected:
            progress(min(1.0, len(times) / source.frames_expected))
    chosen = choose_subject(people, np.array(times), width_px=source.width_px, bystanders=bystanders > 0)
    return Recording(chosen.track, tuple(people), max(chosen.others, bystanders))


def assess(recording: Recording, scene: Scene, *, protocol: str, side: str) -> Assessment:
    """Measure a recording; bystanders become a warning. Raises ValueError for an unknown protocol or side."""
    assessment = analyze_track(recording.track, scene, protocol, side=side)
    if not recording.others:
        return assessment
    warning = QualityWarning(
        "several_people", text("warning.several_people", others=counted("person", recording.others))
    )
    return replace(assessment, quality=Quality((warning, *assessment.quality.warnings)))
