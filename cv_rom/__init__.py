"""Ankle range of motion from video, with the compensations that spoil it and an honest uncertainty."""
