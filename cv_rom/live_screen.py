"""What a live check shows in its window, and says by sound."""

from __future__ import annotations

from math import ceil
from types import TracebackType
from typing import Self

from cv_rom.frames import FrameSource
from cv_rom.live_reading import LiveReading
from cv_rom.live_session import LiveStep
from cv_rom.live_window import LiveWindow
from cv_rom.reports.live_picture import LivePanel, LivePicture
from cv_rom.texts import amount, decimal, text

KEYS = {"q": "stop", "s": "side", "m": "mute", "r": "restart"}


class LiveScreen:
    """The window of a live check; a context manager."""

    def __init__(self, frames: FrameSource) -> None:
        """Open the window. Raises CvRomError where there is no screen."""
        self._picture = LivePicture(width_px=frames.width_px, height_px=frames.height_px)
        self._window = LiveWindow("cv-rom", self._picture.size_px)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._window.close()

    def show(self, step: LiveStep, *, knee_to_wall: bool, muted: bool) -> str | None:
        """Show a step; gives what the key means that was pressed, if any: stop, side, mute or restart."""
        reading = step.reading
        panel = live_panel(reading, knee_to_wall=knee_to_wall, muted=muted)
        return KEYS.get(self._window.show(self._picture.draw(step.frame.image, step.pose, reading.shown_side, panel)))


def live_panel(reading: LiveReading, *, knee_to_wall: bool, muted: bool) -> LivePanel:
    """The reading in words."""
    angle, best = reading.dorsiflexion_deg, reading.best_dorsiflexion_deg
    sound = "sound_off" if muted else "sound_on"
    keys = (text(f"live.key.{name}") for name in ("stop", "side", sound, "restart"))
    return LivePanel(
        angle_deg=angle,
        best_deg=best,
        angle="–" if angle is None else amount(angle, "deg"),
        best="" if best is None else text("live.best", value=amount(best, "deg")),
        facts=_facts(reading, knee_to_wall=knee_to_wall),
        message=live_message(reading),
        flags=tuple(text(f"live.flag.{name}") for name in reading.flags),
        keys="   ".join(keys),
    )


def live_message(reading: LiveReading) -> str | None:
    """What to do now, in words; None = nothing in particular."""
    if reading.message is None:
        return None
    if reading.countdown_s is not None:
        return text("live.count_down", seconds=ceil(reading.countdown_s))
    return text(f"live.message.{reading.message}")


def _facts(reading: LiveReading, *, knee_to_wall: bool) -> tuple[tuple[str, str], ...]:
    side = "–" if reading.side is None else text(f"live.side.{reading.side}")
    noun = text("live.attempts" if knee_to_wall else "live.repetitions")
    counted = text("live.valid_of", valid=reading.valid_repetitions, all=reading.repetitions)
    facts = [(text("live.leg"), side), (noun, counted)]
    if not knee_to_wall:
        facts.append((text("live.hold"), f"{decimal(reading.hold_s, 0)} s"))
    elif reading.attempts:
        last = reading.attempts[-1]
        verdict = text("live.valid") if last.valid else ", ".join(text(f"invalid.{r}") for r in last.invalid_reasons)
        facts.append((text("live.last_attempt"), verdict))
    return tuple(facts)
