"""Key moments: which they are, and a collector that takes their pictures while frames pass by.

The moments are known only after the analysis, so the recording is read a second time. One pass feeds both
the annotated video and the key frames:

    for frame in source:
        writer.write(*video.draw(frame))
        key_frames.push(frame)
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import cv2
import numpy as np

from cv_rom.frames import Frame
from cv_rom.poses import Pose, PoseTrack
from cv_rom.reports.drawing import Overlay, draw, placed
from cv_rom.reports.lettering import Image
from cv_rom.reports.timeline import SIGNAL, Timeline, assessed_sides, nearest_row
from cv_rom.results import Assessment, Compensation, Repetition, SideName
from cv_rom.skeleton import Landmark, Side

FaceBlur = Callable[[Image, list[Pose]], Image]
"""(picture, poses of everybody in it, in its pixels) -> the picture with faces blurred."""

LONGEST_SIDE_PX = 640
JPEG_QUALITY = 80
MOST_BOTTOMS = 6
_BEFORE_FIRST_S = 0.1  # the repetition's start is the last moment of standing, give or take


@dataclass(frozen=True)
class KeyTime:
    """A moment worth a picture.

    `repetition` is the number of the repetition whose deepest point it is; `compensation` and `side` name the
    flag that is at its largest there.
    """

    time_s: float
    kind: Literal["stance", "start", "overview", "bottom", "best", "flag"]
    repetition: int | None = None
    compensation: str | None = None
    side: SideName | None = None


@dataclass(frozen=True)
class KeyFrame:
    """The picture of a key moment as a JPEG, faces blurred and angles drawn; `readings` are its angles in words."""

    moment: KeyTime
    readings: tuple[str, ...]
    jpeg: bytes
    width_px: int
    height_px: int


def key_times(assessment: Assessment) -> tuple[KeyTime, ...]:
    """Stance, the deepest point of each repetition (of the best and the first few), each flag at its largest."""
    times = assessment.series.time_s
    if len(times) == 0:
        return ()
    first, last = float(times[0]), float(times[-1])
    if not assessment.repetitions:
        return (KeyTime((first + last) / 2.0, "overview"), *_flag_times(assessment))
    stood = any(m.name.startswith("stance_") and m.value is not None for m in assessment.measures)
    before_first_s = max(first, assessment.repetitions[0].start_s - _BEFORE_FIRST_S)
    start = KeyTime(before_first_s, "stance" if stood else "start")
    best = best_repetition(assessment)
    shown = [r for r in assessment.repetitions if r.index == best][:1]
    shown += [r for r in assessment.repetitions if r.index != best][: MOST_BOTTOMS - len(shown)]
    bottoms = (
        KeyTime(r.peak_s, "best" if r.index == best else "bottom", repetition=r.index)
        for r in sorted(shown, key=lambda r: r.start_s)
    )
    return (start, *bottoms, *_flag_times(assessment))


def best_repetition(assessment: Assessment) -> int | None:
    """Number of the valid repetition with the largest dorsiflexion, None where no angle was measured."""

    def dorsiflexion_deg(repetition: Repetition) -> float:
        values = [m.value for m in repetition.measures if m.name == "peak_dorsiflexion_deg" and m.value is not None]
        return max(values, default=-np.inf)

    valid = [r for r in assessment.repetitions if r.valid and np.isfinite(dorsiflexion_deg(r))]
    return max(valid, key=dorsiflexion_deg).index if valid else None


def _flag_times(assessment: Assessment) -> tuple[KeyTime, ...]:
    flagged = (c for c in assessment.compensations if c.status == "present" and c.episodes)
    return tuple(KeyTime(_worst_s(assessment, c), "flag", compensation=c.name, side=c.side) for c in flagged)


def _worst_s(assessment: Assessment, compensation: Compensation) -> float:
    """When the deviation was largest: where its curve peaks in its largest episode, else the episode's middle."""
    episode = max(compensation.episodes, key=lambda e: e.peak)
    series = assessment.series
    inside = (series.time_s >= episode.start_s) & (series.time_s < episode.end_s)
    curve = series.columns.get(f"{compensation.side}_{SIGNAL.get(compensation.name)}")
    if curve is None or not np.isfinite(curve[inside]).any():
        return (episode.start_s + episode.end_s) / 2.0
    return float(series.time_s[np.nanargmax(np.where(inside, curve, np.nan))])


class KeyFrameCollector:
    """Takes the pictures of `key_times(assessment)` out of the frames pushed into it.

    Only the finished JPEGs are kept, so memory does not grow with the recording. `people[i]` are all persons found in
    the frame of the track's row i, in its pixels; their faces are blurred.
    """

    def __init__(
        self, assessment: Assessment, track: PoseTrack, blur: FaceBlur, people: Sequence[Sequence[Pose]]
    ) -> None:
        self._moments = key_times(assessment)
        self._timeline = Timeline(assessment, track)
        self._sides = assessed_sides(assessment)
        self._blur = blur
        self._people = people
        self._track_time_s = track.time_s
        self._wanted: dict[int, list[KeyTime]] = {}
        for moment in self._moments:
            row = nearest_row(track.time_s, moment.time_s)
            if row is not None:
                self._wanted.setdefault(row, []).append(moment)
        self._taken: dict[KeyTime, KeyFrame] = {}

    def push(self, frame: Frame) -> None:
        """Take the frame's picture where it is a key moment."""
        row = self._timeline.row(frame.time_s)
        if row is None or row not in self._wanted:
            return
        image = self._blur(frame.image, list(self._people[row]))
        overlay = self._timeline.overlay(row)
        readings = self._timeline.readings(frame.time_s)
        for moment in self._wanted.pop(row):
            drawn = self._picture(image, overlay, moment)
            height, width = drawn.shape[:2]
            self._taken[moment] = KeyFrame(moment, readings, encode_jpeg(drawn), width, height)

    @property
    def wanted_s(self) -> list[float]:
        """Times of the frames whose pictures are still to be taken, rising."""
        return [float(self._track_time_s[row]) for row in sorted(self._wanted)]

    @property
    def done(self) -> bool:
        """Whether every picture was taken, so that no further frame is needed."""
        return not self._wanted

    def _picture(self, image: Image, overlay: Overlay, moment: KeyTime) -> Image:
        """The person cut out of the frame (for a flag of the foot: the lower leg) and drawn on."""
        foot_only = moment.compensation in ("heel_lift", "arch_collapse", "foot_turn_out")
        shown = overlay.pose.xy_px
        if foot_only:
            of_sides = (Side(moment.side),) if moment.side else self._sides
            marks = (Landmark.KNEE, Landmark.ANKLE, Landmark.HEEL, Landmark.TOE)
            shown = np.array([overlay.pose.xy(mark, side) for side in of_sides for mark in marks]).reshape(-1, 2)
        left, top, right, bottom = _crop_box(shown, image.shape[1], image.shape[0])
        cut = image[top:bottom, left:right]
        scale = min(LONGEST_SIDE_PX / max(cut.shape[:2]), 2.0 if foot_only else 1.0)
        size = (max(1, round(cut.shape[1] * scale)), max(1, round(cut.shape[0] * scale)))
        resized = np.asarray(cv2.resize(cut, size, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC))
        pose = placed(overlay.pose, scale=scale, origin_px=(left, top))
        return draw(resized, replace(overlay, pose=pose))

    @property
    def key_frames(self) -> tuple[KeyFrame, ...]:
        """The pictures taken so far, in the order of `key_times`."""
        return tuple(self._taken[moment] for moment in self._moments if moment in self._taken)


def _crop_box(points: np.ndarray, width: int, height: int) -> tuple[int, int, int, int]:
    """Left, top, right, bottom of the points with room around them; the whole picture where nothing was seen."""
    seen = points[np.isfinite(points).all(axis=-1)]
    if len(seen) == 0:
        return 0, 0, width, height
    low, high = seen.min(axis=0), seen.max(axis=0)
    room = 0.15 * float((high - low).max())
    # Text needs room beside a slim standing person.
    sideways = max(room, 0.3 * float(high[1] - low[1]) - 0.5 * float(high[0] - low[0]))
    left, right = max(0, int(low[0] - sideways)), min(width, int(high[0] + sideways))
    top, bottom = max(0, int(low[1] - room)), min(height, int(high[1] + room))
    return (left, top, right, bottom) if right - left >= 16 and bottom - top >= 16 else (0, 0, width, height)


def encode_jpeg(image: Image) -> bytes:
    """The RGB picture as a JPEG."""
    _, data = cv2.imencode(".jpg", cv2.cvtColor(image, cv2.COLOR_RGB2BGR), [cv2.IMWRITE_JPEG_QUALITY, JPEG_QUALITY])
    return bytes(data)
