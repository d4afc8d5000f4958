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
window = LiveWindow("cv-rom")
print([window.show(np.full((48, 64, 3), 90, np.uint8)) for _ in range(3)])
window.close()
"""


@pytest.fixture
def screen() -> Iterator[str]:
    """The display of a virtual screen."""
    if XVFB is None:
        pytest.skip("Xvfb is not installed (Debian: apt-get install xvfb libsm6)")
    server = subprocess.Popen(
        [XVFB, "-displayfd", "1", "-noreset", "-nolisten", "tcp", "-screen", "0", "640x480x24"],
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
    done = subprocess.run([sys.executable, "-c", SHOW], capture_output=True, text=True, check=False, timeout=120)
    assert (done.returncode, done.stdout) == (0, "['', '', '']\n"), done.stderr
