"""Each part that the bench takes away is still there to be taken away."""

from __future__ import annotations

import subprocess
import sys
from pkgutil import resolve_name

import pytest
from truth import ROOT
from without import PARTS

WITHOUT = ROOT / "bench" / "without.py"
NAMES = (
    "cv_rom.landmark_refinement.leg_refinement:LegRefinement.collect",
    "cv_rom.biomechanics.leg_curves:line_offset",
    "cv_rom.biomechanics.stance_calibration:LINE_CHOICE_SD_DEG",
    "cv_rom.workflow:camera_roll",
    "cv_rom.landmark_refinement.shank_tilt:BACK_EDGE",
    "cv_rom.landmark_refinement.refined_points:LANDMARK_TILT_SD_RAD",
    "cv_rom.landmark_refinement.foot_colours:FootColours.share",
)


@pytest.mark.parametrize("name", NAMES)
def test_what_is_replaced_is_there(name: str) -> None:
    assert resolve_name(name) is not None


@pytest.mark.parametrize("arguments", [[], ["nothing", "analyze"], [next(iter(PARTS))]])
def test_a_wrong_call_says_what_may_be_taken_away(arguments: list[str]) -> None:
    done = subprocess.run([sys.executable, WITHOUT, *arguments], capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert all(part in done.stderr for part in PARTS)
