"""From where the camera sees the person: plane, facing, near side, yaw and roll."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from cv_rom.filtering import median_of_seen
from cv_rom.geometry import FloatArray, distance
from cv_rom.poses import PoseTrack
from cv_rom.results import Facing, Plane
from cv_rom.scene import Scene
from cv_rom.skeleton import NOSE, Landmark, Side

SHOULDERS_TO_TRUNK = 0.70
HIPS_TO_TRUNK = 0.42
"""Distance between the two shoulder (hip) landmarks over the trunk's length, seen square from the front. Measured
on front views of rendered and real people: 0.62 to 0.77 and 0.38 to 0.47."""
SHOULDERS_WEIGHT = 0.75
"""The shoulders tell the yaw better: on clips filmed square from the side they give 1 to 5 deg, the hips 6 to 17."""
SAGITTAL_UP_TO_DEG = 35.0
FRONTAL_FROM_DEG = 50.0
"""Yaw off the side up to which ankle angles are measured, and from which frontal-plane ones are. The latter is the more
generous one, as a width near its largest says little: 10 % less is 25 deg of yaw."""
YAW_SD_DEG = 5.0
"""Standard deviation of the yaw of a single clip: 3 to 5 deg on clips of known yaw (0, 10, 20, 30 deg)."""
TOES_TO_TRUNK = 0.2
"""From the side a foot's heel-to-toe line is 0.3 to 0.45 trunk lengths long in the picture."""


@dataclass(frozen=True)
class CameraView:
    """The view in one shot.

    Attributes:
        plane: sagittal (from the side), frontal (from front or back), oblique (in between) or unknown.
        facing: where the person looks: image left or right (side views), camera or away.
        near_side: the side nearer to the camera, in side and oblique views.
        off_side_deg: angle between the camera's axis and square to the person's sagittal plane, 0 to 90.
        roll_deg, roll_sd_deg: of the picture, from the scene; roll None = not known.

    """

    plane: Plane
    facing: Facing | None
    near_side: Side | None
    off_side_deg: float | None
    roll_deg: float | None
    roll_sd_deg: float

    @property
    def yaw_deg(self) -> float | None:
        """Angle off the side (sagittal, oblique) or off the front or back (frontal), degrees, 0 to 90."""
        if self.off_side_deg is None:
            return None
        return 90.0 - self.off_side_deg if self.plane == "frontal" else self.off_side_deg

    @property
    def forward(self) -> float:
        """+1 where the person faces the image right, -1 for the left, NaN in views that have no forward."""
        return {"right": 1.0, "left": -1.0}.get(self.facing or "", np.nan)

    def ahead_px(self, points: FloatArray) -> FloatArray:
        """How far ahead points (..., 2) lie along the room's horizontal, pixels; + = the way the toes point."""
        roll = np.radians(self.roll_deg or 0.0)
        return np.asarray(self.forward * (points[..., 0] * np.cos(roll) + points[..., 1] * np.sin(roll)))

    def down_px(self, points: FloatArray) -> FloatArray:
        """How far down points (..., 2) lie along the room's vertical, pixels."""
        roll = np.radians(self.roll_deg or 0.0)
        return np.asarray(points[..., 1] * np.cos(roll) - points[..., 0] * np.sin(roll))


def camera_view(track: PoseTrack, scene: Scene) -> CameraView:
    """The view of one shot, from the widths of shoulders and hips in the picture and the direction of feet and nose."""
    off_side, turned_to_camera = _off_side_deg(track)
    if not np.isfinite(off_side):
        return CameraView("unknown", None, None, None, scene.roll_deg, scene.roll_sd_deg)
    plane = _plane(off_side)
    facing: Facing | None
    near_side = None
    if plane == "frontal":
        facing = "camera" if turned_to_camera else "away"
    else:
        facing = "right" if _points_right(track) else "left"
        near_side = Side.RIGHT if facing == "right" else Side.LEFT
    return CameraView(plane, facing, near_side, off_side, scene.roll_deg, scene.roll_sd_deg)


def _plane(off_side_deg: float) -> Plane:
    if off_side_deg <= SAGITTAL_UP_TO_DEG:
        return "sagittal"
    return "frontal" if off_side_deg >= FRONTAL_FROM_DEG else "oblique"


def _off_side_deg(track: PoseTrack) -> tuple[float, bool]:
    """Yaw off the side in [0, 90] and whether the chest, rather than the back, is turned to the camera."""
    trunk = distance(*(track.middle(landmark) for landmark in (Landmark.SHOULDER, Landmark.HIP)))
    with np.errstate(divide="ignore", invalid="ignore"):
        shoulders = _width(track, Landmark.SHOULDER) / trunk / SHOULDERS_TO_TRUNK
        hips = _width(track, Landmark.HIP) / trunk / HIPS_TO_TRUNK
    sine = SHOULDERS_WEIGHT * shoulders + (1.0 - SHOULDERS_WEIGHT) * hips
    middle = median_of_seen(sine[trunk > 0.85 * np.fmax.reduce(trunk, initial=0.0)])
    if math.isnan(middle):
        return np.nan, True
    return math.degrees(math.asin(min(abs(middle), 1.0))), middle > 0


def _points_right(track: PoseTrack) -> bool:
    """Whether toes and nose point to the image right; feet count more, as heads turn."""
    feet = (track.xy(Landmark.TOE, side)[:, 0] - track.xy(Landmark.HEEL, side)[:, 0] for side in Side)
    nose = track.xy_px[:, NOSE, 0] - track.middle(Landmark.EAR)[:, 0]
    left, right, head = (0.0 if math.isnan(x) else x for x in map(median_of_seen, (*feet, nose)))
    return left + right + 0.5 * head > 0


def _width(track: PoseTrack, landmark: Landmark) -> FloatArray:
    """Left minus right along image x: + when the person faces the camera."""
    return np.asarray(track.xy(landmark, Side.LEFT)[:, 0] - track.xy(landmark, Side.RIGHT)[:, 0])
