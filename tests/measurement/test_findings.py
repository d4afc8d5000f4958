"""Findings say what was found, in the order of what matters, and what was not seen and why."""

from __future__ import annotations

import numpy as np
import pytest
from assessed import assess, value, warnings
from stick_figure import Camera, film, lunges, scene, squats, standing
from track_changes import absent, joined, noisy

from cv_rom.results import Assessment, Finding
from cv_rom.skeleton import Side


def about(found: Assessment, *words: str) -> Finding:
    """The one finding that holds all these words."""
    (only,) = [f for f in found.findings if all(word in f.text for word in words)]
    return only


def test_the_best_dorsiflexion_is_said_with_side_interval_and_change() -> None:
    found = assess(film(squats((31.0, 28.0), stance_deg=3.0)))
    finding = about(found, "dorsiflexion", "right")
    best, stance = value(found, "best_peak_dorsiflexion_deg"), value(found, "stance_dorsiflexion_deg")
    assert f"{best:.0f}" in finding.text
    assert f"{best - stance:.0f}" in finding.text
    assert "95 %" in finding.text
    assert set(finding.refers_to) == {"best_peak_dorsiflexion_deg", "stance_dorsiflexion_deg"}


def test_the_count_comes_first() -> None:
    assert "2 repetitions" in assess(film(squats((31.0, 28.0)))).findings[0].text
    assert "1 attempt" in assess(film(lunges((31.0,))), "knee-to-wall").findings[0].text


@pytest.mark.parametrize("protocol", ["squat", "knee-to-wall"])
def test_no_repetition_is_a_notice(protocol: str) -> None:
    first = assess(film(standing()), protocol).findings[0]
    assert first.severity == "notice"
    assert first.text.startswith("No complete")


def test_what_spoiled_a_repetition_is_said() -> None:
    found = assess(film(squats((30.0, 30.0), heel_lift_deg=(0.0, 25.0))))
    first = found.findings[0]
    assert first.severity == "notice"
    assert "1 of them not valid" in first.text
    assert "heel came up" in first.text
    assert about(found, "right heel comes up", "once").severity == "notice"


def test_an_attempt_short_of_the_wall_is_said() -> None:
    found = assess(film(lunges((36.0, 25.0))), "knee-to-wall")
    assert "did not reach the wall" in found.findings[0].text


def test_a_small_distance_to_the_wall_is_a_notice_and_a_large_one_is_not() -> None:
    near, far = (
        about(assess(film(lunges((angle,), leg=Side.LEFT), Camera("left")), "knee-to-wall"), "toe-to-wall")
        for angle in (12.0, 42.0)
    )
    assert near.severity == "notice"
    assert far.severity == "info"
    assert "left" in near.text


@pytest.mark.parametrize(
    ("deviation", "name", "words"),
    [
        pytest.param({"valgus_deg": 16.0}, "knee_valgus", ("knee falls inward",), id="knee valgus"),
        pytest.param({"ankle_inward_mm": 25.0}, "arch_collapse", ("arch likely drops",), id="arch collapse"),
        pytest.param({"toe_out_deg": 42.0}, "foot_turn_out", ("foot turns out",), id="turn-out"),
    ],
)
def test_each_compensation_has_its_sentence_for_each_side(
    deviation: dict[str, float], name: str, words: tuple[str, ...]
) -> None:
    found = assess(film(squats((28.0,), knee_deg=85.0, **deviation), Camera("camera")))
    for side in ("left", "right"):
        finding = about(found, side, *words)
        assert finding.severity == "notice"
        assert finding.refers_to == (name,)
    clear = about(found, "Looked for and not seen")
    assert name not in clear.refers_to
    assert len(clear.refers_to) == 2


def test_another_view_is_asked_for_once() -> None:
    found = assess(film(squats((28.0,))))
    finding = about(found, "another view")
    assert {"knee_valgus", "arch_collapse", "foot_turn_out"} <= set(finding.refers_to)


def test_a_heel_that_could_not_be_checked_is_not_called_valid() -> None:
    """From the front nobody knows whether the heel stayed down."""
    front = assess(film(squats((28.0,), knee_deg=85.0), Camera("camera")))
    assert "all valid" not in front.findings[0].text


def test_a_heel_that_may_have_come_up_makes_no_best_value() -> None:
    """It would: what cannot be told from a heel that is down reads 4 deg too much."""
    found = assess(noisy(film(squats((24.0, 26.0), heel_lift_deg=(0.0, 7.0))), 1.0, stated_px=2.0))
    sure, doubtful = found.repetitions
    assert ("heel_lift" in sure.unchecked, "heel_lift" in doubtful.unchecked) == (False, True)
    assert sure.valid
    assert doubtful.valid
    peaks = [next(m.value for m in r.measures if m.name == "peak_dorsiflexion_deg") for r in (sure, doubtful)]
    assert peaks[0] == value(found, "best_peak_dorsiflexion_deg") == value(found, "mean_peak_dorsiflexion_deg")
    assert peaks[1] > peaks[0] + 3.0
    assert "of those that could" in found.findings[0].text
    assert not [finding for finding in found.findings if "not seen" in finding.text]


def test_without_a_size_it_is_asked_for() -> None:
    assert about(assess(film(squats((28.0,))), seen=scene()), "height")


def test_nobody_is_said_plainly() -> None:
    track = film(squats((28.0,)))
    found = assess(absent(track, slice(None)))
    assert about(found, "No person was found")


@pytest.mark.parametrize(
    ("found", "code", "words"),
    [
        pytest.param(lambda: assess(film(squats((28.0,)), Camera(yaw_deg=43.0))), "oblique_view", "43", id="oblique"),
        pytest.param(
            lambda: assess(film(squats((28.0,)), Camera("camera", yaw_deg=32.0))), "off_front", "32", id="off the front"
        ),
        pytest.param(lambda: assess(film(squats((55.0,)))), "beyond_anatomy", "50", id="no ankle's angle"),
        pytest.param(lambda: assess(film(squats((28.0,), rate=12.0))), "low_frame_rate", "12", id="few pictures"),
        pytest.param(
            lambda: assess(joined(film(squats((28.0,))), film(squats((28.0,))), gap_s=2.0)),
            "several_shots",
            "2",
            id="shots",
        ),
        pytest.param(
            lambda: assess(noisy(film(squats((28.0,))), 40.0, stated_px=3.0)), "landmarks_unstable", "", id="nonsense"
        ),
    ],
)
def test_warnings_say_how_the_recording_falls_short(found: object, code: str, words: str) -> None:
    assessment = found()
    (warning,) = [w for w in assessment.quality.warnings if w.code == code]
    assert words in warning.text


def test_of_an_uneven_recording_the_usual_rate_is_warned_of() -> None:
    steps_s = np.where(np.arange(70) % 4, 1.0 / 14.0, 0.2)
    assert len(steps_s) / steps_s.sum() < 10.0, "what the facts of the recording call the average"
    found = assess(film(squats((28.0,), time_s=np.cumsum(steps_s))))
    (warning,) = [w for w in found.quality.warnings if w.code == "low_frame_rate"]
    assert "Usually only 14" in warning.text


def test_a_good_recording_has_no_warnings() -> None:
    assert warnings(assess(noisy(film(squats((28.0,))), 1.0))) == set()
