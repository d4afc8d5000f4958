"""Assessments and a walking stick of landmarks, built by hand, for the tests of the reports."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from cv_rom.frames import Frame
from cv_rom.poses import PoseTrack
from cv_rom.results import (
    Assessment,
    Compensation,
    Episode,
    Finding,
    Measure,
    MissingView,
    Peak,
    Provenance,
    Quality,
    QualityWarning,
    Repetition,
    Scale,
    Series,
    Session,
    SessionCompensation,
    SessionMeasure,
    Source,
    Subject,
    Threshold,
    View,
)
from cv_rom.skeleton import LANDMARK_COUNT, Landmark, Side, index

WIDTH, HEIGHT, FRAMES, RATE = 180, 320, 60, 20.0
HEEL = Threshold(8.0, "mm", "smallest lift that the repeatability in stance supports, held 0.15 s")
VALGUS = Threshold(8.0, "deg", "ours, inside the upper range of published norms")


def measured(name: str, value: float, unit: str = "deg", side: str | None = "left", half: float = 2.5) -> Measure:
    interval = (round(value - half, 2), round(value + half, 2))
    return Measure(name, side, value, unit, interval, "measured", None, f"definition of {name}")


def unmeasured(name: str, reason: str, unit: str = "deg", side: str | None = "left") -> Measure:
    return Measure(name, side, None, unit, None, "not_assessable", reason, f"definition of {name}")


def heel_lift(peak_mm: float | None, *episodes: Episode) -> Compensation:
    if peak_mm is None:
        return Compensation("heel_lift", "left", "not_assessable", "feet_not_visible", None, HEEL)
    peak = Peak(peak_mm, "mm", (peak_mm - 4.0, peak_mm + 4.0))
    return Compensation("heel_lift", "left", "present" if episodes else "absent", None, peak, HEEL, episodes)


def _source(name: str = "squat.mp4") -> Source:
    return Source(name, "ab" * 32, 3.0, 60, 60, 60, WIDTH, HEIGHT, 0, 20.0, False)


def _provenance() -> Provenance:
    settings = {"protocol": "squat", "cutoff_hz": 6.125, "sides": ["left"]}
    return Provenance("0.1.0", "pose_landmarker_full", "cd" * 32, settings, "2026-11-20T12:00:00+00:00")


def _repetition(number: int, start_s: float, dorsiflexion_deg: float, lift: Compensation) -> Repetition:
    valid = lift.status != "present"
    return Repetition(
        number,
        start_s,
        start_s + 0.5,
        start_s + 1.0,
        valid,
        () if valid else ("heel_lift",),
        ("knee_valgus", "arch_collapse", "foot_turn_out"),
        (measured("peak_dorsiflexion_deg", dorsiflexion_deg), measured("peak_knee_flexion_deg", 110.25)),
        (lift,),
    )


@pytest.fixture(name="side_view")
def _side_view() -> Assessment:
    """Two squats seen from the side; the heel lifts in the second."""
    time_s = np.arange(FRAMES) / RATE
    bend = np.where(time_s < 0.5, 0.0, np.sin(np.pi * (time_s - 0.5)) ** 2)
    height = np.where((time_s > 1.7) & (time_s < 2.3), 13.4, 0.0)
    height[time_s == 2.0] = 21.0
    not_seen = np.where(time_s < 0.1, np.nan, 2.0 + 24.0 * bend)
    lift = Episode(1.7, 2.3, 21.0)
    return Assessment(
        protocol="squat",
        view=View("sagittal", "right", "left", 4.0, 0.5),
        subject=Subject("barefoot", None, 175.0),
        scale=Scale("height", 1.523, 3.0),
        repetitions=(_repetition(1, 0.5, 26.13, heel_lift(1.5)), _repetition(2, 1.5, 31.2, heel_lift(21.0, lift))),
        measures=(
            measured("stance_dorsiflexion_deg", 2.1),
            measured("best_peak_dorsiflexion_deg", 26.13),
            measured("best_peak_dorsiflexion_change_deg", 24.03),
            unmeasured("mean_toe_out_deg", "wrong_view"),
        ),
        compensations=(
            heel_lift(21.0, lift),
            Compensation("knee_valgus", "left", "not_assessable", "wrong_view", None, VALGUS),
        ),
        findings=(Finding("notice", "The left heel lifted in 1 of 2 repetitions.", ("heel_lift",)),),
        quality=Quality((QualityWarning("low_frame_rate", "The clip has 20 frames a second."),)),
        source=_source(),
        provenance=_provenance(),
        series=Series(
            time_s,
            {
                "left_dorsiflexion_deg": not_seen,
                "left_tibia_inclination_deg": not_seen + height / 3.0,
                "left_knee_flexion_deg": 110.0 * bend,
                "left_heel_height_mm": height,
            },
        ),
    )


@pytest.fixture(name="front_view")
def _front_view() -> Assessment:
    """One squat seen from the front: no ankle angle, the left knee falls in."""
    time_s = np.arange(FRAMES) / RATE
    episode = Episode(0.8, 1.2, 12.5)
    valgus = Compensation("knee_valgus", "left", "present", None, Peak(12.5, "deg", (9.0, 16.0)), VALGUS, (episode,))
    repetition = Repetition(
        1, 0.5, 1.0, 1.5, True, (), ("heel_lift",), (measured("peak_knee_valgus_deg", 12.5),), (valgus,)
    )
    return Assessment(
        protocol="squat",
        view=View("frontal", "camera", None, 3.0, None),
        subject=Subject("unknown", None, None),
        scale=Scale("none", None, None),
        repetitions=(repetition,),
        measures=(unmeasured("best_peak_dorsiflexion_deg", "wrong_view"), measured("mean_toe_out_deg", 12.0)),
        compensations=(valgus, heel_lift(None)),
        findings=(),
        quality=Quality(),
        source=_source("front.mp4"),
        provenance=_provenance(),
        series=Series(
            time_s,
            {
                "left_knee_valgus_deg": 12.5 * np.exp(-((time_s - 1.0) ** 2) * 8.0),
                "right_knee_valgus_deg": np.full(FRAMES, 3.0),
            },
        ),
    )


@pytest.fixture(name="nothing_measured")
def _nothing_measured() -> Assessment:
    """A readable clip in which nobody was found."""
    return Assessment(
        protocol="knee-to-wall",
        view=View("unknown", None, None, None, None),
        subject=Subject("unknown", None, None),
        scale=Scale("none", None, None),
        repetitions=(),
        measures=(unmeasured("best_peak_dorsiflexion_deg", "person_not_found", side=None),),
        compensations=(Compensation("heel_lift", None, "not_assessable", "person_not_found", None, HEEL),),
        findings=(Finding("notice", "Nobody was found in the picture.", ()),),
        quality=Quality(),
        source=_source("empty.mp4"),
        provenance=None,
    )


@pytest.fixture(name="session")
def _session(side_view: Assessment, front_view: Assessment) -> Session:
    """A sitting of the two, joined; the right side is missing."""
    return Session(
        clips=(side_view, front_view),
        measures=tuple(
            SessionMeasure("squat", m, i)
            for i, found in enumerate((side_view, front_view))
            for m in found.measures
            if m.value is not None
        ),
        compensations=(
            SessionCompensation("squat", side_view.compensations[0], 0),
            SessionCompensation("squat", side_view.compensations[1], None),
        ),
        pairs=(),
        missing=(
            MissingView("squat", ("right",), "side", None),
            MissingView("squat", ("left", "right"), "front", "too_uncertain"),
        ),
        findings=(Finding("info", "Left and right are alike.", ()),),
        warnings=(QualityWarning("different_days", "On two days."),),
    )


def standing_points() -> np.ndarray:
    """Landmarks (33, 2) of somebody who stands facing the image right."""
    xy = np.full((LANDMARK_COUNT, 2), (90.0, 40.0))
    places = {
        Landmark.SHOULDER: (88, 90),
        Landmark.ELBOW: (95, 120),
        Landmark.WRIST: (105, 140),
        Landmark.HIP: (88, 160),
        Landmark.KNEE: (94, 220),
        Landmark.ANKLE: (88, 280),
        Landmark.HEEL: (80, 290),
        Landmark.TOE: (112, 292),
    }
    for landmark, place in places.items():
        for side in Side:
            xy[index(landmark, side)] = place
    return xy


@pytest.fixture(name="track")
def _track() -> PoseTrack:
    """Somebody standing through the whole clip, not seen in its last frame."""
    xy = np.repeat(standing_points()[None], FRAMES, axis=0)
    xy[-1] = np.nan
    seen = np.isfinite(xy[..., 0])
    return PoseTrack(np.arange(FRAMES) / RATE, xy, seen.astype(float), np.where(seen, 1.0, np.nan))


@pytest.fixture(name="frames")
def _frames() -> Callable[[], list[Frame]]:
    """The clip's pictures: flat grey, fresh at every call."""

    def make() -> list[Frame]:
        return [Frame(np.full((HEIGHT, WIDTH, 3), 90, np.uint8), i / RATE, i) for i in range(FRAMES)]

    return make
