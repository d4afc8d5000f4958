"""The error tree: one base class to catch.

    CvRomError            anything that is wrong with what we were given
    ├── VideoError        the file or camera cannot be read as video
    │   └── VideoLimitError   it is larger or longer than what is read
    ├── ModelBundleError  a pose model bundle is missing, damaged or foreign
    ├── PoseFileError     a file of stored poses cannot be read
    └── AnalysisError     a result file cannot be used for what was asked

Each message is one line that says what is wrong and what to do. Wrong arguments from a
programmer stay `ValueError`. "Nobody in view" is a value, not an error.
"""

from __future__ import annotations

import errno

_CV_NO_MEMORY = -4


class CvRomError(Exception):
    """Base of all errors that cv-rom raises on purpose."""


class VideoError(CvRomError):
    """A video cannot be read, or no video is there."""


class VideoLimitError(VideoError):
    """A video is larger or longer than may be."""


class ModelBundleError(CvRomError):
    """A model bundle is missing, damaged or not one that we know how to run."""


class PoseFileError(CvRomError):
    """A file of stored poses cannot be read."""


class AnalysisError(CvRomError):
    """A stored assessment cannot be read or does not fit what was asked."""


def is_out_of_memory(error: BaseException) -> bool:
    """Whether memory was refused, in the words of Python, of the system's libraries and of OpenCV."""
    is_refused = isinstance(error, MemoryError) or getattr(error, "errno", None) == errno.ENOMEM
    return is_refused or (type(error).__module__ == "cv2" and getattr(error, "code", None) == _CV_NO_MEMORY)
