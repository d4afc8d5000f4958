"""Connections that send what is no request, or never come to the end of one: answered as a problem, and closed."""

from __future__ import annotations

import asyncio
import sys
from typing import Any

import h11
from uvicorn.protocols.http.h11_impl import STATUS_PHRASES, H11Protocol

from cv_rom_api import problems
from cv_rom_api.headers import SECURITY_HEADERS

_ANSWERING = (h11.SEND_RESPONSE, h11.SEND_BODY)


def protocol_with(head_limit_s: float) -> type[H11Protocol]:
    """The protocol for `uvicorn`; the head of a request must come within this time, and what nobody reads must end."""
    return type("LimitedProtocol", (_LimitedProtocol,), {"head_limit_s": head_limit_s})


class _LimitedProtocol(H11Protocol):
    """uvicorn's own limits begin with the first whole head: before it a connection would be kept as long as it lasts.

    While a request is being answered, its body is the answering route's to limit.
    """

    head_limit_s: float

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for a head."""
        super().connection_made(transport)
        self._set_timer()

    def data_received(self, data: bytes) -> None:
        """Stop waiting where the head is whole."""
        super().data_received(data)
        self._set_timer()

    def on_response_complete(self) -> None:
        """Wait for the next head."""
        super().on_response_complete()
        self._set_timer()

    def connection_lost(self, exc: Exception | None) -> None:
        """Nothing more to wait for."""
        super().connection_lost(exc)
        self._stop_timer()

    def send_400_response(self, msg: str) -> None:
        """Say what is wrong with a head or a body, unless the answer has begun, and close."""
        error = sys.exception()
        status = error.error_status_hint if isinstance(error, h11.RemoteProtocolError) else 400
        self._refuse(problems.head_too_large() if status == 431 else problems.bad_request())

    def _set_timer(self) -> None:
        if self.conn.our_state in _ANSWERING or self.transport.is_closing():
            self._stop_timer()
        elif self._timer is None:
            self._timer = self.loop.call_later(self.head_limit_s, self._give_up)

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _give_up(self) -> None:
        self._timer = None
        if self.conn.our_state is h11.IDLE and self.conn.trailing_data[0]:
            self._refuse(problems.head_stalled(self.head_limit_s))
        else:
            self.transport.close()

    def _refuse(self, error: problems.ProblemError) -> None:
        """Answer with a problem where an answer can still begin."""
        content = error.problem.model_dump_json(exclude_none=True).encode()
        headers = SECURITY_HEADERS | {"Content-Type": problems.MEDIA_TYPE, "Connection": "close"}
        response = h11.Response(
            status_code=error.problem.status,
            headers=[*headers.items(), ("Content-Length", str(len(content)))],
            reason=STATUS_PHRASES[error.problem.status],
        )
        try:
            for event in (response, h11.Data(data=content), h11.EndOfMessage()):
                self.transport.write(self.conn.send(event) or b"")
        except h11.LocalProtocolError:
            pass
        self.transport.close()
