"""Knee-to-wall distances of one leg: of its toes and of its knee to the wall, along the level of the room.

Everything is counted as pixels ahead: along the room's horizontal, which a rolled camera sees sloping, positive the way
the toes point.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from cv_rom.biomechanics.camera_view import YAW_SD_DEG
from cv_rom.biomechanics.leg_view import Curve, LegView, Wall
from cv_rom.biomechanics.repetitions import RepetitionWindow
from cv_rom.biomechanics.scale import FOOT_LANDMARKS_TO_FOOT, FOOT_SD_PERCENT
from cv_rom.biomechanics.uncertainty import combine
from cv_rom.filtering import running_median
from cv_rom.geometry import FloatArray
from cv_rom.skeleton import Landmark

KNEE_FRONT_CM = 5.0
KNEE_FRONT_SD_CM = 1.5
"""From the knee's joint centre to the front of the kneecap, where only the joint is known."""
CLOTH_SD_CM = 0.3
"""Trousers and soft skin between the knee that is seen and the bone that stops at the wall."""
BESIDE_SD_CM = 3.0
"""The knee touches the wall nearer to the camera or further from it than the big toe lies: half a foot's width."""
SHOE_TIP_SD_CM = 1.2
"""Room for the toes in a shoe: 10 to 15 mm by the rules of shoe fitting."""
CALM_S = 0.15
"""The knee rests at the wall for longer than this; what a single frame shows beyond is noise."""


def toe_to_wall(leg: LegView) -> Curve:
    """Gap of the foremost point of the toes to the wall, cm, (T,)."""
    wall = _wall(leg)
    tip, tip_sd_px = _toe_tip(leg)
    values = (wall.ahead_px - tip) / leg.forward_px_per_cm
    shoe_cm = SHOE_TIP_SD_CM if leg.scene.footwear == "shoes" else 0.0
    points = combine(wall.sd_px, tip_sd_px) / leg.forward_px_per_cm
    return Curve(values, combine(points, shoe_cm, values * leg.forward_scale_sd))


def knee_to_wall(leg: LegView) -> Curve:
    """Gap of the foremost point of the knee to the wall, cm, (T,)."""
    wall = _wall(leg)
    front, front_sd_px = knee_front(leg)
    values = (wall.ahead_px - front) / leg.forward_px_per_cm
    points = combine(wall.sd_px if wall.seen else front_sd_px, front_sd_px) / leg.forward_px_per_cm
    return Curve(values, combine(points, values * leg.forward_scale_sd))


def wall_from_contact(leg: LegView, repetitions: Sequence[RepetitionWindow]) -> Wall | None:
    """The wall taken to be where the knee came furthest in any attempt: it cannot pass the wall."""
    if not repetitions or not np.isfinite(leg.view.forward) or not np.isfinite(leg.px_per_cm):
        return None
    front, sd_px = knee_front(leg)
    reached = np.concatenate([front[r.frames] for r in repetitions])
    if not np.isfinite(reached).any():
        return None
    furthest = int(np.nanargmax(reached))
    frame = int(np.concatenate([np.arange(r.start, r.end + 1) for r in repetitions])[furthest])
    others = _height_px(leg, frame) * np.radians(leg.view.roll_sd_deg), _beside_sd_px(leg), CLOTH_SD_CM * leg.px_per_cm
    return Wall(float(reached[furthest]), float(combine(sd_px[frame], *others)), seen=False)


def knee_front(leg: LegView) -> tuple[FloatArray, FloatArray]:
    """Foremost point of the knee, pixels ahead (T,), and its standard deviation: by the picture, else by the joint."""
    joint = leg.view.ahead_px(leg.track.xy(Landmark.KNEE, leg.side))
    front = joint + KNEE_FRONT_CM * leg.forward_px_per_cm
    sd_px = combine(leg.noise(Landmark.KNEE), KNEE_FRONT_SD_CM * leg.forward_px_per_cm)
    if leg.outline is None:
        return front, sd_px
    seen = running_median(leg.track.time_s, leg.view.ahead_px(leg.outline.knee_px), width_s=CALM_S)
    found = np.isfinite(seen)
    return np.where(found, seen, front), np.where(found, leg.outline.knee_sd_px, sd_px)


def _toe_tip(leg: LegView) -> tuple[FloatArray, FloatArray]:
    """Foremost point of the toes, pixels ahead (T,), and its standard deviation.

    By the picture; else one foot's length before the heel where that is known; else guessed from the toe landmark.
    """
    heel, toe = (leg.view.ahead_px(leg.track.xy(x, leg.side)) for x in (Landmark.HEEL, Landmark.TOE))
    if leg.scene.foot_length_cm is not None:
        foot_px = leg.scene.foot_length_cm * leg.forward_px_per_cm
        tip, sd_px = heel + foot_px, combine(leg.noise(Landmark.HEEL), foot_px * leg.forward_scale_sd)
    else:
        tip = heel + (toe - heel) / FOOT_LANDMARKS_TO_FOOT
        sd_px = combine(leg.noise(Landmark.HEEL), np.abs(toe - heel) * FOOT_SD_PERCENT / 100.0)
    if leg.outline is None:
        return tip, sd_px
    seen = leg.view.ahead_px(leg.outline.toe_px)
    found = np.isfinite(seen)
    return np.where(found, seen, tip), np.where(found, leg.outline.foot_sd_px, sd_px)


def _height_px(leg: LegView, frame: int) -> float:
    """How far the knee is above the toes."""
    knee, toe = (leg.track.xy(x, leg.side)[frame, 1] for x in (Landmark.KNEE, Landmark.TOE))
    return abs(float(toe - knee))


def _beside_sd_px(leg: LegView) -> float:
    """What the knee's place beside the foot moves it in the picture: by perspective off its middle, and by yaw.

    Phones see as wide as their picture's long side is distant (60 to 75 deg of diagonal view).
    """
    width, height = leg.scene.width_px, leg.scene.height_px
    toe_px = leg.track.xy(Landmark.TOE, leg.side)[:, 0]
    seen = toe_px[np.isfinite(toe_px)]
    off_middle = abs(float(np.median(seen)) - width / 2.0) / max(width, height) if len(seen) else np.nan
    yaw = np.sin(np.radians((leg.view.off_side_deg or 0.0) + YAW_SD_DEG))
    return float(BESIDE_SD_CM * leg.px_per_cm * np.hypot(off_middle, yaw))


def _wall(leg: LegView) -> Wall:
    return leg.wall if leg.wall is not None else Wall(np.nan, np.nan, seen=False)
