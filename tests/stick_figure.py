"""A stick figure: forward kinematics of a person whose angles are known by construction, filmed into a `PoseTrack`.

A `Motion` says what the joints do over time, a `Body` how long the bones are, a `Camera` from where it is seen; `film`
makes the landmarks. From the side the projection is parallel, so an angle in a plane square to the camera is exact;
from front and back it is a phone's perspective. What can go
wrong with landmarks (noise, hidden points, swapped labels, people leaving) is in `track_changes`.

Person's axes: forward, left, up; centimetres, the origin on the floor below the middle of the ankles in stance.
Lengths are shares of body height after Drillis & Contini (1966; in Winter 2009, fig. 4.1). The widths of shoulders and
hips and the places of heel and toe are those of the pose model's landmarks instead.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

import numpy as np

from cv_rom.biomechanics.perspective import FOCAL_TO_DIAGONAL
from cv_rom.geometry import FloatArray, rotate
from cv_rom.poses import PoseTrack
from cv_rom.scene import Scene
from cv_rom.skeleton import FACE, LANDMARK_COUNT, LEG, MIRROR, NOSE, Landmark, Side, index

RATE = 30.0
FACING_DEG = {"right": 0.0, "camera": 90.0, "left": 180.0, "away": 270.0}


@dataclass(frozen=True)
class Body:
    """Bone lengths, cm. Heel, ankle and toe are given in the flat foot's plane: (forward of the ankle, up)."""

    height_cm: float = 175.0
    ankle_above_joint_cm: float = 0.0  # the model's ankle landmark lies some 3 cm up the shank

    @property
    def shank(self) -> float:
        return 0.246 * self.height_cm

    @property
    def thigh(self) -> float:
        return 0.245 * self.height_cm

    @property
    def trunk(self) -> float:
        return 0.288 * self.height_cm

    @property
    def foot_length_cm(self) -> float:
        return 0.152 * self.height_cm

    @property
    def heel_to_toe(self) -> float:
        return 0.83 * self.foot_length_cm

    @property
    def ankle(self) -> tuple[float, float]:
        return 0.0, 0.039 * self.height_cm

    @property
    def heel(self) -> tuple[float, float]:
        return -0.2 * self.foot_length_cm, 3.0

    @property
    def toe(self) -> tuple[float, float]:
        return self.heel[0] + self.heel_to_toe, 3.0

    @property
    def toe_inward_cm(self) -> float:
        """The big toe lies inward of the foot's axis."""
        return 0.075 * self.foot_length_cm

    @property
    def ball(self) -> tuple[float, float]:
        """The metatarsal heads: 0.72 of the foot's length from its back, where the toe landmark lies at 0.90."""
        return self.heel[0] + 0.8 * self.heel_to_toe, self.heel[1]

    @property
    def half_hips(self) -> float:
        return 0.21 * self.trunk

    @property
    def half_shoulders(self) -> float:
        return 0.35 * self.trunk


@dataclass(frozen=True)
class Motion:
    """What the joints do: every array has shape (T,), degrees unless named otherwise; both legs alike.

    `foot_pitch_deg` turns the foot about the metatarsal heads, heel up; the toes stay flat. `valgus_deg` is the
    projected hip-knee-ankle angle.
    `travel_cm` carries the whole person forward. `stagger_cm` sets the foot of `back_leg` that far back.
    """

    time_s: FloatArray
    tibia_deg: FloatArray
    knee_flexion_deg: FloatArray
    foot_pitch_deg: FloatArray
    toe_out_deg: FloatArray
    valgus_deg: FloatArray
    ankle_inward_mm: FloatArray
    travel_cm: FloatArray
    back_leg: Side | None = None
    stagger_cm: float = 0.0
    bottoms_s: tuple[float, ...] = field(default=(), compare=False)

    @property
    def dorsiflexion_deg(self) -> FloatArray:
        return self.tibia_deg - self.foot_pitch_deg

    def heel_height_mm(self, body: Body) -> FloatArray:
        """How far the heel has risen, from its turn about the metatarsal heads."""
        return 10.0 * (body.ball[0] - body.heel[0]) * np.sin(np.radians(self.foot_pitch_deg))


@dataclass(frozen=True)
class Camera:
    """A level camera; far away, but for front and back views. `yaw_deg` turns it off `facing` towards the person's
    front, `roll_deg` the picture clockwise. `floor_px` is where the person stands."""

    facing: Literal["right", "left", "camera", "away"] = "right"
    yaw_deg: float = 0.0
    roll_deg: float = 0.0
    px_per_cm: float = 4.0
    floor_px: tuple[float, float] = (640.0, 860.0)
    size_px: tuple[int, int] = (1280, 960)

    @property
    def turned_rad(self) -> float:
        """0 where image right is the person's forward, a quarter turn where it is the person's left."""
        towards_front = -1.0 if self.facing == "left" else 1.0
        return float(np.radians(FACING_DEG[self.facing] + towards_front * self.yaw_deg))

    @property
    def near_side(self) -> Side | None:
        across = np.cos(self.turned_rad)
        if abs(across) < 0.5:
            return None
        return Side.RIGHT if across > 0 else Side.LEFT

    @property
    def distance_cm(self) -> float:
        """From the camera to the person's ankles."""
        return np.inf if self.near_side is not None else FOCAL_TO_DIAGONAL * np.hypot(*self.size_px) / self.px_per_cm


# --- motions ---------------------------------------------------------------------------------------------------


def depth_curve(
    time_s: FloatArray, starts_s: Sequence[float], down_s: float, hold_s: float, up_s: float
) -> list[FloatArray]:
    """For each repetition a curve (T,) from 0 to 1 and back: cosine descents with a plateau."""

    def ramp(t: FloatArray, start: float, length: float) -> FloatArray:
        return (1.0 - np.cos(np.pi * np.clip((t - start) / length, 0.0, 1.0))) / 2.0

    return [ramp(time_s, s, down_s) - ramp(time_s, s + down_s + hold_s, up_s) for s in starts_s]


def repeated(
    count: int,
    *,
    stand: Sequence[float],
    bottom: Sequence[float | Sequence[float]],
    down_s: float = 1.0,
    hold_s: float = 0.5,
    up_s: float = 1.0,
    rest_s: float = 1.0,
    rate: float = RATE,
    time_s: FloatArray | None = None,
) -> tuple[FloatArray, list[FloatArray], tuple[float, ...]]:
    """Times, curves that go from `stand` to each repetition's `bottom` and back, and the times of the bottoms."""
    cycle_s = down_s + hold_s + up_s + rest_s
    starts_s = [rest_s + i * cycle_s for i in range(count)]
    if time_s is None:
        time_s = np.arange(round((rest_s + count * cycle_s) * rate) + 1) / rate
    depths = depth_curve(time_s, starts_s, down_s, hold_s, up_s)
    curves = []
    for low, high in zip(stand, bottom, strict=True):
        highs = np.broadcast_to(np.asarray(high, dtype=float), (count,))
        curves.append(low + sum(((h - low) * d for h, d in zip(highs, depths, strict=True)), np.zeros(len(time_s))))
    return time_s, curves, tuple(s + down_s + hold_s / 2.0 for s in starts_s)


def squats(
    dorsiflexion_deg: Sequence[float] = (32.0,),
    *,
    stance_deg: float = 2.5,
    knee_deg: float | Sequence[float] = 100.0,
    heel_lift_deg: float | Sequence[float] = 0.0,
    toe_out_deg: float = 0.0,
    bottom_toe_out_deg: float | None = None,
    valgus_deg: float | Sequence[float] = 0.0,
    ankle_inward_mm: float | Sequence[float] = 0.0,
    **timing: float | FloatArray | None,
) -> Motion:
    """Squats with the given dorsiflexion at each bottom; a lifted heel adds its pitch to the tibia."""
    count = len(dorsiflexion_deg)
    tibia = np.asarray(dorsiflexion_deg, dtype=float) + np.asarray(heel_lift_deg, dtype=float)
    out = toe_out_deg if bottom_toe_out_deg is None else bottom_toe_out_deg
    time_s, curves, bottoms_s = repeated(
        count,
        stand=(stance_deg, 6.0, 0.0, toe_out_deg, 0.0, 0.0),
        bottom=(tibia, knee_deg, heel_lift_deg, out, valgus_deg, ankle_inward_mm),
        **timing,
    )
    return Motion(time_s, *curves, np.zeros(len(time_s)), bottoms_s=bottoms_s)


def lunges(
    dorsiflexion_deg: Sequence[float] = (35.0,),
    *,
    leg: Side = Side.RIGHT,
    stance_deg: float = 2.5,
    heel_lift_deg: float | Sequence[float] = 0.0,
    foot_back_cm: Sequence[float] = (),
    **timing: float | FloatArray | None,
) -> Motion:
    """Knee-to-wall attempts of `leg`, the other foot behind; `foot_back_cm`: by how much the foot stands further back
    (or, negative, forward) in each attempt, with the person moving between the attempts."""
    count = len(dorsiflexion_deg)
    tibia = np.asarray(dorsiflexion_deg, dtype=float) + np.asarray(heel_lift_deg, dtype=float)
    time_s, (tibia, knee, pitch), bottoms_s = repeated(
        count, stand=(stance_deg, 12.0, 0.0), bottom=(tibia, tibia + 35.0, heel_lift_deg), **timing
    )
    still = np.zeros(len(time_s))
    travel = still if not len(foot_back_cm) else -np.interp(time_s, *_steps(bottoms_s, foot_back_cm, timing))
    return Motion(time_s, tibia, knee, pitch, still, still, still, travel, leg.other, 42.0, bottoms_s)


def half_kneelings(
    tibia_deg: Sequence[float] = (35.0,),
    *,
    leg: Side = Side.RIGHT,
    heel_lift_deg: float | Sequence[float] = 0.0,
    **timing: float | FloatArray | None,
) -> Motion:
    """Attempts of the half-kneeling screen: the thigh of `leg` level, the other knee on the floor; with `tibia_deg` at
    the bottoms, heel lift included."""
    count = len(tibia_deg)
    bottom = np.asarray(tibia_deg, dtype=float)
    time_s, (tibia, knee, pitch), bottoms_s = repeated(
        count, stand=(2.5, 92.5, 0.0), bottom=(bottom, bottom + 80.0, heel_lift_deg), **timing
    )
    still = np.zeros(len(time_s))
    return Motion(time_s, tibia, knee, pitch, still, still, still, still, leg.other, 84.0, bottoms_s)


def _steps(
    bottoms_s: Sequence[float], places: Sequence[float], timing: dict[str, float | FloatArray | None]
) -> tuple[list[float], list[float]]:
    """A staircase that is at `places[i]` around bottom i and moves in the middle of each rest."""
    half = (float(timing.get("down_s") or 1.0) * 2 + float(timing.get("hold_s") or 0.5)) / 2.0 + 0.2
    times = [t for bottom in bottoms_s for t in (bottom - half, bottom + half)]
    return times, [p for place in places for p in (place, place)]


def standing(duration_s: float = 4.0, *, stance_deg: float = 2.5, rate: float = RATE) -> Motion:
    """Standing still."""
    time_s = np.arange(round(duration_s * rate) + 1) / rate
    zero = np.zeros(len(time_s))
    return Motion(time_s, zero + stance_deg, zero + 6.0, zero, zero, zero, zero, zero)


# --- forward kinematics ----------------------------------------------------------------------------------------


def _fan(length: float, angle_deg: FloatArray) -> FloatArray:
    """A segment that leans forward by the angle: (T, 2) of forward, up."""
    a = np.radians(angle_deg)
    return length * np.stack([np.sin(a), np.cos(a)], axis=-1)


def _foot(motion: Motion, body: Body) -> dict[Landmark, FloatArray]:
    """Ankle, heel and toe, (T, 2), in the foot's own plane: it turns about the metatarsal heads, the toes stay."""
    ball = np.asarray(body.ball)
    p = np.radians(motion.foot_pitch_deg)[:, None]
    places = {Landmark.TOE: np.tile(np.asarray(body.toe), (len(motion.time_s), 1))}
    for landmark, place in ((Landmark.ANKLE, body.ankle), (Landmark.HEEL, body.heel)):
        g, u = np.asarray(place) - ball
        places[landmark] = ball + np.concatenate([g * np.cos(p) + u * np.sin(p), u * np.cos(p) - g * np.sin(p)], axis=1)
    return places


def _knee_inward(upper: FloatArray, lower: FloatArray, valgus_deg: FloatArray) -> FloatArray:
    """How far the knee lies inward when it splits the angle: atan(d / upper) + atan(d / lower) = valgus."""
    t = np.tan(np.radians(valgus_deg))
    with np.errstate(divide="ignore", invalid="ignore"):
        d = (np.sqrt((upper + lower) ** 2 + 4.0 * upper * lower * t**2) - (upper + lower)) / (2.0 * t)
    return np.where(t == 0.0, 0.0, d)


def _leg(motion: Motion, body: Body, outward: float) -> dict[Landmark, FloatArray]:
    """One leg, (T, 3) of forward, left, up; `outward` is +1 for the left side. The hip is above the ankle."""
    foot = _foot(motion, body)
    out = np.radians(motion.toe_out_deg)
    axis = np.stack([np.cos(out), outward * np.sin(out)], axis=-1)
    side = outward * body.half_hips
    places = {}
    for landmark, place in foot.items():
        floor = axis * place[:, :1]
        places[landmark] = np.column_stack([floor[:, 0], floor[:, 1] + side, place[:, 1]])
    big_toe = np.column_stack([axis[:, 1], -axis[:, 0], np.zeros(len(axis))])
    places[Landmark.TOE] += outward * body.toe_inward_cm * big_toe
    ankle = places[Landmark.ANKLE].copy()
    ankle[:, 1] = side - outward * motion.ankle_inward_mm / 10.0
    knee = ankle[:, [0, 2]] + _fan(body.shank, motion.tibia_deg)
    hip = knee + _fan(body.thigh, motion.tibia_deg - motion.knee_flexion_deg)
    inward = _knee_inward(hip[:, 1] - knee[:, 1], knee[:, 1] - ankle[:, 2], motion.valgus_deg)
    places[Landmark.KNEE] = np.column_stack([knee[:, 0], ankle[:, 1] - outward * inward, knee[:, 1]])
    places[Landmark.HIP] = np.column_stack([hip[:, 0], ankle[:, 1], hip[:, 1]])
    up_shank = body.ankle_above_joint_cm / body.shank
    places[Landmark.ANKLE] = ankle + up_shank * (places[Landmark.KNEE] - ankle)
    return places


def _set_back(front: dict[Landmark, FloatArray], body: Body, stagger_cm: float) -> dict[Landmark, FloatArray]:
    """The hind leg of a lunge: its hip beside the other, its foot `stagger_cm` behind, the knee bent as it must be."""
    mirror = np.array([1.0, -1.0, 1.0])
    back = {landmark: place * mirror for landmark, place in front.items()}
    hip = back[Landmark.HIP]
    target = np.median(back[Landmark.ANKLE], axis=0) - (stagger_cm, 0.0, 0.0)
    way = target - hip
    reach = np.linalg.norm(way, axis=1, keepdims=True)
    length = np.minimum(reach, 0.98 * (body.thigh + body.shank))
    ankle = hip + way / reach * length
    along = (length**2 + body.thigh**2 - body.shank**2) / (2.0 * length)
    across = np.sqrt(np.maximum(body.thigh**2 - along**2, 0.0))
    forward = np.column_stack([-way[:, 2], np.zeros(len(way)), way[:, 0]]) / reach
    moved = ankle - back[Landmark.ANKLE]
    for landmark in (Landmark.ANKLE, Landmark.HEEL, Landmark.TOE):
        back[landmark] = back[landmark] + moved
    back[Landmark.KNEE] = hip + way / reach * along + forward * across
    return back


def _upper_body(xyz: FloatArray, motion: Motion, body: Body) -> None:
    """Trunk, arms and head into `xyz` (T, 33, 3), which holds the hips already."""
    lean = 0.35 * motion.knee_flexion_deg
    hips = xyz[:, [index(Landmark.HIP, side) for side in Side]].mean(axis=1)
    trunk = _fan(body.trunk, lean)
    neck = hips + np.column_stack([trunk[:, 0], 0.0 * lean, trunk[:, 1]])
    arm, forearm = (_fan(share * body.height_cm, 175.0 - motion.knee_flexion_deg) for share in (0.186, 0.146))
    for side in Side:
        across = body.half_shoulders * (1.0 if side is Side.LEFT else -1.0)
        shoulder = neck + np.array([0.0, across, 0.0])
        elbow = shoulder + np.insert(arm, 1, 0.0, axis=1)
        wrist = elbow + np.insert(forearm, 1, 0.0, axis=1)
        for landmark, place in ((Landmark.SHOULDER, shoulder), (Landmark.ELBOW, elbow), (Landmark.WRIST, wrist)):
            xyz[:, index(landmark, side)] = place
        for finger in (17, 19, 21):
            xyz[:, finger + (side is Side.RIGHT)] = wrist + np.insert(0.3 * forearm, 1, 0.0, axis=1)
    for i in FACE:
        left = 0.0 if MIRROR[i] == i else (1.0 if MIRROR[i] > i else -1.0)
        away = 3.0 if i in (7, 8) else 9.0  # ears lie behind the face
        xyz[:, i] = neck + np.array([away, 5.0 * left, 0.09 * body.height_cm])
    xyz[:, NOSE, 0] += 3.0


def points_cm(motion: Motion, body: Body) -> FloatArray:
    """All landmarks in the person's axes, shape (T, 33, 3)."""
    xyz = np.zeros((len(motion.time_s), LANDMARK_COUNT, 3))
    legs = {side: _leg(motion, body, 1.0 if side is Side.LEFT else -1.0) for side in Side}
    if motion.back_leg is not None:
        legs[motion.back_leg] = _set_back(legs[motion.back_leg.other], body, motion.stagger_cm)
    for side, places in legs.items():
        for landmark, place in places.items():
            xyz[:, index(landmark, side)] = place
    _upper_body(xyz, motion, body)
    xyz[..., 0] += motion.travel_cm[:, None]
    return xyz


def film(motion: Motion, camera: Camera | None = None, *, body: Body | None = None, noise_px: float = 0.5) -> PoseTrack:
    """The landmarks in the picture. `noise_px` is what the track states of its points; see `noisy` for real noise."""
    camera, body = camera or Camera(), body or Body()
    return _project(motion.time_s, points_cm(motion, body), camera, noise_px)


def _project(time_s: FloatArray, xyz: FloatArray, camera: Camera, noise_px: float) -> PoseTrack:
    a = camera.turned_rad
    right = xyz[..., 0] * np.cos(a) + xyz[..., 1] * np.sin(a)
    towards = xyz[..., 0] * np.sin(a) - xyz[..., 1] * np.cos(a)
    middle = np.asarray(camera.size_px) / 2.0
    flat = np.asarray(camera.floor_px) + camera.px_per_cm * np.stack([right, -xyz[..., 2]], axis=-1)
    picture = middle + (flat - middle) / (1.0 - towards / camera.distance_cm)[..., None]
    if camera.roll_deg:
        picture = rotate(picture, camera.roll_deg, camera.floor_px)
    visibility = np.full(LANDMARK_COUNT, 0.99)
    for side in Side:
        far = camera.near_side not in (None, side)
        visibility[[index(landmark, side) for landmark in LEG[1:]]] = 0.4 if far else 0.97
    shape = picture.shape[:2]
    return PoseTrack(time_s, picture, np.broadcast_to(visibility, shape), np.full(shape, noise_px))


def walk(camera: Camera | None = None, *, speed_cm_s: float = 120.0, rate: float = RATE) -> PoseTrack:
    """Somebody who walks across the picture: legs swing by 25 deg in antiphase, knees bend in the swing."""
    camera, body = camera or Camera(), Body()
    across_cm = camera.size_px[0] / camera.px_per_cm - 60.0
    time_s = np.arange(round(across_cm / speed_cm_s * rate)) / rate
    travel = speed_cm_s * time_s - across_cm / 2.0
    base = points_cm(replace(standing(rate=rate, duration_s=(len(time_s) - 1) / rate), travel_cm=travel), body)
    for side, sign in ((Side.LEFT, 1.0), (Side.RIGHT, -1.0)):
        swing = 25.0 * sign * np.sin(2.0 * np.pi * 0.9 * time_s)
        bend = 30.0 * np.maximum(0.0, sign * np.cos(2.0 * np.pi * 0.9 * time_s))
        hip = base[:, index(Landmark.HIP, side)]
        knee = hip - np.insert(_fan(body.thigh, -swing), 1, 0.0, axis=1)
        ankle = knee - np.insert(_fan(body.shank, bend - swing), 1, 0.0, axis=1)
        moved = ankle - base[:, index(Landmark.ANKLE, side)]
        base[:, index(Landmark.KNEE, side)] = knee
        for landmark in (Landmark.ANKLE, Landmark.HEEL, Landmark.TOE):
            base[:, index(landmark, side)] += moved
    return _project(time_s, base, camera, 0.5)


def scene(camera: Camera | None = None, **given: object) -> Scene:
    """The scene of a camera's picture, and what the user gave."""
    width_px, height_px = (camera or Camera()).size_px
    return Scene(width_px, height_px, **given)
