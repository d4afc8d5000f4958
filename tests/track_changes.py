"""What happens to landmarks on their way: a track turned, mirrored, cut, made noisy, hidden or mislabelled."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from cv_rom.geometry import FloatArray, rotate
from cv_rom.poses import Pose, PoseTrack
from cv_rom.skeleton import LANDMARK_COUNT, MIRROR, Landmark, Side, index, leg_indices

Frames = NDArray[np.bool_] | slice


def turned(track: PoseTrack, angle_deg: float, centre: tuple[float, float] = (640.0, 480.0)) -> PoseTrack:
    """The picture turned clockwise."""
    return track.with_points(rotate(track.xy_px, angle_deg, centre))


def moved(track: PoseTrack, *, by_px: tuple[float, float] = (0.0, 0.0), scale: float = 1.0) -> PoseTrack:
    """The picture enlarged about its corner, noise and all, and shifted."""
    return replace(track, xy_px=track.xy_px * scale + by_px, noise_px=track.noise_px * scale)


def mirrored(track: PoseTrack, *, width_px: float = 1280.0) -> PoseTrack:
    """The picture seen in a mirror: left becomes right in the picture and in the labels."""
    xy_px = track.xy_px[:, MIRROR].copy()
    xy_px[..., 0] = width_px - xy_px[..., 0]
    return PoseTrack(track.time_s, xy_px, track.visibility[:, MIRROR], track.noise_px[:, MIRROR])


def noisy(track: PoseTrack, sd_px: float, *, seed: int = 0, stated_px: float | None = None) -> PoseTrack:
    """White noise on every point, and stated as such (or otherwise)."""
    noise = np.random.default_rng(seed).normal(0.0, sd_px, track.xy_px.shape)
    stated = np.full_like(track.noise_px, sd_px if stated_px is None else stated_px)
    return replace(track, xy_px=track.xy_px + noise, noise_px=stated)


def keep(track: PoseTrack, frames: Frames) -> PoseTrack:
    """Only the given frames."""
    return PoseTrack(track.time_s[frames], track.xy_px[frames], track.visibility[frames], track.noise_px[frames])


def cut(track: PoseTrack, start_s: float = -np.inf, end_s: float = np.inf) -> PoseTrack:
    """The part of the recording from `start_s` to `end_s`."""
    return keep(track, (track.time_s >= start_s) & (track.time_s <= end_s))


def between(track: PoseTrack, start_s: float, end_s: float) -> NDArray[np.bool_]:
    """Which frames lie in that time, (T,)."""
    return (track.time_s >= start_s) & (track.time_s <= end_s)


def joined(*tracks: PoseTrack, gap_s: float = 1.0 / 30.0) -> PoseTrack:
    """The recordings one after the other, `gap_s` from one's last frame to the next one's first."""
    times: list[FloatArray] = []
    for track in tracks:
        start_s = times[-1][-1] + gap_s if times else track.time_s[0]
        times.append(track.time_s - track.time_s[0] + start_s)
    arrays = (np.concatenate([getattr(t, name) for t in tracks]) for name in ("xy_px", "visibility", "noise_px"))
    return PoseTrack(np.concatenate(times), *arrays)


def hidden(track: PoseTrack, landmark: Landmark, side: Side, frames: Frames = slice(None)) -> PoseTrack:
    """One landmark not seen in the given frames."""
    return _unseen(track, [index(landmark, side)], frames)


def absent(track: PoseTrack, frames: Frames) -> PoseTrack:
    """Nobody seen in the given frames."""
    return _unseen(track, list(range(LANDMARK_COUNT)), frames)


def _unseen(track: PoseTrack, points: list[int], frames: Frames) -> PoseTrack:
    which = np.zeros(track.visibility.shape, dtype=bool)
    chosen = np.zeros(len(track), dtype=bool)
    chosen[frames] = True
    which[np.ix_(chosen, points)] = True
    return PoseTrack(
        track.time_s,
        np.where(which[..., None], np.nan, track.xy_px),
        np.where(which, 0.0, track.visibility),
        np.where(which, np.nan, track.noise_px),
    )


def legs_swapped(track: PoseTrack, frames: Frames) -> PoseTrack:
    """The labels of the legs swapped in the given frames."""
    order = np.arange(LANDMARK_COUNT)
    order[leg_indices(Side.LEFT) + leg_indices(Side.RIGHT)] = leg_indices(Side.RIGHT) + leg_indices(Side.LEFT)
    arrays = {}
    for name in ("xy_px", "visibility", "noise_px"):
        values = getattr(track, name).copy()
        values[frames] = values[frames][:, order]
        arrays[name] = values
    return PoseTrack(track.time_s, **arrays)


def landmark_moved(
    track: PoseTrack, landmark: Landmark, side: Side, by_px: Callable[[FloatArray], FloatArray]
) -> PoseTrack:
    """One landmark moved by `by_px(time_s)` -> (T, 2)."""
    xy_px = track.xy_px.copy()
    xy_px[:, index(landmark, side)] += by_px(track.time_s)
    return track.with_points(xy_px)


def people(*tracks: PoseTrack) -> list[list[Pose]]:
    """Everybody in each frame, as an estimator would give them; the tracks share their times."""
    return [[track[i] for track in tracks if not track[i].is_nobody] for i in range(len(tracks[0]))]
