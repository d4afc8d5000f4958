"""Turns the time stamps of a container into seconds of the clip that always rise."""

from __future__ import annotations

from fractions import Fraction

MAX_STEP_BACK_S = 0.2
"""A stamp further back than this starts a new count (joined clips); less is a fault of one picture or two."""
MIN_STEP_S = 0.0005
"""No camera takes two pictures sooner after each other: such a stamp counts as repeated."""
MAX_LATE_S = 10.0
"""The first picture may come this much after the start (the sound starts first); else the clip starts with it."""
MAX_GAP_S = 60.0
"""No recording of an exercise pauses longer between two pictures: such a stamp is damaged or starts a new count."""


class FrameClock:
    """The times of a clip's pictures.

    A picture without a stamp comes one usual step after the one before. A picture whose stamp repeats or falls
    slightly back has no time of its own and is left out. A stamp that leaps starts a new count: it is placed
    one usual step after the picture before, and what follows is shifted alike.

    `start_s` is the container's time at which the clip starts.

    Attributes:
        without_stamp, left_out, leaps: how many pictures were treated so.

    """

    def __init__(self, time_base: Fraction, *, start_s: float, usual_step_s: float) -> None:
        self._time_base = time_base
        self._start_s = start_s
        self._usual_step_s = usual_step_s
        self._last_s: float | None = None
        self.without_stamp = 0
        self.left_out = 0
        self.leaps = 0

    def time_s(self, stamp: int | None) -> float | None:
        """Seconds of the clip for a picture with this stamp; None = the picture is to be left out."""
        if stamp is None:
            self.without_stamp += 1
            return self._advance(self._next_s())
        container_s = stamp * self._time_base.numerator / self._time_base.denominator
        if self._last_s is None:
            return self._advance(self._first_s(container_s))
        time_s = container_s - self._start_s
        if time_s > self._last_s + MAX_GAP_S or time_s < self._last_s - MAX_STEP_BACK_S:
            self.leaps += 1
            self._start_s = container_s - self._next_s()
            return self._advance(self._next_s())
        if time_s < self._last_s + MIN_STEP_S:
            self.left_out += 1
            return None
        return self._advance(time_s)

    def _first_s(self, container_s: float) -> float:
        if not 0.0 <= container_s - self._start_s <= MAX_LATE_S:
            self._start_s = container_s
        return container_s - self._start_s

    def _next_s(self) -> float:
        return 0.0 if self._last_s is None else self._last_s + self._usual_step_s

    def _advance(self, time_s: float) -> float:
        self._last_s = time_s
        return time_s
