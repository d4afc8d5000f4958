"""Pixels per centimetre at the person, from what the user gave."""

from __future__ import annotations

from typing import Literal

import numpy as np

from cv_rom.biomechanics.camera_view import YAW_SD_DEG, CameraView
from cv_rom.biomechanics.joint_angles import leg_px
from cv_rom.biomechanics.scale_target import TargetScale, target_scales
from cv_rom.biomechanics.stance import Stance
from cv_rom.geometry import distance, midpoint
from cv_rom.outlines import LegOutline
from cv_rom.poses import PoseTrack
from cv_rom.results import Scale
from cv_rom.scene import Scene
from cv_rom.skeleton import Landmark, Side

LEG_TO_HEIGHT = 0.474
"""Hip to ankle landmark over body height: 0.491 between the joint centres (Drillis & Contini 1966, in Winter 2009, fig.
4.1: hip 0.530, ankle 0.039) less the 3 cm by which the ankle landmark sits above the joint centre."""
LEG_TO_HEIGHT_SD_PERCENT = 3.5
"""People's leg proportions vary by about 2.5 %; the landmarks add 2 %."""
FOOT_LANDMARKS_TO_FOOT = 0.83
"""Heel to toe landmark over the foot's full length: the toe landmark lies 2 to 3 cm short of the tip."""
FOOT_SD_PERCENT = 9.0
"""With the landmarks alone a foot's length is known to about 2 cm, which makes body height the better scale."""
FOOT_OUTLINE_SD_PERCENT = 2.5
"""A foot whose ends are seen: 1 % of outline, 0.3 cm in how its length was taken, up to 10 deg of turn-out, and toes
that are some centimetres further from the camera than the heel."""
FOOTWEAR_SD_PERCENT = 3.0
"""Added where nobody said that the foot is bare: socks, or shoes that are taken for feet."""
SHOE_LONGER_CM = 2.5
SHOE_LONGER_SD_PERCENT = 4.0
"""A shoe is longer than its foot by the toes' room (1 to 1.5 cm) and two thicknesses of its sole and cap."""
USUAL_HEIGHT_CM, USUAL_HEIGHT_SD_PERCENT = 170.0, 8.0
"""Stature of adults, both sexes together (NCD-RisC 2016: national means 150 to 183 cm, 4 % within each). A door, a
poster or a tile that is taken for A4 would make the person a dwarf or a giant."""
AGREEMENT = 3.0
"""Standard deviations by which the person may be shorter or taller than that, or than stated."""
NO_SCALE = Scale("none", None, None)


def scale_of(
    track: PoseTrack,
    scene: Scene,
    view: CameraView,
    stance: Stance | None,
    side: Side,
    outline: LegOutline | None = None,
) -> Scale:
    """The scale at the given leg, square to the camera: from a marker or a sheet of A4 beside it, a bare foot whose
    ends are seen in the picture, else from body height, else from the foot's length as well as it is seen, else none.

    `outline` is given where the foot points forward; a foot that is turned out looks shorter. Seen from the front a
    foot points at the camera, so its length tells no size.
    """
    if stance is None:
        return NO_SCALE
    target = _target_seen(track, scene, stance, side)
    if target is not None:
        return target
    seen = _foot_seen(scene, view, stance, outline)
    if seen is not None and scene.footwear != "shoes":
        return seen
    if scene.height_cm is not None:
        leg = stance.median(leg_px(track, side))
        return _scale("height", leg / (LEG_TO_HEIGHT * scene.height_cm), LEG_TO_HEIGHT_SD_PERCENT)
    if seen is not None:
        return seen
    if scene.foot_length_cm is not None and view.plane != "frontal":
        foot = stance.median(distance(track.xy(Landmark.HEEL, side), track.xy(Landmark.TOE, side)))
        length = FOOT_LANDMARKS_TO_FOOT * scene.foot_length_cm * foreshortening(view)
        return _scale("foot_length", foot / length, _with_yaw(view, FOOT_SD_PERCENT))
    return NO_SCALE


def _target_seen(track: PoseTrack, scene: Scene, stance: Stance, side: Side) -> Scale | None:
    """The scale from something of known size near the foot; None without one, or where answers contradict."""
    foot = midpoint(track.xy(Landmark.HEEL, side), track.xy(Landmark.TOE, side))
    foot_px = np.array([stance.median(foot[:, 0]), stance.median(foot[:, 1])])
    leg = stance.median(leg_px(track, side))
    if not np.isfinite(foot_px).all():
        return None
    found = [
        scale
        for target in scene.scale_targets
        for scale in target_scales(target, scene, foot_px)
        if _fits_person(scale, leg, scene)
    ]
    if not found:
        return None
    low, high = min(scale.px_per_cm for scale in found), max(scale.px_per_cm for scale in found)
    sd_percent = 100.0 * float(np.hypot(max(scale.sd for scale in found), (high - low) / (high + low)))
    if sd_percent > FOOT_SD_PERCENT:
        return None
    return _scale(scene.scale_targets[0].source, (low + high) / 2.0, sd_percent)


def _fits_person(scale: TargetScale, leg: float, scene: Scene) -> bool:
    """Whether the leg is as long by this scale as the person's height, stated or usual, lets it be."""
    height_cm = scene.height_cm or USUAL_HEIGHT_CM
    stature_sd = 0.0 if scene.height_cm is not None else USUAL_HEIGHT_SD_PERCENT
    sd = np.linalg.norm([LEG_TO_HEIGHT_SD_PERCENT / 100.0, stature_sd / 100.0, scale.sd])
    return bool(abs(leg / (LEG_TO_HEIGHT * height_cm * scale.px_per_cm) - 1.0) < AGREEMENT * sd)


def _foot_seen(scene: Scene, view: CameraView, stance: Stance, outline: LegOutline | None) -> Scale | None:
    """The scale from a foot whose ends the picture shows; None where they are not seen or its length is not known."""
    if outline is None or scene.foot_length_cm is None or view.plane == "frontal":
        return None
    along = view.ahead_px(outline.toe_px) - view.ahead_px(outline.heel_px)
    if not np.isfinite(along).any():
        return None
    foot = stance.median(along)
    if not np.isfinite(foot):  # the ends were found only later; a foot that carries the body keeps its length
        foot = float(np.nanmedian(along))
    length, sds = scene.foot_length_cm, [FOOT_OUTLINE_SD_PERCENT]
    if scene.footwear == "shoes":
        length, sds = length + SHOE_LONGER_CM, [*sds, SHOE_LONGER_SD_PERCENT]
    elif scene.footwear == "unknown":
        sds = [*sds, FOOTWEAR_SD_PERCENT]
    return _scale("foot_length", foot / (length * foreshortening(view)), _with_yaw(view, *sds))


def foreshortening(view: CameraView) -> float:
    """How much of a length along the forward direction a camera sees that stands off the side by yaw, 0 to 1."""
    return float(np.cos(np.radians(view.off_side_deg or 0.0)))


def foreshortening_sd(view: CameraView) -> float:
    """Relative standard deviation of that: half its change over two deviations of the yaw."""
    off_side = view.off_side_deg or 0.0
    near, far = (np.cos(np.radians(np.clip(off_side + d, 0.0, 80.0))) for d in (-YAW_SD_DEG, YAW_SD_DEG))
    return float((near - far) / 2.0 / foreshortening(view))


def _with_yaw(view: CameraView, *sds_percent: float) -> float:
    return float(np.sqrt(sum(np.square([*sds_percent, 100.0 * foreshortening_sd(view)]))))


def _scale(source: Literal["marker", "a4", "height", "foot_length"], px_per_cm: float, sd_percent: float) -> Scale:
    if not np.isfinite(px_per_cm) or px_per_cm <= 0:
        return NO_SCALE
    return Scale(source, px_per_cm, 1.96 * sd_percent)
