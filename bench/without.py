"""cv-rom with one part of its method taken away, to see what that part is worth.

    python bench/without.py PART analyze CLIP ...

Replaces the part, then runs the command line in this process. The bench only wants the names: nothing of cv-rom is
loaded before a part is taken away.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

import numpy as np


def no_refinement() -> None:
    """Plain landmarks of the pose model."""
    from cv_rom.landmark_refinement.leg_refinement import LegRefinement

    LegRefinement.collect = lambda *_: None


def no_stance_calibration() -> None:
    """The zero of the shin's line is where the landmarks put it."""
    from cv_rom.biomechanics import leg_curves, leg_view, stance_calibration, uncertainty

    def landmarks_alone(leg: Any, _: Any) -> leg_view.LineOffset:
        sd_deg = uncertainty.combine(stance_calibration.LINE_CHOICE_SD_DEG, leg.view.roll_sd_deg)
        return leg_view.LineOffset(0.0, float(sd_deg))

    leg_curves.line_offset = landmarks_alone


def no_room_verticals() -> None:
    """The camera's roll is not known."""
    from cv_rom import workflow

    workflow.camera_roll = lambda *_: None


def no_leading_edge() -> None:
    """Front and back edge of the shank count alike."""
    from cv_rom.landmark_refinement import shank_tilt

    shank_tilt.BACK_EDGE = 1.0


def no_landmark_tilt() -> None:
    """The shank's tilt comes from its outline alone."""
    from cv_rom.landmark_refinement import refined_points

    refined_points.LANDMARK_TILT_SD_RAD = np.inf


def no_foot_colour() -> None:
    """The foot is followed by its brightness alone."""
    from cv_rom.landmark_refinement.foot_colours import FootColours

    FootColours.share = lambda _, picture: np.full(picture.shape[:2], 0.5, np.float32)


PARTS: dict[str, Callable[[], None]] = {
    "refinement": no_refinement,
    "stance-calibration": no_stance_calibration,
    "room-verticals": no_room_verticals,
    "leading-edge": no_leading_edge,
    "landmark-tilt": no_landmark_tilt,
    "foot-colour": no_foot_colour,
}


def main() -> None:
    if len(sys.argv) < 3 or sys.argv[1] not in PARTS:
        sys.exit(f"usage: python bench/without.py {{{','.join(PARTS)}}} analyze ...")
    PARTS[sys.argv.pop(1)]()
    from cv_rom.cli import main as cv_rom

    sys.exit(cv_rom())


if __name__ == "__main__":
    main()
