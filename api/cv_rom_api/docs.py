"""The page /docs: the OpenAPI description as plain HTML, with nothing loaded from elsewhere and no script."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from importlib.resources import files
from typing import Any

from jinja2 import Environment
from markupsafe import Markup, escape


def docs_page(openapi: dict[str, Any]) -> str:
    """The page for an OpenAPI document."""
    environment = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
    environment.filters["marked"] = _marked
    source = (files("cv_rom_api") / "web" / "docs.html").read_text("utf-8")
    schemas = openapi["components"]["schemas"]
    return environment.from_string(source).render(
        api=openapi, calls=list(_calls(openapi)), schemas=schemas, kind_of=_kind_of, example_of=_examples(schemas)
    )


def _calls(openapi: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for path, methods in openapi["paths"].items():
        for method, call in methods.items():
            yield {"parameters": [], "requestBody": None, "description": "", **call, "method": method, "path": path}


def _examples(schemas: dict[str, Any]) -> Callable[[dict[str, Any]], str]:
    """A function that finds the example of an answer's content: its own, else its schema's; "" for none."""

    def example_of(content: dict[str, Any]) -> str:
        of_schema = schemas.get(_kind_of(content.get("schema", {})), {}).get("examples", [None])[0]
        example = content.get("example", of_schema)
        return "" if example is None else json.dumps(example, indent=1)

    return example_of


def _marked(text: str) -> Markup:
    """Text with `names` in a type of their own and its line breaks left to the reader's window."""
    escaped = str(escape(" ".join(text.split())))
    return Markup(re.sub(r"`(.+?)`", r"<code>\1</code>", escaped))


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
