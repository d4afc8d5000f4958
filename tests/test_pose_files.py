from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from cv_rom.errors import PoseFileError
from cv_rom.outlines import LegOutline
from cv_rom.pose_files import SCHEMA, read_poses, read_recording, write_poses
from cv_rom.poses import Pose, PoseTrack
from cv_rom.skeleton import LANDMARK_COUNT


@pytest.fixture
def track() -> PoseTrack:
    """Three frames; nobody in the middle one."""
    xy_px = np.arange(LANDMARK_COUNT * 2.0).reshape(LANDMARK_COUNT, 2) / 7
    seen = [Pose(t, xy_px + t, np.full(LANDMARK_COUNT, 0.9), np.full(LANDMARK_COUNT, 2.5)) for t in (0.0, 0.08)]
    return PoseTrack.from_poses([seen[0], Pose.nobody(0.04), seen[1]])


def test_what_is_read_is_what_was_written(tmp_path: Path, track: PoseTrack) -> None:
    write_poses(tmp_path / "poses.npz", track)
    read = read_poses(tmp_path / "poses.npz")
    for name in ("time_s", "xy_px", "visibility", "noise_px"):
        np.testing.assert_array_equal(getattr(read, name), getattr(track, name), strict=True)
    assert [path.name for path in tmp_path.iterdir()] == ["poses.npz"]


def test_an_outline_is_stored_with_its_poses(tmp_path: Path, track: PoseTrack) -> None:
    numbers = np.arange(24.0).reshape(3, 8)
    numbers[1] = np.nan
    write_poses(tmp_path / "poses.npz", track, LegOutline.of_numbers(numbers))
    outline = read_recording(tmp_path / "poses.npz")[1]
    assert outline is not None
    np.testing.assert_array_equal(outline.numbers, numbers)
    assert len(read_poses(tmp_path / "poses.npz")) == 3


def test_an_outline_in_which_nothing_was_seen_is_none(tmp_path: Path, track: PoseTrack) -> None:
    write_poses(tmp_path / "poses.npz", track, LegOutline.unseen(3))
    assert read_recording(tmp_path / "poses.npz")[1] is None


def test_a_track_of_no_frames_can_be_stored(tmp_path: Path) -> None:
    write_poses(tmp_path / "empty.npz", PoseTrack.from_poses([]))
    assert len(read_poses(tmp_path / "empty.npz")) == 0


def arrays(track: PoseTrack) -> dict[str, np.ndarray]:
    names = ("time_s", "xy_px", "visibility", "noise_px")
    return {"schema": np.array(SCHEMA)} | {name: getattr(track, name) for name in names}


@pytest.mark.parametrize(
    ("change", "message"),
    [
        pytest.param({"schema": np.array("cv-rom/poses/9")}, "schema 'cv-rom/poses/9'", id="later schema"),
        pytest.param({"xy_px": np.zeros((3, 17, 2))}, "damaged or holds no poses", id="another skeleton"),
        pytest.param({"time_s": np.array([0.0, 0.0, 0.0])}, "damaged or holds no poses", id="time stands still"),
        pytest.param({"visibility": np.array([{}], dtype=object)}, "damaged or holds no poses", id="pickled object"),
        pytest.param({"outline": np.zeros((2, 8))}, "damaged or holds no poses", id="outline of other frames"),
        pytest.param({"outline": np.zeros((3, 7))}, "damaged or holds no poses", id="outline of other numbers"),
        pytest.param({"more": np.zeros(3)}, "not a file of poses", id="foreign archive"),
    ],
)
def test_a_file_that_holds_something_else_is_refused(
    tmp_path: Path, track: PoseTrack, change: dict[str, np.ndarray], message: str
) -> None:
    np.savez(tmp_path / "poses.npz", **(arrays(track) | change))
    with pytest.raises(PoseFileError, match=message) as caught:
        read_poses(tmp_path / "poses.npz")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("keep", [0, 10, 0.5, 0.99], ids=["empty", "ten bytes", "half", "nearly all"])
def test_a_cut_file_is_refused(tmp_path: Path, track: PoseTrack, keep: float) -> None:
    path = tmp_path / "poses.npz"
    write_poses(path, track)
    content = path.read_bytes()
    path.write_bytes(content[: int(keep * len(content)) if keep < 1 else int(keep)])
    with pytest.raises(PoseFileError, match="damaged"):
        read_poses(path)


def test_flipped_bytes_are_refused_or_read_as_they_were(tmp_path: Path, track: PoseTrack) -> None:
    path = tmp_path / "poses.npz"
    write_poses(path, track)
    content = path.read_bytes()
    refused = 0
    for position in range(0, len(content), 23):
        flipped = bytearray(content)
        flipped[position] ^= 0xFF
        path.write_bytes(flipped)
        try:
            read = read_poses(path)
        except PoseFileError:
            refused += 1
        else:
            np.testing.assert_array_equal(read.xy_px, track.xy_px)
    assert refused > 0


def test_a_missing_file_and_a_missing_folder(tmp_path: Path, track: PoseTrack) -> None:
    with pytest.raises(PoseFileError, match="No such file"):
        read_poses(tmp_path / "none.npz")
    with pytest.raises(PoseFileError, match="cannot be written"):
        write_poses(tmp_path / "none" / "poses.npz", track)
