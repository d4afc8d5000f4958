"""A video file in, an assessment and its reports out: what the command line and the service both call.

The one place below them that names concrete wings: the video reader, the MediaPipe estimator, the face blur, the
reports.
"""

from __future__ import annotations

import importlib.metadata
from collections.abc import Collection
from contextlib import ExitStack
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

import numpy as np

from cv_rom.biomechanics.subject import choose_subject
from cv_rom.errors import AnalysisError
from cv_rom.landmark_refinement.leg_refinement import LegRefinement
from cv_rom.landmark_refinement.room_verticals import Roll, camera_roll
from cv_rom.landmark_refinement.scale_target import find_scale_targets
from cv_rom.pipeline import Progress, Recording, assess, record, refine
from cv_rom.pose_estimators.mediapipe_estimator import Focus, MediapipeEstimator, focus_on, survey
from cv_rom.pose_estimators.model_bundle import ModelBundle, find_bundle
from cv_rom.report_files import Pictures, write_report_files
from cv_rom.report_folder import ARTEFACTS, DEFAULT_FORMATS, appearing_at_once
from cv_rom.report_pictures import PictureSource, take_key_frames, write_annotated
from cv_rom.reports.json_report import read_json
from cv_rom.reports.key_frames import KeyFrame
from cv_rom.results import Assessment, Provenance, Quality
from cv_rom.scene import Footwear, ScaleTarget, Scene
from cv_rom.texts import Language, speaking
from cv_rom.video.limits import DEFAULT_LIMITS, VideoLimits
from cv_rom.video.prefetch import prefetch
from cv_rom.video.sampling import sample_frames
from cv_rom.video.video_file import VideoFile, sha256_of

_NOT_OF_THE_RESULT = ("video", "name", "limits")
SURVEY_FRAMES = 16
"""Pictures looked at beforehand: for bystanders, the room's verticals, and things of known size."""


@dataclass(frozen=True)
class AnalysisRequest:
    """What to analyse, and what the user told about it.

    `a4` says that a sheet of A4 is in view; `name` is shown instead of the file's own; `language` is that of
    the findings, definitions and reports; a video over the `limits` is refused.
    """

    video: Path
    protocol: str = "auto"
    side: Literal["auto", "left", "right"] = "auto"
    foot_length_cm: float | None = None
    height_cm: float | None = None
    footwear: Footwear = "unknown"
    a4: bool = False
    name: str | None = None
    language: Language = "en"
    limits: VideoLimits = DEFAULT_LIMITS


@dataclass(frozen=True)
class Analysis:
    """An assessment with the poses it was made of."""

    request: AnalysisRequest
    assessment: Assessment
    recording: Recording


def analyze_file(request: AnalysisRequest, *, progress: Progress | None = None) -> Analysis:
    """Measure a video file.

    Raises:
        VideoError: the file cannot be read as video.
        ModelBundleError: the pose model is missing or damaged.
        ValueError: an unknown protocol, side or language, or a body size out of range.

    """
    with speaking(request.language):
        return _analyze(request, progress)


def _analyze(request: AnalysisRequest, progress: Progress | None) -> Analysis:
    bundle = find_bundle()  # verified by whatever loads it
    found = _look_ahead(request, bundle)
    with ExitStack() as stack:
        video = stack.enter_context(VideoFile(request.video, request.limits))
        scene = _scene(video, request, found)
        queue = stack.enter_context(prefetch(video))
        estimator = stack.enter_context(MediapipeEstimator(bundle, focus=found.focus))
        refinement = LegRefinement(
            width_px=video.width_px,
            height_px=video.height_px,
            outlined=request.protocol != "squat",
            roll_deg=scene.roll_deg or 0.0,
        )
        recording = record(queue, estimator, refinement=refinement, bystanders=found.bystanders, progress=progress)
        source, warnings = video.source(recording.frames_with_person), video.warnings()
    recording, scene = refine(recording, refinement, scene, protocol=request.protocol, side=request.side)
    assessment = assess(recording, scene, protocol=request.protocol, side=request.side)
    assessment = replace(
        assessment,
        source=replace(source, name=request.name or source.name),
        provenance=_provenance(bundle, request),
        quality=Quality((*warnings, *assessment.quality.warnings)),
    )
    return Analysis(request, assessment, recording)


@dataclass(frozen=True)
class _FirstLook:
    """What a few pictures tell before the whole video is read.

    `focus` is the part of the picture in which the person to assess moves, None where nobody else is in view.
    """

    bystanders: int
    focus: Focus | None
    roll: Roll | None
    scale_targets: tuple[ScaleTarget, ...] = ()


def _look_ahead(request: AnalysisRequest, bundle: ModelBundle) -> _FirstLook:
    """A survey of a few frames: who is in view, how the camera is turned, and what tells the size of things."""
    frames = sample_frames(request.video, SURVEY_FRAMES, request.limits)
    people = survey(frames, bundle)
    roll = camera_roll(frames, people)
    targets = find_scale_targets(frames, people, a4=request.a4)
    bystanders = max(len(found) for found in people) - 1 if people else 0
    if bystanders < 1:
        return _FirstLook(0, None, roll, targets)
    height, width = frames[0].image.shape[:2]
    times_s = np.array([frame.time_s for frame in frames])
    subject = choose_subject(people, times_s, width_px=width, bystanders=True).track
    return _FirstLook(bystanders, focus_on(subject, width_px=width, height_px=height), roll, targets)


def _scene(video: VideoFile, request: AnalysisRequest, found: _FirstLook) -> Scene:
    scene = Scene(
        video.width_px,
        video.height_px,
        footwear=request.footwear,
        foot_length_cm=request.foot_length_cm,
        height_cm=request.height_cm,
        scale_targets=found.scale_targets,
    )
    roll = found.roll
    return scene if roll is None else replace(scene, roll_deg=roll.roll_deg, roll_sd_deg=roll.sd_deg)


def _provenance(bundle: ModelBundle, request: AnalysisRequest) -> Provenance:
    settings: dict[str, Any] = {k: v for k, v in asdict(request).items() if k not in _NOT_OF_THE_RESULT}
    return Provenance(
        cv_rom_version=importlib.metadata.version("cv-rom"),
        model_name=bundle.name,
        model_sha256=bundle.sha256,
        settings=settings,
        created_at=datetime.now(UTC).isoformat(timespec="seconds"),
    )


def write_reports(
    analysis: Analysis,
    out: Path,
    *,
    formats: Collection[str] = DEFAULT_FORMATS,
    video: bool = True,
    keep_faces: bool = False,
    progress: Progress | None = None,
) -> dict[str, Path]:
    """Write the chosen reports into the folder `out` and return them by name.

    `assessment.json` is always written; of `mot` what there is: see `write_opensim`. All appear at once, or nothing
    does. Faces are blurred in every picture unless `keep_faces`.
    """
    source = PictureSource(analysis.request.video, analysis.request.limits, analysis.recording, analysis.assessment)
    with appearing_at_once(out, instead_of=ARTEFACTS) as folder, speaking(analysis.request.language):
        annotated = folder / "annotated.mp4"
        key_frames: tuple[KeyFrame, ...] = ()
        if video:
            key_frames = write_annotated(source, annotated, keep_faces=keep_faces, progress=progress)
        elif "html" in formats or "pdf" in formats:
            key_frames = take_key_frames(source, keep_faces=keep_faces)
        pictures = Pictures(key_frames, annotated.name if video else None, faces_blurred=not keep_faces)
        write_report_files(analysis.assessment, source.track, folder, formats=formats, pictures=pictures)
        names = sorted(path.name for path in folder.iterdir())
    return {name: out / name for name in names}


def holds_another(folder: Path, video: Path) -> bool:
    """Whether the folder holds the assessment of another video; phones give many videos the same name."""
    try:
        source = read_json(folder / "assessment.json").source
    except (AnalysisError, OSError):
        return False
    return source is not None and video.is_file() and source.sha256 != sha256_of(video)
