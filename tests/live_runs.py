"""Live checks run over filmed stick figures, and the foot motion that a perfect tracker would tell."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import numpy as np
from stick_figure import Camera, scene

from cv_rom.foot_motion import FootMotion, FootPatches, PatchMotion
from cv_rom.live import LiveCheck
from cv_rom.live_reading import LiveReading
from cv_rom.outlines import FootEnds, KneeEnd, LegOutline
from cv_rom.poses import Pose, PoseTrack
from cv_rom.scene import Scene
from cv_rom.skeleton import Landmark, Side

HEIGHT_CM = 175.0


def check_of(protocol: str = "squat", *, seen: Scene | None = None, **settings: object) -> LiveCheck:
    return LiveCheck(protocol, seen or scene(Camera(), height_cm=HEIGHT_CM), **settings)


def poses_of(track: PoseTrack) -> list[Pose]:
    return [track[frame] for frame in range(len(track))]


def readings(track: PoseTrack, protocol: str = "squat", **settings: object) -> list[LiveReading]:
    check = check_of(protocol, **settings)
    return [check.push(pose) for pose in poses_of(track)]


def tracked(
    check: LiveCheck, poses: Iterable[Pose], truth: PoseTrack, side: Side, ends: LegOutline | None = None
) -> list[LiveReading]:
    """The readings with the motion of the planted foot in `truth`, since the check first measured (and whenever it asks
    for a new reference), and the `ends` of foot and knee where they are given.
    """
    found: list[LiveReading] = []
    start = 0
    for frame, pose in enumerate(poses):
        asked = found[-1].reference if found else 0
        if found and asked != (found[-2].reference if len(found) > 1 else 0):
            start = frame - 1
        motion = motion_of(truth, start, frame, side, ends=ends) if asked else None
        found.append(check.push(pose, motion))
    return found


def motion_of(
    truth: PoseTrack, start: int, frame: int, side: Side, *, noise_px: float = 0.3, ends: LegOutline | None = None
) -> FootMotion:
    """What a perfect tracker tells of one foot."""
    patches = []
    for landmark in (Landmark.HEEL, Landmark.TOE):
        dx, dy = truth.xy(landmark, side)[frame] - truth.xy(landmark, side)[start]
        patches.append(PatchMotion(float(dx), float(dy), noise_px))
    foot = FootPatches(*patches)
    if ends is not None:
        in_reference = FootEnds(ends.heel_px[start], ends.toe_px[start], float(ends.foot_sd_px[start]))
        foot = replace(foot, ends=in_reference, knee=KneeEnd(ends.knee_px[frame], float(ends.knee_sd_px[frame])))
    left, right = (foot, None) if side is Side.LEFT else (None, foot)
    return FootMotion(float(truth.time_s[start]), left, right)


def at(found: list[LiveReading], time_s: float) -> LiveReading:
    """The reading nearest to a time."""
    return min(found, key=lambda reading: abs(reading.time_s - time_s))


def numbers(reading: LiveReading) -> list[float]:
    """Every number of a reading, NaN for None."""
    values = (reading.dorsiflexion_deg, reading.knee_flexion_deg, reading.heel_height_mm, reading.best_dorsiflexion_deg)
    return [np.nan if value is None else value for value in (*values, reading.hold_s)]
