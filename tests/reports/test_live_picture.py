"""The picture of a live check: where things are drawn, and that they follow the numbers."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from cv_rom.poses import Pose, PoseTrack
from cv_rom.reports.drawing import FLAG, NEAR, SOLE
from cv_rom.reports.live_picture import HEIGHT_PX, PANEL_PX, LivePanel, LivePicture
from cv_rom.skeleton import Landmark, Side

GREY = np.full((480, 640, 3), 90, np.uint8)
PANEL = LivePanel(31.0, 40.0, "31°", "best 40°", (("Leg", "left"), ("Hold", "3 s")), None, (), "Q stop")
NOBODY = Pose.nobody(0.0)


def drawn(panel: LivePanel, pose: Pose = NOBODY, side: Side | None = None) -> np.ndarray:
    return LivePicture(width_px=640, height_px=480).draw(GREY, pose, side, panel)


def pixels(image: np.ndarray, colour: tuple[int, int, int]) -> int:
    """How many pixels have exactly this colour."""
    return int((image == np.array(colour, np.uint8)).all(axis=-1).sum())


def test_the_picture_is_shown_large_with_the_panel_beside_it() -> None:
    image = drawn(PANEL)
    assert image.shape == (HEIGHT_PX, 960 + PANEL_PX, 3)
    assert (image[:, :960] == 90).all()


def test_the_arc_grows_with_the_angle() -> None:
    areas = [pixels(drawn(replace(PANEL, angle_deg=angle))[:, 960:], NEAR) for angle in (10.0, 20.0, 50.0, 90.0)]
    assert areas[0] < areas[1] < areas[2] == areas[3]
    assert pixels(drawn(replace(PANEL, angle_deg=None, angle="–")), NEAR) == 0


def test_an_angle_below_zero_has_no_arc() -> None:
    assert pixels(drawn(replace(PANEL, angle_deg=-12.0, angle="\u221212°")), NEAR) == 0


def test_the_best_has_a_mark_and_a_number() -> None:
    without = drawn(replace(PANEL, best_deg=None, best=""))
    assert pixels(without, SOLE) == 0
    assert pixels(drawn(PANEL), SOLE) > 500


def test_flags_and_messages_stand_at_the_top_where_no_feet_are() -> None:
    flagged = drawn(replace(PANEL, flags=("▲ Heel down!",), message="Stand still."))
    lines = np.flatnonzero((flagged[:, :960] != 90).any(axis=(1, 2)))
    assert lines.max() < HEIGHT_PX // 4
    assert np.abs(flagged[140, 900].astype(int) - np.array(FLAG)).max() < 20


def test_long_sentences_leave_the_legs_in_view_on_a_narrow_picture() -> None:
    image = np.full((1280, 720, 3), 90, np.uint8)
    long = "Die Füße sind nicht zu sehen. Treten Sie zurück, oder neigen Sie die Kamera nach unten."
    shown = LivePicture(width_px=720, height_px=1280).draw(image, NOBODY, None, replace(PANEL, message=long))
    assert (shown[HEIGHT_PX // 3 :, :405] == 90).all()


def test_a_long_verdict_is_written_smaller_and_ends_inside() -> None:
    verdict = "the knee did not reach the wall"
    shown = drawn(replace(PANEL, facts=(*PANEL.facts, ("Last attempt", verdict))))
    panel = (shown[590:670, 960:] == 255).all(axis=-1)
    assert not panel[:, -24:].any(), "nothing is cut off at the right"
    assert panel[45:].any(), "it goes on in a second line"


@pytest.mark.parametrize("width", [360, 640, 1280])
def test_long_sentences_stay_inside(width: int) -> None:
    image = np.full((480, width, 3), 90, np.uint8)
    long = "Step back until your whole body is in the picture, from head to feet. " * 2
    panel = replace(PANEL, message=long, flags=("Donaudampfschifffahrtsgesellschaftskapitän",))
    assert LivePicture(width_px=width, height_px=480).draw(image, NOBODY, None, panel).shape[1] > PANEL_PX


def test_the_measured_leg_is_drawn_strongly(track: PoseTrack) -> None:
    pose = track[0]
    image = LivePicture(width_px=180, height_px=320).draw(np.full((320, 180, 3), 90, np.uint8), pose, Side.LEFT, PANEL)
    hip, knee = (pose.xy(landmark, Side.LEFT) for landmark in (Landmark.HIP, Landmark.KNEE))
    x, y = ((hip + knee) / 2.0 * HEIGHT_PX / 320).astype(int)
    assert pixels(image[y - 6 : y + 7, x - 6 : x + 7], NEAR) > 0
