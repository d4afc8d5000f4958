"""One leg in one still picture, and its motion since then in later pictures."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from cv_rom.geometry import FloatArray
from cv_rom.landmark_refinement.planted_foot import FootMotion, FootReference
from cv_rom.landmark_refinement.rigid_patch import Picture
from cv_rom.landmark_refinement.shank_tilt import ShankReference, ShankTilt
from cv_rom.landmark_refinement.still_moments import Moment
from cv_rom.poses import Pose
from cv_rom.skeleton import Landmark, Side

WORKING_SHANK_PX = 150.0
"""Longer shanks are scaled down to this: a hundredth of a foot is then half a pixel, which is matched easily."""
SMALLEST_SHANK_PX = 40.0
AROUND = (1.3, 1.2, 0.5)
"""What is looked at beside, above and below the ankle, in lengths of the shank."""
SIDE_ON_FOOT = 0.33
"""Heel to toe landmark over the shank is 0.5 from the side; below this the foot points at the camera, and its parts
hide each other."""
STEEPEST_SHANK_DEG = 15.0
CALM_PX = 0.8


@dataclass(frozen=True)
class LegMotion:
    """How a leg moved since its reference picture, in pixels of the frame.

    Attributes:
        heel_px, toe_px, joint_px: shift of the heel, the toes and the ankle's joint centre, each (2,).
        heel_sd_px, toe_sd_px: standard deviations per axis.
        tilt_rad, tilt_sd_rad: turn of the shank, clockwise on the screen; NaN where its outline was lost.

    """

    heel_px: FloatArray
    toe_px: FloatArray
    joint_px: FloatArray
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
    travel: float
    earlier: LegMotion | None = None
    last_foot: FootMotion = field(init=False)
    last_tilt: ShankTilt | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        self.last_foot = self.foot.still()

    @classmethod
    def cut(cls, image: Picture, moment: Moment, side: Side) -> LegReference | None:
        """The leg of `side` in an RGB picture; None where it cannot serve (foot not side-on, too small, tilted)."""
        knee, ankle, heel, toe = (
            moment.pose.xy(x, side) for x in (Landmark.KNEE, Landmark.ANKLE, Landmark.HEEL, Landmark.TOE)
        )
        if not serves(knee, ankle, heel, toe):
            return None
        length = float(np.hypot(*(knee - ankle)))
        window = _window(ankle, length, image.shape[1], image.shape[0])
        scale = min(1.0, WORKING_SHANK_PX / length)
        corner = np.array([window[1].start, window[0].start])
        knee, ankle, heel, toe = ((p - corner) * scale for p in (knee, ankle, heel, toe))
        colour, grey = _working_pictures(image, window, scale)
        foot = FootReference.cut(grey, heel, toe)
        shank = ShankReference.cut(colour, ankle, knee, forward=foot.forward)
        return cls(side, window, scale, heel, toe, foot, shank, moment.travel)

    def motion(self, image: Picture, pose: Pose) -> LegMotion | None:
        """Motion since the reference picture; None where the foot is not found."""
        colour, grey = _working_pictures(image, self.window, self.scale)
        foot = self.foot.motion(grey, self.last_foot)
        if foot is None:
            return None
        self.last_foot = foot
        self.last_tilt = self.shank.tilt(colour, foot.rear, self._expected_tilt_rad(pose))
        found = self._in_frame(foot, self.last_tilt)
        return found if self.earlier is None else found.after(self.earlier)

    def _expected_tilt_rad(self, pose: Pose) -> float:
        corner = np.array([self.window[1].start, self.window[0].start])
        ankle, knee = ((pose.xy(x, self.side) - corner) * self.scale for x in (Landmark.ANKLE, Landmark.KNEE))
        expected = self.shank.landmark_tilt_rad(ankle, knee)
        if np.isfinite(expected):
            return expected
        return self.last_tilt.tilt_rad if self.last_tilt is not None else 0.0

    def _in_frame(self, foot: FootMotion, tilt: ShankTilt | None) -> LegMotion:
        joint = foot.rear.of(self.shank.joint) - self.shank.joint
        if tilt is not None:
            joint = joint + self.shank.across(tilt)
        return LegMotion(
            heel_px=(foot.rear.of(self.heel) - self.heel) / self.scale,
            toe_px=(foot.fore.of(self.toe) - self.toe) / self.scale,
            joint_px=joint / self.scale,
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


def _window(ankle: FloatArray, length: float, width: int, height: int) -> tuple[slice, slice]:
    """Rows and columns of the frame that are looked at."""
    beside, above, below = (length * share for share in AROUND)
    rows = slice(max(0, int(ankle[1] - above)), min(height, int(ankle[1] + below)))
    return rows, slice(max(0, int(ankle[0] - beside)), min(width, int(ankle[0] + beside)))


def _working_pictures(image: Picture, window: tuple[slice, slice], scale: float) -> tuple[Picture, NDArray[np.float32]]:
    """The window in colour and in grey, scaled, a little blurred against noise."""
    part = image[window]
    if scale < 1.0:
        part = cv2.resize(part, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    colour = cv2.GaussianBlur(part, (0, 0), CALM_PX)
    grey = cv2.GaussianBlur(cv2.cvtColor(part, cv2.COLOR_RGB2GRAY).astype(np.float32), (0, 0), 1.0)
    return colour, grey
