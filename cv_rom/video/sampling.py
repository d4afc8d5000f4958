"""A few frames of a clip without reading all of it: spread over it for a first look, or those of known times."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import av
from av.video.frame import VideoFrame

from cv_rom.frames import Frame
from cv_rom.video.container import OpenVideo, declared_duration_s, open_video
from cv_rom.video.limits import DEFAULT_LIMITS, VideoLimits
from cv_rom.video.packet_reader import PacketReader
from cv_rom.video.upright import UprightPictures
from cv_rom.video.video_file import VideoFile, start_s

NEAR_S = 0.7
"""From this long before a wanted picture on every picture is decoded."""
HALF_STEP_S = 0.002
"""Stamps are rounded to the container's time base; two pictures are never this close."""


def sample_frames(video: VideoFile | str | Path, count: int, limits: VideoLimits = DEFAULT_LIMITS) -> list[Frame]:
    """At most `count` different frames from the middles of `count` equal parts of the clip, in the order of time.

    The file is opened anew; a `VideoFile` at work is not disturbed. A damaged spot gives the next intact frame.
    Where leaping fails or finds too little, the file is read through. `Frame.index` counts the samples. A
    `VideoFile` brings its own `limits`.

    Raises:
        VideoError: the file cannot be opened, no picture in it can be decoded, or it is over the limits.
        ValueError: `count` is not positive.

    """
    if count < 1:
        raise ValueError(f"count must be positive, got {count}")
    path, limits = (video.path, video.limits) if isinstance(video, VideoFile) else (Path(video), limits)
    samples = _by_leaping(path, count, limits)
    if 2 * len(samples) < count:
        samples = _by_reading(path, count, limits)
    return [replace(frame, index=index) for index, frame in enumerate(samples)]


def frames_at(path: Path, times_s: Sequence[float], limits: VideoLimits = DEFAULT_LIMITS) -> Iterator[Frame]:
    """The frames shown at these rising times, by leaping from one to the next; `Frame.index` counts them.

    A clip whose stamps are damaged or leap may give other frames than a `VideoFile` has at these times: compare
    `Frame.time_s`, and read the clip through for what is missing.

    Raises:
        VideoError: the file cannot be opened, or is over the limits.

    """
    video = open_video(path, limits)
    try:
        time_base = video.stream.time_base
        if time_base is None:
            return
        targets = [int((time_s - HALF_STEP_S + start_s(video)) / time_base) for time_s in times_s]
        for index, frame in enumerate(_frames(video, targets, exact=True)):
            yield replace(frame, index=index)
    finally:
        video.close()


def _by_leaping(path: Path, count: int, limits: VideoLimits) -> list[Frame]:
    video = open_video(path, limits)
    try:
        return list(_frames(video, _targets(video, count), exact=False))
    finally:
        video.close()


def _frames(video: OpenVideo, targets: list[int], *, exact: bool) -> Iterator[Frame]:
    pictures: UprightPictures | None = None
    offset_s = start_s(video)
    for found in _pictures_at(video, targets, exact=exact):
        if pictures is None:
            pictures = UprightPictures(found, video.stream.sample_aspect_ratio)
            video.limits.check_picture(video.name, pictures.width_px, pictures.height_px)
        if pictures.same_shape(found):
            yield Frame(pictures.image(found), found.time - offset_s, 0)


def _targets(video: OpenVideo, count: int) -> list[int]:
    """Time stamps of the middles of `count` equal parts; none where the length is unknown."""
    duration_s = declared_duration_s(video)
    time_base = video.stream.time_base
    if duration_s is None or time_base is None:
        return []
    start = video.stream.start_time or 0
    return [start + int(duration_s * (part + 0.5) / count / time_base) for part in range(count)]


def _pictures_at(video: OpenVideo, targets: list[int], *, exact: bool) -> Iterator[VideoFrame]:
    """The first picture at or after each target (`exact`) or soon after it; leaps only over key frames."""
    # Pictures that no other one builds on need not be decoded on the way: half of them, in most clips.
    video.stream.codec_context.skip_frame = "NONREF"
    near = int(NEAR_S / video.stream.time_base) if exact and video.stream.time_base else 0
    decoded = PacketReader(video).frames()
    shown = -1
    for target in targets:
        if target <= shown:
            continue
        if _key_frame_between(video, shown, target) and _leap(video, target):
            decoded = PacketReader(video).frames()
        for frame in decoded:
            if near and frame.pts is not None:
                video.stream.codec_context.skip_frame = "DEFAULT" if frame.pts >= target - near else "NONREF"
            if frame.pts is not None and frame.pts >= target:
                shown = frame.pts
                yield frame
                break


def _key_frame_between(video: OpenVideo, shown: int, target: int) -> bool:
    """Whether decoding from a key frame before `target` is shorter than going on; assumed without an index."""
    entries = video.stream.index_entries
    before = entries.search_timestamp(target) if len(entries) else -1
    return before < 0 or entries[before].timestamp > shown


def _leap(video: OpenVideo, target: int) -> bool:
    try:
        video.container.seek(target, stream=video.stream)
    except av.FFmpegError:
        return False
    return True


def _by_reading(path: Path, count: int, limits: VideoLimits) -> list[Frame]:
    """Frames from all over a clip of unknown length: whenever too many are kept, every second one is let go."""
    kept: list[Frame] = []
    stride = 1
    with VideoFile(path, limits) as video:
        for frame in video:
            if frame.index % stride == 0:
                kept.append(frame)
            if len(kept) == 2 * count:
                kept, stride = kept[::2], 2 * stride
    middles = {int((part + 0.5) * len(kept) / count) for part in range(count)}
    return [kept[middle] for middle in sorted(middles)]
