"""Takes an upload chunk by chunk to the disk: the limit holds while reading, nothing is kept in memory."""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import anyio
from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header
from starlette.requests import ClientDisconnect, Request

from cv_rom_api import problems
from cv_rom_api.orders import ALLOWED

_FIELD = "video"
_MAX_NAME_LENGTH = 120
_MAX_PARTS = 20
"""Of a form; ours have one."""


@dataclass(frozen=True)
class UploadLimits:
    """An upload may have `max_mb`; of each `idle_s` that it is waited for, at least `min_kb_per_s` must come."""

    max_mb: float
    idle_s: float
    min_kb_per_s: float

    @property
    def max_bytes(self) -> int:
        """Largest upload."""
        return int(self.max_mb * 1_000_000)

    @property
    def enough_bytes(self) -> float:
        """After so much the waiting counts anew."""
        return max(1.0, self.min_kb_per_s * 1000 * self.idle_s)


async def receive_upload(request: Request, target: Path, limits: UploadLimits) -> str | None:
    """Write the video in the request's body (raw, or the field `video` of a form) to `target`.

    Returns the file's name as the form gives it. Raises `ProblemError`: over the limits, given up by the client,
    empty, or a form without a video. What was written then is the caller's to remove.
    """
    part = _multipart_field(request)
    written = 0
    async with await anyio.open_file(target, "wb") as file:
        async for chunk in _limited(request, limits):
            content = chunk if part is None else part.feed(chunk)
            await file.write(content)
            written += len(content)
    if part is not None:
        part.finish()
    if not written:
        raise problems.wrong_parameter(_FIELD, "is empty; send the video as the body of the request")
    return None if part is None else part.file_name


def plain_name(name: str | None) -> str:
    """A name to show: without folders and control characters, of limited length. Never used as a path."""
    base = re.split(r"[\\/]", name or "")[-1]
    printable = "".join(character for character in base if character.isprintable()).strip()
    return printable[:_MAX_NAME_LENGTH] or "video"


async def _limited(request: Request, limits: UploadLimits) -> AsyncIterator[bytes]:
    if int(request.headers.get("content-length", 0)) > limits.max_bytes:
        raise problems.too_large(limits.max_mb)
    received, lately, waited_s = 0, 0, 0.0
    chunks = request.stream()
    try:
        while True:
            since_s = time.monotonic()
            async with asyncio.timeout(limits.idle_s - waited_s):
                chunk = await anext(chunks)
            received, lately = received + len(chunk), lately + len(chunk)
            waited_s += time.monotonic() - since_s
            if lately >= limits.enough_bytes:
                lately, waited_s = 0, 0.0
            if received > limits.max_bytes:
                raise problems.too_large(limits.max_mb)
            yield chunk
    except StopAsyncIteration:
        return
    except TimeoutError:
        raise problems.upload_stalled(limits.idle_s) from None
    except ClientDisconnect:
        raise problems.upload_aborted() from None


def _multipart_field(request: Request) -> MultipartField | None:
    kind, options = parse_options_header(request.headers.get("content-type"))
    if kind != b"multipart/form-data":
        return None
    try:
        return MultipartField(_FIELD, options.get(b"boundary", b""))
    except FormParserError as error:
        raise problems.wrong_parameter(_FIELD, f"the form cannot be read: {error}") from None


class MultipartField:
    """Picks the bytes of one file field out of a multipart body that comes in chunks."""

    def __init__(self, field: str, boundary: bytes) -> None:
        if not boundary:
            raise problems.wrong_parameter(field, "the form's Content-Type has no boundary")
        self.file_name: str | None = None
        self._field = field
        self._parts = 0
        self._found = 0
        self._inside = False
        self._ended = False
        self._content: list[bytes] = []
        self._header: list[bytes] = [b"", b""]
        self._parser = MultipartParser(
            boundary,
            {
                "on_part_begin": self._on_part_begin,
                "on_header_begin": self._on_header_begin,
                "on_header_field": lambda data, start, end: self._on_header(0, data[start:end]),
                "on_header_value": lambda data, start, end: self._on_header(1, data[start:end]),
                "on_header_end": self._on_header_end,
                "on_part_data": self._on_part_data,
                "on_part_end": self._on_part_end,
                "on_end": self._on_end,
            },
        )

    def feed(self, chunk: bytes) -> bytes:
        """The part of the field that this chunk of the body holds."""
        try:
            self._parser.write(chunk)
        except FormParserError as error:
            raise self._unusable(f"the form cannot be read: {error}") from None
        content = b"".join(self._content)
        self._content.clear()
        return content

    def finish(self) -> None:
        """Check at the end of the body that the form held the field, once and whole."""
        if not self._ended:
            raise self._unusable("the form ends in the middle")
        if self._found != 1:
            raise self._unusable(f"the form must hold one file field of this name, it holds {self._found}")

    def _unusable(self, message: str) -> problems.ProblemError:
        return problems.wrong_parameter(self._field, message)

    def _on_part_begin(self) -> None:
        self._parts += 1
        if self._parts > _MAX_PARTS:
            raise self._unusable(f"the form has more than {_MAX_PARTS} parts")

    def _on_header_begin(self) -> None:
        self._header = [b"", b""]

    def _on_header(self, part: int, data: bytes) -> None:
        self._header[part] += data

    def _on_header_end(self) -> None:
        name, value = self._header
        if name.lower() != b"content-disposition":
            return
        _, options = parse_options_header(value)
        field = options.get(b"name", b"").decode(errors="replace")
        if field in ALLOWED:
            raise problems.wrong_parameter(
                field, f"belongs in the query, not in the form: ?{field}=...", ALLOWED[field]
            )
        if field == self._field:
            self._found += 1
            self._inside = True
            self.file_name = options.get(b"filename", b"").decode(errors="replace")

    def _on_part_data(self, data: bytes, start: int, end: int) -> None:
        if self._inside:
            self._content.append(data[start:end])

    def _on_part_end(self) -> None:
        self._inside = False

    def _on_end(self) -> None:
        self._ended = True
