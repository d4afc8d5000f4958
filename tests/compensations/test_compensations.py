"""Each compensation on a deviation known by construction: below its threshold, above it, and unseen."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from assessed import assess, compensation
from stick_figure import Body, Camera, film, lunges, squats
from track_changes import noisy

from cv_rom.compensations import CompensationRule
from cv_rom.protocols import PROTOCOLS
from cv_rom.results import Assessment

SIDES = pytest.mark.parametrize("side", ["left", "right"])


@cache
def from_the_front(**deviation: float) -> Assessment:
    return assess(film(squats((28.0, 28.0), knee_deg=85.0, **deviation), Camera("camera")))


@cache
def from_the_side(protocol: str, heel_height_mm: float) -> Assessment:
    lift_deg = pitch_for(heel_height_mm)
    motion = squats((28.0,), heel_lift_deg=lift_deg) if protocol == "squat" else lunges((30.0,), heel_lift_deg=lift_deg)
    return assess(film(motion), protocol)


def pitch_for(height_mm: float) -> float:
    """The foot pitch that lifts the heel by so many millimetres."""
    return float(np.degrees(np.arcsin(height_mm / 10.0 / (Body().ball[0] - Body().heel[0]))))


@SIDES
@pytest.mark.parametrize(
    ("name", "deviation", "unit"),
    [
        pytest.param("knee_valgus", "valgus_deg", "deg", id="knee valgus"),
        pytest.param("arch_collapse", "ankle_inward_mm", "mm", id="arch collapse"),
    ],
)
@pytest.mark.parametrize(("share", "status"), [(0.0, "absent"), (0.4, "absent"), (1.25, "present"), (-2.0, "absent")])
def test_seen_from_the_front(name: str, deviation: str, unit: str, share: float, status: str, side: str) -> None:
    threshold = compensation(from_the_front(), name, side).threshold
    found = compensation(from_the_front(**{deviation: share * threshold.value}), name, side)
    assert found.status == status
    assert (found.threshold.unit, found.threshold.source) == (unit, threshold.source)
    assert len(found.episodes) == (2 if status == "present" else 0)
    if status == "present":
        assert found.peak is not None
        assert found.peak.value == pytest.approx(share * threshold.value, rel=0.08)


@SIDES
def test_ankles_that_only_the_pose_model_saw_tell_nothing_of_the_arch(side: str) -> None:
    """The model draws the ankle after a knee that falls inward; 4 px are 1 cm here."""
    track = film(squats((28.0,), knee_deg=85.0, ankle_inward_mm=20.0), Camera("camera"), noise_px=4.0)
    found = compensation(assess(track), "arch_collapse", side)
    assert (found.status, found.reason) == ("not_assessable", "too_uncertain")


@SIDES
@pytest.mark.parametrize(
    ("stand_deg", "bottom_deg", "status"),
    [
        pytest.param(0.0, 0.0, "absent", id="straight ahead"),
        pytest.param(15.0, 15.0, "absent", id="slightly out, as in a good squat"),
        pytest.param(15.0, 21.0, "absent", id="hardly further than in stance"),
        pytest.param(5.0, 22.0, "present", id="much further than in stance"),
        pytest.param(38.0, 38.0, "present", id="far out all the time"),
        pytest.param(0.0, -20.0, "absent", id="toes in"),
        pytest.param(-20.0, -3.0, "absent", id="toes in, then straight"),
    ],
)
def test_feet_that_turn_out_in_a_squat(stand_deg: float, bottom_deg: float, status: str, side: str) -> None:
    found = compensation(from_the_front(toe_out_deg=stand_deg, bottom_toe_out_deg=bottom_deg), "foot_turn_out", side)
    assert found.status == status


@pytest.mark.parametrize(("share", "status"), [(0.0, "absent"), (0.7, "absent"), (1.3, "present")])
@pytest.mark.parametrize("protocol", ["squat", "knee-to-wall"])
def test_heel_lift_from_the_side(protocol: str, share: float, status: str) -> None:
    threshold_mm = compensation(from_the_side(protocol, 0.0), "heel_lift").threshold.value
    found = compensation(from_the_side(protocol, share * threshold_mm), "heel_lift")
    assert found.status == status
    assert found.threshold.value == pytest.approx(threshold_mm, abs=0.5)


def test_noisier_points_need_a_higher_heel() -> None:
    track = film(squats((28.0,)))
    thresholds = [
        compensation(assess(noisy(track, 0.0, stated_px=px)), "heel_lift").threshold.value for px in (0.5, 3.0, 5.0)
    ]
    assert thresholds == sorted(thresholds)
    assert thresholds[0] < thresholds[-1]


def test_what_follows_the_last_repetition_does_not_blur_the_others() -> None:
    track = film(squats((28.0,)))
    end_s = assess(track).repetitions[-1].end_s
    stated = np.where(track.time_s[:, None] > end_s, 9.0, 0.5)
    found = assess(replace(track, noise_px=np.broadcast_to(stated, track.noise_px.shape)))
    calm = assess(noisy(track, 0.0, stated_px=0.5))
    assert compensation(found, "heel_lift").threshold == compensation(calm, "heel_lift").threshold


def test_a_lift_within_the_noise_of_its_own_frames_is_not_told() -> None:
    track = film(squats((28.0,), heel_lift_deg=pitch_for(20.0)))
    bottom_s = assess(track).repetitions[0].peak_s
    stated = np.where(np.abs(track.time_s - bottom_s)[:, None] < 0.5, 5.0, 0.5)
    found = assess(replace(track, noise_px=np.broadcast_to(stated, track.noise_px.shape)))
    assert compensation(found, "heel_lift").status == "not_assessable"


@pytest.mark.parametrize("seed", range(4))
def test_noise_alone_is_no_compensation(seed: int) -> None:
    side, front = (noisy(film(squats((28.0,), knee_deg=85.0), Camera(f)), 3.0, seed=seed) for f in ("right", "camera"))
    for found in (assess(side), assess(front)):
        assert {c.status for c in found.compensations} <= {"absent", "not_assessable"}


@pytest.mark.parametrize(
    ("facing", "seen"),
    [
        pytest.param("right", {"heel_lift"}, id="from the side"),
        pytest.param("camera", {"knee_valgus", "arch_collapse", "foot_turn_out"}, id="from the front"),
        pytest.param("away", {"knee_valgus", "arch_collapse", "foot_turn_out"}, id="from the back"),
    ],
)
def test_a_view_that_cannot_show_it_never_says_absent(facing: str, seen: set[str]) -> None:
    found = assess(film(squats((28.0,), knee_deg=85.0), Camera(facing)))
    assert {c.name for c in found.compensations if c.status != "not_assessable"} == seen
    assert {c.reason for c in found.compensations if c.name not in seen} == {"wrong_view"}
    assert set(found.repetitions[0].unchecked) == {c.name for c in found.compensations} - seen


def test_one_bad_repetition_among_good_ones_is_told() -> None:
    found = assess(film(squats((28.0, 28.0, 28.0), heel_lift_deg=(0.0, 25.0, 0.0))))
    whole = compensation(found, "heel_lift")
    assert [compensation(r, "heel_lift").status for r in found.repetitions] == ["absent", "present", "absent"]
    assert whole.status == "present"
    (episode,) = whole.episodes
    assert found.repetitions[1].start_s <= episode.start_s < episode.end_s <= found.repetitions[1].end_s
    assert whole.peak is not None
    assert episode.peak == whole.peak.value


RULES = {(p.name, rule.name): rule for p in PROTOCOLS.values() for rule in p.compensations}


@pytest.mark.parametrize("rule", RULES.values(), ids=["-".join(key) for key in RULES])
def test_every_threshold_carries_its_source(rule: CompensationRule) -> None:
    seen = from_the_side("squat", 0.0) if rule.name == "heel_lift" else from_the_front()
    threshold = next(c.threshold for c in seen.compensations if c.name == rule.name)
    assert len(threshold.source) > 20
    assert threshold.value > 0.0
    assert any(quantity.endswith(f"_{threshold.unit}") for quantity in rule.quantities)
