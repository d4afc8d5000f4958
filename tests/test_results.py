from __future__ import annotations

from dataclasses import replace
from typing import get_args

import numpy as np
import pytest

from cv_rom.results import Assessment, Measure, Reason, Repetition, Scale, Subject, View
from cv_rom.scene import Scene

MEASURED = Measure("peak_dorsiflexion_deg", "left", 31.0, "deg", (28.0, 34.0), "measured", None, "an angle")
REFUSED = Measure("peak_dorsiflexion_deg", "left", None, "deg", None, "not_assessable", "wrong_view", "an angle")


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"value": None}, id="measured without a value"),
        pytest.param({"reason": "wrong_view"}, id="measured with a reason against it"),
        pytest.param({"status": "not_assessable"}, id="a value that was not assessed"),
        pytest.param({"status": "not_assessable", "value": None}, id="no value and no reason"),
        pytest.param({"status": "not_assessable", "reason": "wrong_view"}, id="a value beside a reason"),
        pytest.param({"value": np.nan}, id="NaN"),
        pytest.param({"value": np.inf}, id="infinite"),
    ],
)
def test_a_measure_is_a_value_or_a_reason_never_both_and_never_neither(change: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="peak_dorsiflexion_deg"):
        replace(MEASURED, **change)


def assessment(*, clip: tuple[Measure, ...] = (), repetition: tuple[Measure, ...] = ()) -> Assessment:
    return Assessment(
        protocol="squat",
        view=View("sagittal", "right", "right", 0.0, None),
        subject=Subject("unknown", None, None),
        scale=Scale("none", None, None),
        repetitions=(Repetition(1, 0.0, 1.0, 2.0, True, (), (), repetition, ()),),
        measures=clip,
        compensations=(),
        findings=(),
        quality=(),
    )


@pytest.mark.parametrize(
    ("clip", "repetition", "anything"),
    [
        pytest.param((), (), False, id="no measures"),
        pytest.param((REFUSED,), (REFUSED,), False, id="all refused"),
        pytest.param((MEASURED,), (), True, id="one of the clip"),
        pytest.param((REFUSED,), (MEASURED,), True, id="one of a repetition"),
    ],
)
def test_whether_anything_was_measured(
    clip: tuple[Measure, ...], repetition: tuple[Measure, ...], anything: bool
) -> None:
    assert assessment(clip=clip, repetition=repetition).measured_anything is anything


def test_reasons_are_single_words_of_the_schema() -> None:
    assert all(reason.replace("_", "").isalpha() and reason.islower() for reason in get_args(Reason))


@pytest.mark.parametrize(
    ("given", "message"),
    [
        pytest.param({"width_px": 0}, "picture's size", id="no width"),
        pytest.param({"height_px": -5}, "picture's size", id="negative height"),
        pytest.param({"foot_length_cm": 260.0}, "foot_length_cm must lie between 10 and 40, got 260", id="foot in mm"),
        pytest.param({"height_cm": 1.75}, "height_cm must lie between 80 and 250, got 1.75", id="height in m"),
        pytest.param({"height_cm": float("nan")}, "height_cm must lie", id="height NaN"),
    ],
)
def test_a_scene_that_cannot_be_is_refused(given: dict[str, float], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        Scene(**({"width_px": 640, "height_px": 480} | given))
