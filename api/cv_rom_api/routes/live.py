"""`WS /v1/live`: landmarks in, readings out. The browser finds the pose itself; no picture comes here."""

from __future__ import annotations

from typing import Any, cast

from anyio import to_thread
from fastapi import APIRouter, WebSocket, WebSocketDisconnect
from pydantic import ValidationError

from cv_rom_api import problems
from cv_rom_api.access.callers import Caller, Credentials
from cv_rom_api.access.request import SESSION_COOKIE, Access, address_of
from cv_rom_api.live.line import Line, as_message
from cv_rom_api.live.sessions import LiveSession, LiveSessions
from cv_rom_api.orders import ALLOWED, LiveOrder
from cv_rom_api.problem_handlers import wrong_parameters
from cv_rom_api.problems import ProblemError

router = APIRouter(prefix="/v1")

_POLICY_VIOLATION = 1008
_LIVE_ALLOWED = {**ALLOWED, "protocol": ["squat", "knee-to-wall"], "resume": []}


@router.websocket("/live")
async def live(websocket: WebSocket) -> None:
    """A live check; the query is that of a video, with `resume` for one whose line broke.

    Whoever may not call is refused with a problem before the line opens. Later problems come as a message
    `{"problem": {...}}`, with `"ends": true` where the line is closed after it.
    """
    access = cast(Access, websocket.app.state.access)
    sessions = cast(LiveSessions, websocket.app.state.live)
    try:
        caller = await to_thread.run_sync(access.callers.caller, _credentials(websocket))
    except ProblemError as error:
        await websocket.send_denial_response(problems.problem_response(error.problem, error.headers))
        return
    await websocket.accept()
    try:
        session = _session(websocket, sessions, caller)
    except ProblemError as error:
        await _refuse(websocket, error)
        return
    line = Line(websocket, session, sessions, websocket.app.state.service.settings)
    try:
        await line.talk()
    except WebSocketDisconnect:
        pass
    except ProblemError as error:
        await _refuse(websocket, error)
    finally:
        line.let_go()


def _credentials(websocket: WebSocket) -> Credentials:
    scheme, _, key = websocket.headers.get("authorization", "").partition(" ")
    bearer = key.strip() if scheme.lower() == "bearer" else None
    return Credentials(bearer, websocket.cookies.get(SESSION_COOKIE), address_of(websocket))


def _session(websocket: WebSocket, sessions: LiveSessions, caller: Caller) -> LiveSession:
    query = dict(websocket.query_params)
    token = query.pop("resume", None)
    try:
        order = LiveOrder.model_validate(query)
    except ValidationError as error:
        raise wrong_parameters(cast("list[dict[str, Any]]", error.errors()), _LIVE_ALLOWED) from None
    return sessions.begin(caller, order) if token is None else sessions.resume(caller, token)


async def _refuse(websocket: WebSocket, error: ProblemError) -> None:
    websocket.scope[problems.PROBLEM_KIND] = error.problem.kind
    try:
        await websocket.send_text(as_message(error, ends=True))
        await websocket.close(_POLICY_VIOLATION)
    except (RuntimeError, WebSocketDisconnect):  # it is gone already
        pass
