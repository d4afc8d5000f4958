"""What a live check says in words."""

from __future__ import annotations

from typing import get_args

import pytest

from cv_rom.live_reading import LiveAttempt, LiveMessage, LiveReading
from cv_rom.live_screen import live_message, live_panel
from cv_rom.texts import LANGUAGES, Language, speaking

SQUATTING = LiveReading(
    7.0,
    "measure",
    None,
    side="left",
    dorsiflexion_deg=31.4,
    best_dorsiflexion_deg=33.6,
    repetitions=3,
    valid_repetitions=2,
    hold_s=4.4,
    flags=("heel_lift",),
)


def test_a_squat_in_words() -> None:
    panel = live_panel(SQUATTING, knee_to_wall=False, muted=False)
    assert (panel.angle, panel.best, panel.message) == ("31°", "best 34°", None)
    assert panel.facts == (("Leg", "left"), ("Valid repetitions", "2 of 3"), ("Hold", "4 s"))
    assert panel.flags == ("▲ Heel down!",)
    assert panel.keys == "Q stop   S side   M mute   R restart"


def test_before_anything_is_known() -> None:
    panel = live_panel(LiveReading(0.0, "setup", "no_person"), knee_to_wall=True, muted=True)
    assert (panel.angle, panel.best) == ("–", "")
    assert panel.facts == (("Leg", "–"), ("Valid attempts", "0 of 0"))
    assert panel.message == "Nobody is seen. Step into the picture."
    assert "M sound" in panel.keys


@pytest.mark.parametrize(("reasons", "verdict"), [((), "valid"), (("heel_lift",), "the heel came up")])
def test_the_last_attempt_is_judged(reasons: tuple[str, ...], verdict: str) -> None:
    attempt = LiveAttempt(1, 3.0, not reasons, reasons, (), 30.0, None, 9.0, None)
    panel = live_panel(LiveReading(5.0, "measure", None, attempts=(attempt,)), knee_to_wall=True, muted=False)
    assert panel.facts[-1] == ("Last attempt", verdict)


@pytest.mark.parametrize(("left_s", "shown"), [(1.9, "2"), (1.0, "1"), (0.03, "1")])
def test_the_count_down_counts_to_one(left_s: float, shown: str) -> None:
    reading = LiveReading(0.0, "calibrate", "hold_position", countdown_s=left_s)
    assert live_message(reading) == f"Stand still: {shown}"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("message", get_args(LiveMessage))
def test_every_message_has_its_words(message: LiveMessage, language: Language) -> None:
    countdown_s = 1.0 if message == "hold_position" else None
    with speaking(language):
        assert live_message(LiveReading(0.0, "setup", message, countdown_s=countdown_s))
