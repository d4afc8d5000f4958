"""The pictures of the key moments, taken while frames pass by.

The moments are known only after the analysis, so the recording is read a second time. One pass feeds both
the annotated video and the key frames:

    for frame in source:
        writer.write(*video.draw(frame))
        key_frames.push(frame)
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np

from cv_rom.frames import Frame
from cv_rom.geometry import FloatArray
from cv_rom.poses import Pose, PoseTrack
from cv_rom.reports.drawing import Overlay, draw, placed
from cv_rom.reports.foot_closeup import FootPoints, FootShot, foot_closeup, moved_sole, sole_of
from cv_rom.reports.hand_held import as_seen, sway_px
from cv_rom.reports.key_times import KeyTime, key_times
from cv_rom.reports.lettering import Image
from cv_rom.reports.timeline import Timeline, assessed_sides, nearest_row, signal_of
from cv_rom.reports.words import unit_text
from cv_rom.results import Assessment
from cv_rom.skeleton import Landmark, Side
from cv_rom.texts import decimal, report_words

FaceBlur = Callable[[Frame, Sequence[Pose]], Image]
"""(frame, poses of everybody in it, in its pixels) -> its picture with faces blurred."""

LONGEST_SIDE_PX = 640
JPEG_QUALITY = 80
MOST_ENLARGED = 2.0


@dataclass(frozen=True)
class _Taken:
    """A picture that is drawn on when all were taken: the stance, which tells the sole's line, may come later.

    `image` is cut out of the frame at `origin_px` and scaled; the overlay, the foot and its sway are in the frame's
    own pixels.
    """

    readings: tuple[str, ...]
    image: Image
    scale: float
    origin_px: tuple[float, float]
    overlay: Overlay
    foot: FootPoints
    sway_px: FloatArray


@dataclass(frozen=True)
class KeyFrame:
    """The picture of a key moment as a JPEG, faces blurred and angles drawn; `readings` are its angles in words."""

    moment: KeyTime
    readings: tuple[str, ...]
    jpeg: bytes
    width_px: int
    height_px: int


class KeyFrameCollector:
    """Takes the pictures of `key_times(assessment)` out of the frames pushed into it in the order of time.

    Beside the small pictures only the frames of a foot that is to be shown enlarged are kept, so memory does not grow
    with the recording. `people[i]` are all persons found in the frame of the track's row i, in its pixels; their faces
    are blurred.
    """

    def __init__(
        self, assessment: Assessment, track: PoseTrack, blur: FaceBlur, people: Sequence[Sequence[Pose]]
    ) -> None:
        self._assessment = assessment
        self._moments = key_times(assessment)
        self._timeline = Timeline(assessment, track)
        self._sides = assessed_sides(assessment)
        self._blur = blur
        self._people = people
        self._track = track
        self._wanted: dict[int, list[KeyTime]] = {}
        for moment in self._moments:
            row = nearest_row(track.time_s, moment.time_s)
            if row is not None:
                self._wanted.setdefault(row, []).append(moment)
        self._taken: dict[KeyTime, _Taken] = {}
        self._stance: FootShot | None = None
        self._sole: FloatArray | None = None
        self._lifted: dict[KeyTime, FootShot] = {}

    def push(self, frame: Frame) -> None:
        """Take the frame's picture where it is a key moment."""
        row = self._timeline.row(frame.time_s)
        if row is None or row not in self._wanted:
            return
        people = list(self._people[row])
        image = self._blur(frame, people)
        shot = FootShot(image, self._foot(row), sway_px(self._track[row], people))
        overlay = self._timeline.overlay(row)
        readings = self._timeline.readings(frame.time_s)
        overlay = replace(overlay, pose=as_seen(overlay.pose, people))
        for moment in self._wanted.pop(row):
            self._keep_foot(shot, moment)
            cut, scale, origin_px = self._cut(image, overlay, moment)
            self._taken[moment] = _Taken(readings, cut, scale, origin_px, overlay, shot.foot, shot.sway_px)

    def _foot(self, row: int) -> FootPoints:
        """The assessed foot in a row of the track."""
        side = self._sides[0] if self._sides else Side.LEFT
        pitch = self._value(f"{side.value}_foot_pitch_deg", row)
        return FootPoints.of(self._track[row], side, pitch if np.isfinite(pitch) else 0.0)

    def _value(self, column: str, row: int) -> float:
        """A curve's value in a row of the track; NaN where it has none."""
        series = self._assessment.series
        at = nearest_row(series.time_s, float(self._track.time_s[row]))
        return float(series.columns[column][at]) if at is not None and column in series.columns else np.nan

    def _keep_foot(self, shot: FootShot, moment: KeyTime) -> None:
        """Keep what the enlarged foot is made of: stance with its sole, and the heel at its highest."""
        if self._assessment.view.facing not in ("left", "right"):
            return
        if moment.kind in ("stance", "start"):
            self._stance, self._sole = shot, sole_of(shot)
        elif moment.compensation == "heel_lift":
            self._lifted[moment] = shot

    def _with_sole(self, taken: _Taken) -> Overlay:
        """The overlay with the sole's own line instead of one between landmarks, where it was found in stance."""
        overlay = taken.overlay
        if overlay.shank is None or self._sole is None or self._stance is None:
            return overlay
        sole = moved_sole(self._sole, self._stance.foot, taken.foot) + taken.sway_px
        return replace(overlay, shank=replace(overlay.shank, sole_px=sole)) if np.isfinite(sole).all() else overlay

    @property
    def wanted_s(self) -> list[float]:
        """Times of the frames whose pictures are still to be taken, rising."""
        return [float(self._track.time_s[row]) for row in sorted(self._wanted)]

    @property
    def done(self) -> bool:
        """Whether every picture was taken, so that no further frame is needed."""
        return not self._wanted

    def _cut(self, image: Image, overlay: Overlay, moment: KeyTime) -> tuple[Image, float, tuple[float, float]]:
        """The person cut out of the frame (for a flag of the foot: the lower leg) and scaled; by how much, and where
        its upper left corner was.
        """
        foot_only = moment.compensation in ("heel_lift", "arch_collapse", "foot_turn_out")
        shown = overlay.pose.xy_px
        if foot_only:
            of_sides = (Side(moment.side),) if moment.side else self._sides
            marks = (Landmark.KNEE, Landmark.ANKLE, Landmark.HEEL, Landmark.TOE)
            shown = np.array([overlay.pose.xy(mark, side) for side in of_sides for mark in marks]).reshape(-1, 2)
        left, top, right, bottom = _crop_box(shown, image.shape[1], image.shape[0])
        cut = image[top:bottom, left:right]
        scale = min(LONGEST_SIDE_PX / max(cut.shape[:2]), MOST_ENLARGED)
        size = (max(1, round(cut.shape[1] * scale)), max(1, round(cut.shape[0] * scale)))
        resized = np.asarray(cv2.resize(cut, size, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC))
        return resized, scale, (left, top)

    def _drawn(self, moment: KeyTime) -> KeyFrame:
        """The key frame of a moment whose picture was taken."""
        taken = self._taken[moment]
        overlay = _cut_out(self._with_sole(taken), scale=taken.scale, origin_px=taken.origin_px)
        return _key_frame(moment, taken.readings, draw(taken.image, overlay))

    @property
    def key_frames(self) -> tuple[KeyFrame, ...]:
        """The pictures taken so far, in the order of `key_times`; then each lifted heel enlarged, after it standing."""
        taken = [self._drawn(moment) for moment in self._moments if moment in self._taken]
        return (*taken, *(frame for moment, shot in self._lifted.items() for frame in self._closeup(moment, shot)))

    def _closeup(self, moment: KeyTime, lifted: FootShot) -> tuple[KeyFrame, ...]:
        """The foot enlarged, standing and lifted; nothing where it cannot be shown."""
        height = self._height(moment)
        if self._stance is None or not height:
            return ()
        pictures = foot_closeup(self._stance, lifted, self._sole, height)
        if pictures is None:
            return ()
        standing = KeyTime(self._moments[0].time_s, "foot_standing", side=moment.side)
        return (
            _key_frame(standing, (), pictures.standing),
            _key_frame(replace(moment, kind="foot_lifted"), (height,), pictures.lifted),
        )

    def _height(self, moment: KeyTime) -> str:
        """What the report says of the heel at that moment; empty where it says nothing."""
        row = nearest_row(self._track.time_s, moment.time_s)
        flags = [c for c in self._assessment.compensations if (c.name, c.side) == (moment.compensation, moment.side)]
        if row is None or not flags:
            return ""
        value = self._value(f"{moment.side}_{signal_of(flags[0])}", row)
        unit = unit_text(flags[0].threshold.unit, report_words()).replace("\u00a0", " ")
        return decimal(value, 0) + unit if np.isfinite(value) else ""


def _key_frame(moment: KeyTime, readings: tuple[str, ...], image: Image) -> KeyFrame:
    height, width = image.shape[:2]
    return KeyFrame(moment, readings, encode_jpeg(image), width, height)


def _cut_out(overlay: Overlay, *, scale: float, origin_px: tuple[float, float]) -> Overlay:
    """The overlay on a picture that was cut at `origin_px` and then scaled."""
    shank = overlay.shank
    if shank is not None and shank.sole_px is not None:
        shank = replace(shank, sole_px=(shank.sole_px - np.asarray(origin_px)) * scale)
    return replace(overlay, pose=placed(overlay.pose, scale=scale, origin_px=origin_px), shank=shank)


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
