"""Knee line and foot direction as a camera before (or behind) the person sees them, with the perspective undone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from cv_rom.biomechanics.joint_angles import inward_sign, leg_px
from cv_rom.biomechanics.leg_view import LegView
from cv_rom.biomechanics.perspective import Pinhole
from cv_rom.biomechanics.scale import LEG_TO_HEIGHT
from cv_rom.biomechanics.uncertainty import combine, line_sd_deg
from cv_rom.geometry import FloatArray, angle_at_joint_deg, distance, offset_from_line
from cv_rom.skeleton import Landmark, Side

PITCH_SD_DEG = 4.0
"""A camera held to show the whole person looks up or down by so much: one at the height of the knee or the shoulder,
3 m away, aimed at the person's middle, by 8 deg at most."""
FACING_SD_DEG = 5.0
NARROW_FROM_DEG = 30.0
"""How squarely people face a camera that they were asked to face. Shoulders 13 % narrower than usual, as some people's
are (0.62 of the trunk instead of 0.70), look like 27 deg of yaw: what is beyond 30 counts as turned."""
THIGHS_SD_DEG = 4.5
"""Of the direction in which both thighs point together: 1.5 cm at each hip and knee on 40 cm of thigh that lie towards
the camera (2 deg), and 3 cm by which one knee may lie further inward than the other (4 deg)."""
DEEPEST_SHARE = 0.1
KNEE_LINE_SD_DEG = 2.0
"""Hip, knee and ankle landmarks lie off their joints, whatever the frame: 1 cm across on 0.4 m of shank and thigh."""
FOOT_TO_HEIGHT = 0.152
"""Foot length over body height (Drillis & Contini 1966)."""
ANKLE_TO_TOE = 0.68
"""From the ankle's centre forward to the toe landmark, in foot lengths: the centre lies 0.22 before the heel's back,
the landmark 2 to 3 cm (0.10) behind the tip of the big toe."""
REACH_SD = 0.08
"""Relative standard deviation of ankle-to-toe over the leg: 5 % between people (foot length for height, ANSUR II), the
rest is the landmarks'."""
HALLUX_INWARD = 0.075
HALLUX_SD = 0.02
"""The big toe lies inward of the foot's axis (heel to second metatarsal head) by so many foot lengths: the second head
is 0.14 from the inner border, the big toe's middle 0.05 to 0.08 (forefoot breadth 0.38 of the length)."""
LANDMARK_ACROSS_SD = 0.03
"""How far the ankle and toe landmarks, together, lie off their places across the foot: 7 mm, in foot lengths."""
FOLLOWED_MM = 7.0
ANKLE_DRIFT_MM = 15.0
"""An ankle that is known no better than the former was not followed in the picture but comes from the pose model alone,
which draws it after a knee that falls inward: by up to 26 mm on bodies of known truth."""


@dataclass(frozen=True)
class Viewpoint:
    """How a leg is seen: the camera, how far the person is turned from facing it (or its axis, seen from behind),
    anticlockwise as seen from above, and how far it looks up.
    """

    camera: Pinhole
    yaw_deg: float = 0.0
    pitch_deg: float = 0.0

    def level(self, places: FloatArray) -> FloatArray:
        """Places (..., 3) in the person's axes: right and down as the camera sees them, and depth."""
        yaw, pitch = np.radians(self.yaw_deg), np.radians(self.pitch_deg)
        about_across = np.array(
            [[1.0, 0.0, 0.0], [0.0, np.cos(pitch), np.sin(pitch)], [0.0, -np.sin(pitch), np.cos(pitch)]]
        )
        about_up = np.array([[np.cos(yaw), 0.0, np.sin(yaw)], [0.0, 1.0, 0.0], [-np.sin(yaw), 0.0, np.cos(yaw)]])
        return np.asarray(places @ about_across.T @ about_up.T)


def over_viewpoints(leg: LegView, angle_deg: Callable[[Viewpoint], FloatArray]) -> tuple[FloatArray, FloatArray]:
    """An angle (T,) from the likeliest viewpoint, and the standard deviation that not knowing the viewpoint leaves."""
    usual = Pinhole.usual(leg.scene)
    yaw_deg, yaw_sd_deg = facing_yaw_deg(leg, usual)
    likeliest = Viewpoint(usual, yaw_deg)
    pairs = [
        [replace(likeliest, camera=Pinhole.usual(leg.scene, sign)) for sign in (-1.0, 1.0)],
        [replace(likeliest, yaw_deg=yaw_deg + sign * yaw_sd_deg) for sign in (-1.0, 1.0)],
        [replace(likeliest, pitch_deg=sign * PITCH_SD_DEG) for sign in (-1.0, 1.0)],
    ]
    halves = [(angle_deg(high) - angle_deg(low)) / 2.0 for low, high in pairs]
    return angle_deg(likeliest), combine(*halves)


def facing_yaw_deg(leg: LegView, camera: Pinhole) -> tuple[float, float]:
    """How far the person is turned, anticlockwise as seen from above, and its standard deviation, degrees.

    People face the camera more or less; in a squat their thighs point forward, together, as each may point outward.
    """
    thighs = np.sum([seat - knee for seat, knee, _ in (_leg_places(leg, side, camera) for side in Side)], axis=0)
    reach = np.abs(thighs[:, 2])
    facing_sd_deg = float(np.hypot(FACING_SD_DEG, max(0.0, (leg.view.yaw_deg or 0.0) - NARROW_FROM_DEG)))
    if not np.isfinite(reach).any() or np.nanmax(reach) <= 0.0:
        return 0.0, facing_sd_deg
    deep = reach >= np.nanpercentile(reach, 100.0 * (1.0 - DEEPEST_SHARE))
    seen_deg = float(np.median(np.degrees(np.arctan(-thighs[deep, 0] / thighs[deep, 2]))))
    believed = facing_sd_deg**2 / (facing_sd_deg**2 + THIGHS_SD_DEG**2)
    return believed * seen_deg, float(np.sqrt(believed)) * THIGHS_SD_DEG


def knee_line_deg(leg: LegView, seen: Viewpoint) -> FloatArray:
    """Frontal plane projection angle of hip, knee and ankle, (T,); 0 = straight, + = knee inward.

    The knee comes forward and the hip goes back by what foreshortens shank and thigh against the standing person.
    """
    assert leg.view.facing is not None
    top, middle, low = (seen.level(x)[..., :2] for x in _leg_places(leg, leg.side, seen.camera))
    inward = np.sign(offset_from_line(middle, top, low)) * inward_sign(leg.side, leg.view.facing)
    return np.asarray(inward * (180.0 - angle_at_joint_deg(top, middle, low)))


def _leg_places(leg: LegView, side: Side, camera: Pinhole) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Hip, knee and ankle of one side in space, each (T, 3)."""
    hip, knee, ankle = (leg.track.xy(x, side) for x in (Landmark.HIP, Landmark.KNEE, Landmark.ANKLE))
    to_camera = leg.view.facing == "camera"
    foot = camera.at_feet(ankle)
    bent = camera.joined(knee, foot, _standing(leg, distance(knee, ankle)), nearer=to_camera)
    return camera.joined(hip, bent, _standing(leg, distance(hip, knee)), nearer=not to_camera), bent, foot


def _standing(leg: LegView, length_px: FloatArray) -> float:
    """A segment's length when standing; where no stance is known, the longest it was seen but for outliers."""
    if leg.stance is not None and np.isfinite(leg.stance.median(length_px)):
        return leg.stance.median(length_px)
    return float(np.nanpercentile(length_px, 90)) if np.isfinite(length_px).any() else np.nan


def foot_direction_deg(leg: LegView, seen: Viewpoint) -> FloatArray:
    """Direction of the foot's axis against straight ahead, (T,); + = toes outward. The heel hides behind the foot, so
    that the axis is taken from the ankle's centre, which lies above it, to the toes.
    """
    assert leg.view.facing is not None
    outward = -inward_sign(leg.side, leg.view.facing)
    ankle, toe = (leg.track.xy(x, leg.side) for x in (Landmark.ANKLE, Landmark.TOE))
    reach = float(np.hypot(ANKLE_TO_TOE, HALLUX_INWARD)) * foot_length_px(leg)
    towards = 1.0 if leg.view.facing == "camera" else -1.0
    bearing = outward * seen.camera.rays(toe)[..., 0] * towards
    travel = outward * (toe - ankle)[..., 0] / reach / np.hypot(1.0, bearing)
    line = np.arcsin(np.clip(travel, -1.0, 1.0)) - np.arctan(bearing)
    turned = -outward * towards * seen.yaw_deg
    return np.asarray(np.degrees(line + np.arctan2(HALLUX_INWARD, ANKLE_TO_TOE)) + turned)


def foot_direction_sd_deg(leg: LegView, direction_deg: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Standard deviations (T,) of a foot's direction: from the noise of its points, and from the foot's shape."""
    reach = ANKLE_TO_TOE * foot_length_px(leg)
    points = line_sd_deg(leg.noise(Landmark.ANKLE), leg.noise(Landmark.TOE), reach)
    longer = np.degrees(REACH_SD * np.tan(np.radians(np.clip(direction_deg, -60.0, 60.0))))
    across = np.degrees(combine(HALLUX_SD, LANDMARK_ACROSS_SD) / ANKLE_TO_TOE)
    return points, combine(longer, across)


def foot_length_px(leg: LegView) -> float:
    """Length of the foot, pixels: as given, if the scale is known, else by the leg's length in stance."""
    if leg.scene.foot_length_cm is not None and np.isfinite(leg.px_per_cm):
        return leg.scene.foot_length_cm * leg.px_per_cm
    standing = leg.stance.median(leg_px(leg.track, leg.side)) if leg.stance is not None else np.nan
    return FOOT_TO_HEIGHT / LEG_TO_HEIGHT * standing
