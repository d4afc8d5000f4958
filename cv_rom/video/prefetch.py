"""Decodes ahead in a thread, so that decoding and pose estimation share the cores of a machine."""

from __future__ import annotations

import queue
import threading
from collections.abc import Iterator
from types import TracebackType
from typing import Final, Self

from cv_rom.frames import Frame, FrameSource

WAKE_S = 0.1
"""How often a waiting side looks whether the other one has gone."""


class _End:
    """Marks the end of the frames, with the error that ended them if there was one."""

    def __init__(self, error: BaseException | None) -> None:
        self.error = error


class FrameQueue:
    """A `FrameSource` that reads another one in a thread, at most `depth` frames ahead.

        with VideoFile(path) as video, prefetch(video) as frames:
            for frame in frames:
                ...

    No frame is dropped: a full queue makes the thread wait. An error in the thread is raised where the frames
    are consumed, after the frames before it. Leaving the `with` block ends the thread at once, whatever is
    still to come; the source is left to whoever opened it, and nothing reads it any more.
    """

    def __init__(self, source: FrameSource, *, depth: int) -> None:
        if depth < 1:
            raise ValueError(f"depth must be at least 1, got {depth}")
        self._source = source
        self._queue: queue.Queue[Frame | _End] = queue.Queue(maxsize=depth)
        self._closed: Final = threading.Event()
        self._thread = threading.Thread(target=self._read, name="frame-prefetch", daemon=True)

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
        """How many frames will come, as far as the source can tell."""
        return self._source.frames_expected

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the thread and wait for it: at most as long as one frame takes to decode."""
        self._closed.set()
        if self._thread.ident is not None:
            self._thread.join()

    def __iter__(self) -> Iterator[Frame]:
        """The source's frames in their order, once; ends early only when closed."""
        while not self._closed.is_set():
            try:
                # With a limit, because an endless wait cannot be interrupted by Ctrl-C on every system.
                item = self._queue.get(timeout=WAKE_S)
            except queue.Empty:
                continue
            if isinstance(item, Frame):
                yield item
                continue
            self._closed.set()
            if item.error is not None:
                raise item.error

    def _read(self) -> None:
        error: BaseException | None = None
        try:
            for frame in self._source:
                if not self._put(frame):
                    return
        except BaseException as failure:
            error = failure
        self._put(_End(error))

    def _put(self, item: Frame | _End) -> bool:
        """Put into the queue as soon as there is room; False if nobody wants it any more."""
        while not self._closed.is_set():
            try:
                self._queue.put(item, timeout=WAKE_S)
                return True
            except queue.Full:
                continue
        return False


def prefetch(source: FrameSource, *, depth: int = 4) -> FrameQueue:
    """A queue that reads `source` up to `depth` frames ahead, for use in a `with` block.

    Four frames even out the difference between quick and slow pictures; a 1080p frame is 6 MB.
    """
    return FrameQueue(source, depth=depth)
