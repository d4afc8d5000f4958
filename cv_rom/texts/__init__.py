"""The words shown to people, one file a language; `text` looks them up."""

from __future__ import annotations

from typing import Any

from cv_rom.texts.en import TEXTS


def text(key: str, **values: Any) -> str:
    """The sentence of this key with its values filled in; KeyError for a key that is not there."""
    return TEXTS[key].format(**values)
