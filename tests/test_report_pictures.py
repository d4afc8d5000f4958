"""The pass over the video that makes its pictures: faces covered or kept, the poster, and what surrounds the person."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest
from stick_figure import film, squats

from cv_rom.biomechanics.shots import part_of
from cv_rom.pipeline import Recording, assess
from cv_rom.report_pictures import PictureSource, poster_of, take_key_frames, write_annotated
from cv_rom.scene import Scene
from cv_rom.video.clip_writer import ClipWriter
from cv_rom.video.limits import DEFAULT_LIMITS
from cv_rom.video.video_file import VideoFile

WALL = cv2.resize(np.random.default_rng(5).integers(0, 256, (40, 54, 3), dtype=np.uint8), (320, 240))
FAR = np.s_[20:120, 500:620]
"""A part of the picture far from the person."""


@pytest.fixture(scope="module", name="source")
def _source(tmp_path_factory: pytest.TempPathFactory) -> PictureSource:
    """A squat in front of a patterned wall, every third frame of it; a quarter of the size in which it was filmed."""
    whole = film(squats())
    track = part_of(whole, np.arange(0, len(whole), 3))
    track = track.with_points(track.xy_px / 4.0)
    recording = Recording(track, tuple((track[row],) for row in range(len(track))), 0)
    path = tmp_path_factory.mktemp("clip") / "squat.mp4"
    with ClipWriter(path, width=320, height=240) as writer:
        for time_s in track.time_s:
            writer.write(WALL, float(time_s))
    assessment = assess(recording, Scene(320, 240), protocol="squat", side="auto")
    return PictureSource(path, DEFAULT_LIMITS, recording, assessment)


def pictures(path: Path) -> list[np.ndarray]:
    with VideoFile(path) as video:
        return [frame.image for frame in video]


def head_detail(source: PictureSource, path: Path) -> float:
    """How much there is to see where the head is in the first frame, of what the wall shows there."""
    x, y = (2.0 * source.recording.track.xy_px[0, 0]).astype(int)  # the video is 640 pixels wide
    around = np.s_[y - 10 : y + 10, x - 10 : x + 10]
    wall = cv2.resize(WALL, (640, 480))
    return float(np.ptp(pictures(path)[0][around], axis=(0, 1)).mean() / np.ptp(wall[around], axis=(0, 1)).mean())


def test_faces_are_covered_unless_they_are_to_be_kept(source: PictureSource, tmp_path: Path) -> None:
    told: list[float] = []
    shown = write_annotated(source, tmp_path / "covered.mp4", keep_faces=False, progress=told.append)
    kept = write_annotated(source, tmp_path / "kept.mp4", keep_faces=True)
    assert head_detail(source, tmp_path / "covered.mp4") < 0.5 < head_detail(source, tmp_path / "kept.mp4")
    assert len(pictures(tmp_path / "covered.mp4")) == len(source.recording.track)
    assert [frame.moment for frame in shown] == [frame.moment for frame in kept]
    assert told == sorted(told)
    assert told[-1] == pytest.approx(1.0, abs=0.05)


def test_the_poster_is_a_picture_of_the_video(source: PictureSource, tmp_path: Path) -> None:
    write_annotated(source, tmp_path / "annotated.mp4", keep_faces=True)
    poster = cv2.imread(str(poster_of(tmp_path / "annotated.mp4")))[..., ::-1].astype(int)
    differences = [np.abs(picture - poster).mean() for picture in pictures(tmp_path / "annotated.mp4")]
    repetition = source.assessment.repetitions[0]
    deepest = int(np.argmin(np.abs(source.recording.track.time_s - repetition.peak_s)))
    assert abs(int(np.argmin(differences)) - deepest) <= 1


def test_with_others_in_view_the_surroundings_are_coarse(source: PictureSource, tmp_path: Path) -> None:
    recording = Recording(source.recording.track, source.recording.people, 1)
    crowded = PictureSource(source.video, source.limits, recording, source.assessment)
    for name, of in (("alone", source), ("crowded", crowded)):
        write_annotated(of, tmp_path / f"{name}.mp4", keep_faces=False)
    alone, coarse = (pictures(tmp_path / f"{name}.mp4")[0][FAR] for name in ("alone", "crowded"))
    assert np.abs(np.diff(coarse.astype(int), axis=1)).mean() < 0.3 * np.abs(np.diff(alone.astype(int), axis=1)).mean()


def test_key_frames_alone_are_those_of_the_video(source: PictureSource, tmp_path: Path) -> None:
    alone = take_key_frames(source, keep_faces=False)
    beside = write_annotated(source, tmp_path / "annotated.mp4", keep_faces=False)
    assert [frame.moment for frame in alone] == [frame.moment for frame in beside]
    assert len(alone) > 1
