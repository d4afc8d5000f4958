"""Tiny readers of OpenSim's .mot and .trc files that refuse what OpenSim's own readers refuse."""

from __future__ import annotations

import numpy as np

from cv_rom.geometry import FloatArray

_FIRST_KEYS = ["DataRate", "CameraRate", "NumFrames", "NumMarkers", "Units"]
TRC_KEYS = [*_FIRST_KEYS, "OrigDataRate", "OrigDataStartFrame", "OrigNumFrames"]


def read_mot(text: str) -> tuple[dict[str, str], dict[str, FloatArray]]:
    """Header values and columns. AssertionError where the format's rules are broken."""
    head, _, body = text.partition("\nendheader\n")
    assert body, "the header ends with a line of its own"
    values = dict(line.split("=", 1) for line in head.splitlines() if "=" in line)
    labels, *rows = body.splitlines()
    names = labels.split("\t")
    assert names[0] == "time"
    assert not any(" " in name for name in names)
    table = np.array([[float(cell) for cell in row.split("\t")] for row in rows])
    assert table.shape == (int(values["nRows"]), int(values["nColumns"]))
    assert np.isfinite(table).all()
    return values, dict(zip(names, table.T, strict=True))


def read_trc(text: str) -> tuple[dict[str, str], FloatArray, dict[str, FloatArray]]:
    """Header values, times, points (T, 3), NaN where missing. AssertionError where the format's rules are broken."""
    lines = text.splitlines()
    assert lines[0].split("\t")[:3] == ["PathFileType", "4", "(X/Y/Z)"]
    assert lines[1].split("\t") == TRC_KEYS
    values = dict(zip(TRC_KEYS, lines[2].split("\t"), strict=True))
    count = int(values["NumMarkers"])
    frame, time, *markers = [label for label in lines[3].split("\t") if label]
    assert (frame, time, len(markers)) == ("Frame#", "Time", count)
    axes = [f"{axis}{number}" for number in range(1, count + 1) for axis in "XYZ"]
    assert [label for label in lines[4].split("\t") if label] == axes
    assert lines[5] == ""
    rows = [_tokens(line) for line in lines[6:]]
    assert len(rows) == int(values["NumFrames"])
    assert {len(row) for row in rows} == {2 + 3 * count}
    assert [row[0] for row in rows] == [str(number) for number in range(1, len(rows) + 1)]
    cells = np.array([[float(cell) if cell else np.nan for cell in row[1:]] for row in rows])
    points = cells[:, 1:].reshape(len(rows), count, 3)
    return values, cells[:, 0], dict(zip(markers, np.moveaxis(points, 1, 0), strict=True))


def _tokens(line: str) -> list[str]:
    """As `FileAdapter::tokenize`: what follows the last tab counts only where there is something."""
    tokens = line.split("\t")
    return tokens if tokens[-1] else tokens[:-1]
