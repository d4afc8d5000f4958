"""Drawing a pose, its angles and its flags on a picture.

Sizes follow the picture, so that what is drawn can be read on a phone. Everything has a dark outline or
panel, so that it can be read on any background; the text is cv2 5's own, which knows the degree sign.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from cv_rom.geometry import FloatArray
from cv_rom.poses import Pose
from cv_rom.skeleton import SEGMENTS, Landmark, Side

Image = NDArray[np.uint8]
Colour = tuple[int, int, int]

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
    + = its top leans to the image right.
    """

    side: Side
    forward: int
    roll_deg: float
    text: str


@dataclass(frozen=True)
class Overlay:
    """What is drawn on one frame.

    Attributes:
        pose: the assessed person, in pixels of the picture it is drawn on.
        strong_sides: sides drawn strongly.
        shank: the angle at the ankle, where the view shows it.
        knee_texts: a number beside the knee, by side.
        lines: text at the top left.
        flags: warnings at the bottom left.

    """

    pose: Pose
    strong_sides: tuple[Side, ...] = ()
    shank: ShankMark | None = None
    knee_texts: tuple[tuple[Side, str], ...] = ()
    lines: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()


def draw(image: Image, overlay: Overlay) -> Image:
    """A copy of the RGB `image` (H, W, 3) with `overlay` drawn on it."""
    canvas = image.copy()
    draw_skeleton(canvas, overlay)
    if overlay.shank is not None:
        _draw_shank(canvas, overlay.pose, overlay.shank)
    for side, text in overlay.knee_texts:
        _text_beside(canvas, text, overlay.pose.xy(Landmark.KNEE, side))
    _draw_panel(canvas, overlay.lines, background=DARK, at_bottom=False)
    _draw_panel(canvas, overlay.flags, background=FLAG, at_bottom=True)
    return canvas


def placed(pose: Pose, *, scale: float, origin_px: tuple[float, float] = (0.0, 0.0)) -> Pose:
    """The pose in a picture that was cut at `origin_px` (its upper left corner) and then scaled."""
    return replace(pose, xy_px=(pose.xy_px - np.asarray(origin_px)) * scale, noise_px=pose.noise_px * scale)


def draw_skeleton(canvas: Image, overlay: Overlay) -> None:
    """Draw the overlay's pose on the canvas itself."""
    thin = _line_px(canvas)
    for side in sorted(Side, key=lambda s: s in overlay.strong_sides):  # the strong side comes on top
        strong = side in overlay.strong_sides
        for start, end in SEGMENTS:
            ends = (overlay.pose.xy(start, side), overlay.pose.xy(end, side))
            _draw_line(canvas, *ends, colour=NEAR if strong else FAR, px=thin * 2 if strong else thin)


def _draw_shank(canvas: Image, pose: Pose, mark: ShankMark) -> None:
    knee, ankle = pose.xy(Landmark.KNEE, mark.side), pose.xy(Landmark.ANKLE, mark.side)
    heel, toe = pose.xy(Landmark.HEEL, mark.side), pose.xy(Landmark.TOE, mark.side)
    px = 5 * _line_px(canvas) // 2
    _draw_line(canvas, heel, toe, colour=SOLE, px=px)
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
    for line_colour, width in ((DARK, px + 2), (colour, px)):
        cv2.line(canvas, _pixel(start), _pixel(end), line_colour, width, cv2.LINE_AA)


def _draw_dashes(canvas: Image, start: FloatArray, end: FloatArray, *, px: int) -> None:
    ends = np.linspace(start, end, 14)
    for first, last in zip(ends[::2], ends[1::2], strict=True):
        _draw_line(canvas, first, last, colour=WHITE, px=px)


def _draw_arc(canvas: Image, centre: FloatArray, radius: float, from_deg: float, to_deg: float) -> None:
    axes = (round(radius), round(radius))
    for colour, px in ((DARK, _line_px(canvas) + 2), (WHITE, _line_px(canvas))):
        cv2.ellipse(canvas, _pixel(centre), axes, 0.0, from_deg, to_deg, colour, px, cv2.LINE_AA)


def _text_beside(canvas: Image, text: str, point: FloatArray, *, forward: int = 1) -> None:
    """Outlined text to the right (`forward` = 1) or left (-1) of `point`, kept whole; none for a point outside."""
    height, width = canvas.shape[:2]
    if not (0 <= point[0] < width and 0 <= point[1] < height):  # false for NaN
        return
    size = text_px(canvas)
    length = text_width(text, size)
    left = point[0] + 0.4 * size if forward > 0 else point[0] - 0.4 * size - length
    left = min(max(left, 4), width - length - 4)
    baseline = min(max(point[1] + 0.35 * size, size), height - 4)
    outline = max(1, size // 12)
    for dx, dy in ((-1, -1), (-1, 1), (1, -1), (1, 1), (0, -1), (0, 1), (-1, 0), (1, 0)):
        put_text(canvas, text, left + dx * outline, baseline + dy * outline, size, DARK)
    put_text(canvas, text, left, baseline, size, WHITE)


def _draw_panel(canvas: Image, lines: Sequence[str], *, background: Colour, at_bottom: bool) -> None:
    """Lines of text on a dark panel in the left corner; wider text is set smaller."""
    if not lines:
        return
    size = round(0.8 * text_px(canvas))
    widest = max(text_width(line, size) for line in lines)
    size = max(9, min(size, int(size * 0.94 * canvas.shape[1] / (widest + 1.2 * size))))
    pad, step = size // 2, int(1.35 * size)
    width = max(text_width(line, size) for line in lines) + 2 * pad
    height = len(lines) * step + pad
    top = canvas.shape[0] - height - pad if at_bottom else pad
    panel = canvas[max(0, top) : top + height, pad : pad + width]
    panel[:] = cv2.addWeighted(panel, 0.15, np.full_like(panel, background), 0.85, 0.0)
    for i, line in enumerate(lines):
        put_text(canvas, line, 2 * pad, top + pad // 2 + (i + 0.78) * step, size, WHITE)


def text_px(canvas: Image) -> int:
    """Height of the text: a 21st of the picture's mean side, at least 12 pixels."""
    return max(12, round(sum(canvas.shape[:2]) / 42))


def _line_px(canvas: Image) -> int:
    """Width of the thinnest line."""
    return max(2, round(sum(canvas.shape[:2]) / 650))


def put_text(canvas: Image, text: str, left: float, baseline: float, size: int, colour: Colour) -> None:
    """Write `text`, `size` pixels high, on the canvas itself."""
    cv2.putText(canvas, text, (round(left), round(baseline)), colour, _font(), size, 600)


def text_width(text: str, size: int) -> int:
    """How wide `text` is, pixels, when it is `size` pixels high."""
    # The unbounded size keeps the text from being wrapped at the edge of a picture.
    return int(cv2.getTextSize((100_000, 1000), text, (0, 0), _font(), size, 600)[2])


def _font() -> cv2.FontFace:
    return cv2.FontFace("sans")


def _pixel(point: FloatArray) -> tuple[int, int]:
    return round(float(point[0])), round(float(point[1]))
