"""How far the shank has tilted since a still picture: its outline is found again, turned about the ankle.

A bare shin or a trouser leg has hardly any texture, but a plain outline. The front edge (shin bone under the skin)
leads; the back edge (calf, often before the other leg) only helps. The foot is planted, so the turn is about the
ankle and next to no shift across the leg is left: the middle of the shank has tilted by its shift over its height
above the ankle, which skin that turns more than the bone cannot spoil.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from cv_rom.blazepose import JOINT_BELOW_ANKLE
from cv_rom.geometry import FloatArray
from cv_rom.landmark_refinement.rigid_patch import Motion, Picture, sample
from cv_rom.landmark_refinement.shank_outline import ShankOutline, colour_match, edge_strength, find_outline

BACK_EDGE = 0.25
SHIFT_SD = 0.02
"""Standard deviation of the shift across the leg that the joint's unknown place leaves, in lengths of the shank."""
EDGES_SD = 0.015
"""Skin and cloth move over the bone by some 6 mm, in lengths of the shank."""
INDEPENDENT_POINTS = 4.0
"""They do so along much of an edge at once, so that all the points of two edges tell no more than so many would."""
LOOKED_AT_RAD = np.radians(np.arange(-10.0, 12.1, 2.0))
LOOKED_AT_SHIFTS = np.arange(-0.045, 0.046, 0.015)
LANDMARK_SD_RAD = np.radians(10.0)
"""Landmarks err by up to 6 deg, and lag in quick movement."""
EVERY = 4
STARTS = 2
"""One leg before the other has two front edges, some 5 deg apart; steps of 2 deg may miss the plainer one."""
MOST_FINE_STEPS = 8
CONVERGED_RAD = np.radians(0.1)
FINE_REACH = 2.5
OWN_COLOUR, OTHER_COLOUR = 0.6, 0.5
"""How far the leg's colour may change with the light, and how far the colour beyond the edge must differ from it, in
contrasts of the outline."""
WEAKEST = 0.1
"""Share of the edges found below which the outline counts as lost. The back edge alone is 0.13 and more: with the front
edge before the other leg it still tells the tilt to 2 deg."""
PLAIN, FAINT = 0.7, 0.45
PLAIN_SD_DEG, FAINT_SD_DEG = 1.0, 3.0
"""Standard deviation of the tilt where at least so much, and at most so much, of the edges is found: 0.85 deg on plain
edges of bodies of known truth, whose skin slides less than people's; 1.7 to 2.1 deg, at worst 3.4, on faint edges and
on those of one leg before the other, which pull all the points the same way."""


@dataclass(frozen=True)
class ShankTilt:
    """Tilt of the shank since its reference picture (clockwise on the screen), its shift across the leg in working
    pixels, standard deviation of the tilt, and the share of the edges found, 0 to 1.
    """

    tilt_rad: float
    shift_px: float
    sd_rad: float
    found: float


@dataclass(frozen=True)
class ShankReference:
    """The shank's outline in a still picture. `weight` (N,) says how much each of its points counts, `shifts` (M,)
    where it is looked for across the leg and `shift_sd` how far it is expected there, in lengths of the shank. Below
    the share `weakest` of its edges it is lost. From the `starts` likeliest tilts it is looked for closely.
    """

    outline: ShankOutline
    joint: FloatArray
    weight: FloatArray
    shifts: FloatArray = field(default_factory=lambda: LOOKED_AT_SHIFTS)
    shift_sd: float = SHIFT_SD
    weakest: float = WEAKEST
    starts: int = STARTS

    @classmethod
    def cut(cls, picture: Picture, ankle: FloatArray, knee: FloatArray, *, forward: float) -> ShankReference:
        """The shank between two landmarks (2,) of an RGB picture; `forward` is +1 with the toes to the image right."""
        outline = find_outline(picture, ankle, knee)
        sides = (BACK_EDGE, 1.0) if forward > 0 else (1.0, BACK_EDGE)
        joint = ankle - JOINT_BELOW_ANKLE * outline.length_px * outline.up
        return cls(outline, joint, outline.strength * np.repeat(sides, len(outline.points) // 2))

    def landmark_tilt_rad(self, ankle: FloatArray, knee: FloatArray) -> float:
        """Tilt since the reference picture by the landmarks of another picture."""
        along, up = knee - ankle, self.outline.up
        return float(np.arctan2(up[0] * along[1] - up[1] * along[0], up @ along))

    def tilt(self, picture: Picture, foot: Motion, expected_rad: float) -> ShankTilt | None:
        """The tilt near the one that the landmarks say, None where the outline is lost.

        `foot` is the motion of the rear foot, which carries the ankle.
        """
        base = foot.of(self.joint) - self.joint
        places = [self._settled(picture, base, *start) for start in self._starts(picture, base, expected_rad)]
        likely = [self._likelihood(picture, base, tilt, shift, expected_rad) for tilt, shift, _ in places]
        tilt, shift, found = places[int(np.argmax(likely))]
        if found < self.weakest:
            return None
        sd_deg = float(np.interp(found, (FAINT, PLAIN), (FAINT_SD_DEG, PLAIN_SD_DEG)))
        return ShankTilt(tilt, shift, float(np.radians(sd_deg)), found)

    def across(self, tilt: ShankTilt) -> FloatArray:
        """The shift across the leg as a vector (2,)."""
        return tilt.shift_px * _turned(self.outline.right, tilt.tilt_rad)

    def _starts(self, picture: Picture, base: FloatArray, expected_rad: float) -> list[tuple[float, float]]:
        """The likeliest tilts, each with its shift: tops of the likelihood over the tilts that are looked at."""
        likely = self._likelihoods(picture, base, expected_rad)
        best = likely.max(axis=1)
        beside = np.pad(best, 1, constant_values=-np.inf)
        tops = np.flatnonzero((best >= beside[:-2]) & (best > beside[2:]))
        highest = tops[np.argsort(-best[tops], kind="stable")][: self.starts]
        shifts = self.shifts[likely.argmax(axis=1)] * self.outline.length_px
        return [(float(expected_rad + LOOKED_AT_RAD[i]), float(shifts[i])) for i in highest]

    def _likelihoods(self, picture: Picture, base: FloatArray, expected_rad: float) -> FloatArray:
        """Of every tilt and shift that is looked at, by each n-th point of the outline."""
        tilts, shifts = expected_rad + LOOKED_AT_RAD, self.shifts * self.outline.length_px
        outline = self.outline
        normals = np.stack([_turned(outline.normals[::EVERY], t) for t in tilts])
        arms = np.stack([_turned(outline.points[::EVERY] - self.joint, t) for t in tilts])
        across = np.stack([_turned(outline.right, t) for t in tilts])
        points = self.joint + base + arms[:, None] + shifts[:, None, None] * across[:, None, None]
        everywhere = np.broadcast_to(normals[:, None], points.shape).reshape(-1, *normals.shape[1:])
        found = self._score(picture, points.reshape(everywhere.shape), everywhere, slice(None, None, EVERY))
        score = (found.astype(np.float64) @ self.weight[::EVERY]).reshape(len(tilts), len(shifts))
        return score * self._expectation(LOOKED_AT_RAD[:, None], self.shifts)

    def _likelihood(self, picture: Picture, base: FloatArray, tilt: float, shift: float, expected_rad: float) -> float:
        """Of one tilt and shift, by all points."""
        points, normals = self._placed(tilt, base, shift)
        score = self._score(picture, points[None], normals[None], slice(None))[0] @ self.weight
        return float(score * self._expectation(tilt - expected_rad, shift / self.outline.length_px))

    def _expectation(self, off_rad: FloatArray | float, shift: FloatArray | float) -> FloatArray:
        """How likely a tilt so far off the landmarks' one is, and a shift in lengths of the shank; at most 1."""
        return np.asarray(np.exp(-0.5 * (off_rad / LANDMARK_SD_RAD) ** 2 - 0.5 * (shift / self.shift_sd) ** 2))

    def _settled(self, picture: Picture, base: FloatArray, tilt: float, shift: float) -> tuple[float, float, float]:
        """Tilt, shift and the share of the edges found, where small steps from a tilt and shift end."""
        found = 0.0
        for _ in range(MOST_FINE_STEPS):
            before = tilt
            tilt, shift, found = self._finer(picture, base, tilt, shift)
            if abs(tilt - before) < CONVERGED_RAD:
                break
        return tilt, shift, found

    def _finer(self, picture: Picture, base: FloatArray, tilt: float, shift: float) -> tuple[float, float, float]:
        """One step: every outline point looks along its normal for its edge, then all agree on tilt and shift."""
        outline = self.outline
        points, normals = self._placed(tilt, base, shift)
        reach = FINE_REACH * outline.edge_px
        along = np.arange(-reach, reach + 0.1, 0.5 * outline.edge_px)
        fan = points + along[:, None, None] * normals
        score = self._score(picture, fan, np.broadcast_to(normals, fan.shape), slice(None)).astype(np.float64)
        near = (score * np.exp(-0.5 * (1.5 * along / reach) ** 2)[:, None]) ** 4
        off = (near * along[:, None]).sum(axis=0) / (near.sum(axis=0) + 1e-12)
        best = score.max(axis=0)
        arm, across = points - self.joint - base, _turned(outline.right, tilt)
        columns = np.column_stack([arm[:, 0] * normals[:, 1] - arm[:, 1] * normals[:, 0], normals @ across])
        step = self._agreed(columns, off, self.weight * best**2, shift)
        return tilt + float(step[0]), shift + float(step[1]), float(best @ self.weight / self.weight.sum())

    def _agreed(self, columns: FloatArray, off: FloatArray, weight: FloatArray, shift: float) -> FloatArray:
        """Robust least squares for the change of (tilt, shift); the shift is drawn to zero."""
        stiff = weight.sum() * (EDGES_SD / self.shift_sd) ** 2 / INDEPENDENT_POINTS
        step, now = np.zeros(2), weight
        for _ in range(3):
            normal = columns.T @ (columns * now[:, None]) + np.diag([1e-9, stiff + 1e-9])
            step = np.linalg.solve(normal, columns.T @ (now * off) - np.array([0.0, stiff * shift]))
            rest = off - columns @ step
            spread = max(0.15 * self.outline.edge_px, 1.4826 * float(np.median(np.abs(rest))))
            now = weight / (1.0 + (rest / (1.5 * spread)) ** 2)
        return np.asarray(step)

    def _placed(self, tilt: float, base: FloatArray, shift: float) -> tuple[FloatArray, FloatArray]:
        """Points and normals of the outline after a tilt and a shift."""
        motion = Motion(self.joint, tilt, base + shift * _turned(self.outline.right, tilt))
        return motion.of(self.outline.points), _turned(self.outline.normals, tilt)

    def _score(self, picture: Picture, points: FloatArray, normals: FloatArray, part: slice) -> NDArray[np.float32]:
        """How much each place (M, N, 2) looks like the leg's edge, 0 to 1, (M, N): the leg's colour inside, another
        colour outside, a step between them.
        """
        outline, edge = self.outline, self.outline.edge_px
        count = len(points)
        offsets = np.array([-2.0, -1.0, 1.0, 2.0])[:, None, None, None] * edge
        seen = sample(picture, (points + offsets * normals).reshape(4 * count, -1, 2))
        deep, inner, outer, far = seen.reshape(4, count, -1, 3)
        step = edge_strength(np.linalg.norm(inner - outer, axis=-1), outline.contrast)
        own = outline.colours[part].astype(np.float32)
        inside = colour_match(deep - own, outline.contrast, OWN_COLOUR)
        outside = 1.0 - colour_match(far - own, outline.contrast, OTHER_COLOUR)
        return np.asarray(step * inside * outside)


def _turned(vectors: FloatArray, angle_rad: float) -> FloatArray:
    return Motion(np.zeros(2), angle_rad, np.zeros(2)).of(vectors)
