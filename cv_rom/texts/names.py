"""What measures and compensations are called, from a language's table of words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

Words = Mapping[str, Any]
"""The section `report` of a language's file."""


def measure_label(name: str, words: Words) -> str:
    """`best_peak_dorsiflexion_deg` -> `Best ankle dorsiflexion`; an unknown name without its underscores."""
    if name in words["measures"]:
        return str(words["measures"][name])
    for prefix, pattern in words["prefixes"].items():
        quantity = words["quantities"].get(name.removeprefix(prefix))
        if name.startswith(prefix) and quantity is not None:
            return capitalised(pattern.format(quantity))
    return capitalised(str(words["quantities"].get(name, name.replace("_", " "))))


def quantity_label(name: str, words: Words) -> str:
    """What a measure is about, whether best, mean or peak: `mean_peak_dorsiflexion_deg` -> `Ankle dorsiflexion`.

    Standing still stays apart: it can be missing where the movement was measured.
    """
    for prefix in words["prefixes"]:
        quantity = words["quantities"].get(name.removeprefix(prefix))
        if quantity is not None and prefix != "stance_":
            return capitalised(str(quantity))
    return measure_label(name, words)


def compensation_label(name: str, words: Words) -> str:
    """`heel_lift` -> `Heel lift`; an unknown name without its underscores."""
    return str(words["compensations"].get(name, capitalised(name.replace("_", " "))))


def capitalised(text: str) -> str:
    """The text with a capital first letter and the rest as it is."""
    return text[:1].upper() + text[1:]


def why_missing(reason: str | None, invalid_reasons: Sequence[str], words: Words) -> str:
    """Why nobody could assess something (None: nobody filmed it), and what spoiled the attempts."""
    if reason is None:
        return str(words["session"]["not_filmed"])
    why = str(words["reasons"].get(reason, (reason.replace("_", " "), ""))[0])
    spoiled = [str(words["invalid_reasons"].get(code, code.replace("_", " "))) for code in invalid_reasons]
    return f"{why} ({', '.join(spoiled)})" if spoiled else why
