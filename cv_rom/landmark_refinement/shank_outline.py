"""Front and back edge of the shank in a still picture: where the leg's own colour ends on either side of its axis."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from cv_rom.geometry import FloatArray
from cv_rom.landmark_refinement.rigid_patch import Picture, sample

LEVELS = np.linspace(1 / 3, 2 / 3, 28)
"""Where profiles are taken, in lengths from the ankle to the knee landmark: the middle third. Nearer to the ankle the
skin stays with the foot, nearer to the knee it goes with the thigh, and calf and thigh press on each other."""
REACH = 0.30
NARROWEST, WIDEST = 0.05, 0.28
"""Half width of a shank, front or back, in lengths of the shank."""
STEP_PX = 0.5
LARGEST_JUMP = 3
JUMP_COST = 0.03
EDGE_SHARE, SMALLEST_EDGE_PX = 0.015, 1.7
"""Half the distance over which an edge's two sides are compared."""
FAINTEST, STRONGEST = 10.0, 80.0
"""Limits of the contrast that an edge is expected to have, as a distance of RGB values."""


@dataclass(frozen=True)
class ShankOutline:
    """The outline of a shank in its reference picture, working pixels.

    Attributes:
        points: on the edges, shape (2 * levels, 2): the edge on the image left, then on the right, each upward.
        normals: pointing out of the leg, same shape.
        strength: how plain the edge is, 0 to 1, shape (2 * levels,).
        colours: of the leg beside the points, RGB, shape (2 * levels, 3).
        contrast: usual distance in RGB between the leg and what is beside it.
        edge_px: half the distance over which an edge's two sides are compared.
        up, right: unit vectors along the shank and across it (towards the image right in an upright leg).
        length_px: from ankle to knee.

    """

    points: FloatArray
    normals: FloatArray
    strength: FloatArray
    colours: FloatArray
    contrast: float
    edge_px: float
    up: FloatArray
    right: FloatArray
    length_px: float


def find_outline(picture: Picture, ankle: FloatArray, knee: FloatArray, *, levels: FloatArray = LEVELS) -> ShankOutline:
    """The outline of the leg between two landmarks (2,) of an RGB picture, at `levels` as `LEVELS`."""
    length = float(np.hypot(*(knee - ankle)))
    up = (knee - ankle) / length
    right = np.array([-up[1], up[0]])
    edge_px = max(SMALLEST_EDGE_PX, EDGE_SHARE * length)
    across = np.arange(-REACH * length, REACH * length + STEP_PX, STEP_PX)
    axis = ankle + levels[:, None] * length * up
    profiles = axis[:, None] + across[:, None] * right
    colours = sample(picture, profiles)
    steps = sample(picture, profiles + edge_px * right) - sample(picture, profiles - edge_px * right)
    size = np.linalg.norm(steps, axis=2)
    contrast = float(np.clip(np.median(size.max(axis=1)), FAINTEST, STRONGEST))
    like_leg = _like_axis(colours, np.abs(across) < 0.04 * length, contrast)
    points, normals, strength = [], [], []
    for outward in (-1.0, 1.0):
        off, plain = _edge(edge_strength(size, contrast), like_leg, outward * across, length, edge_px)
        points.append(axis + outward * off[:, None] * right)
        normals.append(outward * _normals(points[-1], right))
        strength.append(plain)
    at, out = np.concatenate(points), np.concatenate(normals)
    beside = sample(picture, (at - 2.0 * edge_px * out)[None])[0]
    return ShankOutline(at, out, np.concatenate(strength), beside, contrast, edge_px, up, right, length)


def edge_strength(step: NDArray[np.float32], contrast: float) -> NDArray[np.float32]:
    """How plain steps of colour are, 0 to 1; saturates, so that no other edge counts for many of the leg's."""
    return np.asarray(step / (step + 0.4 * contrast), dtype=np.float32)


def colour_match(difference: NDArray[np.float32], contrast: float, width: float) -> NDArray[np.float32]:
    """How alike colours (..., 3) that differ by `difference` are, 0 to 1, shape (...)."""
    return np.asarray(np.exp(-0.5 * (difference * difference).sum(axis=-1) / (width * contrast) ** 2))


def _like_axis(colours: NDArray[np.float32], middle: NDArray[np.bool_], contrast: float) -> NDArray[np.float32]:
    """How much each place of the profiles (L, P, 3) looks like the leg at the profile's middle, (L, P)."""
    own = np.median(colours[:, middle], axis=1).astype(np.float32)
    calm = cv2.blur(own, (1, 5), borderType=cv2.BORDER_REPLICATE)
    return colour_match(colours - calm[:, None], contrast, 0.6)


def _edge(
    strength: NDArray[np.float32], like_leg: NDArray[np.float32], outward_px: FloatArray, length: float, edge_px: float
) -> tuple[FloatArray, FloatArray]:
    """Distance (L,) of one edge from the axis, and how plain it is (L,)."""
    order = np.flatnonzero(outward_px >= 0.0)
    order = order[np.argsort(outward_px[order])]
    distance = outward_px[order]
    inside = np.cumsum(like_leg[:, order], axis=1) / np.arange(1, len(order) + 1)
    allowed = np.flatnonzero((distance > NARROWEST * length) & (distance < WIDEST * length))
    before = np.maximum(allowed - round(1.5 * edge_px / STEP_PX), 0)
    quality = (strength[:, order[allowed]] * inside[:, before] ** 2).astype(np.float64)
    path = _best_path(quality)
    off = cv2.medianBlur(distance[allowed[path]].astype(np.float32)[:, None], 5)
    off = cv2.blur(off, (1, 3), borderType=cv2.BORDER_REPLICATE)[:, 0]
    return off.astype(np.float64), quality[np.arange(len(path)), path]


def _best_path(quality: FloatArray) -> NDArray[np.intp]:
    """The column of each row of `quality` (L, P) along the best path that does not jump, by dynamic programming."""
    jumps = np.arange(-LARGEST_JUMP, LARGEST_JUMP + 1)
    columns = np.arange(quality.shape[1])
    total = quality[0]
    came_from = []
    for row in quality[1:]:
        source = columns + jumps[:, None]
        inside = (source >= 0) & (source < len(columns))
        reached = (
            np.where(inside, total[np.clip(source, 0, len(columns) - 1)], -np.inf) - JUMP_COST * abs(jumps)[:, None]
        )
        best = reached.argmax(axis=0)
        came_from.append(source[best, columns])
        total = reached[best, columns] + row
    path = [int(total.argmax())]
    for source in reversed(came_from):
        path.append(int(source[path[-1]]))
    return np.array(path[::-1])


def _normals(points: FloatArray, right: FloatArray) -> FloatArray:
    """Unit normals (L, 2) of an edge that runs upward, on the side of `right`."""
    along = cv2.blur(np.gradient(points, axis=0).astype(np.float32), (1, 9), borderType=cv2.BORDER_REPLICATE)
    normal = np.column_stack([-along[:, 1], along[:, 0]]).astype(np.float64)
    normal /= np.linalg.norm(normal, axis=1, keepdims=True)
    return np.asarray(normal * np.where(normal @ right >= 0.0, 1.0, -1.0)[:, None])
