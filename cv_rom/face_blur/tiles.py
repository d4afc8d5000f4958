"""Square parts of a picture, which show a detector small faces and people large enough."""

from __future__ import annotations

import numpy as np

from cv_rom.face_blur.heads import Head

Tile = tuple[int, int, int]
"""Left, top and side of a square part of a picture, in pixels."""
FACE_SHARES = (0.5, 0.2)
PERSON_SHARES = (0.6,)
"""Sides of the tiles that are searched for faces and for people, as shares of the picture's shorter side."""
SMALLEST = 16
SMALLEST_SEARCHED = 48
"""Pixels. In smaller tiles the search would be for heads of less than 8 pixels, in which nobody is known."""


def tiles(width: int, height: int, side: int) -> list[Tile]:
    """Square tiles that cover the picture, each lapping over its neighbours by at least 30 %."""

    def starts(length: int) -> list[int]:
        count = 1 + max(0, int(np.ceil((length - side) / (0.7 * side))))
        return [round(start) for start in np.linspace(0, max(0, length - side), count)]

    return [(left, top, side) for top in starts(height) for left in starts(width)]


def face_plan(width: int, height: int) -> list[Tile]:
    """The tiles to search for faces."""
    return _plan(width, height, FACE_SHARES)


def person_plan(width: int, height: int) -> list[Tile]:
    """The tiles to search for people; the first is the whole picture, reaching beyond it where it is not square."""
    return [(0, 0, max(width, height)), *_plan(width, height, PERSON_SHARES)]


def _plan(width: int, height: int, shares: tuple[float, ...]) -> list[Tile]:
    shorter = min(width, height)
    return [tile for share in shares for tile in tiles(width, height, max(SMALLEST_SEARCHED, int(share * shorter)))]


def tile_around(head: Head, width: int, height: int, *, radii: float = 6.0, below: float = 0.0) -> Tile:
    """A tile inside the picture, `radii` radii of the head wide, its centre `below` radii under the head's."""
    side = max(SMALLEST, min(round(radii * head.radius), width, height))
    left = min(max(0, round(head.x - side / 2)), width - side)
    top = min(max(0, round(head.y + below * head.radius - side / 2)), height - side)
    return max(0, left), max(0, top), side
