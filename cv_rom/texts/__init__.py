"""The words shown to people, one file a language; `text` looks them up, `counted` and `amount` put numbers to them."""

from __future__ import annotations

from typing import Any

from cv_rom.texts.en import TEXTS


def text(key: str, **values: Any) -> str:
    """The sentence of this key with its values filled in; KeyError for a key that is not there."""
    return TEXTS[key].format(**values)


def counted(noun: str, number: int) -> str:
    """A number with its noun: `1 repetition`, `3 repetitions`."""
    return text(f"count.{noun}.{'one' if number == 1 else 'many'}", number=number)


def amount(value: float, unit: str) -> str:
    """A value with its unit: `26°`, `13 mm`, `9.5 cm`."""
    return text(f"amount.{unit}", value=round(value, 1 if unit == "cm" else 0) + 0.0)  # never "-0"
