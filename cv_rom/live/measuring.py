"""A live check while it measures: points, numbers, repetitions, and whether the stance still holds."""

from __future__ import annotations

from collections import deque
from dataclasses import replace

import numpy as np

from cv_rom.biomechanics.shots import LOST_S
from cv_rom.biomechanics.side_labels import exchange_legs
from cv_rom.foot_motion import FootMotion, FootPatches
from cv_rom.geometry import FloatArray
from cv_rom.live.attempts import Attempts
from cv_rom.live.calibration import Calibration
from cv_rom.live.dip import Dip
from cv_rom.live.foot_watch import FootWatch
from cv_rom.live.hold_timer import HoldTimer
from cv_rom.live.leg_ends import UNSEEN, ends_in_picture
from cv_rom.live.leg_now import LOOKED_AT_S, NOT_MEASURED, LegNow, leg_now
from cv_rom.live.planted_leg import PlantedLeg
from cv_rom.live.settled_legs import SettledLegs
from cv_rom.live.setup_check import VIEW_S, WANTED_FRAMES, Setting, setting, unsteady
from cv_rom.live.trailing_poses import MOST_FRAMES, CalmPoses, TrailingPoses
from cv_rom.live_reading import LiveMessage
from cv_rom.poses import Pose, PoseTrack
from cv_rom.protocols import Protocol

VIEW_EVERY_S = 0.5
HINDERED_S = 1.0
"""A hindrance that lasts so long ends the measuring until it is put right."""
STANCE_S = 0.5
"""How long to stand still for a new stance."""


class Measuring:
    """Measures one leg from its stance on. `attempts` and `holds` outlive it, as a check may have to start anew."""

    def __init__(
        self, calibration: Calibration, protocol: Protocol, attempts: Attempts, holds: HoldTimer, *, reference: int
    ) -> None:
        self.now = NOT_MEASURED
        self.hindrance: LiveMessage | None = None
        self._protocol = protocol
        self._attempts = attempts
        self._holds = holds
        self._dip = Dip(protocol.min_depth)
        self._stand(calibration, reference)
        self._begin(calibration.pose.time_s)

    def _stand(self, calibration: Calibration, reference: int) -> None:
        """Count from this stance."""
        self.calibration, self.reference = calibration, reference
        self._planted = PlantedLeg.of(calibration.pose, calibration.side)
        self._foot = FootWatch(self._planted, calibration.pose.time_s)
        self._dip.clear()

    def _begin(self, time_s: float) -> None:
        """Begin to look, at first or after a gap: what came before says nothing of what follows."""
        self._landmarks = TrailingPoses()
        self._calm = CalmPoses()
        self._ends = deque[FloatArray](maxlen=MOST_FRAMES)
        self._settled = SettledLegs()
        self._dip.clear()
        self._pushed_s = self._seen_s = self._looked_s = self._clear_s = time_s

    @property
    def message(self) -> LiveMessage | None:
        """The one thing to tell the person now."""
        if self._foot.trouble is not None:
            return self._foot.trouble
        return None if self._attempts or self._dip.under_way else "start"

    def push(self, pose: Pose, motion: FootMotion | None) -> tuple[Pose, FloatArray, list[tuple[float, float]]]:
        """Take in a pose whose labels are consistent over time, and what the picture shows of the feet.

        Gives the pose with refined points and the ends (8,) of foot and knee, as they are to be recorded, and start and
        end of the repetitions that are complete with it.
        """
        if pose.time_s - self._pushed_s > LOST_S:
            self._begin(pose.time_s)
        self._pushed_s = pose.time_s
        own = self._own(pose)
        points, ends = self._refined(own, motion)
        self._landmarks.push(own)
        self._calm.push(points)
        self._ends.append(ends)
        self.now = self._leg_now()
        self._holds.push(pose.time_s, self.now.knee_flexion_deg, heel_up=self.now.heel_up)
        completed = self._completed(points, ends)
        self._look_around(own)
        return self._own(points), ends, completed

    def _leg_now(self) -> LegNow:
        calm = self._calm.last(LOOKED_AT_S)
        ends = np.array(self._ends)[-len(calm) :]
        return leg_now(self.calibration, calm, ends, self._protocol, self._attempts.wall)

    def _own(self, pose: Pose) -> Pose:
        """From the labels of the model to those of the near side, and back."""
        return exchange_legs(pose) if self.calibration.exchanged else pose

    def _refined(self, own: Pose, motion: FootMotion | None) -> tuple[Pose, FloatArray]:
        """The leg's points and ends where the picture showed them, while the foot stands where it was referred to."""
        patches = self._patches(motion)
        lost = motion is not None and (patches is None or patches.heel is None or patches.forefoot is None)
        self._foot.push(own, followed=not lost)
        if self._foot.trouble == "foot_moved":
            patches = None
        return self._planted.refined(own, patches), self._ends_in(patches)

    def _ends_in(self, patches: FootPatches | None) -> FloatArray:
        """What the picture shows of the ends of foot and knee, to a test with a wall; others do without."""
        if patches is None or self._protocol.locate_wall is None:
            return UNSEEN
        if self.calibration.ends is None and patches.ends is not None:
            self.calibration = replace(self.calibration, ends=patches.ends)
        return ends_in_picture(patches)

    def _patches(self, motion: FootMotion | None) -> FootPatches | None:
        """What is told of the measured foot since this stance; older references tell of another one."""
        if motion is None or motion.reference_time_s < self.calibration.since_s:
            return None
        return motion.of(self.calibration.landmark_side)

    def finish(self) -> None:
        """Nothing follows: count the repetition under way too, if it is complete by what is known."""
        for settled, ends in self._settled.rest():
            self._dips_with(settled, ends)
        if self._dip.under_way:
            self._count()

    def _completed(self, points: Pose, ends: FloatArray) -> list[tuple[float, float]]:
        return [found for settled in self._settled.push(points, ends) for found in self._dips_with(*settled)]

    def _dips_with(self, settled: Pose, ends: FloatArray) -> list[tuple[float, float]]:
        """The repetitions that end with a settled pose."""
        depth = self.calibration.depth(PoseTrack.from_poses([settled]), self._protocol)
        if not self._dip.push(settled, ends, depth):
            return []
        found = self._count()
        self._dip.restart()
        return found

    def _count(self) -> list[tuple[float, float]]:
        found = self._attempts.add(self.calibration, *self._dip.track())
        self._holds.measured(self._attempts.longest_hold_s)
        return found

    def _look_around(self, own: Pose) -> None:
        """See whether anything hinders by now; take the stance anew where that helps. Not in the middle of a dip."""
        time_s = own.time_s
        if not own.is_nobody:
            self._seen_s = time_s
        elif time_s - self._seen_s > LOST_S:
            self.hindrance = "no_person"
        if self._dip.under_way or time_s - self._looked_s < VIEW_EVERY_S:
            return
        self._looked_s = time_s
        side = self.calibration.side
        found = setting(
            self._landmarks.last(VIEW_S, fewest=WANTED_FRAMES), self.calibration.scene, self._protocol, side
        )
        if not isinstance(found, Setting):
            if time_s - self._clear_s > HINDERED_S:
                self.hindrance = found
            return
        self._clear_s = time_s
        standing = self._landmarks.last(STANCE_S, fewest=WANTED_FRAMES)
        if self._foot.wants_stance(time_s) and unsteady(standing, side) is None:
            anew = Calibration.of(standing, self.calibration.scene, side)
            self._stand(replace(anew, exchanged=anew.exchanged != self.calibration.exchanged), self.reference + 1)
