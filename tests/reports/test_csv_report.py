"""series.csv."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from cv_rom.reports.csv_report import series_to_csv, write_csv
from cv_rom.results import Assessment, Series


def test_one_row_per_frame_with_time_first(side_view: Assessment, tmp_path: Path) -> None:
    write_csv(side_view, tmp_path / "series.csv")
    with (tmp_path / "series.csv").open(newline="") as file:
        rows = list(csv.reader(file))
    assert rows[0] == [
        "time_s",
        "left_dorsiflexion_deg",
        "left_tibia_inclination_deg",
        "left_knee_flexion_deg",
        "left_heel_height_mm",
    ]
    assert len(rows) == 1 + 60
    assert rows[1] == ["0.0000", "", "", "0.000", "0.000"]  # not seen = empty
    assert rows[21][:2] == ["1.0000", "26.000"]


def test_numbers_are_plain_decimals(side_view: Assessment) -> None:
    tiny = Series(np.array([0.0, 1e-9]), {"left_x_deg": np.array([-1e-12, 123456.789])})
    assert series_to_csv(replace(side_view, series=tiny)) == "time_s,left_x_deg\n0.0000,0.000\n0.0000,123456.789\n"


def test_empty_series_is_a_header(nothing_measured: Assessment) -> None:
    assert series_to_csv(nothing_measured) == "time_s\n"


def test_faulty_curves_are_faults(side_view: Assessment) -> None:
    with pytest.raises(ValueError, match="infinite"):
        series_to_csv(replace(side_view, series=Series(np.zeros(1), {"a_deg": np.array([np.inf])})))
    with pytest.raises(ValueError):
        series_to_csv(replace(side_view, series=Series(np.zeros(1), {"a_deg": np.zeros(2)})))
