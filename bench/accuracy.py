"""Errors on the sample clips, against the truth in samples/samples.toml."""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

sys.path.append(str(Path(__file__).parent.parent / "tests"))
from sample_clips import TRUTH, analyze

COMPARED = (
    "peak_dorsiflexion_deg",
    "peak_tibia_inclination_deg",
    "peak_knee_flexion_deg",
    "peak_heel_height_mm",
    "toe_to_wall_cm",
)


def errors(name: str, assessment: dict[str, Any]) -> dict[str, list[str]]:
    """Per measure, "found - true" of each repetition; an asterisk where the truth lies outside the interval."""
    truth, table = TRUTH[name], {}
    for measure in COMPARED:
        cells = []
        for true, found in zip(truth["repetitions"], assessment["repetitions"], strict=False):
            known = true.get(measure.replace("peak_heel", "heel"))
            item = next(
                (m for m in found["measures"] if m["name"] == measure and m["side"] == truth["measured_side"]), None
            )
            if known is not None:
                cells.append(_cell(item, known))
        if cells:
            table[measure] = cells
    return table


def _cell(item: dict[str, Any] | None, known: float) -> str:
    if item is None or item["value"] is None:
        return "-"
    low, high = item["interval_95"] or (item["value"], item["value"])
    return f"{item['value'] - known:+.1f}{'' if low <= known <= high else '*'}"


def report() -> None:
    """Print the table of errors of every sample in side view."""
    print("errors of each repetition (* = the truth lies outside the stated interval):")
    for name, truth in TRUTH.items():
        with TemporaryDirectory() as folder:
            assessment = analyze(name, Path(folder))
        print(f"  {name}: {len(truth['repetitions'])} repetitions, {len(assessment['repetitions'])} found")
        if "measured_side" in truth:
            for measure, cells in errors(name, assessment).items():
                print(f"    {measure:28s} {'  '.join(cells)}")
