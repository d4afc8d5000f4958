"""The language of the command line: the one asked for, else the system's, else English."""

from __future__ import annotations

import pytest
from typer.testing import CliRunner

from cv_rom.cli import app
from cv_rom.language_option import LanguageName, chosen_language
from cv_rom.texts import LANGUAGES


@pytest.mark.parametrize(
    ("asked", "environment", "language"),
    [
        pytest.param(LanguageName.DE, {"LANG": "en_GB.UTF-8"}, "de", id="asked for"),
        pytest.param(LanguageName.EN, {"LC_ALL": "de_DE.UTF-8"}, "en", id="asked for, against the system's"),
        pytest.param(None, {"LANG": "de_AT.UTF-8"}, "de", id="the system's, without its country"),
        pytest.param(None, {"LANG": "de"}, "de", id="the system's, bare"),
        pytest.param(None, {"LC_ALL": "C", "LANG": "de_DE.UTF-8"}, "en", id="overruled for all"),
        pytest.param(None, {"LC_ALL": "", "LC_MESSAGES": "de_DE", "LANG": "fr_FR"}, "de", id="of messages"),
        pytest.param(None, {"LANG": "fr_FR.UTF-8"}, "en", id="one that there is no file for"),
        pytest.param(None, {"LANG": "den_CA"}, "en", id="one that only begins like ours"),
        pytest.param(None, {}, "en", id="nothing said"),
    ],
)
def test_the_language_is_chosen(asked: LanguageName | None, environment: dict[str, str], language: str) -> None:
    assert chosen_language(asked, environment) == language


def test_the_command_line_offers_every_language() -> None:
    assert tuple(name.value for name in LanguageName) == LANGUAGES


def test_a_command_speaks_the_language_asked_for() -> None:
    answer = CliRunner().invoke(app, ["protocols", "--language", "de"])
    assert "Kniebeuge" in answer.output
    assert "Squat" in CliRunner().invoke(app, ["protocols", "--language", "en"]).output
    assert CliRunner().invoke(app, ["protocols", "--language", "fr"]).exit_code == 2
