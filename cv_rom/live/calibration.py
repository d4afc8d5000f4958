"""The stance of a live check, found in what came before: all that is known of the leg before it moves."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from cv_rom.biomechanics.camera_view import CameraView, camera_view
from cv_rom.biomechanics.leg_curves import landmarks_inclination_deg
from cv_rom.biomechanics.leg_outline import matching_outline
from cv_rom.biomechanics.leg_view import LegView, LineOffset
from cv_rom.biomechanics.scale import scale_of
from cv_rom.biomechanics.stance import Stance
from cv_rom.biomechanics.stance_calibration import line_offset
from cv_rom.geometry import FloatArray
from cv_rom.live.leg_ends import ends_in_reference
from cv_rom.measurement.preparation import match_near_side
from cv_rom.outlines import OUTLINE_NUMBERS, FootEnds, LegOutline
from cv_rom.poses import Pose, PoseTrack
from cv_rom.protocols import Protocol
from cv_rom.results import Scale
from cv_rom.scene import Scene
from cv_rom.skeleton import LANDMARK_COUNT, Side

DEPTH_ROWS = 8
"""So many rows of stance before a pose, so that what a protocol takes from the whole of a track (the standing height,
the shank's length) is that of the stance."""


@dataclass(frozen=True)
class Calibration:
    """A leg as it stood still.

    Attributes:
        side, view: the leg, and from where it is seen.
        scene: as given.
        pose: the median pose of the stance, its labels those of the near side; `pose.time_s` is when it ended.
        since_s: when it began.
        exchanged: whether the legs' labels were exchanged for that.
        ends: of the foot, once a picture of the stance has shown them to a test that needs them.

    """

    side: Side
    view: CameraView
    scene: Scene
    pose: Pose
    since_s: float
    exchanged: bool
    ends: FootEnds | None = None

    @property
    def landmark_side(self) -> Side:
        """As which leg the pose model labels it."""
        return self.side.other if self.exchanged else self.side

    @classmethod
    def of(cls, standing: PoseTrack, scene: Scene, side: Side) -> Calibration:
        """From poses of somebody who stands still, side-on to the camera."""
        view = camera_view(standing, scene)
        matched = match_near_side(standing, view.near_side)
        view = camera_view(matched, scene)
        pose = Pose(
            float(matched.time_s[-1]),
            np.nanmedian(matched.xy_px, axis=0),
            np.median(matched.visibility, axis=0),
            np.nanmedian(matched.noise_px, axis=0),
        )
        return cls(side, view, scene, pose, float(standing.time_s[0]), matched is not standing)

    @cached_property
    def scale(self) -> Scale:
        """The leg's size."""
        stance = PoseTrack.from_poses([self.pose])
        outline = self._outline(stance, np.empty((0, OUTLINE_NUMBERS)))
        return scale_of(stance, self.scene, self.view, _first_of(1), self.side, outline)

    def leg_view(self, poses: PoseTrack, ends: FloatArray) -> LegView:
        """The leg in the stance (row 0) and in later poses (the rows after it), whose outline has the numbers `ends`
        (T, 8).
        """
        track = self._after_stance(poses, rows=1)
        return self._leg(track, self._line, self._outline(track, ends))

    def _outline(self, track: PoseTrack, ends: FloatArray) -> LegOutline | None:
        """The outline of the stance and of what follows; None where nothing was seen of it."""
        numbers = np.concatenate([ends_in_reference(self.ends)[None], ends])
        seen = np.isfinite(numbers).any()
        return matching_outline(LegOutline.of_numbers(numbers), track, self.side) if seen else None

    @cached_property
    def _line(self) -> LineOffset:
        """What this stance tells of the tibia's line."""
        leg = self._leg(PoseTrack.from_poses([self.pose]), None, None)
        return line_offset(leg, landmarks_inclination_deg(leg))

    def _leg(self, track: PoseTrack, line: LineOffset | None, outline: LegOutline | None) -> LegView:
        return LegView(
            track, self.side, self.view, self.scene, _first_of(len(track)), self.scale, outline=outline, line=line
        )

    def depth(self, pose: PoseTrack, protocol: Protocol) -> float:
        """How deep the body is in a single pose."""
        return float(protocol.depth(self._after_stance(pose, rows=DEPTH_ROWS), self.view, self.side)[-1])

    def _after_stance(self, poses: PoseTrack, *, rows: int) -> PoseTrack:
        """The stance, `rows` times, and the poses. What was well seen in stance stays believed, as in a recording."""
        stance, count = self.pose, rows + len(poses)
        time_s, xy_px = np.empty(count), np.empty((count, LANDMARK_COUNT, 2))
        visibility, noise_px = np.empty((2, count, LANDMARK_COUNT))
        time_s[:rows] = min(stance.time_s, float(poses.time_s[0])) - np.arange(rows, 0, -1.0)
        time_s[rows:] = poses.time_s
        xy_px[:rows], xy_px[rows:] = stance.xy_px, poses.xy_px
        noise_px[:rows], noise_px[rows:] = stance.noise_px, poses.noise_px
        visibility[:] = stance.visibility
        return PoseTrack(time_s, xy_px, visibility, noise_px)


def _first_of(frames: int) -> Stance:
    """The first of these frames is the stance."""
    first = np.zeros(frames, dtype=bool)
    first[0] = True
    return Stance(first, before_first=True)
