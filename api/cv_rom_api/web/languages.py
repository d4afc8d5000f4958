"""The languages of the pages: one file of words each in texts/, chosen by the reader or by the browser."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

LANGUAGES = ("en", "de")


@cache
def words(language: str) -> Mapping[str, Any]:
    """The words of one of `LANGUAGES`, section by section."""
    return tomllib.loads((files(__package__) / "texts" / f"{language}.toml").read_text("utf-8"))


def chosen_language(asked: str | None, remembered: str | None, accept_language: str | None) -> str:
    """The language to answer in: asked for now, else remembered, else the browser's first one that we have."""
    for language in (asked, remembered, *_preferred(accept_language or "")):
        if language in LANGUAGES:
            return language
    return LANGUAGES[0]


def _preferred(accept_language: str) -> list[str]:
    """`de-AT,de;q=0.9,en;q=0.8` -> [de, de, en]: without regions, the most wanted first, unwanted ones left out."""
    ranked = []
    for part in accept_language.split(","):
        tag, _, quality = part.partition(";q=")
        ranked.append((_number(quality) if quality else 1.0, tag.strip().lower().split("-")[0]))
    return [tag for quality, tag in sorted(ranked, key=lambda pair: -pair[0]) if quality > 0]


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0
