"""The scale at a foot from a marker or a sheet of A4 whose place before a pinhole camera is known."""

from __future__ import annotations

import numpy as np
import pytest
from assessed import assess
from stick_figure import Camera, film, scene, squats

from cv_rom.biomechanics.perspective import FOCAL_TO_DIAGONAL
from cv_rom.biomechanics.scale_target import target_scales
from cv_rom.geometry import FloatArray
from cv_rom.results import Scale
from cv_rom.scene import ScaleTarget, Scene

SIZE = (1080, 1920)
SCENE = Scene(*SIZE, roll_deg=0.0, roll_sd_deg=0.5)
CAMERA_HEIGHT_CM, DISTANCE_CM = 70.0, 260.0
MARKER, LANDSCAPE, PORTRAIT = (10.0, 10.0), (29.7, 21.0), (21.0, 29.7)


def seen(places: FloatArray, *, pitch_deg: float = 0.0, longer: float = 1.0) -> FloatArray:
    """Pixels (N, 2) of places (N, 3) to the right of, above and behind the floor below the foot."""
    pitch = np.radians(pitch_deg)
    from_camera = places * (1.0, -1.0, 1.0) + (0.0, CAMERA_HEIGHT_CM, DISTANCE_CM)
    down = from_camera[:, 1] * np.cos(pitch) - from_camera[:, 2] * np.sin(pitch)
    depth = from_camera[:, 1] * np.sin(pitch) + from_camera[:, 2] * np.cos(pitch)
    focal_px = longer * FOCAL_TO_DIAGONAL * np.hypot(*SIZE)
    return focal_px * np.column_stack([from_camera[:, 0], down]) / depth[:, None] + np.array(SIZE) / 2.0


def target(size: tuple[float, float], at: tuple[float, float, float], *, lying: bool, turned_deg: float) -> FloatArray:
    """Corners (4, 3) of a sheet about its middle, turned about the vertical."""
    across, along = np.array([[-1, 1], [1, 1], [1, -1], [-1, -1]]).T * np.array(size)[:, None] / 2.0
    turn = np.radians(turned_deg)
    if lying:
        x, y, z = (
            across * np.cos(turn) - along * np.sin(turn),
            0.0 * across,
            across * np.sin(turn) + along * np.cos(turn),
        )
    else:
        x, y, z = across * np.cos(turn), along, across * np.sin(turn)
    return np.column_stack([x, y, z]) + at


def answers(corners: FloatArray, source: str = "marker", **camera: float) -> list[tuple[float, float]]:
    """The scales over the true one, and their deviations."""
    foot = np.array([[0.0, 2.0, 0.0]])
    truth = float(np.ptp(seen(np.array([[-0.5, 2.0, 0.0], [0.5, 2.0, 0.0]]), **camera)[:, 0]))
    found = target_scales(ScaleTarget(source, seen(corners, **camera), 0.5), SCENE, seen(foot, **camera)[0])
    return [(scale.px_per_cm / truth, scale.sd) for scale in found]


@pytest.mark.parametrize("turned_deg", [0.0, 20.0, 45.0])
@pytest.mark.parametrize("pitch_deg", [0.0, 10.0])
@pytest.mark.parametrize("at", [(0.0, 0.0, -25.0), (20.0, 0.0, -20.0), (-15.0, 0.0, -30.0)])
def test_a_lying_marker_gives_the_scale_where_the_foot_stands(
    at: tuple[float, float, float], pitch_deg: float, turned_deg: float
) -> None:
    [(share, sd)] = answers(target(MARKER, at, lying=True, turned_deg=turned_deg), pitch_deg=pitch_deg)
    assert share == pytest.approx(1.0, abs=0.005)
    assert 0.01 < sd < 0.05


@pytest.mark.parametrize("longer", [0.8, 1.2])
def test_a_focal_length_that_is_not_the_usual_one_stays_within_the_deviation(longer: float) -> None:
    [(share, sd)] = answers(target(MARKER, (10.0, 0.0, -25.0), lying=True, turned_deg=10.0), longer=longer)
    assert share == pytest.approx(1.0, abs=0.03)
    assert abs(share - 1.0) < 2.0 * sd


@pytest.mark.parametrize("turned_deg", [0.0, 12.0, -12.0])
def test_a_standing_marker_in_the_foots_plane_gives_its_scale(turned_deg: float) -> None:
    [(share, _)] = answers(target(MARKER, (-30.0, 5.0, 0.0), lying=False, turned_deg=turned_deg))
    assert share == pytest.approx(1.0, abs=0.01)


def test_a_standing_marker_may_stand_nearer_or_farther_than_the_foot() -> None:
    """15 cm of 260 at most, anywhere within: a deviation of 15 / sqrt(3) = 8.7 cm, 3.3 %."""
    for depth_cm in (-15.0, 15.0):
        [(share, sd)] = answers(target(MARKER, (-30.0, 5.0, depth_cm), lying=False, turned_deg=0.0))
        assert sd == pytest.approx(0.034, abs=0.003)
        assert abs(share - 1.0) < 1.96 * sd


@pytest.mark.parametrize("size", [LANDSCAPE, PORTRAIT])
def test_a_sheet_answers_for_either_side_being_the_long_one(size: tuple[float, float]) -> None:
    """Seen nearly edge-on either way is possible; one of the two is right."""
    found = answers(target(size, (5.0, 0.0, -28.0), lying=True, turned_deg=0.0), "a4")
    assert min(abs(share - 1.0) for share, _ in found) < 0.005
    standing = answers(target(size, (-40.0, size[1] / 2.0, 0.0), lying=False, turned_deg=0.0), "a4")
    assert min(abs(share - 1.0) for share, _ in standing) < 0.005


@pytest.mark.parametrize(
    "corners",
    [
        pytest.param(target(MARKER, (-30.0, 150.0, 0.0), lying=False, turned_deg=0.0), id="on a wall"),
        pytest.param(target(MARKER, (90.0, 0.0, -20.0), lying=True, turned_deg=0.0), id="far from the foot"),
        pytest.param(target(MARKER, (-30.0, 5.0, 0.0), lying=False, turned_deg=60.0), id="turned away"),
        pytest.param(target(MARKER, (0.0, 66.0, -60.0), lying=True, turned_deg=0.0), id="at the camera's height"),
    ],
)
def test_what_is_not_beside_the_foot_or_seen_askew_says_nothing(corners: FloatArray) -> None:
    assert answers(corners) == []


def mirror(corners_px: FloatArray) -> FloatArray:
    return (corners_px * (-1.0, 1.0) + (SIZE[0], 0.0))[[1, 0, 3, 2]]


def test_in_a_mirror_the_scale_stays() -> None:
    corners_px = seen(target(MARKER, (18.0, 0.0, -25.0), lying=True, turned_deg=15.0))
    foot_px = seen(np.array([[4.0, 2.0, 0.0]]))[0]
    [straight] = target_scales(ScaleTarget("marker", corners_px, 0.5), SCENE, foot_px)
    [mirrored] = target_scales(
        ScaleTarget("marker", mirror(corners_px), 0.5), SCENE, foot_px * (-1, 1) + (SIZE[0], 0.0)
    )
    assert mirrored.px_per_cm == pytest.approx(straight.px_per_cm)
    assert mirrored.sd == pytest.approx(straight.sd, rel=1e-3)


# --- through the whole measurement: the usual camera's person stands at 4 px per cm, the floor at (640, 860) ---------


def square(side_px: float, *, high: float = 1.0) -> FloatArray:
    """Upright before the toes, on the floor."""
    return np.array([720.0, 860.0]) + side_px * np.array([[0.0, -high], [1.0, -high], [1.0, 0.0], [0.0, 0.0]])


def scale_with(*targets: ScaleTarget, height_cm: float | None = 175.0) -> Scale:
    camera = Camera()
    return assess(film(squats((30.0,))), seen=scene(camera, height_cm=height_cm, scale_targets=targets)).scale


@pytest.mark.parametrize("height_cm", [175.0, None])
def test_a_marker_is_preferred_to_the_height(height_cm: float | None) -> None:
    found = scale_with(ScaleTarget("marker", square(40.0), 0.5), height_cm=height_cm)
    assert found.source == "marker"
    assert found.px_per_cm == pytest.approx(4.0, rel=0.03)
    assert found.uncertainty_percent is not None
    assert 3.0 < found.uncertainty_percent < 10.0


def test_a_sheet_of_a4_is_known_by_the_person_beside_it() -> None:
    found = scale_with(ScaleTarget("a4", square(4.0 * 21.0, high=29.7 / 21.0), 0.5))
    assert (found.source, found.px_per_cm) == ("a4", pytest.approx(4.0, rel=0.03))


@pytest.mark.parametrize("too_large", [0.5, 1.6, 5.0])
def test_what_would_make_the_person_a_dwarf_or_a_giant_is_no_sheet(too_large: float) -> None:
    door = ScaleTarget("a4", square(4.0 * 21.0 * too_large, high=29.7 / 21.0), 0.5)
    assert scale_with(door).source == "height"
    assert scale_with(door, height_cm=None).source == "none"


def test_two_sheets_that_contradict_widen_the_interval_or_count_for_nothing() -> None:
    sheets = [ScaleTarget("a4", square(4.0 * 21.0 * size, high=29.7 / 21.0), 0.5) for size in (0.9, 1.1, 0.93, 1.0)]
    alone, both = scale_with(sheets[3]), scale_with(*sheets[2:])
    assert alone.uncertainty_percent is not None
    assert both.source == "a4"
    assert both.uncertainty_percent is not None
    assert both.uncertainty_percent > 1.15 * alone.uncertainty_percent
    assert scale_with(*sheets, height_cm=None).source == "none"


def test_corners_come_in_fours() -> None:
    with pytest.raises(ValueError, match="corners_px"):
        ScaleTarget("marker", np.zeros((3, 2)), 0.5)
