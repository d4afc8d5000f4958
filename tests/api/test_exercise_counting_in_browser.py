"""How the live page counts an exercise against its dose: constructed readings into its own module, states out."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import httpx
import pytest
from browser import chromium, watched_page
from playwright.sync_api import Page

from cv_rom.live_reading import LiveAttempt, LiveReading

STATES = """
async ([goal, events]) => {
  const { begun, taken, rated, wentOn } = await import("/static/live/exercise.js");
  const states = [];
  let state = begun();
  for (const event of events) {
    if (event === "go on") state = wentOn(state);
    else if (typeof event === "number") state = rated(state, event);
    else state = taken(goal, state, event);
    states.push(state);
  }
  return states;
}
"""
STEP_S = 0.25
"""Between readings; binary, so that sums are exact."""
Events = list[Any]


@pytest.fixture(scope="module")
def page(client: httpx.Client) -> Iterator[Page]:
    with chromium() as browser, watched_page(browser, str(client.base_url)) as page:
        page.goto("/")
        yield page


def goal_of(mode: str, wanted: float, *, sets: int = 1, each_side: bool = False) -> dict[str, Any]:
    return {
        "mode": mode,
        "wanted": wanted,
        "sets": sets,
        "each_side": each_side,
        "pause_s": 2.0,
        "bent_deg": 40.0,
    }


def states(page: Page, goal: dict[str, Any], events: Events) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = page.evaluate(STATES, [goal, events])
    return found


class Told:
    """Readings of a live check, one after the other."""

    def __init__(self) -> None:
        self.events: Events = []
        self.time_s = 0.0
        self.attempts: list[LiveAttempt] = []

    def tell(self, flexion_deg: float | None = 5.0, *, gap_s: float = STEP_S, **known: Any) -> None:
        self.time_s += gap_s
        attempts = tuple(self.attempts[-10:])
        facts = {"side": "left", "knee_flexion_deg": flexion_deg, "repetitions": len(self.attempts)} | known
        reading = LiveReading(self.time_s, facts.pop("step", "measure"), facts.pop("message", None), **facts)
        self.events.append(reading.as_message() | {"attempts": attempts_in(attempts)})

    def attempt(self, *reasons: str, unchecked: tuple[str, ...] = (), peak_s: float | None = None) -> None:
        peak_s = self.time_s if peak_s is None else peak_s
        index = len(self.attempts) + 1
        self.attempts.append(LiveAttempt(index, peak_s, not reasons, reasons, unchecked, 30.0, None, None, None))
        self.tell()

    def hold(self, seconds: float, flexion_deg: float = 90.0, **known: Any) -> None:
        for _ in range(round(seconds / STEP_S)):
            self.tell(flexion_deg, **known)


def attempts_in(attempts: tuple[LiveAttempt, ...]) -> list[dict[str, Any]]:
    attempts_told: list[dict[str, Any]] = LiveReading(0.0, "measure", None, attempts=attempts).as_message()["attempts"]
    return attempts_told


def test_only_repetitions_with_the_heel_down_count(page: Page) -> None:
    told = Told()
    told.tell()
    told.attempt()
    told.attempt("heel_lift")
    told.attempt("knee_short_of_wall")  # an exercise has no wall to touch
    told.attempt(unchecked=("heel_lift", "knee_valgus"))
    told.attempt("knee_short_of_wall", "heel_lift")
    last = states(page, goal_of("repetitions", 9), told.events)[-1]
    assert (last["done"], last["spoilt"], last["unjudged"], last["phase"]) == (3, 2, 1, "work")


@pytest.mark.parametrize("seed", range(5))
def test_a_set_ends_exactly_at_the_dose(page: Page, seed: int) -> None:
    chance = random.Random(seed)
    told, wanted = Told(), chance.randint(1, 12)
    told.tell()
    for _ in range(40):
        for _ in range(chance.randint(0, 3)):
            told.tell()
        told.attempt(*chance.choice([(), (), ("heel_lift",), ("knee_short_of_wall",)]))
    found = states(page, goal_of("repetitions", wanted), told.events)
    counts = [s["done"] for s in found]
    assert all(after in (before, before + 1) for before, after in pairwise(counts))
    good = [i for i, a in enumerate(told.attempts) if "heel_lift" not in a.invalid_reasons]
    end = next(i for i, s in enumerate(found) if s["phase"] == "done")
    assert [len(e["attempts"]) and e["attempts"][-1]["index"] for e in told.events][end] == good[wanted - 1] + 1
    (done,) = found[-1]["sets"]
    assert (done["done"], done["spoilt"]) == (wanted, good[wanted - 1] + 1 - wanted)
    assert found[end:] == [found[end]] * len(found[end:]), "nothing counts after the end"


def test_attempts_that_come_together_are_all_counted_and_none_twice(page: Page) -> None:
    told = Told()
    told.tell()
    for _ in range(3):
        told.attempt()
    told.tell()
    first, *_, last = told.events
    assert states(page, goal_of("repetitions", 9), [first, last, last | {"time_s": 9.0}])[-1]["done"] == 3
    assert states(page, goal_of("repetitions", 2), [first, last])[-1]["sets"][0]["done"] == 2


def test_a_hold_runs_only_while_the_knee_is_bent_and_the_heel_down(page: Page) -> None:
    told = Told()
    told.hold(1.0)  # from its second reading on
    told.hold(1.0, flags=("heel_lift",))
    told.hold(1.0, 20.0)
    told.hold(1.0, flags=("knee_valgus",))
    told.hold(1.0, message="foot_moved")
    told.hold(1.0, step="setup")
    told.tell(None)
    told.hold(1.0, unchecked=("heel_lift",))
    told.hold(1.0, 20.0, flags=("heel_lift",))  # on tiptoe, but not down: nothing of a hold
    found = states(page, goal_of("hold", 60.0), told.events)
    assert [s["done"] for s in found[3::4]][:6] == [0.75, 0.75, 0.75, 1.5, 1.5, 1.5]
    assert (found[-1]["done"], found[-1]["unjudged"], found[-1]["spoilt"]) == (2.25, 0.75, 0.75)
    reasons = ["heel_lift", "not_down", None, "foot_moved", "not_measured"]
    assert [s["stands"] for s in found[3::4]][:6] == [None, *reasons]
    assert found[24]["stands"] == "leg_not_seen"


def test_why_the_clock_stands_is_told_once_it_has_settled(page: Page) -> None:
    told = Told()
    told.hold(0.75, 5.0)
    told.hold(0.75)
    for flexion_deg in (39.0, 41.0) * 4:  # at the limit
        told.tell(flexion_deg)
    told.hold(1.0, 39.0)
    told.hold(0.25, flags=("heel_lift",))
    heard = [s["told"] for s in states(page, goal_of("hold", 60.0), told.events)]
    at_first = ["not_measured"] * 2 + ["not_down"] * 3
    assert heard == at_first + [None] * 11 + ["not_down"] * 2 + ["heel_lift"]


def test_a_gap_is_not_held(page: Page) -> None:
    told = Told()
    told.hold(1.0)
    told.tell(90.0, gap_s=5.0)
    told.hold(1.0)
    assert states(page, goal_of("hold", 60.0), told.events)[-1]["done"] == 1.75


@pytest.mark.parametrize("seed", range(5))
def test_a_hold_is_the_time_that_was_held_and_never_more_than_wanted(page: Page, seed: int) -> None:
    chance = random.Random(seed)
    told, held = Told(), [False]
    for _ in range(200):
        up, bent = chance.random() < 0.2, chance.random() < 0.8
        told.tell(90.0 if bent else 10.0, flags=("heel_lift",) if up else ())
        held.append(bent and not up)
    should = STEP_S * sum(a and b for a, b in pairwise(held))
    found = states(page, goal_of("hold", 15.0), told.events)
    ends = [s["sets"][0]["done"] if s["sets"] else s["done"] for s in found]
    assert ends[-1] == min(15.0, should)
    assert all(0.0 <= after - before <= STEP_S for before, after in pairwise(ends))


def test_sets_and_sides_follow_each_other_with_pauses_between(page: Page) -> None:
    goal, told = goal_of("hold", 1.0, sets=2, each_side=True), Told()
    for side in ("left", "right"):
        for _ in range(2):
            told.hold(1.25, side=side)
            told.hold(2.25, side=side)  # a pause in which somebody goes on
    found = states(page, goal, told.events)
    phases = [s["phase"] for s in found]
    changes = [phases[0], *(after for before, after in pairwise(phases) if after != before)]
    assert changes == ["work", "pause", "work", "turn", "work", "pause", "work", "done"]
    assert [(s["side"], s["set"], s["done"]) for s in found[-1]["sets"]] == [
        ("left", 1, 1.0),
        ("left", 2, 1.0),
        ("right", 1, 1.0),
        ("right", 2, 1.0),
    ]


def test_what_is_done_in_a_pause_belongs_to_no_set(page: Page) -> None:
    told = Told()
    told.tell()
    told.attempt()
    told.attempt()
    lowest_s = told.time_s
    for _ in range(7):
        told.tell()
    told.attempt(peak_s=lowest_s)  # ends after the pause, but was done in it
    told.attempt()
    found = states(page, goal_of("repetitions", 1, sets=2), told.events)
    assert [s["phase"] for s in found] == ["work"] + ["pause"] * 8 + ["work", "work", "done"][-(len(found) - 9) :]
    assert found[-1]["sets"][1]["done"] == 1
    assert found[-2]["done"] == 0


@pytest.mark.parametrize(("pain", "waits"), [(0, False), (3, False), (4, True), (10, True)])
def test_a_pain_of_four_or_more_stops_the_clock_of_the_pause(page: Page, pain: int, waits: bool) -> None:
    told = Told()
    told.hold(1.5)
    done = len(told.events)
    told.hold(5.0, 5.0)
    events: Events = [*told.events[:done], pain, *told.events[done:]]
    found = states(page, goal_of("hold", 1.0, sets=2), events)
    assert found[-1]["sets"][0]["pain"] == pain
    assert (found[-1]["phase"] == "pause") == waits
    told.hold(3.0, 5.0)
    assert states(page, goal_of("hold", 1.0, sets=2), [*events, "go on", *told.events[-12:]])[-1]["phase"] == "work"


def test_a_check_that_begins_anew_goes_on_counting(page: Page) -> None:
    told = Told()
    told.tell()
    told.attempt()
    told.attempt()
    told.attempts.clear()
    told.tell()
    told.attempt()
    assert states(page, goal_of("repetitions", 9), told.events)[-1]["done"] == 3
