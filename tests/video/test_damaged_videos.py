"""Videos damaged at random: whatever is left is read or refused, with no other error and nothing on standard error.

`make fuzz` damages them for longer.
"""

import os
import random
import time
from contextlib import suppress

import pytest
from clips import even_times, write_clip

from cv_rom.errors import VideoError
from cv_rom.video.sampling import frames_at, sample_frames
from cv_rom.video.video_file import VideoFile

SECONDS = float(os.environ.get("CV_ROM_FUZZ_S", "4")) / 8
TRIES_AT_MOST = 300 if SECONDS <= 1 else 10**9
HEAD_BYTES = 1500
"""Where the headers are; most damage is done there and at the end."""
EXTREMES = (b"\xff" * 4, b"\0" * 4, b"\x7f\xff\xff\xff", b"\x80\0\0\0", b"\xff" * 8, b"\x7f" + b"\xff" * 7)


def damaged(content, chance):
    """A copy that is cut, or has a few wrong bytes."""
    copy = bytearray(content)
    if chance.random() < 0.15:
        return copy[: chance.randrange(1, len(copy))]
    for _ in range(chance.choice([1, 1, 2, 4, 16])):
        end = min(HEAD_BYTES, len(copy)) - 8
        place = chance.choice([chance.randrange(end), chance.randrange(end), len(copy) - 8 - chance.randrange(end)])
        wrong = chance.choice([bytes([chance.randrange(256)]), chance.choice(EXTREMES)])
        copy[place : place + len(wrong)] = wrong
    return copy


@pytest.mark.timeout(0)
@pytest.mark.parametrize(
    ("name", "codec"),
    [
        ("clip.mp4", "libx264"),
        ("clip.mov", "libx265"),
        ("clip.mkv", "libvpx-vp9"),
        ("clip.ts", "libx264"),
        ("clip.avi", "mpeg4"),
        ("clip.flv", "libx264"),
        ("clip.wmv", "wmv2"),
    ],
)
def test_a_damaged_video_is_read_or_refused(name, codec, tmp_path, capfd):
    path = write_clip(tmp_path / name, codec=codec, times_s=even_times(12))
    whole, chance, read = path.read_bytes(), random.Random(name), 0
    until_s = time.monotonic() + SECONDS
    for _ in range(TRIES_AT_MOST):
        path.write_bytes(damaged(whole, chance))
        with suppress(VideoError):
            with VideoFile(path) as video:
                times_s = [frame.time_s for frame in video]
                assert (video.source(0).frames_decoded, len(set(times_s))) == (len(times_s), len(times_s))
                video.warnings()
            sample_frames(path, 4)
            list(frames_at(path, times_s[:3]))
            read += 1
        if time.monotonic() > until_s:
            break
    assert read
    assert capfd.readouterr().err == ""
