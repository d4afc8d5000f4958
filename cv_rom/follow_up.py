"""Stored assessments in, what follows from them out: what the command line calls after the analysis.

Beside `workflow` the other place that names concrete wings: here only the reports.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from pathlib import Path

from cv_rom.comparison import compare
from cv_rom.errors import AnalysisError
from cv_rom.report_folder import appearing_at_once
from cv_rom.reports.comparison_html import write_comparison_html
from cv_rom.reports.comparison_json import comparison_schema, comparison_to_dict
from cv_rom.reports.json_report import read_json
from cv_rom.reports.json_values import json_text
from cv_rom.reports.programme_html import write_programme_html
from cv_rom.reports.session_html import write_session_html
from cv_rom.reports.session_pdf import write_session_pdf
from cv_rom.reports.whole_file import write_whole
from cv_rom.results import Assessment, Comparison, Programme, Session

__all__ = [
    "compare_files",
    "comparison_json",
    "comparison_schema",
    "read_assessments",
    "write_comparison",
    "write_programme",
    "write_session",
]


def read_assessments(paths: Sequence[Path]) -> list[Assessment]:
    """The stored assessments. AnalysisError, one line, for a file that is none of ours or that is named twice."""
    for one, other in combinations(paths, 2):
        if one.resolve() == other.resolve():
            raise AnalysisError(f"{other} is named twice; give each file once")
    return [read_json(path) for path in paths]


def compare_files(paths: Sequence[Path]) -> Comparison:
    """The comparison of stored assessments. AnalysisError as `read_assessments` and `compare` raise it."""
    return compare(read_assessments(paths), [str(path) for path in paths])


def comparison_json(comparison: Comparison) -> str:
    """The comparison as text of schema `cv-rom/comparison/1`."""
    return json_text(comparison_to_dict(comparison))


def write_comparison(comparison: Comparison, out: Path) -> Path:
    """Write `comparison.html` and `comparison.json` into the folder `out`, both or neither; returns the page's path.

    AnalysisError where that cannot be done.
    """
    try:
        with appearing_at_once(out, instead_of=()) as folder:
            write_whole(folder / "comparison.json", comparison_json(comparison))
            write_comparison_html(comparison, folder / "comparison.html")
    except OSError as error:
        raise AnalysisError(f"{out} cannot be written: {error.strerror or error}") from error
    return out / "comparison.html"


def write_programme(programme: Programme, out: Path) -> Path:
    """Write `programme.html` into the folder `out`, which is made where it is missing; returns its path.

    AnalysisError where that cannot be done.
    """
    path = out / "programme.html"
    try:
        out.mkdir(parents=True, exist_ok=True)
        write_programme_html(programme, path)
    except OSError as error:
        raise AnalysisError(f"{path} cannot be written: {error.strerror or error}") from error
    return path


def write_session(session: Session, programme: Programme, out: Path) -> Path:
    """Write `session.html`, `session.pdf` and `programme.html` into the folder `out`; returns the first one's path.

    AnalysisError where that cannot be done.
    """
    sheet = write_programme(programme, out)
    path = out / "session.html"
    try:
        write_session_html(session, path, programme_name=sheet.name)
        write_session_pdf(session, out / "session.pdf")
    except OSError as error:
        raise AnalysisError(f"{path} cannot be written: {error.strerror or error}") from error
    return path
