"""The movement tests: each a short declaration; adding one means a file here and a line in `PROTOCOLS`."""

from cv_rom.protocols.half_kneeling import HALF_KNEELING
from cv_rom.protocols.knee_to_wall import KNEE_TO_WALL
from cv_rom.protocols.protocol import Protocol
from cv_rom.protocols.squat import SQUAT

PROTOCOLS: dict[str, Protocol] = {protocol.name: protocol for protocol in (SQUAT, KNEE_TO_WALL, HALF_KNEELING)}

__all__ = ["PROTOCOLS", "Protocol"]
