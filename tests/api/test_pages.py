"""The web pages as the service sends them: languages, headers, and words for all that a result can hold."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, get_args, get_type_hints

import httpx
import pytest
from cv_rom_api import problems
from cv_rom_api.artefacts import ARTEFACTS
from cv_rom_api.headers import APPLICATION_POLICY
from cv_rom_api.live import live_problems
from cv_rom_api.orders import ProtocolName
from cv_rom_api.progress import MEASURES
from cv_rom_api.schemas import JobStatus
from cv_rom_api.web.languages import LANGUAGES, chosen_language, words

from cv_rom.landmark_refinement.marker_sheet import marker_svg
from cv_rom.protocols import PROTOCOLS
from cv_rom.results import Reason, Scale
from cv_rom.scene import Footwear

WEB = Path(problems.__file__).parent / "web"
PAGES = ["/", "/assessments/" + "0" * 32, "/assessments", "/subjects", "/subjects/" + "0" * 32]
SOURCES = [*(WEB / "static").rglob("*.js"), *(WEB / "templates").glob("*.j2"), WEB / "rendering.py"]


def flat(values: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, str]]:
    for name, value in values.items():
        if isinstance(value, Mapping):
            yield from flat(value, f"{before}{name}.")
        else:
            yield f"{before}{name}", "\n".join(value) if isinstance(value, list) else value


@pytest.mark.parametrize("path", PAGES)
def test_a_page_runs_our_own_files_only(client: httpx.Client, path: str) -> None:
    answer = client.get(path)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/html; charset=utf-8")
    policy = dict(part.strip().split(" ", 1) for part in answer.headers["content-security-policy"].split(";"))
    assert policy["default-src"] == "'none'"
    assert {policy[name] for name in ("script-src", "style-src", "connect-src", "frame-src")} == {"'self'"}
    assert "unsafe" not in answer.headers["content-security-policy"]
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert re.findall(r"""(?:src|href)="(?!/|\?|#)[^"]*""", answer.text) == []
    assert re.search(r"\son\w+=|\sstyle=|<style", answer.text) is None


def test_the_live_page_runs_web_assembly_and_a_worker_of_ours_too(client: httpx.Client) -> None:
    policy = client.get("/live").headers["content-security-policy"]
    assert "script-src 'self' 'wasm-unsafe-eval'; worker-src 'self';" in policy
    assert policy.replace(" 'wasm-unsafe-eval'; worker-src 'self'", "") == APPLICATION_POLICY


@pytest.mark.parametrize("path", [*PAGES, "/live"])
def test_everything_that_a_page_names_is_there(client: httpx.Client, path: str) -> None:
    for link in set(re.findall(r'(?:src|href)="(/[^"]*)"', client.get(path).text)):
        assert client.get(link).status_code == 200, link


def test_scripts_come_with_a_type_that_browsers_run(client: httpx.Client) -> None:
    answer = client.get("/static/upload.js")
    assert answer.headers["content-type"].startswith("text/javascript")
    again = client.get("/static/upload.js", headers={"If-None-Match": answer.headers["etag"]})
    assert again.status_code == 304
    assert client.get("/static/../routes/pages.py").status_code == 404
    assert client.get("/static/none.js").headers["content-type"] == "application/problem+json"


def test_the_marker_that_is_printed_is_the_one_that_is_looked_for(client: httpx.Client) -> None:
    assert client.get("/static/marker.svg").text == marker_svg()


def test_the_id_in_the_address_is_shown_as_text(client: httpx.Client) -> None:
    assert '<i x="' not in client.get('/assessments/%22%3E%3Ci x="').text


@pytest.mark.parametrize(
    ("asked", "remembered", "accepted", "language"),
    [
        pytest.param(None, None, None, "en", id="nothing known"),
        pytest.param(None, None, "de-AT,de;q=0.9,en;q=0.8", "de", id="a region"),
        pytest.param(None, None, "fr,en;q=0.5,de;q=0.8", "de", id="the most wanted that we have"),
        pytest.param(None, None, "fr, *", "en", id="none that we have"),
        pytest.param(None, None, "de;q=0, en;q=0.1", "en", id="one that is not wanted"),
        pytest.param(None, None, "de;q=x,;;,", "en", id="nonsense"),
        pytest.param(None, "de", "en", "de", id="remembered"),
        pytest.param("en", "de", "de", "en", id="asked for"),
        pytest.param("xx", "../de", "de", "de", id="asked for what is not there"),
    ],
)
def test_the_language(asked: str | None, remembered: str | None, accepted: str | None, language: str) -> None:
    assert chosen_language(asked, remembered, accepted) == language


def test_a_chosen_language_is_remembered(client: httpx.Client) -> None:
    german = client.get("/", headers={"Accept-Language": "de"})
    assert '<html lang="de">' in german.text
    assert "set-cookie" not in german.headers
    assert {"Accept-Language", "Cookie"} == set(german.headers["vary"].split(", "))
    english = client.get("/?lang=en", headers={"Accept-Language": "de"})
    assert '<html lang="en">' in english.text
    assert english.headers["set-cookie"].startswith("cv_rom_language=en; HttpOnly;")
    client.cookies.clear()
    assert "set-cookie" not in client.get("/?lang=%0d%0aX:1").headers


def test_the_languages_hold_the_same_words() -> None:
    english = dict(flat(words("en")))
    for language in LANGUAGES:
        other = dict(flat(words(language)))
        assert other.keys() == english.keys()
        for key, sentence in other.items():
            assert set(re.findall(r"{\w+}", sentence)) == set(re.findall(r"{\w+}", english[key])), key
            assert sentence, key


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_every_word_that_is_asked_for_exists(path: Path) -> None:
    asked = re.findall(r"\b(?:w|words)\.([a-z_]+)\.([a-z_]+)\b", path.read_text("utf-8"))
    assert [f"{section}.{key}" for section, key in asked if key not in words("en")[section] and key != "format"] == []


def test_no_words_lie_about_unused() -> None:
    source = "\n".join(path.read_text("utf-8") for path in SOURCES)
    by_code = ("protocols", "sides", "legs", "footwear", "measures", "compensations", "reasons", "artefacts", "units")
    by_code += ("scales", "problem", "status", "ordered", "compensation_status", "safety")
    by_code += ("live_do", "live_why", "live_flags", "invalid_reasons", "camera")
    said = [key for key, _ in flat(words("en")) if not key.startswith(by_code)]
    assert [key for key in said if not re.search(rf"(\.|\"){key.split('.')[1]}\b", source)] == []


@pytest.mark.parametrize(
    ("section", "codes"),
    [
        pytest.param("reasons", get_args(Reason), id="reasons"),
        pytest.param("status", get_args(JobStatus), id="status"),
        pytest.param("ordered", get_args(ProtocolName), id="protocols of orders"),
        pytest.param("footwear", get_args(Footwear), id="footwear"),
        pytest.param("scales", get_args(get_type_hints(Scale)["source"]), id="scales"),
        pytest.param("artefacts", ARTEFACTS.keys() - {"annotated.jpg"}, id="artefacts"),  # shown with the video
        pytest.param("protocols", PROTOCOLS, id="protocols"),
        pytest.param("measures", MEASURES, id="followed measures"),
        pytest.param(
            "compensations", {r.name for p in PROTOCOLS.values() for r in p.compensations}, id="compensations"
        ),
        pytest.param(
            "measures", re.findall(r'"(\w+_(?:cm|deg|s))"', (WEB / "static/outcome.js").read_text()), id="measures"
        ),
    ],
)
def test_every_code_has_its_words(section: str, codes: Any) -> None:
    assert set(codes) <= words("en")[section].keys()


def test_every_problem_of_an_analysis_has_its_words() -> None:
    sources = (Path(module.__file__).read_text("utf-8") for module in (problems, live_problems))
    raised = [kind for source in sources for kind in re.findall(r'problem\(\s*"([a-z-]+)"', source)]
    never_shown = {
        "not-ready",
        "wrong-range",
        "idempotency-key-reused",
        "no-metrics-key",
        "metrics-closed",
        "not-comparable",
    }
    never_shown |= {"bad-request", "head-too-large", "request-stalled"}  # which no browser sends
    assert set(raised) - never_shown <= words("en")["problem"].keys()


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_promises_medicine(language: str) -> None:
    sentences = dict(flat(words(language)))
    del sentences["page.disclaimer"]  # says what this is not
    promising = r"diagnos|patholog|restricted|abnormal|patient|treatment|therapie\b.*hilft|heil|krank"
    assert [s for s in sentences.values() if re.search(promising, s.lower())] == []
