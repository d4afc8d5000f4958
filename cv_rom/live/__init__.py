"""The live check: poses in as they come, readings out; what was recorded is analysed like a file at the end."""

from cv_rom.live.live_check import LiveCheck

__all__ = ["LiveCheck"]
