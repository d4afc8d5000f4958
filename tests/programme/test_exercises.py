"""The exercises as data: complete, drawn, in words of every language, with the guides' doses."""

from __future__ import annotations

import re
from importlib.resources import files
from xml.etree import ElementTree

import pytest

from cv_rom.programme.exercise import dose_text, minutes_of
from cv_rom.programme.exercises import EXERCISES
from cv_rom.programme.pictograms import SIZE, pictogram_svg
from cv_rom.results import Dose, Tracking
from cv_rom.texts import LANGUAGES, Language, lines, speaking, text

EACH = pytest.mark.parametrize("exercise_id", EXERCISES)
IN_ALL = pytest.mark.parametrize("language", LANGUAGES)
PATH = re.compile(r"M( -?\d+(\.\d+)?){2}( [LQC](( -?\d+(\.\d+)?){2})+| Z)*")


def test_all_exercises_of_the_guides_are_there() -> None:
    assert len(EXERCISES) == 29
    assert {guide for e in EXERCISES.values() for guide in e.guides} == {"G1", "G2", "G3", "G4"}
    assert {e.kind for e in EXERCISES.values()} == {"warm_up", "release", "stretch", "mobilise", "strengthen", "use"}


@pytest.mark.parametrize(
    ("exercise_id", "dose"),
    [
        ("calf_release", Dose(lasts_s=(60, 180))),
        ("soleus_stretch", Dose(3, hold_s=(30, 30))),
        ("half_kneeling", Dose(repetitions=(5, 10), hold_s=(3, 3))),
        ("band_dorsiflexion", Dose(repetitions=(30, 30))),
        ("calf_raise", Dose(2, (10, 15), each_side=False)),
        ("seated_toe_lift", Dose(repetitions=(20, 20), hold_s=(10, 10), each_side=False)),
        ("deep_squat", Dose(hold_s=(30, 60), each_side=False)),
    ],
)
def test_doses_are_those_of_the_guides(exercise_id: str, dose: Dose) -> None:
    assert EXERCISES[exercise_id].dose == dose


@pytest.mark.parametrize(
    ("exercise_id", "tracking"),
    [
        ("band_dorsiflexion", Tracking("repetitions", "lunge")),
        ("deep_squat", Tracking("hold", "squat")),
        ("toe_lift_lower", Tracking("repetitions", "toe_raise")),
        ("ankle_traction", None),
        ("seated_toe_lift", None),
    ],
)
def test_what_a_camera_can_follow_is_marked(exercise_id: str, tracking: Tracking | None) -> None:
    assert EXERCISES[exercise_id].tracking == tracking


@EACH
def test_what_is_held_has_a_time_and_what_is_counted_a_number(exercise_id: str) -> None:
    exercise = EXERCISES[exercise_id]
    if exercise.tracking is not None and exercise.tracking.mode == "hold":
        assert exercise.dose.hold_s is not None
    if exercise.tracking is not None and exercise.dose.repetitions is None:
        assert exercise.dose.hold_s or exercise.dose.lasts_s


@IN_ALL
@EACH
def test_every_exercise_has_plain_words(exercise_id: str, language: Language) -> None:
    with speaking(language):
        steps = lines(f"exercise.{exercise_id}.steps")
        assert text(f"exercise.{exercise_id}.name")
        assert 1 <= len(steps) <= 3
        said = " ".join((*steps, *lines(f"exercise.{exercise_id}.caution")))
        sentences = [s for s in re.split(r"[.!?]\s*", said) if s]
        assert sum(len(s.split()) for s in sentences) / len(sentences) < 17
        assert max(len(s.split()) for s in sentences) <= 24


@EACH
def test_every_exercise_says_what_to_mind(exercise_id: str) -> None:
    assert EXERCISES[exercise_id].cautions or lines(f"exercise.{exercise_id}.caution")


@EACH
def test_every_exercise_has_a_drawing_within_its_field(exercise_id: str) -> None:
    drawing = ElementTree.fromstring(pictogram_svg(exercise_id))
    assert drawing.attrib["viewBox"] == f"0 0 {SIZE} {SIZE}"
    paths = [element.attrib["d"] for element in drawing.iter("{http://www.w3.org/2000/svg}path")]
    assert paths
    for path in paths:
        assert PATH.fullmatch(path), path
        numbers = [float(number) for number in re.findall(r"-?\d+(?:\.\d+)?", path)]
        assert all(0 <= number <= SIZE for number in numbers), path
    assert "#" not in re.sub(r"var\([^)]*\)", "", pictogram_svg(exercise_id)), "the page gives the colours"


def test_no_drawing_without_an_exercise() -> None:
    source = (files("cv_rom.programme") / "pictograms.toml").read_text("utf-8")
    assert set(re.findall(r"^\[(\w+)\]", source, re.MULTILINE)) == set(EXERCISES)
    with pytest.raises(KeyError):
        pictogram_svg("handstand")


@pytest.mark.parametrize(
    ("dose", "english", "german"),
    [
        (Dose(repetitions=(20, 20), each_side=False), "20 repetitions", "20 Wiederholungen"),
        (Dose(2, (9, 12), each_side=False), "2 sets of 9 to 12 repetitions", "2 Sätze mit je 9 bis 12 Wiederholungen"),
        (
            Dose(repetitions=(5, 10), hold_s=(3, 3)),
            "5 to 10 repetitions, hold each 3 seconds, each side",
            "5 bis 10 Wiederholungen, jede 3 Sekunden halten, jede Seite",
        ),
        (Dose(3, hold_s=(30, 30)), "3 times: hold 30 seconds, each side", "3-mal: 30 Sekunden halten, jede Seite"),
        (Dose(lasts_s=(60, 180), each_side=False), "for 1 to 3 minutes", "1 bis 3 Minuten lang"),
        (Dose(hold_s=(60, 60), each_side=False), "hold 1 minute", "1 Minute halten"),
        (Dose(hold_s=(30, 60), each_side=False), "hold 30 to 60 seconds", "30 bis 60 Sekunden halten"),
    ],
)  # fmt: skip
def test_a_dose_in_words(dose: Dose, english: str, german: str) -> None:
    assert dose_text(dose) == english
    with speaking("de"):
        assert dose_text(dose) == german


def test_the_time_of_a_dose() -> None:
    assert minutes_of(Dose(3, hold_s=(30, 30), each_side=False)) == pytest.approx((20 + 3 * 30 + 2 * 15) / 60)
    assert minutes_of(Dose(repetitions=(10, 20))) == pytest.approx((20 + 2 * 10 * 3) / 60)
    assert minutes_of(Dose(repetitions=(20, 20), hold_s=(10, 10), each_side=False)) == pytest.approx((20 + 200) / 60)


@pytest.mark.parametrize("dose", [{}, {"sets": 0, "hold_s": (1, 1)}])
def test_no_dose_is_no_dose(dose: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="a dose has sets"):
        Dose(**dose)
