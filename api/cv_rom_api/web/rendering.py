"""Fills the templates in templates/ with words."""

from __future__ import annotations

from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from cv_rom_api.web.languages import LANGUAGES, words

_ENVIRONMENT = Environment(
    loader=PackageLoader("cv_rom_api", "web/templates"),
    autoescape=True,
    trim_blocks=True,
    lstrip_blocks=True,
    undefined=StrictUndefined,
)


def render(template: str, language: str, **values: Any) -> str:
    """The page in a language, as HTML; in the template `w` holds the words."""
    page = _ENVIRONMENT.get_template(template)
    names = {code: words(code)["page"]["language_name"] for code in LANGUAGES}
    return page.render(w=words(language), language=language, language_names=names, **values)
