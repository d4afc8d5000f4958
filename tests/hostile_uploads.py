"""Files that somebody might send instead of a video, or as one: each with the answer that it must get."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import av
from clips import even_times, quarters, truncate, write_clip, write_sound
from mp4_boxes import (
    FILE_TYPE,
    box,
    full_box,
    grey_picture,
    movie,
    picture_entry,
    repeated_picture,
    sample_tables,
    u16,
    u32,
)

Outcome = Literal["no-video", "too-large", "nothing-measured"]
SIZE = (64, 48)


@dataclass(frozen=True)
class Upload:
    """A file and what becomes of it; `says` is part of what the sender is told."""

    name: str
    outcome: Outcome
    says: str
    write: Callable[[Path], object]


def _bytes(name: str, outcome: Outcome, says: str, content: Callable[[], bytes]) -> Upload:
    return Upload(name, outcome, says, lambda path: path.write_bytes(content()))


def _text(name: str, content: str) -> Upload:
    return _bytes(name, "no-video", "is not a video", content.encode)


def _repeated(name: str, outcome: Outcome, says: str, count: int, **options: int) -> Upload:
    """The same small picture again and again."""
    return _bytes(name, outcome, says, lambda: repeated_picture(_grey(), SIZE, count, **options))


def _zip() -> bytes:
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("zeros.mp4", bytes(10_000_000))
    return memory.getvalue()


def _png(side: int, rows: bytes, *chunks: tuple[bytes, bytes]) -> bytes:
    """A grey PNG with these compressed rows."""
    header = (b"IHDR", u32(side, side) + bytes([8, 0, 0, 0, 0]))
    parts = [header, *chunks, (b"IDAT", rows), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(u32(len(c)) + kind + c + u32(zlib.crc32(kind + c)) for kind, c in parts)


def _apng() -> bytes:
    return _png(65_535, zlib.compress(bytes(9)), (b"acTL", u32(2**31 - 1, 0)))


def png_movie(side: int, count: int) -> bytes:
    """A movie of large pictures that are really there: packed to a thousandth."""
    packer = zlib.compressobj()
    rows = b"".join([packer.compress(bytes(side + 1)) for _ in range(side)]) + packer.flush()
    return repeated_picture(_png(side, rows), (side, side), count, codec=b"png ")


def _declared(count: int) -> bytes:
    """A header that declares `count` pictures of one byte; there is none."""
    tables = sample_tables(count, 1, [48], in_chunk=count)
    return FILE_TYPE + movie(picture_entry(b"jpeg", SIZE), tables, size=SIZE, timescale=30, duration=count)


def _compressed_header() -> bytes:
    """A header that says to unpack to 4 GB."""
    packed = box(b"cmvd", u32(2**32 - 1), zlib.compress(bytes(1_000_000)))
    return FILE_TYPE + box(b"moov", box(b"cmov", box(b"dcom", b"zlib"), packed))


def _understated(side: int) -> bytes:
    """VP9 that is `side` x `side` in its stream and small in its header."""
    picture = grey_picture(SIZE, codec="libvpx-vp9", pix_fmt="yuv420p")
    number = int.from_bytes(picture, "big")
    behind = 8 * len(picture) - 36 - 32  # width and height, both less one, stand at bit 36
    number ^= ((63 << 16 | 47) ^ (side - 1 << 16 | side - 1)) << behind
    colours = full_box(b"vpcC", bytes([0, 10, 0x82, 2, 2, 2]), u16(0), version=1)
    return repeated_picture(number.to_bytes(len(picture), "big"), SIZE, 3, codec=b"vp09", extra=colours)


def _mac_alias(path: str) -> bytes:
    name = path.replace("/", ":").encode()
    name += b"\0" * (len(name) % 2)
    fixed = bytes(10) + b"\0" + bytes(27) + bytes(12) + b"\0" + bytes(63) + bytes(16) + u16(0, 0) + bytes(16)
    return full_box(b"alis", fixed, u16(2, len(name)), name, u16(0xFFFF, 0), bytes(40))


def _grey() -> bytes:
    return grey_picture(SIZE)


def _turned(*matrix: int) -> bytes:
    return repeated_picture(_grey(), SIZE, 4, matrix=struct.pack(">9i", *matrix))


def _of(size: tuple[int, int]) -> bytes:
    return repeated_picture(grey_picture(size), size, 9)


def _track_of_text() -> bytes:
    return repeated_picture(u16(2) + b"hi", SIZE, 3, codec=b"tx3g", handler=b"sbtl")


def _several_streams(path: Path) -> None:
    with av.open(f"file:{path}", "w") as container:
        streams = [container.add_stream("libx264", rate=30, width=side, height=48) for side in (48, 64, 96)]
        for index in range(4):
            for stream in streams:
                frame = av.VideoFrame.from_ndarray(quarters(stream.width, stream.height), format="rgb24")
                frame.pts = index
                container.mux(stream.encode(frame))
        for stream in streams:
            container.mux(stream.encode(None))


def _clip(**options: object) -> Callable[[Path], Path]:
    return lambda path: write_clip(path, times_s=even_times(4), **options)  # type: ignore[arg-type]


REFERRING = {
    "playlist.m3u8": "#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\n{file}\n#EXT-X-ENDLIST\n",
    "playlist.mp4": "#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nhttp://{address}/a.ts\n#EXT-X-ENDLIST\n",
    "concat.mp4": "ffconcat version 1.0\nfile '{file}'\n",
    "session.sdp": "v=0\no=- 0 0 IN IP4 127.0.0.1\ns=-\nc=IN IP4 127.0.0.1\nm=video 5004 RTP/AVP 96\n",
    "stream.asx": "<asx version='3.0'><entry><ref href='rtsp://{address}/a'/></entry></asx>",
    "manifest.mpd": "<?xml version='1.0'?><MPD><BaseURL>http://{address}/</BaseURL></MPD>",
    "address.mp4": "http://{address}/clip.mp4\n",
}
"""What names another `{file}` or a server at `{address}`, by name."""


def alias(path: str) -> bytes:
    """A movie whose pictures are declared to lie in another file; they lie in this one too."""
    references = full_box(b"dref", u32(1), _mac_alias(path))
    return repeated_picture(_grey(), SIZE, 3, references=references)


NO_VIDEO = [
    _bytes("one-byte.mp4", "no-video", "is not a video", lambda: b"\0"),
    _text("page.mp4", "<!DOCTYPE html><script>alert(1)</script>"),
    _text("drawing.svg", "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
    _text("script.mp4", "fetch('/v1/assessments')"),
    _text("subtitles.srt", "1\n00:00:00,000 --> 00:00:01,000\n<script>alert(1)</script>\n"),
    _text("playlist.mp4", REFERRING["playlist.m3u8"].format(file="/etc/passwd")),
    _text("concat.mp4", REFERRING["concat.mp4"].format(file="/etc/passwd")),
    _bytes("archive.mp4", "no-video", "is not a video", _zip),
    _bytes("many-huge-frames.gif", "no-video", "is not a video", lambda: b"GIF89a" + b"\xff\xff\xff\xff\xf0\0\0" * 99),
    _bytes("animation.png", "no-video", "is not a video", _apng),
    _bytes("alias.mov", "no-video", "no picture could be decoded", lambda: alias("/etc/passwd")),
    Upload("sound.mp4", "no-video", "no moving picture", write_sound),
    _bytes("subtitles.mp4", "no-video", "no moving picture", _track_of_text),
    Upload("cut.mp4", "no-video", "incomplete or damaged", lambda path: truncate(write_clip(path), 0.1)),
    _bytes("compressed-header.mov", "no-video", "incomplete or damaged", _compressed_header),
    _bytes("encrypted.mp4", "no-video", "no decoder", lambda: repeated_picture(_grey(), SIZE, 3, codec=b"encv")),
    _bytes("speck.mp4", "no-video", "cannot show a person", lambda: _of((2, 2))),
    _bytes("ribbon.mp4", "no-video", "cannot show a person", lambda: _of((4096, 2))),
]
TOO_LARGE = [
    _bytes("unpacks.mov", "too-large", "12000 x 12000", lambda: png_movie(12_000, 3)),
    _bytes("index-of-a-billion.mp4", "too-large", "says that it lasts years", lambda: _declared(10**9)),
    _bytes("16k.mp4", "too-large", "16000 x 16000", lambda: _understated(16_000)),
    _repeated("hours.mp4", "too-large", "says that it lasts 3 h", 200, step=30 * 59),
    _repeated("many-pictures.mp4", "too-large", "says that it has 300000 pictures", 300_000, timescale=960),
]
ODD = [
    _repeated("microseconds.mp4", "nothing-measured", "", 30, timescale=10**6),
    _repeated("no-timescale.mp4", "nothing-measured", "", 4, timescale=0),
    _repeated("all-at-once.mp4", "nothing-measured", "", 30, step=0),
    _repeated("years-apart.mp4", "nothing-measured", "", 4, step=2**31 - 1),
    _repeated("one-picture.mp4", "nothing-measured", "", 1),
    _bytes("aslant.mp4", "nothing-measured", "", lambda: _turned(46_341, 46_341, 0, -46_341, 46_341, 0, 0, 0, 1 << 30)),
    _bytes("flattened.mp4", "nothing-measured", "", lambda: _turned(*[0] * 9)),
    Upload("several.mkv", "nothing-measured", "", _several_streams),
    Upload("ten-bit.mp4", "nothing-measured", "", _clip(codec="libx265", pix_fmt="yuv420p10le")),
    Upload("see-through.webm", "nothing-measured", "", _clip(codec="libvpx-vp9", pix_fmt="yuva420p")),
    Upload("grey.mp4", "nothing-measured", "", _clip(pix_fmt="gray")),
]
HUGE_INDEX = _bytes("index.mp4", "too-large", "says that it lasts 741 h", lambda: _declared(80_000_000))
"""Costs a reader without a limit 3 GB."""
