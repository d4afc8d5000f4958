"""The annotated video in a browser: it plays, and jumping to a moment shows that moment in its own colours."""

from __future__ import annotations

import base64
from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import pytest
from browser import chromium

from cv_rom.frames import Frame
from cv_rom.poses import PoseTrack
from cv_rom.reports.annotated_video import AnnotatedVideo
from cv_rom.results import Assessment
from cv_rom.video.clip_writer import ClipWriter

JUMP = """async (time_s) => {
  const video = document.querySelector("video");
  if (video.readyState < 2) await new Promise((done) => video.addEventListener("loadeddata", done, { once: true }));
  video.currentTime = time_s;
  let shown_s; // "seeked" may come before its picture, and the picture of the moment before may come late
  do shown_s = await new Promise((done) => video.requestVideoFrameCallback((_, { mediaTime }) => done(mediaTime)));
  while (!(shown_s <= time_s && time_s < shown_s + 0.05));
  const size = { width: video.videoWidth, height: video.videoHeight };
  const canvas = Object.assign(document.createElement("canvas"), size);
  canvas.getContext("2d").drawImage(video, 0, 0);
  return [video.duration, canvas.toDataURL("image/png")];
}"""
PLAY = """async () => {
  const video = document.querySelector("video");
  Object.assign(video, { playbackRate: 8, currentTime: 0 });
  await video.play();
  await new Promise((done) => video.addEventListener("ended", done, { once: true }));
  return video.currentTime;
}"""


def test_it_plays_and_jumps_to_any_moment(
    side_view: Assessment, track: PoseTrack, frames: Callable[[], list[Frame]], tmp_path: Path
) -> None:
    video = AnnotatedVideo(side_view, track, width_px=180, height_px=320)
    drawn = [video.draw(frame) for frame in frames()]
    width, height = video.size_px
    with ClipWriter(tmp_path / "annotated.mp4", width=width, height=height) as writer:
        for image, time_s in drawn:
            writer.write(image, time_s)
    source = base64.b64encode((tmp_path / "annotated.mp4").read_bytes()).decode()
    with chromium("--autoplay-policy=no-user-gesture-required") as browser:
        page = browser.new_page(viewport={"width": 360, "height": 780})
        page.set_content(f'<video src="data:video/mp4;base64,{source}" preload="metadata" muted playsinline></video>')
        for row in (50, 20, 41):
            duration_s, shown = page.evaluate(JUMP, drawn[row][1] + 0.01)
            png = np.frombuffer(base64.b64decode(shown.split(",")[1]), np.uint8)
            picture = cv2.cvtColor(cv2.imdecode(png, cv2.IMREAD_COLOR), cv2.COLOR_BGR2RGB)
            assert np.abs(picture.astype(int) - drawn[row][0]).mean() < 3.0, row
        assert duration_s == pytest.approx(drawn[-1][1] + 0.05, abs=0.06)
        page.evaluate(
            "document.querySelector('video').playbackRate = 8; document.querySelector('video').currentTime = 0"
        )
        assert page.evaluate(PLAY) == pytest.approx(duration_s, abs=0.1)
