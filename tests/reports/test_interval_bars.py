"""Numbers drawn to scale."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cv_rom.reports.interval_bars import LONG_WIDTH, MARGIN, WIDTH, change_bar, reference_bar
from cv_rom.results import ComparedValue, MinimalDetectableChange, Pair

VALUE = ComparedValue(0, "left", 20.0, (18.0, 22.0))
DETECTABLE = MinimalDetectableChange(4.7, "deg", "somebody")
PAIR = Pair("over_time", "best_peak_dorsiflexion_deg", "deg", VALUE, VALUE, 6.0, (2.0, 10.0), DETECTABLE, True, None)


def test_a_change_is_drawn_to_scale_about_zero() -> None:
    svg = change_bar(PAIR)
    scale = (WIDTH / 2.0 - MARGIN) / (1.1 * 10.0)
    assert f'cx="{WIDTH / 2.0 + 6.0 * scale:.1f}"' in svg
    assert f"M{WIDTH / 2.0 + 2.0 * scale:.1f} 18H{WIDTH / 2.0 + 10.0 * scale:.1f}" in svg
    assert f'<rect x="{WIDTH / 2.0 - 4.7 * scale:.1f}"' in svg
    assert f"M{WIDTH / 2.0:.1f} 2V34" in svg


def test_without_detectable_change_or_interval_there_is_less_to_draw() -> None:
    assert "<rect" not in change_bar(replace(PAIR, minimal_detectable_change=None))
    assert change_bar(replace(PAIR, combined_interval_95=None)) == ""


def test_no_change_at_all_can_be_drawn() -> None:
    none = replace(PAIR, difference=0.0, combined_interval_95=(0.0, 0.0), minimal_detectable_change=None)
    assert f'cx="{WIDTH / 2.0:.1f}"' in change_bar(none)


@pytest.mark.parametrize("aim", [None, 10.0])
def test_a_value_is_drawn_against_healthy_people_from_zero_on(aim: float | None) -> None:
    svg = reference_bar(11.0, (9.0, 13.0), span=(9.2, 14.8), aim=aim)
    scale = (LONG_WIDTH - 2.0 * MARGIN) / (1.1 * 14.8)
    assert f'cx="{MARGIN + 11.0 * scale:.1f}"' in svg
    assert f'<rect x="{MARGIN + 9.2 * scale:.1f}"' in svg
    assert f'<text x="{MARGIN + 10.0 * scale:.1f}" y="49"' in svg
    assert ("stroke-dasharray" in svg) == (aim is not None)
