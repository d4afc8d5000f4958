"""Left and right: pose models sometimes swap the labels of the legs for a while; this undoes it.

The legs of a recording are followed from frame to frame. Two label states are possible in each frame (as
given, swapped); the cheapest path through them (Viterbi) keeps each leg's points moving smoothly.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from cv_rom.geometry import FloatArray
from cv_rom.poses import PoseTrack
from cv_rom.skeleton import Side, leg_indices

SWAP_COST = 0.15
"""Cost of a change of label state, as a fraction of the leg's length: legs nearer to each other than this
cannot be told apart, and there a swap changes no angle."""
SWAPPED_COST_PER_S = 0.1
"""Cost of taking the labels as swapped for a second, in the same unit: models err for moments. Without it legs that
pass each other, or fall on each other for a moment, could leave with either label."""


def undo_side_swaps(track: PoseTrack) -> tuple[PoseTrack, int]:
    """The track with both legs' labels consistent over time, and how many frames were swapped back."""
    swapped = _swapped_frames(track)
    if swapped.mean() > 0.5 if len(swapped) else False:
        swapped = ~swapped  # the state that holds for most frames is taken as the right one
    return swap_legs(track, swapped), int(swapped.sum())


def swap_legs(track: PoseTrack, frames: NDArray[np.bool_]) -> PoseTrack:
    """The track with the left and right leg exchanged in the given frames (T,)."""
    order = np.arange(track.xy_px.shape[1])
    order[leg_indices(Side.LEFT)] = leg_indices(Side.RIGHT)
    order[leg_indices(Side.RIGHT)] = leg_indices(Side.LEFT)
    exchange = frames[:, None]
    return PoseTrack(
        track.time_s,
        np.where(exchange[..., None], track.xy_px[:, order], track.xy_px),
        np.where(exchange, track.visibility[:, order], track.visibility),
        np.where(exchange, track.noise_px[:, order], track.noise_px),
    )


def _swapped_frames(track: PoseTrack) -> NDArray[np.bool_]:
    """Which frames carry swapped labels, (T,), up to a swap of all of them."""
    left, right = track.xy_px[:, leg_indices(Side.LEFT)], track.xy_px[:, leg_indices(Side.RIGHT)]
    seen = np.flatnonzero(np.isfinite(left).all(axis=(1, 2)) & np.isfinite(right).all(axis=(1, 2)))
    state = np.zeros(len(track), dtype=bool)
    if len(seen) > 1:
        state[seen] = _cheapest_states(track.time_s[seen], left[seen], right[seen])
    return state


def _cheapest_states(time_s: FloatArray, left: FloatArray, right: FloatArray) -> NDArray[np.bool_]:
    """The cheapest label states, (N,), of legs (N, 5, 2) at times (N,) by dynamic programming."""
    length = np.median(np.linalg.norm(left[:, 0] - left[:, 2], axis=-1))

    def moved(a: FloatArray, b: FloatArray) -> FloatArray:
        return np.asarray(np.linalg.norm(a[:-1] - b[1:], axis=-1).mean(axis=-1) / max(length, 1.0))

    stay = moved(left, left) + moved(right, right)
    change = moved(left, right) + moved(right, left) + SWAP_COST
    swapped = SWAPPED_COST_PER_S * np.diff(time_s)
    cost = np.zeros(2)
    came_from = np.zeros((len(left), 2), dtype=int)
    for frame, (a, b, c) in enumerate(zip(stay, change, swapped, strict=True), start=1):
        total = cost[:, None] + np.array([[a, b + c], [b, a + c]])
        came_from[frame] = total.argmin(axis=0)
        cost = total.min(axis=0)
    states = np.empty(len(left), dtype=int)
    states[-1] = cost.argmin()
    for frame in range(len(left) - 1, 0, -1):
        states[frame - 1] = came_from[frame, states[frame]]
    return states.astype(bool)
