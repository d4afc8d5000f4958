"""The live page's own search for upright lines, in a browser: as the service's own, on pictures of known lean."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from typing import Any

import cv2
import httpx
import numpy as np
import pytest
from browser import watched_page
from numpy.typing import NDArray
from playwright.sync_api import Browser, Page

from cv_rom.landmark_refinement.room_verticals import roll_of_lines

WIDTH, HEIGHT = 1280, 720
PERSON = [[x, y, 1.0] for x in (0.45, 0.55) for y in (0.2, 0.9)]
"""Landmarks: a body in the middle of the picture."""
FIND = """
async ({ picture, landmarks }) => {
  const { uprightLines } = await import("/static/live/upright_lines.js");
  const bytes = Uint8Array.from(atob(picture), (character) => character.charCodeAt(0));
  return uprightLines(await createImageBitmap(new Blob([bytes], { type: "image/png" })), landmarks);
}
"""


@pytest.fixture(scope="module")
def page(browser: Browser, client: httpx.Client) -> Iterator[Page]:
    with watched_page(browser, str(client.base_url)) as page:
        page.goto("/")
        yield page


def room(lean_deg: float, *places: float, noise: float = 2.0, contrast: int = 40) -> NDArray[np.uint8]:
    """Upright posts at these places across the picture, all leaning, in front of a wall with a floor line."""
    picture = np.full((HEIGHT, WIDTH, 3), 150, np.uint8)
    picture[620:] = 110
    for place in places:
        left, shift = place * WIDTH, 500.0 * np.tan(np.radians(lean_deg))
        corners = np.array([[left, 600], [left + shift, 100], [left + shift + 30, 100], [left + 30, 600]])
        cv2.fillPoly(picture, [np.round(corners * 16).astype(np.int32)], (150 - contrast,) * 3, cv2.LINE_AA, 4)
    speckle = np.random.default_rng(5).normal(0.0, noise, picture.shape)
    return np.clip(picture + speckle, 0, 255).astype(np.uint8)


def lines_in(page: Page, picture: NDArray[np.uint8]) -> list[list[float]]:
    png = base64.b64encode(cv2.imencode(".png", picture)[1].tobytes()).decode()
    found: list[list[float]] = page.evaluate(FIND, {"picture": png, "landmarks": PERSON})
    return found


@pytest.mark.parametrize("lean_deg", [-6.0, -2.0, 0.0, 1.5, 5.0, 10.0])
def test_posts_lean_as_they_were_drawn(page: Page, lean_deg: float) -> None:
    found = lines_in(page, room(lean_deg, 0.1, 0.8))
    assert len(found) == 4, "both sides of both posts"
    for x, lean, length in found:
        assert lean == pytest.approx(lean_deg, abs=0.3)
        assert length == pytest.approx(500.0 / np.cos(np.radians(lean_deg)), rel=0.1)
        middle = x + WIDTH / 2 - 250.0 * np.tan(np.radians(lean_deg))
        assert min(abs(middle - place * WIDTH - side) for place in (0.1, 0.8) for side in (0, 30)) < 4.0
    roll = roll_of_lines([np.array(found)] * 4, width_px=WIDTH, height_px=HEIGHT, place=0.0)
    assert roll is not None
    assert roll.roll_deg == pytest.approx(lean_deg, abs=0.3)


def test_a_faint_post_is_found_in_a_noisy_picture(page: Page) -> None:
    found = lines_in(page, room(3.0, 0.1, noise=4.0, contrast=25))
    assert sum(length for *_, length in found) > 500.0
    assert np.average([lean for _, lean, _ in found], weights=[length for *_, length in found]) == pytest.approx(
        3, abs=0.5
    )


@pytest.mark.parametrize(
    ("what", "picture"),
    [
        ("an empty wall", room(0.0)),
        ("the person", room(0.0, 0.5)),
        ("noise", room(0.0, noise=30.0)),
        ("what leans far", room(30.0, 0.05)),
    ],
)
def test_nothing_else_is_taken_for_a_post(page: Page, what: str, picture: NDArray[np.uint8]) -> None:
    found: Any = lines_in(page, picture)
    assert found == [], what
