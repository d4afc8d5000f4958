"""The marker to print: a page in millimetres that holds the very marker that is looked for."""

from __future__ import annotations

from xml.etree import ElementTree

import numpy as np
import pytest

from cv_rom.frames import Frame
from cv_rom.landmark_refinement.marker_sheet import marker_svg
from cv_rom.landmark_refinement.scale_target import find_scale_targets

PX_PER_MM = 4


def printed() -> np.ndarray:
    """The rectangles of the page, as a printer fills them."""
    page = np.full((297 * PX_PER_MM, 210 * PX_PER_MM, 3), 255, np.uint8)
    for rectangle in ElementTree.fromstring(marker_svg()).iter("{http://www.w3.org/2000/svg}rect"):
        x, y, wide, high = (float(rectangle.get(name, "0")) for name in ("x", "y", "width", "height"))
        left, right, top, bottom = (round(PX_PER_MM * mm) for mm in (x, x + wide, y, y + high))
        page[top:bottom, left:right] = 255 if rectangle.get("fill") == "white" else 0
    return page


def test_the_printed_marker_is_found_and_has_ten_centimetres() -> None:
    frames = [Frame(printed(), float(i), i) for i in range(3)]
    [target] = find_scale_targets(frames, [[]] * 3)
    sides = np.linalg.norm(np.roll(target.corners_px, -1, axis=0) - target.corners_px, axis=1)
    assert sides / PX_PER_MM == pytest.approx(np.full(4, 100.0), abs=0.4)


def test_the_page_is_in_millimetres() -> None:
    page = ElementTree.fromstring(marker_svg())
    assert (page.get("width"), page.get("height"), page.get("viewBox")) == ("210mm", "297mm", "0 0 210 297")
