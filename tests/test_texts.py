"""Every key that the sources use has its words, every word is used, and nothing in them promises too much."""

from __future__ import annotations

import ast
import re
import string
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest

from cv_rom.biomechanics.quantities import QUANTITIES
from cv_rom.protocols import PROTOCOLS
from cv_rom.protocols.protocol import Summary
from cv_rom.results import Reason
from cv_rom.texts import LANGUAGES, Language, amount, counted, decimal, report_words, sentences, speaking, spoken, text

PACKAGE = Path(__file__).parent.parent / "cv_rom"
TEMPLATES = sorted((PACKAGE / "reports" / "templates").glob("*.j2"))
TEXTS = sentences("en")
IN_ALL = pytest.mark.parametrize("language", LANGUAGES)


def key_patterns(call: ast.Call) -> Iterator[str]:
    """Regular expressions of the keys that a call of `text` or `lines` may ask for."""
    key = call.args[0]
    number = r"\.\d+" if isinstance(call.func, ast.Name) and call.func.id == "lines" else ""
    for part in [key.body, key.orelse] if isinstance(key, ast.IfExp) else [key]:
        if isinstance(part, ast.Constant):
            yield re.escape(str(part.value)) + number
        elif isinstance(part, ast.JoinedStr):
            parts = (re.escape(str(v.value)) if isinstance(v, ast.Constant) else ".+" for v in part.values)
            yield "".join(parts) + number
        elif isinstance(part, ast.BinOp) and isinstance(part.left, ast.Constant):
            yield re.escape(str(part.left.value)) + ".+"
        else:
            pytest.fail(f"line {call.lineno}: a key that cannot be read from the source: {ast.unparse(part)}")


CALLS = [
    pytest.param(call, id=f"{path.relative_to(PACKAGE).with_suffix('')}: {ast.unparse(call.args[0])}")
    for path in sorted(PACKAGE.rglob("*.py"))
    if "texts" not in path.parts and "reports" not in path.parts
    for call in ast.walk(ast.parse(path.read_text("utf-8")))
    if isinstance(call, ast.Call)
    and isinstance(call.func, ast.Name)
    and call.func.id in ("text", "lines")
    and call.args
]


def test_the_sources_were_found() -> None:
    assert len(CALLS) > 10


@pytest.mark.parametrize("call", CALLS)
def test_every_key_that_is_asked_for_exists(call: ast.Call) -> None:
    for pattern in key_patterns(call):
        assert any(re.fullmatch(pattern, key) for key in TEXTS), pattern


@pytest.mark.parametrize("call", CALLS)
def test_a_sentence_gets_the_values_that_it_needs(call: ast.Call) -> None:
    given = {keyword.arg for keyword in call.keywords}
    if None in given:
        return  # handed on as a dictionary: the findings' own tests say these sentences
    for pattern in key_patterns(call):
        for key in (key for key in TEXTS if re.fullmatch(pattern, key)):
            assert placeholders(TEXTS[key]) <= given, key


def test_no_words_lie_about_unused() -> None:
    patterns = [pattern for parameter in CALLS for pattern in key_patterns(parameter.values[0])]
    patterns += [r"count\..+", r"amount\..+", "decimal_mark"]  # asked for by `counted`, `amount` and `decimal`
    patterns += [re.escape(key) for path in TEMPLATES for key in re.findall(r't\("([\w.]+)"', path.read_text("utf-8"))]
    own = [key for key in TEXTS if not key.startswith("report.")]  # the reports take theirs from tables
    assert [key for key in own if not any(re.fullmatch(pattern, key) for pattern in patterns)] == []


def placeholders(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


def formats(sentence: str) -> set[tuple[str, str]]:
    return {(name, how or "") for _, name, how, _ in string.Formatter().parse(sentence) if name is not None}


@IN_ALL
def test_every_language_has_the_same_keys_and_placeholders(language: Language) -> None:
    said = sentences(language)
    assert set(said) ^ set(TEXTS) == set()
    assert {key for key in TEXTS if formats(said[key]) != formats(TEXTS[key])} == set()
    assert [key for key in TEXTS if not said[key].strip()] == []


def test_the_proof_language_is_translated() -> None:
    """What is the same in both languages is a unit, a name or a code, never a sentence."""
    german = sentences("de")
    same = [key for key in TEXTS if german[key] == TEXTS[key]]
    assert [key for key in same if len(TEXTS[key].split()) > 3 and not key.endswith(".source")] == []


@IN_ALL
def test_one_language_at_a_time(language: Language) -> None:
    with speaking(language):
        assert spoken() == language
        assert text("side.left") == sentences(language)["side.left"]
        assert report_words()["lang"] == language
    assert spoken() == "en"


def test_a_language_without_a_file_is_refused() -> None:
    with pytest.raises(ValueError, match="en, de"), speaking("fr"):
        pass


@pytest.mark.parametrize(
    ("value", "decimals", "english", "german"),
    [
        (24.04, 1, "24.0", "24,0"),
        (-3.2, 0, "−3", "−3"),
        (-0.04, 1, "0.0", "0,0"),
        (0.5, 0, "0", "0"),
        (27.849, 1, "27.9", "27,9"),
    ],
)
def test_numbers(value: float, decimals: int, english: str, german: str) -> None:
    assert decimal(value, decimals) == english
    with speaking("de"):
        assert decimal(value, decimals) == german


COMPENSATIONS = {rule.name for protocol in PROTOCOLS.values() for rule in protocol.compensations}
INVALID = {name for protocol in PROTOCOLS.values() for name in protocol.invalidating} | {"knee_short_of_wall"}
NEEDED = [
    *(f"reason.{reason}" for reason in get_args(Reason)),
    *(f"compensation.{name}" for name in sorted(COMPENSATIONS)),
    *(f"finding.{name}" for name in sorted(COMPENSATIONS)),
    *(f"invalid.{name}" for name in sorted(INVALID)),
    *(f"summary.{summary}" for summary in get_args(Summary)),
    *(f"side.{side}" for side in ("left", "right")),
]


@pytest.mark.parametrize("key", NEEDED)
def test_every_code_that_a_result_can_hold_has_its_words(key: str) -> None:
    assert TEXTS[key]


def test_every_reason_is_a_sentence() -> None:
    for reason in get_args(Reason):
        sentence = text(f"reason.{reason}")
        assert sentence[0].isupper()
        assert sentence.endswith(".")


@pytest.mark.parametrize("name", QUANTITIES)
def test_every_quantity_is_defined_in_a_sentence(name: str) -> None:
    assert 20 < len(text(f"definition.{name}")) < 200


@pytest.mark.parametrize("name", PROTOCOLS)
def test_every_protocol_is_described(name: str) -> None:
    assert text(f"report.protocols.{name}")
    assert len(text(f"protocol.{name}")) > 20


@pytest.mark.parametrize("unit", sorted({quantity.unit for quantity in QUANTITIES.values()}))
def test_every_unit_can_be_said(unit: str) -> None:
    assert amount(12.3, unit).startswith("12")


@IN_ALL
@pytest.mark.parametrize("noun", sorted({key.split(".")[1] for key in TEXTS if key.startswith("count.")}))
def test_counts_differ_in_one_and_many(noun: str, language: Language) -> None:
    with speaking(language):
        assert counted(noun, 1) != counted(noun, 2).replace("2", "1")
        assert "3" in counted(noun, 3)


MEDICINE = ("patholog", "restricted", "abnormal", "patient", "eingeschränkt", "krankhaft")
DISCLAIMED = ("diagnos", "injury", "return to sport", "treatment", "verletzung", "behandlung", "rückkehr zum sport")
"""Said only where it is asked before a test, and where the reports say that they are not about it."""


@IN_ALL
@pytest.mark.parametrize("word", MEDICINE + DISCLAIMED)
def test_no_word_promises_medicine(word: str, language: Language) -> None:
    not_about = ("report.disclaimer", "report.unsuitable", "programme.disclaimer", "safety.injury")
    not_about = not_about if word in DISCLAIMED else ()
    said = {key: sentence for key, sentence in sentences(language).items() if not key.startswith(not_about)}
    assert [key for key, sentence in said.items() if word in sentence.lower()] == []


@pytest.mark.parametrize(("language", "knee", "hip"), [("en", "knee", "hip"), ("de", "Knie", "Hüft")])
def test_the_camera_has_one_height(language: Language, knee: str, hip: str) -> None:
    for key in ("live.message.camera_too_high", "report.film.0"):
        assert knee in sentences(language)[key]
        assert hip not in sentences(language)[key]


def test_an_unknown_key_is_a_fault_of_ours() -> None:
    with pytest.raises(KeyError):
        text("finding.of_nothing")
