"""The live page with a camera that films a rendered clip: from the safety questions to the report."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from browser import accessibility_faults, chromium_filming, width_left_over
from cv_rom_api.app import create_app
from cv_rom_api.settings import Settings
from filmed_live_page import LIMIT_MS, coached, filmed
from playwright.sync_api import expect
from service_client import serving

SAMPLES = Path(__file__).parents[2] / "samples"
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True}


@pytest.fixture(scope="module")
def real_client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """A service with real analyses."""
    with serving(create_app(Settings(data_dir=tmp_path_factory.mktemp("live")))) as client:
        yield client


def expected_peaks(sample: str) -> list[dict[str, float]]:
    """What the analysis of the clip as a file found, repetition by repetition."""
    stored = json.loads((SAMPLES / "expected" / f"{sample}.json").read_text("utf-8"))
    return [{m["name"]: m["value"] for m in r["measures"]} | {"valid": r["valid"]} for r in stored["repetitions"]]


def test_a_squat_with_lifted_heels_from_the_questions_to_the_report(real_client: httpx.Client, tmp_path: Path) -> None:
    with (
        chromium_filming(filmed(SAMPLES / "squat-side-heel-lift.mp4", tmp_path)) as browser,
        coached(browser, str(real_client.base_url), **PHONE) as test,
    ):
        page = test.page
        test.begin(height_cm="177")
        expect(page.get_by_role("button", name=re.compile("^Stop"))).to_be_focused()
        test.wait_for_attempts()
        assert accessibility_faults(page) == []
        assert width_left_over(page) == 0
        page.keyboard.press("Escape")
        expect(page.get_by_role("heading", name="Done")).to_be_focused()
        expect(page.locator("#summary tr").nth(3)).to_contain_text("does not count: the heel came up")
        assert accessibility_faults(page) == []
        tasks = [text for text in test.shown("task") if text]
        assert tasks.index("Stand still") < tasks.index("Go")
        assert "▲Heel is up" in test.shown("flags")
        assert "" in test.shown("flags")
        assert {"Heel is up", "2. does not count: the heel came up"} <= set(test.shown("alerts"))
        assert "Heel is down again" in test.shown("news")
        page.get_by_role("link", name="Result and report").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Result: Squat", timeout=LIMIT_MS)
        expect(page.locator(".findings")).to_contain_text("The left heel comes up")
    check_attempts(test.readings, expected_peaks("squat-side-heel-lift"))
    assert {flag for reading in test.readings for flag in reading["flags"]} == {"heel_lift"}


def test_a_squat_with_the_heels_down_is_never_flagged(real_client: httpx.Client, tmp_path: Path) -> None:
    with (
        chromium_filming(filmed(SAMPLES / "squat-side.mp4", tmp_path)) as browser,
        coached(browser, str(real_client.base_url)) as test,
    ):
        test.begin(height_cm="176")
        test.wait_for_attempts()
        test.page.get_by_role("button", name=re.compile("^Stop")).click()
        expect(test.page.get_by_role("link", name="Result and report")).to_be_visible()
    check_attempts(test.readings, expected_peaks("squat-side"))
    assert {flag for reading in test.readings for flag in reading["flags"]} == set()


def check_attempts(readings: list[dict[str, Any]], expected: list[dict[str, float]]) -> None:
    """The first attempts are those of the file's analysis; after them the clip begins anew."""
    attempts = next(reading["attempts"] for reading in readings if len(reading["attempts"]) >= len(expected))
    attempts = attempts[: len(expected)]
    assert [attempt["valid"] for attempt in attempts] == [peak["valid"] for peak in expected]
    for attempt, peak in zip(attempts, expected, strict=True):
        assert attempt["dorsiflexion_deg"] == pytest.approx(peak["peak_dorsiflexion_deg"], abs=3.0)
        assert attempt["heel_height_mm"] == pytest.approx(peak["peak_heel_height_mm"], abs=5.0)
