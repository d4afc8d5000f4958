"""Letters on pictures: at their place, in their colour, cut at the edges."""

from __future__ import annotations

import numpy as np
import pytest

from cv_rom.reports.lettering import fitting_px, put_text, text_width

WHITE, BLUE = (255, 255, 255), (0, 0, 200)


def canvas() -> np.ndarray:
    return np.full((60, 200, 3), 90, np.uint8)


def test_letters_stand_on_their_baseline() -> None:
    image = canvas()
    put_text(image, "26", 20, 40, 24, WHITE)
    rows, columns = np.nonzero((image > 200).all(axis=2))
    assert rows.max() == pytest.approx(40, abs=2)
    assert rows.min() == pytest.approx(40 - 0.72 * 24, abs=3)
    assert columns.min() == pytest.approx(21, abs=3)
    assert columns.max() - 20 == pytest.approx(text_width("26", 24), abs=4)


def test_an_outline_surrounds_the_letters() -> None:
    plain, outlined = canvas(), canvas()
    put_text(plain, "8", 20, 40, 30, WHITE)
    put_text(outlined, "8", 20, 40, 30, WHITE, BLUE)
    assert ((plain > 240).all(axis=2) & ~(outlined > 200).all(axis=2)).sum() == 0
    assert (np.abs(outlined.astype(int) - BLUE).max(axis=2) < 5).sum() > 50


@pytest.mark.parametrize(("left", "baseline"), [(-10, 40), (190, 40), (20, 5), (20, 70), (500, 500), (-500, -500)])
def test_what_lies_outside_is_left_out(left: float, baseline: float) -> None:
    image = canvas()
    put_text(image, "26°", left, baseline, 24, WHITE, BLUE)
    assert (image != 90).any() == (abs(left) < 300)


def test_text_is_set_smaller_until_it_fits() -> None:
    long = "not valid: the heel came off the floor"
    size = fitting_px(long, 300, 40)
    assert text_width(long, size) <= 300 < text_width(long, size + 2)
    assert fitting_px("26°", 300, 40) == 40
    assert fitting_px(long, 5, 40) == 9
