"""One leg in one still picture, and its motion since then in later pictures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import cv2
import numpy as np

from cv_rom.geometry import FloatArray
from cv_rom.landmark_refinement.exposure import Exposure
from cv_rom.landmark_refinement.planted_foot import FootMotion, FootReference
from cv_rom.landmark_refinement.rigid_patch import Picture
from cv_rom.landmark_refinement.room_motion import RoomReference
from cv_rom.landmark_refinement.shank_tilt import ShankReference, ShankTilt
from cv_rom.landmark_refinement.still_moments import Moment
from cv_rom.poses import Pose
from cv_rom.skeleton import Landmark, Side

WORKING_SHANK_PX = 150.0
"""Longer shanks are scaled down to about this, by a whole number, which is quick: a hundredth of a foot is then half a
pixel, which is matched easily."""
SMALLEST_SHANK_PX = 40.0
AHEAD, BEHIND, ABOVE, BELOW = 1.1, 0.6, 0.95, 0.45
"""What is looked at around the ankle, in lengths of the shank: where the shank gets in the deepest squat."""
SIDE_ON_FOOT = 0.33
"""Heel to toe landmark over the shank is 0.5 from the side; below this the foot points at the camera, and its parts
hide each other."""
STEEPEST_SHANK_DEG = 15.0
FARTHEST = 0.5
"""Heel and toe landmarks err by up to a quarter of the foot together; so far off, something else was matched."""
STEP = 0.05
"""A foot that moves by more than this share of the shank between two sightings has stepped; cameras sway less."""
TURN = 2
"""Every other frame the foot is looked for beyond the last place too, in the others the room: both are costly."""
CALM_PX = 0.8


@dataclass(frozen=True)
class LegMotion:
    """How a leg moved in the picture since its reference picture, in pixels of the frame.

    Attributes:
        heel_px, toe_px, joint_px: shift of the heel, the toes and the ankle's joint centre, each (2,).
        room_px: shift of the room around the foot, (2,): that of a hand-held camera.
        heel_sd_px, toe_sd_px: standard deviations per axis.
        tilt_rad, tilt_sd_rad: turn of the shank, clockwise on the screen; NaN where its outline was lost.

    """

    heel_px: FloatArray
    toe_px: FloatArray
    joint_px: FloatArray
    room_px: FloatArray
    heel_sd_px: float
    toe_sd_px: float
    tilt_rad: float
    tilt_sd_rad: float

    def after(self, earlier: LegMotion) -> LegMotion:
        """The motion on top of an earlier one; the standard deviations are this one's own."""
        return replace(
            self,
            heel_px=self.heel_px + earlier.heel_px,
            toe_px=self.toe_px + earlier.toe_px,
            joint_px=self.joint_px + earlier.joint_px,
            room_px=self.room_px + earlier.room_px,
            tilt_rad=self.tilt_rad + earlier.tilt_rad,
        )


@dataclass
class LegReference:
    """A leg as it stood in a still picture. Remembers the last motion found, where the next search starts.

    `travel` says how still it was (`Moment.travel`); `earlier` is its motion since the picture that it replaced.
    """

    side: Side
    window: tuple[slice, slice]
    scale: float
    heel: FloatArray
    toe: FloatArray
    foot: FootReference
    shank: ShankReference
    room: RoomReference
    exposure: Exposure
    travel: float
    earlier: LegMotion | None = None
    last_foot: FootMotion = field(init=False)
    last_tilt: ShankTilt | None = field(init=False, default=None)
    frames: int = field(init=False, default=0)
    last_room_px: FloatArray | None = field(init=False, default=None)
    last_toes_px: FloatArray = field(init=False, default_factory=lambda: np.zeros(2))
    stepped_px: FloatArray = field(init=False, default_factory=lambda: np.zeros(2))

    def __post_init__(self) -> None:
        self.last_foot = self.foot.still()

    @classmethod
    def cut(cls, image: Picture, moment: Moment, side: Side) -> LegReference | None:
        """The leg of `side` in an RGB picture; None where it cannot serve (foot not side-on, too small, cut off)."""
        knee, ankle, heel, toe = (
            moment.pose.xy(x, side) for x in (Landmark.KNEE, Landmark.ANKLE, Landmark.HEEL, Landmark.TOE)
        )
        if not serves(knee, ankle, heel, toe) or not _inside(image, (knee, ankle, heel, toe)):
            return None
        length = float(np.hypot(*(knee - ankle)))
        room = RoomReference.cut(image, moment.pose, ankle)
        window = _window(ankle, length, toe[0] >= heel[0], image.shape[1], image.shape[0])
        scale = 1.0 / max(1, round(length / WORKING_SHANK_PX))
        corner = np.array([window[1].start, window[0].start])
        knee, ankle, heel, toe = ((p - corner) * scale for p in (knee, ankle, heel, toe))
        picture = _working_picture(image, window, scale)
        exposure = Exposure.of(picture)
        picture = exposure.brightened(picture)
        foot = FootReference.cut(picture, heel, toe)
        shank = ShankReference.cut(picture, ankle, knee, forward=foot.forward)
        return cls(side, window, scale, heel, toe, foot, shank, room, exposure, moment.travel)

    def motion(self, image: Picture, pose: Pose) -> LegMotion | None:
        """Motion since the reference picture; None where the foot is not found."""
        picture = self.exposure.restored(_working_picture(image, self.window, self.scale))
        self.frames += 1
        foot = self.foot.motion(picture, self.last_foot, look_around=self.frames % TURN == 0)
        if foot is None or self._far_from_landmarks(foot, pose):
            return None
        self.last_foot = foot
        self.last_tilt = self.shank.tilt(picture, foot.rear, self._expected_tilt_rad(pose))
        toes_px = (foot.fore.of(self.toe) - self.toe) / self.scale
        found = self._in_frame(foot, self.last_tilt, self._room_px(image, toes_px))
        return found if self.earlier is None else found.after(self.earlier)

    def _room_px(self, image: Picture, toes_px: FloatArray) -> FloatArray:
        """Shift of the room: by its corners, else by the toes, which move with it but for their steps."""
        jump = toes_px - self.last_toes_px
        if np.hypot(*jump) > STEP * self.shank.outline.length_px / self.scale:
            self.stepped_px = self.stepped_px + jump
        self.last_toes_px = toes_px
        if self.frames % TURN:
            self.last_room_px = self.room.shift_px(image, toes_px)
        if self.last_room_px is None:
            return np.asarray(toes_px - self.stepped_px)
        self.stepped_px = toes_px - self.last_room_px
        return self.last_room_px

    def _far_from_landmarks(self, foot: FootMotion, pose: Pose) -> bool:
        """Whether the landmarks say that the foot as a whole stands elsewhere."""
        off = [self._in_window(pose, Landmark.HEEL) - foot.rear.of(self.heel)]
        off.append(self._in_window(pose, Landmark.TOE) - foot.fore.of(self.toe))
        away = np.mean(off, axis=0)
        return bool(np.hypot(*away) > FARTHEST * self.foot.length_px)  # landmarks that are not seen say nothing

    def _in_window(self, pose: Pose, landmark: Landmark) -> FloatArray:
        corner = np.array([self.window[1].start, self.window[0].start])
        return np.asarray((pose.xy(landmark, self.side) - corner) * self.scale)

    def _expected_tilt_rad(self, pose: Pose) -> float:
        ankle, knee = (self._in_window(pose, x) for x in (Landmark.ANKLE, Landmark.KNEE))
        expected = self.shank.landmark_tilt_rad(ankle, knee)
        if np.isfinite(expected):
            return expected
        return self.last_tilt.tilt_rad if self.last_tilt is not None else 0.0

    def _in_frame(self, foot: FootMotion, tilt: ShankTilt | None, room_px: FloatArray) -> LegMotion:
        joint = foot.rear.of(self.shank.joint) - self.shank.joint
        if tilt is not None:
            joint = joint + self.shank.across(tilt)
        return LegMotion(
            heel_px=(foot.rear.of(self.heel) - self.heel) / self.scale,
            toe_px=(foot.fore.of(self.toe) - self.toe) / self.scale,
            joint_px=joint / self.scale,
            room_px=room_px,
            heel_sd_px=foot.rear_sd_px / self.scale,
            toe_sd_px=foot.fore_sd_px / self.scale,
            tilt_rad=tilt.tilt_rad if tilt is not None else np.nan,
            tilt_sd_rad=tilt.sd_rad if tilt is not None else np.nan,
        )


def serves(knee: FloatArray, ankle: FloatArray, heel: FloatArray, toe: FloatArray) -> bool:
    """Whether a leg with these landmarks (2,) can be a reference."""
    if not np.isfinite([knee, ankle, heel, toe]).all():
        return False
    shank, foot = knee - ankle, toe - heel
    length = float(np.hypot(*shank))
    upright = abs(np.degrees(np.arctan2(shank[0], -shank[1]))) < STEEPEST_SHANK_DEG
    side_on = abs(foot[0]) > SIDE_ON_FOOT * length
    return bool(length > SMALLEST_SHANK_PX and upright and side_on)


def _inside(image: Picture, points: Sequence[FloatArray]) -> bool:
    """Whether all points (2,) lie in the picture."""
    size = np.array(image.shape[1::-1])
    return all(bool(((point >= 0.0) & (point < size)).all()) for point in points)


def _window(ankle: FloatArray, length: float, to_right: bool, width: int, height: int) -> tuple[slice, slice]:
    """Rows and columns of the frame that are looked at; the toes point `to_right`, or to the left."""
    left, right = (BEHIND, AHEAD) if to_right else (AHEAD, BEHIND)
    rows = slice(max(0, int(ankle[1] - ABOVE * length)), min(height, int(ankle[1] + BELOW * length)))
    return rows, slice(max(0, int(ankle[0] - left * length)), min(width, int(ankle[0] + right * length)))


def _working_picture(image: Picture, window: tuple[slice, slice], scale: float) -> Picture:
    """The window, scaled, a little blurred against noise."""
    part = image[window]
    if scale < 1.0:
        part = cv2.resize(part, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    return np.asarray(cv2.GaussianBlur(part, (0, 0), CALM_PX))
