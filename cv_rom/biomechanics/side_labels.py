"""Left and right: pose models sometimes swap the labels of the legs for a while; this undoes it.

The legs of a recording are followed from frame to frame. Two label states are possible in each frame (as
given, swapped); the cheapest path through them (Viterbi) keeps each leg's points moving smoothly.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from cv_rom.geometry import FloatArray, distance
from cv_rom.poses import Pose, PoseTrack
from cv_rom.skeleton import Side, leg_indices

_LEGS = np.array([leg_indices(Side.LEFT), leg_indices(Side.RIGHT)])
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


def exchange_legs(pose: Pose) -> Pose:
    """The pose with the left and right leg exchanged."""
    order = np.arange(len(pose.xy_px))
    order[_LEGS] = order[_LEGS[::-1]]
    return Pose(pose.time_s, pose.xy_px[order], pose.visibility[order], pose.noise_px[order])


def _swapped_frames(track: PoseTrack) -> NDArray[np.bool_]:
    """Which frames carry swapped labels, (T,), up to a swap of all of them."""
    legs = track.xy_px[:, _LEGS]
    seen = np.flatnonzero(np.isfinite(legs).all(axis=(1, 2, 3)))
    state = np.zeros(len(track), dtype=bool)
    if len(seen) > 1:
        state[seen] = _cheapest_states(track.time_s[seen], legs[seen])
    return state


class LiveSideLabels:
    """The same as `undo_side_swaps`, pose by pose: the cheapest path so far says whether the newest labels are swapped.

    The labels of the first pose are taken as right.
    """

    def __init__(self) -> None:
        self._cost = (0.0, np.inf)  # of the path to each state: as given, swapped
        self._time_s = 0.0
        self._legs: FloatArray | None = None

    def push(self, pose: Pose) -> bool:
        """Whether this pose's labels are swapped; one whose legs are not seen keeps its own."""
        legs = pose.xy_px[_LEGS]
        if not np.isfinite(legs).all():
            return False
        if self._legs is not None:
            stay, change = map(float, _costs(self._legs, legs, max(float(_length_px(self._legs)), 1.0)))
            swapped = SWAPPED_COST_PER_S * (pose.time_s - self._time_s)
            given, other = self._cost
            costs = min(given + stay, other + change), min(given + change, other + stay) + swapped
            self._cost = costs[0] - min(costs), costs[1] - min(costs)
        self._legs, self._time_s = legs, pose.time_s
        return self._cost[1] < self._cost[0]


def _length_px(legs: FloatArray) -> FloatArray:
    """Hip to ankle of the left one of both legs (..., 2, 5, 2), pixels, (...)."""
    return distance(legs[..., 0, 0, :], legs[..., 0, 2, :])


def _costs(before: FloatArray, after: FloatArray, length_px: float) -> tuple[FloatArray, FloatArray]:
    """What it costs to keep the labels of both legs (..., 2, 5, 2) in the next frames, and to change them, (...)."""

    def moved(a: FloatArray, b: FloatArray) -> FloatArray:
        return np.asarray(distance(a, b).sum(axis=(-2, -1)) / (a.shape[-2] * length_px))

    return moved(before, after), moved(before, after[..., ::-1, :, :]) + SWAP_COST


def _cheapest_states(time_s: FloatArray, legs: FloatArray) -> NDArray[np.bool_]:
    """The cheapest label states, (N,), of both legs (N, 2, 5, 2) at times (N,) by dynamic programming."""
    length_px = max(float(np.median(_length_px(legs))), 1.0)
    stay, change = _costs(legs[:-1], legs[1:], length_px)
    swapped = SWAPPED_COST_PER_S * np.diff(time_s)
    cost = np.zeros(2)
    came_from = np.zeros((len(legs), 2), dtype=int)
    for frame, (a, b, c) in enumerate(zip(stay, change, swapped, strict=True), start=1):
        total = cost[:, None] + np.array([[a, b + c], [b, a + c]])  # from each state (as given, swapped) to the next
        came_from[frame] = total.argmin(axis=0)
        cost = total.min(axis=0)
    states = np.empty(len(legs), dtype=int)
    states[-1] = cost.argmin()
    for frame in range(len(legs) - 1, 0, -1):
        states[frame - 1] = came_from[frame, states[frame]]
    return states.astype(bool)
