"""The window of a live check on this computer's screen."""

from __future__ import annotations

import os
import sys
from types import TracebackType
from typing import Self

import cv2
import numpy as np
from numpy.typing import NDArray

from cv_rom.bundled import native_log_silenced
from cv_rom.errors import CvRomError

NO_SCREEN = "no window can be opened here; use --headless, which prints the readings instead"
ESCAPE = 27


class LiveWindow:
    """A window that shows pictures and hands on keys; used as a context manager."""

    def __init__(self, title: str) -> None:
        """Open the window.

        Raises:
            CvRomError: there is no screen.

        """
        # Without a screen Qt would end the whole process, whatever Python catches.
        if sys.platform.startswith("linux") and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
            raise CvRomError(NO_SCREEN)
        self._title = title
        with native_log_silenced():
            try:
                cv2.namedWindow(title, cv2.WINDOW_AUTOSIZE | cv2.WINDOW_GUI_NORMAL)
            except cv2.error as error:
                raise CvRomError(NO_SCREEN) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        cv2.destroyAllWindows()

    def show(self, image: NDArray[np.uint8]) -> str:
        """Show an RGB picture (H, W, 3); gives the key that was pressed since the last one, "" = none.

        The escape key, and closing the window, are "q".
        """
        cv2.imshow(self._title, cv2.cvtColor(image, cv2.COLOR_RGB2BGR))
        key = cv2.waitKey(1) & 0xFF
        if key == ESCAPE or cv2.getWindowProperty(self._title, cv2.WND_PROP_VISIBLE) < 1:
            return "q"
        return "" if key == 0xFF else chr(key).lower()
