"""The log: lines for people, or one JSON object a line for programs; on standard error.

A line may name an assessment by its id. Names of uploads, codes of people, keys and addresses of callers do not belong
into it: whoever logs leaves them out, and what looks like a key is made unreadable here.
"""

from __future__ import annotations

import json
import logging
import re
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from types import TracebackType
from typing import Literal

import typer

LogFormat = Literal["text", "json"]
LogLevel = Literal["debug", "info", "warning", "error"]

_OURS = ("cv_rom", "cv_rom_api")
_KEY = re.compile(r"cvrom_[0-9a-f]{10}_[A-Za-z0-9_-]+")
_STANDARD = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}
_CONTEXT: ContextVar[Mapping[str, object]] = ContextVar("log_context", default={})  # noqa: B039 - never changed
_LOG = logging.getLogger(__name__)


def set_up(log_format: LogFormat, level: LogLevel, **fields: object) -> None:
    """Send every log of this process to standard error; `fields` go into each line of a JSON log.

    `level` holds for this program. Libraries speak from warnings on: what they tell below that may hold addresses and
    parameters.
    """
    handler = logging.StreamHandler()
    handler.setFormatter(JsonLines(fields) if log_format == "json" else TextLines())
    quiet = max(logging.WARNING, logging.getLevelNamesMapping()[level.upper()])
    logging.basicConfig(handlers=[handler], level=quiet, force=True)
    for name in _OURS:
        logging.getLogger(name).setLevel(level.upper())
    logging.getLogger("dbos").addHandler(logging.NullHandler())  # else it adds one of its own
    logging.captureWarnings(True)
    sys.excepthook = _log_uncaught
    threading.excepthook = lambda args: _log_uncaught(args.exc_type, args.exc_value, args.exc_traceback)


def announce(text: str, level: int = logging.INFO) -> None:
    """Say something to whoever started this process: as a plain line, or as one of the log where that is JSON."""
    root = logging.getLogger()
    if any(isinstance(handler.formatter, JsonLines) for handler in root.handlers):
        root.handle(root.makeRecord(__name__, level, __file__, 0, text, (), None))  # whatever the level of the log is
    else:
        typer.echo(text, err=True)


def bind(**fields: object) -> None:
    """Add fields to every line of this task (or thread) from now on."""
    _CONTEXT.set({**_CONTEXT.get(), **fields})


@contextmanager
def bound(**fields: object) -> Iterator[None]:
    """Add fields to every line inside the block."""
    token = _CONTEXT.set({**_CONTEXT.get(), **fields})
    try:
        yield
    finally:
        _CONTEXT.reset(token)


class JsonLines(logging.Formatter):
    """One JSON object a line: time (UTC), level, logger, message, the fields of the line, the traceback if any."""

    def __init__(self, fields: Mapping[str, object]) -> None:
        super().__init__()
        self._fields = fields

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        line: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            **self._fields,
            **_fields_of(record),
        }
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return _without_keys(json.dumps(line, ensure_ascii=False, default=str))


class TextLines(logging.Formatter):
    """Time, level, message, the fields of the line; a traceback follows in lines of its own."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)-7s %(message)s")

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 - the library's name
        """The line without its traceback."""
        fields = "".join(f" {name}={value}" for name, value in _fields_of(record).items())
        return super().formatMessage(record) + fields

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        return _without_keys(super().format(record))


def _fields_of(record: logging.LogRecord) -> dict[str, object]:
    own = {name: value for name, value in vars(record).items() if name not in _STANDARD}
    return {**_CONTEXT.get(), **own}


def _without_keys(text: str) -> str:
    return _KEY.sub("cvrom_***", text)


def _log_uncaught(kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt) or error is None:
        return
    _LOG.critical("uncaught exception", exc_info=(kind, error, trace))
