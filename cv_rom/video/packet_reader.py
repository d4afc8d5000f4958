"""Decodes packet by packet, so that a damaged packet costs itself and not the rest of the clip."""

from __future__ import annotations

from collections.abc import Iterator

import av
from av.packet import Packet
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from cv_rom.video.container import OpenVideo

MAX_FAILED_READS = 100
"""After so many failures to read in a row the rest of the file is given up."""


class PacketReader:
    """The decoded pictures of one stream and how many packets were read and lost on the way.

    Attributes:
        packets: how many packets were read.
        damaged: how many packets could not be decoded, or only to a broken picture.
        finished: whether the end of the stream was reached.

    """

    def __init__(self, video: OpenVideo) -> None:
        self._video = video
        self._broken_stamps: set[int | None] = set()
        self.packets = 0
        self.damaged = 0
        self.finished = False

    def frames(self) -> Iterator[VideoFrame]:
        """The intact pictures in the order of showing."""
        for packet in self._read():
            self.packets += packet.size > 0
            if packet.is_corrupt:
                self._broken_stamps.add(packet.pts)
            yield from self._decode(packet)
        self.finished = True

    def _read(self) -> Iterator[Packet[VideoStream]]:
        """All packets; where the container is damaged, reading starts again behind the damage."""
        failures = 0
        while failures < MAX_FAILED_READS:
            try:
                for packet in self._video.container.demux(self._video.stream):
                    failures = 0
                    yield packet
                return
            except av.FFmpegError:
                failures += 1
                self.damaged += failures == 1
            except IndexError:  # PyAV at the end of a damaged file in which streams appeared on the way
                return

    def _decode(self, packet: Packet[VideoStream]) -> Iterator[VideoFrame]:
        try:
            decoded = packet.decode()
        except MemoryError:  # else every picture of a clip too large for this machine would count as damaged
            raise
        except av.FFmpegError:
            self.damaged += 1
            return
        for frame in decoded:
            # A broken picture is decoded, because later ones build on it, but nobody measures in it.
            if frame.is_corrupt or frame.pts in self._broken_stamps:
                self._broken_stamps.discard(frame.pts)
                self.damaged += 1
            else:
                yield frame
