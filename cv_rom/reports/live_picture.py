"""The picture of a live check: the camera's picture with the leg drawn in, and beside it a gauge, counts and flags.

Everything can be read from 3 m: the angle is a sixth of the window high. Colour is never alone: the gauge has a number,
the best a mark, flags words.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import cv2
import numpy as np

from cv_rom.poses import Pose
from cv_rom.reports.drawing import DARK, FLAG, NEAR, SOLE, WHITE, Overlay, draw_skeleton, placed
from cv_rom.reports.lettering import Colour, Image, broken, fitting_px, put_text, text_width
from cv_rom.skeleton import Side

HEIGHT_PX = 720
PANEL_PX = 420
LARGEST_DEG = 50.0
"""The gauge's end; loaded ankles bend no further (see `measurement.findings`)."""
START_DEG, SWEEP_DEG = 150.0, 240.0
"""Where the gauge's arc begins, clockwise from the image right, and how far it goes."""
SOFT: Colour = (150, 150, 150)
PAD_PX = 16


@dataclass(frozen=True)
class Lettering:
    """Heights of letters, pixels: as large as the room allows that the text should leave to what is below it."""

    largest: int
    smallest: int
    room_px: int


BANNER = Lettering(44, 30, HEIGHT_PX // 4)
"""Above the person's legs."""
VALUE = Lettering(54, 20, 80)
"""Down to the next label, or to the keys."""
LINE_SHARE = 1.3
"""From line to line, in heights of the letters."""


@dataclass(frozen=True)
class LivePanel:
    """What stands beside and on the picture, in words.

    Attributes:
        angle_deg, best_deg: of the gauge; None = not known.
        angle, best: the same in words, large and small.
        facts: label and value, one below the other.
        message: what to do now, across the picture.
        flags: what is wrong now.
        keys: which key does what.

    """

    angle_deg: float | None
    best_deg: float | None
    angle: str
    best: str
    facts: tuple[tuple[str, str], ...]
    message: str | None
    flags: tuple[str, ...]
    keys: str


class LivePicture:
    """Draws one picture after the other into the same memory, as fresh memory costs more than the drawing."""

    def __init__(self, *, width_px: int, height_px: int) -> None:
        """For pictures of this size, which are shown 720 pixels high."""
        self._scale = HEIGHT_PX / height_px
        self._width_px = round(self._scale * width_px)
        self._canvas = np.empty((HEIGHT_PX, self._width_px + PANEL_PX, 3), np.uint8)

    @property
    def size_px(self) -> tuple[int, int]:
        """Width and height of what is drawn."""
        return self._canvas.shape[1], self._canvas.shape[0]

    def draw(self, image: Image, pose: Pose, side: Side | None, panel: LivePanel) -> Image:
        """The RGB `image` (H, W, 3) with the pose, and the panel to its right; holds until the next one is drawn."""
        picture, area = self._canvas[:, : self._width_px], self._canvas[:, self._width_px :]
        cv2.resize(image, (self._width_px, HEIGHT_PX), dst=picture, interpolation=cv2.INTER_LINEAR)
        if not pose.is_nobody:
            sides = () if side is None else (side,)
            draw_skeleton(picture, Overlay(placed(pose, scale=self._scale), strong_sides=sides))
        below = _banner(picture, () if panel.message is None else (panel.message,), DARK)
        _banner(picture[below:], panel.flags, FLAG)
        cv2.rectangle(area, (0, 0), area.shape[1::-1], DARK, cv2.FILLED)
        _gauge(area, panel)
        _facts(area, panel)
        return self._canvas


def _gauge(area: Image, panel: LivePanel) -> None:
    centre, radius = (PANEL_PX // 2, 190), 150
    _arc(area, centre, radius, LARGEST_DEG, SOFT)
    if panel.angle_deg is not None and panel.angle_deg > 0.0:  # an arc of no length is drawn as a blot
        _arc(area, centre, radius, panel.angle_deg, NEAR)
    if panel.best_deg is not None:
        at = np.radians(START_DEG + SWEEP_DEG * _share(panel.best_deg))
        inner, outer = (
            (centre[0] + round(r * np.cos(at)), centre[1] + round(r * np.sin(at))) for r in (radius - 26, radius + 26)
        )
        cv2.line(area, inner, outer, SOLE, 8, cv2.LINE_AA)
    _centred(area, panel.angle, 225, fitting_px(panel.angle, 2 * radius - 70, 120), WHITE)
    _centred(area, panel.best, 318, 40, SOLE)


def _arc(area: Image, centre: tuple[int, int], radius: int, to_deg: float, colour: Colour) -> None:
    end_deg = START_DEG + SWEEP_DEG * _share(to_deg)
    cv2.ellipse(area, centre, (radius, radius), 0.0, START_DEG, end_deg, colour, 26, cv2.LINE_AA)


def _share(angle_deg: float) -> float:
    return float(np.clip(angle_deg / LARGEST_DEG, 0.0, 1.0))


def _facts(area: Image, panel: LivePanel) -> None:
    top = 365
    for label, value in panel.facts:
        put_text(area, label, 24, top + 22, 26, SOFT)
        _paragraph(area, (value,), 24, top + 28, PANEL_PX - 48, VALUE)
        top += 100
    put_text(area, panel.keys, 24, HEIGHT_PX - 20, fitting_px(panel.keys, PANEL_PX - 48, 24), WHITE)


def _centred(area: Image, text: str, baseline: int, size: int, colour: Colour) -> None:
    put_text(area, text, (area.shape[1] - text_width(text, size)) / 2, baseline, size, colour)


def _banner(picture: Image, sentences: tuple[str, ...], background: Colour) -> int:
    """Sentences on a strip across the top, where no feet are; long ones are broken. Gives the height of the strip."""
    if not sentences:
        return 0
    width = picture.shape[1] - 2 * PAD_PX
    size, lines = _set(sentences, width, BANNER)
    height = len(lines) * round(LINE_SHARE * size) + PAD_PX
    strip = picture[:height]
    strip[:] = cv2.add(cv2.multiply(strip, (0.15,) * 4), (*(0.85 * part for part in background), 0.0))
    _paragraph(strip, sentences, PAD_PX, PAD_PX // 2, width, BANNER)
    return height


def _paragraph(
    area: Image, sentences: tuple[str, ...], left: int, top: int, width_px: int, lettering: Lettering
) -> None:
    size, lines = _set(sentences, width_px, lettering)
    for number, line in enumerate(lines):
        baseline = top + number * round(LINE_SHARE * size) + size
        put_text(area, line, left, baseline, fitting_px(line, width_px, size), WHITE)


@lru_cache(maxsize=64)
def _set(sentences: tuple[str, ...], width_px: int, lettering: Lettering) -> tuple[int, tuple[str, ...]]:
    """The largest letters with which the sentences keep to their room, and the lines that they make then."""
    for size in range(lettering.largest, lettering.smallest - 1, -2):
        lines = tuple(line for sentence in sentences for line in broken(sentence, width_px, size))
        if len(lines) * LINE_SHARE * size <= lettering.room_px:
            break
    return size, lines
