"""Results as JSON values, and the JSON Schema of their types: what the published formats share.

Every property is required; further properties are allowed, because the formats grow by addition and an old reader must
accept a newer file.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any

import numpy as np
from pydantic import TypeAdapter

_UNITS = {"s": "seconds", "deg": "degrees", "cm": "cm", "px": "pixels", "percent": "%"}


def published_schema(
    adapter: TypeAdapter[Any], *, title: str, description: str, descriptions: Mapping[str, str]
) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a type, with readable titles; `descriptions` are those of its properties."""
    generated = adapter.json_schema()
    types = [generated, *generated["$defs"].values()]
    for described in types:
        described["required"] = list(described["properties"])
        for name, field in described["properties"].items():
            field["title"] = _title(name)
            field.pop("default", None)
            if name in descriptions:
                field["description"] = descriptions[name]
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": title, "description": description}
    return head | {key: value for key, value in generated.items() if key not in head}


def json_text(content: Mapping[str, Any]) -> str:
    """The text of a file. ValueError where a number is NaN or infinite."""
    return json.dumps(content, indent=1, ensure_ascii=False, allow_nan=False) + "\n"


def _title(name: str) -> str:
    """`peak_s` -> `Peak (seconds)`."""
    *words, last = name.split("_")
    if words and last in _UNITS:
        return f"{' '.join(words).capitalize()} ({_UNITS[last]})"
    return name.replace("_", " ").capitalize()


def plain(value: Any, *, name: str, decimals: int = 2) -> Any:
    """`value` as JSON values; `name` tells the unit of a number and speaks in the error."""
    if is_dataclass(value) and not isinstance(value, type):
        decimals = 3 if getattr(value, "unit", None) == "s" else 2
        return {f.name: plain(getattr(value, f.name), name=f.name, decimals=decimals) for f in fields(value)}
    if isinstance(value, tuple | list):
        return [plain(item, name=name, decimals=decimals) for item in value]
    if isinstance(value, Mapping):
        return {str(key): _exact(item) for key, item in value.items()}
    if isinstance(value, float | np.floating):
        if not math.isfinite(value):
            raise ValueError(f"{name} must be finite or None, got {value}")
        fine = name.endswith("_s") or name in {"px_per_cm", "frame_rate_mean"}
        return round(float(value), 3 if fine else decimals) + 0.0  # -0.0 + 0.0 = 0.0
    return _exact(value)


def _exact(value: Any) -> Any:
    """`value` as JSON values, numbers as they are."""
    if isinstance(value, Mapping):
        return {str(key): _exact(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [_exact(item) for item in value]
    return value.item() if isinstance(value, np.generic) else value


def refuse_constant(text: str) -> float:
    """For `json.loads`: refuse what JSON does not know. ValueError always."""
    raise ValueError(f"{text} is not a JSON number")
