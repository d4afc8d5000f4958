"""Opens a plain local video file for decoding, or says in one line why it cannot be one.

FFmpeg would read much more than video files: addresses, devices, play lists that name other files. It is
therefore handed an open file, a list of the container formats that cameras and editors write, and a refusal
for whatever else it wants to open.
"""

from __future__ import annotations

import stat
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, NoReturn

import av
from av.container import InputContainer
from av.stream import Disposition
from av.video.stream import VideoStream

from cv_rom.errors import VideoError

MAX_PIXELS = 8192 * 4320
"""Largest picture that is decoded (8K): a small file can claim a picture that fills the memory."""
CONTAINER_FORMATS = "mov,matroska,avi,mpegts,mpeg,flv,asf,ogg"
"""FFmpeg's names; `mov` is also mp4, m4v and 3gp, `matroska` also webm. None of them names other files."""
READABLE_KINDS = "mp4, mov, mkv, webm, avi, ts, mpg, flv, wmv or ogv"
CONVERT = "convert it to H.264, for instance with: ffmpeg -i IN -c:v libx264 OUT.mp4"


@dataclass(frozen=True)
class OpenVideo:
    """An open file, its container and its main picture stream."""

    file: BinaryIO
    container: InputContainer
    stream: VideoStream

    def close(self) -> None:
        """Close the container and the file; may be called twice."""
        self.container.close()
        self.file.close()


def open_video(path: str | Path) -> OpenVideo:
    """Open the file at `path` and its main picture stream, ready to decode.

    Raises:
        VideoError: there is no such file, it is not a plain file, or not a video that can be decoded.

    """
    file = _open_plain_file(Path(path))
    try:
        container = _open_container(file, Path(path).name)
        return OpenVideo(file, container, _picture_stream(container, Path(path).name))
    except BaseException:
        file.close()
        raise


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


def _open_container(file: BinaryIO, name: str) -> InputContainer:
    try:
        return av.open(
            file,
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
        return "is an incomplete or damaged mp4 or mov file (its index cannot be read); copy or export it again"
    return f"is not a video that can be read; give an {READABLE_KINDS} file"


def _picture_stream(container: InputContainer, name: str) -> VideoStream:
    """The main picture stream; a cover picture in a sound file is none."""
    streams = [s for s in container.streams.video if not s.disposition & Disposition.attached_pic]
    if not streams:
        raise VideoError(f"{name} holds no moving picture (sound only?); give a video")
    best = container.streams.best("video")
    stream = next((s for s in streams if s is best), streams[0])
    # PyAV's type leaves out that there is no context where FFmpeg knows no decoder.
    context: Any = stream.codec_context
    if context is None:
        raise VideoError(f"{name}: no decoder is known for its picture; {CONVERT}")
    if context.width * context.height > MAX_PIXELS:
        raise VideoError(f"{name}: pictures of {context.width} x {context.height} are too large; scale it down")
    context.options = {"max_pixels": str(MAX_PIXELS)}
    # Slices, not frames in parallel: threads over frames lose pictures around damage without an error, and
    # decoding is far quicker than pose estimation with one thread already.
    context.thread_type = "SLICE"
    return stream
