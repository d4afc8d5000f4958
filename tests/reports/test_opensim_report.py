"""angles.mot and points.trc, read back by the rules of OpenSim's readers."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from opensim_files import read_mot, read_trc

from cv_rom.poses import PoseTrack
from cv_rom.reports.opensim_report import angles_mot, points_trc, write_opensim
from cv_rom.results import Assessment, Scale, Series, View
from cv_rom.skeleton import Landmark, Side, index


def with_curve(assessment: Assessment, time_s: np.ndarray, **columns: np.ndarray) -> Assessment:
    return replace(assessment, series=Series(time_s, columns))


def angles(assessment: Assessment) -> dict[str, np.ndarray]:
    text = angles_mot(assessment)
    assert text is not None
    return read_mot(text)[1]


def points(assessment: Assessment, track: PoseTrack) -> dict[str, np.ndarray]:
    text = points_trc(assessment, track)
    assert text is not None
    return read_trc(text)[2]


def test_angles_are_read_back_as_measured(side_view: Assessment) -> None:
    text = angles_mot(side_view)
    assert text is not None
    values, columns = read_mot(text)
    assert (values["inDegrees"], values["version"]) == ("yes", "1")
    assert list(columns) == ["time", "ankle_angle_l", "knee_angle_l", "tibia_inclination_l"]
    series, rows = side_view.series, slice(2, 60)  # the ankle is not seen in the first two frames
    np.testing.assert_allclose(columns["time"], series.time_s[rows], atol=1e-6)
    np.testing.assert_allclose(columns["ankle_angle_l"], series.columns["left_dorsiflexion_deg"][rows], atol=1e-3)


def test_uneven_times_become_even(side_view: Assessment) -> None:
    time_s = np.cumsum(np.tile([0.03, 0.05], 30))  # as a phone's
    columns = angles(with_curve(side_view, time_s, right_dorsiflexion_deg=10.0 * time_s))
    np.testing.assert_allclose(np.diff(columns["time"]), np.ptp(time_s) / 59, atol=2e-6)
    np.testing.assert_allclose(columns["ankle_angle_r"], 10.0 * columns["time"], atol=1e-3)


@pytest.mark.parametrize(("missing", "rows"), [(3, 60), (8, 32)], ids=["bridged", "the longer part is kept"])
def test_no_value_is_ever_missing(side_view: Assessment, missing: int, rows: int) -> None:
    time_s = np.arange(60) / 20.0
    curve = 5.0 * time_s
    curve[20 : 20 + missing] = np.nan
    columns = angles(with_curve(side_view, time_s, left_foot_pitch_deg=curve))
    assert len(columns["time"]) == rows
    np.testing.assert_allclose(columns["foot_pitch_l"], 5.0 * columns["time"], atol=1e-3)


def test_a_curve_that_is_hardly_seen_does_not_cost_the_others(side_view: Assessment) -> None:
    time_s = np.arange(60) / 20.0
    seldom = np.where(time_s < 0.5, 1.0, np.nan)
    columns = angles(with_curve(side_view, time_s, left_toe_out_deg=seldom, left_knee_flexion_deg=time_s))
    assert list(columns) == ["time", "knee_angle_l"]
    assert len(columns["time"]) == 60


def test_points_are_millimetres_forward_and_up_from_the_foot(side_view: Assessment, track: PoseTrack) -> None:
    upright = replace(side_view, view=replace(side_view.view, roll_deg=None))
    text = points_trc(upright, track)
    assert text is not None
    values, time_s, markers = read_trc(text)
    assert (values["Units"], values["DataRate"]) == ("mm", "20.0000")
    np.testing.assert_allclose(time_s, track.time_s, atol=1e-6)
    assert {name[0] for name in markers} == {"L"}  # the near side only
    mm_per_px = 10.0 / 1.523
    # Heel (80, 290) and toe (112, 292): the origin is between them; knee (94, 220).
    np.testing.assert_allclose(markers["LKnee"][0], np.array([-2.0, 71.0, 0.0]) * mm_per_px, atol=1e-3)
    assert np.isnan(markers["LKnee"][-1]).all()  # nobody is seen in the last frame: three empty columns


def test_a_mirrored_clip_gives_the_same_points(side_view: Assessment, track: PoseTrack) -> None:
    mirrored = track.with_points(track.xy_px * (-1.0, 1.0) + (180.0, 0.0))
    view = replace(side_view.view, facing="left", roll_deg=-0.5)
    expected = points(side_view, track)
    for name, xyz in points(replace(side_view, view=view), mirrored).items():
        np.testing.assert_allclose(xyz, expected[name], atol=1e-3)


def test_true_vertical_is_up(side_view: Assessment, track: PoseTrack) -> None:
    """True vertical leans to the image right by the roll: a point above the foot along it has x = 0."""
    roll = np.deg2rad(10.0)
    xy = track.xy_px.copy()
    heel, toe, knee = (index(mark, Side.LEFT) for mark in (Landmark.HEEL, Landmark.TOE, Landmark.KNEE))
    xy[:, heel], xy[:, toe] = (100.0, 200.0), (100.0, 200.0)
    xy[:, knee] = (100.0 + 50.0 * np.sin(roll), 200.0 - 50.0 * np.cos(roll))
    rolled = replace(side_view, view=replace(side_view.view, roll_deg=10.0), scale=Scale("height", 10.0, 3.0))
    np.testing.assert_allclose(points(rolled, track.with_points(xy))["LKnee"][0], [0.0, 50.0, 0.0], atol=1e-3)


@pytest.mark.parametrize(("facing", "z_sign"), [("camera", -1.0), ("away", 1.0)])
def test_from_the_front_z_is_the_persons_right(
    front_view: Assessment, track: PoseTrack, facing: str, z_sign: float
) -> None:
    xy = track.xy_px.copy()
    xy[:, index(Landmark.KNEE, Side.RIGHT)] = (76.0, 220.0)  # 20 px to the image left of the feet's middle
    view = View("frontal", facing, None, 3.0, None)  # type: ignore[arg-type]
    seen = replace(front_view, view=view, scale=Scale("height", 10.0, 3.0))
    knee = points(seen, track.with_points(xy))["RKnee"][0]
    np.testing.assert_allclose(knee, [0.0, 71.0, -20.0 * z_sign], atol=1e-3)


def test_what_is_not_known_is_not_written(
    side_view: Assessment, nothing_measured: Assessment, track: PoseTrack, tmp_path: Path
) -> None:
    no_scale = replace(side_view, scale=Scale("none", None, None))
    assert [path.name for path in write_opensim(no_scale, track, tmp_path)] == ["angles.mot"]
    assert [path.name for path in tmp_path.iterdir()] == ["angles.mot"]
    assert write_opensim(nothing_measured, track, tmp_path) == []
    assert write_opensim(side_view, PoseTrack.from_poses([]), tmp_path) == [tmp_path / "angles.mot"]
    assert angles_mot(with_curve(side_view, np.empty(0))) is None
    assert angles_mot(with_curve(side_view, np.arange(3.0), left_foot_pitch_deg=np.full(3, np.nan))) is None
