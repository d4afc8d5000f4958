"""The pictures of the reports, in one pass over the video: key frames, and the annotated video, faces blurred."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from cv_rom.face_blur import FaceBlur
from cv_rom.frames import Frame, FrameSource
from cv_rom.measurement.preparation import as_measured
from cv_rom.pipeline import Progress, Recording
from cv_rom.poses import Pose, PoseTrack
from cv_rom.reports.annotated_video import AnnotatedVideo
from cv_rom.reports.key_frames import KeyFrame, KeyFrameCollector, encode_jpeg
from cv_rom.reports.lettering import Image
from cv_rom.results import Assessment
from cv_rom.video.clip_writer import ClipWriter
from cv_rom.video.limits import VideoLimits
from cv_rom.video.prefetch import prefetch
from cv_rom.video.sampling import frames_at
from cv_rom.video.video_file import VideoFile


@dataclass(frozen=True)
class PictureSource:
    """Where the pictures come from: the video, and what was found in it."""

    video: Path
    limits: VideoLimits
    recording: Recording
    assessment: Assessment

    @cached_property
    def track(self) -> PoseTrack:
        """The assessed person's points as they are measured, which is what is drawn."""
        return as_measured(self.recording.track)


def take_key_frames(source: PictureSource, *, keep_faces: bool) -> tuple[KeyFrame, ...]:
    """The key frames alone: only the few pictures needed are read, where the file allows."""
    recording, assessment = source.recording, source.assessment
    with ExitStack() as stack:
        faces = None if keep_faces else stack.enter_context(_face_blur(recording, thorough=True))
        blur = faces.blur if faces is not None else _no_blur
        collector = KeyFrameCollector(assessment, source.track, blur, recording.people)
        for frame in frames_at(source.video, collector.wanted_s, source.limits):
            collector.push(frame)
        if not collector.done:
            with VideoFile(source.video, source.limits) as video, prefetch(video) as frames:
                for frame in frames:
                    collector.push(frame)
        return collector.key_frames


def write_annotated(
    source: PictureSource, path: Path, *, keep_faces: bool, progress: Progress | None = None
) -> tuple[KeyFrame, ...]:
    """Write the annotated video and beside it, as a JPEG, its poster; take the key frames on the way."""
    recording = source.recording
    collector = KeyFrameCollector(source.assessment, source.track, _no_blur, recording.people)
    with ExitStack() as stack:
        video = stack.enter_context(VideoFile(source.video, source.limits))
        frames: FrameSource = stack.enter_context(prefetch(video))
        if not keep_faces:
            faces = stack.enter_context(_face_blur(recording))
            # In a thread of its own, beside decoding and drawing.
            frames = stack.enter_context(prefetch(_Blurred(frames, faces, recording)))
        annotated = AnnotatedVideo(source.assessment, source.track, width_px=video.width_px, height_px=video.height_px)
        width_px, height_px = annotated.size_px
        writer = stack.enter_context(ClipWriter(path, width=width_px, height=height_px))
        for frame in frames:
            collector.push(frame)
            picture, shown_s = annotated.draw(frame)
            writer.write(picture, shown_s)
            if annotated.is_poster(frame):
                poster_of(path).write_bytes(encode_jpeg(picture))
            if progress is not None and video.frames_expected:
                progress(min(1.0, (frame.index + 1) / video.frames_expected))
    return collector.key_frames


def poster_of(video: Path) -> Path:
    """Where the picture lies that is shown before the annotated video is played."""
    return video.with_suffix(".jpg")


@dataclass(frozen=True)
class _Blurred:
    """The frames of a source with every face blurred."""

    source: FrameSource
    faces: FaceBlur
    recording: Recording

    @property
    def width_px(self) -> int:
        return self.source.width_px

    @property
    def height_px(self) -> int:
        return self.source.height_px

    @property
    def frames_expected(self) -> int | None:
        return self.source.frames_expected

    def __iter__(self) -> Iterator[Frame]:
        return self.faces.blurred(self.source, self.recording.people)


def _face_blur(recording: Recording, *, thorough: bool = False) -> FaceBlur:
    """With nobody else in view one search of a whole picture is enough, and the person's own head is known anyway."""
    others = recording.others > 0
    return FaceBlur(thorough=thorough and others, alone=recording.track if others else None)


def _no_blur(frame: Frame, people: Sequence[Pose]) -> Image:
    """Faces stay as they are."""
    return frame.image
