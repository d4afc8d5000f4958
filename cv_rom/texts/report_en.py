"""English words of the reports.

Another language is another file with the same keys. Codes that a report meets and that stand in no
table here are shown as they are, with spaces for underscores.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cv_rom.texts.references_en import REFERENCES_EN
from cv_rom.texts.report_labels_en import LABELS_EN
from cv_rom.texts.video_en import VIDEO_EN

REPORT_EN: Mapping[str, Any] = {
    "lang": "en",
    "title": "Ankle range-of-motion report",
    "skip": "Skip to the main results",
    "disclaimer": (
        "For information and education. Not a medical device: this report makes no diagnosis, says nothing about "
        "injury risk and gives no advice on returning to sport or work."
    ),
    "protocols": {
        "squat": "Squat",
        "knee-to-wall": "Knee-to-wall test (weight-bearing lunge)",
        "half-kneeling": "Half-kneeling 5-inch screen",
        "auto": "Movement not recognised",
    },
    "headings": {
        "nothing": "Nothing could be measured in this video",
        "main": "Main results",
        "not_assessed": "What could not be assessed, and how to film it better",
        "pictures": "Key moments",
        "repetitions": "Repetition by repetition",
        "compensations": "Compensations",
        "curves": "Curves over time",
        "numbers": "Every number and what it means",
        "film": "How to film it",
        "recording": "The recording",
        "reading": "How to read the numbers",
        "suitable": "What this report is for, and what it is not for",
        "provenance": "How this report was made",
    },
    "facts": {"video": "Video", "created": "Analysed", "view": "View", "footwear": "Footwear"},
    "sides": {"left": "Left", "right": "Right"},
    "leg": {"left": "Left leg", "right": "Right leg"},
    "no_side": "–",
    "footwear": {"barefoot": "barefoot", "shoes": "with shoes", "unknown": "not stated"},
    "planes": {
        "sagittal": "from the side",
        "frontal": "from the front or back",
        "oblique": "from an angle between side and front",
        "unknown": "not recognised",
    },
    "facing": {
        "left": "person facing left in the picture",
        "right": "person facing right in the picture",
        "camera": "person facing the camera",
        "away": "person facing away",
    },
    "units": {"deg": "°", "cm": "\u00a0cm", "mm": "\u00a0mm", "s": "\u00a0s", "percent": "\u00a0%"},
    "axis_units": {"deg": "degrees", "cm": "cm", "mm": "mm", "s": "s"},
    "quantities": {
        "dorsiflexion_deg": "ankle dorsiflexion",
        "dorsiflexion_change_deg": "ankle dorsiflexion since standing",
        "tibia_inclination_deg": "shin (tibia) inclination",
        "foot_pitch_deg": "foot pitch",
        "heel_height_mm": "heel height",
        "knee_flexion_deg": "knee bend (flexion)",
        "knee_valgus_deg": "inward knee angle (FPPA)",
        "medial_collapse_mm": "inward ankle travel",
        "toe_out_deg": "toe-out",
        "toe_to_wall_cm": "toe-to-wall distance",
        "knee_to_wall_cm": "knee-to-wall gap",
    },
    "measures": {
        "hold_s": "Deep-squat hold",
        "mean_toe_out_deg": "Toe-out in stance",
        "toe_to_wall_cm": "Toe-to-wall distance",
        "knee_to_wall_cm": "Knee-to-wall gap",
    },
    "stance_change": {
        "squat": "Standing still it was {stance}; the change from standing is {change}.",
        "knee-to-wall": "In the starting position it was {stance}; the change from there is {change}. Where one "
        "starts is no fixed zero: compare the angle itself over time.",
    },
    "prefixes": {
        "best_peak_": "Best {}",
        "mean_peak_": "Mean of the largest {}",
        "best_": "Best {}",
        "mean_": "Mean {}",
        "peak_": "Largest {}",
        "stance_": "Standing still: {}",
    },
    "compensations": {
        "heel_lift": "Heel lift",
        "arch_collapse": "Arch collapse",
        "foot_turn_out": "Foot turn-out",
        "knee_valgus": "Knee falling inward",
    },
    "statuses": {
        "present": "Seen",
        "absent": "Not seen",
        "not_assessable": "Not assessable",
    },
    "unchecked": {"wall_contact": "Knee touching the wall (the wall is taken to be where the knee came furthest)"},
    "heel_unchecked": "as far as could be seen; the heel was not checked",
    "likely": "Likely",
    "compensation_notes": {
        "arch_collapse": "Judged from the inward travel of the ankle over the planted foot. It is a sign, not a "
        "measurement of the arch: arch collapse likely, or not seen.",
    },
    "invalid_reasons": {
        "heel_lift": "the heel came off the floor",
        "arch_collapse": "the arch collapsed",
        "foot_turn_out": "the foot turned out",
        "knee_valgus": "the knee fell inward",
        "knee_short_of_wall": "the knee did not reach the wall",
    },
    "reasons": {
        "wrong_view": (
            "the camera view cannot show it",
            "Film again from the view that can. From the side: ankle angles, shin, knee bend and heel. "
            "From the front: knee line, arch and turn-out.",
        ),
        "far_side": (
            "the leg was the one farther from the camera",
            "Turn round, so that this leg is nearest to the camera, and film again.",
        ),
        "feet_not_visible": (
            "the feet were not fully in the picture",
            "Keep both feet and a strip of floor below them in the picture, with nothing in front of them.",
        ),
        "person_not_found": (
            "no whole person was found in the picture",
            "Film one person from head to feet, in good light, with nobody else close by.",
        ),
        "camera_rolled": (
            "the person lies across the picture",
            "Turn the video upright, or film again with the phone upright.",
        ),
        "too_uncertain": (
            "what was seen is too near to the limit for this video to decide",
            "Film closer, in good light and square on, with bare feet and lower legs; stand still before you start.",
        ),
        "no_stance": (
            "there was no quiet standing before the first repetition",
            "Stand still with both feet flat for two seconds before starting.",
        ),
        "no_scale": (
            "nothing in the video gave the size in centimetres",
            "State the person's body height or foot length, and measure it with a tape.",
        ),
        "no_wall": (
            "the wall was not found",
            "Keep the wall in the picture from the floor to knee height, with the foot pointing straight at it.",
        ),
        "landmarks_unstable": (
            "the points found on the body were too unsteady",
            "Use more light, a fixed camera, clothes that show the knee and ankle, and a plain background.",
        ),
        "too_short": (
            "the video is too short",
            "Start filming two seconds before the first repetition and stop two seconds after the last.",
        ),
        "no_repetition": (
            "no repetition was found",
            "Do at least three slow repetitions, each from standing still and back again.",
        ),
        "no_valid_attempt": (
            "no repetition counted as valid",
            "Repeat with the heel on the floor throughout; in the knee-to-wall test the knee has to touch the wall. "
            "The table of repetitions says what happened in each.",
        ),
    },
    "film": (
        "Stand the phone level on something firm, at knee to hip height, 2 to 3 metres away.",
        "Keep the whole person in the picture, head to feet, with a strip of floor below the feet.",
        "For ankle angles film exactly from the side, with the leg to be measured nearest to the camera.",
        "Wear shorts and bare feet, in good light, in front of a plain background.",
        "Stand still for two seconds, do three slow repetitions or more, and stand still again.",
    ),
    "reference_none": "No range of healthy people is established for this number measured this way.",
    "references": REFERENCES_EN,
    "reading": (
        "Main results stand with their 95 % interval, built from what is known of this clip: how steady the points on "
        "the body were, the camera's angle, the scale, the frames per second. A noisier or more oblique clip has a "
        "wider one.",
        "Dorsiflexion is the angle between shin and foot: 0° when the shin is perpendicular to the sole. It equals the "
        "inclination of the shin while the foot is flat, and is smaller when the heel is up.",
        "Values of other instruments (inclinometer, goniometer, an angle taken without weight on the foot) are on "
        "another scale. Never mix them with these, and do not turn centimetres into degrees.",
        "The lines in the pictures run through the points found on the body. The numbers are corrected for "
        "the camera and for how the person stands, so they can differ by a few degrees from an angle taken off the "
        "picture.",
    ),
    "change": {
        "knee-to-wall": (
            "Two results differ only where the difference is larger than their combined interval and larger than 4.7° "
            "or 1.9 cm, the smallest change that the test can detect (Powden 2015, review)."
        ),
        "squat": "How large a change between two squat tests must be to be real has not been established.",
    },
    "suitable": (
        "Seeing and discussing how an ankle moves under load, with numbers that say how certain they are.",
        "Following the same person over time, filmed the same way each time.",
    ),
    "unsuitable": (
        "Diagnosis, treatment decisions, injury risk, return to sport or work.",
        "People with pain in the ankle, foot or knee, a recent injury or surgery, or who are unsteady on their feet: "
        "do not do the test, see a professional.",
        "Comparison with values taken by another instrument.",
    ),
    "labels": LABELS_EN,
    "curves": {
        "ankle": "Ankle",
        "knee": "Knee bend",
        "heel": "Heel height above its place in stance",
        "foot": "Foot pitch",
        "knee_line": "Inward knee angle (FPPA)",
        "collapse": "Inward ankle travel over the planted foot",
        "toe_out": "Toe-out",
        "wall": "Distance to the wall",
    },
    "moments": {
        "stance": "Standing still",
        "start": "Before the first repetition",
        "overview": "Middle of the video",
        "bottom": "{repetition} {number}: deepest point",
        "best": "{repetition} {number}: deepest point, the best one",
        "flag": "{compensation} at its largest ({side})",
    },
    "video": VIDEO_EN,
}
