"""Writes an H.264 MP4 that plays in every browser, with the frames' true times."""

from __future__ import annotations

import os
from fractions import Fraction
from pathlib import Path
from types import TracebackType
from typing import Self

import av
import cv2
import numpy as np
from av.codec.context import Flags
from av.video.frame import VideoFrame
from av.video.reformatter import ColorRange, Colorspace
from av.video.stream import VideoStream
from numpy.typing import NDArray

TICKS_PER_S = 90_000
"""Time stamps are kept to 11 microseconds; every usual frame rate is a whole number of ticks."""
MP4_OPTIONS = {"movflags": "+faststart", "movie_timescale": str(TICKS_PER_S)}
"""The index in front, so that browsers start at once; the first frame's time as exact as the others'."""
KEY_FRAME_EVERY = 60
"""Frames: a player that jumps to a moment must decode from the key frame before it."""
USUAL_INTERVAL_S = 1 / 30
"""How long the only frame of a clip is shown."""


class ClipWriter:
    """Writes frames to `path`; used as a context manager.

        with ClipWriter("annotated.mp4", width=1280, height=720) as clip:
            clip.write(image, time_s)

    The clip is written under a temporary name beside `path` and takes its place on leaving the `with` block
    without an error; after an error or Ctrl-C, or when nothing was written, `path` is as it was before. The
    codec needs even sizes: of an odd one, the last row or column is left out.
    """

    def __init__(self, path: str | Path, *, width: int, height: int) -> None:
        """Prepare a clip of frames of `width` x `height` pixels, at least 2 x 2.

        Entering the `with` block raises OSError where the folder cannot be written.
        """
        if width < 2 or height < 2:
            raise ValueError(f"a clip needs at least 2 x 2 pixels, got {width} x {height}")
        self.path = Path(path)
        self._shape = (height, width, 3)
        self._temporary = self.path.with_name(f".{self.path.name}.{os.getpid()}.part")
        # The prefix keeps FFmpeg from reading a protocol into a file's name.
        self._container = av.open(f"file:{self._temporary}", "w", format="mp4", options=MP4_OPTIONS)
        self._stream = self._h264_stream(width - width % 2, height - height % 2)
        self._last_tick: int | None = None
        self._interval_ticks = round(USUAL_INTERVAL_S * TICKS_PER_S)

    def _h264_stream(self, width: int, height: int) -> VideoStream:
        time_base = Fraction(1, TICKS_PER_S)
        options = {"preset": "veryfast", "crf": "23", "g": str(KEY_FRAME_EVERY)}
        stream = self._container.add_stream("libx264", options=options, width=width, height=height, time_base=time_base)
        stream.pix_fmt = "yuv420p"
        stream.codec_context.flags |= Flags.frame_duration
        # Said aloud, as players take large untagged pictures for another colour space.
        stream.codec_context.colorspace, stream.codec_context.color_range = Colorspace.SMPTE170M, ColorRange.MPEG
        return stream

    def __enter__(self) -> Self:
        # The container opens its file with the first frame only: a folder that cannot be written shows now.
        self._temporary.touch()
        return self

    def write(self, image: NDArray[np.uint8], time_s: float) -> None:
        """Add a frame, RGB uint8 of shape (height, width, 3), shown from `time_s` to the next frame's time.

        Raises:
            ValueError: another shape, or a time that is negative or not later than the one before.

        """
        if image.shape != self._shape or image.dtype != np.uint8:
            raise ValueError(f"the clip's frames are uint8 of shape {self._shape}, got {image.dtype} {image.shape}")
        tick = round(time_s * TICKS_PER_S)
        if tick < 0 or (self._last_tick is not None and tick <= self._last_tick):
            raise ValueError(f"times must rise from 0 on, got {time_s}")
        if self._last_tick is not None:
            self._interval_ticks = tick - self._last_tick
        self._last_tick = tick
        self._container.mux(self._stream.encode(self._frame(image, tick)))

    def _frame(self, image: NDArray[np.uint8], tick: int) -> VideoFrame:
        even = np.ascontiguousarray(image[: self._stream.height, : self._stream.width])
        # Five times as fast as leaving it to the encoder.
        frame = VideoFrame.from_ndarray(cv2.cvtColor(even, cv2.COLOR_RGB2YUV_I420), format="yuv420p")
        frame.colorspace, frame.color_range = Colorspace.SMPTE170M, ColorRange.MPEG
        frame.pts = tick
        frame.time_base = Fraction(1, TICKS_PER_S)
        frame.duration = self._interval_ticks
        return frame

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if error is None and self._last_tick is not None:
                self._container.mux(self._stream.encode(None))
                self._container.close()
                self._temporary.replace(self.path)
            else:
                self._container.close()
        finally:
            self._temporary.unlink(missing_ok=True)
