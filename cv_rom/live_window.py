"""The window of a live check on this computer's screen."""

from __future__ import annotations

import os
import subprocess
import sys

import cv2
import numpy as np
from numpy.typing import NDArray

from cv_rom.bundled import native_log_silenced
from cv_rom.errors import CvRomError

TRIAL = "import cv2; cv2.namedWindow('cv-rom'); cv2.destroyAllWindows()"
TRIAL_S = 20.0
NO_SCREEN = "no window can be opened here; use --headless, which prints the readings instead"
ESCAPE = 27


class LiveWindow:
    """A window that shows pictures and hands on keys."""

    def __init__(self, title: str) -> None:
        """Open the window.

        Raises:
            CvRomError: there is no screen.

        """
        if sys.platform.startswith("linux") and not _screen_answers():
            raise CvRomError(NO_SCREEN)
        self._title = title
        with native_log_silenced():
            try:
                cv2.namedWindow(title, cv2.WINDOW_AUTOSIZE | cv2.WINDOW_GUI_NORMAL)
            except cv2.error as error:
                raise CvRomError(NO_SCREEN) from error

    def close(self) -> None:
        """Close the window."""
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


def _screen_answers() -> bool:
    """Whether a window opens. Tried in another process, because without a screen Qt ends its own, past all `except`."""
    if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        return False
    try:
        done = subprocess.run([sys.executable, "-c", TRIAL], capture_output=True, check=False, timeout=TRIAL_S)
    except subprocess.TimeoutExpired:
        return False
    return done.returncode == 0
