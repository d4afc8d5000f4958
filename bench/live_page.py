"""The live page in a browser whose camera films a clip: beside the analysis of the same clip as a file."""

from __future__ import annotations

import itertools
import statistics
import sys
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import accuracy
from running_service import open_service
from service import load
from truth import TrueClip, clips_in

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))  # the page as its tests drive it

_FIELDS = {"height-cm": "height_cm", "foot-length-cm": "foot_length_cm"}


def report(folder: Path | None, cv_rom: str, only: Iterable[str]) -> None:
    """Print each side-view clip of the folder (default: the samples) whose name starts with one of `only`."""
    clips = [clip for clip in clips_in(folder) if clip.group != "front" and clip.assessable and clip.repetitions]
    wanted = [clip for clip in clips if clip.name.startswith(tuple(only) or "")]
    print("live page in Chromium, its camera filming a clip, beside the clip analysed as a file:")
    with open_service() as url, TemporaryDirectory() as scratch:
        for clip in wanted:
            filed = accuracy.assess(clip, cv_rom, accuracy.BENCH / "assessments" / "live")["repetitions"]
            readings, rate, assessed = lived(clip, url, Path(scratch), len(filed))
            print(f"  {clip.name}: {verdict(clip, filed, readings)}")
            print(f"    {rate:.1f} frames/s; report: {assessed} {load()}", flush=True)


def lived(clip: TrueClip, url: str, scratch: Path, count: int) -> tuple[list[dict[str, Any]], float, str]:
    """All readings of the page until so many attempts were counted, the frame rate while it measured, and the heading
    of the result that it leads to.
    """
    from browser import chromium_filming
    from filmed_live_page import LIMIT_MS, coached, filmed
    from playwright.sync_api import expect

    film = filmed(clip.video, scratch)
    given = {field: clip.options[name] for name, field in _FIELDS.items() if name in clip.options}
    with chromium_filming(film) as browser, coached(browser, url) as test:
        test.begin(clip.options["protocol"], **given)
        try:
            test.wait_for_attempts(count)
        except AssertionError:
            film.unlink()
            return test.readings, 0.0, "not reached"
        times = [s for s, reading in zip(test.heard_s, test.readings, strict=True) if reading["step"] == "measure"]
        test.page.keyboard.press("Escape")
        test.page.get_by_role("link", name="Result and report").click()
        heading = test.page.get_by_role("heading", level=1)
        expect(heading).to_contain_text("Result:", timeout=LIMIT_MS)
        assessed = heading.inner_text()
    film.unlink()
    gaps = [later - sooner for sooner, later in itertools.pairwise(times)]
    return test.readings, 1.0 / statistics.mean(gaps), assessed


def verdict(clip: TrueClip, filed: list[dict[str, Any]], readings: list[dict[str, Any]]) -> str:
    """Attempt by attempt: bottoms of page and file, and the heel flag beside the true height of the heel."""
    attempts = next((r["attempts"] for r in readings if len(r["attempts"]) >= len(filed)), [])
    if not attempts:
        return f"{len(readings[-1]['attempts']) if readings else 0} of {len(filed)} attempts"
    away = _away(attempts, filed, "dorsiflexion_deg", "peak_dorsiflexion_deg")
    toes = _away(attempts, filed, "toe_to_wall_cm", "toe_to_wall_cm")
    heels = ["up" if "heel_lift" in attempt["invalid_reasons"] else "down" for attempt in attempts]
    true_mm = [n.true for part in clip.repetitions for n in part.numbers if n.quantity == "heel height, mm"]
    flagged = {flag for reading in readings for flag in reading["flags"]}
    known, shown = ", ".join(f"{mm:.0f}" for mm in true_mm), ", ".join(sorted(flagged)) or "none"
    return (
        f"{len(attempts)} of {len(filed)} attempts, {len(away)} bottoms at most "
        f"{max(away, default=float('nan')):.1f} deg away, heel {'/'.join(heels)} (truly {known} mm), flags: {shown}"
        + (f", toes to wall at most {max(toes):.1f} cm away" if toes else "")
    )


def _away(attempts: list[dict[str, Any]], filed: list[dict[str, Any]], live_name: str, file_name: str) -> list[float]:
    """How far the page's attempts are from the file's repetitions."""
    away = []
    for attempt, repetition in zip(attempts, filed, strict=False):
        found = next((m["value"] for m in repetition["measures"] if m["name"] == file_name), None)
        if attempt[live_name] is not None and found is not None:
            away.append(abs(attempt[live_name] - found))
    return away
