"""A client of `WS /v1/live` for the tests: films a stick figure and talks as the live page does."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from typing import Any
from urllib.parse import urlencode

import httpx
from live_runs import motion_of
from stick_figure import Camera, film, squats, standing
from track_changes import joined
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

from cv_rom.foot_motion import FootMotion
from cv_rom.outlines import LegOutline
from cv_rom.poses import Pose, PoseTrack
from cv_rom.skeleton import Side

WIDTH, HEIGHT = Camera().size_px
STANDING = film(standing(3.0))
SQUATS = joined(STANDING, film(squats((30.0, 32.0))))
LIFTS = joined(STANDING, film(squats((30.0, 30.0), heel_lift_deg=(0.0, 12.0))))
Message = dict[str, Any]


def frame_of(pose: Pose, **more: Any) -> Message:
    """The message of one picture."""
    landmarks = None
    if not pose.is_nobody:
        places = pose.xy_px / (WIDTH, HEIGHT)
        landmarks = [[float(x), float(y), float(seen)] for (x, y), seen in zip(places, pose.visibility, strict=True)]
    return {"time_s": pose.time_s, "width": WIDTH, "height": HEIGHT, "landmarks": landmarks, "foot_motion": None} | more


def as_told(motion: FootMotion) -> Message:
    """The motion of the feet as a part of a message."""
    told = asdict(motion)
    for leg in filter(None, (told["left"], told["right"])):
        for part in filter(None, (leg["ends"], leg["knee"])):
            part["noise_px"] = part.pop("sd_px")
            part.update({name: place.tolist() for name, place in part.items() if name != "noise_px"})
    return told


class LiveClient:
    """One connection."""

    def __init__(self, connection: ClientConnection) -> None:
        self.connection = connection
        self.hello = self.receive()
        self.readings: list[Message] = []

    def send(self, message: Message | str | bytes) -> None:
        self.connection.send(message if isinstance(message, (str, bytes)) else json.dumps(message))

    def receive(self) -> Message:
        message: Message = json.loads(self.connection.recv(timeout=20))
        return message

    def ask(self, message: Message | str | bytes) -> Message:
        self.send(message)
        return self.receive()

    def do(
        self,
        track: PoseTrack,
        *,
        start: int = 0,
        lines: list[list[float]] | None = None,
        ends: LegOutline | None = None,
    ) -> Message:
        """Send a recording frame by frame, with the motion of the planted foot from when it is asked for, the `ends` of
        foot and knee where given, and the room's upright `lines` during the calibration.
        """
        reference = None
        for frame in range(start, len(track)):
            motion = None if reference is None else motion_of(track, reference, frame, Side.RIGHT, ends=ends)
            calibrates = bool(self.readings) and self.readings[-1]["step"] == "calibrate"
            seen = {"upright_lines": lines} if calibrates and lines is not None else {}
            self.readings.append(self.ask(frame_of(track[frame], foot_motion=motion and as_told(motion), **seen)))
            if reference is None and self.readings[-1].get("reference"):
                reference = frame
        return self.readings[-1]

    def stop(self) -> Message:
        return self.ask({"stop": True})

    def drop(self) -> None:
        """Break the line without a word."""
        self.connection.socket.shutdown(socket.SHUT_RDWR)

    def is_closed(self) -> bool:
        """Whether the service ends the line now."""
        try:
            self.receive()
        except ConnectionClosed:
            return True
        return False


@contextmanager
def live(client: httpx.Client, *, headers: dict[str, str] | None = None, **query: Any) -> Iterator[LiveClient]:
    """A live check of the service behind an HTTP client."""
    address = str(client.base_url).rstrip("/").replace("http", "ws", 1)
    with connect(f"{address}/v1/live?{urlencode(query)}", additional_headers=headers) as connection:
        yield LiveClient(connection)
