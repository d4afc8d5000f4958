"""When each frame of the annotated video is shown: in true time, and slower around the deepest points."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

SLOWER = 3.0
"""How many times longer frames around a deepest point are shown."""
HALF_WINDOW_S = 0.2
"""True time before and after a deepest point that is shown slower: together 1.2 s of the annotated video."""
MOST_ADDED = 0.5
"""The annotated video is at most this share longer than the recording; the windows shrink where it would be more."""


class SlowMotion:
    """Maps true times to times in the annotated video; rising and without gaps, so every frame is shown once."""

    def __init__(self, bottoms_s: Sequence[float], *, first_s: float, last_s: float) -> None:
        """For a recording from `first_s` to `last_s` with deepest points at `bottoms_s`."""
        half_s = HALF_WINDOW_S
        if bottoms_s:
            half_s = min(half_s, MOST_ADDED * (last_s - first_s) / (2.0 * (SLOWER - 1.0) * len(bottoms_s)))
        edges: list[tuple[float, float]] = []
        for bottom_s in sorted(bottoms_s):
            start_s, end_s = max(first_s, bottom_s - half_s), min(last_s, bottom_s + half_s)
            if edges and start_s <= edges[-1][1]:
                edges[-1] = (edges[-1][0], max(end_s, edges[-1][1]))
            elif start_s < end_s:
                edges.append((start_s, end_s))
        self._starts_s, self._ends_s = np.array(edges).reshape(-1, 2).T

    def shown_s(self, time_s: float) -> float:
        """When the frame of that true time is shown."""
        inside_s = np.clip(time_s - self._starts_s, 0.0, self._ends_s - self._starts_s)
        return time_s + (SLOWER - 1.0) * float(inside_s.sum())

    def is_slow(self, time_s: float) -> bool:
        """Whether the frame of that true time is shown slower."""
        return bool(((self._starts_s <= time_s) & (time_s < self._ends_s)).any())
