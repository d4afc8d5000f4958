"""Repetitions: dips of the body (squat) or travels of the knee (lunge), found in one depth curve.

The depth is a share of the body's own length, so it needs no scale; which depth a protocol uses is the protocol's
declaration. A repetition has a start, a bottom and an end; one that is under way where the shot begins or ends
is not counted.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.signal import find_peaks

from cv_rom.filtering import bridge_gaps
from cv_rom.geometry import FloatArray

COMPLETE = 0.75
"""At the ends of a shot a repetition must come from, and go back to, within a quarter of its depth of standing."""
SEPARATE = 0.7
"""Two dips are two repetitions when the body rises by this share of the depth between them; pulsing at the bottom, or
rising half-way, is one. About as much as `COMPLETE` asks of either, so that none is lost."""
EDGE = 0.1
"""Start and end are where the depth leaves and reaches this share of the repetition's own depth."""
BOTTOM = 0.03
"""The bottom is the middle of the time spent within this share of the depth from the deepest point."""
SHORTEST_S = 0.4
LONGEST_GAP_S = 0.5


@dataclass(frozen=True)
class RepetitionWindow:
    """The frames of one repetition: [start, end] as frame numbers, and the bottom between them."""

    start: int
    bottom: int
    end: int

    @property
    def frames(self) -> slice:
        """All frames of the repetition."""
        return slice(self.start, self.end + 1)


def find_repetitions(time_s: FloatArray, depth: FloatArray, *, min_depth: float) -> list[RepetitionWindow]:
    """The complete repetitions of one shot.

    Args:
        time_s: times, shape (T,).
        depth: how deep the body is, larger = deeper, shape (T,); NaN where not seen.
        min_depth: smallest dip that counts, in the unit of `depth`.

    """
    curve = bridge_gaps(time_s, depth, max_gap_s=LONGEST_GAP_S)
    seen = np.isfinite(curve)
    if seen.sum() < 3:
        return []
    filled = np.where(seen, curve, np.nanmin(curve))
    # A low value put on either side makes a dip that is under way at the ends a peak too; it is judged below.
    found, _ = find_peaks(np.r_[filled.min(), filled, filled.min()], prominence=min_depth, plateau_size=1)
    peaks = _merge(filled, found - 1, min_depth)
    windows = [_window(filled, peaks, i) for i in range(len(peaks))]
    return [w for w in windows if w is not None and _is_complete(time_s, filled, seen, w, min_depth)]


def _merge(depth: FloatArray, peaks: NDArray[np.intp], min_depth: float) -> list[int]:
    """Peaks without those between which the body hardly rose: of such a pair the deeper one stays."""
    kept: list[int] = []
    for peak in map(int, peaks):
        if kept:
            lower = min(depth[kept[-1]], depth[peak])
            valley = depth[kept[-1] : peak + 1].min()
            if lower - valley < max(min_depth, SEPARATE * (lower - depth.min())):
                kept[-1] = peak if depth[peak] > depth[kept[-1]] else kept[-1]
                continue
        kept.append(peak)
    return kept


def _window(depth: FloatArray, peaks: list[int], i: int) -> RepetitionWindow | None:
    """Start, bottom and end of the dip around peak `i`."""
    peak = peaks[i]
    before = peaks[i - 1] if i > 0 else 0
    after = peaks[i + 1] if i + 1 < len(peaks) else len(depth) - 1
    left_low, right_low = before + int(depth[before : peak + 1].argmin()), peak + int(depth[peak : after + 1].argmin())
    down, up = depth[peak] - depth[left_low], depth[peak] - depth[right_low]
    above = np.flatnonzero(depth[left_low : peak + 1] <= depth[left_low] + EDGE * down)
    below = np.flatnonzero(depth[peak : right_low + 1] <= depth[right_low] + EDGE * up)
    if not len(above) or not len(below):
        return None
    start, end = left_low + int(above[-1]), peak + int(below[0])
    deep = np.flatnonzero(depth[start : end + 1] >= depth[peak] - BOTTOM * max(down, up)) + start
    return RepetitionWindow(start, round((deep[0] + deep[-1]) / 2), end)


def _is_complete(
    time_s: FloatArray, depth: FloatArray, seen: FloatArray, w: RepetitionWindow, min_depth: float
) -> bool:
    """Whether the repetition is whole: deep enough from both sides, seen, and not cut by the shot's ends."""
    down, up = depth[w.bottom] - depth[w.start], depth[w.bottom] - depth[w.end]
    whole = min(down, up) >= max((1 - EDGE) * min_depth, (COMPLETE - EDGE) * max(down, up))
    return bool(whole and seen[w.frames].all() and time_s[w.end] - time_s[w.start] >= SHORTEST_S)
