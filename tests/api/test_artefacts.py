"""Files in a local folder and in a storage elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import fsspec
import pytest
from cv_rom_api.analyses import Analyses
from cv_rom_api.app import create_app
from cv_rom_api.artefacts import ArtefactStorage
from cv_rom_api.dependencies import Service
from cv_rom_api.problems import ProblemError
from cv_rom_api.ranges import byte_range
from cv_rom_api.settings import Settings
from service_client import serving


@pytest.fixture(params=["local", "elsewhere"])
def storage(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[ArtefactStorage]:
    storage = ArtefactStorage(str(tmp_path / "kept") if request.param == "local" else "memory://kept")
    storage.open()
    yield storage
    fsspec.filesystem("memory").store.clear()


def keep(storage: ArtefactStorage, folder: Path, name: str, content: bytes) -> None:
    (folder / "source").write_bytes(content)
    storage.put("1" * 32, name, folder / "source")


def test_files_are_kept_read_and_removed(storage: ArtefactStorage, tmp_path: Path) -> None:
    keep(storage, tmp_path, "upload", b"video")
    keep(storage, tmp_path, "series.csv", b"old")
    keep(storage, tmp_path, "series.csv", b"new one")
    one = "1" * 32
    assert storage.artefacts(one) == ["series.csv"]
    assert storage.ids() == [one]
    with storage.read(one, "series.csv") as file:
        file.seek(4)
        assert file.read() == b"one"
    assert (storage.size_bytes(one, "series.csv"), storage.size_bytes(one, "report.html")) == (7, None)
    assert storage.local_copy(one, "upload", tmp_path).read_bytes() == b"video"
    storage.remove_file(one, "upload")
    storage.remove_file(one, "upload")
    assert storage.size_bytes(one, "upload") is None
    storage.remove(one)
    storage.remove(one)
    assert storage.ids() == []
    assert storage.is_writable()


@pytest.mark.parametrize(
    ("header", "range_"),
    [
        (None, None),
        ("bytes=0-3", (0, 3)),
        ("bytes=4-", (4, 9)),
        ("bytes=-3", (7, 9)),
        ("bytes=-99", (0, 9)),
        ("bytes=5-99", (5, 9)),
        ("bytes=5-4", None),
        ("bytes=-", None),
        ("bytes=0-1,4-5", None),
        ("lines=0-1", None),
        (f"bytes={'9' * 5000}-", None),
    ],
)
def test_byte_ranges(header: str | None, range_: tuple[int, int] | None) -> None:
    assert byte_range(header, 10) == range_


@pytest.mark.parametrize("header", ["bytes=10-", "bytes=99-99", "bytes=-0"])
def test_a_range_behind_the_end(header: str) -> None:
    with pytest.raises(ProblemError) as caught:
        byte_range(header, 10)
    assert (caught.value.problem.status, caught.value.headers) == (416, {"Content-Range": "bytes */10"})


def test_files_in_a_storage_elsewhere_are_analysed_and_served_in_ranges(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path, artefacts_url="memory://videos")
    app = create_app(settings, worker=False, check_video="fake_analyses:check_video")
    with serving(app) as client:
        location = client.post("/v1/assessments", content=b"video").headers["location"]
        analyse(app.state.service, location.rsplit("/", 1)[-1], tmp_path / "work")
        state = client.get(location).json()
        assert (state["status"], state["assessment"]["video_bytes"]) == ("done", 5)
        path = state["artefacts"]["annotated.mp4"]
        part = client.get(path, headers={"Range": "bytes=256-259"})
        assert (part.status_code, part.content) == (206, bytes([0, 1, 2, 3]))
        assert part.headers["content-range"] == "bytes 256-259/2560"
        assert client.get(path, headers={"Range": "bytes=9999-"}).status_code == 416
        assert len(client.get(path).content) == 2560
        assert client.delete(location).status_code == 204
        assert client.get(path).status_code == 404
    assert not (tmp_path / "assessments").exists()


def analyse(service: Service, assessment_id: str, work_dir: Path) -> None:
    """What a worker does, in this process, whose memory is the storage."""
    steps = Analyses(service.settings, service.database, service.storage, "fake_analyses:analyze", work_dir)
    outcome = steps.run(assessment_id)
    steps.clear_away(assessment_id, outcome)
    steps.settle(assessment_id, outcome)
