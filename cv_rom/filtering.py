"""Gaps, outliers and smoothing of landmarks: with zero phase for what is past, causal for what is newest.

Everything works on the true time stamps, so a variable frame rate needs no resampling. NaN stays NaN unless
a gap is short enough to be bridged.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np
from numpy.typing import NDArray

from cv_rom.geometry import FloatArray
from cv_rom.poses import PoseTrack

MAX_GAP_S = 0.25
"""Longest gap that is bridged; a quarter of a second is a third of the quickest descent seen in squats."""
SMOOTHING_S = 0.05
"""Standard deviation of the smoothing kernel: a local quadratic of this width halves the power at 5 Hz, beyond which
squats and lunges hold no movement (Winter 2009, chapter 3, gives 4 to 6 Hz for gait)."""
CAUSAL_SMOOTHING_S = 0.08
"""Standard deviation of the one-sided kernel for the newest value, which has no later neighbours to lean on."""
OUTLIER_WINDOW_S = 0.2
OUTLIER_DEVIATIONS = 4.0


def bridge_gaps(time_s: FloatArray, values: FloatArray, *, max_gap_s: float = MAX_GAP_S) -> FloatArray:
    """`values` (T, ...) with the gaps of NaN that last at most `max_gap_s` filled along straight lines."""
    flat = values.reshape(len(values), -1).copy()
    for number in np.flatnonzero(~np.isfinite(flat).all(axis=0)):
        column = flat[:, number]
        seen = np.flatnonzero(np.isfinite(column))
        for gap in np.flatnonzero(np.diff(seen) > 1):
            before, after = seen[gap], seen[gap + 1]
            if time_s[after] - time_s[before] <= max_gap_s:
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
        kept[frame, is_outlier(flat[near], flat[frame], floor=floor)] = np.nan
    return kept.reshape(values.shape)


def is_outlier(near: FloatArray, values: FloatArray, *, floor: float) -> NDArray[np.bool_]:
    """Which of one frame's `values` (C,) lie far off the median of their neighbours `near` (N, C); see `drop_outliers`.

    Both include the frame itself.
    """
    seen = np.isfinite(near)
    if len(near) >= 3 and seen.all():
        return _is_far(near, values, median_of_few, floor)
    usable = seen.sum(axis=0) >= 3
    outlier = np.zeros(len(values), dtype=bool)
    if usable.any():
        outlier[usable] = _is_far(near[:, usable], values[usable], partial(np.nanmedian, axis=0), floor)
    return outlier


def _is_far(
    near: FloatArray, values: FloatArray, median_of: Callable[[FloatArray], FloatArray], floor: float
) -> NDArray[np.bool_]:
    """Which `values` (C,) lie further from their neighbours' median than the neighbours (N, C) and `floor` explain."""
    median = median_of(near)
    spread = 1.4826 * median_of(np.abs(near - median))
    return np.asarray(np.abs(values - median) > np.maximum(OUTLIER_DEVIATIONS * spread, floor))


def median_of_few(values: FloatArray) -> FloatArray:
    """Median over the rows of `values` (N, ...), none NaN, (...); for a few rows five times as fast as numpy's."""
    rows = values.copy()
    rows.sort(axis=0)
    return np.asarray((rows[(len(rows) - 1) // 2] + rows[len(rows) // 2]) / 2.0)


def median_of_seen(values: FloatArray) -> float:
    """Median of those of the values (T,) that are seen; NaN without any."""
    seen = values[np.isfinite(values)]
    return float(median_of_few(seen)) if len(seen) else np.nan


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
        result[frame] = smoothed(time_s[near] - time_s[frame], flat[near], flat[frame], bandwidth_s=bandwidth_s)
    return result.reshape(values.shape)


def smoothed(
    offset_s: FloatArray, near: FloatArray, values: FloatArray, *, bandwidth_s: float = SMOOTHING_S
) -> FloatArray:
    """One frame's `values` (C,) smoothed from its neighbours `near` (N, C), which come `offset_s` (N,) later; see
    `smooth`.
    """
    one_sided = offset_s[0] > -bandwidth_s or offset_s[-1] < bandwidth_s
    if one_sided or len(near) < 5:
        return values.copy()
    found = _parabola_weights(offset_s / bandwidth_s) @ near
    return np.where(np.isfinite(found), found, values)  # as where a neighbour is not seen


def newest_smoothed(time_s: FloatArray, values: FloatArray) -> FloatArray:
    """The newest of the `values` (N, C) at times (N,), smoothed by what came before; NaN where it is not seen itself.

    The value there of a straight line fitted with weights that fall off into the past (local linear fit at the end of
    the data; Fan 1992): it does not lag behind a steady movement.
    """
    offset = (time_s - time_s[-1]) / CAUSAL_SMOOTHING_S
    weight = np.exp(-0.5 * offset * offset)
    seen = np.isfinite(values)
    if seen.all():
        return np.asarray(_line_weights(offset, weight) @ values)
    result = np.full(values.shape[1], np.nan)
    for number in np.flatnonzero(seen[-1]):
        frames = seen[:, number]
        result[number] = _line_weights(offset[frames], weight[frames]) @ values[frames, number]
    return result


def _line_weights(offset: FloatArray, weight: FloatArray) -> FloatArray:
    """Weights (N,) that give a weighted straight line's value at offset 0; a lone value stands for itself."""
    total, first, second = weight.sum(), weight @ offset, weight @ (offset * offset) + 1e-9
    return np.asarray(weight * (second - first * offset) / (total * second - first * first))


def _parabola_weights(offset: FloatArray) -> FloatArray:
    """Weights (N,) that give the value at offset 0 of a parabola fitted to N values with Gaussian weights.

    The first row of the inverse of the normal equations' matrix, whose entries are the sums w, w x, ... w x^4, by its
    cofactors; `offset` (N,) is in standard deviations.
    """
    square = offset * offset
    weight = np.exp(-0.5 * square)
    squared = weight * square
    s0, s1, s2, s3, s4 = weight.sum(), weight @ offset, squared.sum(), squared @ offset, squared @ square
    c0, c1, c2 = s2 * s4 - s3 * s3, s2 * s3 - s1 * s4, s1 * s3 - s2 * s2
    return np.asarray(weight * (c0 + c1 * offset + c2 * square) / (s0 * c0 + s1 * c1 + s2 * c2))


def clean(track: PoseTrack) -> PoseTrack:
    """The track without outliers and short gaps, smoothed with zero phase."""
    floor_px = 2.0 * float(np.nanmedian(track.noise_px)) if track.person_seen.any() else 0.0
    calm = drop_outliers(track.time_s, track.xy_px, floor=floor_px)
    whole = np.where(np.isfinite(calm).all(axis=2, keepdims=True), calm, np.nan)
    return track.with_points(smooth(track.time_s, bridge_gaps(track.time_s, whole)))
