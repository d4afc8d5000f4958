"""Full-resolution refinement of the near leg's landmarks: the landmarks say where to look, the pixels how much moved.

While frames pass, the foot and the shank are compared with still pictures of themselves (`LegReference`); a few numbers
a frame are kept. At the end, when it is known which frames were stance, each point becomes its landmark's median place
in stance plus the motion since then. So absolute angles in stance stay what the landmarks say, and changes come from
the pixels.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from cv_rom.frames import Frame
from cv_rom.landmark_refinement.earlier_frames import EarlierFrames
from cv_rom.landmark_refinement.front_refinement import FrontRefinement, from_front
from cv_rom.landmark_refinement.leg_reference import LegMotion, LegReference
from cv_rom.landmark_refinement.near_leg import NearLeg
from cv_rom.landmark_refinement.outline_track import OutlineTrack
from cv_rom.landmark_refinement.refined_points import landmarks_alone, refined
from cv_rom.landmark_refinement.still_moments import Moment, StillMoments
from cv_rom.outlines import LegOutline
from cv_rom.poses import Pose, PoseTrack
from cv_rom.skeleton import Side

REFERENCES_KEPT = 4
STILL = 0.04
"""A leg is still while it travels less than this share of the shank in a quarter of a second: about 6 cm/s, which is
also what the pose model jitters."""
SLOW = 0.15
"""Quick enough squats have no still moment; slower than this (25 cm/s) a picture is hardly blurred and may serve."""
LOST_S = 1.0
"""So long the foot may be out of sight (something passes) before it is taken as having stepped elsewhere."""
MISSED_S = 0.25
"""The same, looking back: it may have come from elsewhere just before."""


@dataclass(frozen=True)
class LegFrame:
    """What was found in one frame: `stand` counts the places where the foot stood, from 0."""

    time_s: float
    side: Side
    stand: int
    motion: LegMotion


class LegRefinement:
    """Follows the leg nearer to the camera, or both in front and back views (`FrontRefinement`). Feed it every frame in
    the order of time, then finish once.

    Memory: a few numbers a frame, and small pictures of the last four places where the foot stood. Whether the leg is
    also `outlined` (see `LegOutline`) costs time; only tests with a wall ask for it. `roll_deg` is as in `Scene`.
    """

    def __init__(self, *, width_px: int, height_px: int, outlined: bool = True, roll_deg: float = 0.0) -> None:
        cv2.setNumThreads(1)  # the pictures are small; OpenCV's own threads would take turns with the pose model
        self._size = (height_px, width_px)
        self._near = NearLeg()
        self._still = StillMoments()
        self._references: deque[tuple[int, LegReference]] = deque(maxlen=REFERENCES_KEPT)
        self._earlier = EarlierFrames()
        self._stands = 0
        self._found: list[LegFrame] = []
        self._outlined = outlined
        self._outline = OutlineTrack(roll_deg=roll_deg)
        self._last_found_s = -np.inf
        self._front = FrontRefinement()
        self._from_front = False
        self._looked_for: dict[Side, list[float]] = {side: [] for side in Side}

    def collect(self, frame: Frame, pose: Pose) -> None:
        """Compare the leg in this frame with its reference picture."""
        if frame.image.shape[:2] != self._size or pose.is_nobody:
            return
        self._from_front = from_front(pose, before=self._from_front)
        if self._from_front:
            self._front.collect(frame, pose)
            return
        if self._near.push(pose):
            self._references.clear()
            self._still.forget()
            self._earlier.forget()
        self._looked_for[self._near.side].append(frame.time_s)
        moment = self._still.push(pose, self._near.side)
        found = self._compare(frame, pose, *self._references[-1]) if self._references else None
        if found is None:
            if not self._start_anew(frame, pose, moment):
                self._earlier.push(frame, pose, self._near.side)
            return
        self._earlier.forget()
        if self._outlined:
            still = moment if moment is not None and moment.travel <= STILL else None
            stand, reference = self._references[-1]
            self._outline.push(frame, pose, still, reference.side, stand, found)
        self._improve(frame, moment, found)

    def _compare(self, frame: Frame, pose: Pose, stand: int, reference: LegReference) -> LegMotion | None:
        motion = reference.motion(frame.image, pose)
        if motion is not None:
            self._found.append(LegFrame(frame.time_s, reference.side, stand, motion))
            self._last_found_s = max(self._last_found_s, frame.time_s)
        return motion

    def _improve(self, frame: Frame, moment: Moment | None, found: LegMotion) -> None:
        """Replace a reference that was taken in slow movement by a still one."""
        stand, reference = self._references[-1]
        if moment is None or moment.travel > STILL or reference.travel <= STILL or not np.isfinite(found.tilt_rad):
            return
        better = LegReference.cut(frame.image, moment, reference.side)
        if better is not None:
            better.earlier = found
            self._references[-1] = (stand, better)

    def _start_anew(self, frame: Frame, pose: Pose, moment: Moment | None) -> bool:
        """Take up an older place of the foot if it stands there again, else make this picture the reference; whether
        either was possible.
        """
        if moment is None or moment.travel > SLOW or frame.time_s - self._last_found_s <= LOST_S:
            return False
        for known in list(self._references)[-2::-1]:
            if self._compare(frame, pose, *known) is not None:
                self._references.remove(known)
                self._references.append(known)
                self._look_back(frame.time_s)
                return True
        reference = LegReference.cut(frame.image, moment, self._near.side)
        if reference is None:
            return False
        self._references.append((self._stands, reference))
        self._stands += 1
        self._compare(frame, pose, *self._references[-1])
        self._look_back(frame.time_s)
        return True

    def _look_back(self, since_s: float) -> None:
        """Find the leg in earlier frames too, backward from `since_s` for as long as it stood on this place."""
        stand, reference = self._references[-1]
        past = replace(reference)  # with a memory of its own
        for frame, pose in self._earlier.newest_first():
            if self._compare(frame, pose, stand, past) is not None:
                since_s = frame.time_s
            elif since_s - frame.time_s > MISSED_S:
                break
        self._earlier.forget()

    def finish(self, track: PoseTrack, stance: NDArray[np.bool_]) -> tuple[PoseTrack, LegOutline]:
        """The track with better knee, ankle, heel and toe points of the near leg, and their noise; and its outline.

        Where the leg was not found, or never in stance on that place, landmarks stay where they are and count as less
        certain.

        Args:
            track: the landmarks, at times of frames that were collected (others are left alone).
            stance: which of its frames are still, foot-flat stance, shape (T,); any moment, several stretches.

        """
        if stance.shape != track.time_s.shape:
            raise ValueError(f"stance must have shape {track.time_s.shape}, got {stance.shape}")
        for side, times_s in self._looked_for.items():
            track = landmarks_alone(track, side, np.isin(track.time_s, times_s))
        place = {time: frame for frame, time in enumerate(track.time_s.tolist())}
        known = [found for found in self._found if found.time_s in place]
        for stand, side in sorted({(f.stand, f.side) for f in known}, key=lambda key: key[0]):
            of_stand = [f for f in known if f.stand == stand]
            frames = np.array([place[f.time_s] for f in of_stand])
            track = refined(track, side, frames, [f.motion for f in of_stand], stance)
        return self._front.finish(track, stance), self._outline.finish(track.time_s, stance)
