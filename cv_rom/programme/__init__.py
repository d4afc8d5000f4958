"""Exercises chosen from what was found and from where it is felt."""

from cv_rom.programme.choice import Answers, choose_programme
from cv_rom.programme.exercises import EXERCISES
from cv_rom.programme.guided import guided_exercises

__all__ = ["EXERCISES", "Answers", "choose_programme", "guided_exercises"]
