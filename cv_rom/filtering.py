"""Gaps, outliers and zero-phase smoothing of recorded landmarks.

Everything works on the true time stamps, so a variable frame rate needs no resampling. NaN stays NaN unless
a gap is short enough to be bridged.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from cv_rom.geometry import FloatArray
from cv_rom.poses import PoseTrack

MAX_GAP_S = 0.25
"""Longest gap that is bridged; a quarter of a second is a third of the quickest descent seen in squats."""
SMOOTHING_S = 0.05
"""Standard deviation of the smoothing kernel: a local quadratic of this width halves the power at 5 Hz, beyond which
squats and lunges hold no movement (Winter 2009, chapter 3, gives 4 to 6 Hz for gait)."""
OUTLIER_WINDOW_S = 0.2
OUTLIER_DEVIATIONS = 4.0


def bridge_gaps(time_s: FloatArray, values: FloatArray, *, max_gap_s: float = MAX_GAP_S) -> FloatArray:
    """`values` (T, ...) with the gaps of NaN that last at most `max_gap_s` filled along straight lines."""
    flat = values.reshape(len(values), -1).copy()
    for column in flat.T:
        seen = np.flatnonzero(np.isfinite(column))
        for before, after in pairwise(seen):
            if after - before > 1 and time_s[after] - time_s[before] <= max_gap_s:
                inside = slice(before + 1, after)
                column[inside] = np.interp(time_s[inside], time_s[[before, after]], column[[before, after]])
    return flat.reshape(values.shape)


def _neighbours(time_s: FloatArray, reach_s: float) -> list[NDArray[np.intp]]:
    """For each frame the frames at most `reach_s` away; a little more, so that rounding makes no side longer."""
    reach_s += 1e-6
    first = np.searchsorted(time_s, time_s - reach_s, side="left")
    last = np.searchsorted(time_s, time_s + reach_s, side="right")
    return [np.arange(a, b) for a, b in zip(first, last, strict=True)]


def drop_outliers(time_s: FloatArray, values: FloatArray, *, floor: float) -> FloatArray:
    """`values` (T, ...) with NaN where one lies far off the running median (Hampel filter; Davies & Gather 1993).

    Far is more than four robust standard deviations of the neighbours within 0.1 s, and more than `floor`
    (in the values' unit), so that a calm signal loses nothing.
    """
    flat = values.reshape(len(values), -1)
    kept = flat.copy()
    for frame, near in enumerate(_neighbours(time_s, OUTLIER_WINDOW_S / 2)):
        window = flat[near]
        usable = np.isfinite(window).sum(axis=0) >= 3
        if not usable.any():
            continue
        middle = np.median if np.isfinite(window[:, usable]).all() else np.nanmedian  # the former is ten times as fast
        median = middle(window[:, usable], axis=0)
        spread = 1.4826 * middle(np.abs(window[:, usable] - median), axis=0)
        far = np.abs(flat[frame, usable] - median) > np.maximum(OUTLIER_DEVIATIONS * spread, floor)
        kept[frame, np.flatnonzero(usable)[far]] = np.nan
    return kept.reshape(values.shape)


def running_median(time_s: FloatArray, values: FloatArray, *, width_s: float) -> FloatArray:
    """Median of the values (T,) seen within half of `width_s` of each frame; NaN where the frame itself has none."""
    calm = np.full(len(values), np.nan)
    for frame, near in enumerate(_neighbours(time_s, width_s / 2)):
        if np.isfinite(values[frame]):
            calm[frame] = np.nanmedian(values[near])
    return calm


def smooth(time_s: FloatArray, values: FloatArray, *, bandwidth_s: float = SMOOTHING_S) -> FloatArray:
    """`values` (T, ...) smoothed without delay by a local quadratic fit (LOESS; Cleveland 1979).

    Each value is replaced by that of a parabola fitted to its neighbours with Gaussian weights of standard
    deviation `bandwidth_s`. A parabola keeps the height of a peak, which a running mean would blunt. Near
    the ends of a recording, and where too few neighbours are seen, the value stays as it is.
    """
    flat = values.reshape(len(values), -1)
    result = flat.copy()
    for frame, near in enumerate(_neighbours(time_s, 3.0 * bandwidth_s)):
        offset = time_s[near] - time_s[frame]
        one_sided = offset[0] > -bandwidth_s or offset[-1] < bandwidth_s
        if one_sided or len(near) < 5:
            continue
        seen = np.isfinite(flat[near])
        columns = np.isfinite(flat[frame]) & seen.all(axis=0)
        if columns.any():
            result[frame, columns] = _parabola_weights(offset, bandwidth_s) @ flat[np.ix_(near, columns)]
    return result.reshape(values.shape)


def _parabola_weights(offset_s: FloatArray, bandwidth_s: float) -> FloatArray:
    """Weights (N,) that give a weighted parabola's value at offset 0 from the N neighbours' values."""
    weight = np.exp(-0.5 * (offset_s / bandwidth_s) ** 2)
    powers = np.vander(offset_s / bandwidth_s, 3, increasing=True)
    normal = powers.T @ (weight[:, None] * powers)
    fitted: FloatArray = np.linalg.solve(normal, (weight[:, None] * powers).T)[0]
    return fitted


def clean(track: PoseTrack) -> PoseTrack:
    """The track without outliers and short gaps, smoothed with zero phase."""
    floor_px = 2.0 * float(np.nanmedian(track.noise_px)) if track.person_seen.any() else 0.0
    calm = drop_outliers(track.time_s, track.xy_px, floor=floor_px)
    whole = np.where(np.isfinite(calm).all(axis=2, keepdims=True), calm, np.nan)
    return track.with_points(smooth(track.time_s, bridge_gaps(track.time_s, whole)))
