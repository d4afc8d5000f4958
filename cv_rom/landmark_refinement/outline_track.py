"""The ends of foot and knee over a recording: found in a few still pictures, carried along by the foot's motion."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from cv_rom.frames import Frame
from cv_rom.geometry import FloatArray
from cv_rom.landmark_refinement.foot_ends import find_foot_ends
from cv_rom.landmark_refinement.knee_front import KneeFront
from cv_rom.landmark_refinement.leg_reference import LegMotion, serves
from cv_rom.landmark_refinement.refined_points import room_since_stance
from cv_rom.landmark_refinement.still_moments import Moment
from cv_rom.landmark_refinement.wall_lines import find_wall_lines
from cv_rom.outlines import FloorLine, FootEnds, KneeEnd, LegOutline
from cv_rom.poses import Pose
from cv_rom.skeleton import Landmark, Side

PICTURES = 3
APART_S = 0.2
"""The foot is cut out in so many still pictures of each place where it stands, so far apart, and the median taken."""


@dataclass(frozen=True)
class _Sighting:
    """What one frame showed of a foot that stands on its place number `stand`, and how that foot had moved by then."""

    time_s: float
    stand: int
    motion: LegMotion
    ends: FootEnds | None
    knee: KneeEnd | None
    lines: tuple[tuple[FloatArray, float], ...]


class OutlineTrack:
    """Looks at the frames in which the foot was found; keeps a few numbers of each.

    `roll_deg` is the camera's, as in `Scene`.
    """

    def __init__(self, *, roll_deg: float = 0.0) -> None:
        self._roll_deg = roll_deg
        self._seen: list[_Sighting] = []
        self._knee: KneeFront | None = None
        self._stand = -1
        self._pictures = 0
        self._next_s = -np.inf

    def push(self, frame: Frame, pose: Pose, moment: Moment | None, side: Side, stand: int, motion: LegMotion) -> None:
        """Take in a frame whose foot stands on its place number `stand`; `moment` None = the leg is moving."""
        if stand != self._stand:
            self._stand, self._pictures, self._knee, self._next_s = stand, 0, None, -np.inf
        ends = None
        if moment is not None and self._pictures < PICTURES and frame.time_s >= self._next_s and _upright(moment, side):
            self._pictures, self._next_s = self._pictures + 1, frame.time_s + APART_S
            ends = find_foot_ends(frame.image, moment.pose.xy(Landmark.HEEL, side), moment.pose.xy(Landmark.TOE, side))
            self._knee = self._knee or KneeFront.learned(frame.image, moment.pose, side)
        lines = find_wall_lines(frame.image, ends, roll_deg=self._roll_deg) if ends is not None else ()
        knee = self._knee.find(frame.image, pose) if self._knee is not None else None
        self._seen.append(_Sighting(frame.time_s, stand, motion, ends, knee, lines))

    def finish(self, time_s: FloatArray, stance: NDArray[np.bool_]) -> LegOutline:
        """The outline at the times (T,) of a track, of which `stance` (T,) says where its points are counted from."""
        outline, lines = LegOutline.unseen(len(time_s)), list[FloorLine]()
        place = {time: frame for frame, time in enumerate(time_s.tolist())}
        known = [seen for seen in self._seen if seen.time_s in place]
        for stand in sorted({seen.stand for seen in known}):
            of_stand = [seen for seen in known if seen.stand == stand]
            frames = np.array([place[seen.time_s] for seen in of_stand])
            room_px = room_since_stance([s.motion for s in of_stand], stance[frames])
            _fill(outline, frames, of_stand, room_px)
            lines += _floor_lines(frames, of_stand, room_px)
        return replace(outline, floor_lines=tuple(lines))


def _upright(moment: Moment, side: Side) -> bool:
    knee, ankle, heel, toe = (
        moment.pose.xy(x, side) for x in (Landmark.KNEE, Landmark.ANKLE, Landmark.HEEL, Landmark.TOE)
    )
    return serves(knee, ankle, heel, toe)


def _floor_lines(frames: NDArray[np.intp], seen: Sequence[_Sighting], room_px: FloatArray) -> Iterator[FloorLine]:
    """The lines before one place of the foot, without the sway of the camera."""
    for frame, sighting, room in zip(frames, seen, room_px, strict=True):
        for ends_px, sd_px in sighting.lines:
            yield FloorLine(int(frame), ends_px - room, sd_px)


def _fill(outline: LegOutline, frames: NDArray[np.intp], seen: Sequence[_Sighting], room_px: FloatArray) -> None:
    """Write one place of the foot into the outline's `frames` (N,); `room_px` (N, 2) is how the camera swayed."""
    for i, (frame, sighting) in enumerate(zip(frames, seen, strict=True)):
        if sighting.knee is not None:
            outline.knee_px[frame] = sighting.knee.at_px - room_px[i]
            outline.knee_sd_px[frame] = sighting.knee.sd_px
    cut_out = [(s.ends, s.motion) for s in seen if s.ends is not None]
    if not cut_out:
        return
    heel = np.median([ends.heel_px - motion.heel_px for ends, motion in cut_out], axis=0)
    toe = np.median([ends.toe_px - motion.toe_px for ends, motion in cut_out], axis=0)
    outline.heel_px[frames] = heel + [s.motion.heel_px for s in seen] - room_px
    outline.toe_px[frames] = toe + [s.motion.toe_px for s in seen] - room_px
    cut_sd_px = float(np.median([ends.sd_px for ends, _ in cut_out]))
    outline.foot_sd_px[frames] = np.hypot(cut_sd_px, [s.motion.toe_sd_px for s in seen])
