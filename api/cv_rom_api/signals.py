"""The signals that ask a process to end: Ctrl-C, a service manager, a terminal that closes."""

from __future__ import annotations

import signal
from collections.abc import Callable
from types import FrameType

_ENDING = ("SIGINT", "SIGTERM", "SIGHUP")  # Windows has no SIGHUP


def on_ending(handler: Callable[[int, FrameType | None], None] | signal.Handlers) -> None:
    """Let `handler` take them from now on; what `nohup` took from the terminal stays taken."""
    for name in _ENDING:
        number = getattr(signal, name, None)
        if number is not None and not (name == "SIGHUP" and signal.getsignal(number) is signal.SIG_IGN):
            signal.signal(number, handler)
