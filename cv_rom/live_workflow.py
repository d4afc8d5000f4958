"""A live check on this computer: camera or video, model, leg follower and reports wired together."""

from __future__ import annotations

import importlib.metadata
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Literal

from cv_rom.errors import VideoError
from cv_rom.frames import Frame, FrameSource
from cv_rom.landmark_refinement.exposure import light_of
from cv_rom.landmark_refinement.leg_follower import LegFollower
from cv_rom.landmark_refinement.room_verticals import camera_roll
from cv_rom.live import LiveCheck
from cv_rom.live.live_check import CALIBRATION_S
from cv_rom.live_session import LiveSession
from cv_rom.measurement.preparation import as_measured
from cv_rom.pose_estimators.mediapipe_estimator import MediapipeEstimator
from cv_rom.pose_estimators.model_bundle import find_bundle
from cv_rom.report_files import write_report_files
from cv_rom.report_folder import appearing_at_once
from cv_rom.results import Assessment, Provenance
from cv_rom.scene import Footwear, Scene
from cv_rom.texts import Language, speaking
from cv_rom.video.newest import NewestFrames, PacedFrames
from cv_rom.video.prefetch import prefetch
from cv_rom.video.video_file import VideoFile
from cv_rom.video.webcam import Webcam

Estimator = MediapipeEstimator
VIDEO_CALIBRATION_S = 0.3
"""Nobody told the person in a video to stand still for two seconds; twice what analysing a file asks for."""
SideChoice = Literal["auto", "left", "right"]


@dataclass(frozen=True)
class LiveRequest:
    """What to check, and what the user told.

    `video` plays instead of camera number `camera`: every frame, not before its time, or as fast as can be (`fast`).
    """

    protocol: str
    side: SideChoice = "auto"
    camera: int = 0
    video: Path | None = None
    fast: bool = False
    foot_length_cm: float | None = None
    height_cm: float | None = None
    footwear: Footwear = "unknown"
    language: Language = "en"


@contextmanager
def live_frames(request: LiveRequest) -> Iterator[FrameSource]:
    """The frames of the camera or the video.

    Raises:
        VideoError: there is no such camera, or the file cannot be read as video; or, while reading, the camera is
            gone, or the file breaks off.

    """
    if request.video is None:
        with Webcam(request.camera) as camera, NewestFrames(camera) as newest:
            yield newest
        return
    with VideoFile(request.video) as video, prefetch(video) as frames:
        yield _Played(video, frames if request.fast else PacedFrames(frames))


class _Played:
    """The frames of a video; where the file breaks off, an error follows them, as with a camera that is unplugged."""

    def __init__(self, video: VideoFile, frames: FrameSource) -> None:
        self._video, self._frames = video, frames
        self.width_px, self.height_px = frames.width_px, frames.height_px
        self.frames_expected = frames.frames_expected

    def __iter__(self) -> Iterator[Frame]:
        yield from self._frames
        for warning in self._video.warnings():
            if warning.code == "truncated":
                raise VideoError(f"{self._video.path.name}: {warning.text}")


def live_estimator() -> MediapipeEstimator:
    """The pose model. Raises ModelBundleError where it is missing or damaged."""
    return MediapipeEstimator(find_bundle())


def new_session(
    request: LiveRequest, frames: FrameSource, estimator: MediapipeEstimator, side: SideChoice
) -> LiveSession:
    """A new check of a side. Raises ValueError for an unknown protocol or a body size out of range."""
    scene = Scene(
        frames.width_px,
        frames.height_px,
        footwear=request.footwear,
        foot_length_cm=request.foot_length_cm,
        height_cm=request.height_cm,
    )
    calibration_s = CALIBRATION_S if request.video is None else VIDEO_CALIBRATION_S
    check = LiveCheck(request.protocol, scene, side=side, calibration_s=calibration_s)
    follower = partial(LegFollower, outlined=request.protocol != "squat")
    return LiveSession(check, estimator, follower, camera_roll, lambda frame: light_of(frame.image))


def finished(session: LiveSession, request: LiveRequest, estimator: MediapipeEstimator) -> Assessment:
    """End the session's check: the assessment of what it recorded, and what made it."""
    with speaking(request.language):
        assessment = session.check.finish()
    settings = {**asdict(request), "video": None if request.video is None else request.video.name}
    return replace(
        assessment,
        provenance=Provenance(
            cv_rom_version=importlib.metadata.version("cv-rom"),
            model_name=estimator.model_name,
            model_sha256=estimator.model_sha256,
            settings=settings,
            created_at=datetime.now(UTC).isoformat(timespec="seconds"),
        ),
    )


def write_live_reports(
    session: LiveSession, assessment: Assessment, out: Path, *, formats: Collection[str], language: Language
) -> None:
    """Write the chosen reports of a check that was ended into the folder `out`, in which no other one's lie.

    They have no picture, as none was kept. All appear at once, or nothing does.
    """
    with appearing_at_once(out, instead_of=()) as folder, speaking(language):
        write_report_files(assessment, as_measured(session.check.recorded), folder, formats=formats)
