"""What every protocol must hold to; adding one adds a case to each test."""

from __future__ import annotations

import numpy as np
import pytest
from stick_figure import Camera, film, scene, standing

from cv_rom.biomechanics.camera_view import camera_view
from cv_rom.biomechanics.quantities import QUANTITIES
from cv_rom.protocols import PROTOCOLS, Protocol
from cv_rom.skeleton import Side

EACH = pytest.mark.parametrize("protocol", PROTOCOLS.values(), ids=PROTOCOLS)


def test_names_are_those_of_the_command_line() -> None:
    assert {"squat", "knee-to-wall"} <= set(PROTOCOLS)
    assert all(name == protocol.name == name.lower() for name, protocol in PROTOCOLS.items())


@EACH
def test_a_protocol_has_a_depth_and_a_view(protocol: Protocol) -> None:
    assert 0.0 < protocol.min_depth < 1.0
    assert "sagittal" in protocol.planes, "the ankle is seen from the side"


@EACH
def test_measures_have_quantities_and_units_in_their_names(protocol: Protocol) -> None:
    names = [spec.name for spec in protocol.measures]
    assert len(names) == len(set(names))
    for spec in protocol.measures:
        assert spec.name.endswith(f"_{QUANTITIES[spec.quantity].unit}")
        assert spec.quantity in spec.name
        assert spec.summary == "largest" or not spec.name.startswith("peak_")


@EACH
def test_what_is_best_or_invalidating_is_there(protocol: Protocol) -> None:
    assert set(protocol.best) <= {spec.name for spec in protocol.measures}
    assert protocol.invalidating <= {rule.name for rule in protocol.compensations}
    assert "heel_lift" in protocol.invalidating, "a repetition is valid with the heel down"
    assert "peak_dorsiflexion_deg" in protocol.best


@EACH
@pytest.mark.parametrize("facing", ["right", "left", "camera", "away"])
def test_standing_has_no_depth_in_any_view(protocol: Protocol, facing: str) -> None:
    track = film(standing(1.0, stance_deg=0.0), Camera(facing))
    view = camera_view(track, scene())
    sides = protocol.test_sides(track, view)
    assert 1 <= len(sides) == len(set(sides)) <= 2
    assert set(sides) <= set(Side)
    assert np.ptp(protocol.depth(track, view, sides[0])) < 0.01
