"""Reference values beside the headline numbers: protocol -> measure -> (sentence, source)."""

from __future__ import annotations

from collections.abc import Mapping

REFERENCES_EN: Mapping[str, Mapping[str, tuple[tuple[str, str], ...]]] = {
    "knee-to-wall": {
        "best_peak_dorsiflexion_deg": (
            (
                "Healthy adults: 27.0 ± 6.0° (mean ± SD) by 2-D motion capture, the method nearest to this one. "
                "In the same trials an inclinometer on the shin read 39.0 ± 4.6° or 44.9 ± 5.5°, by where it sat: "
                "do not compare across instruments.",
                "Hall & Docherty 2017",
            ),
        ),
        "best_toe_to_wall_cm": (
            ("Healthy adults: 12 ± 2.8 cm (mean ± SD).", "Hoch & McKeon 2011"),
            ("Aim: at least 10 cm (4 in).", "exercise guides"),
        ),
    },
    "squat": {
        "hold_s": (("Goal: 30 to 60 s.", "exercise guides"),),
        "mean_toe_out_deg": (
            ("Toes slightly out is correct in a squat. In walking 5 to 13° is common.", "secondary sources"),
        ),
        "best_peak_knee_valgus_deg": (
            (
                "No range is established for the squat. Drop jump: women 7 to 13°, men 3 to 8°.",
                "Herrington & Munro 2010",
            ),
        ),
    },
}
