"""The angles and distances of one leg, in the picture. Each is written once and serves one pose and a whole track.

Signs are those of the anatomical table: forward, upward, outward (toe-out) and inward (valgus, collapse) are positive.
Shapes: a `Pose` gives (), a `PoseTrack` gives (T,). Degrees and pixels.
"""

from __future__ import annotations

import numpy as np

from cv_rom.geometry import FloatArray, angle_at_joint_deg, distance, inclination_deg
from cv_rom.geometry import pitch_deg as line_pitch_deg
from cv_rom.poses import Pose, PoseTrack
from cv_rom.results import Facing
from cv_rom.skeleton import Landmark, Side

Points = Pose | PoseTrack
BALL_TO_TOE_LANDMARK = 0.8
"""Heel to metatarsal heads over heel to toe landmark: the heads lie at 0.72 of the foot's length, the landmark 2 to
3 cm before the tip, at 0.90."""


def tibia_inclination_deg(points: Points, side: Side, *, forward: float, roll_deg: float = 0.0) -> FloatArray:
    """Line from the ankle to the knee joint centre against true vertical; + = the knee is forward of the ankle."""
    line = inclination_deg(points.xy(Landmark.ANKLE, side), points.xy(Landmark.KNEE, side), forward)
    return np.asarray(line - forward * roll_deg)


def foot_line_pitch_deg(points: Points, side: Side, *, forward: float) -> FloatArray:
    """Pitch of the line heel -> toe landmark in the picture; + = heel up. Its zero is the person's own stance."""
    return line_pitch_deg(points.xy(Landmark.HEEL, side), points.xy(Landmark.TOE, side), forward)


def sole_pitch_deg(line_change_deg: FloatArray) -> FloatArray:
    """Pitch of the sole from the change of the heel-to-toe line since stance, degrees; + = heel up.

    The toes stay flat, so the sole turns about the metatarsal heads while the line turns about the toe landmark. By the
    law of sines in the triangle heel, heads, toe: pitch = line + asin((1 - b) / b * sin(line)), b = heads over toe.
    """
    line = np.radians(line_change_deg)
    beyond = (1.0 - BALL_TO_TOE_LANDMARK) / BALL_TO_TOE_LANDMARK
    return np.asarray(np.degrees(line + np.arcsin(beyond * np.sin(line))))


def height_px(points: Points, landmark: Landmark, side: Side) -> FloatArray:
    """Height of a landmark along the image's vertical, pixels, upward positive; its zero is the stance."""
    return np.asarray(-points.xy(landmark, side)[..., 1])


def knee_flexion_deg(points: Points, side: Side) -> FloatArray:
    """Bend of the knee: 0 = hip, knee and ankle on one line."""
    hip, knee, ankle = (points.xy(x, side) for x in (Landmark.HIP, Landmark.KNEE, Landmark.ANKLE))
    return np.asarray(180.0 - angle_at_joint_deg(hip, knee, ankle))


def ankle_inward_px(points: Points, side: Side, *, facing: Facing) -> FloatArray:
    """How far the ankle lies inward of the heel, pixels; its zero is the stance."""
    across = points.xy(Landmark.ANKLE, side)[..., 0] - points.xy(Landmark.HEEL, side)[..., 0]
    return np.asarray(across * inward_sign(side, facing))


def inward_sign(side: Side, facing: Facing) -> float:
    """Image direction (+1 right, -1 left) that points to the person's midline, for the front and back view."""
    left_is_at_image_right = facing == "camera"
    return -1.0 if (side is Side.LEFT) == left_is_at_image_right else 1.0


def shank_px(points: Points, side: Side) -> FloatArray:
    """Length of the shank in the picture, pixels."""
    return distance(points.xy(Landmark.KNEE, side), points.xy(Landmark.ANKLE, side))


def leg_px(points: Points, side: Side) -> FloatArray:
    """Length of thigh plus shank in the picture, pixels."""
    return np.asarray(distance(points.xy(Landmark.HIP, side), points.xy(Landmark.KNEE, side)) + shank_px(points, side))
