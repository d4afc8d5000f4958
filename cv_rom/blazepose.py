"""What the landmarks of BlazePose are worth: the pose model's own pixels, seen in the picture.

Whoever runs the model (in Python or in a browser) gets 33 landmarks as fractions of the picture; here they become a
`Pose` with a stated noise.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from cv_rom.geometry import FloatArray, distance, midpoint
from cv_rom.poses import Pose
from cv_rom.skeleton import LANDMARK_COUNT, Landmark, Side, index

NET_SIDE_PX = 256  # the landmark net's input, BlazePose GHUM model card
ROI_SCALE = 1.25  # pose_landmarks_detector_graph.cc, ConfigureRectTransformationCalculator
JOINT_BELOW_ANKLE = 0.08
"""The ankle's joint centre lies 2 to 4 cm below its landmark, in lengths of the shank."""
JOINT_SD = 0.01
"""Standard deviation of the ankle against the heel, in lengths of the shank: half the shift that fitting its outline
leaves across the leg."""
LANDMARKS_ALONE = 2.0
"""While a leg moves its landmarks err by more than they jitter, all in one direction: on bodies of known truth the
shank by 4 deg where the jitter explains 1.7, a flat heel by 15 mm (root mean square) where it explains 8."""
LANDMARK_TILT_SD_DEG = 4.0
"""The landmarks' tilt of the shank since stance errs by 3.6 deg in the mean on bodies of known truth, at most 7.6."""
_LEFT_HIP, _RIGHT_HIP = (int(index(Landmark.HIP, side)) for side in Side)


def pose_of_landmarks(time_s: float, landmarks: ArrayLike, *, width_px: float, height_px: float) -> Pose:
    """The pose of landmarks (33, 3): x and y as fractions of the picture's width and height, and visibility.

    Raises:
        ValueError: the shape is another one.

    """
    points = np.asarray(landmarks, dtype=np.float64)
    if points.shape != (LANDMARK_COUNT, 3):
        raise ValueError(f"landmarks must have shape ({LANDMARK_COUNT}, 3), got {points.shape}")
    xy_px = points[:, :2] * (width_px, height_px)
    visibility = np.minimum(np.maximum(points[:, 2], 0.0), 1.0)
    return Pose(time_s, xy_px, visibility, np.full(LANDMARK_COUNT, net_pixel_px(xy_px)))


def net_pixel_px(xy_px: FloatArray) -> float:
    """How many pixels of the picture one pixel of the landmark net's 256 x 256 crop covers.

    The crop is a square about mid-hip; its side is 1.25 times the diameter of the circle that holds the whole
    person (BlazePose, Bazarevsky et al. 2020, arXiv 2006.10204). The circle is estimated here as the smallest
    one about mid-hip that holds all 33 landmarks.
    """
    radius = distance(xy_px, midpoint(xy_px[_LEFT_HIP], xy_px[_RIGHT_HIP])).max()
    return float(ROI_SCALE * 2 * radius / NET_SIDE_PX)
