"""MP4 files written box by box, as no honest program writes them."""

from __future__ import annotations

import struct
from fractions import Fraction

import av

MATRIX = struct.pack(">9I", 0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000)
"""The picture stays as it is."""
Size = tuple[int, int]


def box(kind: bytes, *content: bytes) -> bytes:
    body = b"".join(content)
    return struct.pack(">I", 8 + len(body)) + kind + body


def full_box(kind: bytes, *content: bytes, version: int = 0, flags: int = 0) -> bytes:
    return box(kind, u32(version << 24 | flags), *content)


def u16(*values: int) -> bytes:
    return struct.pack(f">{len(values)}H", *values)


def u32(*values: int) -> bytes:
    return struct.pack(f">{len(values)}I", *values)


FILE_TYPE = box(b"ftyp", b"isom", u32(0x200), b"isomiso2mp41")
SELF_CONTAINED = full_box(b"dref", u32(1), full_box(b"url ", flags=1))


def picture_entry(codec: bytes, size: Size, *extra: bytes) -> bytes:
    """A sample description of pictures."""
    fixed = (bytes(6), u16(1), bytes(16), u16(*size), u32(0x480000, 0x480000, 0), u16(1), bytes(32), u16(24, 0xFFFF))
    return box(codec, *fixed, *extra)


def movie(
    entry: bytes,
    tables: tuple[bytes, ...],
    *,
    size: Size,
    timescale: int,
    duration: int,
    matrix: bytes = MATRIX,
    references: bytes = SELF_CONTAINED,
    handler: bytes = b"vide",
) -> bytes:
    """A moov box with one track."""
    times = u32(0, 0, timescale, duration)
    header = full_box(b"mvhd", times, u32(0x10000), u16(0x100), bytes(10), MATRIX, bytes(24), u32(2))
    track = (u32(0, 0, 1, 0, duration), bytes(16), matrix, u32(size[0] << 16, size[1] << 16))
    samples = box(b"stbl", full_box(b"stsd", u32(1), entry), *tables)
    media = box(
        b"mdia",
        full_box(b"mdhd", times, u16(0x55C4, 0)),
        full_box(b"hdlr", bytes(4), handler, bytes(12), b"h\0"),
        box(b"minf", full_box(b"vmhd", bytes(8), flags=1), box(b"dinf", references), samples),
    )
    return box(b"moov", header, box(b"trak", full_box(b"tkhd", *track, flags=3), media))


def sample_tables(
    count: int, sample_bytes: int, places: list[int], *, step: int = 1, in_chunk: int = 1
) -> tuple[bytes, ...]:
    """The tables of `count` samples of one size and duration in chunks at these places of the file."""
    return (
        full_box(b"stts", u32(1, count, step)),
        full_box(b"stsc", u32(1, 1, in_chunk, 1)),
        full_box(b"stsz", u32(sample_bytes, count)),
        full_box(b"stco", u32(len(places), *places)),
    )


def repeated_picture(
    picture: bytes,
    size: Size,
    count: int,
    *,
    codec: bytes = b"jpeg",
    extra: bytes = b"",
    step: int = 1,
    timescale: int = 30,
    **options: bytes,
) -> bytes:
    """A file that shows one and the same stored picture `count` times: each time costs 4 bytes."""
    duration = min(count * step, 2**32 - 1)

    def head(place: int) -> bytes:
        tables = sample_tables(count, len(picture), [place] * count, step=step)
        entry = picture_entry(codec, size, extra)
        return FILE_TYPE + movie(entry, tables, size=size, timescale=timescale, duration=duration, **options)

    return head(len(head(0)) + 8) + box(b"mdat", picture)


def grey_picture(size: Size, *, codec: str = "mjpeg", pix_fmt: str = "yuvj420p") -> bytes:
    """One encoded picture, all grey."""
    context = av.CodecContext.create(codec, "w")
    context.width, context.height = size
    context.pix_fmt = pix_fmt
    context.time_base = Fraction(1, 30)
    frame = av.VideoFrame(*size, pix_fmt)
    for plane in frame.planes:
        plane.update(b"\x80" * plane.buffer_size)
    frame.pts = 0
    return b"".join(bytes(packet) for packet in [*context.encode(frame), *context.encode(None)])
