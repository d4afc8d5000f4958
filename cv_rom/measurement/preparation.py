"""What happens to the landmarks of a shot before anything is measured."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from cv_rom.biomechanics.plausibility import (
    UNSTABLE_SHARE,
    better_seen_side,
    leg_visibility,
    lies_across,
    refuse_implausible,
)
from cv_rom.biomechanics.shots import part_of, split_shots
from cv_rom.biomechanics.side_labels import swap_legs, undo_side_swaps
from cv_rom.filtering import clean
from cv_rom.poses import PoseTrack
from cv_rom.results import QualityWarning, Reason
from cv_rom.skeleton import Side, leg_indices
from cv_rom.texts import counted, text

CLEARLY_BETTER_SEEN = 0.15
"""Difference of mean visibility from which one leg is clearly the nearer one; square from the side it is 0.3 to 0.6."""


@dataclass(frozen=True)
class PreparedTrack:
    """The points that are measured, what was done to them, and why they are of no use, if they are not."""

    track: PoseTrack
    warnings: tuple[QualityWarning, ...]
    unusable: Reason | None = None


def prepare(track: PoseTrack) -> PreparedTrack:
    """Labels made consistent, impossible legs refused, outliers and short gaps mended, smoothed with zero phase."""
    warnings = []
    labelled, swapped = undo_side_swaps(track)
    if swapped:
        warnings.append(
            QualityWarning("side_labels_swapped", text("warning.side_labels_swapped", frames=counted("frame", swapped)))
        )
    plausible, refused = refuse_implausible(labelled)
    unusable: Reason | None = None
    if refused > UNSTABLE_SHARE:
        unusable = "landmarks_unstable"
        warnings.append(QualityWarning(unusable, text("warning.landmarks_unstable")))
    elif lies_across(labelled, better_seen_side(labelled)):
        unusable = "camera_rolled"
        warnings.append(QualityWarning(unusable, text("warning.camera_rolled")))
    elif refused > 0:
        warnings.append(QualityWarning("landmarks_refused", text("warning.landmarks_refused", percent=100 * refused)))
    kept = plausible if unusable is None else _without_legs(plausible)
    return PreparedTrack(clean(kept), tuple(warnings), unusable)


def as_measured(track: PoseTrack) -> PoseTrack:
    """The whole track with each shot prepared, for drawing what is measured; frames of no shot stay as they are."""
    xy_px = track.xy_px.copy()
    for frames in split_shots(track):
        xy_px[frames] = prepare(part_of(track, frames)).track.xy_px
    return track.with_points(xy_px)


def _without_legs(track: PoseTrack) -> PoseTrack:
    """The track with no leg seen in any frame."""
    xy_px = track.xy_px.copy()
    xy_px[:, leg_indices(Side.LEFT) + leg_indices(Side.RIGHT)] = np.nan
    return track.with_points(xy_px)


def match_near_side(shot: PoseTrack, near_side: Side | None) -> PoseTrack:
    """The shot with its legs exchanged if the model labelled the near leg as the far one all along.

    Someone who faces the image right turns the right side to the camera; the leg on that side is seen better.
    """
    if near_side is None:
        return shot
    seen = leg_visibility(shot)
    if seen[near_side.other] - seen[near_side] < CLEARLY_BETTER_SEEN:
        return shot
    return swap_legs(shot, np.ones(len(shot), dtype=bool))
