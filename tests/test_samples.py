"""The sample clips through the command line: against the truth, and against the stored assessments."""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from errors import Scores
from sample_clips import EXPECTED, SAMPLES, TRUTH, analyze
from truth import clips_in
from variations import Variation, add_noise, dim, write_clip

SIDE_VIEWS = [name for name, truth in TRUTH.items() if truth["view"] == "sagittal"]
FRONT_VIEWS = [name for name, truth in TRUTH.items() if truth["view"] == "frontal"]
ANKLE_ANGLES = ("dorsiflexion_deg", "tibia_inclination_deg", "foot_pitch_deg")
TELLING_HEEL_LIFT_MM = 10.0

PEAK_TIME_TOLERANCE_S = 0.35
TIBIA_TOLERANCE_DEG = 4.0  # beside the stated interval: which line is "the tibia" shifts the zero by 3 to 5 deg


@pytest.fixture(scope="module")
def assessments(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    if find_spec("cv_rom.cli") is None:
        pytest.skip("the command line is not there yet")
    return {name: analyze(name, tmp_path_factory.mktemp(name)) for name in TRUTH}


def measure(items: list[dict[str, Any]], name: str, side: str | None) -> dict[str, Any]:
    return next(item for item in items if item["name"] == name and item["side"] in (side, None))


def pairs(name: str, assessment: dict[str, Any]) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Each true repetition beside the one that was found."""
    return zip(TRUTH[name]["repetitions"], assessment["repetitions"], strict=True)


@pytest.mark.parametrize("name", TRUTH)
def test_repetitions_are_found_where_they_are(name: str, assessments: dict[str, dict[str, Any]]) -> None:
    found = [repetition["peak_s"] for repetition in assessments[name]["repetitions"]]
    true = [repetition["peak_s"] for repetition in TRUTH[name]["repetitions"]]
    assert found == pytest.approx(true, abs=PEAK_TIME_TOLERANCE_S)
    assert [repetition["index"] for repetition in assessments[name]["repetitions"]] == list(range(1, len(true) + 1))


@pytest.mark.parametrize("name", TRUTH)
def test_the_view_is_recognised(name: str, assessments: dict[str, dict[str, Any]]) -> None:
    view = assessments[name]["view"]
    assert view["plane"] == TRUTH[name]["view"]
    assert view["near_side"] == TRUTH[name].get("measured_side")


@pytest.mark.parametrize("name", SIDE_VIEWS)
def test_tibia_inclination_is_near_the_truth(name: str, assessments: dict[str, dict[str, Any]]) -> None:
    for true, found in pairs(name, assessments[name]):
        got = measure(found["measures"], "peak_tibia_inclination_deg", TRUTH[name]["measured_side"])
        low, high = got["interval_95"]
        assert low <= got["value"] <= high
        assert low - TIBIA_TOLERANCE_DEG <= true["peak_tibia_inclination_deg"] <= high + TIBIA_TOLERANCE_DEG


@pytest.mark.parametrize("name", SIDE_VIEWS)
def test_a_lifted_heel_is_seen_and_a_flat_one_is_not(name: str, assessments: dict[str, dict[str, Any]]) -> None:
    for true, found in pairs(name, assessments[name]):
        lift = measure(found["compensations"], "heel_lift", TRUTH[name]["measured_side"])
        expected = "present" if true["heel_height_mm"] >= TELLING_HEEL_LIFT_MM else "absent"
        assert (lift["status"], found["valid"]) == (expected, true["valid"])


def test_toe_to_wall_lies_in_the_stated_interval(assessments: dict[str, dict[str, Any]]) -> None:
    name = "knee-to-wall-left"
    for true, found in pairs(name, assessments[name]):
        low, high = measure(found["measures"], "toe_to_wall_cm", "left")["interval_95"]
        assert low <= true["toe_to_wall_cm"] <= high


def test_the_truth_lies_in_nine_intervals_of_ten(assessments: dict[str, dict[str, Any]]) -> None:
    scores = Scores()
    for clip in clips_in(None):
        scores.add(clip, assessments[clip.name], clip.group)
    inside = [held for found in scores.numbers.values() for held in found.inside]
    assert len(inside) > 40
    assert sum(inside) >= 0.9 * len(inside)


def width(repetition: dict[str, Any], name: str, side: str) -> float:
    low, high = measure(repetition["measures"], name, side)["interval_95"]
    return high - low


ANGLES = ("peak_dorsiflexion_deg", "peak_tibia_inclination_deg")


@pytest.mark.parametrize("name", ANGLES)
def test_an_interval_is_its_clips_own(name: str, assessments: dict[str, dict[str, Any]]) -> None:
    """Another body, room and camera, another width: no constant half-width."""
    widths = [width(assessments[clip]["repetitions"][0], name, TRUTH[clip]["measured_side"]) for clip in SIDE_VIEWS]
    assert max(widths) > 1.05 * min(widths)


def test_a_dark_and_noisy_take_is_less_certain(assessments: dict[str, dict[str, Any]], tmp_path: Path) -> None:
    """The first repetition filmed again in little light and half as large: the same answer, less sure of itself."""
    name, dark = "squat-side-heel-lift", tmp_path / "dark.mp4"
    worse = Variation(lambda image, random: dim(image[::2, ::2], random))
    write_clip(SAMPLES / TRUTH[name]["file"], dark, worse, most_frames=57)
    before, after = assessments[name]["repetitions"][0], analyze(name, tmp_path / "out", dark)["repetitions"][0]
    for angle in ANGLES:
        assert width(after, angle, "left") > width(before, angle, "left")
    low, high = measure(after["measures"], "peak_dorsiflexion_deg", "left")["interval_95"]
    assert low <= TRUTH[name]["repetitions"][0]["peak_dorsiflexion_deg"] <= high


def test_a_heel_that_lifts_in_the_dark_is_not_taken_for_one_that_stays_down(tmp_path: Path) -> None:
    """Foot and floor differ by 15 of 255 in brightness then, and by little in colour."""
    name, dark = "squat-side-heel-lift", tmp_path / "dark.mp4"
    darker = Variation(lambda image, random: add_noise(np.float32(0.2) * image, random, 4.0))
    write_clip(SAMPLES / TRUTH[name]["file"], dark, darker)
    for true, found in pairs(name, analyze(name, tmp_path / "out", dark)):
        low, high = measure(found["measures"], "peak_heel_height_mm", "left")["interval_95"]
        assert low <= true["heel_height_mm"] <= high
        assert found["valid"] == true["valid"]


@pytest.mark.parametrize("name", FRONT_VIEWS)
def test_no_ankle_angle_is_given_from_the_front(name: str, assessments: dict[str, dict[str, Any]]) -> None:
    assessment = assessments[name]
    everything = assessment["measures"] + [m for r in assessment["repetitions"] for m in r["measures"]]
    angles = [item for item in everything if item["name"].endswith(ANKLE_ANGLES)]
    assert angles
    assert {(item["status"], item["value"], item["reason"]) for item in angles} == {
        ("not_assessable", None, "wrong_view")
    }


@pytest.mark.parametrize("name", TRUTH)
def test_the_assessment_is_the_stored_one(name: str, assessments: dict[str, dict[str, Any]]) -> None:
    stored = EXPECTED / f"{name}.json"
    assert stored.is_file(), "run `make expected` and read what it wrote before you commit it"
    differences = list(different(json.loads(stored.read_text("utf-8")), assessments[name]))
    assert differences == []


IGNORED = {"provenance", "text", "definition"}  # words and origins may change; numbers and statuses may not


def different(stored: Any, found: Any, where: str = "") -> Iterator[str]:
    """Where the two differ: numbers by more than a trace (another processor rounds otherwise), all else at all."""
    if isinstance(stored, dict) and isinstance(found, dict):
        for key in sorted((stored.keys() | found.keys()) - IGNORED):
            yield from different(stored.get(key), found.get(key), f"{where}.{key}")
    elif isinstance(stored, list) and isinstance(found, list) and len(stored) == len(found):
        for i, (a, b) in enumerate(zip(stored, found, strict=True)):
            yield from different(a, b, f"{where}[{i}]")
    elif isinstance(stored, float | int) and isinstance(found, float | int):
        if found != pytest.approx(stored, rel=0.02, abs=0.2):
            yield f"{where}: stored {stored}, found {found}"
    elif stored != found:
        yield f"{where}: stored {stored!r}, found {found!r}"


@pytest.mark.parametrize(
    ("stored", "found", "count"),
    [
        pytest.param({"a": 10.0}, {"a": 10.1}, 0, id="a trace"),
        pytest.param({"a": 10.0}, {"a": 11.0}, 1, id="a number moved"),
        pytest.param({"status": "measured"}, {"status": "not_assessable"}, 1, id="another status"),
        pytest.param({"a": None}, {"a": 0.0}, 1, id="an answer where there was none"),
        pytest.param({"a": [1, 2]}, {"a": [1]}, 1, id="a repetition less"),
        pytest.param({}, {"a": "new"}, 1, id="a new field"),
        pytest.param({"text": "old"}, {"text": "new"}, 0, id="other words"),
    ],
)
def test_differences_are_seen(stored: Any, found: Any, count: int) -> None:
    assert len(list(different(stored, found))) == count


def test_every_clip_has_its_truth() -> None:
    folder = Path(EXPECTED).parent
    assert {path.name for path in folder.glob("*.mp4")} == {sample["file"] for sample in TRUTH.values()}
