"""`LiveCheck`: a movement test while it is done. A pose in, a reading out, one by one; an assessment at the end.

Setup (one hindrance at a time) -> calibrate (stand still while the stance is found) -> measure -> done. No reading
depends on a later pose. What is recorded is analysed at the end with the code that analyses files.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

import numpy as np

from cv_rom.analysis import AUTO, analyze_track
from cv_rom.biomechanics.side_labels import LiveSideLabels, exchange_legs
from cv_rom.biomechanics.wall_distances import WALL_TOUCH_CM
from cv_rom.foot_motion import FootMotion
from cv_rom.live.attempts import Attempts
from cv_rom.live.calibration import Calibration
from cv_rom.live.hold_timer import HoldTimer
from cv_rom.live.leg_now import NOT_MEASURED, LegNow
from cv_rom.live.measuring import Measuring
from cv_rom.live.recording import PoseRecording
from cv_rom.live.setup_check import (
    BY_DARKNESS,
    DARK,
    STILL_S,
    VIEW_S,
    WANTED_FRAMES,
    Setting,
    SteadyHindrance,
    setting,
    unsteady,
)
from cv_rom.live.trailing_poses import TrailingPoses
from cv_rom.live_reading import LiveMessage, LiveReading, Step
from cv_rom.outlines import LegOutline
from cv_rom.poses import Pose, PoseTrack
from cv_rom.protocols import PROTOCOLS
from cv_rom.results import Assessment
from cv_rom.scene import Scene
from cv_rom.skeleton import Side

CALIBRATION_S = 2.0


class LiveCheck:
    """One leg, one movement test.

        check = LiveCheck("squat", Scene(640, 480, height_cm=175.0))
        for pose in poses:
            reading = check.push(pose)
        assessment = check.finish()

    Memory and time do not grow: see `PoseRecording` for what is kept of a long check.
    """

    def __init__(
        self,
        protocol: str,
        scene: Scene,
        *,
        side: Literal["auto", "left", "right"] = "auto",
        calibration_s: float = CALIBRATION_S,
    ) -> None:
        """Begin a check.

        Args:
            protocol: name of a protocol; "auto" is no choice here.
            scene: size of the picture, and what is known of the person and the camera.
            side: the leg to measure; "auto": what the view and the protocol suggest when the check begins.
            calibration_s: how long to stand still first.

        Raises:
            ValueError: for a protocol or side that does not exist.

        """
        if protocol not in PROTOCOLS:
            raise ValueError(f"protocol must be one of {', '.join(PROTOCOLS)}, got {protocol!r}")
        self._protocol = PROTOCOLS[protocol]
        self._scene = scene
        self._side = None if side == AUTO else Side(side)
        self._calibration_s = calibration_s
        self._recording = PoseRecording()
        self._attempts = Attempts(self._protocol)
        self._holds = HoldTimer()
        self._reference = 0
        self._light = np.inf
        self._measuring: Measuring | None = None
        self.reading = LiveReading(-np.inf, "setup", "no_person")
        """The newest reading."""
        self._set_up_anew()

    def _set_up_anew(self) -> None:
        self._labels = LiveSideLabels()
        self._landmarks = TrailingPoses()
        self._standing: list[Pose] = []
        self._hindrance = SteadyHindrance()

    @property
    def recorded(self) -> PoseTrack:
        """What `finish` analyses: from the stance on, the poses with refined points.

        Its times, and so the assessment's, count from its first pose; readings keep the times that were pushed.
        """
        return self._recording.track()

    @property
    def recorded_outline(self) -> LegOutline:
        """And the ends of foot and knee that the pictures showed in them."""
        return self._recording.outline()

    def push(self, pose: Pose, motion: FootMotion | None = None) -> LiveReading:
        """Take in the next pose, and what the picture shows of the feet beside the landmarks.

        Raises:
            ValueError: the time is not later than that of the pose before, or the check is over.

        """
        if self.reading.step == "done":
            raise ValueError("the check is over; begin another one")
        if not self.reading.time_s < pose.time_s < np.inf:
            raise ValueError(f"time_s must rise from pose to pose, got {pose.time_s} after {self.reading.time_s}")
        if self._labels.push(pose):
            pose = exchange_legs(pose)
        self.reading = self._set_up(pose) if self._measuring is None else self._measure(self._measuring, pose, motion)
        return self.reading

    def know_roll(self, roll_deg: float, roll_sd_deg: float) -> None:
        """Say how far the camera is turned, once the room's lines have told; see `Scene`.

        Raises:
            ValueError: the leg is being measured already; its numbers would change from one pose to the next.

        """
        if self._measuring is not None:
            raise ValueError("the camera's roll must be known before the measuring begins")
        self._scene = replace(self._scene, roll_deg=roll_deg, roll_sd_deg=roll_sd_deg)

    def know_light(self, light: float) -> None:
        """Say how bright the newest picture is: its lightest twentieth, 0 to 255."""
        self._light = light

    def finish(self) -> Assessment:
        """End the check and analyse what was recorded."""
        if self._measuring is not None:
            self._measuring.finish()
        done = replace(self.reading, step="done", message=None, countdown_s=None, flags=(), unchecked=())
        self.reading = self._with_attempts(done)
        side = AUTO if self._side is None else self._side.value
        scene = replace(self._scene, outline=self.recorded_outline)
        return analyze_track(self.recorded, scene, self._protocol.name, side=side)

    def _set_up(self, pose: Pose) -> LiveReading:
        """Look for what hinders; without a hindrance wait for the stance."""
        self._landmarks.push(pose)
        if not self._reference:
            self._recording.append(pose)  # so that a check that never began can say why
        found = setting(self._landmarks.last(VIEW_S, fewest=WANTED_FRAMES), self._scene, self._protocol, self._side)
        if not isinstance(found, Setting):
            return self._hindered(pose, found)
        if hindrance := unsteady(self._landmarks.last(STILL_S, fewest=WANTED_FRAMES), found.side):
            return self._hindered(pose, hindrance)
        self._hindrance.clear()
        self._standing.append(pose)
        left_s = self._standing[0].time_s + self._calibration_s - pose.time_s
        if left_s > 0.0:
            waiting = self._known(pose, "calibrate", "hold_position")
            return replace(waiting, side=found.side.value, countdown_s=left_s)
        return self._start(pose, found.side)

    def _hindered(self, pose: Pose, hindrance: LiveMessage) -> LiveReading:
        self._standing.clear()
        if self._light < DARK and hindrance in BY_DARKNESS:
            hindrance = "more_light"
        return self._known(pose, "setup", self._hindrance.push(pose.time_s, hindrance))

    def _start(self, pose: Pose, side: Side) -> LiveReading:
        """Stood still for long enough: from this pose on it is measured."""
        if not self._reference:
            self._recording.clear()
        for earlier in self._standing[:-1]:
            self._recording.append(earlier)
        self._side = side
        self._reference += 1
        calibration = Calibration.of(PoseTrack.from_poses(self._standing), self._scene, side)
        self._measuring = Measuring(calibration, self._protocol, self._attempts, self._holds, reference=self._reference)
        return self._measure(self._measuring, pose, None)

    def _measure(self, measuring: Measuring, pose: Pose, motion: FootMotion | None) -> LiveReading:
        points, ends, completed = measuring.push(pose, motion)
        self._reference = measuring.reference
        self._recording.append(points, ends)
        for start_s, end_s in completed:
            self._recording.mark_busy(start_s, end_s)
        if measuring.hindrance is not None:
            self._measuring = None
            self._set_up_anew()
            return self._known(pose, "setup", measuring.hindrance)
        return self._known(pose, "measure", measuring.message, measuring.now)

    def _known(self, pose: Pose, step: Step, message: LiveMessage | None, now: LegNow = NOT_MEASURED) -> LiveReading:
        """A reading with what is known at any time, and of the leg at this moment."""
        wall_cm = now.knee_to_wall_cm
        known = LiveReading(
            pose.time_s,
            step,
            message,
            side=None if self._side is None else self._side.value,
            dorsiflexion_deg=now.dorsiflexion_deg,
            interval_95=now.interval_95,
            knee_flexion_deg=now.knee_flexion_deg,
            heel_height_mm=now.heel_height_mm,
            hold_s=self._holds.hold_s,
            flags=now.flags,
            unchecked=now.unchecked,
            knee_to_wall_cm=wall_cm,
            knee_at_wall=None if wall_cm is None else wall_cm <= WALL_TOUCH_CM,
            reference=self._reference,
            landmark_side=None if self._measuring is None else self._measuring.calibration.landmark_side.value,
        )
        return self._with_attempts(known)

    def _with_attempts(self, reading: LiveReading) -> LiveReading:
        return replace(
            reading,
            best_dorsiflexion_deg=self._attempts.best_deg,
            repetitions=len(self._attempts),
            valid_repetitions=self._attempts.valid,
            unjudged_repetitions=self._attempts.unjudged,
            best_hold_s=self._holds.best_s,
            attempts=self._attempts.shown,
        )
