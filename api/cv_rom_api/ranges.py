"""Byte ranges of files that lie elsewhere; for local ones the web framework has its own answer."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import IO

from starlette.background import BackgroundTask
from starlette.responses import Response, StreamingResponse

from cv_rom_api import problems

_CHUNK_BYTES = 256 * 1024
_RANGE = re.compile(r"bytes=([0-9]{0,18})-([0-9]{0,18})")


def ranged_response(
    file: IO[bytes],
    size_bytes: int,
    wanted: tuple[int, int] | None,
    media_type: str,
    headers: Mapping[str, str] | None,
) -> Response:
    """The file, or the range of it that is wanted."""
    all_headers = {**(headers or {}), "accept-ranges": "bytes"}
    first, last = wanted or (0, size_bytes - 1)
    status = 200 if wanted is None else 206
    if wanted is not None:
        all_headers["content-range"] = f"bytes {first}-{last}/{size_bytes}"
    all_headers["content-length"] = str(last - first + 1)
    content = _pieces(file, first, last)
    return StreamingResponse(content, status, all_headers, media_type, background=BackgroundTask(file.close))


def byte_range(header: str | None, size_bytes: int) -> tuple[int, int] | None:
    """First and last byte of the range that is asked for; None for the whole file.

    Several ranges, and what is none, get the whole file, as RFC 9110 allows. Raises `ProblemError` (416) for one that
    begins behind the end.
    """
    match = _RANGE.fullmatch(header or "")
    if match is None or not any(match.groups()):
        return None
    first, last = match.groups()
    if first and last and int(last) < int(first):
        return None
    begin = int(first) if first else max(0, size_bytes - int(last)) if int(last) else size_bytes
    if begin >= size_bytes:
        raise problems.wrong_range(size_bytes)
    return begin, min(int(last), size_bytes - 1) if first and last else size_bytes - 1


def _pieces(file: IO[bytes], first: int, last: int) -> Iterator[bytes]:
    file.seek(first)
    left = last - first + 1
    while left > 0 and (piece := file.read(min(left, _CHUNK_BYTES))):
        left -= len(piece)
        yield piece
