"""Whether the foot still stands where it stood in stance, and whether the picture still shows it."""

from __future__ import annotations

from cv_rom.geometry import distance, midpoint
from cv_rom.live.planted_leg import PlantedLeg
from cv_rom.live_reading import LiveMessage
from cv_rom.poses import Pose
from cv_rom.skeleton import Landmark

MOVED = 0.2
"""A foot whose landmarks lie further than this share of the shank from their place in stance stands elsewhere: a step
is 0.5 and more, landmarks of a planted foot err by 0.05."""
MOVED_S = 0.4
LOST_S = 1.0
"""How long the foot must lie elsewhere, and how long the picture may lose it."""
SELDOM_S = 5.0
"""A foot that the picture cannot follow is not tried anew more often."""


class FootWatch:
    """Watches the foot of one stance, which was taken at `since_s`."""

    def __init__(self, leg: PlantedLeg, since_s: float) -> None:
        self._side = leg.side
        self._place = midpoint(leg.heel, leg.toe)
        self._far_px = MOVED * float(distance(leg.knee, leg.ankle))
        self._since_s = self._at_place_s = self._followed_s = since_s
        self.trouble: LiveMessage | None = None

    def push(self, pose: Pose, *, followed: bool) -> None:
        """Take in a pose by its landmarks, and whether the picture shows its foot (true where nobody looks)."""
        if not self._elsewhere(pose):
            self._at_place_s = pose.time_s
        if followed:
            self._followed_s = pose.time_s
        if pose.time_s - self._at_place_s > MOVED_S:
            self.trouble = "foot_moved"
        elif pose.time_s - self._followed_s > LOST_S:
            self.trouble = "foot_lost"
        else:
            self.trouble = None

    def wants_stance(self, time_s: float) -> bool:
        """Whether a new stance would help."""
        return self.trouble == "foot_moved" or (self.trouble == "foot_lost" and time_s - self._since_s > SELDOM_S)

    def _elsewhere(self, pose: Pose) -> bool:
        foot = midpoint(pose.xy(Landmark.HEEL, self._side), pose.xy(Landmark.TOE, self._side))
        return bool(distance(foot, self._place) > self._far_px)  # a foot that is not seen is nowhere else
