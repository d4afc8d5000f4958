"""From the stance and the motion that was seen in the picture since then to a leg's points: a refined `Pose`.

A point becomes its landmark's median place in stance plus its motion since. What the picture did not show stays the
landmark, with the large noise that landmarks have while a leg moves.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from cv_rom.biomechanics.joint_angles import BALL_TO_TOE_LANDMARK
from cv_rom.blazepose import JOINT_BELOW_ANKLE, JOINT_SD, LANDMARK_TILT_SD_DEG, LANDMARKS_ALONE
from cv_rom.foot_motion import FootPatches, PatchMotion, ShankTurn
from cv_rom.geometry import FloatArray, rotate, wrap_deg
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
        for landmark, place, moved in (
            (Landmark.HEEL, self.heel, patches.heel),
            (Landmark.TOE, self.toe, patches.forefoot),
        ):
            if moved is not None:
                xy_px[at[landmark]], noise_px[at[landmark]] = place + _shift(moved), moved.noise_px
        if patches.heel is not None and patches.forefoot is not None:
            found = self._shank(pose, patches.heel, patches.forefoot, patches.shank)
            (xy_px[at[Landmark.ANKLE]], xy_px[at[Landmark.KNEE]]) = found[0]
            (noise_px[at[Landmark.ANKLE]], noise_px[at[Landmark.KNEE]]) = found[1]
        return Pose(pose.time_s, xy_px, pose.visibility, noise_px)

    def _shank(
        self, pose: Pose, heel: PatchMotion, forefoot: PatchMotion, shank: ShankTurn | None
    ) -> tuple[tuple[FloatArray, FloatArray], tuple[float, float]]:
        """Ankle and knee, which turn with the shank about the joint that the foot carries, and their noise."""
        joint = self.ankle - JOINT_BELOW_ANKLE * (self.knee - self.ankle)
        carried = self._carried(joint, heel, forefoot)
        turn_deg, turn_sd_deg = self._turn(pose.xy(Landmark.KNEE, self.side), joint, carried, shank)
        points = (carried + rotate(place - joint, turn_deg) for place in (self.ankle, self.knee))
        length = float(np.hypot(*(self.knee - self.ankle)))
        ankle_sd = float(np.hypot(heel.noise_px, JOINT_SD * length))
        knee_sd = float(np.sqrt(max((length * np.radians(turn_sd_deg)) ** 2 - ankle_sd**2, ankle_sd**2)))
        ankle, knee = points
        return (ankle, knee), (ankle_sd, knee_sd)

    def _carried(self, joint: FloatArray, heel: PatchMotion, forefoot: PatchMotion) -> FloatArray:
        """Where the rear foot carries the ankle's joint: it turns about the metatarsal heads."""
        ball = self.heel + BALL_TO_TOE_LANDMARK * (self.toe - self.heel)
        before, after = self.heel - ball, self.heel + _shift(heel) - ball - _shift(forefoot)
        turn_deg = float(wrap_deg(_direction_deg(after) - _direction_deg(before)))
        return np.asarray(ball + _shift(forefoot) + rotate(joint - ball, turn_deg))

    def _turn(
        self, knee: FloatArray, joint: FloatArray, carried: FloatArray, shank: ShankTurn | None
    ) -> tuple[float, float]:
        """Turn of the shank since stance, clockwise, and its deviation, degrees: outline and landmark, weighed."""
        landmark_deg = float(wrap_deg(_direction_deg(knee - carried) - _direction_deg(self.knee - joint)))
        if shank is None:
            return landmark_deg / LANDMARKS_SHOW, LANDMARK_TILT_SD_DEG
        if not np.isfinite(landmark_deg):
            return shank.turn_deg, shank.noise_deg
        weights = np.array([shank.noise_deg, LANDMARK_TILT_SD_DEG]) ** -2.0
        mean = np.average([shank.turn_deg, landmark_deg], weights=weights)
        return float(mean), float(weights.sum() ** -0.5)


def _shift(patch: PatchMotion) -> FloatArray:
    return np.array([patch.dx_px, patch.dy_px])


def _direction_deg(line: FloatArray) -> float:
    """Direction of a line in the picture, clockwise from the image right."""
    return float(np.degrees(np.arctan2(line[1], line[0])))
