"""Fills the templates of the pages: every text that comes from outside is escaped, and none may be missing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from cv_rom.texts import decimal


def fill_template(name: str, **values: Any) -> str:
    """The page that a template of `templates/` makes of the values."""
    # Autoescape is on for every template, whatever its name ends in.
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["decimal"] = decimal
    return environment.get_template(name).render(**values)
