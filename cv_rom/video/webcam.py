"""`Webcam`: a camera of this computer as a source of frames with the times at which they were taken."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from types import TracebackType
from typing import Any, Self

import cv2
import numpy as np

from cv_rom.errors import VideoError
from cv_rom.frames import Frame

WIDTH_PX, HEIGHT_PX, RATE = 640, 480, 30
MOST_FAILURES = 5
"""So many pictures in a row may fail before the camera counts as gone."""
FAILURE_S = 0.05


class Webcam:
    """A `FrameSource` over a camera; used as a context manager, read once. It ends only with an error.

    Pictures come as fast as the camera gives them; `NewestFrames` drops those that nobody is ready for.
    """

    frames_expected = None

    def __init__(
        self,
        number: int = 0,
        *,
        open_capture: Callable[[int], Any] = cv2.VideoCapture,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Open camera `number` (0 = the first) and take its first picture; `open_capture` and `clock` are for tests.

        Raises:
            VideoError: there is no such camera, or it gives no picture.

        """
        self._number = number
        self._clock = clock
        # What OpenCV would log of a missing camera at length, the errors here say in one line.
        self._usual_log = cv2.utils.logging.setLogLevel(cv2.utils.logging.LOG_LEVEL_SILENT)
        self._capture = open_capture(number)
        for setting, value in (
            (cv2.CAP_PROP_FRAME_WIDTH, WIDTH_PX),
            (cv2.CAP_PROP_FRAME_HEIGHT, HEIGHT_PX),
            (cv2.CAP_PROP_FPS, RATE),
            (cv2.CAP_PROP_BUFFERSIZE, 1),
        ):
            self._capture.set(setting, value)
        self._start_s = clock()
        first = self._capture.isOpened() and self._picture(0)
        if not first:
            self.close()
            raise VideoError(
                f"camera {number} gives no picture; connect it, close other programs that use it, choose another one "
                "with --camera, or try a video with --video FILE"
            )
        self._first = first
        self.height_px, self.width_px = first.image.shape[:2]

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let the camera go; may be called twice."""
        self._capture.release()
        cv2.utils.logging.setLogLevel(self._usual_log)

    def __iter__(self) -> Iterator[Frame]:
        """The frames, without end.

        Raises:
            VideoError: the camera gives no more pictures, or pictures of another size.

        """
        yield self._first
        index, failures = 1, 0
        while failures < MOST_FAILURES:
            frame = self._picture(index)
            if frame is None:
                failures += 1
                time.sleep(FAILURE_S)
            elif frame.image.shape != self._first.image.shape:
                raise VideoError(f"camera {self._number} changed the size of its pictures; start again")
            else:
                index, failures = index + 1, 0
                yield frame
        raise VideoError(f"camera {self._number} gives no more pictures; was it unplugged?")

    def _picture(self, index: int) -> Frame | None:
        """The next picture; its time is that of the exposure's end, before it is decoded."""
        grabbed = self._capture.grab()
        time_s = self._clock() - self._start_s
        found, image = self._capture.retrieve() if grabbed else (False, None)
        if not found or image is None:
            return None
        return Frame(np.asarray(cv2.cvtColor(image, cv2.COLOR_BGR2RGB)), time_s, index)
