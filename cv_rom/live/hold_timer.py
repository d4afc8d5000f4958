"""How long the bottom is held, while it is held."""

from __future__ import annotations

import numpy as np

from cv_rom.measurement.clip import HOLD_DEG
from cv_rom.measurement.shot import KNEE_BEND_DEG

STEP_DEG = 0.5
LONGEST_STEP_S = 0.5
"""Over a longer gap nobody knows what was held."""


class HoldTimer:
    """Adds up the time within 5 deg of the deepest knee flexion so far with the heel down.

    The time is kept by flexion, in steps of half a degree, as going deeper takes back what was held higher up.
    """

    def __init__(self) -> None:
        self._held_s = np.zeros(round(180.0 / STEP_DEG) + 1)
        self._deepest = 0
        self._last_s = np.nan
        self._measured_s = 0.0
        self._since_s = 0.0
        self.hold_s = 0.0

    @property
    def best_s(self) -> float:
        """The longest hold so far."""
        return max(self._measured_s, self._since_s)

    def measured(self, longest_s: float | None) -> None:
        """The longest hold of the complete repetitions, None = not known: a heel shows late that it came up."""
        if longest_s is not None:
            self._measured_s, self._since_s = longest_s, self.hold_s

    def push(self, time_s: float, flexion_deg: float | None, *, heel_up: bool) -> None:
        """Take in the knee flexion at a time; None = not seen."""
        step_s, self._last_s = time_s - self._last_s, time_s
        if flexion_deg is None:
            return
        if flexion_deg < KNEE_BEND_DEG:
            self._held_s[:] = 0.0
            self._deepest, self.hold_s = 0, 0.0
            return
        now = round(flexion_deg / STEP_DEG)
        self._deepest = max(self._deepest, now)
        if not heel_up and step_s <= LONGEST_STEP_S:
            self._held_s[now] += step_s
        self.hold_s = float(self._held_s[max(0, self._deepest - round(HOLD_DEG / STEP_DEG)) :].sum())
        self._since_s = max(self._since_s, self.hold_s)
