"""`analyze_track`: THE measurement. A track of poses and what is known of the scene in, an assessment out."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

import numpy as np
from numpy.typing import NDArray

from cv_rom.biomechanics.leg_curves import curve
from cv_rom.biomechanics.leg_view import Curve
from cv_rom.biomechanics.quantities import QUANTITIES
from cv_rom.biomechanics.scale import NO_SCALE
from cv_rom.biomechanics.shots import part_of, split_shots
from cv_rom.biomechanics.uncertainty import NORMAL_95
from cv_rom.geometry import FloatArray
from cv_rom.measurement.clip import clip_compensations, clip_measures
from cv_rom.measurement.findings import findings, recording_warnings
from cv_rom.measurement.measures import refused
from cv_rom.measurement.preparation import PreparedTrack, prepare
from cv_rom.measurement.repetition import measure_repetition
from cv_rom.measurement.shot import Shot, choose_protocol, measure_shot
from cv_rom.poses import PoseTrack
from cv_rom.protocols import PROTOCOLS, Protocol
from cv_rom.results import Assessment, Measure, Quality, Reason, Repetition, Scale, Series, Subject, View
from cv_rom.scene import Scene
from cv_rom.skeleton import Side
from cv_rom.texts import text

AUTO = "auto"


def analyze_track(track: PoseTrack, scene: Scene, protocol: str = AUTO, *, side: str = AUTO) -> Assessment:
    """Assess one recording.

    Args:
        track: the assessed person's landmarks.
        scene: the picture's size and what the user gave.
        protocol: name of a protocol, or "auto": a lunge where the feet are staggered, else a squat.
        side: "left", "right", or "auto": what the view and the protocol suggest.

    Raises:
        ValueError: for a protocol or side that does not exist.

    """
    chosen, prepared, shots = _measure_shots(track, scene, protocol, side)
    repetitions = _repetitions(shots, chosen)
    main = max(shots, key=_weight, default=None)
    measures = clip_measures(main, chosen, repetitions) if main else _nothing(track, chosen)
    compensations = clip_compensations(shots, chosen, repetitions)
    view = _view(main)
    done = dict.fromkeys(warning for p in prepared for warning in p.warnings)
    warnings = (*done, *recording_warnings(view, shots, _frame_rate(track)))
    return Assessment(
        protocol=chosen.name,
        view=view,
        subject=Subject(scene.footwear, scene.foot_length_cm, scene.height_cm),
        scale=_scale(main),
        repetitions=repetitions,
        measures=measures,
        compensations=compensations,
        findings=findings(chosen, repetitions, measures, compensations),
        quality=Quality(warnings),
        series=_series(track.time_s, shots, main),
    )


def stance_frames(track: PoseTrack, scene: Scene, protocol: str = AUTO, *, side: str = AUTO) -> NDArray[np.bool_]:
    """The frames (T,) that the measurement would take as still, foot-flat stance; arguments as in `analyze_track`."""
    frames = np.zeros(len(track), dtype=bool)
    for shot in _measure_shots(track, scene, protocol, side)[2]:
        stance = shot.legs[0].stance
        if stance is not None:
            frames[shot.frames] = stance.frames
    return frames


def _measure_shots(
    track: PoseTrack, scene: Scene, protocol: str, side: str
) -> tuple[Protocol, list[PreparedTrack], list[Shot]]:
    """The protocol, and each shot prepared and measured."""
    if protocol not in (AUTO, *PROTOCOLS):
        raise ValueError(f"protocol must be one of {', '.join((*PROTOCOLS, AUTO))}, got {protocol!r}")
    wanted = None if side == AUTO else Side(side)
    parts = split_shots(track)
    prepared = [prepare(part_of(track, frames)) for frames in parts]
    chosen = choose_protocol([p.track for p in prepared], scene) if protocol == AUTO else PROTOCOLS[protocol]
    shots = [measure_shot(p, f, scene, chosen, wanted) for p, f in zip(prepared, parts, strict=True)]
    return chosen, prepared, shots


def _repetitions(shots: Sequence[Shot], protocol: Protocol) -> tuple[Repetition, ...]:
    windows = [(shot, window) for shot in shots for window in shot.repetitions]
    return tuple(measure_repetition(shot, w, protocol, i) for i, (shot, w) in enumerate(windows, start=1))


def _weight(shot: Shot) -> tuple[int, float]:
    """What makes a shot the clip's main one: its repetitions, then its length."""
    return len(shot.repetitions), float(shot.time_s[-1] - shot.time_s[0])


def _view(main: Shot | None) -> View:
    if main is None:
        return View("unknown", None, None, None, None)
    view = main.view
    return View(view.plane, view.facing, view.near_side.value if view.near_side else None, view.yaw_deg, view.roll_deg)


def _scale(main: Shot | None) -> Scale:
    return main.legs[0].scale if main else NO_SCALE


def _nothing(track: PoseTrack, protocol: Protocol) -> tuple[Measure, ...]:
    """The measures of a clip in which nobody could be followed."""
    reason: Reason = "too_short" if track.person_seen.any() else "person_not_found"
    return tuple(
        refused(f"best_{spec.name}", None, reason, QUANTITIES[spec.quantity].unit, text(f"definition.{spec.quantity}"))
        for spec in protocol.measures
        if spec.name in protocol.best
    )


def _frame_rate(track: PoseTrack) -> float | None:
    return float(1.0 / np.median(np.diff(track.time_s))) if len(track) > 1 else None


def _series(time_s: FloatArray, shots: Sequence[Shot], main: Shot | None) -> Series:
    """Every curve that could be had, NaN outside the shots that show it."""
    columns: dict[str, FloatArray] = {}
    half_intervals: dict[str, FloatArray] = {}
    for shot in shots:
        for leg, name in product(shot.legs, QUANTITIES):
            found = curve(leg, name)
            if isinstance(found, Curve):
                for table, values in ((columns, found.values), (half_intervals, NORMAL_95 * found.sd)):
                    column = table.setdefault(f"{leg.side.value}_{name}", np.full(len(time_s), np.nan))
                    column[shot.frames] = values
    return Series(time_s, columns, half_intervals, main.stance_s if main else None)
