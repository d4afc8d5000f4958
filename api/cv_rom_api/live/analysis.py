"""What a live check recorded becomes an assessment, by the code that analyses videos, with reports but no pictures."""

from __future__ import annotations

import importlib.metadata
from collections.abc import Collection
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from cv_rom.analysis import analyze_track
from cv_rom.measurement.preparation import as_measured
from cv_rom.pose_estimators.model_bundle import DEFAULT, find_bundle
from cv_rom.pose_files import read_recording
from cv_rom.poses import PoseTrack
from cv_rom.results import Provenance, Source
from cv_rom.scene import Scene
from cv_rom.texts import speaking
from cv_rom_api.orders import JobOrder, LivePicture

NAME = "Live check"
_VARIABLE = 0.1
"""Frame intervals that scatter by more than this share of their mean count as a variable frame rate."""


def analyze_recorded(poses: Path, order: JobOrder, out_dir: Path, *, formats: Collection[str]) -> None:
    """Write the assessment and its reports of these `formats` into `out_dir`.

    Raises:
        PoseFileError: the file of poses cannot be read.

    """
    from cv_rom.report_files import write_report_files
    from cv_rom.video.video_file import sha256_of

    assert order.live is not None
    track, outline = read_recording(poses)
    source = _source(track, order.live, name=order.name or NAME, sha256=sha256_of(poses))
    with speaking(order.language):
        scene = replace(_scene(order, order.live), outline=outline)
        assessment = analyze_track(track, scene, order.protocol, side=order.side)
        assessment = replace(assessment, source=source, provenance=_provenance(order))
        write_report_files(assessment, as_measured(track), out_dir, formats=formats)


def _scene(order: JobOrder, picture: LivePicture) -> Scene:
    return Scene(
        picture.width_px,
        picture.height_px,
        footwear=order.footwear,
        foot_length_cm=order.foot_length_cm,
        height_cm=order.height_cm,
        roll_deg=picture.roll_deg,
        roll_sd_deg=picture.roll_sd_deg,
    )


def _source(track: PoseTrack, picture: LivePicture, *, name: str, sha256: str) -> Source:
    steps_s = np.diff(track.time_s)
    return Source(
        name=name,
        sha256=sha256,
        duration_s=float(steps_s.sum()),
        frames_declared=None,
        frames_decoded=len(track),
        frames_with_person=int(track.person_seen.sum()),
        width=picture.width_px,
        height=picture.height_px,
        rotation_deg=0,
        frame_rate_mean=float(1.0 / steps_s.mean()) if len(steps_s) else None,
        variable_frame_rate=bool(len(steps_s) and steps_s.std() > _VARIABLE * steps_s.mean()),
    )


def _provenance(order: JobOrder) -> Provenance:
    bundle = find_bundle(DEFAULT["pose"])  # the one that browsers are given
    return Provenance(
        cv_rom_version=importlib.metadata.version("cv-rom"),
        model_name=bundle.name,
        model_sha256=bundle.sha256,
        settings=order.model_dump(exclude={"name", "live"}) | {"live": True},
        created_at=datetime.now(UTC).isoformat(timespec="seconds"),
    )
