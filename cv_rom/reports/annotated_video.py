"""The recording with leg, angle, curve, repetitions and flags drawn on every frame, slow at the deepest points."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np

from cv_rom.frames import Frame
from cv_rom.geometry import FloatArray
from cv_rom.poses import PoseTrack
from cv_rom.reports.drawing import draw_on, placed, text_px
from cv_rom.reports.key_times import best_repetition
from cv_rom.reports.lettering import Image
from cv_rom.reports.slow_motion import SlowMotion
from cv_rom.reports.timeline import Timeline, nearest_row
from cv_rom.reports.video_band import VideoBand
from cv_rom.results import Assessment
from cv_rom.texts import report_words

LONGEST_SIDE_PX = 1280
SHORTEST_LONGEST_SIDE_PX = 960
"""Smaller pictures are enlarged to this, at most twice: letters and lines stay legible where the picture is coarse."""


class AnnotatedVideo:
    """Draws the frames of one recording in the language that is spoken while it is made.

    Below the picture there is a band with the repetition, the angle and its curve, so that nothing hides the feet.
    Faces are the business of whoever hands the frames over.
    """

    def __init__(self, assessment: Assessment, track: PoseTrack, *, width_px: int, height_px: int) -> None:
        """For frames of this size; `track` is what is drawn, smoothed or not."""
        self._timeline = Timeline(assessment, track)
        self._picture_px = picture_size(width_px, height_px)
        self._scale = self._picture_px[0] / width_px
        width, height = self._picture_px
        self._band = VideoBand(self._timeline, width_px=width, text_px=text_px(width, height))
        times_s = track.time_s if len(track) else np.zeros(1)
        self._poster_row = nearest_row(track.time_s, _poster_s(assessment, times_s))
        bottoms_s = [repetition.peak_s for repetition in assessment.repetitions]
        self._slow = SlowMotion(bottoms_s, first_s=float(times_s[0]), last_s=float(times_s[-1]))
        self._slow_sign = str(report_words()["video"]["slow"])

    @property
    def size_px(self) -> tuple[int, int]:
        """Width and height of the pictures that come out, even as the codec needs them."""
        width, height = self._picture_px
        return width, height + self._band.height_px

    def is_poster(self, frame: Frame) -> bool:
        """Whether the frame is the one to show before the video is played: the deepest point of the best repetition."""
        return self._timeline.row(frame.time_s) == self._poster_row is not None

    def draw(self, frame: Frame) -> tuple[Image, float]:
        """The frame's RGB picture, and when it is shown; the frame itself is left as it is."""
        width, height = self._picture_px
        canvas = np.empty((self.size_px[1], width, 3), np.uint8)
        picture, band = canvas[:height], canvas[height:]
        cv2.resize(frame.image, (width, height), dst=picture, interpolation=self._interpolation)
        row = self._timeline.row(frame.time_s)
        if row is not None:
            overlay = self._timeline.overlay(row)
            sign = self._slow_sign if self._slow.is_slow(frame.time_s) else ""
            marks = self._timeline.marks(frame.time_s)
            draw_on(picture, replace(overlay, pose=placed(overlay.pose, scale=self._scale), marks=marks, sign=sign))
        self._band.draw(band, frame.time_s)
        return canvas, self._slow.shown_s(frame.time_s)

    @property
    def _interpolation(self) -> int:
        return cv2.INTER_AREA if self._scale < 1.0 else cv2.INTER_LINEAR


def _poster_s(assessment: Assessment, times_s: FloatArray) -> float:
    best = best_repetition(assessment)
    deepest_s = [r.peak_s for r in assessment.repetitions if r.index == best or best is None]
    return deepest_s[0] if deepest_s else float(times_s[0] + times_s[-1]) / 2.0


def picture_size(width_px: int, height_px: int) -> tuple[int, int]:
    """Width and height in which a picture is shown: 960 to 1280 pixels on the longest side, even for H.264."""
    longest = max(width_px, height_px)
    scale = min(LONGEST_SIDE_PX / longest, max(1.0, min(2.0, SHORTEST_LONGEST_SIDE_PX / longest)))
    return _even(width_px * scale), _even(height_px * scale)


def _even(length: float) -> int:
    return 2 * max(1, round(length) // 2)
