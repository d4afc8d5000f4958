"""The repetitions (or attempts) of a live check, measured when they end with the code that measures recordings."""

from __future__ import annotations

from dataclasses import dataclass, replace

from cv_rom.biomechanics.leg_view import LegView, Wall
from cv_rom.biomechanics.repetitions import RepetitionWindow
from cv_rom.biomechanics.wall_distances import WALL_TOUCH_CM
from cv_rom.compensations import HEEL_LIFT
from cv_rom.geometry import FloatArray
from cv_rom.live.calibration import Calibration
from cv_rom.live_reading import ATTEMPTS_SHOWN, LiveAttempt
from cv_rom.measurement.clip import hold_time
from cv_rom.measurement.repetition import SHORT_OF_WALL, measure_repetition
from cv_rom.measurement.shot import Shot, repetitions_of
from cv_rom.poses import PoseTrack
from cv_rom.protocols import Protocol


@dataclass(frozen=True)
class _Judged:
    """An attempt, and how far it came: where its own knee put the wall; None without a size."""

    attempt: LiveAttempt
    reached: Wall | None
    forward_px_per_cm: float


class Attempts:
    """All attempts so far. Where a later one comes further to the wall, earlier ones are judged anew."""

    def __init__(self, protocol: Protocol) -> None:
        self._protocol = protocol
        self._judged: list[_Judged] = []
        self.wall: Wall | None = None
        self.shown: tuple[LiveAttempt, ...] = ()
        self.valid = 0
        self.unjudged = 0
        """So many of the valid ones were done with a heel that could not be judged."""
        self.best_deg: float | None = None
        self.longest_hold_s: float | None = None

    def __len__(self) -> int:
        return len(self._judged)

    def add(
        self, calibration: Calibration, poses: PoseTrack, ends: FloatArray, depth: FloatArray
    ) -> list[tuple[float, float]]:
        """Measure what is complete in the settled poses of a dip; gives start and end of each repetition."""
        windows = repetitions_of(poses, depth, calibration.view, calibration.side, self._protocol)
        if not windows:
            return []
        leg = calibration.leg_view(poses, ends)
        later = [RepetitionWindow(w.start + 1, w.bottom + 1, w.end + 1) for w in windows]  # row 0 is the stance
        for window in later:
            self._measure(leg, window)
        self._sum_up()
        return [(float(poses.time_s[w.start]), float(poses.time_s[w.end])) for w in windows]

    def _measure(self, leg: LegView, window: RepetitionWindow) -> None:
        reached = None if self._protocol.locate_wall is None else self._protocol.locate_wall(leg, [window])
        if reached is not None and (self.wall is None or reached.knee_px > self.wall.knee_px):
            self._move_wall(reached)
        leg = replace(leg, wall=self.wall)
        shot = Shot(slice(0, len(leg.track)), leg.view, (leg,), (window,))
        repetition = measure_repetition(shot, window, self._protocol, len(self) + 1)
        hold_s = hold_time(leg, [window]).value if self._protocol.holds else None
        self._judged.append(_Judged(LiveAttempt.of(repetition, hold_s=hold_s), reached, leg.forward_px_per_cm))

    def _move_wall(self, wall: Wall) -> None:
        """The knee cannot pass the wall: it stands at least as far as any attempt came."""
        before, self.wall = self.wall, wall
        if before is not None and self._protocol.touch_needed:
            self._judged = [_judged_anew(known, before, wall) for known in self._judged]

    def _sum_up(self) -> None:
        attempts = [known.attempt for known in self._judged]
        self.shown = tuple(attempts[-ATTEMPTS_SHOWN:])
        valid = [attempt for attempt in attempts if attempt.valid]
        self.valid = len(valid)
        judged = [attempt.dorsiflexion_deg for attempt in valid if HEEL_LIFT.name not in attempt.unchecked]
        self.unjudged = len(valid) - len(judged)
        self.best_deg = max((angle for angle in judged if angle is not None), default=None)
        holds_s = [attempt.hold_s for attempt in attempts if attempt.hold_s is not None]
        self.longest_hold_s = max(holds_s, default=None)


def _judged_anew(known: _Judged, before: Wall, wall: Wall) -> _Judged:
    """An attempt with the wall elsewhere than it was thought to be."""
    attempt = known.attempt
    if known.reached is None or attempt.toe_to_wall_cm is None:
        return known
    toe_cm = attempt.toe_to_wall_cm + (wall.floor_px - before.floor_px) / known.forward_px_per_cm
    reasons = tuple(reason for reason in attempt.invalid_reasons if reason != SHORT_OF_WALL)
    if (wall.knee_px - known.reached.knee_px) / known.forward_px_per_cm > WALL_TOUCH_CM:
        reasons = (*reasons, SHORT_OF_WALL)
    return replace(known, attempt=replace(attempt, valid=not reasons, invalid_reasons=reasons, toe_to_wall_cm=toe_cm))
