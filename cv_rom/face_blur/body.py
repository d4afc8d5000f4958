"""The assessed person's own body: what lies on it is no face, and its legs are what the pictures are for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import cv2
import numpy as np

from cv_rom.face_blur.heads import Head, Mask, head_of, torso_px
from cv_rom.geometry import FloatArray
from cv_rom.poses import Pose
from cv_rom.skeleton import Landmark, Side, index

LIMB_HALF_WIDTH = 0.16
"""Of arms and legs, as a share of shoulder to hip (by eye: rendered and real people)."""
HAND_BEYOND_WRIST = 0.3
"""How far the hand reaches beyond the wrist, as a share of shoulder to hip."""
OWN_HEAD_RADII = 1.5
"""Within this many radii of the head that the pose gives, a finding may be the true head: the pose errs at times."""

ARM = (Landmark.ELBOW, Landmark.WRIST)
LEGS = (Landmark.HIP, Landmark.KNEE), (Landmark.KNEE, Landmark.ANKLE), (Landmark.HEEL, Landmark.TOE)


def on_body(head: Head, poses: Iterable[Pose]) -> bool:
    """Whether a finding sits on somebody's forearms, hands, belly or legs, far from their head."""
    return any(_on_body(head, pose) for pose in poses)


def _on_body(head: Head, pose: Pose) -> bool:
    own = head_of(pose)
    if own is None or head.distance(own) < OWN_HEAD_RADII * own.radius:
        return False
    half_width = LIMB_HALF_WIDTH * torso_px(pose)
    reach = half_width + 0.5 * min(head.radius, own.radius)
    centre = np.array([head.x, head.y])
    limbs = any(_to_segment(centre, start, end) < reach for start, end in _limbs(pose))
    return limbs or _on_trunk(centre, pose, reach)


def _limbs(pose: Pose) -> list[tuple[FloatArray, FloatArray]]:
    """Ends of the forearms with hands, and of the legs' segments."""
    limbs = [(pose.xy(a, side), pose.xy(b, side)) for a, b in LEGS for side in Side]
    for side in Side:
        elbow, wrist = (pose.xy(landmark, side) for landmark in ARM)
        forearm = wrist - elbow
        length = max(float(np.hypot(*forearm)), 1.0)
        limbs.append((elbow, wrist + forearm / length * HAND_BEYOND_WRIST * torso_px(pose)))
        limbs.append((wrist, pose.xy_px[index(Landmark.WRIST, side) + 4]))  # the index finger's knuckle
    return limbs


def _on_trunk(centre: FloatArray, pose: Pose, reach: float) -> bool:
    """Between mid-chest and the hips."""
    shoulders, hips = (
        np.array([pose.xy(landmark, side) for side in Side]).mean(axis=0)
        for landmark in (Landmark.SHOULDER, Landmark.HIP)
    )
    broad = np.hypot(*(pose.xy(Landmark.SHOULDER, Side.LEFT) - pose.xy(Landmark.SHOULDER, Side.RIGHT))) / 2
    return _to_segment(centre, (shoulders + hips) / 2, hips) < max(reach, float(broad))


def _to_segment(point: FloatArray, start: FloatArray, end: FloatArray) -> float:
    """Distance of a point to a line segment, pixels; NaN where the segment is not seen."""
    along = end - start
    share = np.clip((point - start) @ along / max(float(along @ along), 1e-9), 0.0, 1.0)
    return float(np.hypot(*(point - start - share * along)))


def legs_mask(poses: Sequence[Pose], height: int, width: int) -> Mask | None:
    """Where the legs and feet of these people are, shape (H, W); None without people."""
    if not poses:
        return None
    mask = np.zeros((height, width), np.uint8)
    for pose in poses:
        thickness = max(1, round(2 * LIMB_HALF_WIDTH * torso_px(pose)))
        for a, b in LEGS:
            for side in Side:
                ends = np.array([pose.xy(a, side), pose.xy(b, side)])
                if np.isfinite(ends).all():
                    (x1, y1), (x2, y2) = np.clip(ends, -10_000, 10_000).round().astype(int).tolist()
                    cv2.line(mask, (x1, y1), (x2, y2), 1, thickness)
    return mask.astype(np.bool_)
