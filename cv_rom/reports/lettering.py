"""Text on pictures: cv2 5's own, which knows the degree sign, kept once it was drawn, as most of it is drawn again."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray

Image = NDArray[np.uint8]
Colour = tuple[int, int, int]

WEIGHT = 600
_FAR = 100_000  # wider than any picture: keeps text from being wrapped at an edge


@dataclass(frozen=True)
class _Stamp:
    """A text ready to be put down: its colours times its cover, and how much of the ground stays, both (H, W, 3)."""

    ink: Image
    ground: Image


def put_text(
    canvas: Image, text: str, left: float, baseline: float, size: int, colour: Colour, outline: Colour | None = None
) -> None:
    """Write `text`, `size` pixels high, on the canvas itself; an outline lets it be read on any background.

    What lies outside of the canvas is left out.
    """
    stamp = _stamp(text, size, colour, outline)
    edge = outline_px(size)
    rows, part_rows = _overlap(round(baseline) - size - edge, stamp.ink.shape[0], canvas.shape[0])
    columns, part_columns = _overlap(round(left) - edge, stamp.ink.shape[1], canvas.shape[1])
    ground = canvas[rows, columns]
    if ground.size:
        kept = cv2.multiply(ground, stamp.ground[part_rows, part_columns], scale=1 / 255)
        ground[:] = cv2.add(kept, stamp.ink[part_rows, part_columns])


def text_width(text: str, size: int) -> int:
    """How wide `text` is, pixels, when it is `size` pixels high."""
    return int(cv2.getTextSize((_FAR, 1000), text, (0, 0), _font(), size, WEIGHT)[2])


def fitting_px(text: str, width_px: float, size: int) -> int:
    """The largest size up to `size` in which the text is no wider than `width_px`; at least 9."""
    wide = text_width(text, size)
    return size if wide <= width_px else max(9, int(size * width_px / wide))


def broken(sentence: str, width_px: float, size: int) -> list[str]:
    """The sentence in lines that are no wider than `width_px` when `size` pixels high, where its words allow."""
    lines = [""]
    for word in sentence.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and text_width(longer, size) > width_px:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def outline_px(size: int) -> int:
    """Width of the outline of text of this size."""
    return max(1, size // 10)


@lru_cache(maxsize=512)
def _stamp(text: str, size: int, colour: Colour, outline: Colour | None) -> _Stamp:
    """The baseline lies `size` pixels and an outline under the top."""
    edge = outline_px(size)
    cover = np.zeros((size + size // 2 + 2 * edge, text_width(text, size) + size // 2 + 2 * edge), np.uint8)
    cv2.putText(cover, text, (edge, size + edge), (255,), _font(), size, WEIGHT)
    letters = cover[..., None].astype(np.float64) / 255.0
    ink, ground = letters * colour, 1.0 - letters
    if outline is not None:
        brush = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * edge + 1, 2 * edge + 1))
        contour = cv2.dilate(cover, brush)[..., None] / 255.0
        ink, ground = ink + ground * contour * outline, ground * (1.0 - contour)
    whole = np.broadcast_to(ground * 255.0, ink.shape)
    return _Stamp(ink.round().astype(np.uint8), whole.round().astype(np.uint8))


def _overlap(start: int, length: int, limit: int) -> tuple[slice, slice]:
    """The part of a stretch that lies within 0 to `limit`, there and in the stretch itself."""
    first, last = min(max(start, 0), limit), min(max(start + length, 0), limit)
    return slice(first, last), slice(first - start, last - start)


@lru_cache(maxsize=1)
def _font() -> cv2.FontFace:
    return cv2.FontFace("sans")
