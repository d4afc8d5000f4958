"""What the reports cost: pictures, HTML, PDF and data beside the analysis, the annotated video beside real time."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import long_clips

TARGET = 0.20
"""HTML, PDF and data, with their pictures, take at most this share of the time of the analysis."""
_PARTS = {"pictures": "key frames", "html": "report.html", "pdf": "report.pdf", "data": "json, csv, mot, trc"}


def report(inside: Callable[..., dict[str, Any]]) -> None:
    """Print the shares; `inside` runs a part of `inside.py` in a process of its own."""
    seconds = inside("reports", long_clips.squats(5), long_clips.squats(60))
    analysis = seconds["analysis"]
    share = sum(seconds[part] for part in _PARTS) / analysis
    print("reports of 60 s at 1280 x 720, as a share of the time of its analysis:")
    for part, name in _PARTS.items():
        print(f"  {name:<25} {100.0 * seconds[part] / analysis:6.1f} %")
    print(f"  all of these              {100.0 * share:6.1f} % (target: at most {100.0 * TARGET:.0f} %)")
    print(f"annotated.mp4               {seconds['clip'] / seconds['video']:6.2f} x real time (target: more than 1)")
    print(f"analysis                    {seconds['clip'] / analysis:6.2f} x real time")
