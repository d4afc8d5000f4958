"""Names and numbers as people read them."""

from __future__ import annotations

from typing import get_args, get_type_hints

import pytest

from cv_rom.reports.words import threshold_text, with_unit
from cv_rom.results import Compensation, Facing, Reason, Scale, View
from cv_rom.scene import Footwear
from cv_rom.texts import words
from cv_rom.texts.names import measure_label, quantity_label

REPORT_EN = words("en")["report"]


def test_every_reason_has_words_and_a_way_out() -> None:
    assert set(REPORT_EN["reasons"]) == set(get_args(Reason))
    assert all(why and how for why, how in REPORT_EN["reasons"].values())


def test_every_published_value_has_words() -> None:
    hints = {name: get_type_hints(kind) for name, kind in (("view", View), ("scale", Scale), ("flag", Compensation))}
    assert set(REPORT_EN["planes"]) == set(get_args(hints["view"]["plane"]))
    assert set(REPORT_EN["labels"]["scale_sources"]) == set(get_args(hints["scale"]["source"]))
    assert set(REPORT_EN["statuses"]) == set(get_args(hints["flag"]["status"]))
    assert set(REPORT_EN["facing"]) == set(get_args(Facing))
    assert set(REPORT_EN["footwear"]) == set(get_args(Footwear))


def test_units() -> None:
    assert with_unit(24.0, "deg", REPORT_EN) == "24.0°"
    assert with_unit(13.4, "mm", REPORT_EN) == "13\u00a0mm"
    assert threshold_text(8.5, "mm", REPORT_EN) == "8.5\u00a0mm"
    assert with_unit(2.0, "kg", REPORT_EN) == "2.0\u00a0kg"


@pytest.mark.parametrize(
    ("name", "label", "quantity"),
    [
        ("best_peak_dorsiflexion_deg", "Best ankle dorsiflexion", "Ankle dorsiflexion"),
        ("stance_dorsiflexion_deg", "Standing still: ankle dorsiflexion", "Standing still: ankle dorsiflexion"),
        ("best_toe_to_wall_cm", "Best toe-to-wall distance", "Toe-to-wall distance"),
        ("hold_s", "Deep-squat hold", "Deep-squat hold"),
        ("something_new_deg", "Something new deg", "Something new deg"),
    ],
)
def test_measure_names(name: str, label: str, quantity: str) -> None:
    assert measure_label(name, REPORT_EN) == label
    assert quantity_label(name, REPORT_EN) == quantity
