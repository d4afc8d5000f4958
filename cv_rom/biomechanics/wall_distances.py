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
from cv_rom.outlines import FloorLine
from cv_rom.skeleton import Landmark

KNEE_FRONT_CM = 5.0
KNEE_FRONT_SD_CM = 1.5
"""From the knee's joint centre to the front of the kneecap, where only the joint is known."""
CLOTH_SD_CM = 0.3
"""Trousers and soft skin between the knee that is seen and the bone that stops at the wall."""
BESIDE_CM, BESIDE_SD_CM = 2.5, 2.0
"""So much nearer to the camera than the tip of the big toe the near leg's knee meets the wall: it is to travel over the
second toe, and the big toe lies that far medially, some 3 cm from the foot's midline."""
FOCAL = 0.8
"""Focal length over the picture's longer side: phones see 60 to 70 deg along it."""
SHOE_TIP_SD_CM = 1.2
"""Room for the toes in a shoe: 10 to 15 mm by the rules of shoe fitting."""
TIP_HEIGHT_CM = 0.8
"""The toes' foremost point lies so high above the floor; also its standard deviation."""
CAMERA_DOWN = 0.4
"""Height of the camera over its distance, 0.8 m over 2 m or 1.2 m over 3 m: how steeply it looks at the floor."""
SKIRTING_SD_CM = 0.5
"""A skirting board's foot stands 1 to 2 cm before the wall that the knee touches."""
WALL_TOUCH_CM = 1.5
"""The knee touches the wall within this gap: the spread of repeated contacts."""
AGREEMENT = 2.0
"""Standard deviations within which the knee's furthest point and a line on the floor may be one wall."""
TOES_AWAY_CM = 12.7
"""Half-kneeling screen: the toes stand 5 in from the wall."""
MISPLACED_CM = 6.0
"""A line further from there is another thing than the wall."""
PLACED_SD_CM = 0.5
"""How well a foot is set down at a mark."""
CALM_S = 0.15
"""The knee rests at the wall for longer than this; what a single frame shows beyond is noise."""


def toe_to_wall(leg: LegView) -> Curve:
    """Gap of the foremost point of the toes to the wall, cm, (T,)."""
    wall = _wall(leg)
    tip, tip_sd_px = _toe_tip(leg)
    values = (wall.floor_px - tip) / leg.forward_px_per_cm
    shoe_cm = SHOE_TIP_SD_CM if leg.scene.footwear == "shoes" else 0.0
    points = combine(wall.sd_px, tip_sd_px) / leg.forward_px_per_cm
    return Curve(values, combine(points, shoe_cm, values * leg.forward_scale_sd))


def knee_to_wall(leg: LegView) -> Curve:
    """Gap of the foremost point of the knee to the wall, cm, (T,)."""
    wall = _wall(leg)
    front, front_sd_px = knee_front(leg)
    values = (wall.knee_px - front) / leg.forward_px_per_cm
    points = combine(np.sqrt(2.0) * front_sd_px, wall.apart_sd_px) / leg.forward_px_per_cm
    return Curve(values, combine(points, values * leg.forward_scale_sd))


def locate_wall(leg: LegView, repetitions: Sequence[RepetitionWindow]) -> Wall | None:
    """The wall: where the knee came furthest, and where the floor is seen to end before the foot.

    The knee cannot pass the wall, so a line that it passed is not the wall. Where a line agrees with the knee's
    furthest point both are averaged; where the nearest one lies clearly beyond, the knee never touched. A line that
    lies too far off for a touch and too near for a miss leaves open whether there was one.
    """
    contact = _contact(leg, repetitions)
    reachable = [] if contact is None else _lines_not_passed(leg, contact, repetitions)
    if contact is None or not reachable:
        return contact
    at, sd_px = min(reachable, key=lambda line: abs(line[0] - contact.floor_px))
    gap = at - contact.floor_px
    if gap > max(AGREEMENT * np.hypot(sd_px, contact.sd_px), WALL_TOUCH_CM * leg.forward_px_per_cm):
        return Wall(at, sd_px, at + _beside_px(leg), seen=True, apart_sd_px=sd_px)
    weights = np.array([sd_px, contact.sd_px]) ** -2.0
    middle = float(np.average([at, contact.floor_px], weights=weights))
    seen = abs(gap) <= WALL_TOUCH_CM * leg.forward_px_per_cm
    return Wall(middle, float(weights.sum() ** -0.5), contact.knee_px, seen=seen)


def locate_wall_before_toes(leg: LegView, repetitions: Sequence[RepetitionWindow]) -> Wall | None:
    """The wall of the half-kneeling screen: where the floor is seen to end near where the screen puts the wall, 5 in
    before the toes; without such a line it is taken to stand there, or where a knee came that came further.

    A line tells how far the toes really stood from the wall.
    """
    contact = _contact(leg, repetitions)
    if contact is None:
        return None
    tip, tip_sd_px = _toe_tip(leg)
    bottoms = [r.bottom for r in repetitions]
    away_px = TOES_AWAY_CM * leg.forward_px_per_cm
    toes = float(np.nanmedian(tip[bottoms])) if np.isfinite(tip[bottoms]).any() else np.nan
    toes_sd_px = float(np.nanmedian(np.broadcast_to(tip_sd_px, tip.shape)[bottoms]))
    scale_sd_px = away_px * leg.forward_scale_sd
    placed_sd_px = float(combine(toes_sd_px, PLACED_SD_CM * leg.forward_px_per_cm, scale_sd_px))
    if not np.isfinite(toes):
        return None
    lines = _lines_not_passed(leg, contact, repetitions)
    near = [(at, sd) for at, sd in lines if abs(at - toes - away_px) < MISPLACED_CM * leg.forward_px_per_cm]
    if not near:
        at = max(toes + away_px, contact.floor_px)
        return Wall(at, placed_sd_px, at + _beside_px(leg), seen=False, apart_sd_px=placed_sd_px)
    at, sd_px = min(near, key=lambda line: abs(line[0] - toes - away_px))
    off_px, sure_px = abs(at - toes - away_px), AGREEMENT * float(combine(sd_px, toes_sd_px, scale_sd_px))
    misplaced = off_px > max(sure_px, WALL_TOUCH_CM * leg.forward_px_per_cm)
    return Wall(at, sd_px, at + _beside_px(leg), seen=True, apart_sd_px=sd_px, toes_misplaced=bool(misplaced))


def _lines_not_passed(
    leg: LegView, contact: Wall, repetitions: Sequence[RepetitionWindow]
) -> list[tuple[float, float]]:
    """Where lines on the floor cross the level of the toes, with deviations; without those that the knee passed."""
    lines = [_crossing(leg, line, repetitions) for line in leg.outline.floor_lines] if leg.outline is not None else []
    return [(at, sd) for at, sd in lines if at - contact.floor_px > -AGREEMENT * np.hypot(sd, contact.sd_px)]


def _crossing(leg: LegView, line: FloorLine, repetitions: Sequence[RepetitionWindow]) -> tuple[float, float]:
    """Where a line on the floor crosses the level of the toes at the bottoms, pixels ahead, and its deviation."""
    assert leg.outline is not None
    bottoms = [r.bottom for r in repetitions]
    toes = leg.outline.toe_px[bottoms]
    seen = np.isfinite(toes).all(axis=1)
    if not seen.any():
        return np.nan, np.nan
    toe = np.median(toes[seen], axis=0)
    ahead, down = leg.view.ahead_px(line.ends_px), leg.view.down_px(line.ends_px)
    slope = float((ahead[1] - ahead[0]) / (down[1] - down[0]))
    level = float(leg.view.down_px(toe)) + TIP_HEIGHT_CM * leg.px_per_cm
    at = float(ahead[0] + slope * (level - down[0]))
    yaw = np.tan(np.radians((leg.view.off_side_deg or 0.0) + YAW_SD_DEG))
    away = at - float(leg.view.ahead_px(toe))
    level_sd_px = np.hypot(TIP_HEIGHT_CM * leg.px_per_cm, CAMERA_DOWN * yaw * away)
    return at, float(combine(line.sd_px, slope * level_sd_px, SKIRTING_SD_CM * leg.forward_px_per_cm))


def _contact(leg: LegView, repetitions: Sequence[RepetitionWindow]) -> Wall | None:
    """The wall taken to be where the knee came furthest in any attempt."""
    if not repetitions or not np.isfinite(leg.view.forward) or not np.isfinite(leg.px_per_cm):
        return None
    front, sd_px = knee_front(leg)
    reached = np.concatenate([front[r.frames] for r in repetitions])
    if not np.isfinite(reached).any():
        return None
    furthest = int(np.nanargmax(reached))
    frame = int(np.concatenate([np.arange(r.start, r.end + 1) for r in repetitions])[furthest])
    others = _height_px(leg, frame) * np.radians(leg.view.roll_sd_deg), _beside_sd_px(leg), CLOTH_SD_CM * leg.px_per_cm
    at = float(reached[furthest])
    return Wall(at - _beside_px(leg), float(combine(sd_px[frame], *others)), at, seen=False)


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


def _off_middle(leg: LegView) -> float:
    """How far ahead of the picture's middle the toes are seen, as a slope to the camera's axis."""
    width, height = leg.scene.width_px, leg.scene.height_px
    toe_px = leg.track.xy(Landmark.TOE, leg.side)[:, 0]
    seen = toe_px[np.isfinite(toe_px)]
    middle = float(np.median(seen)) if len(seen) else np.nan
    return leg.view.forward * (middle - width / 2.0) / (FOCAL * max(width, height))


def _beside_px(leg: LegView) -> float:
    """How much further from the picture's middle the nearer knee seems than the toes do at the same wall; left out
    where only the knee's joint is known, less well than this.
    """
    if leg.outline is None or not np.isfinite(leg.outline.knee_px).any():
        return 0.0
    return BESIDE_CM * leg.px_per_cm * _off_middle(leg)


def _beside_sd_px(leg: LegView) -> float:
    """What the knee's unknown place beside the foot moves it in the picture: by perspective, and by yaw."""
    yaw = np.sin(np.radians((leg.view.off_side_deg or 0.0) + YAW_SD_DEG))
    return float(BESIDE_SD_CM * leg.px_per_cm * np.hypot(_off_middle(leg), yaw))


def _wall(leg: LegView) -> Wall:
    return leg.wall if leg.wall is not None else Wall(np.nan, np.nan, np.nan, seen=False)
