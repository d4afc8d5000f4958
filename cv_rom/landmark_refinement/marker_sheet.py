"""The marker to print: a drawing in millimetres, with a ruler that shows whether the printer kept its size."""

from __future__ import annotations

import cv2

from cv_rom.landmark_refinement.scale_target import DICTIONARY, MARKER_ID

SIDE_MM = 100.0
CELLS = 6
"""Four cells of the pattern, and the black border."""
PAGE_MM = (210.0, 297.0)
LEFT_MM, TOP_MM = 55.0, 60.0
RULER_MM = 200.0


def marker_svg() -> str:
    """A page of A4 with the marker and a ruler of 10 cm, as SVG."""
    width, height = PAGE_MM
    shapes = [*_cells(), *_ruler(), *_words()]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:g}mm" height="{height:g}mm" '
        f'viewBox="0 0 {width:g} {height:g}">\n<rect width="{width:g}" height="{height:g}" fill="white"/>\n'
        + "\n".join(shapes)
        + "\n</svg>\n"
    )


def _cells() -> list[str]:
    """One black square with the white cells on it, so that no hairlines show between black ones."""
    pattern = cv2.aruco.generateImageMarker(cv2.aruco.getPredefinedDictionary(DICTIONARY), MARKER_ID, CELLS)
    cell = SIDE_MM / CELLS
    shapes = [f'<rect x="{LEFT_MM:g}" y="{TOP_MM:g}" width="{SIDE_MM:g}" height="{SIDE_MM:g}"/>']
    for row in range(CELLS):
        for column in range(CELLS):
            if pattern[row, column]:
                x, y = LEFT_MM + column * cell, TOP_MM + row * cell
                shapes.append(f'<rect x="{x:.3f}" y="{y:.3f}" width="{cell:.3f}" height="{cell:.3f}" fill="white"/>')
    return shapes


def _ruler() -> list[str]:
    path = [f"M{LEFT_MM:g} {RULER_MM:g}h{SIDE_MM:g}"]
    path += [f"M{LEFT_MM + mm:g} {RULER_MM:g}v{-6 if mm % 10 == 0 else -3}" for mm in range(0, 101, 5)]
    numbers = [
        f'<text x="{LEFT_MM + 10 * cm:g}" y="{RULER_MM + 5:g}" font-size="4" text-anchor="middle" '
        f'font-family="sans-serif">{cm}</text>'
        for cm in range(11)
    ]
    return [f'<path d="{"".join(path)}" stroke="black" stroke-width="0.3" fill="none"/>', *numbers]


def _words() -> list[str]:
    lines = (
        "cv-rom marker: print at 100 % (no 'fit to page'), on matt paper, and keep the white around it.",
        "Check with a ruler: the one above is 10 cm long. Lay it flat on the floor close to the foot,",
        "or stand it upright in line with the foot, square to the camera; nothing may hide it.",
    )
    return [
        f'<text x="{PAGE_MM[0] / 2:g}" y="{RULER_MM + 20 + 6 * i:g}" font-size="4" text-anchor="middle" '
        f'font-family="sans-serif">{line}</text>'
        for i, line in enumerate(lines)
    ]
