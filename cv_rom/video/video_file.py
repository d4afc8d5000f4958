"""`VideoFile`: a video file as a source of upright frames with the container's own times."""

from __future__ import annotations

import hashlib
from array import array
from collections.abc import Iterator
from fractions import Fraction
from itertools import chain
from pathlib import Path
from types import TracebackType
from typing import Self

import av
import numpy as np
from av.video.frame import VideoFrame

from cv_rom.errors import VideoError
from cv_rom.frames import Frame
from cv_rom.results import QualityWarning, Source
from cv_rom.video.container import CONVERT, OpenVideo, declared_duration_s, open_video
from cv_rom.video.frame_clock import FrameClock
from cv_rom.video.limits import DEFAULT_LIMITS, VideoLimits
from cv_rom.video.packet_reader import PacketReader
from cv_rom.video.recording_quality import Recording
from cv_rom.video.upright import UprightPictures

USUAL_RATE = Fraction(30)
"""Frames a second where a file does not tell, or nonsense."""
SLOWEST_RATE, FASTEST_RATE = 1, 1000
"""A declared rate beyond these is nonsense."""
STARTS_AT_ZERO_WITHIN_S = 1.0
"""A file whose first stamp is nearer to 0 counts from 0: the small offset is the true time of its first picture."""


class VideoFile:
    """A `FrameSource` over a local video file; used as a context manager, read once.

        with VideoFile("squat.mp4") as video:
            for frame in video:
                ...
        source, warnings = video.source(frames_with_person=n), video.warnings()

    Frames come upright, with square pixels, in full resolution. `Frame.time_s` is the container's time stamp
    counted from the start of the clip, as a player shows it, and always rises: see `FrameClock` for stamps that
    are missing, repeat or leap. Damaged packets are left out and counted. Memory does not grow with the length.
    """

    def __init__(self, path: str | Path, limits: VideoLimits = DEFAULT_LIMITS) -> None:
        """Open the file and decode its first picture.

        Raises:
            VideoError: it is not a plain local file, not a video, no picture in it can be decoded, or it is by what
                it declares larger or longer than the limits.

        """
        self.path = Path(path)
        self._video = open_video(path, limits)
        try:
            self._reader = PacketReader(self._video)
            decoded = self._reader.frames()
            first = self._first_of(decoded)
            self._decoded = chain([first], decoded)
            self._pictures = UprightPictures(first, self._video.stream.sample_aspect_ratio)
            self.limits.check_picture(self.path.name, self.width_px, self.height_px)
        except BaseException:
            self._video.close()
            raise
        self._clock = clock_of(self._video)
        self._times_s = array("d")
        self._other_shape = 0
        self._started = False
        self.duration_s = declared_duration_s(self._video)
        """Declared length of the clip, None where the file does not tell."""
        self._frames_declared = self._video.stream.frames or None
        self.frames_expected = self._frames_declared or self._frames_estimated()
        """How many frames will come as far as the file tells; None where it does not."""

    def _first_of(self, decoded: Iterator[VideoFrame]) -> VideoFrame:
        first = next(decoded, None)
        if first is None:
            raise VideoError(f"{self.path.name}: no picture could be decoded; copy it again, or {CONVERT}")
        return first

    def _frames_estimated(self) -> int | None:
        rate = self._video.stream.average_rate
        return round(self.duration_s * rate) if self.duration_s and rate else None

    @property
    def limits(self) -> VideoLimits:
        """How large and long the video may be."""
        return self._video.limits

    @property
    def width_px(self) -> int:
        """Width of the upright picture."""
        return self._pictures.width_px

    @property
    def height_px(self) -> int:
        """Height of the upright picture."""
        return self._pictures.height_px

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; may be called twice."""
        self._video.close()

    def __iter__(self) -> Iterator[Frame]:
        """The frames in the order of time.

        Raises:
            ValueError: the file was already read; open it again.
            VideoLimitError: later, where more than it may hold has come.

        """
        if self._started:
            raise ValueError("a VideoFile is read once; open it again")
        self._started = True
        return self._frames()

    def _frames(self) -> Iterator[Frame]:
        for count, decoded in enumerate(self._decoded, start=1):
            time_s = self._time_of(decoded)
            self.limits.check_length(self.path.name, time_s, count)
            if time_s is not None:
                self._times_s.append(time_s)
                yield Frame(self._pictures.image(decoded), time_s, len(self._times_s) - 1)

    def _time_of(self, decoded: VideoFrame) -> float | None:
        """When a picture was taken; None = it is left out."""
        if not self._pictures.same_shape(decoded):
            self._other_shape += 1
            return None
        return self._clock.time_s(decoded.pts)

    def source(self, frames_with_person: int) -> Source:
        """Facts about the file and what was read of it; for use after reading."""
        recording = self._recording()
        return Source(
            name=self.path.name,
            sha256=sha256_of(self.path),
            duration_s=recording.length_s,
            frames_declared=self._frames_declared,
            frames_decoded=len(recording.time_s),
            frames_with_person=frames_with_person,
            width=self.width_px,
            height=self.height_px,
            rotation_deg=self._pictures.orientation.rotation_deg,
            frame_rate_mean=recording.frame_rate_mean,
            variable_frame_rate=recording.variable_frame_rate,
        )

    def warnings(self) -> tuple[QualityWarning, ...]:
        """What a reader of the numbers should know about this recording; for use after reading."""
        return self._recording().warnings()

    def _recording(self) -> Recording:
        return Recording(
            time_s=np.array(self._times_s, dtype=np.float64),
            duration_s=self.duration_s,
            frames_declared=self._frames_declared,
            packets=self._reader.packets,
            reached_end=self._reader.finished,
            damaged=self._reader.damaged,
            stamps_repaired=self._clock.without_stamp + self._clock.left_out + self._clock.leaps,
            other_shape=self._other_shape,
            mirrored=self._pictures.orientation.mirrored,
        )


def clock_of(video: OpenVideo) -> FrameClock:
    """The clock of a file."""
    declared = video.stream.average_rate
    rate = declared if declared is not None and SLOWEST_RATE <= declared <= FASTEST_RATE else USUAL_RATE
    time_base = video.stream.time_base or Fraction(1, av.time_base)
    return FrameClock(time_base, start_s=start_s(video), usual_step_s=float(1 / rate))


def start_s(video: OpenVideo) -> float:
    """Where the clip's time starts in the container's: 0, but for streams that count from some earlier event."""
    container_start_s = (video.container.start_time or 0) / av.time_base
    return container_start_s if abs(container_start_s) > STARTS_AT_ZERO_WITHIN_S else 0.0


def sha256_of(path: Path) -> str:
    """Checksum of a file, computed piece by piece."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
