"""Where the files are that come with the package, and quiet while native libraries load them.

In an installed wheel they lie inside the package (`cv_rom/_bundled`), in a checkout at its root.
"""

from __future__ import annotations

import os
import re
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import as_file, files
from pathlib import Path

from cv_rom.errors import CvRomError

NATIVE_LOG = re.compile(
    rb"[IWEF]\d{4} |(INFO|WARNING|ERROR): |Stack trace:|\s+@ |Calculator::|=== Source Location Trace|third_party/"
)
"""How lines begin that absl, TensorFlow Lite, LiteRT and MediaPipe write: none is meant for our users."""
_one_at_a_time = threading.RLock()


def models_dir() -> Path:
    """The folder of the pose and face model bundles, with their `manifest.toml`."""
    return _folder("models", "manifest.toml")


def samples_dir() -> Path:
    """The folder of the sample clips, with their `samples.toml`."""
    return _folder("samples", "samples.toml")


def _folder(name: str, inside: str) -> Path:
    with as_file(files("cv_rom")) as package:
        for folder in (package / "_bundled" / name, package.parent / name):
            if (folder / inside).is_file():
                return folder
    raise CvRomError(f"the folder {name}/ is missing from this installation of cv-rom; please install cv-rom again")


@contextmanager
def native_log_silenced() -> Iterator[None]:
    """Keep the log of native libraries off stderr; whatever else is written meanwhile comes out at the end.

    The libraries write to the file descriptor of the process and heed none of their documented settings
    (GLOG_minloglevel, ABSL_MIN_LOG_LEVEL and TF_CPP_MIN_LOG_LEVEL change nothing in mediapipe 1.2).
    """
    with _one_at_a_time, tempfile.TemporaryFile() as held:
        try:
            stderr = os.dup(2)
        except OSError:  # a windowed program has no stderr
            yield
            return
        os.dup2(held.fileno(), 2)
        try:
            yield
        finally:
            os.dup2(stderr, 2)
            held.seek(0)
            os.write(stderr, b"".join(line for line in held if not NATIVE_LOG.match(line)))
            os.close(stderr)
