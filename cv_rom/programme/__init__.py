"""Exercises chosen from what was found and from where it is felt."""

from cv_rom.programme.choice import Answers, choose_programme
from cv_rom.programme.exercises import EXERCISES

__all__ = ["EXERCISES", "Answers", "choose_programme"]
