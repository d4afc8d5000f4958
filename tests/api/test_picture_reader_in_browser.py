"""How the live page takes picture after picture: with a pose finder and a leg follower of known slowness."""

from __future__ import annotations

from typing import Any

import httpx
from browser import watched_page
from playwright.sync_api import Browser

RUN = """
async ({ poseMs, legMs, pictures }) => {
  const { PictureReader } = await import("/static/live/picture_reader.js");
  const after = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
  const queue = (ms) => { // as a worker: one after the other
    let last = Promise.resolve();
    return (answer) => (last = last.then(() => after(ms)).then(() => answer));
  };
  const [pose, leg] = [queue(poseMs), queue(legMs)];
  let [finding, reading, mostReading, sideBySide] = [0, 0, 0, 0];
  const reader = new PictureReader({
    find: async ({ picture }) => {
      finding += 1;
      await pose();
      finding -= 1;
      return { picture, landmarks: `of ${picture}` };
    },
    follow: async ({ picture, landmarks }) => {
      const followed = await leg({ picture, footMotion: `with ${landmarks}` });
      sideBySide += finding > 0;
      return followed;
    },
  });
  const reads = [];
  for (let number = 0; number < pictures; number += 1) {
    mostReading = Math.max(mostReading, reading += 1);
    reads.push(reader.read(number, number / 30).finally(() => { reading -= 1; }));
    await reader.nextWanted();
  }
  const read = await Promise.all(reads);
  return { read, mostReading, sideBySide };
}
"""


def run(browser: Browser, client: httpx.Client, **given: int) -> dict[str, Any]:
    with watched_page(browser, str(client.base_url)) as page:
        page.goto("/live")
        answer: dict[str, Any] = page.evaluate(RUN, given)
        return answer


def test_each_picture_keeps_its_own_pose_and_leg(browser: Browser, client: httpx.Client) -> None:
    read = run(browser, client, poseMs=30, legMs=20, pictures=4)["read"]
    expected = [{"picture": n, "timeS": n / 30, "landmarks": f"of {n}", "footMotion": f"with of {n}"} for n in range(4)]
    assert [{**one, "timeS": round(one["timeS"], 6)} for one in read] == [
        {**one, "timeS": round(one["timeS"], 6)} for one in expected
    ]


def test_the_next_pose_is_looked_for_while_a_leg_is_followed(browser: Browser, client: httpx.Client) -> None:
    assert run(browser, client, poseMs=60, legMs=30, pictures=12)["sideBySide"] == 11  # all but the last one


def test_pictures_do_not_pile_up_where_following_is_the_slower_part(browser: Browser, client: httpx.Client) -> None:
    assert run(browser, client, poseMs=10, legMs=60, pictures=12)["mostReading"] <= 2
