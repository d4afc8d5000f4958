from fractions import Fraction

import pytest

from cv_rom.video.frame_clock import FrameClock

MILLISECONDS = Fraction(1, 1000)


@pytest.mark.parametrize(
    ("stamps", "times_s", "counts"),
    [
        pytest.param([0, 40, 80], [0.0, 0.04, 0.08], (0, 0, 0), id="even"),
        pytest.param([0, None, 80], [0.0, 0.04, 0.08], (1, 0, 0), id="missing stamp is one usual step later"),
        pytest.param([None, 40, 80], [0.0, 0.04, 0.08], (1, 0, 0), id="missing at the start"),
        pytest.param([0, 40, 40, 80], [0.0, 0.04, None, 0.08], (0, 1, 0), id="repeated"),
        pytest.param([0, 40, 30, 80], [0.0, 0.04, None, 0.08], (0, 1, 0), id="slightly back"),
        pytest.param([0, 0.4, 0.8, 1.2], [0.0, None, 0.0008, None], (0, 2, 0), id="sooner than any camera"),
        pytest.param([5000, 5040, 0, 40], [0.0, 0.04, 0.08, 0.12], (0, 0, 1), id="the count starts again"),
        pytest.param([0, 40, 900_000, 900_040], [0.0, 0.04, 0.08, 0.12], (0, 0, 1), id="leap ahead"),
        pytest.param([0, 40, 900_000, 80], [0.0, 0.04, 0.08, 0.12], (0, 0, 2), id="one wild stamp"),
        pytest.param([0, 40, 5040], [0.0, 0.04, 5.04], (0, 0, 0), id="a true gap stays"),
        pytest.param([33, 73], [0.033, 0.073], (0, 0, 0), id="later than the start"),
        pytest.param([-40, 0], [0.0, 0.04], (0, 0, 0), id="before the start"),
        pytest.param([99_000, 99_040], [0.0, 0.04], (0, 0, 0), id="far after the start"),
    ],
)
def test_times_of_stamps(stamps, times_s, counts):
    start_s = stamps[0] / 1000 if stamps[0] == 5000 else 0.0
    clock = FrameClock(MILLISECONDS, start_s=start_s, usual_step_s=0.04)
    assert [clock.time_s(stamp) for stamp in stamps] == pytest.approx(times_s)
    assert (clock.without_stamp, clock.left_out, clock.leaps) == counts
