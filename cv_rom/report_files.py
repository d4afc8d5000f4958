"""The reports of an assessment as files in a folder, whether a video or a live check was measured."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from cv_rom.poses import PoseTrack
from cv_rom.programme import choose_programme
from cv_rom.reports.csv_report import write_csv
from cv_rom.reports.html_report import write_html
from cv_rom.reports.json_report import write_json
from cv_rom.reports.key_frames import KeyFrame
from cv_rom.reports.opensim_report import write_opensim
from cv_rom.reports.pdf_report import write_pdf
from cv_rom.results import Assessment


@dataclass(frozen=True)
class Pictures:
    """What of the video is shown in the reports; of a live check nothing is, as it keeps no picture.

    Attributes:
        key_frames: pictures of the key moments.
        video_name: the annotated video beside the reports, None = there is none.
        faces_blurred: whether the faces in them are.

    """

    key_frames: tuple[KeyFrame, ...] = ()
    video_name: str | None = None
    faces_blurred: bool = True


NO_PICTURES = Pictures()


def write_report_files(
    assessment: Assessment,
    track: PoseTrack,
    folder: Path,
    *,
    formats: Collection[str],
    pictures: Pictures = NO_PICTURES,
) -> None:
    """Write the reports of these `formats` into the folder, in the language that is spoken just now.

    `assessment.json` is always written; of `mot` what there is: see `write_opensim`. `track` holds the points as they
    were measured.
    """
    key_frames, faces_blurred = pictures.key_frames, pictures.faces_blurred
    write_json(assessment, folder / "assessment.json")
    if "csv" in formats:
        write_csv(assessment, folder / "series.csv")
    if "mot" in formats:
        write_opensim(assessment, track, folder)
    if "html" in formats:
        write_html(
            assessment,
            folder / "report.html",
            key_frames=key_frames,
            video_name=pictures.video_name,
            faces_blurred=faces_blurred,
            programme=choose_programme([assessment]),
        )
    if "pdf" in formats:
        write_pdf(assessment, folder / "report.pdf", key_frames=key_frames, faces_blurred=faces_blurred)
