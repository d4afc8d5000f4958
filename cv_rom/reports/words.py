"""Numbers, sides and reasons as people read them, from a language's table of words."""

from __future__ import annotations

from datetime import datetime

from cv_rom.results import Interval, Measure
from cv_rom.texts import decimal
from cv_rom.texts.names import Words

DECIMALS = {"deg": 1, "cm": 1, "mm": 0, "s": 1}


def date_text(stored: str | None) -> str:
    """Date and time as people write them; as stored, where that is no ISO date."""
    try:
        return datetime.fromisoformat(stored or "").strftime("%Y-%m-%d %H:%M %Z").strip()
    except ValueError:
        return stored or ""


def with_unit(value: float, unit: str, words: Words) -> str:
    """`24.0` and `deg` -> `24.0°`."""
    return decimal(value, DECIMALS.get(unit, 1)) + unit_text(unit, words)


def threshold_text(value: float, unit: str, words: Words) -> str:
    """A threshold as it was set, without decimals that it does not have."""
    return decimal(value, 0 if value == round(value) else 1) + unit_text(unit, words)


def unit_text(unit: str, words: Words) -> str:
    """The unit as it stands after a number, with the space before it where one belongs."""
    return str(words["units"].get(unit, f"\u00a0{unit}"))


def invalid_reason(code: str, words: Words) -> str:
    """Why a repetition does not count."""
    return str(words["invalid_reasons"].get(code, code.replace("_", " ")))


def side_label(side: str | None, words: Words) -> str:
    """`left` -> `Left`; no side -> a dash."""
    return str(words["sides"][side] if side is not None else words["no_side"])


def value_text(measure: Measure | None, words: Words) -> str:
    """The value with its unit, a dash where there is none."""
    if measure is None or measure.value is None:
        return str(words["no_side"])
    return with_unit(measure.value, measure.unit, words)


def interval_text(interval: Interval | None, unit: str, words: Words) -> str:
    """`95 % interval 21.5 to 26.5°`, empty where there is none."""
    return "" if interval is None else f"{words['labels']['interval']} {range_text(interval, unit, words)}"


def range_text(interval: Interval | None, unit: str, words: Words) -> str:
    """`21.5 to 26.5°`, empty where there is none."""
    if interval is None:
        return ""
    low = with_unit(interval[0], unit, words).removesuffix(unit_text(unit, words))
    return f"{low} {words['labels']['to']} {with_unit(interval[1], unit, words)}"


def with_side(label: str, side: str | None, words: Words) -> str:
    """`Heel lift (left)`; just the label where there is no side."""
    return label if side is None else f"{label} ({side_label(side, words).lower()})"


def reason_text(code: str | None, words: Words) -> str:
    """Why something could not be assessed, in plain words; empty where it could."""
    return "" if code is None else str(words["reasons"].get(code, (code.replace("_", " "), ""))[0])
