"""`series.csv`: the curves, one row per frame."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import numpy as np

from cv_rom.geometry import FloatArray
from cv_rom.reports.whole_file import write_whole
from cv_rom.results import Assessment

_TIME_DECIMALS = 4  # a frame of a 240 Hz clip lasts 0.0042 s
_VALUE_DECIMALS = 3


def write_csv(assessment: Assessment, path: Path) -> None:
    """Write `assessment.series`: `time_s` first, units in the column names, an empty cell where not seen."""
    write_whole(path, series_to_csv(assessment))


def series_to_csv(assessment: Assessment) -> str:
    """The text of `series.csv`; ValueError where a column's length differs from the time's or a value is infinite."""
    series = assessment.series
    columns = [_cells(series.time_s, decimals=_TIME_DECIMALS)]
    columns += [_cells(values, decimals=_VALUE_DECIMALS) for values in series.columns.values()]
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["time_s", *series.columns])
    writer.writerows(zip(*columns, strict=True))
    return text.getvalue()


def _cells(values: FloatArray, *, decimals: int) -> list[str]:
    """Plain decimal numbers, never an exponent."""
    if np.isinf(values).any():
        raise ValueError("a curve holds an infinite value")
    rounded = np.round(values, decimals) + 0.0  # -0.0 + 0.0 = 0.0
    return ["" if np.isnan(value) else f"{value:.{decimals}f}" for value in rounded]
