"""The window on a true (virtual) screen, in a process of its own: Qt does not survive the end of its screen."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator

import pytest

XVFB = shutil.which("Xvfb")
SHOW = """
import numpy as np
from cv_rom.live_window import LiveWindow
window = LiveWindow("cv-rom", (64, 48))
print([window.show(np.full((48, 64, 3), 90, np.uint8)) for _ in range(3)])
window.close()
"""
LARGE = """
import cv2, numpy as np
from cv_rom.live_window import LiveWindow
window = LiveWindow("cv-rom", (1700, 720))
for _ in range(3):
    window.show(np.full((720, 1700, 3), 90, np.uint8))
print(cv2.getWindowImageRect("cv-rom")[2:])
window.close()
"""


@pytest.fixture
def screen() -> Iterator[str]:
    """The display of a virtual screen."""
    if XVFB is None:
        pytest.skip("Xvfb is not installed (Debian: apt-get install xvfb libsm6)")
    server = subprocess.Popen(
        [XVFB, "-displayfd", "1", "-noreset", "-nolisten", "tcp", "-screen", "0", "1366x768x24"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        assert server.stdout is not None
        yield f":{server.stdout.readline().strip()}"
    finally:
        server.terminate()
        server.wait(timeout=30)
        if server.stdout is not None:
            server.stdout.close()


def test_pictures_are_shown_and_no_key_is_none(screen: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", screen)
    assert printed(SHOW) == "['', '', '']"


def test_wide_pictures_fit_on_the_screen_of_a_laptop(screen: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", screen)
    assert printed(LARGE) == "(1280, 542)"


def printed(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()
