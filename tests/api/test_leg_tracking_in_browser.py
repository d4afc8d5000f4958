"""The live page's own tracking of foot and shin, in a browser, on pictures whose motion is known by construction."""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import cv2
import httpx
import numpy as np
import pytest
from browser import chromium, watched_page
from drawn_leg import BALL, FOOT, HEEL, HEIGHT, JOINT, KNEE_PX, SHANK_PX, TOE, WIDTH, leg_frames
from numpy.typing import NDArray
from playwright.sync_api import Page
from small_leg import LANDMARKS_OFF_DEG, TURN_DEG, small_leg

from cv_rom.landmark_refinement.exposure import light_of
from cv_rom.landmark_refinement.foot_ends import find_foot_ends
from cv_rom.pose_estimators.mediapipe_estimator import MediapipeEstimator
from cv_rom.pose_estimators.model_bundle import find_bundle
from cv_rom.poses import Pose
from cv_rom.skeleton import LANDMARK_COUNT
from cv_rom.video.video_file import VideoFile

SAMPLE, LIFTED = Path(__file__).parents[2] / "samples" / "squat-side-heel-lift.mp4", 122
"""Number of a frame whose heel is 34 mm up."""

PATCH = Path(__file__).with_name("synthetic_patch.js").read_text("utf-8")
LEG = """
async ({ pictures, landmarks, side, outlined }) => {
  const { PlantedLeg } = await import("/static/live/planted_leg.js");
  const bitmapOf = (png) => createImageBitmap(
    new Blob([Uint8Array.from(atob(png), (character) => character.charCodeAt(0))], { type: "image/png" }));
  const bitmaps = await Promise.all(pictures.map(bitmapOf));
  const leg = PlantedLeg.inPicture(bitmaps[0], landmarks[0], side, { outlined });
  return bitmaps.map((bitmap, i) => leg.motion(bitmap, landmarks[i])?.motion ?? null);
}
"""
CUT = """
async (seed) => {
  const { MinCut } = await import("/static/live/min_cut.js");
  const random = () => (seed = (seed * 1103515245 + 12345) % 2147483648) / 2147483648;
  const [width, height] = [6, 6];
  const inner = Array.from({ length: 16 }, (_, i) => (1 + (i >> 2)) * width + 1 + (i & 3));
  const cut = new MinCut(width, height);
  const preferred = inner.map((node) => [node, Math.round((random() - 0.5) * 20)]);
  const links = inner.flatMap((node) => [1, width + 1, width, width - 1].map((step, way) => [node, way, node + step]))
    .filter(([, , other]) => inner.includes(other)).map((link) => [...link, Math.floor(random() * 8)]);
  preferred.forEach(([node, cost]) => cut.prefer(node, cost));
  links.forEach(([node, way, , cost]) => cut.link(node, way, cost));
  const costOf = (side) => {
    const apart = links.reduce((sum, [node, , other, cost]) => sum + (side[node] === side[other] ? 0 : cost), 0);
    return preferred.reduce((sum, [node, cost]) => sum + Math.max(0, side[node] ? -cost : cost), apart);
  };
  const mine = costOf(cut.cut());
  let cheapest = Infinity;
  for (let bits = 0; bits < 2 ** inner.length; bits += 1) {
    const side = new Uint8Array(width * height);
    inner.forEach((node, i) => { side[node] = (bits >> i) & 1; });
    cheapest = Math.min(cheapest, costOf(side));
  }
  return [mine, cheapest];
}
"""
Motion = dict[str, Any]
Follow = Callable[..., list[Motion | None]]


@pytest.fixture(scope="module")
def page(client: httpx.Client) -> Iterator[Page]:
    """A page that may import the service's scripts."""
    with chromium() as browser, watched_page(browser, str(client.base_url)) as page:
        page.goto("/")
        yield page


@pytest.fixture
def follow(page: Page) -> Follow:
    """Follows the drawn leg since its first frame."""

    def follow(
        tilt_deg: NDArray[np.float64],
        lift_deg: NDArray[np.float64],
        *,
        change: Callable[[int, NDArray[np.uint8]], NDArray[np.uint8]] = lambda i, picture: picture,
        mirrored: bool = False,
        outlined: bool = False,
        moved_by: int = 0,
        **drawn: Any,
    ) -> list[Motion | None]:
        frames = list(leg_frames(tilt_deg, lift_deg, **drawn))
        pictures = [change(i, frame.image) for i, (frame, _) in enumerate(frames)]
        landmarks = [[[x + moved_by / WIDTH, y, seen] for x, y, seen in fractions(pose)] for _, pose in frames]
        if mirrored:
            pictures = [np.ascontiguousarray(picture[:, ::-1]) for picture in pictures]
            landmarks = [[[1.0 - x, y, seen] for x, y, seen in points] for points in landmarks]
        sent = {"pictures": [png(p) for p in pictures], "landmarks": landmarks, "side": "right", "outlined": outlined}
        found: list[Motion | None] = page.evaluate(LEG, sent)
        return found

    return follow


def png(picture: NDArray[np.uint8]) -> str:
    return base64.b64encode(cv2.imencode(".png", picture[..., ::-1])[1].tobytes()).decode()


def fractions(pose: Pose, size: tuple[int, int] = (WIDTH, HEIGHT)) -> list[list[float]]:
    """The landmarks as MediaPipe gives them in a browser."""
    return [[*(pose.xy_px[i] / size), float(pose.visibility[i])] for i in range(LANDMARK_COUNT)]


def shift(part: Motion | None) -> NDArray[np.float64]:
    assert part is not None
    return np.array([part["dx_px"], part["dy_px"]])


def across(place: list[float], *, mirrored: bool = False) -> float:
    return WIDTH - place[0] if mirrored else place[0]


def held(values: list[float]) -> NDArray[np.float64]:
    return np.array(values, dtype=np.float64)


@pytest.mark.parametrize(("x", "y"), [(0.3, 0.0), (0.0, -0.3), (1.7, -2.4), (-4.2, 3.3), (7.5, -9.6), (12.0, 0.0)])
def test_a_shift_is_found_to_a_fifth_of_a_pixel(page: Page, x: float, y: float) -> None:
    start = {"turn": 0.0, "x": round(x / 4) * 4.0, "y": round(y / 4) * 4.0}  # as the search hands it on
    found = page.evaluate(PATCH, {"x": x, "y": y, "noise": 3, "start": start})
    assert np.abs(np.array(found["shift"]) - (x, y)).max() < 0.2
    assert found["likeness"] > 0.97


@pytest.mark.parametrize("turn_deg", [-3.0, 2.0, 8.0])
def test_a_turn_is_found_too(page: Page, turn_deg: float) -> None:
    found = page.evaluate(PATCH, {"turnDeg": turn_deg, "x": 1.5, "y": -0.7})
    assert found["turnDeg"] == pytest.approx(turn_deg, abs=0.2)
    assert np.abs(np.array(found["shift"]) - (1.5, -0.7)).max() < 0.2


@pytest.mark.parametrize(("gain", "offset"), [(0.6, 0.0), (1.5, 0.0), (1.0, 50.0), (0.7, 30.0)])
def test_brightness_and_contrast_change_nothing(page: Page, gain: float, offset: float) -> None:
    found = page.evaluate(PATCH, {"x": 1.3, "y": -0.6, "gain": gain, "offset": offset})
    assert np.abs(np.array(found["shift"]) - (1.3, -0.6)).max() < 0.1
    assert found["likeness"] > 0.99


def test_what_covers_a_part_of_the_patch_does_not_pull_it(page: Page) -> None:
    found = page.evaluate(PATCH, {"x": 0.8, "y": 0.5, "covered": 60})  # a fifth of it
    assert np.abs(np.array(found["shift"]) - (0.8, 0.5)).max() < 0.2
    assert found["likeness"] < 0.95


def test_the_spread_grows_with_the_noise_and_holds_the_error(page: Page) -> None:
    calm, noisy = (page.evaluate(PATCH, {"x": 0.4, "y": 0.3, "noise": noise}) for noise in (1, 15))
    assert noisy["spread"] > 3.0 * calm["spread"]
    assert np.abs(np.array(noisy["shift"]) - (0.4, 0.3)).max() < 4.0 * noisy["spread"]


def test_a_foot_that_stays_down_is_seen_to_stay(follow: Follow) -> None:
    tilt = np.linspace(0.0, 30.0, 6)
    for motion in follow(tilt, np.zeros(6)):
        assert motion is not None
        assert np.abs(shift(motion["heel"])).max() < 0.5
        assert np.abs(shift(motion["forefoot"])).max() < 0.5
        assert motion["heel"]["noise_px"] < 1.5


def test_the_shank_turns_as_it_was_drawn(follow: Follow) -> None:
    tilt = np.array([0.0, 5.0, 12.0, 20.0, 28.0, 35.0, 20.0, 0.0])
    found = follow(tilt, np.zeros(8))
    assert [motion["shank"]["turn_deg"] for motion in found if motion] == pytest.approx(list(tilt), abs=1.0)


@pytest.mark.parametrize("mirrored", [False, True])
def test_a_heel_that_lifts_moves_as_it_was_drawn(follow: Follow, mirrored: bool) -> None:
    lift = np.array([0.0, 3.0, 6.0, 12.0, 18.0, 25.0])
    found = follow(np.linspace(0.0, 20.0, 6), lift, mirrored=mirrored)
    sign = np.array([-1.0 if mirrored else 1.0, 1.0])
    for motion, angle in zip(found, np.radians(lift), strict=True):
        assert motion is not None
        arm = HEEL - BALL
        turned = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]]) @ arm
        assert np.abs(shift(motion["heel"]) * sign - (turned - arm)).max() < 1.5
        assert np.abs(shift(motion["forefoot"])).max() < 1.5
    assert found[-1] is not None
    assert shift(found[-1]["heel"])[1] < -30.0


def test_a_shin_before_the_other_leg_is_followed_by_its_back_edge(follow: Follow) -> None:
    found = follow(held([0, 10, 22]), np.zeros(3), other_leg=np.array([False, False, True]))
    assert found[-1] is not None
    assert found[-1]["shank"]["turn_deg"] == pytest.approx(22.0, abs=3.0)
    assert found[-1]["shank"]["noise_deg"] == pytest.approx(3.0)


@pytest.mark.parametrize("off_deg", LANDMARKS_OFF_DEG)
def test_the_plainer_of_two_edges_is_found_wherever_the_landmarks_look(page: Page, off_deg: float) -> None:
    seen = small_leg(off_deg)
    height, width = seen[0][0].image.shape[:2]
    found = page.evaluate(
        LEG,
        {
            "pictures": [png(frame.image) for frame, _ in seen],
            "landmarks": [fractions(pose, (width, height)) for _, pose in seen],
            "side": "right",
            "outlined": False,
        },
    )
    assert found[-1]["shank"]["turn_deg"] == pytest.approx(TURN_DEG, abs=2.0)


def test_a_heel_that_jumps_up_between_two_frames_is_found(follow: Follow) -> None:
    found = follow(held([0, 0, 15]), held([0, 0, 22]))
    assert found[-1] is not None
    assert shift(found[-1]["heel"])[1] == pytest.approx(-31.0, abs=1.5)  # 85 px from the ball


def test_the_light_may_change(follow: Follow) -> None:
    def darker(i: int, picture: NDArray[np.uint8]) -> NDArray[np.uint8]:
        return picture if i == 0 else (picture * (0.55 if i == 1 else 1.2)).clip(0, 255).astype(np.uint8)

    for motion in follow(held([0, 10, 10]), np.zeros(3), change=darker):
        assert motion is not None
        assert np.abs(shift(motion["heel"])).max() < 0.7


def in_sample(numbers: list[int]) -> tuple[list[NDArray[np.uint8]], list[list[list[float]]]]:
    """Pictures of the sample, and their landmarks as fractions, all of them visible."""
    with VideoFile(SAMPLE) as video:
        frames = [frame for frame in video if frame.index in numbers]
    with MediapipeEstimator(find_bundle()) as estimator:
        poses = [estimator.estimate(frame)[0] for frame in frames]
    height, width = frames[0].image.shape[:2]
    landmarks = [[[x / width, y / height, 1.0] for x, y in pose.xy_px.tolist()] for pose in poses]
    return [frame.image for frame in frames], landmarks


def in_the_dark(picture: NDArray[np.uint8]) -> NDArray[np.uint8]:
    noise = np.random.default_rng(0).normal(0.0, 4.0, picture.shape)
    return np.clip(0.2 * picture + noise, 0, 255).astype(np.uint8)


def test_a_heel_that_lifts_in_the_dark_is_not_taken_for_one_that_stays_down(page: Page) -> None:
    images, landmarks = in_sample([0, LIFTED])
    rises = []
    for change in (lambda picture: picture, in_the_dark):
        pictures = [png(change(image)) for image in images]
        [_, motion] = page.evaluate(LEG, {"pictures": pictures, "landmarks": landmarks, "side": "left"})
        rises.append(-shift(motion["heel"])[1])
    assert rises[0] > 15.0
    assert rises[1] == pytest.approx(rises[0], abs=1.5)


def test_a_heel_in_quick_movement_is_where_it_is_whichever_pictures_are_read(page: Page) -> None:
    going_up = range(105, 117)
    images, landmarks = in_sample([0, *going_up])
    rises = []
    for every in (1, 3):
        rows = [0, *range(1, len(images), every)]
        sent = {"pictures": [png(images[row]) for row in rows], "landmarks": [landmarks[row] for row in rows]}
        motions = page.evaluate(LEG, sent | {"side": "left"})
        rises.append({row: -shift(motion["heel"])[1] for row, motion in zip(rows, motions, strict=True)})
    assert max(rises[1].values()) > 12.0
    assert rises[1] == pytest.approx({row: rises[0][row] for row in rises[1]}, abs=1.0)


@pytest.mark.parametrize("share", [1.0, 0.1])
def test_the_page_sees_as_much_light_as_the_desktop(page: Page, share: float) -> None:
    with VideoFile(SAMPLE) as video:
        picture = np.rint(share * next(iter(video)).image).astype(np.uint8)
    light = """async ({ text }) => {
      const { LegReader } = await import("/static/live/leg_reader.js");
      const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
      const reader = new LegReader();
      reader.takeLight();
      const bitmap = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
      return [1, 2].map(() => reader.follow(bitmap, 0, null).light);
    }"""
    [asked, not_asked] = page.evaluate(light, {"text": png(picture)})
    assert asked == pytest.approx(light_of(picture), abs=4.0 * share)
    assert not_asked is None


def test_a_foot_behind_something_is_lost_and_never_guessed(follow: Follow) -> None:
    found = follow(np.zeros(4), np.zeros(4), hidden=np.array([False, True, True, False]))
    assert found[1] is None
    assert found[2] is None
    assert found[3] is not None


def test_a_foot_that_steps_away_is_not_followed(follow: Follow) -> None:
    def stepped(i: int, picture: NDArray[np.uint8]) -> NDArray[np.uint8]:
        if i == 0:
            return picture
        floor = np.array([96, 104, 92], np.uint8)
        gone = picture.copy()
        low, high = FOOT.min(axis=0) - 6, FOOT.max(axis=0) + 6
        gone[int(low[1]) : int(high[1]), int(low[0]) : int(high[0])] = floor
        return gone

    assert follow(np.zeros(3), np.zeros(3), change=stepped)[1:] == [None, None]


@pytest.mark.parametrize("mirrored", [False, True])
def test_the_ends_of_the_foot_lie_where_it_was_drawn(follow: Follow, mirrored: bool) -> None:
    found = follow(held([2, 2]), held([0, 10]), mirrored=mirrored, outlined=True)
    for motion in found:
        assert motion is not None
        ends = motion["ends"]
        assert across(ends["heel_px"], mirrored=mirrored) == pytest.approx(FOOT[:, 0].min(), abs=1.5)
        assert across(ends["toe_px"], mirrored=mirrored) == pytest.approx(FOOT[:, 0].max(), abs=1.5)
        assert 0.5 < ends["noise_px"] < 2.0


def test_the_ends_of_the_foot_are_those_that_files_have(follow: Follow) -> None:
    frame, _ = next(leg_frames(held([2]), held([0])))
    file = find_foot_ends(frame.image, HEEL, TOE)
    [motion] = follow(held([2]), held([0]), outlined=True)
    assert file is not None
    assert motion is not None
    for end in ("heel_px", "toe_px"):
        assert motion["ends"][end] == pytest.approx(getattr(file, end), abs=3.0 * file.sd_px)
        assert motion["ends"][end][0] == pytest.approx(getattr(file, end)[0], abs=file.sd_px)


def test_ends_that_are_not_asked_for_are_not_looked_for(follow: Follow) -> None:
    [motion] = follow(held([2]), held([0]))
    assert motion is not None
    assert (motion["ends"], motion["knee"]) == (None, None)


def test_a_foot_of_the_floors_own_colour_has_no_ends(follow: Follow) -> None:
    def plain(_: int, picture: NDArray[np.uint8]) -> NDArray[np.uint8]:
        rng = np.random.default_rng(1)
        return rng.normal(120.0, 6.0, picture.shape).clip(0, 255).astype(np.uint8)

    found = follow(held([2]), held([0]), change=plain, outlined=True)
    assert found[0] is None or found[0]["ends"] is None


def test_a_foot_that_the_picture_cuts_off_has_no_ends(follow: Follow) -> None:
    def beside(_: int, picture: NDArray[np.uint8]) -> NDArray[np.uint8]:
        cut = int(TOE[0]) + 6
        return np.concatenate([picture[:, cut:], picture[:, :cut]], axis=1)

    found = follow(held([2]), held([0]), change=beside, outlined=True, moved_by=WIDTH - int(TOE[0]) - 6)
    assert found[0] is not None
    assert found[0]["ends"] is None


@pytest.mark.parametrize("mirrored", [False, True])
def test_the_front_of_a_bent_knee(follow: Follow, mirrored: bool) -> None:
    tilt = held([2, 20, 32])
    standing, *bent = follow(tilt, np.zeros(3), mirrored=mirrored, outlined=True, thigh=True)
    assert standing is not None
    assert standing["knee"] is None, "it touches no wall"
    for motion, angle in zip(bent, np.radians(tilt[1:]), strict=True):
        assert motion is not None
        front = JOINT[0] + SHANK_PX * np.sin(angle) + KNEE_PX
        assert across(motion["knee"]["at_px"], mirrored=mirrored) == pytest.approx(front, abs=2.0)
        assert motion["knee"]["noise_px"] < 3.0


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_cheapest_cut_is_found(page: Page, seed: int) -> None:
    """Beside every way to part a small grid in two."""
    mine, cheapest = page.evaluate(CUT, seed)
    assert mine == cheapest
