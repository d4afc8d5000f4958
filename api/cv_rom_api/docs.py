"""The page /docs: the OpenAPI description as plain HTML, with nothing loaded from elsewhere and no script."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from typing import Any

from jinja2 import Environment


def docs_page(openapi: dict[str, Any]) -> str:
    """The page for an OpenAPI document."""
    template = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
    source = (files("cv_rom_api") / "web" / "docs.html").read_text("utf-8")
    return template.from_string(source).render(
        api=openapi, calls=list(_calls(openapi)), schemas=openapi["components"]["schemas"], kind_of=_kind_of
    )


def _calls(openapi: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for path, methods in openapi["paths"].items():
        for method, call in methods.items():
            yield {"parameters": [], "requestBody": None, "description": "", **call, "method": method, "path": path}


def _kind_of(schema: dict[str, Any]) -> str:
    """What a value may be, in a few words: `squat, knee-to-wall or auto`, `number from 10 to 40`."""
    if "$ref" in schema:
        return str(schema["$ref"].rsplit("/", 1)[-1])
    if "enum" in schema or "const" in schema:
        return ", ".join(map(str, schema.get("enum", [schema.get("const")])))
    if "anyOf" in schema:
        return " or ".join(_kind_of(one) for one in schema["anyOf"] if one.get("type") != "null")
    kind = str(schema.get("format", schema.get("type", "any")))
    if "minimum" in schema and "maximum" in schema:
        return f"{kind} from {schema['minimum']:g} to {schema['maximum']:g}"
    if "items" in schema:
        return f"list of {_kind_of(schema['items'])}"
    return kind
