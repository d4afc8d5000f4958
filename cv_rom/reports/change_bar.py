"""A difference drawn to scale: its interval against zero and against the smallest change that the test can detect.

Only for the eye; the numbers stand beside it.
"""

from __future__ import annotations

from cv_rom.results import Pair

WIDTH, HEIGHT, MARGIN = 160.0, 36.0, 8.0
ROOM = 1.1


def change_bar(pair: Pair) -> str:
    """The SVG; empty where the interval of the difference is not known."""
    if pair.combined_interval_95 is None:
        return ""
    low, high = pair.combined_interval_95
    detectable = 0.0 if pair.minimal_detectable_change is None else pair.minimal_detectable_change.value
    reach = ROOM * max(abs(low), abs(high), detectable, 1e-9)

    def x(value: float) -> str:
        return f"{WIDTH / 2.0 + value / reach * (WIDTH / 2.0 - MARGIN):.1f}"

    middle, band = HEIGHT / 2.0, ""
    if detectable:
        width = float(x(detectable)) - float(x(-detectable))
        band = f'<rect x="{x(-detectable)}" y="2" width="{width:.1f}" height="{HEIGHT - 4:g}" fill="var(--band)"/>'
    return (
        f'<svg viewBox="0 0 {WIDTH:g} {HEIGHT:g}" width="{WIDTH:g}" height="{HEIGHT:g}" aria-hidden="true">{band}'
        f'<path d="M{x(0.0)} 2V{HEIGHT - 2:g}" stroke="var(--ink)" stroke-dasharray="3 3"/>'
        f'<path d="M{x(low)} {middle:g}H{x(high)}" stroke="var(--curve-1)" stroke-width="4"/>'
        f'<circle cx="{x(pair.difference)}" cy="{middle:g}" r="5.5" fill="var(--curve-1)"/></svg>'
    )
