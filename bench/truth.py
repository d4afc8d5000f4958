"""Clips whose truth is known: a folder of rendered clips (CLIP.mp4 with CLIP.json beside it), or samples/.

What is compared, and how clips are grouped. Degrees, centimetres, millimetres; definitions: samples/SOURCES.md.
"""

from __future__ import annotations

import json
import statistics
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
SAMPLES = ROOT / "samples"
SIDES = {"L": "left", "R": "right"}
PROTOCOLS = {"squat": "squat", "lunge": "knee-to-wall", "walk": "squat"}

HEEL_LIFT_MM, UNDECIDED_MM = 10.0, 5.0  # lifts between the two are not judged
VALGUS_DEG = 8.0
TURN_OUT_DEG, TURN_OUT_MARGIN_DEG = 30.0, 5.0  # nearer to the threshold than that it is not judged
OFF_AXIS_DEG, ROLLED_DEG = 20.5, 2.0


@dataclass(frozen=True)
class Number:
    """A true value. `minus` names the measure of the clip that is taken off first (a change from stance)."""

    quantity: str
    measure: str
    side: str
    true: float
    minus: str | None = None


@dataclass(frozen=True)
class Sign:
    """Whether a compensation is truly there, or (without a side) whether the attempt is valid."""

    name: str
    side: str | None
    true: bool


@dataclass(frozen=True)
class Part:
    """What is known of a repetition, or (without a time) of the whole clip."""

    numbers: tuple[Number, ...] = ()
    signs: tuple[Sign, ...] = ()
    peak_s: float | None = None


@dataclass(frozen=True)
class TrueClip:
    """A clip, the options of its analysis, and what is true of it."""

    name: str
    video: Path
    group: str
    options: dict[str, str]
    repetitions: tuple[Part, ...]
    whole: Part
    assessable: bool = True


def clips_in(folder: Path | None) -> list[TrueClip]:
    """The rendered clips of a folder, or without one the samples."""
    if folder is None:
        samples = tomllib.loads((SAMPLES / "samples.toml").read_text("utf-8"))
        return [_sample(name, truth) for name, truth in samples.items()]
    files = sorted(path for path in folder.glob("*.mp4") if path.with_suffix(".json").is_file())
    return [_rendered(path, json.loads(path.with_suffix(".json").read_text("utf-8"))) for path in files]


def _angles(side: str, peaks: dict[str, float], stance: dict[str, float]) -> Iterator[Number]:
    for name in ("dorsiflexion", "tibia_inclination"):
        measure, quantity = f"peak_{name}_deg", name.replace("_", " ")
        yield Number(f"{quantity}, deg", measure, side, peaks[measure])
        change = peaks[measure] - stance[name]
        yield Number(f"{quantity}, change from stance, deg", measure, side, change, f"stance_{name}_deg")
        if name == "dorsiflexion":
            yield Number("dorsiflexion, change as stated, deg", "peak_dorsiflexion_change_deg", side, change)
    yield Number("knee flexion, deg", "peak_knee_flexion_deg", side, peaks["peak_knee_flexion_deg"])


def _heel(side: str, height_mm: float) -> tuple[Number, tuple[Sign, ...]]:
    undecided = UNDECIDED_MM < height_mm < HEEL_LIFT_MM
    sign = () if undecided else (Sign("heel lift", side, height_mm >= HEEL_LIFT_MM),)
    return Number("heel height, mm", "peak_heel_height_mm", side, height_mm), sign


# --- rendered clips -------------------------------------------------------------------------------------------------


def _rendered(video: Path, truth: dict[str, Any]) -> TrueClip:
    options = {"protocol": PROTOCOLS[truth["kind"]], "height-cm": f"{100 * truth['body']['height_m']:.0f}"}
    if truth.get("test_side"):
        options["side"] = SIDES[truth["test_side"]]
    if truth["kind"] == "lunge":
        options["foot-length-cm"] = f"{100 * truth['body']['foot_length_m']:.1f}"
    part = _side_part if truth["view"] == "side" else _front_part
    repetitions = tuple(part(truth, repetition) for repetition in truth.get("reps") or [])
    return TrueClip(
        video.stem,
        video,
        _group(truth),
        options,
        repetitions,
        _front_whole(truth) if truth["view"] == "front" and repetitions else Part(),
        assessable=truth.get("expect") != "not_assessable",
    )


def _group(truth: dict[str, Any]) -> str:
    if truth["view"] != "side":
        return "front"
    if truth.get("post") or any(word in truth["description"] for word in ("degraded", "blur", "dim")):
        return "degraded"
    off_axis = abs(truth["camera_azimuth_off_deg"]) > OFF_AXIS_DEG or abs(truth["camera_roll_deg"]) > ROLLED_DEG
    return "off axis" if off_axis else "core"


def _side_part(truth: dict[str, Any], repetition: dict[str, Any]) -> Part:
    near = truth.get("test_side") or truth.get("camera_side") or "L"
    curves, peaks, side = truth["sides"][near], repetition["sides"][near], SIDES[near]
    end_s = max(0.2, min(r["start_s"] for r in truth["reps"]))
    stance = {
        name: statistics.median(v for v, t in zip(curves[f"{name}_deg"], truth["time_s"], strict=True) if t <= end_s)
        for name in ("dorsiflexion", "tibia_inclination")
    }
    heel, signs = _heel(side, peaks["peak_heel_height_mm"])
    numbers = [*_angles(side, peaks, stance), heel]
    touches = repetition.get("knee_touches_wall")
    if touches is not None:
        times = truth["time_s"]
        gaps = [
            gap
            for gap, time in zip(curves["toe_to_wall_cm"], times, strict=True)
            if gap is not None and repetition["start_s"] <= time <= repetition["end_s"]
        ]
        if gaps:
            numbers.append(Number("toe to wall, cm", "toe_to_wall_cm", side, statistics.median(gaps)))
        numbers.append(Number("knee to wall, cm", "knee_to_wall_cm", side, peaks["min_knee_to_wall_cm"]))
        if not repetition["flags"][near]["arch_collapse"]:  # which no side view can check
            valid = bool(touches) and peaks["peak_heel_height_mm"] < HEEL_LIFT_MM
            signs += (Sign("attempt valid", None, valid),)
    return Part(tuple(numbers), signs, repetition["bottom_s"])


def _front_part(truth: dict[str, Any], repetition: dict[str, Any]) -> Part:
    numbers, signs = [], []
    for key, side in SIDES.items():
        valgus_deg = repetition["sides"][key]["peak_knee_valgus_deg"]
        numbers.append(Number("knee valgus, deg", "peak_knee_valgus_deg", side, valgus_deg))
        signs.append(Sign("knee valgus", side, valgus_deg > VALGUS_DEG))
        signs.append(Sign("arch collapse", side, bool(repetition["flags"][key]["arch_collapse"])))
    return Part(tuple(numbers), tuple(signs), repetition["bottom_s"])


def _front_whole(truth: dict[str, Any]) -> Part:
    return _toe_out({SIDES[key]: statistics.median(truth["sides"][key]["toe_out_deg"]) for key in SIDES})


def _toe_out(by_side: dict[str, float]) -> Part:
    clear = {s: v for s, v in by_side.items() if abs(v - TURN_OUT_DEG) > TURN_OUT_MARGIN_DEG}
    return Part(
        tuple(Number("toe-out, deg", "mean_toe_out_deg", s, v) for s, v in by_side.items()),
        tuple(Sign("foot turn out", s, v > TURN_OUT_DEG) for s, v in clear.items()),
    )


# --- samples ----------------------------------------------------------------------------------------------------------


def _sample(name: str, truth: dict[str, Any]) -> TrueClip:
    options = {o.replace("_", "-"): str(truth[o]) for o in ("protocol", "side", "foot_length_cm", "height_cm")}
    front = truth["view"] == "frontal"
    part = _front_sample if front else _side_sample
    whole = _toe_out({side: truth[f"{side}_toe_out_deg"] for side in SIDES.values()}) if front else Part()
    repetitions = tuple(part(truth, repetition) for repetition in truth["repetitions"])
    return TrueClip(name, SAMPLES / truth["file"], "front" if front else "core", options, repetitions, whole)


def _side_sample(truth: dict[str, Any], repetition: dict[str, Any]) -> Part:
    side = truth["measured_side"]
    stance = {name: truth[f"stance_{name}_deg"] for name in ("dorsiflexion", "tibia_inclination")}
    heel, signs = _heel(side, repetition["heel_height_mm"])
    numbers = [*_angles(side, repetition, stance), heel]
    if "toe_to_wall_cm" in repetition:
        walls = {name: f"{name}_to_wall_cm" for name in ("toe", "knee")}
        numbers += [Number(f"{name} to wall, cm", m, side, repetition[m]) for name, m in walls.items()]
        signs += (Sign("attempt valid", None, repetition["valid"]),)
    return Part(tuple(numbers), signs, repetition["peak_s"])


def _front_sample(_: dict[str, Any], repetition: dict[str, Any]) -> Part:
    known = {side: repetition[f"{side}_peak_knee_valgus_deg"] for side in SIDES.values()}
    return Part(
        tuple(Number("knee valgus, deg", "peak_knee_valgus_deg", s, v) for s, v in known.items()),
        tuple(Sign("knee valgus", s, v > VALGUS_DEG) for s, v in known.items()),
        repetition["peak_s"],
    )
