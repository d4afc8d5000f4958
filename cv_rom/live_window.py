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
WIDEST_PX = 1280
"""Narrower than the screens of common laptops (1366 pixels)."""


class LiveWindow:
    """A window that shows pictures and hands on keys; it can be made larger, as people stand far away."""

    def __init__(self, title: str, size_px: tuple[int, int]) -> None:
        """Open the window for pictures of this width and height.

        Raises:
            CvRomError: there is no screen.

        """
        if sys.platform.startswith("linux") and not _screen_answers():
            raise CvRomError(NO_SCREEN)
        self._title = title
        self._size_px = _fitting(*size_px)
        with native_log_silenced():
            try:
                cv2.namedWindow(title, cv2.WINDOW_NORMAL | cv2.WINDOW_KEEPRATIO | cv2.WINDOW_GUI_NORMAL)
                cv2.resizeWindow(title, *self._size_px)
            except cv2.error as error:
                raise CvRomError(NO_SCREEN) from error

    def close(self) -> None:
        """Close the window."""
        cv2.destroyAllWindows()

    def show(self, image: NDArray[np.uint8]) -> str:
        """Show an RGB picture (H, W, 3); gives the key that was pressed since the last one, "" = none.

        The escape key, and closing the window, are "q".
        """
        # To the size of the window by us, as the window itself makes letters ragged.
        shown = cv2.resize(image, self._size_px, interpolation=cv2.INTER_LINEAR)
        cv2.imshow(self._title, cv2.cvtColor(shown, cv2.COLOR_RGB2BGR))
        key = cv2.waitKey(1) & 0xFF
        if key == ESCAPE or cv2.getWindowProperty(self._title, cv2.WND_PROP_VISIBLE) < 1:
            return "q"
        return "" if key == 0xFF else chr(key).lower()


def _fitting(width_px: int, height_px: int) -> tuple[int, int]:
    """The size at which a picture is shown first: its own, unless small screens would cut it off."""
    scale = min(1.0, WIDEST_PX / width_px)
    return round(scale * width_px), round(scale * height_px)


def _screen_answers() -> bool:
    """Whether a window opens. Tried in another process, because without a screen Qt ends its own, past all `except`."""
    if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        return False
    try:
        done = subprocess.run([sys.executable, "-c", TRIAL], capture_output=True, check=False, timeout=TRIAL_S)
    except subprocess.TimeoutExpired:
        return False
    return done.returncode == 0
