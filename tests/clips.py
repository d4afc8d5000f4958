"""Small synthetic clips for tests: codec, container, size, orientation, times and damage as asked for."""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from numpy.typing import NDArray

RED, GREEN, BLUE, WHITE = (220, 30, 30), (30, 200, 30), (30, 30, 220), (235, 235, 235)
TIME_BASE = Fraction(1, 90_000)
ENCODER_OPTIONS = {
    "libx264": {"preset": "ultrafast", "crf": "12"},
    "libx265": {"preset": "ultrafast", "crf": "12", "x265-params": "log-level=none:pools=1"},
    "libvpx-vp9": {"deadline": "realtime", "cpu-used": "8", "crf": "10"},
    "mpeg4": {},
    "wmv2": {},
}


def quarters(width: int, height: int) -> NDArray[np.uint8]:
    """A picture whose quarters are red, green (top), blue, white (bottom): shows every turn and mirroring."""
    image = np.empty((height, width, 3), dtype=np.uint8)
    image[: height // 2, : width // 2] = RED
    image[: height // 2, width // 2 :] = GREEN
    image[height // 2 :, : width // 2] = BLUE
    image[height // 2 :, width // 2 :] = WHITE
    return image


def quarter_colours(image: NDArray[np.uint8]) -> list[tuple[int, int, int]]:
    """The clear colours nearest to the quarters' centres: top left, top right, bottom left, bottom right."""
    height, width = image.shape[:2]
    known = np.array([RED, GREEN, BLUE, WHITE])
    centres = [image[row, column] for row in (height // 4, 3 * height // 4) for column in (width // 4, 3 * width // 4)]
    return [tuple(known[np.abs(known - centre.astype(int)).sum(axis=1).argmin()].tolist()) for centre in centres]


def even_times(count: int, *, rate: float = 30.0) -> list[float]:
    """Times of `count` frames at an even rate, from 0."""
    return [index / rate for index in range(count)]


def write_clip(
    path: Path,
    *,
    size: tuple[int, int] = (64, 48),
    times_s: Sequence[float] | None = None,
    codec: str = "libx264",
    pix_fmt: str = "yuv420p",
    anticlockwise_deg: int = 0,
    mirrored: bool = False,
    pixel_shape: Fraction | None = None,
    key_frame_every: int = 12,
) -> Path:
    """Write a clip of `quarters`, by default of 30 frames at 30 a second; the suffix names the container.

    `anticlockwise_deg` and `mirrored` go into the display matrix, as phones write it; the stored picture stays.
    """
    times_s = even_times(30) if times_s is None else times_s
    options = {"movflags": "+faststart"} if path.suffix in (".mp4", ".mov") else {}
    with av.open(f"file:{path}", "w", options=options) as container:
        stream = container.add_stream(
            codec, rate=30, options=ENCODER_OPTIONS[codec], width=size[0], height=size[1], time_base=TIME_BASE
        )
        stream.pix_fmt = pix_fmt
        stream.codec_context.gop_size = key_frame_every
        stream.codec_context.max_b_frames = 0
        if codec == "mpeg4":
            stream.codec_context.time_base = Fraction(1, 30)
        if pixel_shape is not None:
            stream.codec_context.sample_aspect_ratio = pixel_shape
        if anticlockwise_deg or mirrored:
            stream.set_display_rotation(anticlockwise_deg, hflip=mirrored)
        for time_s in times_s:
            frame = av.VideoFrame.from_ndarray(quarters(*size), format="rgb24")
            frame.time_base = TIME_BASE
            frame.pts = round(time_s / TIME_BASE)
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return path


def write_sound(path: Path) -> Path:
    """Write a quarter of a second of silence without a picture."""
    with av.open(f"file:{path}", "w") as container:
        stream = container.add_stream("aac", rate=44_100)
        for start in range(0, 11_264, 1024):
            frame = av.AudioFrame.from_ndarray(np.zeros((2, 1024), dtype=np.float32), format="fltp", layout="stereo")
            frame.sample_rate, frame.pts = 44_100, start
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return path


def truncate(path: Path, share: float) -> Path:
    """Keep only the first part of a file's bytes."""
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * share)])
    return path


def damage_packets(path: Path, packets: Iterable[int]) -> Path:
    """Overwrite the payload of the given packets of the picture stream, counted from 0."""
    with av.open(f"file:{path}") as container:
        places = [(packet.pos, packet.size) for packet in container.demux(video=0) if packet.size]
    data = bytearray(path.read_bytes())
    for number in packets:
        start, length = places[number]
        data[start : start + length] = b"\xff" * length
    path.write_bytes(data)
    return path
