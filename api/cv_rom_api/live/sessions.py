"""The live checks of this process: who holds which, how many there may be, and what becomes of them at their end.

All of it happens on the event loop. A check whose line broke waits a while to be taken up again; then, or at its own
end, what it recorded is kept like an uploaded video: a worker makes the assessment of it.
"""

from __future__ import annotations

import asyncio
import logging
import secrets
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from cv_rom.geometry import FloatArray
from cv_rom.landmark_refinement.room_verticals import place_of, roll_of_lines
from cv_rom.live import LiveCheck
from cv_rom.live_session import ROLL_FRAMES
from cv_rom.scene import Scene
from cv_rom_api.access.callers import Caller
from cv_rom_api.live import live_problems
from cv_rom_api.live.messages import LiveFrame
from cv_rom_api.orders import LiveOrder
from cv_rom_api.settings import Settings

_LOG = logging.getLogger(__name__)
_TOKEN_BYTES = 24


@dataclass(eq=False)
class LiveSession:
    """One live check. `lines` counts the connections that it had: only the newest one may speak for it. `lines_seen`:
    the upright lines of the room, picture by picture.
    """

    caller: Caller
    order: LiveOrder
    token: str = field(default_factory=lambda: secrets.token_urlsafe(_TOKEN_BYTES))
    began_s: float = field(default_factory=time.monotonic)
    lines: int = 0
    check: LiveCheck | None = None
    scene: Scene | None = None
    lines_seen: list[FloatArray] = field(default_factory=list)
    end: asyncio.Task[None] | None = None

    @property
    def measured(self) -> bool:
        """Whether it came as far as measuring."""
        return self.check is not None and self.check.reading.reference > 0

    def push(self, frame: LiveFrame) -> dict[str, Any]:
        """The reading after a frame. Raises `ProblemError` for a frame that cannot follow the last one."""
        check = self._check_of(frame)
        try:
            if frame.upright_lines is not None and not self.measured:
                self._find_roll(check, frame)
            if frame.light is not None:
                check.know_light(frame.light)
            return check.push(frame.pose(), frame.motion()).as_message()
        except ValueError as error:
            raise live_problems.wrong_message(str(error)) from None

    def _check_of(self, frame: LiveFrame) -> LiveCheck:
        """The check; begun anew where the picture's size changes before anything was measured: a phone was turned."""
        scene = self.scene
        if self.check is None or scene is None or (frame.width, frame.height) != (scene.width_px, scene.height_px):
            if self.measured:
                raise live_problems.wrong_message(
                    "width, height: the picture may not change its size while it measures"
                )
            order = self.order
            self.scene = Scene(
                frame.width,
                frame.height,
                footwear=order.footwear,
                foot_length_cm=order.foot_length_cm,
                height_cm=order.height_cm,
            )
            self.check = LiveCheck(order.protocol, self.scene, side=order.side)
            self.lines_seen.clear()
        return self.check

    def _find_roll(self, check: LiveCheck, frame: LiveFrame) -> None:
        """Tell the check the camera's roll, once: a camera stays as it was put."""
        assert self.scene is not None
        self.lines_seen.append(np.reshape(frame.upright_lines or [], (-1, 3)))
        if len(self.lines_seen) != ROLL_FRAMES:
            return
        width, height = self.scene.width_px, self.scene.height_px
        place = place_of([[] if frame.landmarks is None else [frame.pose()]], width)
        roll = roll_of_lines(self.lines_seen, width_px=width, height_px=height, place=place)
        if roll is not None:
            check.know_roll(roll.roll_deg, roll.sd_deg)
            self.scene = replace(self.scene, roll_deg=roll.roll_deg, roll_sd_deg=roll.sd_deg)


Keep = Callable[[LiveSession], Awaitable[str]]
"""Keeps what a check recorded; returns the id of the assessment to be."""


class LiveSessions:
    """The running checks."""

    def __init__(self, settings: Settings, keep: Keep) -> None:
        self._settings = settings
        self._keep = keep
        self._running: dict[str, LiveSession] = {}

    def begin(self, caller: Caller, order: LiveOrder) -> LiveSession:
        """A new check. Raises `ProblemError` (429) where there are too many."""
        own = sum(session.caller == caller for session in self._running.values())
        for count, limit in ((len(self._running), self._settings.max_live), (own, self._settings.max_live_per_key)):
            if count >= limit:
                raise live_problems.too_many_live(limit)
        session = LiveSession(caller, order)
        self._running[session.token] = session
        return session

    def resume(self, caller: Caller, token: str) -> LiveSession:
        """The check that the token names. Raises `ProblemError` (410) where it is over, or somebody else's."""
        session = self._running.get(token)
        if session is None or session.caller != caller:
            raise live_problems.live_over()
        if session.end is not None:
            session.end.cancel()
            session.end = None
        return session

    def let_go(self, session: LiveSession) -> None:
        """Its line broke: end the check unless it is taken up again in time; at once where nothing is lost by it."""
        if not session.measured:
            self._running.pop(session.token, None)
        elif session.token in self._running and session.end is None:
            session.end = asyncio.create_task(self._end_later(session))

    async def finish(self, session: LiveSession) -> str | None:
        """End the check; the id of its assessment, None where nothing was measured."""
        if self._running.pop(session.token, None) is None or not session.measured:
            return None
        return await self._keep(session)

    async def close(self) -> None:
        """End all checks: the service stops."""
        for session in list(self._running.values()):
            if session.end is not None:
                session.end.cancel()
            await self._finish_quietly(session)

    async def _end_later(self, session: LiveSession) -> None:
        await asyncio.sleep(self._settings.live_resume_s)
        await self._finish_quietly(session)

    async def _finish_quietly(self, session: LiveSession) -> None:
        try:
            await self.finish(session)
        except Exception:
            _LOG.exception("a live check could not be kept")
