"""`--language`: the option that every command has which speaks to people, and what holds where it is not given."""

from __future__ import annotations

import os
from collections.abc import Mapping
from enum import Enum
from typing import Annotated

import typer

from cv_rom.texts import LANGUAGES, Language


class LanguageName(str, Enum):
    """Languages on the command line."""

    EN = "en"
    DE = "de"


LanguageOption = Annotated[
    LanguageName | None,
    typer.Option("--language", help="Language of all words; without it the system's, else en.", show_default=False),
]


def chosen_language(asked: LanguageName | None, environment: Mapping[str, str] = os.environ) -> Language:
    """The language asked for, else the one of the system's locale where we have it, else English."""
    if asked is not None:
        return asked.value
    names = (environment.get(variable, "") for variable in ("LC_ALL", "LC_MESSAGES", "LANG"))
    locale = next((name for name in names if name), "")
    return next((language for language in LANGUAGES if locale.split("_")[0].split(".")[0] == language), "en")
