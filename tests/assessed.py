"""Short ways to assess a filmed stick figure and to look a number up."""

from __future__ import annotations

from stick_figure import Camera, scene

from cv_rom.analysis import analyze_track
from cv_rom.poses import PoseTrack
from cv_rom.results import Assessment, Compensation, Measure, Repetition
from cv_rom.scene import Scene

HEIGHT_CM = 175.0


def assess(track: PoseTrack, protocol: str = "squat", *, side: str = "auto", seen: Scene | None = None) -> Assessment:
    """The assessment of a track filmed by the usual camera, with the body height given."""
    return analyze_track(track, seen or scene(Camera(), height_cm=HEIGHT_CM), protocol, side=side)


def measure(found: Assessment | Repetition, name: str, side: str | None = None) -> Measure:
    """The one measure of that name (and side, where one is named)."""
    (only,) = [m for m in found.measures if m.name == name and side in (None, m.side)]
    return only


def value(found: Assessment | Repetition, name: str, side: str | None = None) -> float:
    """Its number; fails where there is none."""
    number = measure(found, name, side).value
    assert number is not None, measure(found, name, side)
    return number


def peaks(found: Assessment, name: str = "peak_dorsiflexion_deg", side: str | None = None) -> list[float]:
    """A measure of every repetition."""
    return [value(repetition, name, side) for repetition in found.repetitions]


def compensation(found: Assessment | Repetition, name: str, side: str | None = None) -> Compensation:
    """The one compensation of that name (and side, where one is named)."""
    (only,) = [c for c in found.compensations if c.name == name and side in (None, c.side)]
    return only


def warnings(found: Assessment) -> set[str]:
    """Codes of the warnings about the recording."""
    return {warning.code for warning in found.quality.warnings}
