"""Limits of how often somebody may call: token buckets in the memory of this process.

Several service processes each count for themselves, and a restart begins anew: the limits keep one client from taking
the service from the others, they are no accounting.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from threading import Lock

_MAX_BUCKETS = 10_000


class RateLimit:
    """Lets each caller through `per_minute` times a minute, and as often at once after a quiet minute; 0 = no limit."""

    def __init__(self, per_minute: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._capacity = max(1.0, per_minute) if per_minute else 0.0
        self._per_s = per_minute / 60.0
        self._clock = clock
        self._left: dict[str, tuple[float, float]] = {}  # caller -> what was left, and when
        self._lock = Lock()

    def take(self, caller: str) -> int:
        """Count one call; 0 where it is within the limit, else in how many seconds the next one is."""
        if not self._capacity:
            return 0
        with self._lock:
            now = self._clock()
            left = self._left_at(now, caller)
            if left < 1.0:
                return max(1, math.ceil((1.0 - left) / self._per_s))
            if caller not in self._left and len(self._left) >= _MAX_BUCKETS:
                self._forget_full_ones(now)
            self._left[caller] = (left - 1.0, now)
            return 0

    def _left_at(self, now: float, caller: str) -> float:
        left, at = self._left.get(caller, (self._capacity, now))
        return min(self._capacity, left + (now - at) * self._per_s)

    def _forget_full_ones(self, now: float) -> None:
        used = {caller for caller in self._left if self._left_at(now, caller) < self._capacity}
        self._left = {caller: self._left[caller] for caller in used}
