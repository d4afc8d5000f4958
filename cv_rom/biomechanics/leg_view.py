"""One leg in one shot: all that is known about how it is seen, and what therefore cannot be said of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from cv_rom.biomechanics.camera_view import CameraView
from cv_rom.biomechanics.quantities import Quantity
from cv_rom.biomechanics.scale import foreshortening, foreshortening_sd
from cv_rom.biomechanics.stance import Stance
from cv_rom.filtering import median_of_few
from cv_rom.geometry import FloatArray
from cv_rom.outlines import LegOutline
from cv_rom.poses import PoseTrack
from cv_rom.results import Reason, Scale
from cv_rom.scene import Scene
from cv_rom.skeleton import Landmark, Side, index

FOOT_VISIBILITY = 0.6
"""Median visibility from which the foot's landmarks are believed: planted feet have 0.75 and more in the near leg,
a seated man's invented feet 0.3."""
FRAME_EDGE = 0.01
"""A landmark within this share of the picture's size from its edge, or outside, is not in view."""
OUT_OF_VIEW_SHARE = 0.1
SMALLEST_NOISE_PX = 0.05
"""No point of a picture is known better than this, whatever its source states."""


@dataclass(frozen=True)
class Curve:
    """A quantity over time, all (T,); NaN = not seen.

    Attributes:
        values: the quantity.
        sd: standard deviation of the values.
        change_sd: standard deviation of their change since stance, where that is known better.

    """

    values: FloatArray
    sd: FloatArray
    change_sd: FloatArray | None = None

    @property
    def sd_of_change(self) -> FloatArray:
        """Standard deviation of the change since stance, (T,)."""
        return self.sd if self.change_sd is None else self.change_sd

    @property
    def sd_of_stance(self) -> FloatArray:
        """Standard deviation of what stance and every other moment have in common, (T,)."""
        return np.sqrt(np.maximum(self.sd**2 - self.sd_of_change**2, 0.0)) if self.change_sd is not None else self.sd


@dataclass(frozen=True)
class Wall:
    """The wall of the knee-to-wall test, at the depth of the tested foot, in pixels ahead (`CameraView.ahead_px`).

    Attributes:
        floor_px, sd_px: where it stands on the floor, and its standard deviation.
        knee_px: where it is at the height of the knee; the two differ by what is not known of the camera's roll.
        seen: whether the picture showed if the knee touched it; else it is where the knee came furthest, or where the
            protocol puts it.
        apart_sd_px: standard deviation of how far the knee is from it, beside the knee's own; none where the knee's own
            furthest point is the wall.
        toes_misplaced: whether the picture showed that the toes stood elsewhere than the protocol asks.

    """

    floor_px: float
    sd_px: float
    knee_px: float
    seen: bool
    apart_sd_px: float = 0.0
    toes_misplaced: bool = False


@dataclass(frozen=True)
class LineOffset:
    """What to add to the landmarks' tibia inclination, and the standard deviation of what is left, degrees."""

    shift_deg: float
    sd_deg: float


@dataclass(frozen=True)
class LegView:
    """One leg in one shot, and all that is known about how it is seen.

    `outline` and `wall` are None where they are not known; `unusable` says why the points were thrown away, if they
    were. `line` is what stance tells of the tibia's line, where that is known before (see `stance_calibration`).
    """

    track: PoseTrack
    side: Side
    view: CameraView
    scene: Scene
    stance: Stance | None
    scale: Scale
    outline: LegOutline | None = None
    wall: Wall | None = None
    unusable: Reason | None = None
    line: LineOffset | None = None
    curves: dict[str, Curve | Reason] = field(default_factory=dict, init=False, compare=False, repr=False)
    """What `leg_curves.curve` has worked out already."""

    @property
    def px_per_cm(self) -> float:
        """Pixels per centimetre; NaN without a scale."""
        return self.scale.px_per_cm if self.scale.px_per_cm is not None else np.nan

    @property
    def scale_sd(self) -> float:
        """Relative standard deviation of the scale."""
        return (self.scale.uncertainty_percent or np.nan) / 196.0

    @property
    def forward_px_per_cm(self) -> float:
        """Pixels per centimetre of what lies along the forward direction, which yaw shortens."""
        return self.px_per_cm * foreshortening(self.view)

    @property
    def forward_scale_sd(self) -> float:
        """Relative standard deviation of `forward_px_per_cm`; a foot's own length is as foreshortened as the rest."""
        yaw_sd = foreshortening_sd(self.view)
        if self.scale.source == "foot_length":
            return float(np.sqrt(max(self.scale_sd**2 - yaw_sd**2, 0.0)))
        return float(np.hypot(self.scale_sd, yaw_sd))

    def refusal(self, quantity: Quantity) -> Reason | None:
        """Why a quantity cannot be had from this view; None = it can."""
        if self._unseen is not None:
            return self._unseen
        if self.view.plane != quantity.plane:
            return "wrong_view"
        if quantity.plane == "sagittal" and self.view.near_side is not self.side:
            return "far_side"
        if "foot" in quantity.needs and not self.foot_in_view:
            return "feet_not_visible"
        if "stance" in quantity.needs and self.stance is None:
            return "no_stance"
        if "scale" in quantity.needs and self.scale.px_per_cm is None:
            return "no_scale"
        return "no_wall" if "wall" in quantity.needs and self.wall is None else None

    @cached_property
    def _unseen(self) -> Reason | None:
        """Why there is no leg to look at at all."""
        if self.unusable is not None:
            return self.unusable
        if np.isfinite(self.track.xy(Landmark.KNEE, self.side)).any():
            return None
        return "landmarks_unstable" if self.track.person_seen.any() else "person_not_found"

    @cached_property
    def foot_in_view(self) -> bool:
        """Whether ankle, heel and toe are inside the picture and believed by the model."""
        points = [index(landmark, self.side) for landmark in (Landmark.ANKLE, Landmark.HEEL, Landmark.TOE)]
        places = self.track.xy_px[:, points] / (self.scene.width_px, self.scene.height_px)
        visibility = self.track.visibility[:, points]
        inside = places.min() >= FRAME_EDGE and places.max() <= 1.0 - FRAME_EDGE  # false where one is NaN
        if inside and visibility.min() >= FOOT_VISIBILITY:
            return True  # as nearly always: a live check asks for every picture
        seen: NDArray[np.bool_] = np.asarray(np.isfinite(places).all(axis=2))
        often = seen.sum(axis=0)
        outside = seen & ((places < FRAME_EDGE) | (places > 1.0 - FRAME_EDGE)).any(axis=2)
        if (often == 0).any() or (outside.sum(axis=0) > OUT_OF_VIEW_SHARE * often).any():
            return False
        visible = (visibility[seen[:, number], number] for number in range(len(points)))
        return all(float(median_of_few(values)) >= FOOT_VISIBILITY for values in visible)

    def noise(self, landmark: Landmark) -> FloatArray:
        """Standard deviation of a landmark of this leg, pixels, (T,)."""
        return self._noise_px[:, index(landmark, self.side)]

    @cached_property
    def _noise_px(self) -> FloatArray:
        return np.maximum(self.track.noise_px, SMALLEST_NOISE_PX)

    def since_stance(self, values: FloatArray) -> FloatArray:
        """`values` (T,) minus their median in stance."""
        return values - self.stance.median(values) if self.stance is not None else np.full_like(values, np.nan)
