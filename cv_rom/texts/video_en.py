"""Short words drawn on the annotated video and under the key frames."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

VIDEO_EN: Mapping[str, Any] = {
    "repetition": "Rep {number}/{total}",
    "attempt": "Attempt {number}/{total}",
    "not_valid": "not valid",
    "no_value": "–",
    "readings": {
        "dorsiflexion_deg": "Dorsiflexion",
        "tibia_inclination_deg": "Shin",
        "knee_flexion_deg": "Knee bend",
        "knee_valgus_deg": "Knee valgus",
        "toe_out_deg": "Toe-out",
    },
    "side_letters": {"left": "L", "right": "R"},
}
