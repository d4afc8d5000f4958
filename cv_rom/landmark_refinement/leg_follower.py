"""Follows the measured leg of a live check in the full-resolution picture, frame by frame."""

from __future__ import annotations

import cv2
import numpy as np

from cv_rom.foot_motion import FootMotion, FootPatches, PatchMotion, ShankTurn
from cv_rom.frames import Frame
from cv_rom.geometry import FloatArray
from cv_rom.landmark_refinement.foot_ends import find_foot_ends
from cv_rom.landmark_refinement.knee_front import KneeFront
from cv_rom.landmark_refinement.leg_reference import LegMotion, LegReference
from cv_rom.landmark_refinement.still_moments import Moment, StillMoments
from cv_rom.outlines import FootEnds, KneeEnd
from cv_rom.poses import Pose
from cv_rom.skeleton import Landmark, Side


class LegFollower:
    """Compares one leg with a picture of itself in stance; `LegReference` does the work, as for files.

    After each frame, `refer` takes the newest picture as the reference when the live check asks for one.
    """

    def __init__(self, side: Side, *, outlined: bool = True) -> None:
        """Follow the leg that the pose model labels as `side`; `outlined` finds the ends of foot and knee too."""
        cv2.setNumThreads(1)  # the pictures are small; OpenCV's own threads would take turns with the pose model
        self._side = side
        self._outlined = outlined
        self._still = StillMoments()
        self._last: Moment | None = None
        self._reference: LegReference | None = None
        self._ends: FootEnds | None = None
        self._knee: KneeFront | None = None
        self._reference_s = np.nan

    def refer(self, frame: Frame) -> None:
        """Take this frame, the last one that was pushed, as the reference: the person stands still in it."""
        self._reference, self._reference_s = None, frame.time_s
        if self._last is not None:
            self._reference = LegReference.cut(frame.image, self._last, self._side)
        if self._outlined and self._last is not None:
            pose = self._last.pose
            self._ends = find_foot_ends(frame.image, *(pose.xy(x, self._side) for x in (Landmark.HEEL, Landmark.TOE)))
            self._knee = KneeFront.learned(frame.image, pose, self._side)

    def push(self, frame: Frame, pose: Pose) -> FootMotion | None:
        """How the leg moved since the reference; None before there is one."""
        self._last = self._still.push(pose, self._side) or Moment(pose, np.inf)
        if np.isnan(self._reference_s):
            return None
        motion = None if self._reference is None else self._reference.motion(frame.image, pose)
        patches = None if motion is None else self._patches(frame, pose, motion)
        left, right = (patches, None) if self._side is Side.LEFT else (None, patches)
        return FootMotion(self._reference_s, left, right)

    def _patches(self, frame: Frame, pose: Pose, motion: LegMotion) -> FootPatches:
        shank = None
        if np.isfinite(motion.tilt_rad):
            shank = ShankTurn(float(np.degrees(motion.tilt_rad)), float(np.degrees(motion.tilt_sd_rad)))
        heel = _patch(motion.heel_px - motion.room_px, motion.heel_sd_px)
        forefoot = _patch(motion.toe_px - motion.room_px, motion.toe_sd_px)
        knee = None if self._knee is None else self._knee.find(frame.image, pose)
        if knee is not None:
            knee = KneeEnd(knee.at_px - motion.room_px, knee.sd_px)
        return FootPatches(heel, forefoot, shank, self._ends, knee)


def _patch(shift_px: FloatArray, sd_px: float) -> PatchMotion:
    return PatchMotion(float(shift_px[0]), float(shift_px[1]), sd_px)
