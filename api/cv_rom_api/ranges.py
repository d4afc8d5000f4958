"""Byte ranges of files that lie elsewhere; for local ones the web framework has its own answer."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import IO

from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from cv_rom_api import problems

_CHUNK_BYTES = 256 * 1024
_RANGE = re.compile(r"bytes=(\d*)-(\d*)")


def ranged_response(
    request: Request, file: IO[bytes], size_bytes: int, media_type: str, headers: Mapping[str, str] | None
) -> Response:
    """The file, or the one range of it that was asked for; several ranges get the whole file, as RFC 9110 allows."""
    all_headers = {**(headers or {}), "accept-ranges": "bytes"}
    wanted = byte_range(request.headers.get("range"), size_bytes)
    if wanted is None:
        first, last, status = 0, size_bytes - 1, 200
    elif wanted[0] >= size_bytes:
        file.close()
        raise problems.wrong_range(size_bytes)
    else:
        (first, last), status = wanted, 206
        all_headers["content-range"] = f"bytes {first}-{last}/{size_bytes}"
    all_headers["content-length"] = str(last - first + 1)
    content = _pieces(file, first, last)
    return StreamingResponse(content, status, all_headers, media_type, background=BackgroundTask(file.close))


def byte_range(header: str | None, size_bytes: int) -> tuple[int, int] | None:
    """First and last byte of a range, or None for the whole file; the first one may lie beyond the end."""
    match = _RANGE.fullmatch(header or "")
    if match is None or not any(match.groups()):
        return None
    first, last = match.groups()
    if not first:
        return max(0, size_bytes - int(last)) if int(last) else size_bytes, size_bytes - 1
    end = min(int(last), size_bytes - 1) if last else size_bytes - 1
    return None if last and int(last) < int(first) else (int(first), end)


def _pieces(file: IO[bytes], first: int, last: int) -> Iterator[bytes]:
    file.seek(first)
    left = last - first + 1
    while left > 0 and (piece := file.read(min(left, _CHUNK_BYTES))):
        left -= len(piece)
        yield piece
