"""The example of a comparison in the description of the API."""

from __future__ import annotations

from typing import Any

_EARLIER, _LATER = "3f0c9a52e1b84d7796c2d4a8f05b1e63", "b7d1e20c5f9a4c08a6e3947d2f81c0de"

EXAMPLE: dict[str, Any] = {
    "schema": "cv-rom/comparison/1",
    "protocol": "knee-to-wall",
    "assessments": [
        {
            "name": _EARLIER,
            "created_at": "2026-05-04T09:32:10+00:00",
            "plane": "sagittal",
            "footwear": "barefoot",
            "cv_rom_version": "0.1.0",
        },
        {
            "name": _LATER,
            "created_at": "2026-08-03T09:12:47+00:00",
            "plane": "sagittal",
            "footwear": "barefoot",
            "cv_rom_version": "0.1.0",
        },
    ],
    "pairs": [
        {
            "kind": "over_time",
            "measure": "best_toe_to_wall_cm",
            "unit": "cm",
            "first": {"assessment": 0, "side": "left", "value": 8.4, "interval_95": [7.6, 9.2]},
            "second": {"assessment": 1, "side": "left", "value": 11.1, "interval_95": [10.2, 12.0]},
            "difference": 2.7,
            "combined_interval_95": [1.5, 3.9],
            "minimal_detectable_change": {"value": 1.9, "unit": "cm", "source": "Powden 2015 review"},
            "real_change": True,
            "unknown_because": None,
        }
    ],
    "findings": [
        {
            "severity": "notice",
            "text": "Best toe-to-wall distance (left): 8.4 cm before, 11.1 cm now, a change of 2.7 cm (95 % interval "
            "1.5 cm to 3.9 cm). That is more than the uncertainty and more than 1.9 cm, the smallest change the test "
            "can tell from chance (Powden 2015 review): a real difference.",
            "refers_to": ["best_toe_to_wall_cm"],
        }
    ],
    "warnings": [],
}
