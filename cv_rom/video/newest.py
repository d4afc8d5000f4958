"""Only the newest frame counts: for cameras, and for videos that play as if they were one."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from types import TracebackType
from typing import Self

from cv_rom.frames import Frame, FrameSource

WAKE_S = 0.1
"""How often a waiting side looks whether the other one has gone."""


class NewestFrames:
    """A `FrameSource` that reads another one in a thread and hands out its newest frame, each at most once.

        with Webcam(0) as camera, NewestFrames(camera) as frames:
            for frame in frames:
                ...

    Frames that came while the consumer was busy are skipped; their times say so. An error of the source is raised
    after its last frame. Leaving the `with` block ends the thread after the frame that it is reading.
    """

    def __init__(self, source: FrameSource) -> None:
        self._source = source
        self._newest: Frame | None = None
        self._error: BaseException | None = None
        self._ended = self._closed = False
        self._changed = threading.Condition()
        self._thread = threading.Thread(target=self._read, name="newest-frame", daemon=True)

    @property
    def width_px(self) -> int:
        """Width of the upright picture."""
        return self._source.width_px

    @property
    def height_px(self) -> int:
        """Height of the upright picture."""
        return self._source.height_px

    @property
    def frames_expected(self) -> int | None:
        """Not known: some will be skipped."""
        return None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._changed:
            self._closed = True
        if self._thread.ident is not None:
            self._thread.join()

    def __iter__(self) -> Iterator[Frame]:
        """The frames in their order, once; the source is read from now on."""
        self._thread.start()
        while (frame := self._take()) is not None:
            yield frame
        if self._error is not None:
            raise self._error

    def _take(self) -> Frame | None:
        """Wait for a frame; None when no more will come."""
        with self._changed:
            while self._newest is None and not self._ended and not self._closed:
                self._changed.wait(WAKE_S)  # with a limit, as an endless wait cannot be interrupted on every system
            frame, self._newest = self._newest, None
            return frame

    def _read(self) -> None:
        try:
            for frame in self._source:
                with self._changed:
                    if self._closed:
                        return
                    self._newest = frame
                    self._changed.notify()
        except BaseException as error:
            self._error = error
        with self._changed:
            self._ended = True
            self._changed.notify()


class PacedFrames:
    """A `FrameSource` that gives the frames of another one at the times at which they were taken, as a camera would."""

    def __init__(
        self,
        source: FrameSource,
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._source = source
        self._clock, self._sleep = clock, sleep
        self.width_px, self.height_px = source.width_px, source.height_px
        self.frames_expected = source.frames_expected

    def __iter__(self) -> Iterator[Frame]:
        """Each frame, not before its time."""
        start_s = self._clock()
        for frame in self._source:
            self._sleep(max(0.0, start_s + frame.time_s - self._clock()))
            yield frame
