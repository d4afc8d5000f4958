"""Drawing a pose, its angles and its flags on a picture.

Sizes follow the picture, so that what is drawn can be read on a phone. Everything has a dark outline or
panel, so that it can be read on any background.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np

from cv_rom.geometry import FloatArray
from cv_rom.poses import Pose
from cv_rom.reports import strokes
from cv_rom.reports.lettering import Colour, Image, fitting_px, put_text, text_width
from cv_rom.skeleton import SEGMENTS, Landmark, Side

# Colours after Okabe & Ito, brightened for video; they differ in lightness too.
WHITE: Colour = (255, 255, 255)
DARK: Colour = (16, 16, 16)
NEAR: Colour = (86, 190, 255)
FAR: Colour = (190, 190, 190)
TIBIA: Colour = (255, 170, 0)
SOLE: Colour = (70, 230, 165)
FLAG: Colour = (165, 40, 0)

LOW_SHIN_DEG = 45.0


@dataclass(frozen=True)
class ShankMark:
    """The shank's inclination as drawn: tibia line, vertical, sole line, arc and number.

    `forward` is +1 where the toes point to the image right, -1 to the left; `roll_deg` turns the vertical,
    + = its top leans to the image right. `sole_px` is the sole's line (2, 2), in pixels of the picture; without it the
    line runs from heel to toe landmark.
    """

    side: Side
    forward: int
    roll_deg: float
    text: str
    sole_px: FloatArray | None = None


@dataclass(frozen=True)
class Overlay:
    """What is drawn on one frame.

    Attributes:
        pose: the assessed person, in pixels of the picture it is drawn on.
        strong_sides: sides that are drawn; both, thinly, where there is none.
        shank: the angle at the ankle, where the view shows it.
        knee_texts: a number beside the knee, by side.
        flags: warnings at the top left, away from the feet.
        marks: points that a warning is about, ringed.
        sign: a word at the top right on how the video runs.

    """

    pose: Pose
    strong_sides: tuple[Side, ...] = ()
    shank: ShankMark | None = None
    knee_texts: tuple[tuple[Side, str], ...] = ()
    flags: tuple[str, ...] = ()
    marks: tuple[tuple[Landmark, Side], ...] = ()
    sign: str = ""


def draw(image: Image, overlay: Overlay) -> Image:
    """A copy of the RGB `image` (H, W, 3) with `overlay` drawn on it."""
    canvas = image.copy()
    draw_on(canvas, overlay)
    return canvas


def draw_on(canvas: Image, overlay: Overlay) -> None:
    """Draw the overlay on the RGB canvas (H, W, 3) itself."""
    draw_skeleton(canvas, overlay)
    for landmark, side in overlay.marks:
        _draw_ring(canvas, overlay.pose.xy(landmark, side))
    if overlay.shank is not None:
        _draw_shank(canvas, overlay.pose, overlay.shank)
    for side, text in overlay.knee_texts:
        knee, other = (overlay.pose.xy(Landmark.KNEE, s) for s in (side, side.other))
        _text_beside(canvas, text, knee, forward=-1 if knee[0] < other[0] else 1, gap=0.9)  # outside of both legs
    _draw_sign(canvas, overlay.sign, _draw_flags(canvas, overlay.flags))


def placed(pose: Pose, *, scale: float, origin_px: tuple[float, float] = (0.0, 0.0)) -> Pose:
    """The pose in a picture that was cut at `origin_px` (its upper left corner) and then scaled."""
    return replace(pose, xy_px=(pose.xy_px - np.asarray(origin_px)) * scale, noise_px=pose.noise_px * scale)


def draw_skeleton(canvas: Image, overlay: Overlay) -> None:
    """Draw the overlay's pose on the canvas itself."""
    thin = _line_px(canvas)
    # From the side the far leg is half hidden: its points are a guess, and its lines would cover the near one's.
    for side in overlay.strong_sides or Side:
        for start, end in SEGMENTS:
            ends = (overlay.pose.xy(start, side), overlay.pose.xy(end, side))
            strong = bool(overlay.strong_sides)
            _draw_line(canvas, *ends, colour=NEAR if strong else FAR, px=thin * 2 if strong else thin)


def draw_sole(canvas: Image, sole: FloatArray) -> None:
    """Draw the line of a sole, its two ends (2, 2), on the canvas itself."""
    _draw_line(canvas, sole[0], sole[1], colour=SOLE, px=2 * _line_px(canvas))


def draw_lifted_sole(canvas: Image, standing: FloatArray, lifted: FloatArray, height: str) -> None:
    """Draw a lifted sole over its place in stance, each heel end and ball end (2, 2), on the canvas itself.

    The standing sole is dashed; an arrow goes from it straight up to the lifted heel, with the `height` beside it.
    """
    back = standing[0] - standing[1]
    _draw_dashes(canvas, standing[1], standing[0] + 0.3 * back, px=_line_px(canvas))
    draw_sole(canvas, lifted)
    tip = lifted[0]
    base = standing[1] + (tip[0] - standing[1][0]) / back[0] * back if back[0] else standing[0]
    barb = 0.3 * float(np.hypot(*(tip - base))) * np.array([[-0.6, 1.0], [0.6, 1.0]])
    for start in (base, *(tip + barb)):
        _draw_line(canvas, start, tip, colour=WHITE, px=2 * _line_px(canvas))
    _text_beside(canvas, height, (base + tip) / 2.0, forward=1 if back[0] >= 0.0 else -1)


def _draw_shank(canvas: Image, pose: Pose, mark: ShankMark) -> None:
    knee, ankle = pose.xy(Landmark.KNEE, mark.side), pose.xy(Landmark.ANKLE, mark.side)
    heel, toe = pose.xy(Landmark.HEEL, mark.side), pose.xy(Landmark.TOE, mark.side)
    px = 5 * _line_px(canvas) // 2
    _draw_line(canvas, *((heel, toe) if mark.sole_px is None else mark.sole_px), colour=SOLE, px=px)
    if not np.isfinite([knee, ankle]).all():
        return
    length = float(np.hypot(*(knee - ankle)))
    up = np.array([np.sin(np.radians(mark.roll_deg)), -np.cos(np.radians(mark.roll_deg))])
    _draw_dashes(canvas, ankle, ankle + up * length, px=_line_px(canvas))
    _draw_line(canvas, ankle, knee, colour=TIBIA, px=px)
    radius = 0.5 * length
    vertical_deg, tibia_deg = (float(np.degrees(np.arctan2(v[1], v[0]))) for v in (up, knee - ankle))
    ends = sorted((vertical_deg, vertical_deg + _turn_deg(tibia_deg - vertical_deg)))
    _draw_arc(canvas, ankle, radius, *ends)
    # In front of the shin there is room for the number until the shin lies low; then behind the vertical.
    lean = abs(_turn_deg(tibia_deg - vertical_deg))
    toward = mark.forward if lean < LOW_SHIN_DEG else -mark.forward
    ahead = max(0.3, np.sin(np.radians(lean))) if lean < LOW_SHIN_DEG else 0.0
    _text_beside(canvas, mark.text, ankle + radius * np.array([toward * ahead, -0.75]), forward=toward)


def _turn_deg(angle_deg: float) -> float:
    return (angle_deg + 180.0) % 360.0 - 180.0


def _draw_line(canvas: Image, start: FloatArray, end: FloatArray, *, colour: Colour, px: int) -> None:
    if not np.isfinite([start, end]).all():
        return
    for line_colour, width in ((DARK, px + 2 + px // 2), (colour, px)):
        strokes.line(canvas, start, end, line_colour, width)


def _draw_dashes(canvas: Image, start: FloatArray, end: FloatArray, *, px: int) -> None:
    ends = np.linspace(start, end, 14)
    for first, last in zip(ends[::2], ends[1::2], strict=True):
        _draw_line(canvas, first, last, colour=WHITE, px=px)


def _draw_arc(canvas: Image, centre: FloatArray, radius: float, from_deg: float, to_deg: float) -> None:
    for colour, px in ((DARK, _line_px(canvas) + 2), (WHITE, _line_px(canvas))):
        strokes.arc(canvas, centre, radius, colour, px, from_deg=from_deg, to_deg=to_deg)


def _draw_ring(canvas: Image, point: FloatArray) -> None:
    """A ring around what a warning is about."""
    if np.isfinite(point).all():
        for colour, px in ((WHITE, 3 * _line_px(canvas)), (FLAG, 2 * _line_px(canvas))):
            strokes.arc(canvas, point, 0.75 * _text_px(canvas), colour, px)


def _text_beside(canvas: Image, text: str, point: FloatArray, *, forward: int = 1, gap: float = 0.4) -> None:
    """Outlined text to the right (`forward` = 1) or left (-1) of `point`, kept whole; none for a point outside."""
    height, width = canvas.shape[:2]
    if not (0 <= point[0] < width and 0 <= point[1] < height):  # false for NaN
        return
    size = round(1.2 * _text_px(canvas))
    room = (width - point[0] if forward > 0 else point[0]) - gap * size - 4
    size = max(fitting_px(text, room, size), round(0.6 * size))  # rather smaller than over the leg
    length = text_width(text, size)
    left = point[0] + gap * size if forward > 0 else point[0] - gap * size - length
    left = min(max(left, 4), width - length - 4)
    baseline = min(max(point[1] + 0.35 * size, size), height - 4)
    put_text(canvas, text, left, baseline, size, WHITE, DARK)


def _draw_flags(canvas: Image, flags: Sequence[str]) -> tuple[int, int]:
    """Warnings below each other at the top left, each with a triangle: words and a shape, not colour alone.

    Gives how far they reach to the right, and where there is room below them, pixels.
    """
    size = _text_px(canvas)
    top = pad = size // 3
    right = 0
    for flag in flags:
        size_here = fitting_px(f"{flag}MM", canvas.shape[1] - 4 * pad, size)
        width = text_width(flag, size_here) + round(1.4 * size_here) + 2 * pad
        _panel(canvas, pad, top, width, round(1.4 * size_here), FLAG)
        _draw_warning_sign(canvas, 2.0 * pad, top + 0.15 * size_here, size_here)
        put_text(canvas, flag, 2 * pad + 1.3 * size_here, top + 1.05 * size_here, size_here, WHITE)
        top += round(1.4 * size_here) + pad // 2
        right = max(right, pad + width)
    return right, top


def _draw_warning_sign(canvas: Image, left: float, top: float, size: int) -> None:
    strokes.polygon(canvas, [(left + 0.5 * size, top), (left + size, top + size), (left, top + size)], WHITE)
    px = max(1, size // 8)
    middle = left + 0.5 * size
    strokes.line(canvas, (middle, top + 0.38 * size), (middle, top + 0.65 * size), FLAG, px)
    strokes.disc(canvas, (middle, top + 0.84 * size), 0.6 * px, FLAG)


def _draw_sign(canvas: Image, sign: str, flags_px: tuple[int, int]) -> None:
    """A word at the top right, after the sign of slow motion: a bar and a triangle.

    Where flags reach so far to the right (`flags_px`: how far, and where they end) it stands below them.
    """
    if not sign:
        return
    size = fitting_px(f"{sign}MM", canvas.shape[1] / 2, _text_px(canvas))
    pad = size // 3
    width = text_width(sign, size) + round(1.4 * size) + 2 * pad
    left = canvas.shape[1] - width - pad
    above = pad if left >= flags_px[0] + pad // 2 else flags_px[1]
    _panel(canvas, left, above, width, round(1.4 * size), DARK)
    top, bottom = above + 0.3 * size, above + 1.1 * size
    start = left + pad
    strokes.line(canvas, (start + 0.1 * size, top), (start + 0.1 * size, bottom), WHITE, max(1, size // 6))
    triangle = [(start + 0.35 * size, top), (start + size, (top + bottom) / 2), (start + 0.35 * size, bottom)]
    strokes.polygon(canvas, triangle, WHITE)
    put_text(canvas, sign, start + 1.3 * size, above + 1.05 * size, size, WHITE)


def _panel(canvas: Image, left: int, top: int, width: int, height: int, colour: Colour) -> None:
    panel = canvas[max(0, top) : top + height, max(0, left) : left + width]
    if panel.size:
        panel[:] = cv2.addWeighted(panel, 0.15, np.full_like(panel, colour), 0.85, 0.0)


def text_px(width_px: int, height_px: int) -> int:
    """Height of the text on a picture: it can be read on a phone, 360 pixels wide; at least 12."""
    return max(12, round(max((height_px + width_px) / 52, width_px / 30)))


def _text_px(canvas: Image) -> int:
    return text_px(canvas.shape[1], canvas.shape[0])


def _line_px(canvas: Image) -> int:
    """Width of the thinnest line."""
    return max(2, round(sum(canvas.shape[:2]) / 650))
