"""Opens a plain local video file for decoding, or says in one line why it cannot be one.

FFmpeg would read much more than video files: addresses, devices, play lists that name other files. It is
therefore handed an open file, a list of the container formats that cameras and editors write, and a refusal
for whatever else it wants to open.
"""

from __future__ import annotations

import errno
import io
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, NoReturn

import av
from av.container import InputContainer
from av.stream import Disposition
from av.video.stream import VideoStream

from cv_rom.errors import VideoError
from cv_rom.video.limits import VideoLimits

CONTAINER_FORMATS = "mov,matroska,avi,mpegts,mpeg,flv,asf,ogg"
"""FFmpeg's names; `mov` is also mp4, m4v and 3gp, `matroska` also webm. None of them names other files."""
READABLE_KINDS = "mp4, mov, mkv, webm, avi, ts, mpg, flv, wmv or ogv"
_INCOMPLETE = "is an incomplete or damaged file (its index cannot be read); copy or export it again"
CONVERT = "convert it to H.264, for instance with: ffmpeg -i IN -c:v libx264 OUT.mp4"


@dataclass(frozen=True)
class OpenVideo:
    """An open file, its container and its main picture stream, and what may be read of it."""

    name: str
    limits: VideoLimits
    file: BinaryIO
    container: InputContainer
    stream: VideoStream

    def close(self) -> None:
        """Close the container and the file; may be called twice."""
        self.container.close()
        self.file.close()


def open_video(path: str | Path, limits: VideoLimits) -> OpenVideo:
    """Open the file at `path` and its main picture stream, ready to decode.

    Raises:
        VideoError: there is no such file, it is not a plain file, not a video that can be decoded, or by what it
            declares over the limits.

    """
    name = Path(path).name
    file = _open_plain_file(Path(path))
    try:
        container = _open_container(file, name)
        video = OpenVideo(name, limits, file, container, _picture_stream(container, name, limits))
        limits.check_length(name, declared_duration_s(video), video.stream.frames or None, declared=True)
        return video
    except BaseException:
        file.close()
        raise


def declared_duration_s(video: OpenVideo) -> float | None:
    """Length of the picture stream, else of the whole file, as declared; None where neither is."""
    stream = video.stream
    if stream.duration and stream.duration > 0 and stream.time_base:
        return float(stream.duration * stream.time_base)
    duration = video.container.duration
    return duration / av.time_base if duration and duration > 0 else None


def _open_plain_file(path: Path) -> BinaryIO:
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise VideoError(f"{path} is a folder; name a video file in it")
        if not stat.S_ISREG(status.st_mode):
            raise VideoError(f"{path} is a device or a pipe; save the video to a file first")
        if status.st_size == 0:
            raise VideoError(f"{path.name} is empty; copy or record it again")
        return path.open("rb")
    except FileNotFoundError:
        raise VideoError(f"there is no file {path}; check the name and the folder") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise VideoError(f"{str(path)!r} cannot be opened: {reason}; check the name and the access rights") from error


def _refuse_other_files(url: str, flags: int, options: dict[str, Any]) -> NoReturn:
    raise PermissionError("a video file may not name other files")


class _Source:
    """A file for FFmpeg. A damaged one makes it seek anywhere, where an exception would surface much later."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.read = file.read
        self.tell = file.tell

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """The new position, or a negative number: an error in FFmpeg's own way."""
        try:
            return self._file.seek(offset, whence)
        except (OSError, ValueError):
            return -errno.EINVAL


def _open_container(file: BinaryIO, name: str) -> InputContainer:
    try:
        return av.open(
            _Source(file),
            "r",
            container_options={"format_whitelist": CONTAINER_FORMATS, "protocol_whitelist": "none"},
            metadata_errors="replace",
            io_open=_refuse_other_files,
        )
    except (av.FFmpegError, OSError, ValueError) as error:
        raise VideoError(f"{name} {_why_not_a_video(file)}") from error


def _why_not_a_video(file: BinaryIO) -> str:
    file.seek(0)
    head = file.read(64)
    if head.startswith(b"version https://git-lfs"):
        return "is a Git LFS text pointer, not the video itself; fetch the video with: git lfs pull"
    if head[4:8] in (b"ftyp", b"mdat", b"moov", b"wide", b"free"):
        return _INCOMPLETE
    return f"is not a video that can be read; give an {READABLE_KINDS} file"


def _picture_stream(container: InputContainer, name: str, limits: VideoLimits) -> VideoStream:
    """The main picture stream; a cover picture in a sound file is none."""
    streams = [s for s in container.streams.video if not s.disposition & Disposition.attached_pic]
    if not any(stream.type in ("video", "audio", "subtitle") for stream in container.streams):
        raise VideoError(f"{name} {_INCOMPLETE}")
    if not streams:
        raise VideoError(f"{name} holds no moving picture (sound only?); give a video")
    best = container.streams.best("video")
    stream = next((s for s in streams if s is best), streams[0])
    # PyAV's type leaves out that there is no context where FFmpeg knows no decoder.
    context: Any = stream.codec_context
    if context is None:
        raise VideoError(f"{name}: no decoder is known for its picture; {CONVERT}")
    if context.width and context.height:  # else only decoding will tell
        limits.check_picture(name, context.width, context.height)
    context.options = {"max_pixels": str(limits.max_pixels)}
    # Slices, not frames in parallel: threads over frames lose pictures around damage without an error, and
    # decoding is far quicker than pose estimation with one thread already.
    context.thread_type = "SLICE"
    return stream
