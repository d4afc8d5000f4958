"""One leg in a still picture taken from the front (or back), and how its ankle and toes moved since then.

When the arch gives way the rear foot rolls inward over the forefoot, which stays flat, and carries the ankle inward by
5 to 15 mm. The leg's outline around the ankle shows it on any skin or cloth; a squat without it leaves the ankle's
joint where it was, as the shank turns about it.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from cv_rom.blazepose import JOINT_BELOW_ANKLE
from cv_rom.geometry import FloatArray
from cv_rom.landmark_refinement.forefoot import Forefoot
from cv_rom.landmark_refinement.rigid_patch import Motion, Picture
from cv_rom.landmark_refinement.shank_outline import find_outline
from cv_rom.landmark_refinement.shank_tilt import ShankReference, ShankTilt
from cv_rom.poses import Pose
from cv_rom.skeleton import Landmark, Side

WORKING_SHANK_PX = 150.0
"""Longer shanks are scaled down to about this by a whole number, as from the side."""
SMALLEST_SHANK_PX = 60.0
"""Below this a centimetre of inward travel is a pixel and a half."""
STEEPEST_SHANK_DEG = 20.0
LEVELS = np.linspace(-0.15, 0.30, 30)
"""Where the outline is taken, in lengths from the ankle to the knee landmark: from the instep, which the rear foot
carries, to the calf, so that the shank's lean and the ankle's travel can be told apart."""
SHIFTS = np.arange(-0.09, 0.091, 0.015)
SHIFT_SD = 0.15
"""Travel of the ankle across the leg that is looked for, in lengths of the shank: 3.5 cm, none likelier than another; a
collapsing arch gives 1 to 2 cm."""
STARTS = 1
"""So far across the leg lie edges of other things: a second place to look from found one, of a knee that caved in."""
AROUND, ABOVE, BELOW = 0.75, 0.6, 0.75
"""What is looked at around the ankle, in lengths of the shank: down to the toes that a high camera sees far below."""
CALM_PX = 0.8
WEAKEST = 0.05
"""Where even fewer of the edges are found the outline is lost; few already tell where the ankle is (errors of 3 mm at
0.15 on bodies of known truth), as the planted foot says where to look."""
OUTLINE_SD = 0.005
FAINT_SD = 0.03
PLAIN = 0.4
"""Standard deviation of the ankle across the leg, in lengths of the shank: 2 mm where the outline is plain, and more by
so much of what is missing to `PLAIN`: 4 mm where skin and floor have nearly one colour (clips of known truth: 1.6 and
3.3 mm)."""
TRAVEL_SD = 0.25
"""Share of the travel itself that is uncertain: the instep below the joint goes only part of the way."""
TOE_SD_PX = 0.5


@dataclass(frozen=True)
class FrontMotion:
    """Motion since the reference picture, pixels of the frame: of the toes and of the ankle's joint centre, each (2,),
    and standard deviations per axis.
    """

    toe_px: FloatArray
    joint_px: FloatArray
    toe_sd_px: float
    joint_sd_px: float


@dataclass(frozen=True)
class FrontReference:
    """A leg as it stood in a still picture. `window` is the part of the frame that is looked at, `scale` its size."""

    side: Side
    window: tuple[slice, slice]
    scale: float
    outline: ShankReference
    forefoot: Forefoot

    @classmethod
    def cut(cls, image: Picture, pose: Pose, side: Side) -> FrontReference | None:
        """The leg of `side` in an RGB picture; None where it cannot serve (too small, bent, cut off, plain)."""
        knee, ankle, toe = (pose.xy(x, side) for x in (Landmark.KNEE, Landmark.ANKLE, Landmark.TOE))
        length = float(np.hypot(*(knee - ankle)))
        if not _serves(knee, ankle, toe) or not _inside(image, ankle, toe):
            return None
        window = _window(ankle, length, image)
        scale = 1.0 / max(1, round(length / WORKING_SHANK_PX))
        corner = np.array([window[1].start, window[0].start])
        knee, ankle, toe = ((p - corner) * scale for p in (knee, ankle, toe))
        picture = _working_picture(image, window, scale)
        forefoot = Forefoot.cut(picture, toe, length * scale)
        if forefoot is None:
            return None
        outline = find_outline(picture, ankle, knee, levels=LEVELS)
        joint = ankle - JOINT_BELOW_ANKLE * outline.length_px * outline.up
        shank = ShankReference(outline, joint, outline.strength, SHIFTS, SHIFT_SD, WEAKEST, STARTS)
        return cls(side, window, scale, shank, forefoot)

    def motion(self, image: Picture, pose: Pose) -> FrontMotion | None:
        """Motion since the reference picture; None where toes or outline are not found."""
        knee, ankle = (pose.xy(x, self.side) for x in (Landmark.KNEE, Landmark.ANKLE))
        if not np.isfinite([knee, ankle]).all():
            return None
        picture = _working_picture(image, self.window, self.scale)
        toe = self.forefoot.shift_px(picture)
        if toe is None:
            return None
        expected_rad = self.outline.landmark_tilt_rad(ankle, knee)
        tilt = self.outline.tilt(picture, Motion(self.outline.joint, 0.0, toe), expected_rad)
        if tilt is None:
            return None
        joint = toe + self.outline.across(tilt)
        return FrontMotion(toe / self.scale, joint / self.scale, TOE_SD_PX / self.scale, self._sd_px(tilt))

    def _sd_px(self, tilt: ShankTilt) -> float:
        share = OUTLINE_SD + FAINT_SD * max(0.0, PLAIN - tilt.found)
        own_px = share * self.outline.outline.length_px
        return float(np.hypot(own_px, TRAVEL_SD * tilt.shift_px)) / self.scale


def _serves(knee: FloatArray, ankle: FloatArray, toe: FloatArray) -> bool:
    """Whether a leg with these landmarks (2,) can be a reference."""
    if not np.isfinite([knee, ankle, toe]).all():
        return False
    shank = knee - ankle
    lean_deg = abs(float(np.degrees(np.arctan2(shank[0], -shank[1]))))
    return bool(np.hypot(*shank) > SMALLEST_SHANK_PX and lean_deg < STEEPEST_SHANK_DEG)


def _inside(image: Picture, *points: FloatArray) -> bool:
    """Whether all points (2,) lie in the picture."""
    size = np.array(image.shape[1::-1])
    return all(bool(((point >= 0.0) & (point < size)).all()) for point in points)


def _window(ankle: FloatArray, length: float, image: Picture) -> tuple[slice, slice]:
    """Rows and columns of the frame that are looked at."""
    height, width = image.shape[:2]
    rows = slice(max(0, int(ankle[1] - ABOVE * length)), min(height, int(ankle[1] + BELOW * length)))
    return rows, slice(max(0, int(ankle[0] - AROUND * length)), min(width, int(ankle[0] + AROUND * length)))


def _working_picture(image: Picture, window: tuple[slice, slice], scale: float) -> Picture:
    """The window, scaled, a little blurred against noise."""
    part = image[window]
    if scale < 1.0:
        part = cv2.resize(part, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    return np.asarray(cv2.GaussianBlur(part, (0, 0), CALM_PX))
