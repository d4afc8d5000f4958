"""Importing the package does nothing and loads nothing heavy; one cv2 is installed."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.metadata import packages_distributions

import pytest

HEAVY = {"av", "cv2", "fastapi", "jinja2", "matplotlib", "mediapipe", "scipy.signal", "typer", "uvicorn"}


def loaded_by(statement: str) -> set[str]:
    """Names of the modules that are loaded after `statement` ran in a fresh interpreter."""
    code = f"import json, sys\n{statement}\nprint(json.dumps(list(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert done.stderr == ""
    return set(json.loads(done.stdout))


@pytest.mark.parametrize("module", ["cv_rom", "cv_rom.results", "cv_rom_api"])
def test_importing_loads_nothing_heavy(module: str) -> None:
    loaded = loaded_by(f"import {module}")
    assert module in loaded
    assert loaded & HEAVY == set()


def test_exactly_one_distribution_brings_cv2() -> None:
    assert set(packages_distributions()["cv2"]) == {"opencv-contrib-python"}
