"""From the stance and the motion that was seen in the picture since then to a leg's points: a refined `Pose`.

A point becomes its landmark's median place in stance plus its motion since. What the picture did not show stays the
landmark, with the large noise that landmarks have while a leg moves.
"""

from __future__ import annotations

import cmath
import math
from dataclasses import dataclass

from cv_rom.biomechanics.joint_angles import BALL_TO_TOE_LANDMARK
from cv_rom.blazepose import JOINT_BELOW_ANKLE, JOINT_SD, LANDMARK_TILT_SD_DEG, LANDMARKS_ALONE
from cv_rom.foot_motion import FootPatches, PatchMotion, ShankTurn
from cv_rom.geometry import FloatArray
from cv_rom.poses import Pose
from cv_rom.skeleton import Landmark, Side, index

LANDMARKS_SHOW = 0.93
"""Share of the shank's tilt since stance that the knee landmark shows about a planted ankle: 0.80 to 0.97 on bodies of
known truth, 0.7 to 1.05 on real clips against the shank's outline; it slides towards the hip as the knee bends."""
_LEG = (Landmark.KNEE, Landmark.ANKLE, Landmark.HEEL, Landmark.TOE)


@dataclass(frozen=True)
class PlantedLeg:
    """A leg as it stood: median places (2,) of its landmarks in stance, pixels."""

    side: Side
    knee: FloatArray
    ankle: FloatArray
    heel: FloatArray
    toe: FloatArray

    @classmethod
    def of(cls, stance: Pose, side: Side) -> PlantedLeg:
        """The leg of one side in the median pose of the stance."""
        return cls(side, *(stance.xy(landmark, side) for landmark in _LEG))

    def refined(self, pose: Pose, patches: FootPatches | None) -> Pose:
        """The pose with this leg's points where the picture showed them."""
        xy_px, noise_px = pose.xy_px.copy(), pose.noise_px.copy()
        at = {landmark: index(landmark, self.side) for landmark in _LEG}
        noise_px[list(at.values())] *= LANDMARKS_ALONE
        if patches is None or pose.is_nobody:
            return Pose(pose.time_s, xy_px, pose.visibility, noise_px)
        moves = ((Landmark.HEEL, self.heel, patches.heel), (Landmark.TOE, self.toe, patches.forefoot))
        found = [(x, _complex(place) + _shift(moved), moved.noise_px) for x, place, moved in moves if moved is not None]
        if patches.heel is not None and patches.forefoot is not None:
            found += self._shank(pose, patches.heel, patches.forefoot, patches.shank)
        for landmark, point, sd_px in found:
            xy_px[at[landmark]], noise_px[at[landmark]] = (point.real, point.imag), sd_px
        return Pose(pose.time_s, xy_px, pose.visibility, noise_px)

    def _shank(
        self, pose: Pose, heel: PatchMotion, forefoot: PatchMotion, shank: ShankTurn | None
    ) -> tuple[tuple[Landmark, complex, float], ...]:
        """Ankle and knee, which turn with the shank about the joint that the foot carries, and their noise."""
        ankle, knee = _complex(self.ankle), _complex(self.knee)
        joint = ankle - JOINT_BELOW_ANKLE * (knee - ankle)
        carried = self._carried(joint, heel, forefoot)
        seen_deg = _turn_deg(knee - joint, _complex(pose.xy(Landmark.KNEE, self.side)) - carried)
        turn_deg, turn_sd_deg = _weighed(seen_deg, shank)
        turn = _turn(turn_deg)
        length = abs(knee - ankle)
        ankle_sd = math.hypot(heel.noise_px, JOINT_SD * length)
        knee_sd = math.sqrt(max(_square(length * math.radians(turn_sd_deg)) - _square(ankle_sd), _square(ankle_sd)))
        return (
            (Landmark.ANKLE, carried + (ankle - joint) * turn, ankle_sd),
            (Landmark.KNEE, carried + (knee - joint) * turn, knee_sd),
        )

    def _carried(self, joint: complex, heel: PatchMotion, forefoot: PatchMotion) -> complex:
        """Where the rear foot carries the ankle's joint: it turns about the metatarsal heads."""
        at, toe = _complex(self.heel), _complex(self.toe)
        ball = at + BALL_TO_TOE_LANDMARK * (toe - at)
        turn_deg = _turn_deg(at - ball, at + _shift(heel) - ball - _shift(forefoot))
        return ball + _shift(forefoot) + (joint - ball) * _turn(turn_deg)


def _weighed(landmark_deg: float, shank: ShankTurn | None) -> tuple[float, float]:
    """Turn of the shank since stance, clockwise, and its deviation, degrees: outline and landmark, weighed."""
    if shank is None:
        return landmark_deg / LANDMARKS_SHOW, LANDMARK_TILT_SD_DEG
    if math.isnan(landmark_deg):
        return shank.turn_deg, shank.noise_deg
    ratio = shank.noise_deg / LANDMARK_TILT_SD_DEG
    share = 1.0 / (1.0 + ratio * ratio)  # the outline's, by inverse variances
    return landmark_deg + share * (shank.turn_deg - landmark_deg), shank.noise_deg / math.hypot(1.0, ratio)


def _complex(point: FloatArray) -> complex:
    """A point (2,) as x + iy: so a turn clockwise on the screen is a factor, and single points cost little."""
    x, y = point.tolist()
    return complex(x, y)


def _shift(patch: PatchMotion) -> complex:
    return complex(patch.dx_px, patch.dy_px)


def _turn(angle_deg: float) -> complex:
    return cmath.rect(1.0, math.radians(angle_deg))


def _turn_deg(before: complex, after: complex) -> float:
    """From the direction of one line to that of another, clockwise, in [-180, 180]."""
    return math.degrees(cmath.phase(after * before.conjugate()))


def _square(value: float) -> float:
    return value * value  # endless where a power would fail
