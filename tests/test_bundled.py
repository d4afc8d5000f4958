from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from cv_rom import bundled
from cv_rom.bundled import models_dir, native_log_silenced, samples_dir
from cv_rom.errors import CvRomError

ROOT = Path(__file__).parent.parent


def test_a_checkout_has_models_and_samples_at_its_root() -> None:
    assert models_dir() == ROOT / "models"
    assert samples_dir() == ROOT / "samples"


def package_at(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    package = folder / "cv_rom"
    package.mkdir()
    monkeypatch.setattr(bundled, "files", lambda _: package)
    return package


def test_an_installed_wheel_has_them_inside_the_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inside = package_at(tmp_path, monkeypatch) / "_bundled" / "models"
    inside.mkdir(parents=True)
    (inside / "manifest.toml").touch()
    assert models_dir() == inside


def test_a_folder_of_somebody_else_is_not_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package_at(tmp_path, monkeypatch)
    (tmp_path / "models").mkdir()
    with pytest.raises(CvRomError, match=re.escape("models/ is missing")):
        models_dir()


def test_native_log_is_dropped_and_everything_else_comes_out(capfd: pytest.CaptureFixture[str]) -> None:
    with native_log_silenced(), native_log_silenced():
        os.write(2, b"W0000 00:00:1.5    12 inference_feedback_manager.cc:121] noise\n")
        os.write(2, b"INFO: Created TensorFlow Lite XNNPACK delegate for CPU.\n")
        os.write(2, b"a fault of ours\n")
    os.write(2, b"after\n")
    assert capfd.readouterr().err == "a fault of ours\nafter\n"


def test_what_was_written_comes_out_when_it_fails(capfd: pytest.CaptureFixture[str]) -> None:
    def fails() -> None:
        with native_log_silenced():
            os.write(2, b"last words\n")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fails()
    assert capfd.readouterr().err == "last words\n"
