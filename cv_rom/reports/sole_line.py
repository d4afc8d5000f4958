"""Where the sole of a foot seen from the side lies in the picture: the lower edge of the foot, between two landmarks.

Only for drawing: no number is taken from it. The landmarks lie above the sole by an amount that differs from body to
body, so a line drawn through them would cross the foot.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from cv_rom.geometry import FloatArray

SMALLEST_FOOT_PX = 24.0
ALONG, ACROSS = 72, 66
"""Samples along the foot and across it."""
START, END = 0.0, 0.85
"""Part of the way from heel to toe landmark (the ball of the foot lies at its end) over which the sole is straight."""
TOP, BOTTOM = -0.05, 0.5
"""What is looked at below the line of the landmarks, in its length."""
USUAL_HEEL, USUAL_BALL, SPREAD = 0.18, 0.25, 0.07
"""How far below that line the sole usually lies at its ends, and what bodies and landmarks differ by."""
FAINTEST = 4.0
"""Steps of brightness weaker than this are no edge."""
PRIOR = 0.06
"""Share of the strongest edge that a place one `SPREAD` from the usual one has to make up for."""


def find_sole(image: NDArray[np.uint8], heel: FloatArray, toe: FloatArray) -> FloatArray | None:
    """Heel end and ball end of the sole's lower edge, (2, 2), in an RGB picture of a flat foot.

    `heel` and `toe` are its landmarks, (2,). Without an edge to see the sole lies where it usually does; None without
    landmarks or with a foot too small to draw on.
    """
    along = toe - heel
    length = float(np.hypot(*along))
    if not length >= SMALLEST_FOOT_PX:
        return None
    across = np.array([-along[1], along[0]]) if along[0] >= 0.0 else np.array([along[1], -along[0]])
    offsets = _offsets(_edges(image, heel, along, across))
    ends = zip((START, END), offsets, strict=True)
    return np.stack([heel + share * along + offset * across for share, offset in ends])


def _edges(image: NDArray[np.uint8], heel: FloatArray, along: FloatArray, across: FloatArray) -> FloatArray:
    """Steps of brightness and colour across the foot, (ACROSS, ALONG), of the piece below the line of the landmarks."""
    step_along, step_across = (END - START) / (ALONG - 1), (BOTTOM - TOP) / (ACROSS - 1)
    corner = heel + START * along + TOP * across
    to_image = np.column_stack([along * step_along, across * step_across, corner])
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    piece = cv2.warpAffine(image, to_image, (ALONG, ACROSS), flags=flags, borderMode=cv2.BORDER_REPLICATE)
    calm = cv2.GaussianBlur(piece, (0, 0), 1.0).astype(np.float64)
    return np.asarray(np.linalg.norm(calm[2:] - calm[:-2], axis=2))


def _offsets(edges: FloatArray) -> tuple[float, float]:
    """How far below the line of the landmarks the sole lies at heel and ball, in the line's length."""
    rows = len(edges)
    below = TOP + (np.arange(rows) + 1.0) * (BOTTOM - TOP) / (ACROSS - 1)
    share = np.linspace(0.0, 1.0, ALONG)
    heel_row, ball_row = (grid[..., None] for grid in np.mgrid[:rows, :rows])
    on_line = np.rint(heel_row + (ball_row - heel_row) * share).astype(int)
    strength = np.minimum(edges, np.percentile(edges, 90.0))[on_line, np.arange(ALONG)].mean(axis=-1)
    if strength.max() < FAINTEST:
        return USUAL_HEEL, USUAL_BALL
    away = ((below[:, None] - USUAL_HEEL) / SPREAD) ** 2 + ((below[None] - USUAL_BALL) / SPREAD) ** 2
    best = np.unravel_index(np.argmax(strength - PRIOR * strength.max() * away), strength.shape)
    return float(below[best[0]]), float(below[best[1]])
