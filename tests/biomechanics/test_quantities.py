"""The table of quantities: units in names, a curve for each, and every protocol speaks of them."""

from __future__ import annotations

import pytest
from assessed import HEIGHT_CM, assess
from stick_figure import Camera, film, lunges, scene, squats

from cv_rom.biomechanics.quantities import QUANTITIES
from cv_rom.skeleton import Side


@pytest.mark.parametrize("name", QUANTITIES)
def test_the_unit_is_part_of_the_name(name: str) -> None:
    assert name.endswith(f"_{QUANTITIES[name].unit}")


def test_each_view_gives_exactly_the_curves_of_its_plane() -> None:
    everything = scene(height_cm=HEIGHT_CM, foot_length_cm=26.6)
    side = assess(film(lunges((35.0,), leg=Side.LEFT), Camera("left")), "knee-to-wall", seen=everything)
    front = assess(film(squats((30.0,), knee_deg=85.0), Camera("camera")), seen=everything)
    in_plane = {p: {n for n, q in QUANTITIES.items() if q.plane == p} for p in ("sagittal", "frontal")}
    assert set(side.series.columns) == {f"left_{name}" for name in in_plane["sagittal"]}
    assert set(front.series.columns) == {f"{s.value}_{name}" for s in Side for name in in_plane["frontal"]}


def test_a_foot_seen_from_the_front_tells_no_size() -> None:
    front = assess(film(squats((30.0,), knee_deg=85.0), Camera("camera")), seen=scene(foot_length_cm=26.6))
    assert front.scale.source == "none"
    arches = [c for c in front.compensations if c.name == "arch_collapse"]
    assert [(c.status, c.reason) for c in arches] == [("not_assessable", "no_scale")] * 2
