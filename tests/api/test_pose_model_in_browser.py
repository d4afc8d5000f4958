"""The pose model as a browser runs it: it finds what the service's own does, in a page as in a worker, and says no word
to its makers: `watched_page` fails a test that calls any other host.
"""

from __future__ import annotations

import base64
from collections.abc import Iterator
from pathlib import Path

import cv2
import httpx
import numpy as np
import pytest
from browser import watched_page
from playwright.sync_api import Browser, Page

from cv_rom.frames import Frame
from cv_rom.pose_estimators.mediapipe_estimator import MediapipeEstimator
from cv_rom.pose_estimators.model_bundle import find_bundle
from cv_rom.skeleton import Landmark, Side, index
from cv_rom.video.video_file import VideoFile

SAMPLE = Path(__file__).parents[2] / "samples" / "squat-side.mp4"
FRAMES = 4
READ = """
async ({ pictures, inPage }) => {
  if (inPage) window.Worker = class { constructor() { throw new Error("no workers here"); } };
  const { pictureReader } = await import("/static/live/picture_reader.js");
  const reader = await pictureReader(document.getElementById("live").dataset);
  const found = [];
  for (const [number, text] of pictures.entries()) {
    const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
    const picture = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
    found.push(reader.read(picture, number / 30));
    await reader.nextWanted();
  }
  const landmarks = (await Promise.all(found)).map((read) => read.landmarks);
  reader.close(); // at its end the library would tell its makers what it was used for
  await new Promise((resolve) => setTimeout(resolve, 300));
  return landmarks;
}
"""


@pytest.fixture(scope="module")
def frames() -> list[Frame]:
    with VideoFile(SAMPLE) as video:
        return [frame for frame, _ in zip(video, range(FRAMES), strict=False)]


@pytest.fixture(scope="module")
def page(browser: Browser, client: httpx.Client) -> Iterator[Page]:
    with watched_page(browser, str(client.base_url)) as page:
        yield page


def pngs(frames: list[Frame]) -> list[str]:
    return [base64.b64encode(cv2.imencode(".png", frame.image[..., ::-1])[1].tobytes()).decode() for frame in frames]


@pytest.mark.parametrize("in_page", [False, True], ids=["in a worker", "in the page"])
def test_the_browser_finds_what_the_service_finds(page: Page, frames: list[Frame], in_page: bool) -> None:
    workers: list[str] = []
    page.on("worker", lambda worker: workers.append(worker.url))
    page.goto("/live")
    found: list[list[list[float]]] = page.evaluate(READ, {"pictures": pngs(frames), "inPage": in_page})
    assert sorted(worker.rpartition("/")[2] for worker in workers) == (
        [] if in_page else ["leg_worker.js", "pose_worker.js"]
    )
    with MediapipeEstimator(find_bundle()) as estimator:
        own = [estimator.estimate(frame)[0] for frame in frames]
    near_leg = [index(landmark, Side.RIGHT) for landmark in Landmark]
    height, width = frames[0].image.shape[:2]
    for landmarks, pose in zip(found, own, strict=True):
        places = np.array(landmarks)[:, :2] * (width, height)
        away = np.hypot(*(places - pose.xy_px)[near_leg].T)
        assert np.median(away) < 2.0
        assert np.array(landmarks)[near_leg, 2] == pytest.approx(pose.visibility[near_leg], abs=0.05)
