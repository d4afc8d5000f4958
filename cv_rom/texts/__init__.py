"""The words shown to people: one file a language. Codes and names in results belong to no language.

`text` says a sentence in the language that is spoken just now, English unless `speaking` says otherwise. A language is
added by a file with the same keys and placeholders as `en.toml`, and by its code in `LANGUAGES`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from importlib.resources import files
from typing import Any, Literal, get_args

Language = Literal["en", "de"]
LANGUAGES: tuple[Language, ...] = get_args(Language)

_spoken: ContextVar[Language] = ContextVar("language", default="en")


@contextmanager
def speaking(language: Language) -> Iterator[None]:
    """Say everything in this language for a while. ValueError for one that there is no file for."""
    if language not in LANGUAGES:
        raise ValueError(f"language must be one of {', '.join(LANGUAGES)}, got {language!r}")
    token = _spoken.set(language)
    try:
        yield
    finally:
        _spoken.reset(token)


def spoken() -> Language:
    """The language that is spoken just now."""
    return _spoken.get()


@cache
def words(language: Language) -> Mapping[str, Any]:
    """All words of a language, section by section, as in its file."""
    content: Mapping[str, Any] = tomllib.loads((files(__package__) / f"{language}.toml").read_text("utf-8"))
    return content


def report_words() -> Mapping[str, Any]:
    """The words of the reports in the language that is spoken just now."""
    section: Mapping[str, Any] = words(spoken())["report"]
    return section


@cache
def sentences(language: Language) -> Mapping[str, str]:
    """All words of a language by their dotted keys, lists numbered: `finding.valid`, `report.film.0`."""
    return dict(_flattened("", words(language)))


def _flattened(key: str, value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield key, value
        return
    for name, part in value.items() if isinstance(value, Mapping) else enumerate(value):
        yield from _flattened(f"{key}.{name}" if key else str(name), part)


def text(key: str, **values: Any) -> str:
    """The sentence of this key with its values filled in; KeyError for a key that is not there."""
    return sentences(spoken())[key].format(**values)


def lines(key: str) -> tuple[str, ...]:
    """The sentences of a list, empty for an empty one; KeyError for a key that is not there."""
    section: Any = words(spoken())
    for part in key.split("."):
        section = section[part]
    return tuple(section)


def retold(key: str, stored: str) -> str:
    """A stored sentence in the language that is spoken just now, where its key is known and holds no values; else as
    it was stored.
    """
    said = sentences(spoken()).get(key, stored)
    return stored if "{" in said else said


def counted(noun: str, number: int) -> str:
    """A number with its noun: `1 repetition`, `3 repetitions`."""
    return text(f"count.{noun}.{'one' if number == 1 else 'many'}", number=number)


def decimal(value: float, decimals: int) -> str:
    """A plain number with a true minus sign, without a minus zero, and with the language's decimal mark."""
    digits = _digits(value, decimals)
    if float(digits) == 0.0:
        digits = digits.lstrip("-")
    return digits.replace("-", "\u2212").replace(".", text("decimal_mark"))


def _digits(value: float, decimals: int) -> str:
    return f"{round(value, 2):.{decimals}f}"  # what the result file holds: else 27.849 is 27.8 here and 27.9 there


def difference_as_shown(first: float, second: float, decimals: int) -> float:
    """Second less first of the numbers as `decimal` shows them, so that a reader who subtracts finds the same."""
    return float(_digits(second, decimals)) - float(_digits(first, decimals))


def amount(value: float, unit: str, *, decimals: int | None = None) -> str:
    """A value with its unit: `26°`, `13 mm`, `9.5 cm`; with as many decimals as the unit usually has."""
    usual = 1 if unit in ("cm", "s") else 0
    return text(f"amount.{unit}", value=decimal(value, usual if decimals is None else decimals))
