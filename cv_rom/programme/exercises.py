"""The exercises, as data. Doses, emphasis and sources are those of four guides to ankle mobility (`guide.G1` to `G4`).

`EXERCISES` is in the order in which equally fitting ones are preferred. Where a guide says "to comfort", "continuous",
"up to" or "build up to", the lower end of the dose is ours.
"""

from __future__ import annotations

from cv_rom.programme.exercise import Emphasis, Exercise
from cv_rom.results import Dose, Movement, Tracking


def _for(*emphases: Emphasis) -> frozenset[Emphasis]:
    return frozenset(emphases)


def _reps(
    low: int, high: int | None = None, *, sets: int = 1, hold_s: float | None = None, each_side: bool = True
) -> Dose:
    hold = None if hold_s is None else (hold_s, hold_s)
    return Dose(sets, (low, high or low), hold, each_side=each_side)


def _hold(low_s: float, high_s: float | None = None, *, sets: int = 1, each_side: bool = True) -> Dose:
    return Dose(sets, hold_s=(low_s, high_s or low_s), each_side=each_side)


def _lasts(low_s: float, high_s: float | None = None, *, sets: int = 1, each_side: bool = True) -> Dose:
    return Dose(sets, lasts_s=(low_s, high_s or low_s), each_side=each_side)


def _counts(movement: Movement) -> Tracking:
    return Tracking("repetitions", movement)


def _times(movement: Movement) -> Tracking:
    return Tracking("hold", movement)


_ALL = (
    Exercise("ankle_circles", "warm_up", _for("all"), _lasts(20, 30, sets=2), ("G2", "G4")),
    Exercise("calf_release", "release", _for("calf"), _lasts(60, 180), ("G4",)),
    Exercise("achilles_release", "release", _for("tendon"), _lasts(60, 180), ("G4",)),
    Exercise("achilles_glide", "release", _for("tendon"), _reps(10), ("G4",)),
    Exercise("big_toe_release", "release", _for("arch"), _lasts(60, 120), ("G4",)),
    Exercise("half_kneeling", "stretch", _for("joint", "calf"), _reps(5, 10, hold_s=3), ("G2",), _counts("kneel"),
             heel_down=True, end_range=True),
    Exercise("soleus_stretch", "stretch", _for("calf", "tendon"), _hold(30, sets=3), ("G4",), _times("lunge"),
             heel_down=True, arch_held=True),
    Exercise("achilles_squat_stretch", "stretch", _for("tendon"), _hold(60, each_side=False), ("G4",),
             _times("squat"), heel_down=True, end_range=True),
    Exercise("gastrocnemius_stretch", "stretch", _for("calf"), _hold(30, sets=3), ("G4",), _times("heel_raise"),
             arch_held=True, balance=True),
    Exercise("seated_dorsiflexion", "stretch", _for("joint"), _lasts(30, 60), ("G1", "G3"), end_range=True),
    Exercise("wall_lean", "stretch", _for("calf"), _hold(20, 30), ("G2",), _times("lunge"), heel_down=True),
    Exercise("big_toe_stretch", "stretch", _for("arch"), _hold(30), ("G4",)),
    Exercise("plantarflexion_stretch", "stretch", _for("balance"), _hold(60, each_side=False), ("G3",),
             _times("kneel")),
    Exercise("band_dorsiflexion", "mobilise", _for("joint", "arch"), _reps(30), ("G4",), _counts("lunge"),
             heel_down=True, arch_held=True, end_range=True),
    Exercise("front_space", "mobilise", _for("joint"), _lasts(30), ("G4",)),
    Exercise("sciatic_glide", "mobilise", _for("nerve"), _reps(20), ("G4",), balance=True),
    Exercise("ankle_traction", "mobilise", _for("joint"), _lasts(30, sets=3), ("G4",), helper=True),
    Exercise("eccentric_heel_drop", "strengthen", _for("tendon", "calf"), _reps(10, each_side=False), ("G4",),
             _counts("heel_raise"), balance=True),
    Exercise("toe_lift_lower", "strengthen", _for("all"), _reps(30, hold_s=5, each_side=False), ("G4",),
             _counts("toe_raise"), balance=True),
    Exercise("calf_raise", "strengthen", _for("tendon", "calf"), _reps(10, 15, sets=2, each_side=False), ("G2",),
             _counts("heel_raise"), balance=True),
    Exercise("seated_toe_lift", "strengthen", _for("all"), _reps(20, hold_s=10, each_side=False), ("G4",)),
    Exercise("big_toe_lift", "strengthen", _for("arch"), _reps(20, hold_s=5, each_side=False), ("G4",)),
    Exercise("ankle_raises", "strengthen", _for("all", "balance"), _reps(20, 60, each_side=False), ("G3",),
             _counts("heel_raise"), balance=True),
    Exercise("wall_squat", "use", _for("all"), _reps(20, each_side=False), ("G4",), _counts("squat"),
             heel_down=True, arch_held=True),
    Exercise("forward_lunge_block", "use", _for("all", "lunge"), _reps(30), ("G4",), _counts("lunge"),
             heel_down=True, balance=True),
    Exercise("deep_squat", "use", _for("all"), _hold(30, 60, each_side=False), ("G2",), _times("squat"),
             heel_down=True),
    Exercise("toe_tap", "use", _for("all", "balance"), _reps(20), ("G4",), _counts("single_leg_reach"), balance=True),
    Exercise("downward_dog_march", "use", _for("calf"), _lasts(30, 60, each_side=False), ("G2",), _counts("march")),
    Exercise("squatted_seiza", "use", _for("balance"), _hold(10, 30, each_side=False), ("G3",), _times("kneel"),
             balance=True),
)  # fmt: skip

EXERCISES: dict[str, Exercise] = {exercise.id: exercise for exercise in _ALL}
