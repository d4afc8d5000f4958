"""What reports there are, and how they appear in their folder: all at once, or not at all."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

FORMATS = ("json", "html", "pdf", "csv", "mot")
"""What can be written beside the annotated video; `mot` is `angles.mot` and `points.trc`."""
DEFAULT_FORMATS = ("json", "html", "csv")
ARTEFACTS = (
    "assessment.json",
    "report.html",
    "report.pdf",
    "series.csv",
    "angles.mot",
    "points.trc",
    "annotated.mp4",
    "annotated.jpg",
)


@contextmanager
def appearing_at_once(out: Path, *, instead_of: Collection[str]) -> Iterator[Path]:
    """An empty folder to write into; at the end its files replace the ones named `instead_of` in `out`.

    What an earlier analysis left must not stand beside them. After an error nothing has changed.
    """
    out.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=out, prefix=".writing-") as draft:
        yield Path(draft)
        for name in instead_of:
            (out / name).unlink(missing_ok=True)
        for path in Path(draft).iterdir():
            path.replace(out / path.name)
