"""Half-kneeling 5-inch screen: one knee on the floor, the other foot's toes 5 in from a wall, knee to the wall, heel
down.

The knee that touches passes; a gap of 5 cm (2 in) or more that remains calls for mobility work.
"""

from __future__ import annotations

from cv_rom.biomechanics.wall_distances import TOES_AWAY_CM, locate_wall_before_toes
from cv_rom.compensations import ARCH_COLLAPSE, HEEL_LIFT, KNEE_VALGUS, LUNGE_TURN_OUT
from cv_rom.protocols.knee_to_wall import front_leg, knee_travel
from cv_rom.protocols.protocol import SIDE_VIEW_MEASURES, Protocol, RepetitionMeasure

MIN_DEPTH = 0.1
"""Travel of the knee over the foot, as a share of the shank, 6 deg of tibia: a stiff ankle makes a short attempt."""

HALF_KNEELING = Protocol(
    name="half-kneeling",
    depth=knee_travel,
    test_sides=front_leg,
    min_depth=MIN_DEPTH,
    planes=frozenset({"sagittal", "oblique"}),
    measures=(*SIDE_VIEW_MEASURES, RepetitionMeasure("knee_to_wall_cm", "knee_to_wall_cm", "smallest")),
    compensations=(HEEL_LIFT, ARCH_COLLAPSE, LUNGE_TURN_OUT, KNEE_VALGUS),
    invalidating=frozenset({"heel_lift"}),
    best=("peak_dorsiflexion_deg", "peak_dorsiflexion_change_deg", "peak_tibia_inclination_deg", "knee_to_wall_cm"),
    locate_wall=locate_wall_before_toes,
    toes_away_cm=TOES_AWAY_CM,
)
