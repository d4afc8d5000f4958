"""Plane geometry of points in the picture.

Image axes: x to the right, y DOWN, in pixels. Every function takes points of shape (..., 2), broadcasts
over the leading axes and returns shape (...). Angles are degrees. NaN in, NaN out.

`forward` is +1 where the toes point to the image right and -1 where they point to the left, so that
"forward is positive" holds whichever way the person faces.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

FloatArray = NDArray[np.float64]


def wrap_deg(angle_deg: ArrayLike) -> FloatArray:
    """The same angle in the half-open interval [-180, 180)."""
    turned: FloatArray = np.asarray(angle_deg, dtype=np.float64) + 180.0
    return turned % 360.0 - 180.0


def distance(a: ArrayLike, b: ArrayLike) -> FloatArray:
    """Distance between the points `a` and `b`, shape (...), in the points' unit."""
    difference = np.asarray(b, dtype=np.float64) - np.asarray(a, dtype=np.float64)
    return np.asarray(np.hypot(difference[..., 0], difference[..., 1]))


def midpoint(a: ArrayLike, b: ArrayLike) -> FloatArray:
    """The point half-way between `a` and `b`, shape (..., 2)."""
    return np.asarray((np.asarray(a, dtype=np.float64) + np.asarray(b, dtype=np.float64)) / 2.0)


def angle_at_joint_deg(proximal: ArrayLike, joint: ArrayLike, distal: ArrayLike) -> FloatArray:
    """Angle between the two segments that meet at `joint`, in [0, 180] degrees; 180 = straight.

    The arguments have shape (..., 2). Formula: atan2(|u x v|, u . v) with u, v from the joint to its
    neighbours, which stays exact near 0 and 180 degrees where an arc cosine does not.
    """
    joint = np.asarray(joint, dtype=np.float64)
    u = np.asarray(proximal, dtype=np.float64) - joint
    v = np.asarray(distal, dtype=np.float64) - joint
    cross = u[..., 0] * v[..., 1] - u[..., 1] * v[..., 0]
    dot = u[..., 0] * v[..., 0] + u[..., 1] * v[..., 1]
    return np.asarray(np.degrees(np.arctan2(np.abs(cross), dot)))


def inclination_deg(lower: ArrayLike, upper: ArrayLike, forward: ArrayLike) -> FloatArray:
    """Inclination of the line `lower` -> `upper` to the vertical, in [-180, 180] degrees.

    0 = upper point straight above the lower one; + = the upper point lies forward of the lower one.
    Points have shape (..., 2); `forward` (+1 or -1) broadcasts to (...).
    """
    d = np.asarray(upper, dtype=np.float64) - np.asarray(lower, dtype=np.float64)
    return np.asarray(np.degrees(np.arctan2(d[..., 0] * np.asarray(forward), -d[..., 1])))


def pitch_deg(heel: ArrayLike, toe: ArrayLike, forward: ArrayLike) -> FloatArray:
    """Pitch of the line `heel` -> `toe` to the horizontal, in [-180, 180] degrees.

    0 = level; + = the heel is higher than the toe (plantarflexed foot on its forefoot).
    """
    d = np.asarray(toe, dtype=np.float64) - np.asarray(heel, dtype=np.float64)
    return np.asarray(np.degrees(np.arctan2(d[..., 1], d[..., 0] * np.asarray(forward))))


def offset_from_line(point: ArrayLike, start: ArrayLike, end: ArrayLike) -> FloatArray:
    """Signed distance of `point` from the line `start` -> `end`, in the points' unit.

    + = the point lies to the image right of a line that runs downward (start above end).
    """
    start = np.asarray(start, dtype=np.float64)
    along = np.asarray(end, dtype=np.float64) - start
    to_point = np.asarray(point, dtype=np.float64) - start
    cross = to_point[..., 0] * along[..., 1] - to_point[..., 1] * along[..., 0]
    return np.asarray(cross / np.hypot(along[..., 0], along[..., 1]))


def rotate(points: ArrayLike, angle_deg: float, centre: ArrayLike = (0.0, 0.0)) -> FloatArray:
    """Turn `points` (..., 2) clockwise on the screen by `angle_deg` about `centre`."""
    a = np.radians(angle_deg)
    turn = np.array([[np.cos(a), -np.sin(a)], [np.sin(a), np.cos(a)]])
    centre = np.asarray(centre, dtype=np.float64)
    return np.asarray((np.asarray(points, dtype=np.float64) - centre) @ turn.T + centre)
