"""`angles.mot` and `points.trc`: the curves and the points for OpenSim.

What the formats ask for, from OpenSim's documentation (Preparing Your Data: Motion (.mot) Files, Marker (.trc) Files,
Coordinate Systems) and from its readers (`DelimFileAdapter`, `TRCFileAdapter`):

- both: tabs between the columns, and times that are evenly spaced; a video's rarely are, so what stands here is
  interpolated between frames (in `series.csv` it is as measured). Gaps of up to 0.2 s are bridged.
- `.mot`: `nRows`, `nColumns` (time among them) and `inDegrees` before `endheader`, then `time` and the angles.
  OpenSim's tools stop at a value that is missing, or spread it: so the file holds the longest stretch without one.
- `.trc`: eight header fields in a fixed order. A point that is missing is three empty columns. Each row ends with a
  tab, as OpenSim writes it: without it the reader loses an empty last column.
- axes: x forward, y up, z to the person's right; y is true vertical as far as the camera's roll is known. A video shows
  a plane: from the side z is 0, from the front or back x is 0. The origin is the middle of the foot (feet).
- lengths are millimetres. Without a scale there are none, and pixels would be taken for a length: then no `.trc`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from cv_rom.geometry import FloatArray
from cv_rom.poses import PoseTrack
from cv_rom.reports.timeline import assessed_sides
from cv_rom.reports.whole_file import write_whole
from cv_rom.results import Assessment, Facing
from cv_rom.skeleton import Landmark, Side

LONGEST_GAP_S = 0.2
_FEWEST_ROWS = 2
_COORDINATES = {
    "dorsiflexion_deg": "ankle_angle",
    "knee_flexion_deg": "knee_angle",
    "tibia_inclination_deg": "tibia_inclination",
    "foot_pitch_deg": "foot_pitch",
    "toe_out_deg": "toe_out",
    "knee_valgus_deg": "knee_valgus",
}
"""Curve -> what the column is called; the first two are coordinates of OpenSim's leg models."""
_NOTES = (
    "Angles are in degrees, measured in the plane of the video. Time is that of the video, in seconds.",
    "ankle_angle: tibia to foot, dorsiflexion positive, 0 where the tibia is perpendicular to the sole.",
    "knee_angle: flexion positive, as in Rajagopal's models; in the gait2354 and gait2392 models it is negative.",
    "tibia_inclination: knee forward positive. foot_pitch: heel up positive. toe_out: outward positive.",
    "knee_valgus: knee inward positive, projected onto the frontal plane.",
    "Evenly spaced by linear interpolation. Gaps of up to 0.2 s are bridged.",
)
_MARKERS = {
    Landmark.EAR: "Ear",
    Landmark.SHOULDER: "Shoulder",
    Landmark.ELBOW: "Elbow",
    Landmark.WRIST: "Wrist",
    Landmark.HIP: "Hip",
    Landmark.KNEE: "Knee",
    Landmark.ANKLE: "Ankle",
    Landmark.HEEL: "Heel",
    Landmark.TOE: "BigToe",
}


def write_opensim(assessment: Assessment, track: PoseTrack, folder: Path) -> list[Path]:
    """Write `angles.mot` and `points.trc` into the folder, as far as there is something to write; returns which."""
    texts = {"angles.mot": angles_mot(assessment), "points.trc": points_trc(assessment, track)}
    made = []
    for name, text in texts.items():
        if text is not None:
            made.append(folder / name)
            write_whole(made[-1], text)
    return made


def angles_mot(assessment: Assessment) -> str | None:
    """The text of `angles.mot`: the longest stretch in which all angles are known. None where nothing was measured."""
    time_s, curves = assessment.series.time_s, _curves(assessment)
    if not assessment.measured_anything or not curves or len(time_s) < _FEWEST_ROWS:
        return None
    even_s = _evenly_spaced(time_s)
    columns = {name: _resampled(even_s, time_s, values) for name, values in curves.items()}
    rows = _longest_run(np.all([np.isfinite(values) for values in columns.values()], axis=0))
    if rows.stop - rows.start < _FEWEST_ROWS:
        return None
    table = np.column_stack([even_s[rows], *(values[rows] for values in columns.values())])
    head = ["cv-rom", "version=1", f"nRows={len(table)}", f"nColumns={table.shape[1]}", "inDegrees=yes", "", *_NOTES]
    lines = [*head, "endheader", "\t".join(["time", *columns])]
    lines += ["\t".join((f"{row[0]:.6f}", *(_number(value) for value in row[1:]))) for row in table]
    return "\n".join(lines) + "\n"


def points_trc(assessment: Assessment, track: PoseTrack) -> str | None:
    """The text of `points.trc`, in millimetres.

    From the side it holds the side that is near to the camera, as only that one can be trusted. None where nothing was
    measured, or the scale or the way that the person faces is not known.
    """
    view, scale = assessment.view, assessment.scale
    if not assessment.measured_anything or view.facing is None or scale.px_per_cm is None or len(track) < _FEWEST_ROWS:
        return None
    even_s, sides = _evenly_spaced(track.time_s), assessed_sides(assessment) or tuple(Side)
    mm_per_px = 10.0 / scale.px_per_cm
    origin_px = np.array(_origin_at_feet(track, sides, roll_deg=view.roll_deg or 0.0))
    markers = {}
    for side in sides:
        for landmark, name in _MARKERS.items():
            plane = _turned(track.xy(landmark, side), view.roll_deg or 0.0) - origin_px
            moved = np.column_stack([_resampled(even_s, track.time_s, mm_per_px * axis) for axis in plane.T])
            markers[f"{side.value[0].upper()}{name}"] = _in_space(moved, view.facing)
    return _trc(even_s, markers)


def _trc(time_s: FloatArray, markers: Mapping[str, FloatArray]) -> str:
    """Header, labels, an empty line and a row for each time; `markers` have shape (T, 3)."""
    rate = f"{1.0 / (time_s[1] - time_s[0]):.4f}"
    frames, count = str(len(time_s)), str(len(markers))
    keys = ("DataRate", "CameraRate", "NumFrames", "NumMarkers", "Units", "OrigDataRate", "OrigDataStartFrame")
    axes = [f"{axis}{number}" for number in range(1, len(markers) + 1) for axis in "XYZ"]
    lines = [
        "PathFileType\t4\t(X/Y/Z)\tpoints.trc",
        "\t".join((*keys, "OrigNumFrames")),
        "\t".join((rate, rate, frames, count, "mm", rate, "1", frames)),
        "\t".join(("Frame#", "Time", "\t\t\t".join(markers), "", "")),
        "\t".join(("", "", *axes)),
        "",
    ]
    table = np.concatenate(list(markers.values()), axis=1)
    for number, (time, row) in enumerate(zip(time_s, table, strict=True), start=1):
        cells = (_number(value) if np.isfinite(value) else "" for value in row)
        lines.append("\t".join((str(number), f"{time:.6f}", *cells, "")))
    return "\n".join(lines) + "\n"


def _curves(assessment: Assessment) -> dict[str, FloatArray]:
    """Angles by column name; one that is seen much less than the others would cost them their rows and is left out."""
    series = assessment.series.columns
    named = {
        f"{name}_{side.value[0]}": series[f"{side.value}_{quantity}"]
        for side in (Side.RIGHT, Side.LEFT)
        for quantity, name in _COORDINATES.items()
        if f"{side.value}_{quantity}" in series
    }
    seen = {name: int(np.isfinite(values).sum()) for name, values in named.items()}
    most = max(seen.values(), default=0)
    return {name: values for name, values in named.items() if seen[name] and seen[name] >= most / 2.0}


def _evenly_spaced(time_s: FloatArray) -> FloatArray:
    """As many times, from the first to the last."""
    return np.linspace(time_s[0], time_s[-1], len(time_s))


def _resampled(even_s: FloatArray, time_s: FloatArray, values: FloatArray) -> FloatArray:
    """`values`, shape (T,), at other times; NaN outside what is known and in gaps that are too long to be bridged."""
    known = np.isfinite(values)
    if known.sum() < _FEWEST_ROWS:
        return np.full(len(even_s), np.nan)
    known_s, step_s = time_s[known], even_s[1] - even_s[0]
    after = np.clip(np.searchsorted(known_s, even_s), 1, len(known_s) - 1)
    before_s, after_s = known_s[after - 1], known_s[after]
    bridged = (after_s - before_s <= max(LONGEST_GAP_S, 1.5 * step_s)) & (even_s > before_s) & (even_s < after_s)
    beside = np.minimum(np.abs(even_s - before_s), np.abs(even_s - after_s)) <= step_s / 2.0
    return np.where(bridged | beside, np.interp(even_s, known_s, values[known]), np.nan)


def _longest_run(known: FloatArray) -> slice:
    """The longest stretch in which all is known, the first of equal ones."""
    edges = np.flatnonzero(np.diff(np.concatenate(([0], known.astype(np.int8), [0]))))
    starts, stops = edges[::2], edges[1::2]
    if not len(starts):
        return slice(0, 0)
    longest = int(np.argmax(stops - starts))
    return slice(int(starts[longest]), int(stops[longest]))


def _turned(xy_px: FloatArray, roll_deg: float) -> FloatArray:
    """Pixels to the right and up, with true vertical upright; shape (..., 2)."""
    roll = np.deg2rad(roll_deg)
    x, y = xy_px[..., 0], xy_px[..., 1]
    return np.stack([x * np.cos(roll) + y * np.sin(roll), x * np.sin(roll) - y * np.cos(roll)], axis=-1)


def _origin_at_feet(track: PoseTrack, sides: Sequence[Side], *, roll_deg: float) -> tuple[float, float]:
    """The middle between heels and toes, over the clip."""
    feet = [_turned(track.xy(landmark, side), roll_deg) for side in sides for landmark in (Landmark.HEEL, Landmark.TOE)]
    middle = np.nanmedian(np.concatenate(feet), axis=0)
    return float(middle[0]), float(middle[1])


def _in_space(plane: FloatArray, facing: Facing) -> FloatArray:
    """Points of the picture's plane (right, up), shape (T, 2), as x forward, y up, z to the person's right."""
    across, up = plane.T
    unseen = np.where(np.isfinite(across), 0.0, np.nan)
    if facing in ("left", "right"):
        return np.column_stack([across if facing == "right" else -across, up, unseen])
    return np.column_stack([unseen, up, across if facing == "away" else -across])


def _number(value: float) -> str:
    return f"{value + 0.0:.4f}".replace("-0.0000", "0.0000")
