"""One connection of a live check, within its limits."""

from __future__ import annotations

import asyncio
import json
import time
from typing import Any

from pydantic_core import to_json
from starlette.websockets import WebSocket, WebSocketDisconnect

from cv_rom_api import problems
from cv_rom_api.live import live_problems
from cv_rom_api.live.messages import MAX_MESSAGE_BYTES, LiveFrame, Stop, read_message
from cv_rom_api.live.sessions import LiveSession, LiveSessions
from cv_rom_api.problems import ProblemError
from cv_rom_api.settings import Settings

MESSAGES_PER_S = 60.0
BURST = 120.0
"""A camera gives at most 60 pictures a second; after a pause of the network some come at once."""
MOST_WRONG = 20


def as_message(error: ProblemError, **more: Any) -> str:
    """A problem as a message of the check."""
    return json.dumps({"problem": error.problem.model_dump(mode="json", exclude_none=True), **more})


class Line:
    """Talks with one client; a check whose line broke may get another one."""

    def __init__(self, websocket: WebSocket, session: LiveSession, sessions: LiveSessions, settings: Settings) -> None:
        session.lines += 1
        self._number = session.lines
        self._websocket = websocket
        self._session = session
        self._sessions = sessions
        self._settings = settings
        self._left = BURST
        self._counted_s = time.monotonic()
        self._wrong = 0

    async def talk(self) -> None:
        """Answer message after message, to the end of the check or of the line.

        Raises:
            ProblemError: the client goes beyond a limit.
            WebSocketDisconnect: the line broke.

        """
        hello = {"resume_token": self._session.token, "resume_s": self._settings.live_resume_s}
        await self._websocket.send_text(json.dumps(hello))
        ends_s = self._session.began_s + 60.0 * self._settings.live_minutes
        while True:
            message = await self._receive()
            if not self._is_the_newest:
                await self._websocket.close()
                return
            if isinstance(message, Stop) or time.monotonic() > ends_s:
                await self._end()
                return
            if message is not None:
                await self._answer(message)

    def let_go(self) -> None:
        """The line is over; where no other one took its place, the check waits for one."""
        if self._is_the_newest:
            self._sessions.let_go(self._session)

    @property
    def _is_the_newest(self) -> bool:
        return self._session.lines == self._number

    async def _receive(self) -> LiveFrame | Stop | None:
        """The next message; None for one that cannot be read, which the client is told."""
        idle_s = self._settings.live_idle_s
        try:
            async with asyncio.timeout(idle_s):
                received = await self._websocket.receive()
        except TimeoutError:
            raise live_problems.live_idle(idle_s) from None
        if received["type"] == "websocket.disconnect":
            raise WebSocketDisconnect(received.get("code", 1005))
        self._count()
        text = received.get("text")
        if text is not None and len(text) > MAX_MESSAGE_BYTES:
            raise live_problems.wrong_message(f"a message holds at most {MAX_MESSAGE_BYTES} bytes")
        try:
            return read_message(text)
        except ProblemError as error:
            await self._tell(error)
            return None

    async def _answer(self, frame: LiveFrame) -> None:
        try:
            reading = self._session.push(frame)
        except ProblemError as error:
            await self._tell(error)
            return
        await self._websocket.send_text(to_json(reading).decode())

    async def _tell(self, error: ProblemError) -> None:
        """A wrong message is no end; many of them are."""
        self._wrong += 1
        if self._wrong > MOST_WRONG:
            raise error
        await self._websocket.send_text(as_message(error))

    async def _end(self) -> None:
        check = self._session.check
        assessment_id = await self._sessions.finish(self._session)
        last = {} if check is None else check.reading.as_message()
        done: dict[str, Any] = {"step": "done", "message": None, "flags": [], "assessment": assessment_id}
        await self._websocket.send_text(json.dumps(last | done))
        await self._websocket.close()

    def _count(self) -> None:
        """A bucket of messages that fills again; raises `ProblemError` (429) where it is empty."""
        now_s = time.monotonic()
        self._left = min(BURST, self._left + (now_s - self._counted_s) * MESSAGES_PER_S)
        self._counted_s = now_s
        if self._left < 1.0:
            raise problems.too_fast(1)
        self._left -= 1.0
