"""Pixels per centimetre at the foot from a marker or a sheet of A4 that lies beside it or stands in its plane.

A plane that a camera sees obliquely has one direction that runs square to the line of sight and is not foreshortened:
along it the pixels per centimetre are focal length over distance, whichever way the plane is turned. The other
direction's foreshortening says how the plane is turned: lying on the floor, or standing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from cv_rom.biomechanics.perspective import Pinhole
from cv_rom.geometry import FloatArray
from cv_rom.scene import ScaleTarget, Scene

MARKER_CM = 10.0
A4_CM = (29.7, 21.0)
"""ISO 216; its tolerance is 0.2 cm."""
SIZE_SD = 0.007
"""Relative: a print is checked with a ruler to 0.5 mm of 10 cm, A4 is cut to 0.5 %, and a phone's lens leaves 0.5 % of
distortion."""
LYING_DEG, STANDING_DEG = 25.0, 20.0
"""A plane lies, or stands, when it is no further from level, or upright, in a camera that looks level: phones on
tripods or chairs look down by up to 15 deg, and the corners' noise adds to that."""
LEANING_DEG = 10.0
"""What lies leans no further to a side: the roll is known to 2 deg, the corners' noise adds a few. A turned sheet whose
long side is taken for the short one leans more."""
SQUARE_ON_DEG = 40.0
"""Off the line of sight: 15 deg by which a sheet in the foot's plane is set up askew, and as much each to the side of
and below the picture's middle."""
STEEPEST_DEG = 84.0
"""Seen more edge-on, a sheet is a sliver: 1 cm of its 10 is left."""
IN_FRONT_CM = 15.0
"""What stands in the foot's plane stands no further than this before or behind the foot's middle."""
NEAR_FOOT_CM = 60.0
"""From the middle of the foot to that of the target beside it: half a foot, half a sheet, and a step of room. A picture
on the wall behind is further off."""
FOOT_ABOVE_FLOOR_CM = 2.0
"""Height of the heel and toe landmarks above the floor: half the height of heel and toes; also its deviation."""


@dataclass(frozen=True)
class TargetScale:
    """Pixels per centimetre at the foot, square to the camera, and their relative standard deviation."""

    px_per_cm: float
    sd: float


def target_scales(target: ScaleTarget, scene: Scene, foot_px: FloatArray) -> list[TargetScale]:
    """What the target may say of the scale at the middle of a foot `foot_px` (2,): one answer for each way in which its
    sides can be long and short; none where it neither lies nor stands, or not near the foot.
    """
    sizes = [(MARKER_CM, MARKER_CM)] if target.source == "marker" else [A4_CM, A4_CM[::-1]]
    found = (_scale(target, size_cm, scene, foot_px) for size_cm in sizes)
    return [scale for scale in found if scale is not None]


@dataclass(frozen=True)
class _Plane:
    """How a target is seen: its middle's ray (3,), px per cm there, and its two possible normals, each (3,)."""

    ray: FloatArray
    px_per_cm: float
    normals: tuple[FloatArray, FloatArray]
    slant_deg: float


def _scale(target: ScaleTarget, size_cm: tuple[float, float], scene: Scene, foot_px: FloatArray) -> TargetScale | None:
    camera = Pinhole.usual(scene)
    plane = _plane(target.corners_px, size_cm, camera)
    if np.hypot(*(target.corners_px.mean(axis=0) - foot_px)) > NEAR_FOOT_CM * plane.px_per_cm:
        return None
    up = _up(scene)
    if _stands(plane, up):
        depth_cm = camera.focal_px / plane.px_per_cm
        depth_sd = IN_FRONT_CM / np.sqrt(3.0) / depth_cm  # anywhere within
        return _with_deviation(target, scene, lambda c, k: _plane(c, size_cm, k).px_per_cm, depth_sd)
    if not _lies(plane, up):
        return None
    return _with_deviation(
        target,
        scene,
        lambda c, k: _on_floor(_plane(c, size_cm, k), foot_px, up, k, FOOT_ABOVE_FLOOR_CM),
        _height_sd(plane, foot_px, up, camera),
    )


def _with_deviation(
    target: ScaleTarget, scene: Scene, px_per_cm: Callable[[FloatArray, Pinhole], float], other_sd: float
) -> TargetScale | None:
    """The scale with what the corners' noise, the focal length and the rest do to it."""
    at = px_per_cm(target.corners_px, Pinhole.usual(scene))
    shifted = [px_per_cm(corners, Pinhole.usual(scene)) for corners in _shifted(target)]
    longer = px_per_cm(target.corners_px, Pinhole.usual(scene, 1.0))
    changes = np.array([*shifted, longer]) / at - 1.0
    sd = float(np.sqrt((changes**2).sum() + other_sd**2 + SIZE_SD**2))
    return TargetScale(at, sd) if np.isfinite(sd) and at > 0 else None


def _shifted(target: ScaleTarget) -> Iterator[FloatArray]:
    """The corners with one coordinate off by its deviation, in turn."""
    for place in range(8):
        off = np.zeros(8)
        off[place] = target.sd_px
        yield target.corners_px + off.reshape(4, 2)


def _plane(corners_px: FloatArray, size_cm: tuple[float, float], camera: Pinhole) -> _Plane:
    """The plane of a rectangle from its four corners in the picture."""
    middle_px, local = _local(corners_px, size_cm)
    ray = camera.rays(middle_px)
    # Seen by a camera that is turned towards the target: `across` holds two axes square to the line of sight.
    onto = np.column_stack([np.eye(2), -ray[:2]])
    root = np.linalg.cholesky(onto @ onto.T)
    across = np.linalg.solve(root, onto)
    flat, (long, short), _ = np.linalg.svd(np.linalg.solve(root, local))
    slant = np.arccos(np.clip(short / long, 0.0, 1.0))
    sight = ray / np.linalg.norm(ray)
    shortened = flat[:, 1] @ across
    normals = [s * np.sin(slant) * shortened - np.cos(slant) * sight for s in (-1.0, 1.0)]
    return _Plane(ray, float(long), (normals[0], normals[1]), float(np.degrees(slant)))


def _local(corners_px: FloatArray, size_cm: tuple[float, float]) -> tuple[FloatArray, FloatArray]:
    """Where a rectangle's middle is seen (2,), and pixels per centimetre there, shape (2, 2): picture by plane axes."""
    half = np.array(size_cm) / 2.0
    plane = half * np.array([[-1.0, -1.0], [1.0, -1.0], [1.0, 1.0], [-1.0, 1.0]])
    rows, values = [], []
    for (x, y), (u, v) in zip(plane, corners_px, strict=True):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        values += [u, v]
    h = np.append(np.linalg.solve(np.array(rows), np.array(values)), 1.0).reshape(3, 3)
    middle_px = h[:2, 2]
    return middle_px, h[:2, :2] - np.outer(middle_px, h[2, :2])


def _up(scene: Scene) -> FloatArray:
    """The room's up in the axes of a camera that looks level (3,)."""
    roll = np.radians(scene.roll_deg or 0.0)
    return np.array([np.sin(roll), -np.cos(roll), 0.0])


def _lies(plane: _Plane, up: FloatArray) -> bool:
    normal = max(plane.normals, key=lambda n: float(n @ up))
    leaning = abs(normal @ np.cross(up, (0.0, 0.0, 1.0))) > np.sin(np.radians(LEANING_DEG))
    return plane.slant_deg < STEEPEST_DEG and not leaning and bool(normal @ up > np.cos(np.radians(LYING_DEG)))


def _stands(plane: _Plane, up: FloatArray) -> bool:
    upright = min(abs(n @ up) for n in plane.normals) < np.sin(np.radians(STANDING_DEG))
    return plane.slant_deg < SQUARE_ON_DEG and upright


def _on_floor(plane: _Plane, foot_px: FloatArray, up: FloatArray, camera: Pinhole, above_cm: float) -> float:
    """Pixels per centimetre where the plane, carried on, meets the floor below the foot."""
    normal = max(plane.normals, key=lambda n: float(n @ up))
    below_px = foot_px - up[:2] * above_cm * plane.px_per_cm
    return float(plane.px_per_cm * (normal @ camera.rays(below_px)) / (normal @ plane.ray))


def _height_sd(plane: _Plane, foot_px: FloatArray, up: FloatArray, camera: Pinhole) -> float:
    """What the unknown height of the foot's landmarks does to the scale, relative."""
    low, high = (_on_floor(plane, foot_px, up, camera, s * FOOT_ABOVE_FLOOR_CM) for s in (1.0, 2.0))
    return abs(high / low - 1.0)
